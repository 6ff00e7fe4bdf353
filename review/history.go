package review

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/ledger"
)

// superseded reports whether a later reading no longer found an assertion, and
// nobody decided about it.
func superseded(reviews []ledger.Review) bool {
	undone := undoneReviews(reviews)
	return ledger.Ruling(reviews) == nil && slices.ContainsFunc(reviews, func(r ledger.Review) bool {
		return r.Decision == ledger.Supersede && r.Follows == 0 && !undone[r.Seq]
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

// decided is a decision as it stands in the ledger: what a person recorded at
// one instant.
type decided struct {
	at         time.Time
	reviews    []ledger.Review
	judgements []ledger.Judgement
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
	var reviews []ledger.Review
	for r, err := range b.ledger.ReviewsBy(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("looking for decisions: %w", err)
		}
		reviews = append(reviews, r)
	}
	var judgements []ledger.Judgement
	for j, err := range b.ledger.JudgementsBy(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("looking for decisions: %w", err)
		}
		judgements = append(judgements, j)
	}
	type moment struct {
		time.Time
		by string
	}
	var list []*decided
	known := map[moment]*decided{}
	at := func(t time.Time, by string) *decided {
		if known[moment{t, by}] == nil {
			known[moment{t, by}] = &decided{at: t}
			list = append(list, known[moment{t, by}])
		}
		return known[moment{t, by}]
	}
	undone, unlinked := undoneReviews(reviews), undoneJudgements(judgements)
	for _, r := range reviews {
		if r.Undoes == 0 && !undone[r.Seq] {
			d := at(r.Recorded, r.By)
			d.reviews = append(d.reviews, r)
		}
	}
	for _, j := range judgements {
		if j.Undoes == 0 && !unlinked[j.Seq] {
			d := at(j.Recorded, j.By)
			d.judgements = append(d.judgements, j)
		}
	}
	slices.SortStableFunc(list, func(a, b *decided) int { return a.at.Compare(b.at) })
	return list, nil
}

// by returns who decided.
func (d *decided) by() string {
	if len(d.reviews) > 0 {
		return d.reviews[0].By
	}
	return d.judgements[0].By
}
