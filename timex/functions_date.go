package timex

import "github.com/credence-project/credence/edtf"

// date gives a date from what is written of it.
func (e *evaluator) date(a arguments) value {
	p := partial{month: a.get("month").num, day: a.get("day").num, weekday: a.get("weekday").num, side: a.get("side").symbol}
	if part := a.get("season"); part.kind == number {
		p.month = edtf.Spring - 1 + part.num
	}
	if part := a.get("quarter"); part.kind == number {
		p.month = edtf.Q1 - 1 + part.num
	}
	if part := a.get("half"); part.kind == number {
		p.month = edtf.H1 - 1 + part.num
	}
	year := e.year(a)
	p.year, _, _ = year.date.Parts()
	if a.get("order").kind == symbol { // an all-number date: day and month may stand the other way round
		p.day, p.month = e.r.order(p)
	}
	switch of := a.get("of"); {
	case year.kind == fullDate:
		year.date = p.in(p.year)
		return year.orUnresolved()
	case of.kind != noValue: // "the Monday after": seen from another date
		from, how := e.base(of)
		v := value{kind: partialDay, part: p}.placed(from, e.direction(p))
		v.how = how
		return v
	}
	return value{kind: partialDay, part: p}
}

// year gives the year that a date is given: four digits, two, or a date that
// lies in it ("the autumn of last year"); no value where it is not told.
func (e *evaluator) year(a arguments) value {
	year, near := a.get("year"), a.get("near")
	switch {
	case year.kind == fullDate:
		return year
	case year.kind != number:
		return value{}
	case year.num >= 100:
	case near.kind == number: // "2019-20"
		year.num += near.num - near.num%100
	default:
		year.num = e.r.fullYear(year.num)
	}
	return absolute(edtf.Year(year.num))
}

// orUnresolved returns v, unresolved where its date is none.
func (v value) orUnresolved() value {
	if v.date.IsZero() {
		return value{kind: unresolved}
	}
	return v
}

// today gives the day of the anchor; in a sentence about the present it means
// these days.
func (e *evaluator) today(arguments) value {
	v := counted(dayOnly(e.r.anchor), e.r.anchor, FromDocument)
	if e.r.tenseAt(e.head) == present {
		v.timex = "PRESENT_REF"
	}
	return v
}

// feast gives a day of the year, written as month and day in one number.
func (e *evaluator) feast(a arguments) value {
	month, day := a.get("day").num/100, a.get("day").num%100
	return e.date(arguments{{"year", a.get("year")}, {"month", value{kind: number, num: month}}, {"day", value{kind: number, num: day}}})
}

// decade gives a decade from its first year, which may lack the century.
func (e *evaluator) decade(a arguments) value {
	year := a.get("year").num
	switch {
	case year < 20:
		year += 2000
	case year < 100:
		year += 1900
	}
	return absolute(edtf.Decade(year))
}

// century gives the nth century.
func (e *evaluator) century(a arguments) value {
	return absolute(edtf.Century((a.get("n").num - 1) * 100))
}

// shift gives the date that lies n units from another: a day for days and
// weeks, a month for months, a year for years.
func (e *evaluator) shift(a arguments) value {
	n, unit := a.get("n").num, a.get("unit").symbol
	from, how := e.base(a.get("from"))
	if a.get("from").symbol == "previous" && (unit == "day" || unit == "week") {
		if v, ok := e.inMonth(a.get("n"), unit); ok {
			return v
		}
		from = pick(e.r.previousDay, from)
	}
	if from.IsZero() && a.get("from").symbol == "previous" && a.get("side").symbol == "last" {
		from, how = e.r.anchor, FromDocument // "two years earlier" with no date before it
	}
	if from.IsZero() || a.get("n").kind == symbol || a.get("n").kind == noValue {
		return value{kind: unresolved}
	}
	if a.get("side").symbol == "exact" && a.get("from").symbol == "previous" {
		from = pick(e.r.previousDay, from)
	}
	if day := dayOnly(from); a.get("side").symbol == "exact" && !day.IsZero() {
		return counted(stretched(day, n, unit), day, how)
	}
	if n > 0 || a.get("side").symbol == "next" {
		from = from.End()
	} else {
		from = from.Start()
	}
	return counted(shifted(from, n, unit, a.get("half")), from, how)
}

// nearDays is how many days away a date is still thought of as in the month that the
// text tells.
const nearDays = 14

