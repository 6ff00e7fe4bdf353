// Package edtf reads, writes and reckons with the dates of the Extended
// Date/Time Format (ISO 8601-2) that a record of history needs: days, months
// and years, seasons, quarters and halves of a year, decades and centuries,
// unspecified and uncertain parts, and intervals that may be open.
//
//	d, err := edtf.Parse("2021-08/..")     // since August 2021
//	d.Bounds().Holds(edtf.DayOf(2024, 2, 29))
//	d.Overlaps(edtf.Year(2022))
//
// What is read, and the only way in which it is written:
//
//	2025-07-03  2025-07  2025              day, month, year (0001 to 9999)
//	2025-21 … 2025-24                      spring, summer, autumn, winter
//	2025-33 … 2025-36  2025-40  2025-41    quarters, halves of the year
//	199X  19XX                             decade, century
//	2025-XX  2025-07-XX  2025-XX-XX        month or day not known
//	2025-07?  2025-07~  2025-07%           uncertain, approximate, both
//	a/b  a/..  ../b  a/  /b                intervals: closed, open, end not known
//
// Non-goals: times of day, years before 1, sets of dates, durations.
package edtf

// Date is one EDTF date or interval. The zero value is no date: its text is ""
// and it holds no day. Dates are comparable with ==, and equal where their
// texts are.
type Date struct {
	from, to point
	interval bool
}

// Precision tells how finely a date is known.
type Precision uint8

// The precisions, finest first. An interval has the finer one of its ends.
const (
	NoPrecision Precision = iota // of the zero Date
	DayPrecision
	MonthPrecision
	SeasonPrecision
	QuarterPrecision
	HalfPrecision
	YearPrecision
	DecadePrecision
	CenturyPrecision
)

// Codes of the parts of a year, as they stand in the month's place.
const (
	Spring = 21 // March to May: the months of the northern hemisphere, as weather services count
	Summer = 22
	Autumn = 23
	Winter = 24 // December of the year that is written to February of the next
	Q1     = 33
	Q4     = 36
	H1     = 40
	H2     = 41
)

// point is one date, or the end of an interval that has none.
type point struct {
	year  int16 // first year of a decade or century
	part  uint8 // month 1 to 12 or a code of a part of the year; 0 none
	day   uint8 // 1 to 31; 0 none
	state state
	prec  Precision
	mask  mask
	doubt doubt
}

// state tells what stands at an end of an interval.
type state uint8

const (
	absent  state = iota // the zero Date
	known                // a date
	open                 // "..": no end, or not yet
	unknown              // "": there is an end, the date is not known
)

// mask tells which parts are written as XX.
type mask uint8

const (
	noMask       mask = iota
	monthMask         // 2025-XX
	dayMask           // 2025-07-XX
	monthDayMask      // 2025-XX-XX
)

// doubt is a qualification of the whole date.
type doubt uint8

const (
	uncertain   doubt = 1 << iota // "?"
	approximate                   // "~"; both are "%"
)

// Year returns the date of a year, the zero Date where it is outside 1 to 9999.
func Year(year int) Date { return single(point{year: int16(year), prec: YearPrecision}, year) }

// Month returns the date of a month, or of a part of a year (Spring … H2); the
// zero Date where there is none such.
func Month(year, month int) Date {
	prec := partPrecision(month)
	if prec == NoPrecision {
		return Date{}
	}
	return single(point{year: int16(year), part: uint8(month), prec: prec}, year)
}

// Decade returns the decade that year lies in: 199X of 1994.
func Decade(year int) Date {
	return single(point{year: int16(year - year%10), prec: DecadePrecision}, year)
}

// Century returns the hundred years that year lies in: 19XX of 1994.
func Century(year int) Date {
	return single(point{year: int16(year - year%100), prec: CenturyPrecision}, year)
}

// Interval returns the interval from the start of a to the end of b, the zero
// Date where one of them is none, is an interval without that end, or b ends
// before a starts.
func Interval(a, b Date) Date {
	d := Date{from: a.from, to: b.last(), interval: true}
	if d.from.state != known || d.to.state != known || d.check() != "" {
		return Date{}
	}
	return d
}

// Since returns the interval that starts with a and has no end: a/.. .
func Since(a Date) Date {
	if a.from.state != known {
		return Date{}
	}
	return Date{from: a.from, to: point{state: open}, interval: true}
}

// Until returns the interval that ends with b and has no start: ../b .
func Until(b Date) Date {
	if b.last().state != known {
		return Date{}
	}
	return Date{from: point{state: open}, to: b.last(), interval: true}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.from.state == absent }

// IsInterval reports whether d is written with two ends.
func (d Date) IsInterval() bool { return d.interval }

// Start returns the date that an interval starts with, the zero Date where
// that is open or not known; d itself where it is no interval.
func (d Date) Start() Date { return end(d.from) }

// End returns the date that an interval ends with, as Start does.
func (d Date) End() Date { return end(d.last()) }

// OpenStart reports whether d is an interval without a first day.
func (d Date) OpenStart() bool { return d.from.state == open }

// OpenEnd reports whether d is an interval without a last day, as yet.
func (d Date) OpenEnd() bool { return d.interval && d.to.state == open }

// Uncertain reports whether "?" or "%" stands at the date or at one of its ends.
func (d Date) Uncertain() bool { return (d.from.doubt|d.to.doubt)&uncertain != 0 }

// Approximate reports whether "~" or "%" stands at the date or at one of its ends.
func (d Date) Approximate() bool { return (d.from.doubt|d.to.doubt)&approximate != 0 }

// Precision returns how finely d is known: 2025-XX to the year, 2025-07-XX to
// the month.
func (d Date) Precision() Precision {
	if !d.interval {
		return d.from.prec
	}
	switch {
	case d.from.state != known:
		return d.to.prec
	case d.to.state != known:
		return d.from.prec
	}
	return min(d.from.prec, d.to.prec)
}

// Parts returns the year, the month (or the code of a part of the year) and
// the day of the start of d; 0 for each that it does not tell.
func (d Date) Parts() (year, month, day int) {
	return int(d.from.year), int(d.from.part), int(d.from.day)
}

// last returns the point that d ends with.
func (d Date) last() point {
	if d.interval {
		return d.to
	}
	return d.from
}

// single returns the date of p, the zero Date where its year is out of range.
func single(p point, year int) Date {
	if year < MinYear || year > MaxYear {
		return Date{}
	}
	p.state = known
	return Date{from: p}
}

// end returns the date of one end of an interval.
func end(p point) Date {
	if p.state != known {
		return Date{}
	}
	return Date{from: p}
}

// partPrecision returns the precision of what stands in the month's place.
func partPrecision(part int) Precision {
	switch {
	case part >= 1 && part <= 12:
		return MonthPrecision
	case part >= Spring && part <= Winter:
		return SeasonPrecision
	case part >= Q1 && part <= Q4:
		return QuarterPrecision
	case part == H1 || part == H2:
		return HalfPrecision
	}
	return NoPrecision
}
