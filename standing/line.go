package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// On returns the standing in an aspect on a day.
func (l *Line) On(a Aspect, day edtf.Day) Standing { return l.OnOver(a, "", day) }

// OnOver returns the standing in an aspect that is about a territory.
func (l *Line) OnOver(a Aspect, over string, day edtf.Day) Standing {
	k := key{a, over}
	s := Standing{By: l.By, Of: l.Of, Over: over, Aspect: a, On: day, Value: Unknown, Doctrine: l.doctrine.Name}
	list := l.inEra(k, day)
	if e := settled(a, list, day); e != nil {
		l.found(&s, onset(e, list, day), list, day)
	} else {
		l.foreseen(&s, list, day)
	}
	l.unsettle(&s, list, day)
	if s.Value == Unknown {
		l.ended(&s, k, day)
	}
	l.doubts(&s, k)
	if s.Value == Some {
		s.Value = Unknown
	}
	return s
}

// Territories returns the territories over which Sovereignty is told.
func (l *Line) Territories() []string {
	var all []string
	for k := range l.effects {
		if k.aspect == Sovereignty {
			all = append(all, k.over)
		}
	}
	slices.Sort(all)
	return all
}

// inEra returns the effects that reach a day. Recognition of a government does
// not outlast its rule; an ambassador's credentials lapse with the government
// that gave or received them, while the mission stays (VCDR, arts 43, 45).
func (l *Line) inEra(k key, day edtf.Day) []effect {
	switch {
	case k.aspect == Recognised && l.doctrine.GovernmentEnds && l.eras != nil:
		return l.recognitionInEra(k, day)
	case k.aspect == Relations && l.lapses != nil:
		return l.relationsInEra(k, day)
	}
	return l.effects[k]
}

func (l *Line) recognitionInEra(k key, day edtf.Day) []effect {
	now := eraOf(l.eras, day)
	var list []effect
	for _, e := range l.effects[k] {
		if l.eraOfEffect(&e) == now {
			list = append(list, e)
		}
	}
	return list
}

// eraOfEffect returns the era that an effect falls in; one whose days lie in two
// eras falls in the one in which the party ruled.
func (l *Line) eraOfEffect(e *effect) int {
	last, first := eraOf(l.eras, e.span.Last), eraOf(l.eras, e.span.First)
	if first >= 0 && last >= 0 && first != last && l.eras[first].rules && !l.eras[last].rules {
		return first
	}
	return last
}

func (l *Line) relationsInEra(k key, day edtf.Day) []effect {
	now := eraOf(l.lapses, day)
	var list []effect
	for _, e := range l.effects[k] {
		if e.seat && (now < 0 || !l.lapses[now].governs) {
			continue
		}
		if now >= 0 && e.at() < l.lapses[now].days.First && (e.value == Ambassador || e.value == Charge) {
			e.value = Embassy
		}
		list = append(list, e)
	}
	return list
}

// settled returns the effect that tells the value on a day: the last one that
// was there by then, as far as it is not outweighed; nil where there is none.
func settled(a Aspect, list []effect, day edtf.Day) *effect {
	var best *effect
	for n := range list {
		e := &list[n]
		if !e.holds(day) || defeated(e, list, day) || unmet(e, list, day) {
			continue
		}
		if best == nil || e.outweighs(best, a, day) {
			best = e
		}
	}
	return best
}

// onset returns the effect with which the value began that e tells: the first of
// those that tell it without a break. Levels of relations begin with each head of
// mission anew.
func onset(e *effect, list []effect, day edtf.Day) *effect {
	if e.rule.Aspect == Relations || e.contested || e.strength < implied {
		return e
	}
	first := e
	for n := len(list) - 1; n >= 0 && !first.begins(); n-- { // in the order of their days
		o := &list[n]
		if o == first || o.at() > first.at() || o.strength < implied || !o.holds(day) || defeated(o, list, day) || unmet(o, list, day) {
			continue
		}
		if o.value != e.value || o.contested {
			break
		}
		if o.change || !first.change {
			first = o
		}
	}
	return first
}

