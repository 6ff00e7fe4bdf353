package edtf

// AddDays moves a day, or an interval whose ends are days, by n days. The zero
// Date comes back where the result leaves the calendar or d is coarser than a
// day: what is three days after a month is not known.
func (d Date) AddDays(n int) Date {
	return d.each(func(p point) Date {
		if p.prec != DayPrecision {
			return Date{}
		}
		return addDays(p.bounds().First, n).Date()
	})
}

// AddMonths moves d by n months, a day no further than the end of its month:
// a month after 2025-01-31 is 2025-02-28. Seasons, quarters and halves move by
// what they span, so n must be a multiple of it. The zero Date comes back as
// in AddDays.
func (d Date) AddMonths(n int) Date {
	return d.each(func(p point) Date { return p.addMonths(n) })
}

// AddYears moves d by n years, as AddMonths does. A decade moves by a multiple
// of ten years, a century by a multiple of a hundred.
func (d Date) AddYears(n int) Date {
	if n < -MaxYear || n > MaxYear {
		return Date{}
	}
	return d.AddMonths(12 * n)
}

// Weekday returns 1 for Monday to 7 for Sunday where d is a day, else 0.
func (d Date) Weekday() int {
	if day, ok := d.Day(); ok {
		return day.Weekday()
	}
	return 0
}

// Day returns the day that d is; ok is false where it is none or more than one.
func (d Date) Day() (day Day, ok bool) {
	if d.interval || d.from.prec != DayPrecision {
		return 0, false
	}
	return d.from.bounds().First, true
}

// each moves the ends of d that are dates; the others stay as they are.
func (d Date) each(move func(point) Date) Date {
	if d.IsZero() {
		return d
	}
	for _, p := range []*point{&d.from, &d.to} {
		if p.state != known {
			continue
		}
		moved := move(*p)
		if moved.IsZero() {
			return moved
		}
		doubt := p.doubt
		*p = moved.from
		p.doubt = doubt
	}
	return d
}

// addMonths moves a point by n months.
func (p point) addMonths(n int) Date {
	if n < -12*MaxYear || n > 12*MaxYear {
		return Date{}
	}
	if p.part == 0 {
		return p.wholeYears(n)
	}
	first, count := months(int(p.part))
	if n%count != 0 {
		return Date{}
	}
	at := int(p.year)*12 + first - 1 + n
	if p.prec == SeasonPrecision {
		at -= 2 // the year of the seasons starts in March
	}
	if at < 12*MinYear || at >= 12*(MaxYear+1) {
		return Date{}
	}
	year, month := at/12, at%12
	p.year = int16(year)
	switch p.prec {
	case SeasonPrecision:
		p.part = uint8(Spring + month/3)
	case QuarterPrecision:
		p.part = uint8(Q1 + month/3)
	case HalfPrecision:
		p.part = uint8(H1 + month/6)
	default:
		p.part = uint8(month + 1)
		if p.day != 0 {
			p.day = uint8(min(int(p.day), DaysIn(year, month+1)))
		}
	}
	return single(p, year)
}

// wholeYears moves a point that has no month by n months, which must be whole
// years of the kind that it counts.
func (p point) wholeYears(n int) Date {
	step := 12
	switch p.prec {
	case DecadePrecision:
		step = 120
	case CenturyPrecision:
		step = 1200
	}
	if n%step != 0 {
		return Date{}
	}
	year := int(p.year) + n/12
	p.year = int16(year)
	return single(p, year)
}

// addDays moves a day, giving 0 outside the calendar.
func addDays(d Day, n int) Day {
	if n < -int(MaxDay) || n > int(MaxDay) {
		return 0
	}
	if moved := d + Day(n); moved.Valid() {
		return moved
	}
	return 0
}
