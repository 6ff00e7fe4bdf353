package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
)

// foreseen fills in a standing of which only later acts tell: what changed on a
// day was otherwise before.
func (l *Line) foreseen(s *Standing, t *telling, day edtf.Day) {
	var next *effect
	for n := range t.effects {
		e := &t.effects[n]
		if e.span.First <= day || e.before == "" || !l.reaches(e, day) {
			continue
		}
		if next == nil || e.span.First < next.span.First || e.span.First == next.span.First && e.strength > next.strength {
			next = e
		}
	}
	if next == nil || t.overtaken(next, day) {
		return
	}
	s.Value, s.Rule, s.Basis = next.before, next.rule.Name, next.rule.Basis
	s.Evidence = next.evidence(next.reports)
	if next.change && next.before != next.value {
		s.Until = next.date
	}
}

// reaches reports whether what an effect tells of the time before it reaches back
// to a day.
func (l *Line) reaches(e *effect, day edtf.Day) bool {
	reach, limited := l.doctrine.Reach[e.rule.Aspect]
	return !limited || e.before == No || e.before == None || int(e.span.Last-day) <= reach
}

// overtaken reports whether the value may have changed between a day and the
// effect that tells of it.
func (t *telling) overtaken(next *effect, day edtf.Day) bool {
	return slices.ContainsFunc(t.effects, func(e effect) bool {
		return e.change && e.span.First > day && e.span.First < next.span.First && e.strength >= implied
	})
}

// unsettle makes a standing unknown, or contested, on a day on which the value
// may just have changed: the sources give only the month of it, or different
// days.
func (t *telling) unsettle(s *Standing, day edtf.Day) {
	for n := range t.effects {
		e := &t.effects[n]
		if !e.change || e.strength < implied || (Extent{Begin: e.span}).Holds(day) != Maybe || e.value == s.Value || t.defeated(e, day) {
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

// ended tells of the recognition of a government which no longer governs.
func (l *Line) ended(s *Standing, k key, day edtf.Day) {
	now := eraOf(l.eras, day)
	if k.aspect != Recognised || !l.doctrine.GovernmentEnds || now < 0 || l.eras[now].rules {
		return
	}
	for n := now - 1; n >= 0; n-- {
		last := l.eras[n].days.Last
		if !l.eras[n].rules || last >= day {
			continue
		}
		if was := l.inEra(k, last).settled(k.aspect, last); was != nil && was.value == Yes {
			s.Value, s.Since = No, l.eras[now].from
			s.Rule, s.Basis = "recognition of a government ends with its rule", "Shaw, Recognition of governments"
			s.Evidence = was.evidence(was.reports)
		}
		return
	}
}
