package ledger

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/credence-project/credence/gazetteer"
)

// batch is how many entries Load records in one transaction.
const batch = 20_000

// Load records entries that are known to be new, and to speak of distinct acts:
// to fill a ledger from another, or from a table. It is much faster than Add
// because it looks for nothing: each dyad of each assertion is an act of its own.
// It returns how many entries were recorded, those of whole transactions; one
// that was known already is an error. While it runs nobody else writes.
func (l *Ledger) Load(ctx context.Context, entries iter.Seq2[Entry, error]) (count int, err error) {
	var list []*prepared
	flush := func() error {
		if len(list) == 0 {
			return nil
		}
		err := l.write(ctx, "load into", nil, func(t *tx) error { return t.load(ctx, list) })
		if err == nil {
			count += len(list)
		}
		list = list[:0]
		return err
	}
	for e, err := range entries {
		if err != nil {
			return count, err
		}
		p, err := l.prepare(&e)
		if err != nil {
			return count, l.fail("load into", err)
		}
		if list = append(list, p); len(list) == batch {
			if err := flush(); err != nil {
				return count, err
			}
		}
	}
	if err := flush(); err != nil || l.analyze == "" {
		return count, err
	}
	_, err = l.writer.ExecContext(ctx, l.analyze)
	return count, l.fail("load into", err)
}

// bulk is the rows of a table that are to be inserted together, numbered from
// the first free number.
type bulk struct {
	table   string
	columns []string
	next    int64
	rows    [][]any
}

// add adds a row, and returns its number.
func (b *bulk) add(values ...any) int64 {
	b.next++
	b.rows = append(b.rows, append([]any{b.next}, values...))
	return b.next
}

// newBulk returns an empty bulk for a table.
func (t *tx) newBulk(ctx context.Context, table string, columns ...string) (*bulk, error) {
	b := &bulk{table: table, columns: append([]string{"seq"}, columns...)}
	_, err := t.one(ctx, `SELECT coalesce(max(seq), 0) FROM `+table, nil, &b.next)
	return b, err
}

// load records a batch of entries.
func (t *tx) load(ctx context.Context, list []*prepared) error {
	if err := t.lockAll(ctx, t); err != nil {
		return err
	}
	sources, err := t.sources(ctx, list)
	if err != nil {
		return err
	}
	documents, err1 := t.newBulk(ctx, "document", "id", "source", "article", "url", "title", "byline",
		"published", "lang", "fingerprint", "recorded", "text")
	assertions, err2 := t.newBulk(ctx, "assertion", "id", "document", "reader", "kind", "state", "date", "effect",
		"modality", "attributed_to", "start_byte", "end_byte", "confidence", "recorded", "quote", "detail")
	acts, err3 := t.newBulk(ctx, "act", "id", "kind", "state", "actor", "recipient", "territory",
		"actor_state", "recipient_state", "first_day", "last_day", "founder", "number", "recorded")
	judgements, err4 := t.newBulk(ctx, "judgement", "assertion", "act", "belongs", "score", "by_whom", "why", "recorded")
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			return err
		}
	}
	for _, p := range list {
		document := documents.add(p.ID[:], sources[p.Source], p.Article, p.URL, p.Title, p.Byline,
			p.Published, p.Lang, int64(p.fingerprint), t.instant, []byte(p.Text))
		for n := range p.statements {
			s := &p.statements[n]
			assertion := assertions.add(s.ID[:], document, s.Reader, s.kind.Name, s.kind.State, s.Says.Date, s.Effect,
				int64(s.report.modality), s.Says.AttributedTo, s.Says.Start, s.Says.End, s.Says.Confidence,
				t.instant, []byte(s.Says.Quote), s.detail)
			m := t.matcher(ctx, s.kind, Dyad{})
			near := m.reach(s.report)
			for _, d := range s.dyads {
				id := actID(s.kind.Name, d, s.ID, 0)
				act := acts.add(id[:], s.kind.Name, s.kind.State, d.Actor, d.Recipient, d.Over,
					gazetteer.State(d.Actor), gazetteer.State(d.Recipient), int64(near.first), int64(near.last),
					assertion, 0, t.instant)
				judgements.add(assertion, act, true, 1.0, ByRule, firstReport, t.instant)
			}
		}
	}
	for _, b := range []*bulk{documents, assertions, acts, judgements} {
		if len(b.rows) == 0 {
			continue
		}
		if err := t.bulk(ctx, t, b.table, b.columns, slices.Clip(b.rows)); err != nil {
			return fmt.Errorf("table %s: %w", b.table, err)
		}
		if err := t.numbered(ctx, t, b.table); err != nil {
			return err
		}
	}
	return nil
}
