package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Decide records reviews by people, all or none, and returns them as recorded. A
// Correct names a known assertion as its replacement (the method Correct adds
// one); an Undo names the review that it takes back. Supersede is for readers:
// Add records it.
//
// What has no meaning is refused: a replacement against which a person decided,
// and the undoing of a correction whose replacement was corrected in its turn.
func (l *Ledger) Decide(ctx context.Context, reviews ...Review) ([]Review, error) {
	var about []ID
	for _, r := range reviews {
		about = append(about, r.Assertion)
	}
	out := make([]Review, len(reviews))
	keys, err := l.reviewKeys(ctx, about)
	if err != nil {
		return nil, err
	}
	err = l.write(ctx, "review in", keys, func(t *tx) error {
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

// reviewKeys returns what other writers are held off while assertions are
// reviewed: them, and their documents, which may be read again meanwhile.
func (l *Ledger) reviewKeys(ctx context.Context, assertions []ID) (keys []int64, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		for _, id := range assertions {
			var document ID
			found, err := t.one(ctx, `SELECT d.id FROM assertion s JOIN document d ON d.seq = s.document
				WHERE s.id = ?`, []any{id}, &document)
			if err != nil {
				return err
			}
			keys = append(keys, key(id))
			if found {
				keys = append(keys, key(document))
			}
		}
		return nil
	})
	return keys, err
}

// decide checks a person's review and records it.
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
	r.Person = true
	return t.review(ctx, assertion, replacement, r)
}

// checkDecision checks what a review refers to, and returns the replacement.
func (t *tx) checkDecision(ctx context.Context, assertion int64, r Review) (replacement int64, err error) {
	switch {
	case (r.Replacement != ID{}) && r.Decision != Correct, r.Undoes != 0 && r.Decision != Undo:
		return 0, errors.New("only a correction has a replacement, and only an undo a review that it undoes")
	case r.Follows != 0:
		return 0, errors.New("what a person decides follows from no other review")
	}
	switch r.Decision {
	case Accept, Reject, Unsure:
		return 0, nil
	case Correct:
		if r.Replacement == r.Assertion {
			return 0, errors.New("an assertion does not replace itself")
		}
		return t.checkReplacement(ctx, r.Replacement)
	case Undo:
		return 0, t.checkUndo(ctx, assertion, r.Undoes)
	}
	return 0, fmt.Errorf("%q is nothing that a person decides", r.Decision)
}

// checkReplacement returns the number of a replacement. One that a person took
// out would not count: the correction would lead nowhere, or in a circle.
func (t *tx) checkReplacement(ctx context.Context, id ID) (int64, error) {
	seq, err := t.seq(ctx, "assertion", id)
	if err != nil {
		return 0, err
	}
	reviews, err := t.reviews(ctx, seq)
	if err != nil {
		return 0, err
	}
	if r := ruling(reviews); r.takesOut() {
		return 0, fmt.Errorf("assertion %s says so already, and %s decided against it (%s): undo decision %d first", id, r.By, r.Decision, r.Seq)
	}
	return seq, nil
}

// checkUndo checks the undoing of a review. A correction whose replacement was
// corrected in its turn stays until that is undone: the last would be left
// without what it was to replace.
func (t *tx) checkUndo(ctx context.Context, assertion, undoes int64) error {
	reviews, err := t.reviews(ctx, assertion)
	if err != nil {
		return err
	}
	known := false
	for _, r := range reviews {
		known = known || r.Seq == undoes
	}
	if !known {
		return fmt.Errorf("review %d of this assertion: %w", undoes, ErrNotFound)
	}
	r := ruling(reviews)
	if r == nil || r.Seq != undoes || r.Decision != Correct {
		return nil
	}
	replacement, err := t.seq(ctx, "assertion", r.Replacement)
	if err != nil {
		return err
	}
	later, err := t.reviews(ctx, replacement)
	if err != nil {
		return err
	}
	if next := ruling(later); next != nil && next.Decision == Correct {
		return fmt.Errorf("what it put in place was corrected by %s: undo decision %d first", next.By, next.Seq)
	}
	return nil
}

// review records a review, and returns it as recorded.
func (t *tx) review(ctx context.Context, assertion, replacement int64, r Review) (Review, error) {
	var err error
	r.Seq, err = t.insert(ctx, `INSERT INTO review
		(assertion, decision, replacement, undoes, follows, person, by_whom, why, recorded)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		assertion, string(r.Decision), orNull(replacement), orNull(r.Undoes), orNull(r.Follows), r.Person, r.By, r.Why, t.instant)
	r.Recorded = instant(t.instant)
	return r, err
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
	err = t.eachReview(ctx, `r.assertion = ? ORDER BY r.seq`, []any{assertion}, func(_ int64, r Review) {
		list = append(list, r)
	})
	return list, err
}

// eachReview calls do for the reviews for which a condition holds, with the
// numbers of their assertions.
func (t *tx) eachReview(ctx context.Context, where string, args []any, do func(assertion int64, r Review)) error {
	query := `SELECT r.seq, r.assertion, s.id, r.decision, c.id, coalesce(r.undoes, 0), coalesce(r.follows, 0),
			r.person, r.by_whom, r.why, r.recorded
		FROM review r JOIN assertion s ON s.seq = r.assertion LEFT JOIN assertion c ON c.seq = r.replacement
		WHERE ` + where
	return t.each(ctx, query, args, func(rows *sql.Rows) error {
		var r Review
		var assertion, at int64
		err := rows.Scan(&r.Seq, &assertion, &r.Assertion, &r.Decision, &r.Replacement, &r.Undoes, &r.Follows,
			&r.Person, &r.By, &r.Why, &at)
		r.Recorded = instant(at)
		if err == nil {
			do(assertion, r)
		}
		return err
	})
}
