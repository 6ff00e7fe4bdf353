package act

import (
	"slices"
	"strings"
)

// mergeWithin is how many assertions back an assertion is looked for to merge
// with: more than any article makes, so that the cost of a huge text stays
// linear in its length.
const mergeWithin = 500

// merge adds the assertion a to those of an article: where one of them tells
// of the same event in the same modality, the surer of both is kept and the
// other's place is noted beside it.
func merge(all []Assertion, a Assertion) []Assertion {
	for n := max(0, len(all)-mergeWithin); n < len(all); n++ {
		b := &all[n]
		if !same(b, &a) {
			continue
		}
		if better(&a, b) {
			a.Mentions = append(append(a.Mentions, b.Mentions...), Span{b.Start, b.End})
			a.Claims = union(a.Claims, b.Claims)
			if a.Date == "" || finer(b.Date, a.Date) {
				a.dateAs(b)
			}
			*b = a
			return all
		}
		b.Mentions = append(b.Mentions, Span{a.Start, a.End})
		b.Claims = union(b.Claims, a.Claims)
		if b.Date == "" || finer(a.Date, b.Date) {
			b.dateAs(&a)
		}
		return all
	}
	return append(all, a)
}

// finer reports whether the date a says more closely what b says.
func finer(a, b string) bool { return b != "" && strings.HasPrefix(a, b+"-") }

// dateAs gives a the date of b, with what tells how it was found.
func (a *Assertion) dateAs(b *Assertion) {
	a.Date, a.DateText, a.DateHow = b.Date, b.DateText, b.DateHow
	a.Trace.TimeRule, a.Trace.Anchor = b.Trace.TimeRule, b.Trace.Anchor
}

func union(a, b []string) []string {
	for _, s := range b {
		if !strings.Contains(" "+strings.Join(a, " ")+" ", " "+s+" ") {
			a = append(a, s)
		}
	}
	return a
}

// clearly is by how much a telling must be surer to stand for one before it.
const clearly = .1

// better reports whether a tells more of the event than b.
func better(a, b *Assertion) bool {
	if (a.Date != "") != (b.Date != "") {
		return a.Date != ""
	}
	if d := len(a.Actors) + len(a.Recipients) - len(b.Actors) - len(b.Recipients); d != 0 {
		return d > 0
	}
	return a.Confidence > b.Confidence+clearly
}

// same reports whether two assertions tell of one event.
func same(a, b *Assertion) bool {
	if a.Kind != b.Kind || a.Modality != b.Modality || !compatible(a.Date, b.Date) {
		return false
	}
	if a.Kind.Symmetric {
		x, y := slices.Concat(a.Actors, a.Recipients), slices.Concat(b.Actors, b.Recipients)
		return subset(x, y) || subset(y, x)
	}
	return overlap(a.Actors, b.Actors) && overlap(a.Recipients, b.Recipients)
}

// compatible reports whether two dates can be the same day: one is empty, or
// one is the other with less precision.
func compatible(a, b string) bool {
	return a == "" || b == "" || a == b || strings.HasPrefix(a, b+"-") || strings.HasPrefix(b, a+"-")
}

func overlap(a, b []Party) bool {
	if len(a) == 0 && len(b) == 0 {
		return true
	}
	return subset(a, b) || subset(b, a)
}

func subset(a, b []Party) bool {
	if len(a) == 0 {
		return false
	}
	for _, p := range a {
		found := false
		for _, q := range b {
			found = found || p.ID == q.ID
		}
		if !found {
			return false
		}
	}
	return true
}
