package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Decide records reviews, all or none, and returns them as recorded. A Correct
// names a known assertion as its replacement (Add it first, with the same
// document and the person as its reader); an Undo names the review that it takes
// back. Supersede is for readers: Add records it.
func (l *Ledger) Decide(ctx context.Context, reviews ...Review) ([]Review, error) {
	var keys []int64
	for _, r := range reviews {
		keys = append(keys, key(r.Assertion))
	}
	out := make([]Review, len(reviews))
	err := l.write(ctx, "review in", keys, func(t *tx) error {
		for n, r := range reviews {
			recorded, err := t.decide(ctx, r)
			if err != nil {
				return fmt.Errorf("%s of assertion %s: %w", r.Decision, r.Assertion, err)
			}
			out[n] = recorded
		}
		return nil
	})
	return out, err
}

// decide checks a review and records it.
func (t *tx) decide(ctx context.Context, r Review) (Review, error) {
	if err := person(r.By, r.Why); err != nil {
		return r, err
	}
	if r.Undoes != 0 && r.Assertion == (ID{}) {
		if _, err := t.one(ctx, `SELECT s.id FROM review r JOIN assertion s ON s.seq = r.assertion
			WHERE r.seq = ?`, []any{r.Undoes}, &r.Assertion); err != nil {
			return r, err
		}
	}
	assertion, err := t.seq(ctx, "assertion", r.Assertion)
	if err != nil {
		return r, err
	}
	replacement, err := t.checkDecision(ctx, assertion, r)
	if err != nil {
		return r, err
	}
	r.Seq, err = t.review(ctx, assertion, r.Decision, replacement, r.Undoes, r.By, r.Why)
	r.Recorded = instant(t.instant)
	return r, err
}

// checkDecision checks what a review refers to, and returns the replacement.
func (t *tx) checkDecision(ctx context.Context, assertion int64, r Review) (replacement int64, err error) {
	if (r.Replacement != ID{}) && r.Decision != Correct || r.Undoes != 0 && r.Decision != Undo {
		return 0, errors.New("only a correction has a replacement, and only an undo a review that it undoes")
	}
	switch r.Decision {
	case Accept, Reject, Unsure:
		return 0, nil
	case Correct:
		if r.Replacement == r.Assertion {
			return 0, errors.New("an assertion does not replace itself")
		}
		return t.seq(ctx, "assertion", r.Replacement)
	case Undo:
		var about int64
		found, err := t.one(ctx, `SELECT assertion FROM review WHERE seq = ?`, []any{r.Undoes}, &about)
		if err == nil && (!found || about != assertion) {
			err = fmt.Errorf("review %d of this assertion: %w", r.Undoes, ErrNotFound)
		}
		return 0, err
	}
	return 0, fmt.Errorf("%q is nothing that a person decides", r.Decision)
}

// review records a review.
func (t *tx) review(ctx context.Context, assertion int64, d Decision, replacement, undoes int64, by, why string) (int64, error) {
	return t.insert(ctx, `INSERT INTO review (assertion, decision, replacement, undoes, by_whom, why, recorded)
		VALUES (?, ?, ?, ?, ?, ?, ?)`,
		assertion, string(d), orNull(replacement), orNull(undoes), by, why, t.instant)
}

// Reviews returns the reviews of an assertion, in order.
func (l *Ledger) Reviews(ctx context.Context, assertion ID) (list []Review, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		seq, err := t.seq(ctx, "assertion", assertion)
		if err != nil {
			return err
		}
		list, err = t.reviews(ctx, seq)
		return err
	})
	return list, err
}

// reviews returns the reviews of an assertion.
func (t *tx) reviews(ctx context.Context, assertion int64) (list []Review, err error) {
	const query = `SELECT r.seq, s.id, r.decision, c.id, coalesce(r.undoes, 0), r.by_whom, r.why, r.recorded
		FROM review r JOIN assertion s ON s.seq = r.assertion LEFT JOIN assertion c ON c.seq = r.replacement
		WHERE r.assertion = ? ORDER BY r.seq`
	err = t.each(ctx, query, []any{assertion}, func(rows *sql.Rows) error {
		var r Review
		var at int64
		err := rows.Scan(&r.Seq, &r.Assertion, &r.Decision, &r.Replacement, &r.Undoes, &r.By, &r.Why, &at)
		r.Recorded = instant(at)
		list = append(list, r)
		return err
	})
	return list, err
}
