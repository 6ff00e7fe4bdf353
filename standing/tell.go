package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// found fills in a standing that rests on an effect.
func (t *telling) found(s *Standing, e *effect, day edtf.Day) {
	s.Value, s.Rule, s.Basis = e.value, e.rule.Name, e.rule.Basis
	if e.change && e.strength >= implied {
		s.Since = e.date
	}
	if !e.until.IsZero() {
		s.Until = e.until.First.String()
	}
	s.Evidence = e.evidence(e.reports)
	s.Dissent = e.evidence(e.dissent)
	if len(e.dates) > 0 {
		s.Dates = append([]string{e.date}, e.dates...)
	}
	if e.contested {
		s.Value = Contested
	}
	if s.Value != Contested && s.Aspect != Relations {
		t.conflict(s, e, day)
	}
	if next := t.following(e, day); next != nil && s.Until == "" {
		s.Until = next.date
	}
}

// support adds the reports of other effects that tell the same, and dissent that
// of those which are outweighed.
func (t *telling) support(s *Standing, e *effect, day edtf.Day) {
	for n := range t.effects {
		o := &t.effects[n]
		if o == e || o.at() > day && !o.undated {
			continue
		}
		switch {
		case o.value == e.value && o.at() >= e.at() && (o.until.IsZero() || o.holds(day)):
			s.Evidence = append(s.Evidence, o.evidence(o.reports)...)
		case o.value != e.value && o.at() >= e.at() && o.strength >= implied && s.Aspect != Relations:
			s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		case o.value != e.value && o.strength == implied && t.defeated(o, day):
			s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		}
	}
}

// conflict finds what another source says against what was found: it was done,
// says one; it has not been done, says another after that.
func (t *telling) conflict(s *Standing, e *effect, day edtf.Day) {
	if e.strength != express {
		return
	}
	if e.change {
		t.conflictOfChanges(s, e)
		return
	}
	for n := range t.effects {
		o := &t.effects[n]
		if o == e || !o.change || o.strength != express || o.value == e.value || o.at() > e.at() || o.at() > day || !t.latest(o, e.at()) {
			continue
		}
		s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		own := state(s.By)
		switch said, done := word(e.reports, own), word(o.reports, own); {
		case done > said: // the state's own word that it did
			s.Value, s.Rule, s.Basis, s.Since = o.value, o.rule.Name, o.rule.Basis, o.date
			s.Evidence, s.Dissent = s.Dissent, s.Evidence
		case done == said:
			s.Value = Contested
		}
	}
}

// conflictOfChanges finds a change to another value on the same day.
func (t *telling) conflictOfChanges(s *Standing, e *effect) {
	for n := range t.effects {
		if o := &t.effects[n]; o.change && o.at() == e.at() && o.value != e.value && o.strength == e.strength {
			s.Value, s.Dissent = Contested, append(s.Dissent, o.evidence(o.reports)...)
		}
	}
}

// latest reports whether no change came after o by a day.
func (t *telling) latest(o *effect, day edtf.Day) bool {
	return !slices.ContainsFunc(t.effects, func(e effect) bool { return e.change && e.strength == express && e.at() > o.at() && e.at() <= day })
}

// following returns the next change of the value after a day.
func (t *telling) following(e *effect, day edtf.Day) *effect {
	var next *effect
	for n := range t.effects {
		o := &t.effects[n]
		if o.change && o.span.First > day && o.value != e.value && o.strength == express && (next == nil || o.at() < next.at()) {
			next = o
		}
	}
	return next
}

// doubts adds what was set aside.
func (l *Line) doubts(s *Standing, k key) {
	for n := range l.doubted[k] {
		if e := &l.doubted[k][n]; e.value != s.Value && e.at() <= s.On {
			s.Dissent = append(s.Dissent, e.evidence(e.reports)...)
		}
	}
}

// evidence returns reports as evidence for what the effect tells.
func (e *effect) evidence(reports []*ledger.Report) []Evidence {
	var all []Evidence
	for _, p := range reports {
		all = append(all, Evidence{Act: e.act, Report: p, Rule: e.rule.Name, Value: e.value})
	}
	return all
}
