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
	if q.Known.IsZero() {
		var err error
		if q.Known, err = l.latest(ctx); err != nil {
			return nil, err
		}
	}
	acts, err := l.brief(ctx, &q)
	if err != nil || q.Brief {
		return acts, err
	}
	var reports []*Report
	for n := range acts {
		for k := range acts[n].Reports {
			reports = append(reports, &acts[n].Reports[k])
		}
	}
	return acts, l.Fill(ctx, reports...)
}

// connections is on how many connections one question is answered. Where the
// ledger is not in memory, the disk answers several at once.
const connections = 8

// atOnce runs what is numbered at the same time, and waits for all.
func atOnce(count int, do func(n int) error) error {
	errs := make([]error, count)
	var group sync.WaitGroup
	for n := range count {
		group.Go(func() { errs[n] = do(n) })
	}
	group.Wait()
	return cmp.Or(errs...)
}

func compareNumbers(a, b numbered) int { return cmp.Compare(a.seq, b.seq) }

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

// row is a judgement with the report that it is about.
type row struct {
	act       int64
	assertion int64
	source    int64
	judgement Judgement
	report    Report
	reviewed  bool // there are reviews of the assertion
	written   bool // by a person
}

// pile is rows that are read one by one. They are long, and there are many: they
// are made several at a time, and stay where they are.
type pile struct {
	rows []*row
	free []row
}

// next returns one more row.
func (p *pile) next() *row {
	if len(p.free) == 0 {
		p.free = make([]row, min(max(len(p.rows), 4), 256))
	}
	w := &p.free[0]
	p.rows, p.free = append(p.rows, w), p.free[1:]
	return w
}

// compareRows puts rows in the order of acts, reports and judgements.
func compareRows(a, b *row) int {
	return cmp.Or(cmp.Compare(a.act, b.act), cmp.Compare(a.assertion, b.assertion), cmp.Compare(a.judgement.Seq, b.judgement.Seq))
}

// columns are those of row, in the order of scan.
const columns = `j.act, j.seq, j.belongs, coalesce(j.undoes, 0), j.by_whom,
	s.seq, s.id, s.reader, s.date, s.effect, s.modality, s.attributed_to, s.quote, s.echo,
	s.start_byte, s.end_byte, s.confidence, s.recorded,
	d.id, d.source, d.article, d.title, d.published, d.lang, d.fingerprint,
	EXISTS (SELECT 1 FROM review r WHERE r.assertion = s.seq)`

// scan reads one row.
func (w *row) scan(r *sql.Rows) error {
	var modality, recorded, fingerprint, echo int64
	var quote sql.RawBytes
	j, p := &w.judgement, &w.report
	err := r.Scan(&w.act, &j.Seq, &j.Belongs, &j.Undoes, &j.By,
		&w.assertion, &p.Assertion, &p.Reader, &p.Date, &p.Effect, &modality, &p.AttributedTo, &quote, &echo,
		&p.Start, &p.End, &p.Confidence, &recorded,
		&p.Document, &w.source, &p.Article, &p.Title, &p.Published, &p.Lang, &fingerprint, &w.reviewed)
	p.Quote, p.Echo, p.seq = string(quote), uint64(echo), w.assertion
	w.written = byPerson(p.Reader)
	p.Modality, p.Fingerprint, p.Recorded = act.Modality(modality), uint64(fingerprint), instant(recorded)
	return err
}

// acts returns the acts for which a condition holds, as known at an instant, in
// the order of their numbers.
func (t *tx) acts(ctx context.Context, c condition, known time.Time) ([]numbered, error) {
	heads, err := t.heads(ctx, c)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(heads, compareNumbers)
	var list []numbered
	for some := range slices.Chunk(heads, together) {
		acts, err := t.reported(ctx, some, known)
		if err != nil {
			return nil, err
		}
		list = append(list, acts...)
	}
	return list, nil
}

// heads returns the acts for which a condition holds, without their reports.
func (t *tx) heads(ctx context.Context, c condition) (list []numbered, err error) {
	const query = `SELECT a.seq, a.id, a.kind, a.state, a.actor, a.recipient, a.territory FROM act a WHERE `
	err = t.each(ctx, query+c.where, c.args, func(r *sql.Rows) error {
		var a numbered
		err := r.Scan(&a.seq, &a.ID, &a.Kind, &a.State, &a.Actor, &a.Recipient, &a.Over)
		list = append(list, a)
		return err
	})
	return list, err
}

// together is of how many acts the reports are looked up by one query, at most.
const together = 32

// theseActs chooses judgements by their acts.
var theseActs = `j.act IN (` + marks(together) + `)`

// reported returns those acts of some, up to together, of which there are reports
// that count, with these, as known at an instant.
func (t *tx) reported(ctx context.Context, heads []numbered, known time.Time) ([]numbered, error) {
	if len(heads) == 0 {
		return nil, nil
	}
	until := int64(math.MaxInt64)
	if !known.IsZero() {
		until = known.UnixMicro()
	}
	// There is one query for all numbers of acts: the last stands in it repeatedly.
	c := condition{where: theseActs}
	for n := range together {
		c.args = append(c.args, heads[min(n, len(heads)-1)].seq)
	}
	var found pile
	err := t.each(ctx, `SELECT `+columns+`
		FROM judgement j
		JOIN assertion s ON s.seq = j.assertion
		JOIN document d ON d.seq = s.document
		WHERE `+c.where+` AND j.recorded <= ?`, slices.Concat(c.args, []any{until}), func(r *sql.Rows) error {
		return found.next().scan(r)
	})
	if err != nil {
		return nil, err
	}
	rows := found.rows
	slices.SortFunc(rows, compareRows)
	for _, w := range rows {
		if w.report.Source, err = t.sourceName(ctx, w.source); err != nil {
			return nil, err
		}
	}
	reviews, err := t.opinions(ctx, rows, until)
	if err != nil {
		return nil, err
	}
	reviews.everything = t.everything
	return assemble(heads, rows, reviews), nil
}

// assemble puts acts together with those of their rows that count, or with all
// where everything is asked for. Both are in the order of the acts.
func assemble(heads []numbered, rows []*row, reviews *opinions) []numbered {
	var list []numbered
	for n := 0; n < len(rows); {
		first, words := rows[n], []Judgement(nil)
		for ; n < len(rows) && rows[n].act == first.act && rows[n].assertion == first.assertion; n++ {
			words = append(words, rows[n].judgement)
		}
		link := ruling(words)
		if link == nil || !link.Belongs {
			continue
		}
		if first.report.Out = !reviews.admit(first); first.report.Out {
			if !reviews.everything {
				continue
			}
			reviews.tell(first)
		}
		if len(list) == 0 || list[len(list)-1].seq != first.act {
			for heads[0].seq != first.act {
				heads = heads[1:]
			}
			list = append(list, heads[0])
		}
		a := &list[len(list)-1]
		a.Reports = append(a.Reports, first.report)
	}
	return list
}
