package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/credence-project/credence/gazetteer"
)

// Load records entries that are known to be new, and to speak of distinct acts:
// to fill a ledger from another, or from a table. It is much faster than Add
// because it looks for nothing: each dyad of each assertion is an act of its own.
// It returns how many entries were recorded, those of whole transactions; one
// that was known already is an error. While it runs nobody else writes.
//
// Where it is broken off, by an error or a lost machine, the ledger holds the
// entries of the transactions that ended, each whole. Of an empty ledger it drops
// the indexes with its first transaction, and makes them again at its end; until
// then others read slowly. If it does not come to its end, whoever writes next,
// or opens the ledger for writing, makes them first.
func (l *Ledger) Load(ctx context.Context, entries iter.Seq2[Entry, error]) (count int, err error) {
	if l.readOnly {
		return 0, l.fail("load into", errReadOnly)
	}
	x := &loader{Ledger: l, batches: make(chan []*prepared, 1), done: make(chan error, 1)}
	err = l.inBulk(ctx, func() error {
		go func() { x.done <- l.fail("load into", x.record(ctx)) }()
		err := x.read(entries)
		close(x.batches)
		return cmp.Or(<-x.done, err)
	})
	if x.unindexed {
		if missing := l.reindex(context.WithoutCancel(ctx)); missing != nil {
			err = errors.Join(err, l.fail("load into", missing))
		}
	}
	if err == nil && l.analyze != "" {
		_, err = l.writer.ExecContext(ctx, l.analyze)
		err = l.fail("load into", err)
	}
	return x.count, err
}

// loader is one load: while a batch is recorded the next is made ready.
type loader struct {
	*Ledger
	batches   chan []*prepared
	done      chan error
	failed    atomic.Bool
	count     int         // of entries recorded
	unindexed bool        // it has dropped the indexes
	loaded    map[ID]bool // the documents, while no index tells
}

// read makes batches ready, until there are no more entries or one is wrong.
func (x *loader) read(entries iter.Seq2[Entry, error]) error {
	list := make([]Entry, 0, x.batch)
	send := func() error {
		ready, err := x.prepareAll(list)
		if err == nil && len(ready) > 0 {
			x.batches <- ready
		}
		list = list[:0]
		return x.fail("load into", err)
	}
	for e, err := range entries {
		if err != nil {
			return err
		}
		if list = append(list, e); len(list) == x.batch {
			if err := send(); err != nil {
				return err
			}
		}
		if x.failed.Load() {
			return nil
		}
	}
	return send()
}

// prepareAll prepares entries on all cores.
func (l *Ledger) prepareAll(list []Entry) ([]*prepared, error) {
	ready, errs := make([]*prepared, len(list)), make([]error, len(list))
	var group sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(list)); n = next.Add(1) - 1 {
				if ready[n], errs[n] = l.prepare(&list[n]); errs[n] == nil {
					errs[n] = ready[n].undoubted()
				}
			}
		})
	}
	group.Wait()
	return ready, cmp.Or(errs...)
}

// undoubted reports what cannot be loaded: what is doubted awaits a person, and
// takes Add.
func (p *prepared) undoubted() error {
	for n := range p.statements {
		if len(p.statements[n].doubts) > 0 {
			return fmt.Errorf("document %q: what readers doubt is to be added, not loaded", p.Article)
		}
	}
	return nil
}

// record records batches, each in a transaction. After an error it takes the
// rest and drops it.
func (x *loader) record(ctx context.Context) (err error) {
	for list := range x.batches {
		if err != nil {
			continue
		}
		if err = x.recordOne(ctx, list); err != nil {
			x.failed.Store(true)
			continue
		}
		x.count += len(list)
	}
	return err
}