// begins reports whether an effect says that the value was another before.
func (e *effect) begins() bool { return e.before != "" && e.before != e.value }

// holds reports whether an effect is there on a day, for certain.
func (e *effect) holds(day edtf.Day) bool {
	return Extent{Begin: e.span, End: e.until}.Holds(day) == True
}

// defeated reports whether something stronger takes an effect's place: a denial
// in so many words that of an implied recognition, be it that of nobody's having
// recognised; of relations, the level and the term that the same document gives
// an envoy; anything said expressly in the same document that of a
// presupposition.
func defeated(e *effect, list []effect, day edtf.Day) bool {
	return slices.ContainsFunc(list, func(d effect) bool {
		if e.strength == implied && e.rule.Aspect == Relations {
			return d.strength == express && d.act.State && sameDocument(e, &d)
		}
		if d.strength != express && d.strength != universal || d.value == Some || d.rule.Where != "" || d.at() > day && !d.undated {
			return false
		}
		switch {
		case e.strength == presupposed:
			return d.strength == express && sameDocument(e, &d) && d.holds(day)
		case e.strength != implied:
			return false
		}
		return d.value != e.value && !d.change && d.at() >= e.at()
	})
}

// unmet reports whether an effect is on a condition that does not hold.
func unmet(e *effect, list []effect, day edtf.Day) bool {
	if e.rule.Where == "" {
		return false
	}
	var others []effect
	for n := range list {
		if list[n].rule.Where == "" && list[n].at() <= e.at() {
			others = append(others, list[n])
		}
	}
	was := settled(e.rule.Aspect, others, min(day, e.at()))
	return was == nil || was.value != e.rule.Where
}

// sameDocument reports whether two effects rest on a document that tells both.
func sameDocument(a, b *effect) bool {
	return slices.ContainsFunc(a.reports, func(p *ledger.Report) bool { return tells(b, p.Document) })
}

// outweighs reports whether an effect tells the value rather than another. Later
// ones do; but what is presupposed, or said of everybody, gives way to whatever
// is said of the two in recognition, and of two levels of relations a vaguer one
// does not take back the finer.
func (e *effect) outweighs(o *effect, a Aspect, day edtf.Day) bool {
	if a == Recognised || e.strength == universal || o.strength == universal {
		if weak, other := e.strength <= presupposed, o.strength <= presupposed; weak != other {
			return other
		}
		if e.strength <= presupposed && e.strength != o.strength {
			return e.strength > o.strength
		}
	}
	if a == Relations {
		switch {
		case e.term() && !o.term() && o.vague():
			return true
		case o.term() && !e.term() && e.vague():
			return false
		case e.refines(o) && !(o.at() > e.at() && o.before != ""):
			return true
		case o.refines(e) && !(e.at() > o.at() && e.before != ""):
			return false
		}
	}
	if e.at() != o.at() {
		return e.at() > o.at()
	}
	switch {
	case e.strength != o.strength:
		return e.strength > o.strength
	case e.rule.Where != o.rule.Where: // it is told of what the other left
		return e.rule.Where != ""
	}
	return e.change && !o.change
}

// term reports whether an effect is somebody's term in a post, of which both ends
// are known: on its days it tells the level best.
func (e *effect) term() bool { return !e.until.IsZero() }

// vague reports whether an effect tells a level only by the way, or with no end:
// an appointment, a head of mission of whom nobody says when he left.
func (e *effect) vague() bool { return e.act.State || e.strength < express }

// refines reports whether a level of relations is a finer account of another.
func (e *effect) refines(o *effect) bool {
	rank := map[string]int{Some: 1, Embassy: 2, Charge: 3, Ambassador: 4}
	a, b := rank[e.value], rank[o.value]
	if a < 3 || e.until.IsZero() != o.until.IsZero() && b >= 3 {
		return a > b && b > 0 && b < 3
	}
	if b >= 3 { // two heads of mission on one day: both rows of a table hold
		return a > b && !e.until.IsZero() && !o.until.IsZero()
	}
	return b > 0
}

