package ledger

import (
	"context"
	"iter"
)

// ReviewsBy returns what a person decided about assertions, in the order of
// recording; what all people did where no name is given. What they undid is
// among it.
func (l *Ledger) ReviewsBy(ctx context.Context, by string) iter.Seq2[Review, error] {
	where, args := `r.person AND r.seq > ?`, []any{}
	if by != "" {
		where, args = where+` AND r.by_whom = ?`, []any{by}
	}
	where += ` ORDER BY r.seq LIMIT ?`
	return pages(func(after int64) (list []Review, err error) {
		err = l.read(ctx, "read", func(t *tx) error {
			return t.eachReview(ctx, where, around(after, args), func(_ int64, r Review) { list = append(list, r) })
		})
		return list, err
	})
}

// JudgementsBy returns what a person judged to belong together or not, in the
// order of recording; what all people did where no name is given.
func (l *Ledger) JudgementsBy(ctx context.Context, by string) iter.Seq2[Judgement, error] {
	where, args := `j.by_whom <> '`+ByRule+`' AND j.seq > ?`, []any{}
	if by != "" {
		where, args = where+` AND j.by_whom = ?`, []any{by}
	}
	where += ` ORDER BY j.seq LIMIT ?`
	return pages(func(after int64) (list []Judgement, err error) {
		err = l.read(ctx, "read", func(t *tx) error {
			list, err = t.judgements(ctx, where, around(after, args)...)
			return err
		})
		return list, err
	})
}

// around returns the arguments of a page's query: after which number, those of
// its own, and how many rows.
func around(after int64, args []any) []any {
	return append(append([]any{after}, args...), page)
}

// pages yields rows that are read a page at a time, by the number of the last.
func pages[W word](read func(after int64) ([]W, error)) iter.Seq2[W, error] {
	return func(yield func(W, error) bool) {
		for after := int64(0); ; {
			list, err := read(after)
			if err != nil {
				var none W
				yield(none, err)
				return
			}
			for _, w := range list {
				if !yield(w, nil) {
					return
				}
				after, _ = w.number()
			}
			if len(list) < page {
				return
			}
		}
	}
}
