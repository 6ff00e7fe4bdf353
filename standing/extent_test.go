package standing

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/edtf"
)

// span draws a few days, so that all runs can be gone through.
func drawSpan(t *rapid.T, label string) edtf.Span {
	first := edtf.Day(rapid.IntRange(1, 12).Draw(t, label+" first"))
	return edtf.Span{First: first, Last: first + edtf.Day(rapid.IntRange(0, 4).Draw(t, label+" length"))}
}

// drawExtent draws an extent that stands for one run at least.
func drawExtent(t *rapid.T, label string) Extent {
	x := Extent{Begin: drawSpan(t, label+" begin")}
	if rapid.Bool().Draw(t, label+" ends") {
		x.End = drawSpan(t, label+" end")
		x.End.Last = max(x.End.Last, x.Begin.Last)
		x.End.First = max(x.End.First, x.Begin.Last) // each begin can go with each end
	}
	return x
}

// runs returns every run that an extent stands for.
func runs(x Extent) []edtf.Span {
	end := x.End
	if end.IsZero() {
		end = edtf.Span{First: 100, Last: 100}
	}
	var all []edtf.Span
	for b := x.Begin.First; b <= x.Begin.Last; b++ {
		for e := end.First; e <= end.Last; e++ {
			if b <= e {
				all = append(all, edtf.Span{First: b, Last: e})
			}
		}
	}
	return all
}

// over returns what holds of all of a number of cases.
func over(yes, all int) Truth {
	switch yes {
	case all:
		return True
	case 0:
		return False
	}
	return Maybe
}

func TestExtentHoldsAsItsRunsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawExtent(t, "x")
		d := edtf.Day(rapid.IntRange(1, 30).Draw(t, "day"))
		yes, all := 0, 0
		for _, r := range runs(x) {
			all++
			if r.Holds(d) {
				yes++
			}
		}
		if got, want := x.Holds(d), over(yes, all); got != want {
			t.Fatalf("%v on %d: %d, want %d", x, d, got, want)
		}
	})
}

func TestExtentsAreOrderedAsTheirRunsAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := drawExtent(t, "x"), drawExtent(t, "y")
		before, shared, all := 0, 0, 0
		for _, r := range runs(x) {
			for _, s := range runs(y) {
				all++
				if r.Last < s.First {
					before++
				}
				if r.Overlaps(s) {
					shared++
				}
			}
		}
		if got, want := x.Before(y), over(before, all); got != want {
			t.Fatalf("%v before %v: %d, want %d", x, y, got, want)
		}
		// Overlaps never claims more than its runs show, and is sure where one
		// certainly comes before the other.
		if got, want := x.Overlaps(y), over(shared, all); got != want && got != Maybe {
			t.Fatalf("%v overlaps %v: %d, want %d", x, y, got, want)
		}
		if x.Overlaps(y) != y.Overlaps(x) {
			t.Fatal("overlapping is mutual")
		}
		if x.Before(y).And(y.Before(x)) == True {
			t.Fatal("each before the other")
		}
	})
}

func TestFinerDatesOnlySettleWhatWasOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawExtent(t, "x")
		finer := x
		finer.Begin.First += edtf.Day(rapid.IntRange(0, x.Begin.Days()-1).Draw(t, "later"))
		if !x.End.IsZero() {
			finer.End.Last -= edtf.Day(rapid.IntRange(0, x.End.Days()-1).Draw(t, "sooner"))
		}
		d := edtf.Day(rapid.IntRange(1, 30).Draw(t, "day"))
		if was, is := x.Holds(d), finer.Holds(d); was != Maybe && was != is {
			t.Fatalf("%v on %d was %d, and %v is %d", x, d, was, finer, is)
		}
	})
}

func TestTruthIsKleenes(t *testing.T) {
	all := []Truth{False, Maybe, True}
	for _, a := range all {
		for _, b := range all {
			if a.And(b).Not() != a.Not().Or(b.Not()) {
				t.Errorf("De Morgan fails for %d, %d", a, b)
			}
			if a.And(b) != b.And(a) || a.Or(b) != b.Or(a) || a.Or(a.And(b)) != a {
				t.Errorf("the laws of a lattice fail for %d, %d", a, b)
			}
		}
	}
}

func TestYearsAndMonthsAreOrderedAsFarAsTheyTell(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Truth
	}{
		{"1997", "2025-07-03", True},
		{"2025-07-03", "1997", False},
		{"2025", "2025-07-03", Maybe},
		{"2025-07-03", "2025-07-03", False},
		{"2025-06", "2025-07-03", True},
		{"../2016", "2017", True},
		{"2016/..", "2017", Maybe},
	} {
		if got := Order(edtf.MustParse(c.a).Bounds(), edtf.MustParse(c.b).Bounds()); got != c.want {
			t.Errorf("%s before %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
