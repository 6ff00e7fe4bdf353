package review

import (
	"context"
	"errors"
	"fmt"

	"github.com/credence-project/credence/ledger"
)

// errNothing is the cause where there is no decision to undo.
var errNothing = errors.New("there is no such decision, or it was taken back already")

// Undo takes back a decision: the one of a number (a receipt's), be it of another
// person, or the last of the person where there is none. What was recorded at
// once is taken back at once.
func (b *Board) Undo(ctx context.Context, number, by, why string) (Receipt, error) {
	if err := signed(Undo, by, why); err != nil {
		return Receipt{}, err
	}
	list, err := b.decisions(ctx)
	if err != nil {
		return Receipt{}, err
	}
	for n := len(list) - 1; n >= 0; n-- {
		if d := list[n]; d.holds(number) || number == "" && d.by() == by {
			return b.takeBack(ctx, d, by, why)
		}
	}
	if number == "" {
		return Receipt{}, fmt.Errorf("undo the last decision of %s: %w", by, errNothing)
	}
	return Receipt{}, fmt.Errorf("undo decision %s: %w", number, errNothing)
}

// UndoReceipt takes back a decision of which the receipt is at hand.
func (b *Board) UndoReceipt(ctx context.Context, r Receipt, by, why string) (Receipt, error) {
	if err := signed(Undo, by, why); err != nil {
		return Receipt{}, err
	}
	return b.takeBack(ctx, &decided{reviews: r.Reviews, judgements: r.Judgements}, by, why)
}

// takeBack takes back a decision.
func (b *Board) takeBack(ctx context.Context, d *decided, by, why string) (Receipt, error) {
	receipt := Receipt{Verb: Undo, Count: len(d.reviews) + len(d.judgements)/2}
	if receipt.Count == 0 && len(d.judgements) == 0 {
		return receipt, fmt.Errorf("undo: %w", errNothing)
	}
	receipt.Undone = []string{d.number()}
	if err := b.takeBackReviews(ctx, d, &receipt, by, why); err != nil {
		return receipt, fmt.Errorf("undo decision %s: %w", d.number(), err)
	}
	var seqs []int64
	for n := len(d.judgements) - 1; n >= 0; n-- {
		seqs = append(seqs, d.judgements[n].Seq)
	}
	if len(seqs) == 0 {
		return receipt, nil
	}
	var err error
	if receipt.Judgements, err = b.ledger.UndoJudgements(ctx, seqs, by, why); err != nil {
		return receipt, fmt.Errorf("undo decision %s: %w", d.number(), err)
	}
	receipt.Number = fmt.Sprint("j", receipt.Judgements[0].Seq)
	return receipt, nil
}

// takeBackReviews takes back the reviews of a decision.
func (b *Board) takeBackReviews(ctx context.Context, d *decided, receipt *Receipt, by, why string) error {
	var list []ledger.Review
	for _, r := range d.reviews {
		list = append(list, ledger.Review{Assertion: r.Assertion, Decision: ledger.Undo, Undoes: r.Seq, By: by, Why: why})
	}
	if len(list) == 0 {
		return nil
	}
	var err error
	if receipt.Reviews, err = b.ledger.Decide(ctx, list...); err == nil {
		receipt.Number = fmt.Sprint(receipt.Reviews[0].Seq)
	}
	return err
}
