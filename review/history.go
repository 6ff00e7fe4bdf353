package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/ledger"
)

// ruling returns the review that counts of those about an assertion, in order:
// the last that is not undone. What is itself undone undoes nothing. nil where
// no person's counts.
func ruling(reviews []ledger.Review) *ledger.Review {
	undone := undoneReviews(reviews)
	for n := len(reviews) - 1; n >= 0; n-- {
		if r := &reviews[n]; r.Undoes == 0 && !undone[r.Seq] && r.Decision != ledger.Supersede {
			return r
		}
	}
	return nil
}

// superseded reports whether a later reading took an assertion out.
func superseded(reviews []ledger.Review) bool {
	undone := undoneReviews(reviews)
	return ruling(reviews) == nil && slices.ContainsFunc(reviews, func(r ledger.Review) bool {
		return r.Decision == ledger.Supersede && !undone[r.Seq]
	})
}

// undoneReviews returns the numbers of the reviews that are taken back.
func undoneReviews(reviews []ledger.Review) map[int64]bool {
	undone := map[int64]bool{}
	for n := len(reviews) - 1; n >= 0; n-- {
		if r := &reviews[n]; r.Undoes != 0 && !undone[r.Seq] {
			undone[r.Undoes] = true
		}
	}
	return undone
}

// undoneJudgements returns the numbers of the judgements that are taken back.
func undoneJudgements(list []ledger.Judgement) map[int64]bool {
	undone := map[int64]bool{}
	for n := len(list) - 1; n >= 0; n-- {
		if j := &list[n]; j.Undoes != 0 && !undone[j.Seq] {
			undone[j.Undoes] = true
		}
	}
	return undone
}

// byPerson reports whether a person, not a program, wrote an assertion.
func byPerson(a *ledger.Assertion) bool { return strings.HasPrefix(a.Reader, readerOf("")) }

// readerOf returns the reader of what a person writes.
func readerOf(person string) string { return "person " + person }

// assertions calls do for every assertion of the ledger, a document after the
// other, until it returns false.
func (b *Board) assertions(ctx context.Context, do func(*ledger.Assertion) (bool, error)) error {
	for d, err := range b.ledger.Documents(ctx) {
		if err != nil {
			return err
		}
		list, err := b.ledger.AssertionsOf(ctx, d.ID)
		if err != nil {
			return err
		}
		for n := range list {
			if more, err := do(&list[n]); err != nil || !more {
				return err
			}
		}
	}
	return nil
}

// reviews calls do for every assertion that was reviewed. The ledger has no list
// of its reviews, so each assertion is looked at until all reviews are found.
func (b *Board) reviews(ctx context.Context, do func(*ledger.Assertion, []ledger.Review)) error {
	count, err := b.ledger.Count(ctx)
	if err != nil || count.Reviews == 0 {
		return err
	}
	left := count.Reviews
	return b.assertions(ctx, func(a *ledger.Assertion) (bool, error) {
		reviews, err := b.ledger.Reviews(ctx, a.ID)
		if err == nil && len(reviews) > 0 {
			do(a, reviews)
			left -= len(reviews)
		}
		return left > 0, err
	})
}

// decided is a decision as it stands in the ledger: what a person recorded at
// one instant.
type decided struct {
	at         time.Time
	reviews    []ledger.Review
	judgements []ledger.Judgement
	taken      bool // some of it was taken back already
}

// number is what the decision is called: that of its first row.
func (d *decided) number() string {
	if len(d.reviews) > 0 {
		return fmt.Sprint(d.reviews[0].Seq)
	}
	return fmt.Sprint("j", d.judgements[0].Seq)
}

// holds reports whether a number is one of the decision's.
func (d *decided) holds(number string) bool {
	return slices.ContainsFunc(d.reviews, func(r ledger.Review) bool { return fmt.Sprint(r.Seq) == number }) ||
		slices.ContainsFunc(d.judgements, func(j ledger.Judgement) bool { return fmt.Sprint("j", j.Seq) == number })
}

// decisions returns what people decided, except what took something back, in
// order. Rows that were taken back are left out of it.
func (b *Board) decisions(ctx context.Context) ([]*decided, error) {
	byTime := map[time.Time]*decided{}
	at := func(t time.Time) *decided {
		if byTime[t] == nil {
			byTime[t] = &decided{at: t}
		}
		return byTime[t]
	}
	err := b.assertions(ctx, func(a *ledger.Assertion) (bool, error) {
		reviews, err1 := b.ledger.Reviews(ctx, a.ID)
		judgements, err2 := b.ledger.Judgements(ctx, a.ID)
		undone, unlinked := undoneReviews(reviews), undoneJudgements(judgements)
		for _, r := range reviews {
			if r.Decision == ledger.Supersede || r.Undoes != 0 {
				continue
			}
			if d := at(r.Recorded); undone[r.Seq] {
				d.taken = true
			} else {
				d.reviews = append(d.reviews, r)
			}
		}
		for _, j := range judgements {
			if j.By == ledger.ByRule || j.Undoes != 0 || j.Assertion != a.ID {
				continue
			}
			if d := at(j.Recorded); unlinked[j.Seq] {
				d.taken = true
			} else {
				d.judgements = append(d.judgements, j)
			}
		}
		return true, errors.Join(err1, err2)
	})
	if err != nil {
		return nil, fmt.Errorf("looking for decisions: %w", err)
	}
	var list []*decided
	for _, d := range byTime {
		slices.SortFunc(d.reviews, func(a, b ledger.Review) int { return int(a.Seq - b.Seq) })
		slices.SortFunc(d.judgements, func(a, b ledger.Judgement) int { return int(a.Seq - b.Seq) })
		if len(d.reviews)+len(d.judgements) > 0 {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b *decided) int { return a.at.Compare(b.at) })
	return list, nil
}

// by returns who decided.
func (d *decided) by() string {
	if len(d.reviews) > 0 {
		return d.reviews[0].By
	}
	return d.judgements[0].By
}
