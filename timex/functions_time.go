package timex

// span gives the interval between two dates.
func (e *evaluator) span(a []value) value {
	return e.join(value{kind: pending, nested: &[2]value{a[0], a[1]}})
}

// since gives the open interval that starts with a date.
func (e *evaluator) since(a []value) value {
	return e.join(value{kind: pending, nested: &[2]value{a[0]}, end: openEnd})
}

// until gives the open interval that ends with a date.
func (e *evaluator) until(a []value) value {
	return e.join(value{kind: pending, nested: &[2]value{{}, a[0]}, end: openStart})
}

// night gives the night between two days.
func (e *evaluator) night(a []value) value {
	return e.join(value{kind: pending, nested: &[2]value{a[0], a[1]}, end: nightBetween})
}

// clockOf gives a time of day.
func (e *evaluator) clockOf(a []value) value {
	c := clock{known: true, hour: a[0].num, minute: a[1].num}
	switch {
	case a[2].symbol == "pm" && c.hour < 12:
		c.hour += 12
	case a[2].symbol == "am" && c.hour == 12:
		c.hour = 0
	}
	if a[0].kind == noValue {
		c.part = a[3].symbol
	}
	return value{kind: timeOfDay, clock: c}
}

// at gives a date with a time of day.
func (e *evaluator) at(a []value) value {
	v := a[0]
	v.clock = a[1].clock
	return v
}

// partOf gives a date with a part of the day.
func (e *evaluator) partOf(a []value) value {
	v := a[0]
	if v.kind == noValue {
		v = value{kind: timeOfDay}
	}
	if a[1].kind == symbol {
		v.clock = clock{known: true, part: a[1].symbol}
	}
	return v
}

// duration gives a length of time.
func (e *evaluator) duration(a []value) value {
	n, some := a[0].num, a[0].kind == symbol
	if a[0].kind == noValue {
		n = 1
	}
	if a[0].kind == noValue && a[2].kind != noValue {
		n = 0 // half an hour
	}
	return value{kind: duration, text: durationText(n, some, a[1].symbol, a[2].kind != noValue)}
}

// each gives a time that comes again every n units.
func (e *evaluator) each(a []value) value {
	v := e.duration([]value{a[0], a[1], {}})
	v.kind = set
	return v
}

// weekly gives a day that comes again every week.
func (e *evaluator) weekly(a []value) value {
	text := "XXXX-WXX-" + string(rune('0'+a[0].num%8))
	v := value{kind: set, text: text}
	if a[1].kind != noValue {
		v.timex = text + "T" + a[1].symbol
	}
	return v
}

// ref gives the present, the past or the future, and no date.
func (e *evaluator) ref(a []value) value {
	return value{kind: reference, symbol: a[0].symbol}
}

// usually gives a day that comes again every week, or in a sentence about the
// past the last one: "le mercredi".
func (e *evaluator) usually(a []value) value {
	if e.r.tenseAt(e.head) != past {
		return e.weekly(a)
	}
	v := value{kind: partialDay, part: partial{weekday: a[0].num}}
	return e.partOf([]value{v, a[1]})
}
