package ledger

import (
	"context"
	"slices"
)

// turnedDown is an assertion that a person rejected or corrected.
type turnedDown struct {
	seq int64
	Assertion
	decision Review
}

// turnedDown returns those of a document's assertions that a person turned down.
func (t *tx) turnedDown(ctx context.Context, before []earlier) (list []turnedDown, err error) {
	for n := range before {
		r := ruling(before[n].reviews)
		if !r.takesOut() {
			continue
		}
		err = t.assertions(ctx, `s.seq = ?`, []any{before[n].seq}, func(seq int64, a Assertion) error {
			list = append(list, turnedDown{seq, a, *r})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// hold holds an assertion back, once, where a person has turned down the same
// statement in the same words: it is for a person to say whether it counts.
func (t *tx) hold(ctx context.Context, e *earlier, s *statement, turned []turnedDown) (held bool, err error) {
	if byPerson(s.Reader) {
		return false, nil
	}
	for n := range turned {
		d := &turned[n].decision
		told := func(r Review) bool { return r.Follows == d.Seq }
		if turned[n].seq == e.seq || slices.ContainsFunc(e.reviews, told) || !s.repeats(&turned[n].Assertion) {
			continue
		}
		why := whyHeld
		if d.Why != "" {
			why = whyHeldAs
		}
		why = reason(why, "who", d.By, "decision", d.Decision, "why", d.Why)
		if _, err := t.review(ctx, e.seq, 0, Review{Decision: Supersede, Follows: d.Seq, By: s.Reader, Why: why}); err != nil {
			return held, err
		}
		held = true
	}
	return held, nil
}

// repeats reports whether a statement says the same of the same parties as
// another of its document, in words that overlap. A document without a text,
// such as a row of a table, is taken for one word.
func (s *statement) repeats(a *Assertion) bool {
	if s.kind.Name != kindOf(&a.Says) || s.report.modality.String() != a.Says.Modality {
		return false
	}
	overlap := s.Says.Start < a.Says.End && a.Says.Start < s.Says.End
	if !overlap && (s.Says.End != 0 || a.Says.End != 0) {
		return false
	}
	others := distinct(Dyads(s.kind, &a.Says))
	return len(others) == len(s.dyads) && !slices.ContainsFunc(others, func(d Dyad) bool { return !slices.Contains(s.dyads, d) })
}
