package standing

import "github.com/credence-project/credence/edtf"

// Truth is one of the three values of Kleene's strong logic: dates are known to
// the month or the year, so whether something held on a day may be open.
type Truth int8

// The truth values, in their order: And takes the lesser of two, Or the greater.
const (
	False Truth = iota - 1
	Maybe
	True
)

// And is true where both are, false where either is not.
func (t Truth) And(u Truth) Truth { return min(t, u) }

// Or is true where either is, false where both are not.
func (t Truth) Or(u Truth) Truth { return max(t, u) }

// Not turns true and false round.
func (t Truth) Not() Truth { return -t }

// Extent is a run of days of which the first and the last are known only to lie
// in a span: "from some day of 2017 to some day of March 2019". It stands for
// every run from a day of Begin to a day of End that is not before it. An End of
// no days is a run that goes on.
type Extent struct {
	Begin, End edtf.Span
}

// end returns the days one of which is the last.
func (x Extent) end() edtf.Span {
	if x.End.IsZero() {
		return edtf.Span{First: edtf.MaxDay, Last: edtf.MaxDay}
	}
	return edtf.Span{First: max(x.End.First, x.Begin.First), Last: x.End.Last}
}

// Holds tells whether a day lies in x: in every run that x stands for, in some,
// or in none.
func (x Extent) Holds(d edtf.Day) Truth {
	end := x.end()
	switch {
	case d < x.Begin.First || d > end.Last:
		return False
	case d >= x.Begin.Last && d <= end.First:
		return True
	}
	return Maybe
}

// Before tells whether x is over before y begins.
func (x Extent) Before(y Extent) Truth {
	end := x.end()
	switch {
	case end.Last < y.Begin.First:
		return True
	case end.First >= y.Begin.Last:
		return False
	}
	return Maybe
}

// Overlaps tells whether x and y share a day.
func (x Extent) Overlaps(y Extent) Truth { return x.Before(y).Or(y.Before(x)).Not() }

// Order tells whether what was done on a day of a came before what was done on a
// day of b.
func Order(a, b edtf.Span) Truth {
	return Extent{Begin: a, End: a}.Before(Extent{Begin: b, End: b})
}
