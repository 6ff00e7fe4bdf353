package review

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/credence-project/credence/ledger"
)

// Revert rejects all that a source said and nobody has decided about, in one
// decision, which can be undone as any other. What people accepted or corrected
// stays; so does what another source has published as well.
func (b *Board) Revert(ctx context.Context, source, by, why string) (Receipt, error) {
	receipt := Receipt{Verb: Reject}
	if err := signed("revert", by, why); err != nil {
		return receipt, err
	}
	if err := b.hasSource(ctx, source); err != nil {
		return receipt, err
	}
	var list []ledger.Review
	shared := 0
	for d, err := range b.ledger.Documents(ctx) {
		if err != nil {
			return receipt, fmt.Errorf("revert: %w", err)
		}
		places, err := b.ledger.Places(ctx, d.ID)
		if err != nil {
			return receipt, fmt.Errorf("revert: %w", err)
		}
		if !slices.ContainsFunc(places, func(p ledger.Place) bool { return p.Source == source }) {
			continue
		}
		if slices.ContainsFunc(places, func(p ledger.Place) bool { return p.Source != source }) {
			shared++
			continue
		}
		waiting, err := b.waiting(ctx, d.ID)
		if err != nil {
			return receipt, fmt.Errorf("revert: %w", err)
		}
		for _, id := range waiting {
			list = append(list, ledger.Review{Assertion: id, Decision: ledger.Reject, By: by, Why: why})
		}
	}
	if shared > 0 {
		receipt.Notes = append(receipt.Notes, fmt.Sprintf("documents that other sources published as well, left as they are: %d", shared))
	}
	if len(list) == 0 {
		receipt.Notes = append(receipt.Notes, "there is nothing of this source that nobody has decided about")
		return receipt, nil
	}
	reviews, err := b.ledger.Decide(ctx, list...)
	if err != nil {
		return receipt, fmt.Errorf("revert: %w", err)
	}
	receipt.Reviews, receipt.Count, receipt.Number = reviews, len(reviews), fmt.Sprint(reviews[0].Seq)
	return receipt, nil
}

// hasSource reports a source that the ledger does not have.
func (b *Board) hasSource(ctx context.Context, name string) error {
	sources, err := b.ledger.Sources(ctx)
	if err != nil {
		return fmt.Errorf("revert: %w", err)
	}
	if name == "" && !slices.ContainsFunc(sources, func(s ledger.Source) bool { return s.Name == "" }) {
		return errors.New("revert: no source is named")
	}
	if !slices.ContainsFunc(sources, func(s ledger.Source) bool { return s.Name == name }) {
		return fmt.Errorf("revert: no document is from a source called %q", name)
	}
	return nil
}

// waiting returns the assertions of a document that a program found and nobody
// has decided about.
func (b *Board) waiting(ctx context.Context, document ledger.ID) ([]ledger.ID, error) {
	assertions, err := b.ledger.AssertionsOf(ctx, document)
	if err != nil {
		return nil, err
	}
	var list []ledger.ID
	for n := range assertions {
		a := &assertions[n]
		if byPerson(a) {
			continue
		}
		reviews, err := b.ledger.Reviews(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		if ledger.Ruling(reviews) == nil && !superseded(reviews) {
			list = append(list, a.ID)
		}
	}
	return list, nil
}
