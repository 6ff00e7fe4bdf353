package timex

import "github.com/credence-project/credence/edtf"

// period gives the calendar unit that holds a date, moved by n units.
func (e *evaluator) period(a arguments) value {
	of, how := e.base(a.get("of"))
	of = of.End()
	unit, n := a.get("unit").symbol, a.get("n").num
	if a.get("of").symbol == "sentence" && unit == "month" && e.storied() {
		of, how = e.r.month, FromPrevious
	}
	if of.IsZero() && n < 0 {
		of, how = e.r.anchor, FromDocument // "the previous year" with no date before it
	}
	v := counted(periodOf(of, n, unit), of, how)
	if v.kind != fullDate {
		return v
	}
	switch unit {
	case "weekend":
		if n == 0 && e.r.tenseAt(e.head) == past {
			if day, ok := of.Day(); ok && day.Weekday() <= 4 {
				v.date = v.date.AddDays(-7)
			}
		}
		v.timex = weekText(v.date) + "-WE"
	case "week":
		v.timex = weekText(v.date)
	}
	return v
}

// storied reports whether "the month" is the one that the sentence before tells of: it is
// over, and the verb tells of the past.
func (e *evaluator) storied() bool {
	r := e.r
	return r.here.IsZero() && !r.month.IsZero() && r.monthAge <= 1 && r.tenseAt(e.head) == past && r.month.Bounds().Last < r.anchor.Bounds().First
}

// weekText returns the ISO week that an interval starts in.
func weekText(d edtf.Date) string {
	day, _ := d.Start().Day()
	year, week := day.Week()
	return fourDigits(year) + "-W" + twoDigits(week)
}

// periodOf returns the calendar unit that holds d, moved by n units.
func periodOf(d edtf.Date, n int, unit string) edtf.Date {
	first := d.Bounds().First
	year, month, _ := first.Parts()
	if year == 0 {
		return edtf.Date{}
	}
	fine := d.Precision() <= edtf.MonthPrecision
	switch {
	case unit == "day":
		return d.AddDays(n)
	case unit == "week" || unit == "weekend":
		if d = dayOnly(d); d.IsZero() {
			return d
		}
		monday := (first - edtf.Day(first.Weekday()) + 1).Date().AddDays(7 * n)
		if unit == "weekend" {
			return edtf.Interval(monday.AddDays(5), monday.AddDays(6))
		}
		return edtf.Interval(monday, monday.AddDays(6))
	case unit == "month" && fine:
		return edtf.Month(year, month).AddMonths(n)
	case unit == "quarter" && fine:
		return edtf.Month(year, edtf.Q1+(month-1)/3).AddMonths(3 * n)
	case unit == "half" && fine:
		return edtf.Month(year, edtf.H1+(month-1)/6).AddMonths(6 * n)
	case unit == "season" && fine:
		at := year*12 + month - 3
		return edtf.Month(at/12, edtf.Spring+at%12/3).AddMonths(3 * n)
	case unit == "year":
		return coarser(d, edtf.YearPrecision).AddYears(n)
	case unit == "decade":
		return edtf.Decade(year).AddYears(10 * n)
	case unit == "century":
		return edtf.Century(year).AddYears(100 * n)
	}
	return edtf.Date{}
}

// nth gives the nth weekday or unit of a period; from its end for n below 0.
func (e *evaluator) nth(a arguments) value {
	of := e.resolve(a.get("of"))
	n, weekday := a.get("n").num, a.get("weekday").num
	if of.kind != fullDate || n == 0 {
		return value{kind: unresolved}
	}
	b := of.date.Bounds()
	var day edtf.Day
	switch {
	case a.get("unit").symbol == "day" && n > 0:
		day = b.First + edtf.Day(n-1)
	case a.get("unit").symbol == "day":
		day = b.Last + edtf.Day(n+1)
	case weekday > 0 && n > 0:
		day = b.First + edtf.Day((weekday-b.First.Weekday()+7)%7+7*(n-1))
	case weekday > 0:
		day = b.Last - edtf.Day((b.Last.Weekday()-weekday+7)%7+7*(-n-1))
	}
	if !b.Holds(day) {
		return value{kind: unresolved}
	}
	return value{kind: fullDate, date: day.Date(), how: of.how, anchor: of.anchor}
}

// inside gives the weekday or month of a period that holds one.
func (e *evaluator) inside(a arguments) value {
	of := e.resolve(a.get("of"))
	if of.kind != fullDate {
		return value{kind: unresolved}
	}
	b := of.date.Bounds()
	of.timex = ""
	if year, _, _ := b.First.Parts(); a.get("month").kind == number {
		of.date = edtf.Month(year, a.get("month").num)
	} else {
		of.date = (b.First + edtf.Day((a.get("weekday").num-b.First.Weekday()+7)%7)).Date()
	}
	if !b.Contains(of.date.Bounds()) {
		return value{kind: unresolved}
	}
	return of
}

// same gives the calendar unit of the date before in the text: that month.
func (e *evaluator) same(a arguments) value {
	previous := e.r.previous
	if unit := a.get("unit").symbol; unit == "day" || unit == "week" {
		if !e.r.coarse.IsZero() {
			return counted(e.r.coarse, e.r.coarse, FromPrevious)
		}
		previous = pick(e.r.previousDay, previous)
	}
	if previous.IsZero() {
		return value{kind: unresolved}
	}
	v := counted(periodOf(pick(previous.End(), previous.Start()), 0, a.get("unit").symbol), previous, FromPrevious)
	if a.get("unit").symbol == "week" && v.kind == fullDate {
		v.timex = weekText(v.date)
	}
	return v
}
