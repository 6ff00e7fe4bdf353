package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

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
