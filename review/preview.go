package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-project/credence/ledger"
)

// Preview returns how a decision would change standings, without deciding; the
// name and the reason may be missing. Nothing where nothing would change.
func (b *Board) Preview(ctx context.Context, d Decision) ([]Change, error) {
	if d.By == "" {
		d.By = "somebody"
	}
	if d.Why == "" {
		d.Why = "to see"
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	dyads, suppose, err := b.suppose(ctx, &d)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Verb, err)
	}
	return b.bench().compare(ctx, pairsOf(dyads), suppose...)
}

// suppose returns what a decision supposes, and the dyads that it bears on.
func (b *Board) suppose(ctx context.Context, d *Decision) ([]ledger.Dyad, []supposition, error) {
	switch d.Verb {
	case Merge, Split:
		return b.supposeMoved(ctx, d)
	}
	var dyads []ledger.Dyad
	var all []supposition
	for _, id := range d.Assertions {
		more, one, err := b.supposeOf(ctx, d, id)
		if err != nil {
			return nil, nil, err
		}
		dyads, all = append(dyads, more...), append(all, one...)
	}
	return dyads, all, nil
}

// supposeOf is suppose for one assertion.
func (b *Board) supposeOf(ctx context.Context, d *Decision, id ledger.ID) ([]ledger.Dyad, []supposition, error) {
	a, err := b.ledger.Assertion(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	acts, err := b.actsOf(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	dyads := dyadsOf(acts)
	var all []supposition
	reviews, err := b.ledger.Reviews(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	r := ledger.Ruling(reviews)
	if d.Verb == Unsure {
		return dyads, unsure(r, id, d.By), nil
	}
	for r != nil && r.Decision == ledger.Correct { // it is to be replaced no longer, nor what replaces it
		replaced, err := b.actsOf(ctx, r.Replacement)
		if err != nil {
			return nil, nil, err
		}
		dyads, all = append(dyads, dyadsOf(replaced)...), append(all, without(r.Replacement))
		if reviews, err = b.ledger.Reviews(ctx, r.Replacement); err != nil {
			return nil, nil, err
		}
		r = ledger.Ruling(reviews)
	}
	decision := ledger.Decision(d.Verb)
	switch {
	case d.Verb == Reject:
		return dyads, append(all, without(id)), nil
	case d.Verb == Correct:
		if a, err = b.corrected(a, d.Edits, d.By); err != nil {
			return nil, nil, err
		}
		decision, all = "", append(all, without(id))
	case len(acts) > 0:
		return dyads, append(all, marked(id, decision, d.By)), nil
	}
	document, err := b.ledger.Document(ctx, a.Document)
	if err != nil {
		return nil, nil, err
	}
	p := report(&a, &document)
	p.Decision, p.By = decision, d.By
	return append(dyads, ledger.Dyads(b.kind(&a.Says), &a.Says)...), append(all, b.told(&a, p)), nil
}

// unsure supposes that somebody left an assertion open: what counts of what was
// decided before still does.
func unsure(r *ledger.Review, id ledger.ID, by string) []supposition {
	if r != nil && r.Decision != ledger.Unsure {
		return nil
	}
	return []supposition{marked(id, ledger.Unsure, by)}
}

// supposeMoved is suppose of what moves reports from one act to another.
func (b *Board) supposeMoved(ctx context.Context, d *Decision) ([]ledger.Dyad, []supposition, error) {
	var acts []ledger.Act
	for _, id := range d.Acts {
		a, err := b.act(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		acts = append(acts, a)
	}
	if d.Verb == Merge {
		all := func(ledger.ID) bool { return true }
		return dyadsOf(acts), []supposition{moved(d.Acts[1], d.Acts[0], all)}, nil
	}
	chosen := func(id ledger.ID) bool { return slices.Contains(d.Assertions, id) }
	return dyadsOf(acts), []supposition{moved(d.Acts[0], ledger.ID{}, chosen)}, nil
}
