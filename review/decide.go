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

// Decide records a decision, all of it or none: a correction that fails half-way
// can be made again, and then adds nothing twice.
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
	for _, r := range list {
		a, err := b.ledger.Assertion(ctx, r.Assertion)
		if err != nil {
			return err
		}
		if err := impartial(r.By, &a); err != nil {
			return err
		}
		before, err := b.ledger.Reviews(ctx, r.Assertion)
		if err != nil {
			return err
		}
		if last := ruling(before); last != nil && last.Decision != ledger.Unsure {
			receipt.Overruled = append(receipt.Overruled, *last)
			receipt.Notes = append(receipt.Notes, fmt.Sprintf("overrules what %s decided about %s on %s: %s", last.By, last.Assertion, last.Recorded.Format(time.DateOnly), last.Decision))
		}
	}
	var err error
	if receipt.Reviews, err = b.ledger.Decide(ctx, list...); err != nil {
		return err
	}
	receipt.Count, receipt.Number = len(list), (&decided{reviews: receipt.Reviews}).number()
	return nil
}

// impartial reports a person who goes by the name of the program that read an
// assertion: the ledger would take the word for the program's.
func impartial(by string, a *ledger.Assertion) error {
	if family(by) == family(a.Reader) {
		return fmt.Errorf("%q is the name of the program that read %s: give a person's", by, a.ID)
	}
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
