package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
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
