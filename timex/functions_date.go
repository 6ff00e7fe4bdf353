package timex

import "github.com/credence-project/credence/edtf"

// date gives a date from what is written of it.
func (e *evaluator) date(a []value) value {
	p := partial{year: a[0].num, month: a[1].num, day: a[2].num, weekday: a[3].num, side: a[7].symbol}
	if a[8].symbol != "" { // an all-number date: day and month may be the other way round
		p.day, p.month = e.r.order(p, a[8].symbol)
	}
	switch {
	case a[4].kind == number:
		p.month = edtf.Spring - 1 + a[4].num
	case a[5].kind == number:
		p.month = edtf.Q1 - 1 + a[5].num
	case a[6].kind == number:
		p.month = edtf.H1 - 1 + a[6].num
	}
	if a[0].kind == number && a[0].num < 100 {
		p.year = e.r.fullYear(a[0].num)
	}
	if a[0].kind == fullDate { // "l'automne de l'an dernier": the year is a date itself
		p.year, _, _ = a[0].date.Parts()
		v := absolute(p.in(p.year))
		v.how, v.anchor = a[0].how, a[0].anchor
		return v
	}
	if a[9].kind != noValue { // "the Monday after": seen from another date
		of, how := e.base(a[9])
		v := value{kind: partialDay, part: p}.placed(of, e.direction(p))
		v.how = how
		return v
	}
	if p.year == 0 {
		return value{kind: partialDay, part: p}
	}
	return absolute(p.in(p.year))
}

// today gives the day of the anchor; in a sentence about the present it means
// these days.
func (e *evaluator) today([]value) value {
	v := counted(dayOnly(e.r.anchor), e.r.anchor, FromDocument)
	if e.r.tenseAt(e.head) == present {
		v.timex = "PRESENT_REF"
	}
	return v
}

// feast gives a day of the year, written as month and day in one number.
func (e *evaluator) feast(a []value) value {
	return e.date([]value{a[1], {kind: number, num: a[0].num / 100}, {kind: number, num: a[0].num % 100}, {}, {}, {}, {}, {}, {}, {}})
}

// decade gives a decade from its first year, which may lack the century.
func (e *evaluator) decade(a []value) value {
	year := a[0].num
	switch {
	case year < 20:
		year += 2000
	case year < 100:
		year += 1900
	}
	return absolute(edtf.Decade(year))
}

// century gives the nth century.
func (e *evaluator) century(a []value) value {
	return absolute(edtf.Century((a[0].num - 1) * 100))
}

// shift gives the date that lies n units from another: a day for days and
// weeks, a month for months, a year for years.
func (e *evaluator) shift(a []value) value {
	n, unit := a[1].num, a[2].symbol
	from, how := e.base(a[0])
	if a[0].symbol == "previous" && (unit == "day" || unit == "week") {
		from = pick(e.r.previousDay, from)
	}
	if from.IsZero() && a[0].symbol == "previous" && a[4].symbol == "last" {
		from, how = e.r.anchor, FromDocument // "two years earlier" with no date before it
	}
	if from.IsZero() || a[1].kind == symbol || a[1].kind == noValue {
		return value{kind: unresolved}
	}
	if n > 0 || a[4].symbol == "next" {
		from = from.End()
	} else {
		from = from.Start()
	}
	return counted(shifted(from, n, unit, a[3].kind != noValue), from, how)
}

// shifted moves a date by n units, and gives it as coarsely as the unit is.
func shifted(d edtf.Date, n int, unit string, half bool) edtf.Date {
	sign := 1
	if n < 0 {
		sign = -1
	}
	switch unit {
	case "second", "minute", "hour":
		return dayOnly(d)
	case "day":
		return d.AddDays(n)
	case "week", "weekend":
		return d.AddDays(7 * n)
	case "month", "quarter", "half":
		n *= map[string]int{"month": 1, "quarter": 3, "half": 6}[unit]
		return coarser(d, edtf.MonthPrecision).AddMonths(n)
	case "year":
		if half {
			return coarser(d, edtf.MonthPrecision).AddMonths(12*n + 6*sign)
		}
		return coarser(d, edtf.YearPrecision).AddYears(n)
	case "decade":
		moved := coarser(d, edtf.YearPrecision).AddYears(10 * n)
		year, _, _ := moved.Parts()
		return edtf.Decade(year)
	case "century":
		moved := coarser(d, edtf.YearPrecision).AddYears(100 * n)
		year, _, _ := moved.Parts()
		return edtf.Century(year)
	}
	return edtf.Date{}
}

