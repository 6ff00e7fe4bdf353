package standing

import (
	"github.com/credence-project/credence/edtf"
)

// foreseen fills in a standing of which only later acts tell: what changed on a
// day was otherwise before.
func (l *Line) foreseen(s *Standing, t *telling, day edtf.Day) {
	var next *effect
	for n := t.after(day); n < len(t.effects); n++ {
		e := &t.effects[n]
		if next != nil && (s.Aspect != Relations || raises(e)) && e.span.First > next.span.First {
			break
		}
		if e.span.First <= day || e.before == "" || !l.reaches(e, day) {
			continue
		}
		if next == nil || e.tellsMore(next) {
			next = e
		}
	}
	if next == nil || t.overtaken(next, day) {
		return
	}
	if next.before == s.Value { // nothing more is told
		return
	}
	s.Value, s.Since, s.Rule, s.Basis = next.before, "", next.rule.Name, next.rule.Basis
	s.Evidence = next.evidence(next.reports)
	if next.change && next.before != next.value {
		s.Until = next.date
	}
}

// tellsMore reports whether an effect tells more of the time before it than
// another: of the level of relations the finer, of anything else the earlier.
func (e *effect) tellsMore(o *effect) bool {
	if e.rule.Aspect == Relations {
		if a, b := rank(e.before), rank(o.before); a != b {
			return a > b && b > 0
		}
	}
	return e.span.First < o.span.First || e.span.First == o.span.First && e.strength > o.strength
}

// raises reports whether an effect is a change to a higher level of relations:
// what is told of the time just before it says nothing of the time before that.
func raises(e *effect) bool { return e.change && (e.before == None || e.before == "") }

// reaches reports whether what an effect tells of the time before it reaches back
// to a day.
func (l *Line) reaches(e *effect, day edtf.Day) bool {
	reach, limited := l.doctrine.Reach[e.rule.Aspect]
	return !limited || e.before == No || e.before == None || int(e.span.Last-day) <= reach
}

// overtaken reports whether the value may have changed between a day and the
// effect that tells of it.
func (t *telling) overtaken(next *effect, day edtf.Day) bool {
	for n := t.after(day); n < len(t.effects) && t.effects[n].at() < next.span.First; n++ {
		if e := &t.effects[n]; e.change && e.span.First > day && e.strength >= implied && !(e.rule.Aspect == Relations && !raises(e)) {
			return true
		}
	}
	return false
}

// unsettle makes a standing unknown, or contested, on a day on which the value
// may just have changed: the sources give only the month of it, or different
// days.
func (t *telling) unsettle(s *Standing, day edtf.Day) {
	for _, e := range t.open {
		if (Extent{Begin: e.span}).Holds(day) != Maybe || e.value == s.Value || t.defeated(e, day) {
			continue
		}
		if s.Value != Contested {
			s.Value, s.Since = Unknown, e.date
		}
		s.Rule, s.Basis = e.rule.Name, e.rule.Basis
		s.Evidence = append(e.evidence(e.reports), s.Evidence...)
		if len(e.dates) > 0 {
			s.Value, s.Since, s.Dates = Contested, e.date, append([]string{e.date}, e.dates...)
		}
	}
}

// ended tells of the recognition of a government, or a breakaway state, whose rule
// is over.
func (l *Line) ended(s *Standing, k key, day edtf.Day) {
	now := eraOf(l.eras, day)
	if k.aspect != Recognised || l.doctrine.GovernmentEnds == nil || now >= 0 && l.eras[now].rules {
		return
	}
	for n := len(l.eras) - 1; n >= 0; n-- {
		was := &l.eras[n]
		if !was.rules || was.days.Last >= day {
			continue
		}
		if e := l.inEra(k, was.days.Last).settled(k.aspect, was.days.Last); e != nil && e.value == Yes {
			s.Value, s.Since = No, was.until
			if len(was.until) == len("2006-01-02") {
				s.Since = (was.days.Last + 1).String()
			}
			s.Rule, s.Basis = l.doctrine.GovernmentEnds.Name, l.doctrine.GovernmentEnds.Basis
			s.Evidence = e.evidence(e.reports)
		}
		return
	}
}
