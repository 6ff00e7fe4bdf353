package timex

import "github.com/credence-project/credence/edtf"

// evaluator gives the values of the expressions of one match.
type evaluator struct {
	r     *Reader
	found int32 // the match
	head  int   // atom on whose account the tense is asked for
}

// of returns the value of an expression in the frame of a match.
func (e *evaluator) of(x *expression) value {
	switch {
	case x.name == "":
		n := x.num
		if x.minus {
			n = -n
		}
		return value{kind: number, num: n}
	case x.call:
		return e.call(x)
	}
	v := e.capture(x.name)
	if v.kind == noValue && !e.captures(x.name) {
		v = value{kind: symbol, symbol: x.name}
	}
	if x.minus {
		v.num = -v.num
	}
	return v
}

// call applies a function.
func (e *evaluator) call(x *expression) value {
	args := make(arguments, len(x.args))
	for i, a := range x.args {
		args[i] = namedValue{a.name, e.of(a.value)}
	}
	return e.r.g.functions[x.name].eval(e, args)
}

// captures reports whether some pattern of the rule captures a name, so that
// its absence means that an optional part is not there.
func (e *evaluator) captures(name string) bool {
	rule := e.r.matcher.matches[e.found].leaf.rule
	return rule.names[name]
}

// capture returns the value of a captured name, none where its part of the
// pattern did not match.
func (e *evaluator) capture(name string) value {
	m := &e.r.matcher
	found := &m.matches[e.found]
	for i := range found.leaf.captures {
		c := &found.leaf.captures[i]
		if c.name != name {
			continue
		}
		if c.term < 0 {
			return c.value.asValue()
		}
		it := m.items[int(found.items)+c.term]
		switch c.kind {
		case classTerm:
			if in := m.g.lex.in(m.atoms[it.from].word, c.class); in != nil {
				return in.value.asValue()
			}
		case categoryTerm:
			inner := evaluator{r: e.r, found: it.value, head: e.head}
			return inner.of(m.matches[it.value].leaf.rule.gives)
		default:
			return value{kind: number, num: int(it.value)}
		}
	}
	return value{}
}

// asValue returns a constant as a value.
func (c constant) asValue() value {
	if c.symbol != "" {
		return value{kind: symbol, symbol: c.symbol}
	}
	return value{kind: number, num: c.num}
}

// absolute returns the value of a date that the text tells in full.
func absolute(d edtf.Date) value {
	if d.IsZero() {
		return value{kind: unresolved}
	}
	return value{kind: fullDate, date: d, how: Absolute}
}

// counted returns the value of a date that was counted from another.
func counted(d, from edtf.Date, how Relation) value {
	if d.IsZero() {
		return value{kind: unresolved}
	}
	return value{kind: fullDate, date: d, how: how, anchor: from}
}

// base returns the date that a symbol or a value stands for when one counts
// from it.
func (e *evaluator) base(v value) (edtf.Date, Relation) {
	switch {
	case v.kind == symbol && v.symbol == "previous":
		return e.r.previous, FromPrevious
	case v.kind == symbol && v.symbol == "sentence":
		return pick(e.r.here, e.r.anchor), FromPrevious
	case v.kind == symbol || v.kind == noValue:
		return e.r.anchor, FromDocument
	}
	v = e.resolve(v)
	if v.kind != fullDate {
		return edtf.Date{}, Unresolved
	}
	if v.how == Absolute {
		return v.date, FromPrevious
	}
	return v.date, v.how
}

// resolve turns a partial date into a date, as far as can be known.
func (e *evaluator) resolve(v value) value {
	switch v.kind {
	case partialDay:
		if v.part.side == "usual" && e.r.tenseAt(e.head) == present {
			return value{kind: unresolved, timex: v.part.text()}
		}
		return e.r.place(v, e.direction(v.part))
	case pending:
		return e.join(v)
	case number:
		return value{kind: unresolved}
	}
	return v
}

// direction tells on which side of the anchor a partial date lies: as the words
// say, or else by the tense of the verb.
func (e *evaluator) direction(p partial) direction {
	switch p.side {
	case "last":
		return before
	case "next":
		return after
	case "nearest":
		return closest
	case "past":
		return latest
	}
	switch t := e.r.fineTense(e.head); {
	case t == pledged && p.month > 0:
		return closest // "agreed to restore relations on 10 March"
	case t == future, t == pledged, t == present && p.month == 0 && e.r.underVerb(e.head):
		return earliest
	case t == present && p.month > 0 && p.side == "":
		return closest // "the summit opens on 2 May", "this answers the attack of 4 March"
	}
	if p.month >= edtf.Q1 && p.side == "" {
		return before // a quarter is spoken of when it is over
	}
	return latest
}

// join resolves the ends of an interval, one by the other where only that one
// has a year.
func (e *evaluator) join(v value) value {
	from, to := v.nested[0], v.nested[1]
	switch v.end {
	case openEnd:
		if from.kind == partialDay && from.part.side == "" {
			from.part.side = v.symbol
		}
		from = e.resolve(from)
		return interval(from, from, edtf.Since(from.date))
	case openStart:
		if to.kind == partialDay && to.part.side == "" && e.r.tenseAt(e.head) != future && !e.r.narrates() {
			to.part.side = "nearest"
		}
		to = e.resolve(to)
		return interval(to, to, edtf.Until(to.date))
	}
	switch {
	case from.kind == partialDay && to.kind == fullDate:
		from = e.r.placeFrom(from, to.date, latest)
	case from.kind == partialDay && to.kind == partialDay && e.leads(to.part, from.part):
		to = e.resolve(to)
		from = e.r.placeFrom(from, to.date, latest)
	case from.kind == partialDay:
		from = e.resolve(from)
	}
	if to.kind == partialDay {
		to = e.r.placeFrom(to, from.date, earliest)
	}
	joined := interval(from, to, edtf.Interval(from.date, to.date))
	if v.end == nightBetween && joined.kind == fullDate {
		joined.timex = timexOf(from.date) + "TNI"
	}
	return joined
}

// leads reports whether p tells more than q, so that q is resolved by it.
func (e *evaluator) leads(p, q partial) bool {
	return p.month > 0 && q.month == 0 || p.side != "" && q.side == ""
}

// interval returns the value of an interval that was made from one or two ends.
func interval(from, to value, d edtf.Date) value {
	if d.IsZero() {
		return value{kind: unresolved, timex: timexOf(from.date)}
	}
	v := value{kind: fullDate, date: d, how: from.how, anchor: from.anchor}
	if from.how == Absolute || from.how == Unresolved {
		v.how, v.anchor = to.how, to.anchor
	}
	if from.timex != "" && !from.date.IsZero() {
		v.timex = from.timex
	}
	return v
}
