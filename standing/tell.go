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
	var last *effect
	for n := t.after(min(e.at(), day)) - 1; n >= 0; n-- {
		o := &t.effects[n]
		if o == e || !o.change || o.strength != express {
			continue
		}
		if last != nil && o.at() < last.at() {
			break
		}
		if last = o; o.value == e.value {
			continue
		}
		s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		switch said, done := word(e.reports, s.By), word(o.reports, s.By); {
		case done > said: // the state's own word that it did
			s.Value, s.Rule, s.Basis, s.Since = o.value, o.rule.Name, o.rule.Basis, o.date
			s.Evidence, s.Dissent = s.Dissent, s.Evidence
		case done == said:
			s.Value = Contested
		}
	}
}

// conflictOfChanges finds a change to another value on the same day. Where both are
// known only to the month or the year, which came last is not known.
func (t *telling) conflictOfChanges(s *Standing, e *effect) {
	for n := t.after(e.at()) - 1; n >= 0 && t.effects[n].at() == e.at(); n-- {
		o := &t.effects[n]
		if !o.change || o.value == e.value || o.strength != e.strength {
			continue
		}
		s.Value, s.Dissent = Contested, append(s.Dissent, o.evidence(o.reports)...)
		if e.span.Days() > 1 && o.span.Days() > 1 && !e.contested && !o.contested {
			s.Value = Unknown
		}
	}
}

// following returns the next change of the value after a day.
func (t *telling) following(e *effect, day edtf.Day) *effect {
	from := t.after(day)
	var next *effect
	for value, places := range t.turns {
		if value == e.value {
			continue
		}
		n, _ := slices.BinarySearch(places, from)
		for ; n < len(places) && (next == nil || places[n] < next.place); n++ {
			if o := &t.effects[places[n]]; o.span.First > day {
				next = o
				break
			}
		}
	}
	return next
}

// doubts adds what was set aside: what another act explains, or what was said of a
// government and not of its state.
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
