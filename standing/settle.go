package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
)

// settled returns the effect that tells the value on a day: the last one that
// was there by then, as far as it is not outweighed; nil where there is none.
func (t *telling) settled(a Aspect, day edtf.Day) *effect { return t.search(a, day, true) }

// search is settled, with the effects that are on a condition or without them.
func (t *telling) search(a Aspect, day edtf.Day, conditional bool) *effect {
	var best *effect
	for n := t.after(day) - 1; n >= 0; n-- {
		if best != nil && t.effects[n].at() < best.at() {
			if best.final(a) {
				break
			}
			if n = t.sorts.before(best, n, a); n < 0 {
				break
			}
		}
		e := &t.effects[n]
		if !e.holds(day) || best != nil && !e.outweighs(best, a) || e.rule.Where != "" && !conditional {
			continue
		}
		if !t.defeated(e, day) && !t.unmet(e, day) {
			best = e
		}
	}
	return best
}

// final reports whether nothing that was there earlier can outweigh an effect.
func (e *effect) final(a Aspect) bool {
	switch {
	case a == Relations:
		return e.before != "" && !e.vague() && (e.value != Some || e.before == None) || e.value == Ambassador && e.term()
	case a == Recognised:
		return e.strength >= implied
	}
	return e.strength != universal
}

// onset returns the effect with which the value began that e tells: the first of
// those that tell it without a break. Levels of relations begin with each head of
// mission anew.
func (t *telling) onset(e *effect) *effect {
	if e.rule.Aspect == Relations || e.contested || e.strength < implied {
		return e
	}
	if first := t.onsets[e]; first != nil {
		return first
	}
	first, day := e, e.at()
	for n := e.place - 1; n >= 0; n-- {
		o := &t.effects[n]
		if o.strength < implied || !o.holds(day) || t.defeated(o, day) || t.unmet(o, day) {
			continue
		}
		// What is said expressly to begin with an act was not there by implication.
		if o.value != e.value || o.contested || first.begins() && o.strength < express {
			break
		}
		if o.change || !first.change {
			first = o
		}
		if earlier := t.onsets[o]; earlier != nil && first == o {
			first = earlier
			break
		}
	}
	t.onsets[e] = first
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
func (t *telling) defeated(e *effect, day edtf.Day) bool {
	switch {
	case e.strength == presupposed:
		return t.beside(e, func(d *effect) bool {
			return d.strength == express && d.value != Some && d.rule.Where == "" && d.holds(day) && max(d.at()-e.at(), e.at()-d.at()) <= news
		})
	case e.strength != implied:
		return false
	case e.rule.Aspect == Relations:
		return t.beside(e, func(d *effect) bool { return d.strength == express && d.act.State })
	}
	return slices.ContainsFunc(t.denials, func(d *effect) bool {
		return d.value != e.value && d.at() >= e.at() && (d.at() <= day || d.undated)
	})
}

// unmet reports whether an effect is on a condition that does not hold.
func (t *telling) unmet(e *effect, day edtf.Day) bool {
	if e.rule.Where == "" {
		return false
	}
	was := t.search(e.rule.Aspect, min(day, e.at()), false)
	return was == nil || was.value != e.rule.Where || was.act.Actor != e.act.Actor
}

// outweighs reports whether an effect tells the value rather than another. Later
// ones do; but what is presupposed, or said of everybody, gives way to whatever
// is said of the two in recognition, and of two levels of relations a vaguer one
// does not take back the finer.
func (e *effect) outweighs(o *effect, a Aspect) bool {
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
		case e.loosens(o):
			return false
		case o.loosens(e):
			return true
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

// loosens reports whether an effect only says that a mission was withdrawn where
// another says that there are no relations, which that does not bring back.
func (e *effect) loosens(o *effect) bool {
	return e.value == Some && o.value == None && e.before != None && e.before != "" && e.at() >= o.at()
}

// term reports whether an effect is somebody's term in a post, of which both ends
// are known: on its days it tells the level best.
func (e *effect) term() bool { return !e.until.IsZero() }

// vague reports whether an effect tells a level only by the way, or with no end:
// an appointment, a head of mission of whom nobody says when he left.
func (e *effect) vague() bool { return e.act.State || e.strength < express }

// refines reports whether a level of relations is a finer account of another.
func (e *effect) refines(o *effect) bool {
	a, b := rank(e.value), rank(o.value)
	if a < 3 || e.until.IsZero() != o.until.IsZero() && b >= 3 {
		return a > b && b > 0 && b < 3
	}
	if b >= 3 { // two heads of mission on one day: both rows of a table hold
		return a > b && !e.until.IsZero() && !o.until.IsZero()
	}
	return b > 0
}

// rank orders the levels of relations by how much they tell; 0 is apart.
func rank(level string) int {
	switch level {
	case Some:
		return 1
	case Embassy:
		return 2
	case Charge:
		return 3
	case Ambassador:
		return 4
	}
	return 0
}
