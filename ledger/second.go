package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// What a second reader says of a document is kept, and awaits a person: no report
// of it counts in any answer, nor draws later reports to its act, until somebody
// accepts it. Its name tells, so that no answer has to look elsewhere.

// SecondReader returns the reader under whose name an assertion is held until a
// person accepts it: "second qwen3 1", of a model and the version of its task.
func SecondReader(name string) string { return "second " + name }

// SecondHand reports whether a reader is a second reader.
func SecondHand(reader string) bool { return strings.HasPrefix(reader, SecondReader("")) }

// heldBack chooses, of assertions s, those of second readers that nobody has
// accepted. One that was accepted once may be found though this was undone: to
// draw others to its act it need not count.
const heldBack = `(substr(s.reader, 1, 7) = 'second ' AND NOT EXISTS (SELECT 1 FROM review v
	WHERE v.assertion = s.seq AND v.decision = 'accept'))`

// doubts reports whether a review is the doubt of a reader.
func (r *Review) doubts() bool { return r.Decision == Unsure && !r.Person }

// Doubting returns the doubts among the reviews of an assertion that were not taken back, each once.
func Doubting(reviews []Review) (list []Doubt) {
	for _, r := range standingDoubts(reviews) {
		if d := (Doubt{r.By, r.Why}); !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list
}

// standingDoubts returns the reviews that are doubts and were not taken back.
func standingDoubts(reviews []Review) (list []Review) {
	var undone []int64
	for n := len(reviews) - 1; n >= 0; n-- {
		r := &reviews[n]
		switch {
		case holds(undone, r.Seq):
		case r.Undoes != 0:
			undone = append(undone, r.Undoes)
		case r.doubts():
			list = append(list, *r)
		}
	}
	slices.Reverse(list)
	return list
}

// checkDoubts checks and returns the doubts about an assertion that is to be
// added. What a second reader says has one at least.
func checkDoubts(a *Assertion, doubts []Doubt) ([]Doubt, error) {
	if SecondHand(a.Reader) && len(doubts) == 0 {
		doubts = []Doubt{{a.Reader, whyUnsaid}}
	}
	for _, d := range doubts {
		if d.By == "" {
			return nil, errors.New("nobody is named who doubts")
		}
		if err := name(d.By, d.Why); err != nil {
			return nil, err
		}
	}
	return doubts, nil
}

// doubt records the doubts about an assertion that were not recorded before.
func (t *tx) doubt(ctx context.Context, e *earlier, doubts []Doubt) error {
	known := Doubting(e.reviews)
	for _, d := range doubts {
		if slices.Contains(known, d) {
			continue
		}
		known = append(known, d)
		if _, err := t.review(ctx, e.seq, 0, Review{Decision: Unsure, By: d.By, Why: d.Why}); err != nil {
			return err
		}
	}
	return nil
}
