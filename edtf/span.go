package edtf

import "cmp"

// Span is a run of days, both ends included. The zero Span holds no day. An
// end that is open or not known is MinDay or MaxDay.
type Span struct{ First, Last Day }

// IsZero reports whether s holds no day.
func (s Span) IsZero() bool { return s.First == 0 || s.Last < s.First }

// Holds reports whether d lies in s.
func (s Span) Holds(d Day) bool { return !s.IsZero() && s.First <= d && d <= s.Last }

// Contains reports whether all days of t lie in s; no day lies in none.
func (s Span) Contains(t Span) bool {
	return !s.IsZero() && !t.IsZero() && s.First <= t.First && t.Last <= s.Last
}

// Overlaps reports whether s and t share a day.
func (s Span) Overlaps(t Span) bool { return !s.Meet(t).IsZero() }

// Meet returns the days that s and t share.
func (s Span) Meet(t Span) Span {
	if s.IsZero() || t.IsZero() {
		return Span{}
	}
	m := Span{max(s.First, t.First), min(s.Last, t.Last)}
	if m.Last < m.First {
		return Span{}
	}
	return m
}

// Days returns how many days s holds.
func (s Span) Days() int {
	if s.IsZero() {
		return 0
	}
	return int(s.Last-s.First) + 1
}

// Bounds returns the earliest and the latest day that d can mean: of a month
// its first and last, of an interval the start's first and the end's last.
// OpenStart and OpenEnd tell an open end from one that is merely not known.
func (d Date) Bounds() Span {
	if d.IsZero() {
		return Span{}
	}
	s := d.from.bounds()
	if d.interval {
		s.Last = d.to.bounds().Last
	}
	return s
}

// Contains reports whether all days of e lie in d.
func (d Date) Contains(e Date) bool { return d.Bounds().Contains(e.Bounds()) }

// Overlaps reports whether d and e share a day.
func (d Date) Overlaps(e Date) bool { return d.Bounds().Overlaps(e.Bounds()) }

// Compare orders dates by their earliest day, then by their latest, then by
// their text; the zero Date comes first. It is 0 only for equal dates.
func (d Date) Compare(e Date) int {
	a, b := d.Bounds(), e.Bounds()
	if c := cmp.Compare(a.First, b.First); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Last, b.Last); c != 0 {
		return c
	}
	return cmp.Compare(d.String(), e.String())
}

// bounds returns the first and last day of a point.
func (p point) bounds() Span {
	year, part := int(p.year), int(p.part)
	switch {
	case p.state != known:
		return Span{MinDay, MaxDay}
	case p.day != 0:
		d := rataDie(year, part, int(p.day))
		return Span{d, d}
	case p.prec == CenturyPrecision:
		return years(year, year+99)
	case p.prec == DecadePrecision:
		return years(year, year+9)
	case part == 0:
		return years(year, year)
	}
	first, count := months(part)
	last := year*12 + first - 1 + count - 1 // months since year 0
	lastYear, lastMonth := last/12, last%12+1
	if lastYear > MaxYear { // the winter of 9999
		return Span{rataDie(year, first, 1), MaxDay}
	}
	return Span{rataDie(year, first, 1), rataDie(lastYear, lastMonth, DaysIn(lastYear, lastMonth))}
}

// years returns the days of a run of years, cut to those that there are.
func years(first, last int) Span {
	return Span{rataDie(max(first, MinYear), 1, 1), rataDie(min(last, MaxYear), 12, 31)}
}

// months returns the first month of a part of a year and how many it has.
func months(part int) (first, count int) {
	switch {
	case part >= Spring && part <= Winter:
		return (part-Spring)*3 + 3, 3
	case part >= Q1 && part <= Q4:
		return (part-Q1)*3 + 1, 3
	case part == H1 || part == H2:
		return (part-H1)*6 + 1, 6
	}
	return part, 1
}
