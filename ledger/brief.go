package ledger

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/credence-project/credence/act"
)

// Each judgement has copies of what a standing is derived from, and an index in
// which they are in the order of the parties' states. What two states have to do
// with each other so lies together: it is read in few pieces from a disk, where
// the rows of documents and assertions, in the order of recording, are in as many
// places as there are reports.

// copied are the columns of these copies, copies where they come from.
const (
	copied = `actor_state, recipient_state, kind, state, actor, recipient, territory, act_id, first_day, last_day,
		assertion_id, written, date, effect, modality, attributed_to, confidence, echo, read_at,
		document_id, published, fingerprint`
	copies = `a.actor_state, a.recipient_state, a.kind, a.state, a.actor, a.recipient, a.territory, a.id, a.first_day, a.last_day,
		s.id, ` + writtenByPerson + `, s.date, s.effect, s.modality, s.attributed_to, s.confidence, s.echo, s.recorded,
		d.id, d.published, d.fingerprint`
	writtenByPerson = `(s.reader = 'person' OR substr(s.reader, 1, 7) = 'person ')` // as byPerson
)

var copiedColumns = columnNames(copied)

// columnNames returns the names in a list of columns.
func columnNames(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(", \t\n", r) })
}

// brief returns the acts that a query chooses, with brief reports.
func (l *Ledger) brief(ctx context.Context, q *Query) ([]Act, error) {
	groups, err := l.groups(ctx, q)
	if err != nil {
		return nil, err
	}
	found := make([][]numbered, len(groups))
	err = inTurn(len(groups), func(next func() (int, bool)) error {
		return l.read(ctx, "read", func(t *tx) (err error) {
			for n, more := next(); more && err == nil; n, more = next() {
				found[n], err = t.brief(ctx, q, groups[n])
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	list := slices.Concat(found...)
	slices.SortFunc(list, compareNumbers)
	return plainActs(list), nil
}

// inTurn runs do on as many connections as answer one question, which take
// numbers up to count in turn.
func inTurn(count int, do func(next func() (int, bool)) error) error {
	var taken atomic.Int64
	return atOnce(min(count, connections), func(int) error {
		return do(func() (int, bool) {
			n := int(taken.Add(1) - 1)
			return n, n < count
		})
	})
}

// briefColumns are those that briefRow scans. All stand in the index of parties.
const briefColumns = `j.act, j.act_id, j.kind, j.state, j.actor, j.recipient, j.territory,
	j.seq, j.belongs, coalesce(j.undoes, 0), j.by_whom,
	j.assertion, j.assertion_id, j.written, j.date, j.effect, j.modality, j.attributed_to, j.confidence, j.echo, j.read_at,
	j.document_id, j.published, j.fingerprint,
	EXISTS (SELECT 1 FROM review r WHERE r.assertion = j.assertion)`

// scanBrief reads one row, and the act that it is about.
func (w *row) scanBrief(r *sql.Rows, a *numbered) error {
	var modality, recorded, fingerprint, echo int64
	j, p := &w.judgement, &w.report
	err := r.Scan(&a.seq, &a.ID, &a.Kind, &a.State, &a.Actor, &a.Recipient, &a.Over,
		&j.Seq, &j.Belongs, &j.Undoes, &j.By,
		&w.assertion, &p.Assertion, &w.written, &p.Date, &p.Effect, &modality, &p.AttributedTo, &p.Confidence, &echo, &recorded,
		&p.Document, &p.Published, &fingerprint, &w.reviewed)
	w.act, p.seq = a.seq, w.assertion
	p.Modality, p.Fingerprint, p.Echo, p.Recorded = act.Modality(modality), uint64(fingerprint), uint64(echo), instant(recorded)
	return err
}

// brief returns the acts for which a condition of a group holds, with those
// reports that count, in the order of their numbers.
func (t *tx) brief(ctx context.Context, q *Query, group []condition) ([]numbered, error) {
	until := int64(math.MaxInt64)
	if !q.Known.IsZero() {
		until = q.Known.UnixMicro()
	}
	var queries []string
	var args []any
	for _, c := range group {
		c = q.ofKinds(c, "j").and(`j.recorded <= ?`, until)
		queries = append(queries, `SELECT `+briefColumns+` FROM judgement j WHERE `+c.where)
		args = append(args, c.args...)
	}
	var heads []numbered
	var found pile
	err := t.each(ctx, strings.Join(queries, ` UNION ALL `), args, func(r *sql.Rows) error {
		var head numbered
		err := found.next().scanBrief(r, &head)
		if n := len(heads); n == 0 || heads[n-1].seq != head.seq {
			heads = append(heads, head)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	rows := found.rows
	slices.SortFunc(rows, compareRows)
	slices.SortFunc(heads, compareNumbers)
	heads = slices.CompactFunc(heads, func(a, b numbered) bool { return a.seq == b.seq })
	reviews, err := t.opinions(ctx, rows, until)
	if err != nil {
		return nil, err
	}
	return assemble(heads, rows, reviews), nil
}

// Fill fills in what brief reports leave out.
func (l *Ledger) Fill(ctx context.Context, reports ...*Report) error {
	bySeq := map[int64][]*Report{}
	var seqs []int64
	for _, p := range reports {
		if bySeq[p.seq] == nil {
			seqs = append(seqs, p.seq)
		}
		bySeq[p.seq] = append(bySeq[p.seq], p)
	}
	slices.Sort(seqs)
	// The rows are in as many places of a disk, which answers several at once.
	some := max(2, min(together, (len(seqs)+connections-1)/connections))
	chunks := slices.Collect(slices.Chunk(seqs, some))
	return inTurn(len(chunks), func(next func() (int, bool)) error {
		return l.read(ctx, "read", func(t *tx) (err error) {
			for n, more := next(); more && err == nil; n, more = next() {
				err = t.fill(ctx, chunks[n], bySeq)
			}
			return err
		})
	})
}

// fill fills in the reports of some assertions, up to together.
func (t *tx) fill(ctx context.Context, seqs []int64, reports map[int64][]*Report) error {
	query := `SELECT s.seq, s.reader, s.quote, s.start_byte, s.end_byte, d.source, d.article, d.title, d.lang
		FROM assertion s JOIN document d ON d.seq = s.document WHERE s.seq IN (` + marks(together) + `)`
	// There is one query for all numbers of reports: the last stands in it repeatedly.
	var args []any
	for n := range together {
		args = append(args, seqs[min(n, len(seqs)-1)])
	}
	sources := map[int64]int64{}
	err := t.each(ctx, query, args, func(r *sql.Rows) error {
		var seq, source int64
		var full Report
		var quote sql.RawBytes
		if err := r.Scan(&seq, &full.Reader, &quote, &full.Start, &full.End, &source, &full.Article, &full.Title, &full.Lang); err != nil {
			return err
		}
		full.Quote, sources[seq] = string(quote), source
		for _, p := range reports[seq] {
			p.Reader, p.Quote, p.Start, p.End = full.Reader, full.Quote, full.Start, full.End
			p.Article, p.Title, p.Lang = full.Article, full.Title, full.Lang
		}
		return nil
	})
	if err != nil {
		return err
	}
	for seq, source := range sources {
		name, err := t.sourceName(ctx, source)
		if err != nil {
			return err
		}
		for _, p := range reports[seq] {
			p.Source = name
		}
	}
	return nil
}
