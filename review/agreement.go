package review

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/credence-project/credence/ledger"
)

// Tally counts what people decided about what a reader found, and how precise
// that makes the reader: accepted among accepted, rejected and corrected, with
// the Wilson interval of 95 %.
type Tally struct {
	Of         string  `json:"of"` // a kind, a band of confidence, or "all"
	Accepted   int     `json:"accepted"`
	Rejected   int     `json:"rejected"`
	Corrected  int     `json:"corrected"`
	Unsure     int     `json:"unsure"`     // plays no part in the precision
	Confidence float64 `json:"confidence"` // mean, of what was decided
	Precision  float64 `json:"precision"`
	Low        float64 `json:"low"`
	High       float64 `json:"high"`

	sum float64
}

// Agreement tells how often people agreed with what a reader found.
type Agreement struct {
	All   Tally   `json:"all"`
	Kinds []Tally `json:"kinds"` // most decided first
	Bands []Tally `json:"bands"` // of the reader's confidence, in order: is .8 right four times in five?
	// Second counts, for each, what second readers say that the reader does not.
	Second []Tally `json:"second,omitempty"`
}

// Agreement compares what readers found with what people decided. Only the
// decision that counts is counted, of each assertion.
func (b *Board) Agreement(ctx context.Context) (Agreement, error) {
	a := Agreement{All: Tally{Of: "all"}}
	kinds, bands, second := map[string]*Tally{}, map[int]*Tally{}, map[string]*Tally{}
	at := func(of string, t *Tally) *Tally {
		if t == nil {
			t = &Tally{Of: of}
		}
		return t
	}
	err := b.reviewed(ctx, func(s *ledger.Assertion, r *ledger.Review) {
		if ledger.SecondHand(s.Reader) {
			second[s.Reader] = at(s.Reader, second[s.Reader])
			second[s.Reader].count(r.Decision, s.Says.Confidence)
			return
		}
		kind := cmp.Or(s.Says.Act, s.Says.State)
		band := bandOf(s.Says.Confidence)
		kinds[kind] = at(kind, kinds[kind])
		bands[band] = at(bandName(band), bands[band])
		for _, t := range []*Tally{&a.All, kinds[kind], bands[band]} {
			t.count(r.Decision, s.Says.Confidence)
		}
	})
	if err != nil {
		return a, fmt.Errorf("counting reviews: %w", err)
	}
	a.All.finish()
	for _, t := range kinds {
		t.finish()
		a.Kinds = append(a.Kinds, *t)
	}
	slices.SortFunc(a.Kinds, func(x, y Tally) int { return cmp.Or(cmp.Compare(y.decided(), x.decided()), cmp.Compare(x.Of, y.Of)) })
	for _, band := range slices.Sorted(maps.Keys(bands)) {
		bands[band].finish()
		a.Bands = append(a.Bands, *bands[band])
	}
	for _, by := range slices.Sorted(maps.Keys(second)) {
		second[by].finish()
		a.Second = append(a.Second, *second[by])
	}
	return a, nil
}

// reviewed calls do for every assertion of a program about which a person's
// decision counts, with that decision.
func (b *Board) reviewed(ctx context.Context, do func(*ledger.Assertion, *ledger.Review)) error {
	var order []ledger.ID
	reviews := map[ledger.ID][]ledger.Review{}
	for r, err := range b.ledger.ReviewsBy(ctx, "") {
		if err != nil {
			return err
		}
		if reviews[r.Assertion] == nil {
			order = append(order, r.Assertion)
		}
		reviews[r.Assertion] = append(reviews[r.Assertion], r)
	}
	for _, id := range order {
		r := ledger.Ruling(reviews[id])
		if r == nil {
			continue
		}
		a, err := b.ledger.Assertion(ctx, id)
		if err != nil {
			return err
		}
		if !byPerson(&a) {
			do(&a, r)
		}
	}
	return nil
}

// bandOf returns the tenth of confidence that a number lies in; all below .5 are
// in one, and 1 is in the last.
func bandOf(confidence float64) int {
	return min(max(int(math.Floor(confidence*10+1e-9)), 4), 9)
}

func bandName(band int) string {
	switch {
	case band <= 4:
		return "below .5"
	case band == 9:
		return ".9 to 1"
	}
	return fmt.Sprintf(".%d to .%d", band, band+1)
}

// count enters a decision.
func (t *Tally) count(d ledger.Decision, confidence float64) {
	switch d {
	case ledger.Accept:
		t.Accepted++
	case ledger.Reject:
		t.Rejected++
	case ledger.Correct:
		t.Corrected++
	default:
		t.Unsure++
		return
	}
	t.sum += confidence
}

// decided returns how many were decided either way.
func (t *Tally) decided() int { return t.Accepted + t.Rejected + t.Corrected }

// finish reckons what follows from the counts.
func (t *Tally) finish() {
	n := t.decided()
	if n == 0 {
		t.Low, t.High = 0, 1
		return
	}
	t.Confidence, t.Precision = t.sum/float64(n), float64(t.Accepted)/float64(n)
	t.Low, t.High = Wilson(t.Accepted, n)
}

// Wilson returns the score interval of 95 % of a share of n (Wilson 1927): what
// it may be of all, where k of n were seen.
func Wilson(k, n int) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	const z = 1.959964
	share, all := float64(k)/float64(n), float64(n)
	middle := (share + z*z/(2*all)) / (1 + z*z/all)
	half := z / (1 + z*z/all) * math.Sqrt(share*(1-share)/all+z*z/(4*all*all))
	return max(0, middle-half), min(1, middle+half)
}
