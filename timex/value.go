package timex

import (
	"strconv"

	"github.com/credence-project/credence/edtf"
)

// value is what an expression of a rule comes to.
type value struct {
	kind   valueKind
	num    int        // of a number
	symbol string     // of a symbol or a reference
	date   edtf.Date  // of a date
	part   partial    // of a partial date
	clock  clock      // of a date, a partial date or a clock
	text   string     // EDTF of a duration or set
	timex  string     // TIMEX3 value, where it is not that of the date
	how    Relation   // of a date
	anchor edtf.Date  // of a date
	nested *[2]value  // from and to of an interval whose ends are not resolved yet
	end    intervalAs // what an interval that is not resolved yet will be
}

// valueKind tells what a value is.
type valueKind uint8

const (
	noValue    valueKind = iota
	number               // a number
	symbol               // a unit, a side, a part of the day …
	partialDay           // a date that lacks its year, or more: to be resolved
	fullDate             // a date
	pending              // an interval whose ends are to be resolved
	duration             // a length of time
	set                  // a time that comes again
	timeOfDay            // a time of day on a day to be found
	reference            // present, past or future
	unresolved           // a time expression that means no date that is known
)

// intervalAs tells how an interval is made from its ends.
type intervalAs uint8

const (
	closedInterval intervalAs = iota
	openEnd
	openStart
	nightBetween
)

// clock is a time of day.
type clock struct {
	known        bool
	hour, minute int
	part         string // "MO", "AF", "EV", "NI", "DT" instead of an hour
}

// suffix returns the time of day as it stands in a TIMEX3 value.
func (c clock) suffix() string {
	switch {
	case !c.known:
		return ""
	case c.part != "":
		return "T" + c.part
	}
	return "T" + twoDigits(c.hour) + ":" + twoDigits(c.minute)
}

// isSymbol reports whether expressions of rules may use a name as a value.
func isSymbol(name string) bool {
	switch name {
	case "document", "previous", "sentence": // what a date is counted from
	case "last", "next", "this", "nearest", "past", "usual": // on which side of it
	case "second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium":
	case "MO", "AF", "EV", "NI", "DT": // parts of the day: morning, afternoon, evening, night, daytime
	case "am", "pm":
	case "exact": // to the day
	case "some": // a number that is not told
	case "only": // half a unit, and no whole one
	case "either": // order of an all-number date
	case "PRESENT_REF", "PAST_REF", "FUTURE_REF":
	default:
		return false
	}
	return true
}

// unitLetter returns the letter of a unit in durations, "" for no unit.
func unitLetter(unit string) string {
	switch unit {
	case "second":
		return "S"
	case "minute", "month":
		return "M"
	case "hour", "half":
		return "H"
	case "day":
		return "D"
	case "week":
		return "W"
	case "weekend":
		return "WE"
	case "quarter", "season":
		return "Q"
	case "year", "decade", "century", "millennium":
		return "Y"
	}
	return ""
}

// durationText returns the ISO 8601 duration of n units, with X for "some".
func durationText(n int, some bool, unit string, half bool) string {
	letter := unitLetter(unit)
	if letter == "" {
		return ""
	}
	prefix := "P"
	if unit == "second" || unit == "minute" || unit == "hour" {
		prefix = "PT"
	}
	switch {
	case some && unit == "decade":
		return "PXDE"
	case some && unit == "century":
		return "PXCE"
	case some:
		return prefix + "X" + letter
	}
	switch unit {
	case "decade":
		n = scaled(n, half, 10)
	case "century":
		n = scaled(n, half, 100)
	case "millennium":
		n = scaled(n, half, 1000)
	case "quarter", "season":
		n, letter = scaled(n, half, 3), "M"
	case "half":
		n, letter = n*6, "M"
	default:
		return wholeAndHalf(prefix, n, unit, letter, half)
	}
	return prefix + strconv.Itoa(n) + letter
}

// scaled returns n units of size, and half of one.
func scaled(n int, half bool, size int) int {
	n *= size
	if half {
		n += size / 2
	}
	return n
}

// wholeAndHalf writes a half as the next smaller unit: a year and a half is P1Y6M.
func wholeAndHalf(prefix string, n int, unit, letter string, half bool) string {
	whole := ""
	if n > 0 || !half {
		whole = strconv.Itoa(n) + letter
	}
	if !half {
		return prefix + whole
	}
	switch unit {
	case "year":
		return prefix + whole + "6M"
	case "month":
		return prefix + whole + "15D"
	case "day":
		return prefix + whole + "T12H"
	case "hour":
		return prefix + whole + "30M"
	case "minute":
		return prefix + whole + "30S"
	}
	return prefix + strconv.Itoa(n) + ".5" + letter
}

// timexOf returns a date as a TIMEX3 value; an interval as its start, an open
// one as the end that it has.
func timexOf(d edtf.Date) string {
	if d.IsInterval() {
		if d = pick(d.Start(), d.End()); d.IsZero() {
			return ""
		}
	}
	year, part, _ := d.Parts()
	y := fourDigits(year)
	switch d.Precision() {
	case edtf.SeasonPrecision:
		return y + "-" + [...]string{"SP", "SU", "FA", "WI"}[part-edtf.Spring]
	case edtf.QuarterPrecision:
		return y + "-Q" + strconv.Itoa(part-edtf.Q1+1)
	case edtf.HalfPrecision:
		return y + "-H" + strconv.Itoa(part-edtf.H1+1)
	}
	return d.String()
}

// pick returns the first of two dates that is one.
func pick(a, b edtf.Date) edtf.Date {
	if a.IsZero() {
		return b
	}
	return a
}

// twoDigits writes 0 to 99.
func twoDigits(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }

// fourDigits writes 0 to 9999.
func fourDigits(n int) string { return twoDigits(n/100) + twoDigits(n) }
