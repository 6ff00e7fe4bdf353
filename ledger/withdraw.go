package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
)

// withdrawn begins the reason of a doubt about what a later version of its document does not say.
const withdrawn = "withdrawn: not in the version "

// Withdrawn tells what noting a later version of a document came to.
type Withdrawn struct {
	Gone  int // assertions of the earlier version that the later one tells nothing like
	Again int // assertions of the later version that were gone, and are told again
	// Missing is how many of the earlier versions are not in the ledger: nothing was compared with them.
	Missing int
}

// Withdraw notes that a document was published anew, in place of earlier versions: what one of
// these says and the later one does not (an act or state of affairs of that kind, between those
// parties, so asserted) is doubted by the reader, for the reason that its publisher withdrew it.
// Nothing is taken out of an answer: the doubt is shown with the assertion, and awaits a person.
// What the later version says again is doubted no more. Noting it twice changes nothing.
//
// Only what readers of the same family found in both is compared. The later version must be in the
// ledger: else the error is ErrNotFound.
func (l *Ledger) Withdraw(ctx context.Context, earlier []ID, later ID, reader string) (w Withdrawn, err error) {
	if err := signed(reader, ""); err != nil {
		return w, l.fail("withdraw in", err)
	}
	keys := []int64{key(later)}
	for _, id := range earlier {
		keys = append(keys, key(id))
	}
	err = l.write(ctx, "withdraw in", keys, func(t *tx) error {
		w = Withdrawn{}
		now, err := t.version(ctx, later, reader)
		if err != nil {
			return err
		}
		for _, id := range earlier {
			if id == later { // as it once was
				continue
			}
			before, err := t.version(ctx, id, reader)
			if errors.Is(err, ErrNotFound) {
				w.Missing++
				continue
			}
			if err != nil {
				return err
			}
			gone, err := t.noteGone(ctx, before, now, later, reader)
			w.Gone += gone
			if err != nil {
				return err
			}
		}
		w.Again, err = t.noteAgain(ctx, now, reader)
		return err
	})
	return w, err
}

// said is an assertion of one version of a document.
type said struct {
	earlier
	Assertion
}

// version returns what a reader's family found in a document.
func (t *tx) version(ctx context.Context, id ID, reader string) (list []said, err error) {
	document, err := t.seq(ctx, "document", id)
	if err != nil {
		return nil, err
	}
	all, err := t.earlier(ctx, document)
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if family(e.reader) != family(reader) {
			continue
		}
		s := said{earlier: e}
		err := t.assertions(ctx, `s.seq = ?`, []any{e.seq}, func(_ int64, a Assertion) error {
			s.Assertion = a
			return nil
		})
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// noteGone doubts what was said before and is not now.
func (t *tx) noteGone(ctx context.Context, before, now []said, later ID, reader string) (count int, err error) {
	doubt := Doubt{reader, withdrawn + later.String()}
	for n := range before {
		b := &before[n]
		if gone, _ := b.gone(); gone != nil || Ruling(b.reviews).takesOut() || slices.ContainsFunc(standingDoubts(b.reviews), Review.withdraws) {
			continue // it counts no more, or this is known
		}
		if slices.ContainsFunc(now, func(x said) bool {
			gone, _ := x.gone()
			return gone == nil && t.alike(&b.Assertion, &x.Assertion)
		}) {
			continue
		}
		if err := t.doubt(ctx, &b.earlier, []Doubt{doubt}); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

// noteAgain undoes the doubts about what is said now because it once was not.
func (t *tx) noteAgain(ctx context.Context, now []said, reader string) (count int, err error) {
	for n := range now {
		undone := 0
		for _, r := range standingDoubts(now[n].reviews) {
			if !r.withdraws() {
				continue
			}
			if _, err := t.review(ctx, now[n].seq, 0, Review{Decision: Undo, Undoes: r.Seq, By: reader, Why: "published again"}); err != nil {
				return count, err
			}
			undone = 1
		}
		count += undone
	}
	return count, nil
}

// withdraws reports whether a review is the doubt about what a later version does not say.
func (r Review) withdraws() bool {
	return r.doubts() && strings.HasPrefix(r.Why, withdrawn)
}

// alike reports whether two assertions tell the same of the same parties, in whatever words and
// wherever they stand. The date may be another: a later version knows it better.
func (t *tx) alike(a, b *Assertion) bool {
	kind := t.kinds[kindOf(&a.Says)]
	if kind == nil || kindOf(&a.Says) != kindOf(&b.Says) || a.Says.Kind != b.Says.Kind || a.Says.Modality != b.Says.Modality {
		return false
	}
	others := distinct(Dyads(kind, &b.Says))
	for _, d := range distinct(Dyads(kind, &a.Says)) {
		if !slices.Contains(others, d) {
			return false
		}
	}
	return true
}
