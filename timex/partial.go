package timex

import "github.com/credence-project/credence/edtf"

// partial is a date as far as it is written; what is 0 is not.
type partial struct {
	year    int
	month   int    // or the code of a part of the year (edtf.Spring … edtf.H2)
	day     int    // of the month
	weekday int    // 1 Monday … 7 Sunday
	side    string // "last", "next", "this", "nearest": which of the dates it can be; "" by tense
}

// text returns a partial date as a TIMEX3 value with X for what is not known.
func (p partial) text() string {
	switch {
	case p.month >= edtf.Spring:
		return "XXXX" + timexOf(edtf.Month(2000, p.month))[4:]
	case p.month > 0 && p.day > 0:
		return "XXXX-" + twoDigits(p.month) + "-" + twoDigits(p.day)
	case p.month > 0:
		return "XXXX-" + twoDigits(p.month)
	case p.day > 0:
		return "XXXX-XX-" + twoDigits(p.day)
	case p.weekday > 0:
		return "XXXX-WXX-" + string(rune('0'+p.weekday))
	}
	return ""
}

// direction is on which side of an anchor a date is looked for.
type direction uint8

const (
	latest   direction = iota // the last one up to the anchor
	earliest                  // the first one from the anchor on
	before                    // the last one that does not hold the anchor
	after                     // the first one that does not hold the anchor
	closest
)

// relation names a direction for those who ask.
func (d direction) relation() Relation {
	switch d {
	case latest, before:
		return LatestBefore
	case earliest, after:
		return NextAfter
	}
	return Nearest
}

// place finds the date that p means as seen from an anchor; the zero Date
// where there is none, or the anchor is too coarse to tell.
func (p partial) place(anchor edtf.Date, d direction) (edtf.Date, Relation) {
	bounds := anchor.Bounds()
	if bounds.IsZero() {
		return edtf.Date{}, Unresolved
	}
	year, _, _ := bounds.Last.Parts()
	switch {
	case p.year != 0:
		return p.in(p.year), Absolute
	case p.month > 12 || p.month > 0 && p.day == 0:
		return choose(bounds, d, func(step int) edtf.Date { return edtf.Month(year+step, p.month) }), d.relation()
	case p.month > 0 && p.weekday > 0:
		if date := p.fitting(year, bounds, d); !date.IsZero() {
			return date, ByWeekday
		}
		fallthrough
	case p.month > 0:
		return choose(bounds, d, func(step int) edtf.Date { return p.in(year + step) }), d.relation()
	case anchor.Precision() != edtf.DayPrecision && anchor.Precision() != edtf.MonthPrecision:
		return edtf.Date{}, Unresolved
	case p.day > 0:
		return p.dayNear(anchor, d), d.relation()
	case p.weekday > 0 && anchor.Precision() == edtf.DayPrecision:
		monday := bounds.First - edtf.Day(bounds.First.Weekday()) + 1
		return choose(bounds, d, func(step int) edtf.Date { return (monday + edtf.Day(7*step+p.weekday-1)).Date() }), d.relation()
	}
	return edtf.Date{}, Unresolved
}

// in returns the date of p in a year.
func (p partial) in(year int) edtf.Date {
	switch {
	case p.month == 0:
		return edtf.Year(year)
	case p.day == 0:
		return edtf.Month(year, p.month)
	}
	return edtf.DayOf(year, p.month, p.day).Date()
}

// fitting returns the date of p in the year, at most six from the given one, in
// which its weekday fits: nearest first, the side that d prefers before the other.
func (p partial) fitting(year int, anchor edtf.Span, d direction) edtf.Date {
	if first, _ := choose(anchor, d, func(step int) edtf.Date { return p.in(year + step) }).Day(); first.Weekday() == p.weekday {
		return first.Date()
	}
	for step := 0; step <= 6; step++ {
		for _, y := range []int{year - step, year + step} {
			if day := edtf.DayOf(y, p.month, p.day); day.Weekday() == p.weekday {
				return day.Date()
			}
		}
	}
	return edtf.Date{}
}

// dayNear returns the day of the month that p names, in the month of the
// anchor or one beside it; with a weekday, in the month where that fits.
func (p partial) dayNear(anchor edtf.Date, d direction) edtf.Date {
	year, month, _ := anchor.Parts()
	at := func(step int) edtf.Date {
		m := year*12 + month - 1 + step
		day := edtf.DayOf(m/12, m%12+1, p.day)
		if p.weekday != 0 && day.Weekday() != p.weekday {
			return edtf.Date{}
		}
		return day.Date()
	}
	if anchor.Precision() == edtf.MonthPrecision {
		return at(0)
	}
	return choose(anchor.Bounds(), d, at)
}

// flashback is how many days before a date one without a year, told after it, may
// lie, though it could lie ahead in the same year.
const flashback = 45

// onward returns the direction in which a date without a year lies from a date told
// just before: ahead in the same year, or else where it is closest. "On 2 March 1921
// …, on 28 December", but "on 5 January 1922 …, answering a note of 30 December".
func (p partial) onward(from edtf.Date) direction {
	year, _, _ := from.Parts()
	if p.in(year).Compare(from) > 0 && distance(p.in(year-1).Bounds(), from.Bounds()) > flashback {
		return earliest
	}
	return closest
}

// choose returns the date among those that at gives around an anchor which
// lies in a direction. Dates must grow with the step.
func choose(anchor edtf.Span, d direction, at func(step int) edtf.Date) edtf.Date {
	const reach = 8
	var found edtf.Date
	gap := 0
	for step := -reach; step <= reach; step++ {
		date := at(step)
		if date.IsZero() {
			continue
		}
		b := date.Bounds()
		switch d {
		case latest:
			if b.First <= anchor.Last {
				found = date
			}
		case before:
			if b.Last < anchor.First {
				found = date
			}
		case earliest:
			if b.Last >= anchor.First {
				return date
			}
		case after:
			if b.First > anchor.Last {
				return date
			}
		case closest:
			away := distance(b, anchor)
			if found.IsZero() || away < gap {
				found, gap = date, away
			}
		}
	}
	return found
}

// distance returns how many days lie between two spans, 0 where they overlap.
func distance(a, b edtf.Span) int {
	switch {
	case a.Overlaps(b):
		return 0
	case a.Last < b.First:
		return int(b.First - a.Last)
	}
	return int(a.First - b.Last)
}