// found fills in a standing that rests on an effect.
func (l *Line) found(s *Standing, e *effect, list []effect, day edtf.Day) {
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
	l.support(s, e, list, day)
	if s.Value != Contested && s.Aspect != Relations {
		conflict(s, e, list, day)
	}
	if next := following(e, list, day); next != nil && s.Until == "" {
		s.Until = next.date
	}
}

// support adds the reports of other effects that tell the same, and dissent that
// of those which are outweighed.
func (l *Line) support(s *Standing, e *effect, list []effect, day edtf.Day) {
	for n := range list {
		o := &list[n]
		if o == e || o.at() > day && !o.undated {
			continue
		}
		switch {
		case o.value == e.value && o.at() >= e.at() && (o.until.IsZero() || o.holds(day)):
			s.Evidence = append(s.Evidence, o.evidence(o.reports)...)
		case o.value != e.value && o.at() >= e.at() && o.strength >= implied && s.Aspect != Relations:
			s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		case o.value != e.value && o.strength == implied && defeated(o, list, day):
			s.Dissent = append(s.Dissent, o.evidence(o.reports)...)
		}
	}
}

// conflict finds what another source says against what was found: it was done,
// says one; it has not been done, says another after that.
func conflict(s *Standing, e *effect, list []effect, day edtf.Day) {
	if e.strength != express {
		return
	}
	if e.change {
		conflictOfChanges(s, e, list)
		return
	}
	for n := range list {
		o := &list[n]
		if o == e || !o.change || o.strength != express || o.value == e.value || o.at() > e.at() || o.at() > day || !latest(o, list, e.at()) {
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
func conflictOfChanges(s *Standing, e *effect, list []effect) {
	for n := range list {
		if o := &list[n]; o.change && o.at() == e.at() && o.value != e.value && o.strength == e.strength {
			s.Value, s.Dissent = Contested, append(s.Dissent, o.evidence(o.reports)...)
		}
	}
}

// latest reports whether no change came after o by a day.
func latest(o *effect, list []effect, day edtf.Day) bool {
	return !slices.ContainsFunc(list, func(e effect) bool { return e.change && e.strength == express && e.at() > o.at() && e.at() <= day })
}

// following returns the next change of the value after a day.
func following(e *effect, list []effect, day edtf.Day) *effect {
	var next *effect
	for n := range list {
		o := &list[n]
		if o.change && o.span.First > day && o.value != e.value && o.strength == express && (next == nil || o.at() < next.at()) {
			next = o
		}
	}
	return next
}

// foreseen fills in a standing of which only later acts tell: what changed on a
// day was otherwise before.
func (l *Line) foreseen(s *Standing, list []effect, day edtf.Day) {
	var next *effect
	for n := range list {
		e := &list[n]
		if e.span.First <= day || e.before == "" || !l.reaches(e, day) {
			continue
		}
		if next == nil || e.span.First < next.span.First || e.span.First == next.span.First && e.strength > next.strength {
			next = e
		}
	}
	if next == nil || overtaken(next, list, day) {
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
	return !limited || e.before == No || e.before == None || int(e.span.First-day) <= reach
}

// overtaken reports whether the value may have changed between a day and the
// effect that tells of it.
func overtaken(next *effect, list []effect, day edtf.Day) bool {
	return slices.ContainsFunc(list, func(e effect) bool {
		return e.change && e.span.First > day && e.span.First < next.span.First && e.strength >= implied
	})
}

// unsettle makes a standing unknown, or contested, on a day on which the value
// may just have changed: the sources give only the month of it, or different
// days.
func (l *Line) unsettle(s *Standing, list []effect, day edtf.Day) {
	for n := range list {
		e := &list[n]
		if !e.change || e.strength < implied || (Extent{Begin: e.span}).Holds(day) != Maybe || e.value == s.Value || defeated(e, list, day) {
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
		if was := settled(k.aspect, l.inEra(k, last), last); was != nil && was.value == Yes {
			s.Value, s.Since = No, l.eras[now].from
			s.Rule, s.Basis = "recognition of a government ends with its rule", "Shaw, Recognition of governments"
			s.Evidence = was.evidence(was.reports)
		}
		return
	}
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