// inMonth gives the month that the text has told last, where it tells no day of it:
// "in December 2016 …, six days later"; also of some days from a day.
func (e *evaluator) inMonth(n value, unit string) (value, bool) {
	days := n.num
	if unit == "week" {
		days *= 7
	}
	switch {
	case n.symbol == "some" && unit == "week":
		year, month, _ := e.r.previous.Parts()
		sure := !e.r.previous.IsInterval() && e.r.previous.Precision() <= edtf.MonthPrecision && month > 2 && month <= 10
		return counted(edtf.Year(year), e.r.previous, FromPrevious), sure
	case n.symbol == "some" && unit == "day" && e.r.coarse.IsZero() && e.r.age <= 1:
		month := coarser(e.r.previousDay, edtf.MonthPrecision)
		return counted(month, e.r.previousDay, FromPrevious), !month.IsZero()
	case n.kind == number && max(days, -days) <= nearDays && !e.r.coarse.IsZero():
		return counted(e.r.coarse, e.r.coarse, FromPrevious), true
	}
	return value{}, false
}

// onward gives the open interval that starts with a date in a sentence about the
// future, else the date itself: "from June 1".
func (e *evaluator) onward(a arguments) value {
	if e.r.tenseAt(e.head) == future {
		return e.since(a)
	}
	return a.get("date")
}

// ahead gives the date that lies n units from the anchor in a sentence about
// the future, and a length of time in others: "in three months".
func (e *evaluator) ahead(a arguments) value {
	switch t := e.r.tenseAt(e.head); {
	case t == future, t == present && e.r.underVerb(e.head):
		return e.shift(a)
	}
	return e.duration(a)
}

// monthsIn tells how many months a unit has, 0 for days and shorter ones.
func monthsIn(unit string) int {
	switch unit {
	case "month":
		return 1
	case "quarter", "season":
		return 3
	case "half":
		return 6
	case "year":
		return 12
	case "decade":
		return 120
	case "century":
		return 1200
	}
	return 0
}

// shifted moves a date by n units, and half of one where half has a value, and
// gives it as coarsely as the unit is; half a unit counts as the next finer one.
func shifted(d edtf.Date, n int, unit string, half value) edtf.Date {
	switch unit {
	case "second", "minute":
		return dayOnly(d)
	case "hour":
		if d = dayOnly(d); n%24 == 0 {
			return d.AddDays(n / 24) // "48 hours later"
		}
		return d
	case "day":
		return d.AddDays(n)
	case "week", "weekend":
		return d.AddDays(7 * n)
	}
	months := n * monthsIn(unit)
	switch {
	case half.symbol == "only":
		months /= 2
	case half.kind != noValue && n < 0:
		months -= monthsIn(unit) / 2
	case half.kind != noValue:
		months += monthsIn(unit) / 2
	}
	year, _, _ := coarser(d, edtf.YearPrecision).AddMonths(months).Parts()
	switch {
	case months == 0:
		return edtf.Date{}
	case monthsIn(unit) < 12, unit == "year" && half.kind != noValue:
		return coarser(d, edtf.MonthPrecision).AddMonths(months)
	case unit == "year", half.kind != noValue:
		return edtf.Year(year)
	case unit == "decade":
		return edtf.Decade(year)
	}
	return edtf.Century(year)
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

// within gives the stretch between a date and n units from it. In a sentence
// about the past it starts from the date before, or is a mere duration: "within
// two days he was free".
func (e *evaluator) within(a arguments) value {
	of, how := e.base(a.get("of"))
	n, unit := a.get("n").num, a.get("unit").symbol
	if n > 0 && e.r.tenseAt(e.head) == past && how == FromDocument {
		of, how = e.r.previousDay, FromPrevious
	}
	if of.IsZero() || a.get("n").kind != number {
		return e.duration(a)
	}
	far := stretched(of, n, unit)
	switch {
	case far == of:
		return counted(of, of, how)
	case n < 0:
		return counted(edtf.Interval(far, of.Start()), of, how)
	}
	return counted(edtf.Interval(of.End(), far), of, how)
}

// stretched moves a date by n units without making it coarser.
func stretched(d edtf.Date, n int, unit string) edtf.Date {
	switch unit {
	case "minute", "second":
		return d
	case "hour":
		return d.AddDays(n / 24)
	case "day":
		return d.AddDays(n)
	case "week":
		return d.AddDays(7 * n)
	}
	if months := monthsIn(unit); months > 0 {
		return d.AddMonths(n * months)
	}
	return edtf.Date{}
}
