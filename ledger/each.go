package ledger

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// page is how many acts or rows are read at once by those who read all.
const page = 500

// All returns every act that a query chooses as Acts does, one page in memory at
// a time: it goes through the whole ledger, and is for those who want much of it.
// All of them are as known at one instant, whatever is recorded meanwhile. An
// error ends it.
func (l *Ledger) All(ctx context.Context, q Query) iter.Seq2[Act, error] {
	return func(yield func(Act, error) bool) {
		if q.Known.IsZero() {
			var err error
			if q.Known, err = l.latest(ctx); err != nil {
				yield(Act{}, err)
				return
			}
		}
		c := q.condition()
		for after := int64(0); ; {
			list, last, err := l.page(ctx, c, after, q.Known)
			if err != nil {
				yield(Act{}, err)
				return
			}
			for _, a := range list {
				if !yield(a, nil) {
					return
				}
			}
			if last == 0 {
				return
			}
			after = last
		}
	}
}

// page returns the acts of the next page, and the last number of the page; 0
// when there are no more.
func (l *Ledger) page(ctx context.Context, c condition, after int64, known time.Time) (list []Act, last int64, err error) {
	const end = `SELECT coalesce(max(seq), 0) FROM (SELECT seq FROM act WHERE seq > ? ORDER BY seq LIMIT ?) AS p`
	err = l.read(ctx, "read", func(t *tx) error {
		if _, err := t.one(ctx, end, []any{after, page}, &last); err != nil || last == 0 {
			return err
		}
		found, err := t.acts(ctx, c.and(`a.seq > ? AND a.seq <= ?`, after, last), known)
		list = plainActs(found)
		return err
	})
	return list, last, err
}

// latest returns the instant of the last record.
func (l *Ledger) latest(ctx context.Context) (at time.Time, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		last, err := t.last(ctx)
		at = instant(last)
		return err
	})
	return at, err
}

// Documents returns every document in the order of recording, with its text.
func (l *Ledger) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for after := int64(0); ; {
			var list []Document
			err := l.read(ctx, "read", func(t *tx) error {
				return t.documents(ctx, `d.seq > ? AND d.seq <= ?`, []any{after, after + page}, func(_ int64, _ uint64, d Document) error {
					list = append(list, d)
					return nil
				})
			})
			if err != nil {
				yield(Document{}, err)
				return
			}
			for _, d := range list {
				if !yield(d, nil) {
					return
				}
			}
			after += page
			if more, err := l.beyond(ctx, "document", after); err != nil || !more {
				if err != nil {
					yield(Document{}, err)
				}
				return
			}
		}
	}
}

// beyond reports whether a table has rows after a number.
func (l *Ledger) beyond(ctx context.Context, table string, after int64) (more bool, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		var seq int64
		more, err = t.one(ctx, fmt.Sprintf(`SELECT seq FROM %s WHERE seq > ? ORDER BY seq LIMIT 1`, table), []any{after}, &seq)
		return err
	})
	return more, err
}
