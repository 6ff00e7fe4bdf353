package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
)

// On returns the standing in an aspect on a day.
func (l *Line) On(a Aspect, day edtf.Day) Standing { return l.OnOver(a, "", day) }

// OnOver returns the standing in an aspect that is about a territory.
func (l *Line) OnOver(a Aspect, over string, day edtf.Day) Standing {
	return l.on(key{a, over}, day, true)
}

// on returns the standing on a day; with all reports for it and against, or with
// those alone that decide.
func (l *Line) on(k key, day edtf.Day, all bool) Standing {
	s := Standing{By: l.By, Of: l.Of, Over: k.over, Aspect: k.aspect, On: day, Value: Unknown, Doctrine: l.doctrine.Name}
	t := l.inEra(k, day)
	if e := t.settled(k.aspect, day); e != nil {
		first := t.onset(e)
		t.found(&s, first, day)
		if all {
			t.support(&s, first, day)
		}
	}
	if s.Value == Unknown || s.Value == Some { // a level that is not known may be told by what ended it
		l.foreseen(&s, t, day)
	}
	t.unsettle(&s, day)
	if s.Value == Unknown {
		l.ended(&s, k, day)
	}
	if all {
		l.doubts(&s, k)
	}
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
func (l *Line) inEra(k key, day edtf.Day) *telling {
	ruled := k.aspect == Recognised && l.doctrine.GovernmentEnds != nil && l.eras != nil
	seated := k.aspect == Relations && l.lapses != nil
	now := -1
	switch {
	case ruled:
		now = eraOf(l.eras, day)
	case seated:
		now = eraOf(l.lapses, day)
	}
	if t := l.tellings[inEra{k, now}]; t != nil {
		return t
	}
	list := l.effects[k]
	switch {
	case ruled:
		list = l.recognitionInEra(k, now)
	case seated:
		list = l.relationsInEra(k, now)
	}
	t := newTelling(list)
	l.tellings[inEra{k, now}] = t
	return t
}

// inEra is an aspect in one era of a regime.
type inEra struct {
	key
	era int
}

// recognitionInEra returns the effects on recognition in one era. What changed
// under a rule of which the sources give only the year changed while it lasted.
func (l *Line) recognitionInEra(k key, now int) []effect {
	var list []effect
	for _, e := range l.effects[k] {
		if l.eraOfEffect(&e) != now {
			continue
		}
		if e.change && now >= 0 && l.eras[now].rules {
			e.span = e.span.Meet(l.eras[now].days)
		}
		list = append(list, e)
	}
	slices.SortStableFunc(list, compareEffects)
	return list
}

// eraOfEffect returns the era that an effect falls in; one whose days lie in two
// eras falls in the one in which the party ruled.
func (l *Line) eraOfEffect(e *effect) int {
	last, first := eraOf(l.eras, e.span.Last), eraOf(l.eras, e.span.First)
	if first >= 0 && first != last && l.eras[first].rules && (last < 0 || !l.eras[last].rules) {
		return first
	}
	return last
}

func (l *Line) relationsInEra(k key, now int) []effect {
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
