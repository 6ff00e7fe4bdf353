package ledger

import (
	"context"
	"fmt"
)

// Correct records what an assertion should have said, in a person's words: the
// replacement is added as an assertion of the same document whose reader is that
// person, where the ledger does not have it yet, and takes the other's place. All
// of it is recorded or nothing.
func (l *Ledger) Correct(ctx context.Context, original ID, replacement Assertion, by, why string) (Review, error) {
	a, err := l.Assertion(ctx, original)
	if err != nil {
		return Review{}, err
	}
	d, err := l.Document(ctx, a.Document)
	if err != nil {
		return Review{}, err
	}
	replacement.Reader = readerOf(by)
	p, err := l.prepare(&Entry{Document: d, Assertions: []Assertion{replacement}})
	if err != nil {
		return Review{}, l.fail("review in", err)
	}
	s := &p.statements[0]
	var correction Review
	err = l.write(ctx, "review in", append(p.keys(), key(original), key(s.ID)), func(t *tx) error {
		if err := t.addMissing(ctx, s); err != nil {
			return err
		}
		correction, err = t.decide(ctx, Review{Assertion: original, Decision: Correct, Replacement: s.ID, By: by, Why: why})
		if err != nil {
			return fmt.Errorf("%s of assertion %s: %w", Correct, original, err)
		}
		return nil
	})
	return correction, err
}

// addMissing adds an assertion to a known document, where it is not there.
func (t *tx) addMissing(ctx context.Context, s *statement) error {
	var seq int64
	if found, err := t.one(ctx, `SELECT seq FROM assertion WHERE id = ?`, []any{s.ID}, &seq); found || err != nil {
		return err
	}
	document, err := t.seq(ctx, "document", s.Document)
	if err != nil {
		return err
	}
	_, err = t.assertion(ctx, document, s, &Added{})
	return err
}
