package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/credence-project/credence/ledger"
)

// Receipt tells what was decided.
type Receipt struct {
	Verb        Verb               `json:"decision"`
	Number      string             `json:"number"` // by which it can be undone
	Reviews     []ledger.Review    `json:"-"`
	Judgements  []ledger.Judgement `json:"-"`
	Count       int                `json:"count"`                // assertions that it is about
	Replacement ledger.ID          `json:"replacement,omitzero"` // of Correct
	Act         ledger.ID          `json:"act,omitzero"`         // the act that Merge keeps or Split makes
	Overruled   []ledger.Review    `json:"-"`                    // what people had decided before
	Undone      []string           `json:"undone,omitempty"`     // the decisions that were taken back
	Notes       []string           `json:"notes,omitempty"`      // what else is to be known
}

// Decide records a decision, all of it or none.
func (b *Board) Decide(ctx context.Context, d Decision) (Receipt, error) {
	if err := d.check(); err != nil {
		return Receipt{}, err
	}
	d.Assertions = distinct(d.Assertions)
	receipt, err := b.decide(ctx, &d)
	if err != nil {
		return receipt, fmt.Errorf("%s: %w", d.Verb, err)
	}
	return receipt, nil
}

func (b *Board) decide(ctx context.Context, d *Decision) (Receipt, error) {
	switch d.Verb {
	case Correct:
		return b.correct(ctx, d)
	case Merge, Split:
		return b.move(ctx, d)
	}
	receipt := Receipt{Verb: d.Verb}
	var list []ledger.Review
	for _, id := range d.Assertions {
		list = append(list, ledger.Review{Assertion: id, Decision: ledger.Decision(d.Verb), By: d.By, Why: d.Why})
	}
	return receipt, b.record(ctx, &receipt, list)
}

// record records reviews, and notes what they overrule.
func (b *Board) record(ctx context.Context, receipt *Receipt, list []ledger.Review) error {
	for n := range list {
		if err := b.overrules(ctx, receipt, list[n].Assertion); err != nil {
			return err
		}
	}
	reviews, err := b.ledger.Decide(ctx, list...)
	if err != nil {
		return err
	}
	receipt.recorded(reviews...)
	return nil
}

// recorded enters the reviews of a decision.
func (r *Receipt) recorded(reviews ...ledger.Review) {
	r.Reviews, r.Count, r.Number = reviews, len(reviews), (&decided{reviews: reviews}).number()
}

// overrules notes what people had decided about an assertion.
func (b *Board) overrules(ctx context.Context, receipt *Receipt, id ledger.ID) error {
	before, err := b.ledger.Reviews(ctx, id)
	if err != nil {
		return err
	}
	last := ledger.Ruling(before)
	if last == nil || last.Decision == ledger.Unsure {
		return nil
	}
	what := fmt.Sprintf("what %s decided about %s on %s: %s", last.By, id, last.Recorded.Format(time.DateOnly), last.Decision)
	if receipt.Verb == Unsure {
		receipt.Notes = append(receipt.Notes, "leaves as it is "+what)
		return nil
	}
	receipt.Overruled = append(receipt.Overruled, *last)
	receipt.Notes = append(receipt.Notes, "overrules "+what)
	return nil
}

// move records a merge or a split.
func (b *Board) move(ctx context.Context, d *Decision) (Receipt, error) {
	receipt := Receipt{Verb: d.Verb, Act: d.Acts[0]}
	from := d.Acts[0]
	var err error
	if d.Verb == Merge {
		from = d.Acts[1]
		err = b.ledger.Merge(ctx, from, d.Acts[0], d.By, d.Why)
	} else {
		receipt.Act, err = b.ledger.Split(ctx, from, d.Assertions, d.By, d.Why)
	}
	if err != nil {
		return receipt, err
	}
	all, err := b.ledger.Judgements(ctx, receipt.Act)
	if err != nil || len(all) == 0 {
		return receipt, err
	}
	away, err := b.ledger.Judgements(ctx, from)
	if err != nil {
		return receipt, err
	}
	last := all[len(all)-1]
	for _, j := range append(away, all...) {
		if j.Recorded.Equal(last.Recorded) && j.By == d.By && j.Undoes == 0 {
			receipt.Judgements = append(receipt.Judgements, j)
		}
	}
	slices.SortFunc(receipt.Judgements, func(a, b ledger.Judgement) int { return int(a.Seq - b.Seq) })
	if len(receipt.Judgements) == 0 {
		return receipt, errors.New("an act without reports was merged: nothing changes")
	}
	receipt.Count, receipt.Number = len(receipt.Judgements)/2, (&decided{judgements: receipt.Judgements}).number()
	return receipt, nil
}

// distinct returns ids without those that stand twice.
func distinct(ids []ledger.ID) []ledger.ID {
	var list []ledger.ID
	for _, id := range ids {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}
