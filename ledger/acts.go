package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/credence-project/credence/act"
)

// Acts returns the acts that a query chooses, oldest record first, each with the
// reports that count: those judged to belong to it, without what was rejected or
// superseded; what was corrected is there as its replacement. An act without
// such reports is left out.
func (l *Ledger) Acts(ctx context.Context, q Query) ([]Act, error) {
	// The conditions are looked up at once, each on a connection of its own: what
	// is known at an instant does not change between them.
	if q.Known.IsZero() {
		var err error
		if q.Known, err = l.latest(ctx); err != nil {
			return nil, err
		}
	}
	conditions := q.conditions()
	found := make([][]numbered, len(conditions))
	errs := make([]error, len(conditions))
	var group sync.WaitGroup
	for n, c := range conditions {
		group.Go(func() {
			errs[n] = l.read(ctx, "read", func(t *tx) (err error) {
				found[n], err = t.acts(ctx, c, q.Known)
				return err
			})
		})
	}
	group.Wait()
	if err := cmp.Or(errs...); err != nil {
		return nil, err
	}
	list := slices.Concat(found...)
	slices.SortFunc(list, func(a, b numbered) int { return cmp.Compare(a.seq, b.seq) })
	return plainActs(list), nil
}

// numbered is an act with its number.
type numbered struct {
	seq int64
	Act
}

// plainActs returns acts without their numbers.
func plainActs(list []numbered) []Act {
	var acts []Act
	for _, a := range list {
		acts = append(acts, a.Act)
	}
	return acts
}

// Act returns an act as known at an instant, the zero Time for now.
func (l *Ledger) Act(ctx context.Context, id ID, known time.Time) (a Act, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		list, err := t.acts(ctx, condition{`a.id = ?`, []any{id}}, known)
		if err == nil && len(list) == 0 {
			err = fmt.Errorf("act %s: %w", id, ErrNotFound)
		}
		if err == nil {
			a = list[0].Act
		}
		return err
	})
	return a, err
}

// row is a judgement with the act and the report that it is about.
type row struct {
	act       int64
	assertion int64
	source    int64
	judgement Judgement
	of        Act // without its reports
	report    Report
	reviewed  bool // there are reviews of the assertion
}

// columns are those of row, in the order of scan.
const columns = `a.seq, a.id, a.kind, a.state, a.actor, a.recipient, a.territory,
	j.seq, j.belongs, coalesce(j.undoes, 0), j.by_whom,
	s.seq, s.id, s.reader, s.date, s.effect, s.modality, s.attributed_to, s.quote,
	s.start_byte, s.end_byte, s.confidence, s.recorded,
	d.id, d.source, d.article, d.title, d.published, d.lang, d.fingerprint,
	EXISTS (SELECT 1 FROM review r WHERE r.assertion = s.seq)`

// scan reads one row.
func (w *row) scan(r *sql.Rows) error {
	var modality, recorded, fingerprint int64
	var quote sql.RawBytes
	a, j, p := &w.of, &w.judgement, &w.report
	err := r.Scan(&w.act, &a.ID, &a.Kind, &a.State, &a.Actor, &a.Recipient, &a.Over,
		&j.Seq, &j.Belongs, &j.Undoes, &j.By,
		&w.assertion, &p.Assertion, &p.Reader, &p.Date, &p.Effect, &modality, &p.AttributedTo, &quote,
		&p.Start, &p.End, &p.Confidence, &recorded,
		&p.Document, &w.source, &p.Article, &p.Title, &p.Published, &p.Lang, &fingerprint, &w.reviewed)
	p.Quote = string(quote)
	p.Modality, p.Fingerprint, p.Recorded = act.Modality(modality), uint64(fingerprint), instant(recorded)
	return err
}

// acts returns the acts for which a condition holds, as known at an instant, in
// the order of their numbers.
func (t *tx) acts(ctx context.Context, c condition, known time.Time) ([]numbered, error) {
	until := int64(math.MaxInt64)
	if !known.IsZero() {
		until = known.UnixMicro()
	}
	var rows []row
	err := t.each(ctx, `SELECT `+columns+`
		FROM act a
		JOIN judgement j ON j.act = a.seq
		JOIN assertion s ON s.seq = j.assertion
		JOIN document d ON d.seq = s.document
		WHERE `+c.where+` AND j.recorded <= ?`, slices.Concat(c.args, []any{until}), func(r *sql.Rows) error {
		rows = append(rows, row{})
		return rows[len(rows)-1].scan(r)
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.act, b.act), cmp.Compare(a.assertion, b.assertion), cmp.Compare(a.judgement.Seq, b.judgement.Seq))
	})
	for n := range rows {
		if rows[n].report.Source, err = t.sourceName(ctx, rows[n].source); err != nil {
			return nil, err
		}
	}
	reviews, err := t.opinions(ctx, rows, c, until)
	if err != nil {
		return nil, err
	}
	return assemble(rows, reviews), nil
}

// assemble puts together the acts of rows that are in order.
func assemble(rows []row, reviews *opinions) []numbered {
	var list []numbered
	for n := 0; n < len(rows); {
		first, words := &rows[n], []Judgement(nil)
		for ; n < len(rows) && rows[n].act == first.act && rows[n].assertion == first.assertion; n++ {
			words = append(words, rows[n].judgement)
		}
		if link := ruling(words); link == nil || !link.Belongs || !reviews.admit(first) {
			continue
		}
		if len(list) == 0 || list[len(list)-1].seq != first.act {
			list = append(list, numbered{first.act, first.of})
		}
		a := &list[len(list)-1]
		a.Reports = append(a.Reports, first.report)
	}
	return list
}
