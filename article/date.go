package article

import (
	"fmt"
	"time"
)

// A date is a calendar date as a text writes it, before it is known which of
// two numbers is the month. Parts that are not written are 0.
type date struct {
	year, month, day int
	weekday          int  // 1 Monday to 7 Sunday
	open             bool // month and day stand in an order still to be settled
}

// edtf returns the date as EDTF, as fine as it is known, "" without a year.
func (d date) edtf() string {
	switch {
	case d.year == 0:
		return ""
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
}

// valid reports whether the calendar has such a date.
func (d date) valid() bool {
	if d.year != 0 && (d.year < 1000 || d.year > 2999) || d.month < 0 || d.month > 12 || d.day < 0 || d.day > 31 {
		return false
	}
	if d.day == 0 {
		return true
	}
	year := d.year
	if year == 0 {
		year = 2000 // a leap year: 29 February may be meant
	}
	return d.month > 0 && time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Day() == d.day
}

// falls reports whether the date is the day of the week that it names.
func (d date) falls() bool {
	if d.weekday == 0 || d.year == 0 || d.day == 0 {
		return true
	}
	w := int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday())
	return w == d.weekday%7
}

// ordinal counts days, so that dates can be subtracted.
func (d date) ordinal() int {
	return int(time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// swapped returns the date with month and day the other way round.
func (d date) swapped() date {
	d.month, d.day = d.day, d.month
	return d
}

// settle decides which number of an all-number date is the month: by the
// calendar, by the day of the week beside it, or else by the given order. An
// open date holds the first number as its day.
func (d date) settle(order numberOrder) date {
	if !d.open {
		return d
	}
	d.open = false
	asDay, asMonth := d, d.swapped()
	switch {
	case !asDay.valid():
		return asMonth
	case !asMonth.valid():
		return asDay
	case d.weekday > 0 && asDay.falls() != asMonth.falls():
		if asDay.falls() {
			return asDay
		}
		return asMonth
	case order == monthFirst:
		return asMonth
	}
	return asDay
}

// parts counts the parts that are written.
func (d date) parts() int {
	n := 0
	for _, p := range []int{d.year, d.month, d.day} {
		if p != 0 {
			n++
		}
	}
	return n
}

// dateAt reads the date that starts at token i, and returns the index behind
// it; 0 where no date starts there. A bare year is no date here.
func dateAt(langs []*words, tokens []token, i int) (date, int) {
	if day, next := weekdayAt(langs, tokens, i); next > 0 {
		if d, end := bareDateAt(langs, tokens, next); end > 0 {
			d.weekday = day
			return d, end
		}
	}
	return bareDateAt(langs, tokens, i)
}

// weekdayAt reads a day of the week with what may stand between it and a date.
func weekdayAt(langs []*words, tokens []token, i int) (day, next int) {
	if tokens[i].kind != wordToken {
		return 0, 0
	}
	for _, w := range langs {
		if day = w.weekdays[tokens[i].low]; day > 0 {
			break
		}
	}
	if day == 0 {
		return 0, 0
	}
	next = i + 1
	for next < len(tokens) && tokens[next].is(".,") {
		next++
	}
	if next < len(tokens) && isLink(langs, tokens[next].low) {
		next++
	}
	if next >= len(tokens) {
		return 0, 0
	}
	return day, next
}

// bareDateAt reads a date without its day of the week.
func bareDateAt(langs []*words, tokens []token, i int) (date, int) {
	if i >= len(tokens) {
		return date{}, 0
	}
	switch tokens[i].kind {
	case numberToken:
		if d, end := numericAt(tokens, i); end > 0 {
			return d, end
		}
		return dayMonthAt(langs, tokens, i)
	case wordToken:
		return monthAt(langs, tokens, i)
	}
	return date{}, 0
}

// numericAt reads 2019-11-09, 9/11/2019, 09.11.19 and 20191109.
func numericAt(tokens []token, i int) (date, int) {
	t := tokens[i]
	if t.end-t.start == 8 {
		d := date{year: t.num / 10000, month: t.num / 100 % 100, day: t.num % 100}
		if d.year >= 1900 && d.month > 0 && d.day > 0 && d.valid() {
			return d, i + 1
		}
		return date{}, 0
	}
	if i+4 >= len(tokens) || !tokens[i+1].is("/-.‑–") || tokens[i+3].low != tokens[i+1].low ||
		tokens[i+2].kind != numberToken || tokens[i+4].kind != numberToken || !adjacent(tokens[i:i+5]) {
		return date{}, 0
	}
	a, b, c := t, tokens[i+2], tokens[i+4]
	if b.end-b.start > 2 {
		return date{}, 0
	}
	var d date
	switch {
	case a.end-a.start == 4 && c.end-c.start <= 2:
		d = date{year: a.num, month: b.num, day: c.num}
	case a.end-a.start > 2:
		return date{}, 0
	case c.end-c.start == 4:
		d = date{year: c.num, month: b.num, day: a.num, open: true}
	case c.end-c.start == 2:
		d = date{year: fullYear(c.num), month: b.num, day: a.num, open: true}
	default:
		return date{}, 0
	}
	if d.month == 0 || d.day == 0 || !d.valid() && !(d.open && d.swapped().valid()) {
		return date{}, 0
	}
	if d.open && tokens[i+1].low == "." { // nobody writes the month first with full stops
		d.open = !d.valid()
	}
	return d, i + 5
}

// fullYear gives a year of two digits its century: 69 and before are 2000s.
func fullYear(n int) int {
	if n < 70 {
		return 2000 + n
	}
	return 1900 + n
}

// adjacent reports whether the tokens stand without any space between them.
func adjacent(tokens []token) bool {
	for i := 1; i < len(tokens); i++ {
		if tokens[i].start != tokens[i-1].end {
			return false
		}
	}
	return true
}

// dayMonthAt reads "9 novembre 2019", "1er mai", "9th of November, 2019",
// "1 nov. 2023", "9-nov-2019".
func dayMonthAt(langs []*words, tokens []token, i int) (date, int) {
	d := date{day: tokens[i].num}
	if d.day < 1 || d.day > 31 || tokens[i].end-tokens[i].start > 2 {
		return date{}, 0
	}
	j := i + 1
	if j < len(tokens) && isOrdinal(langs, tokens[j].low) && tokens[j].start == tokens[i].end {
		j++
	}
	for j < len(tokens) && (tokens[j].is(".-/") || isLink(langs, tokens[j].low)) && j < i+4 {
		j++
	}
	if j >= len(tokens) {
		return date{}, 0
	}
	if d.month = monthOf(langs, tokens[j].low); d.month == 0 {
		return date{}, 0
	}
	year, end := yearBehind(langs, tokens, j+1)
	if d.year = year; !d.valid() {
		return date{}, 0
	}
	return d, end
}

// monthAt reads "November 9, 2019", "Nov. 9", "November 2019".
func monthAt(langs []*words, tokens []token, i int) (date, int) {
	d := date{month: monthOf(langs, tokens[i].low)}
	if d.month == 0 {
		return date{}, 0
	}
	j := i + 1
	for j < len(tokens) && tokens[j].is(".-/") {
		j++
	}
	if j < len(tokens) && tokens[j].kind == numberToken && tokens[j].end-tokens[j].start <= 2 && tokens[j].num >= 1 && tokens[j].num <= 31 {
		d.day = tokens[j].num
		j++
		if j < len(tokens) && isOrdinal(langs, tokens[j].low) && tokens[j].start == tokens[j-1].end {
			j++
		}
		var end int
		d.year, end = yearBehind(langs, tokens, j)
		if d.valid() {
			return d, end
		}
		return date{}, 0
	}
	if i > 0 && tokens[i-1].kind == numberToken && tokens[i-1].end-tokens[i-1].start <= 2 {
		return date{}, 0 // the day before it makes no date: "31 February 2023"
	}
	year, end := yearBehind(langs, tokens, i+1)
	if d.year = year; year == 0 {
		return date{}, 0
	}
	return d, end
}

// yearBehind reads the year that follows a month, and a word such as "года"
// behind it. Without a year it returns i, less a full stop passed over.
func yearBehind(langs []*words, tokens []token, i int) (year, end int) {
	j := i
	for j < len(tokens) && j < i+3 && (tokens[j].is(".,-/") || isLink(langs, tokens[j].low)) {
		j++
	}
	if j >= len(tokens) || !isYear(tokens[j]) {
		if i < len(tokens) && tokens[i].is(".") && tokens[i].start == tokens[i-1].end {
			i++ // of "nov."
		}
		return 0, i
	}
	end = j + 1
	if end < len(tokens) && isYearWord(langs, tokens[end].low) {
		end++
		if end < len(tokens) && tokens[end].is(".") {
			end++
		}
	}
	return tokens[j].num, end
}

// isYear reports whether a token is a year of four digits.
func isYear(t token) bool {
	return t.kind == numberToken && t.end-t.start == 4 && t.num >= 1500 && t.num <= 2100
}

func monthOf(langs []*words, low string) int {
	for _, w := range langs {
		if m := w.months[low]; m > 0 {
			return m
		}
	}
	return 0
}

func isOrdinal(langs []*words, low string) bool {
	for _, w := range langs {
		if w.ordinals[low] {
			return true
		}
	}
	return false
}

func isLink(langs []*words, low string) bool {
	for _, w := range langs {
		if w.links[low] {
			return true
		}
	}
	return false
}

func isYearWord(langs []*words, low string) bool {
	for _, w := range langs {
		if w.years[low] {
			return true
		}
	}
	return false
}
