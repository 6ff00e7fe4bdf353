package timex

import "strings"

// span gives the interval between two dates.
func (e *evaluator) span(a arguments) value {
	return e.join(value{kind: pending, nested: &[2]value{a.get("from"), a.get("to")}})
}

// since gives the open interval that starts with a date.
func (e *evaluator) since(a arguments) value {
	return e.join(value{kind: pending, nested: &[2]value{a.get("date")}, end: openEnd, symbol: a.get("side").symbol})
}

// until gives the open interval that ends with a date.
func (e *evaluator) until(a arguments) value {
	return e.join(value{kind: pending, nested: &[2]value{{}, a.get("date")}, end: openStart})
}

// night gives the night between two days.
func (e *evaluator) night(a arguments) value {
	return e.join(value{kind: pending, nested: &[2]value{a.get("from"), a.get("to")}, end: nightBetween})
}

// clockOf gives a time of day.
func (e *evaluator) clockOf(a arguments) value {
	c := clock{known: true, hour: a.get("hour").num, minute: a.get("minute").num}
	switch {
	case a.get("half").symbol == "pm" && c.hour < 12:
		c.hour += 12
	case a.get("half").symbol == "am" && c.hour == 12:
		c.hour = 0
	}
	if a.get("hour").kind == noValue {
		c.part = a.get("part").symbol
	}
	return value{kind: timeOfDay, clock: c}
}

// at gives a date with a time of day.
func (e *evaluator) at(a arguments) value {
	v := a.get("date")
	v.clock = a.get("clock").clock
	return v
}

// partOf gives a date with a part of the day.
func (e *evaluator) partOf(a arguments) value {
	v := a.get("date")
	if v.kind == noValue {
		v = value{kind: timeOfDay}
	}
	if a.get("part").kind == symbol {
		v.clock = clock{known: true, part: a.get("part").symbol}
	}
	return v
}

// duration gives a length of time.
func (e *evaluator) duration(a arguments) value {
	n, some := a.get("n").num, a.get("n").kind == symbol
	if a.get("n").kind == noValue {
		n = 1
	}
	if a.get("n").kind == noValue && a.get("half").kind != noValue {
		n = 0 // half an hour
	}
	return value{kind: duration, text: durationText(n, some, a.get("unit").symbol, a.get("half").kind != noValue)}
}

// together gives the sum of two lengths of time, the longer unit first.
func (e *evaluator) together(a arguments) value {
	first, second := a.get("first"), a.get("second")
	if first.kind != duration || second.kind != duration {
		return value{kind: unresolved}
	}
	rest := second.text[1:]
	if strings.Contains(first.text, "T") {
		rest = strings.TrimPrefix(rest, "T")
	}
	first.text += rest
	return first
}

// each gives a time that comes again every n units.
func (e *evaluator) each(a arguments) value {
	v := e.duration(a)
	v.kind = set
	return v
}

// weekly gives a day that comes again every week.
func (e *evaluator) weekly(a arguments) value {
	text := "XXXX-WXX-" + string(rune('0'+a.get("weekday").num%8))
	v := value{kind: set, text: text}
	if a.get("part").kind != noValue {
		v.timex = text + "T" + a.get("part").symbol
	}
	return v
}

// ref gives the present, the past or the future, and no date.
func (e *evaluator) ref(a arguments) value {
	return value{kind: reference, symbol: a.get("to").symbol}
}

// usually gives a day that comes again every week, or in a sentence about the
// past the last one: "le mercredi".
func (e *evaluator) usually(a arguments) value {
	if e.r.tenseAt(e.head) != past {
		return e.weekly(a)
	}
	v := value{kind: partialDay, part: partial{weekday: a.get("weekday").num}}
	return e.partOf(arguments{{"date", v}, {"part", a.get("part")}})
}
