package ledger

import (
	"context"
	"database/sql"
	"math"
)

// unreviewed chooses assertions of programs that may await a person, the least
// confident first: those without reviews, and those whose reviews may not count.
const unreviewed = `SELECT s.seq, s.confidence, EXISTS (SELECT 1 FROM review r WHERE r.assertion = s.seq)
	FROM assertion s
	WHERE (s.confidence, s.seq) > (?, ?) AND substr(s.reader, 1, 7) <> 'person '
		AND NOT EXISTS (SELECT 1 FROM review r WHERE r.assertion = s.seq
			AND NOT EXISTS (SELECT 1 FROM review u WHERE u.assertion = r.assertion
				AND (u.undoes IS NOT NULL OR u.follows IS NOT NULL OR u.decision = 'unsure' AND NOT u.person)))
	ORDER BY s.confidence, s.seq LIMIT ?`

// Unreviewed returns up to limit assertions that nobody has decided about, the
// least confident first, skipping the first of them: a queue for reviewers.
// What a reader no longer finds, and what people wrote, is not in it; what is held
// back because a person decided about the same words is.
func (l *Ledger) Unreviewed(ctx context.Context, skip, limit int) (list []Assertion, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		waiting, err := t.waiting(ctx, skip+limit)
		if err != nil || len(waiting) <= skip {
			return err
		}
		waiting = waiting[skip:]
		return t.assertions(ctx, `s.seq IN (`+marks(len(waiting))+`) ORDER BY s.confidence, s.seq`, waiting, func(_ int64, a Assertion) error {
			list = append(list, a)
			return nil
		})
	})
	return list, err
}

// waiting returns the numbers of the first assertions that await a person.
func (t *tx) waiting(ctx context.Context, count int) (list []any, err error) {
	confidence, seq := -math.MaxFloat64, int64(0)
	for len(list) < count {
		batch := count - len(list) + 100
		var numbers, reviewed []any
		isReviewed := map[int64]bool{}
		err := t.each(ctx, unreviewed, []any{confidence, seq, batch}, func(r *sql.Rows) error {
			var some bool
			err := r.Scan(&seq, &confidence, &some)
			numbers = append(numbers, seq)
			if isReviewed[seq] = some; some {
				reviewed = append(reviewed, seq)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		reviews := map[int64][]Review{}
		if len(reviewed) > 0 {
			err = t.eachReview(ctx, `r.assertion IN (`+marks(len(reviewed))+`) ORDER BY r.seq`, reviewed, func(assertion int64, r Review) {
				reviews[assertion] = append(reviews[assertion], r)
			})
			if err != nil {
				return nil, err
			}
		}
		for _, number := range numbers {
			if n := number.(int64); !isReviewed[n] || awaits(reviews[n]) {
				list = append(list, number)
			}
		}
		if len(numbers) < batch {
			break
		}
	}
	return list[:min(len(list), count)], nil
}

// awaits reports whether an assertion with some reviews awaits a person.
func awaits(reviews []Review) bool {
	e := earlier{reviews: reviews}
	gone, _ := e.gone()
	return gone == nil && Ruling(reviews) == nil
}