// dayOnly returns d where it is a day.
func dayOnly(d edtf.Date) edtf.Date {
	if _, ok := d.Day(); ok {
		return d
	}
	return edtf.Date{}
}

// coarser returns the month or year that d lies in, the zero Date where d is
// coarser than that.
func coarser(d edtf.Date, to edtf.Precision) edtf.Date {
	year, month, _ := d.Parts()
	switch {
	case to == edtf.YearPrecision && d.Precision() <= edtf.YearPrecision:
		return edtf.Year(year)
	case to == edtf.MonthPrecision && d.Precision() <= edtf.MonthPrecision:
		return edtf.Month(year, month)
	}
	return edtf.Date{}
}

// period gives the calendar unit that holds a date, moved by n units.
func (e *evaluator) period(a []value) value {
	of, how := e.base(a[0])
	of = of.End()
	unit, n := a[2].symbol, a[1].num
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

// within gives the stretch between a date and n units from it.
func (e *evaluator) within(a []value) value {
	of, how := e.base(a[0])
	n, unit := a[1].num, a[2].symbol
	if of.IsZero() || a[1].kind != number {
		return value{kind: unresolved}
	}
	far := stretched(of, n, unit)
	if n < 0 {
		return counted(edtf.Interval(far, of.Start()), of, how)
	}
	return counted(edtf.Interval(of.End(), far), of, how)
}

// stretched moves a date by n units without making it coarser.
func stretched(d edtf.Date, n int, unit string) edtf.Date {
	switch unit {
	case "hour", "minute", "second":
		return d
	case "day":
		return d.AddDays(n)
	case "week":
		return d.AddDays(7 * n)
	case "month":
		return d.AddMonths(n)
	case "quarter":
		return d.AddMonths(3 * n)
	case "half":
		return d.AddMonths(6 * n)
	case "year":
		return d.AddYears(n)
	case "decade":
		return d.AddYears(10 * n)
	}
	return edtf.Date{}
}

// nth gives the nth weekday or unit of a period; from its end for n below 0.
func (e *evaluator) nth(a []value) value {
	of := e.resolve(a[3])
	n, weekday := a[0].num, a[1].num
	if of.kind != fullDate || n == 0 {
		return value{kind: unresolved}
	}
	b := of.date.Bounds()
	var day edtf.Day
	switch {
	case a[2].symbol == "day" && n > 0:
		day = b.First + edtf.Day(n-1)
	case a[2].symbol == "day":
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
func (e *evaluator) inside(a []value) value {
	of := e.resolve(a[2])
	if of.kind != fullDate {
		return value{kind: unresolved}
	}
	b := of.date.Bounds()
	of.timex = ""
	if year, _, _ := b.First.Parts(); a[1].kind == number {
		of.date = edtf.Month(year, a[1].num)
	} else {
		of.date = (b.First + edtf.Day((a[0].num-b.First.Weekday()+7)%7)).Date()
	}
	if !b.Contains(of.date.Bounds()) {
		return value{kind: unresolved}
	}
	return of
}

// same gives the calendar unit of the date before in the text: that month.
func (e *evaluator) same(a []value) value {
	previous := e.r.previous
	if unit := a[1].symbol; unit == "day" || unit == "week" {
		previous = pick(e.r.previousDay, previous)
	}
	if previous.IsZero() {
		return value{kind: unresolved}
	}
	v := counted(periodOf(previous.End(), 0, a[1].symbol), previous, FromPrevious)
	if a[1].symbol == "week" && v.kind == fullDate {
		v.timex = weekText(v.date)
	}
	return v
}
