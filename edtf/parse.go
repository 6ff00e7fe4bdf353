package edtf

import (
	"fmt"
	"strings"
)

// ParseError tells what is wrong in a text that is no date, and where.
type ParseError struct {
	Text   string // what was to be read
	Offset int    // byte of Text at which it goes wrong
	Reason string
}

// Error says what is wrong and where.
func (e *ParseError) Error() string {
	return fmt.Sprintf("date %q, byte %d: %s", e.Text, e.Offset, e.Reason)
}

// Parse reads a date or an interval. Surrounding space is not cut off. An error
// is a *ParseError.
func Parse(text string) (Date, error) {
	if len(text) > 32 { // the longest is two days with marks and a slash
		return Date{}, &ParseError{text[:32] + "…", 32, "too long for a date"}
	}
	left, right, interval := strings.Cut(text, "/")
	if !interval {
		p := parser{text: text, end: len(text)}
		d := Date{from: p.point()}
		return d, p.failure()
	}
	p := parser{text: text, end: len(left)}
	d := Date{interval: true, from: p.ending(left)}
	p.at, p.end = len(left)+1, len(text)
	d.to = p.ending(right)
	if p.err == nil {
		if reason := d.check(); reason != "" {
			p.fail(len(left), reason)
		}
	}
	if p.err != nil {
		return Date{}, p.failure()
	}
	return d, nil
}

// MustParse reads a date that the program itself holds; it panics on any other.
func MustParse(text string) Date {
	d, err := Parse(text)
	if err != nil {
		panic("edtf: " + err.Error()) // programmer error: not for input
	}
	return d
}

// check says why an interval with these ends makes no sense, "" where it does.
func (d Date) check() string {
	switch {
	case d.from.state != known && d.to.state != known:
		return "an interval needs a date at one end"
	case d.from.state == known && d.to.state == known && d.to.bounds().Last < d.from.bounds().First:
		return "the interval ends before it starts"
	}
	return ""
}

// parser reads one date, from at up to end.
type parser struct {
	text    string
	at, end int
	err     *ParseError
}

// ending reads one end of an interval.
func (p *parser) ending(text string) point {
	switch text {
	case "":
		return point{state: unknown}
	case "..":
		return point{state: open}
	}
	return p.point()
}

// point reads a date; it gives none where there is an error.
func (p *parser) point() point {
	var d point
	d.state, d.prec = known, YearPrecision
	p.year(&d)
	if p.skip('-') {
		p.month(&d)
		if p.skip('-') {
			p.day(&d)
		}
	}
	p.mark(&d)
	if p.err == nil && p.at < p.end {
		p.fail(p.at, fmt.Sprintf("%q does not belong to a date", p.text[p.at:p.end]))
	}
	if p.err != nil {
		return point{}
	}
	return d
}

// year reads four digits, of which the last one or two may be X.
func (p *parser) year(d *point) {
	start := p.at
	year, masked := 0, 0
	for ; p.at < min(start+4, p.end); p.at++ {
		switch c := p.text[p.at]; {
		case c == 'X' && p.at >= start+2:
			masked++
			year *= 10
		case c >= '0' && c <= '9' && masked == 0:
			year = year*10 + int(c-'0')
		default:
			p.fail(p.at, "a year has four digits, the last one or two of which may be X")
			return
		}
	}
	if p.at != start+4 {
		p.fail(p.at, "a year has four digits")
		return
	}
	switch masked {
	case 1:
		d.prec = DecadePrecision
	case 2:
		d.prec = CenturyPrecision
	default:
		if year < MinYear {
			p.fail(start, "there is no year 0")
		}
	}
	d.year = int16(year)
}

// month reads a month or a part of a year.
func (p *parser) month(d *point) {
	start := p.at
	if d.prec != YearPrecision {
		p.fail(start, "a decade or century has no month")
		return
	}
	part, unspecified := p.two("a month")
	if unspecified {
		d.mask = monthMask
		return
	}
	if d.prec = partPrecision(part); d.prec == NoPrecision && p.err == nil {
		p.fail(start, fmt.Sprintf("%02d is no month and no part of a year", part))
	}
	d.part = uint8(part)
}

// day reads a day of the month.
func (p *parser) day(d *point) {
	start := p.at
	if d.prec != MonthPrecision && d.mask != monthMask {
		p.fail(start, "only a month has days")
		return
	}
	day, unspecified := p.two("a day")
	switch {
	case unspecified && d.mask == monthMask:
		d.mask = monthDayMask
	case unspecified:
		d.mask = dayMask
	case p.err != nil:
	case d.mask == monthMask:
		p.fail(start, "a day of an unknown month")
	case day < 1 || day > DaysIn(int(d.year), int(d.part)):
		p.fail(start, fmt.Sprintf("%04d-%02d has no day %d", d.year, d.part, day))
	default:
		d.day, d.prec = uint8(day), DayPrecision
	}
}

// mark reads the qualification of the whole date.
func (p *parser) mark(d *point) {
	switch {
	case p.skip('?'):
		d.doubt = uncertain
	case p.skip('~'):
		d.doubt = approximate
	case p.skip('%'):
		d.doubt = uncertain | approximate
	}
}

// two reads two digits or XX.
func (p *parser) two(what string) (n int, unspecified bool) {
	if p.err != nil {
		return 0, false
	}
	if p.at+2 > p.end {
		p.fail(p.at, what+" has two digits")
		return 0, false
	}
	a, b := p.text[p.at], p.text[p.at+1]
	if a == 'X' && b == 'X' {
		p.at += 2
		return 0, true
	}
	if a < '0' || a > '9' || b < '0' || b > '9' {
		p.fail(p.at, what+" has two digits, or is XX")
		return 0, false
	}
	p.at += 2
	return int(a-'0')*10 + int(b-'0'), false
}

// skip steps over c where it is next.
func (p *parser) skip(c byte) bool {
	if p.err == nil && p.at < p.end && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}

// fail keeps the first thing that is wrong.
func (p *parser) fail(at int, reason string) {
	if p.err == nil {
		p.err = &ParseError{p.text, at, reason}
	}
}

// failure returns the error as an interface that is nil where there is none.
func (p *parser) failure() error {
	if p.err == nil {
		return nil
	}
	return p.err
}