// recordOne records a batch.
func (x *loader) recordOne(ctx context.Context, list []*prepared) error {
	return x.transact(ctx, x.writer, nil, func(t *tx) error {
		if err := t.lockAll(ctx, t); err != nil {
			return err
		}
		if err := t.stamp(ctx); err != nil {
			return err
		}
		if err := x.unindex(ctx, t); err != nil {
			return err
		}
		if x.unindexed {
			for _, p := range list {
				if x.loaded[p.ID] {
					return fmt.Errorf("document %q is there already", p.Article)
				}
				x.loaded[p.ID] = true
			}
		} else if there, err := t.indexed(ctx); err != nil || !there {
			return cmp.Or(err, errUnindexed) // another load is under way
		}
		return t.load(ctx, list)
	})
}

// unindex drops the indexes of a ledger that is empty.
func (x *loader) unindex(ctx context.Context, t *tx) error {
	if x.unindexed {
		return nil
	}
	var seq int64
	if some, err := t.one(ctx, `SELECT seq FROM document LIMIT 1`, nil, &seq); some || err != nil {
		return err
	}
	x.unindexed, x.loaded = true, map[ID]bool{}
	return t.unindex(ctx)
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
	sources, err := t.sources(ctx, list)
	if err != nil {
		return err
	}
	documents, err1 := t.newBulk(ctx, "document", "id", "source", "article", "url", "title", "byline",
		"published", "lang", "fingerprint", "recorded")
	contents := &bulk{table: "content", columns: []string{"seq", "text"}}
	assertions, err2 := t.newBulk(ctx, "assertion", "id", "document", "reader", "kind", "state", "date", "effect",
		"modality", "attributed_to", "start_byte", "end_byte", "confidence", "recorded", "quote", "echo", "detail")
	acts, err3 := t.newBulk(ctx, "act", "id", "kind", "state", "actor", "recipient", "territory",
		"actor_state", "recipient_state", "first_day", "last_day", "founder", "number", "recorded")
	judgements, err4 := t.newBulk(ctx, "judgement", slices.Concat([]string{"assertion", "act", "belongs", "score", "by_whom", "why", "recorded"}, copiedColumns)...)
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			return err
		}
	}
	for _, p := range list {
		document := documents.add(p.ID[:], sources[p.Source], p.Article, p.URL, p.Title, p.Byline,
			p.Published, p.Lang, int64(p.fingerprint), t.instant)
		contents.rows = append(contents.rows, []any{document, []byte(p.Text)})
		for n := range p.statements {
			s := &p.statements[n]
			assertion := assertions.add(s.ID[:], document, s.Reader, s.kind.Name, s.kind.State, s.Says.Date, s.Effect,
				int64(s.report.modality), s.Says.AttributedTo, s.Says.Start, s.Says.End, s.Says.Confidence,
				t.instant, []byte(s.Says.Quote), int64(Echo(s.Says.Quote)), s.detail)
			m := t.matcher(ctx, s.kind, Dyad{})
			near := m.reach(s.report)
			for _, d := range s.dyads {
				id := actID(s.kind.Name, d, s.ID, 0)
				act := acts.add(id[:], s.kind.Name, s.kind.State, d.Actor, d.Recipient, d.Over,
					gazetteer.State(d.Actor), gazetteer.State(d.Recipient), int64(near.first), int64(near.last),
					assertion, 0, t.instant)
				judgements.add(assertion, act, true, 1.0, ByRule, whyFirst, t.instant,
					gazetteer.State(d.Actor), gazetteer.State(d.Recipient), s.kind.Name, s.kind.State, d.Actor, d.Recipient, d.Over, id[:], int64(near.first), int64(near.last),
					s.ID[:], byPerson(s.Reader), s.Says.Date, s.Effect, int64(s.report.modality), s.Says.AttributedTo, s.Says.Confidence,
					int64(Echo(s.Says.Quote)), t.instant, p.ID[:], p.Published, int64(p.fingerprint))
			}
		}
	}
	for _, b := range []*bulk{documents, contents, assertions, acts, judgements} {
		if len(b.rows) == 0 {
			continue
		}
		if err := t.bulk(ctx, t, b.table, b.columns, slices.Clip(b.rows)); err != nil {
			return fmt.Errorf("table %s: %w", b.table, err)
		}
		if b == contents {
			continue // numbered as the documents are
		}
		if err := t.numbered(ctx, t, b.table); err != nil {
			return err
		}
	}
	return nil
}
