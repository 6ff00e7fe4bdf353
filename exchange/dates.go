package exchange

import (
	"fmt"

	"github.com/credence-project/credence/edtf"
)

// day reads a date of a table: a day, a month or a year.
func (s *sheet) day(column string) edtf.Date {
	text := s.get(column)
	if text == "" {
		return edtf.Date{}
	}
	d, err := plainDate(text)
	if err != nil {
		s.flag("%s: %v", column, err)
		return edtf.Date{}
	}
	return d
}

// plainDate reads a day, a month or a year written as ISO 8601 has it.
func plainDate(text string) (edtf.Date, error) {
	d, err := edtf.Parse(text)
	if err != nil {
		return d, err
	}
	switch year, month, day := d.Parts(); d.Precision() {
	case edtf.DayPrecision, edtf.MonthPrecision, edtf.YearPrecision:
		if !d.IsInterval() && d.String() == isoDate(year, month, day) {
			return d, nil
		}
	}
	return edtf.Date{}, fmt.Errorf("%q is neither day, month nor year", text)
}

// isoDate writes a date; month and day may be 0.
func isoDate(year, month, day int) string {
	switch {
	case month == 0:
		return fmt.Sprintf("%04d", year)
	case day == 0:
		return fmt.Sprintf("%04d-%02d", year, month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

// about marks a date as approximate.
func about(d edtf.Date) edtf.Date {
	if a, err := edtf.Parse(d.String() + "~"); err == nil && !d.IsZero() {
		return a
	}
	return d
}

// before reports whether all that a can mean lies before all that b can mean.
func before(a, b edtf.Date) bool {
	return !a.IsZero() && !b.IsZero() && a.Bounds().Last < b.Bounds().First
}

// between writes the interval from start to end; a zero date is an end that is
// not known. Where both are, or the two hold no day, it is what start says.
func between(start, end edtf.Date) string {
	if start.IsZero() && end.IsZero() {
		return ""
	}
	text := start.String() + "/" + end.String()
	if _, err := edtf.Parse(text); err != nil {
		return start.String() + "/"
	}
	return text
}

// since writes the interval that began at start and goes on, "" without one.
func since(start edtf.Date) string {
	if start.IsZero() {
		return ""
	}
	return edtf.Since(start).String()
}
