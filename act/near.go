package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/timex"
)

// nearness tells how the expression x stands to a match.
func (r *Reader) nearness(m *match, x *timex.Expression) int {
	if r.labels(x) {
		return leadingTime
	}
	if after := x.First > 0 && r.setOff(x) && r.breaks(x.First-1); after && m.trigger < x.First {
		return noTime // it belongs to what follows
	} else if after && r.follows(m, x) {
		return ownTime
	}
	level := r.depends(m, x)
	if level == noTime && x.First == 0 && r.setOff(x) && r.tree.Head(m.stance.path[len(m.stance.path)-1]) < 0 {
		return leadingTime // whatever a parser hangs it on
	}
	return level
}

// breaks reports whether the token at i parts two clauses that stand alone.
func (r *Reader) breaks(i int) bool {
	form := r.tree.Tokens[i].Form
	return form == ":" || form == ";"
}

// follows reports whether a match is told by a main clause that begins with the
// expression x: no other break stands between.
func (r *Reader) follows(m *match, x *timex.Expression) bool {
	for i := x.Last + 1; i < m.trigger; i++ {
		if r.breaks(i) {
			return false
		}
	}
	top := m.stance.path[len(m.stance.path)-1]
	return r.tree.Head(top) < x.First && (r.tree.Head(top) < 0 || r.tree.Is(top, "parataxis") || r.tree.Is(top, "conj"))
}

// setOff reports whether a comma parts an expression from what follows.
func (r *Reader) setOff(x *timex.Expression) bool {
	next := x.Last + 1
	return next < len(r.tree.Tokens) && r.tree.Tokens[next].Form == ","
}

// depends tells by the tree how the expression x stands to a match.
func (r *Reader) depends(m *match, x *timex.Expression) int {
	t := &r.tree
	head := r.headOf(x)
	if r.later(x, head) || r.qualifies(m, x) || t.Is(head, "acl") && t.Child(head, "cop") >= 0 {
		return noTime
	}
	if r.whenClause(m, x) {
		return clauseTime
	}
	below, direct := head, r.ofVerb(m, x)
	for i, n := head, 0; i >= 0 && n < 8; below, i, n = i, t.Head(i), n+1 {
		direct = direct && (i == head || m.names(i) || r.own(m, i))
		if r.own(m, i) {
			if i != head && (r.otherThing(m, x, below) || r.since(x) && !direct) {
				return noTime
			}
			return ownTime
		}
		if i != head && (t.Is(i, "appos") && t.Tokens[i].UPOS == "NOUN" || r.displaced(i)) {
			return noTime
		}
		if t.Verbal(i) && i != head && !m.names(i) {
			if r.since(x) && !slices.Contains(m.stance.path, i) {
				return noTime // "closed since 2009"
			}
			return r.above(m, i, x)
		}
	}
	if r.cleft(m, x) {
		return clauseTime
	}
	if x.First == 0 {
		return leadingTime
	}
	return noTime
}

// names reports whether the word at i belongs to a name of a match's parties, which
// taggers may take for a verb.
func (m *match) names(i int) bool {
	for _, refs := range [][]discourse.Referent{m.actors, m.recipients} {
		for n := range refs {
			if refs[n].First >= 0 && refs[n].First <= i && i <= refs[n].Last {
				return true
			}
		}
	}
	return false
}

// own reports whether the word at i is one of those that tell of a match.
func (r *Reader) own(m *match, i int) bool {
	return i == m.trigger || slices.Contains(m.cluster, i)
}

// labels reports whether an expression opens the sentence as a label of what
// follows: "12 March 2011: …".
func (r *Reader) labels(x *timex.Expression) bool {
	tokens := r.tree.Tokens
	if x.First > 1 || x.First == 1 && tokens[0].UPOS != "PUNCT" || x.Last+2 >= len(tokens) {
		return false
	}
	return r.coder.modals.Labels[tokens[x.Last+1].Form]
}

// later reports whether an expression only tells after when: "after 2003".
func (r *Reader) later(x *timex.Expression, head int) bool {
	for i := x.First; i < head && r.tree.Is(i, "case"); i++ {
		if r.coder.modals.After[r.tree.Tokens[i].Lemma] {
			return true
		}
	}
	return r.morrow(x) != 0 || r.opensClause(x)
}

// opensClause reports whether the last word of an expression is what ties the clause
// behind it to the one above: "the day after Bolivia closed …".
func (r *Reader) opensClause(x *timex.Expression) bool {
	last := &r.tree.Tokens[x.Last]
	return r.tree.Head(x.Last) > x.Last && r.tree.Is(x.Last, "mark") && (r.coder.modals.After[last.Lemma] || r.coder.modals.Before[last.Lemma])
}

// morrow tells by how many days what an expression such as "au lendemain" is counted
// from, named behind it, lies before it; 0 where it is no such expression.
func (r *Reader) morrow(x *timex.Expression) int {
	head := r.headOf(x)
	if r.tree.Tokens[head].UPOS != "NOUN" || x.Last+1 >= len(r.tree.Tokens) || r.tree.Tokens[x.Last+1].UPOS != "ADP" {
		return 0
	}
	switch lemma := r.tree.Tokens[head].Lemma; {
	case r.coder.modals.After[lemma]:
		return 1
	case r.coder.modals.Before[lemma]:
		return -1
	}
	return 0
}

// displaced reports whether the noun at i stands for another time than the
// act's: "after the coup of 3 May", "in the wake of …".
func (r *Reader) displaced(i int) bool {
	modals := r.coder.modals
	if r.tree.Tokens[i].UPOS == "NOUN" && modals.After[r.tree.Tokens[i].Lemma] {
		return true
	}
	for c := r.tree.First(i); c >= 0 && c < i; c = r.tree.Next(c) {
		lemma := r.tree.Tokens[c].Lemma
		if (r.tree.Is(c, "case") || r.tree.Is(c, "mark")) && (modals.After[lemma] || modals.Before[lemma]) {
			return true
		}
	}
	return false
}

// qualifies reports whether an expression tells of which year or month the thing
// behind it is, which is not the act: "the 2019 sanctions".
func (r *Reader) qualifies(m *match, x *timex.Expression) bool {
	h := r.tree.Head(x.First)
	if h > x.First && h < len(r.tree.Tokens) {
		for c := r.tree.First(h); c >= 0; c = r.tree.Next(c) {
			if r.tree.Is(c, "case") && r.coder.modals.At[r.tree.Tokens[c].Lemma] {
				return false // "in the 2009 war"
			}
		}
	}
	return x.First == x.Last && h > x.First && h != m.trigger && r.tree.Tokens[h].UPOS == "NOUN" && r.tree.First(x.First) < 0 &&
		(r.tree.Is(x.First, "nummod") || r.tree.Is(x.First, "compound") || r.tree.Is(x.First, "nmod") || r.tree.Is(x.First, "amod"))
}

// since reports whether an expression tells since when: such a one dates nothing but
// what it hangs on, for much may be "closed since 2009".
func (r *Reader) since(x *timex.Expression) bool {
	for i := x.First; i <= x.Last; i++ {
		if r.coder.modals.Since[r.tree.Tokens[i].Lemma] {
			return x.Date.OpenEnd()
		}
	}
	return false
}

// ofVerb reports whether no noun of another thing stands right before an expression:
// "for the first time since 2009".
func (r *Reader) ofVerb(m *match, x *timex.Expression) bool {
	before := x.First - 1
	return before < 0 || r.tree.Tokens[before].UPOS != "NOUN" || r.own(m, before) || m.names(before)
}

// whenClause reports whether a match is told in a clause that hangs on the expression:
// "since 2009, when it severed relations".
func (r *Reader) whenClause(m *match, x *timex.Expression) bool {
	top := m.stance.path[len(m.stance.path)-1]
	h := r.tree.Head(top)
	return h >= x.First && h <= x.Last && r.tree.Is(top, "acl") && (r.wherein(top) || r.marked(top, r.coder.modals.When))
}

// otherThing reports whether the noun at i, which hangs on the words of a
// reaction and owns the date x, is what the reaction is about: "condemned the strikes
// of Thursday".
func (r *Reader) otherThing(m *match, x *timex.Expression, i int) bool {
	head := r.headOf(x)
	if !m.kind.Reaction || i == head || i < m.trigger || r.tree.Tokens[i].UPOS != "NOUN" {
		return false
	}
	return r.tree.Tokens[head].Rel == "nmod:poss" || r.tree.Cases(head)&r.coder.of != 0
}

// above tells how an expression that depends on the verb v stands to a match
// that does not hold v.
func (r *Reader) above(m *match, v int, x *timex.Expression) int {
	t := &r.tree
	switch {
	case slices.Contains(m.stance.path[1:], v), r.told(m, v), r.madeKnown(m, v):
		return governorTime
	case r.coincides(m.trigger, v) && !r.earlier(m, v, x), r.occasion(m, v), r.ultimatum(m, v, x), r.colon(m, v, x):
		return clauseTime
	case !t.Dominates(v, m.trigger):
		return noTime
	}
	for i, n := m.trigger, 0; i >= 0 && i != v && n < 8; i, n = t.Head(i), n+1 {
		if t.Is(i, "conj") && x.First > v && (t.Child(i, "nsubj") >= 0 || m.stance.modality() != Asserted) {
			return noTime // it belongs to the first of the coordinated clauses
		}
		if t.Is(i, "conj") && x.First > v && t.Child(i, "aux") >= 0 && t.Child(v, "aux") < 0 {
			return noTime // "pledged it in November and has sent …"
		}
		if t.Is(i, "advcl") && r.marked(i, r.coder.modals.Apart) {
			return noTime // "on Monday …, after Washington had broken them off"
		}
		if t.Tokens[i].Rel == "acl:relcl" && !r.wherein(i) || t.Is(i, "parataxis") || i != m.trigger && r.displaced(i) || r.displacedClause(i) {
			return noTime
		}
	}
	if x.First < m.trigger {
		return clauseTime
	}
	return noTime
}

// wherein reports whether the relative clause of the verb at i tells what was done at
// or by what it hangs on: "in La Paz, where he met …", "the decree by which …".
func (r *Reader) wherein(i int) bool {
	t := &r.tree
	for c := t.First(i); c >= 0 && c < i; c = t.Next(c) {
		if t.Is(c, "aux") && t.Tokens[c].Feats.Has("VerbForm", "Fin") && t.Tokens[c].Feats.Get("Tense") != "Pres" {
			return false // "where he had met"
		}
	}
	for c := t.First(i); c >= 0 && c < i; c = t.Next(c) {
		if r.coder.modals.Where[t.Tokens[c].Lemma] {
			return true
		}
		if !t.Tokens[c].Feats.Has("PronType", "Rel") {
			continue
		}
		for d := t.First(c); d >= 0; d = t.Next(d) {
			if t.Is(d, "case") && r.coder.modals.At[t.Tokens[d].Lemma] {
				return true
			}
		}
	}
	return false
}

// displacedClause reports whether the word at i heads a clause of another time
// than the one above it: "after Bolivia closed …".
func (r *Reader) displacedClause(i int) bool {
	return (r.tree.Is(i, "advcl") || r.tree.Is(i, "acl")) && (r.marked(i, r.coder.modals.After) || r.marked(i, r.coder.modals.Before))
}

// told reports whether the verb v, put beside the clause of a match, tells who
// said so: "…, its minister said on Thursday", "its president having announced it".
func (r *Reader) told(m *match, v int) bool {
	t := &r.tree
	if r.coder.modals.effect[t.Tokens[v].Lemma] != Reports || !t.Is(v, "parataxis") && !(t.Is(v, "advcl") && t.Child(v, "nsubj") >= 0 && t.Child(v, "mark") < 0) {
		return false
	}
	return slices.Contains(m.stance.path, t.Head(v)) && !r.displacedClause(v)
}

// madeKnown reports whether the participle v tells of the noun of a match that it was
// made known or decided: "the resumption of relations, announced on Thursday".
func (r *Reader) madeKnown(m *match, v int) bool {
	t := &r.tree
	if !t.Is(v, "acl") || t.Verbal(m.trigger) || t.Tokens[v].Feats.Has("VerbForm", "Inf") || !r.own(m, t.Head(v)) {
		return false
	}
	e := r.coder.modals.effect[t.Tokens[v].Lemma]
	return e == Reports || e == Ordains || r.coder.modals.Occur[t.Tokens[v].Lemma]
}

// earlier reports whether the participle v tells of no day, so that it may be long
// over: "Elected in 2020, the president …".
func (r *Reader) earlier(m *match, v int, x *timex.Expression) bool {
	f := r.tree.Tokens[v].Feats
	_, day := x.Date.Day()
	return r.tree.Is(v, "advcl") && f.Has("VerbForm", "Part") && f.Has("Tense", "Past") && !day && r.tree.Child(v, "mark") < 0
}

// occasion reports whether the verb v tells of what the act was done at or by:
// "in a statement issued on Thursday".
func (r *Reader) occasion(m *match, v int) bool {
	t := &r.tree
	n := t.Head(v)
	if n < 0 || !t.Is(v, "acl") || t.Tokens[v].Rel == "acl:relcl" || !t.Is(n, "obl") || t.Tokens[v].Feats.Has("VerbForm", "Inf") {
		return false
	}
	for c := t.First(n); c >= 0 && c < n; c = t.Next(c) {
		if t.Is(c, "case") && (r.coder.modals.At[t.Tokens[c].Lemma] || r.coder.modals.Says[t.Tokens[c].Lemma]) {
			return slices.Contains(m.stance.path, t.Head(n))
		}
	}
	return false
}

// ultimatum reports whether a past day stands in what a match gives somebody to
// do, which lies ahead: "gave him 48 hours to leave on Thursday".
func (r *Reader) ultimatum(m *match, v int, x *timex.Expression) bool {
	t := &r.tree
	return m.stance.modality() == Asserted && !m.kind.Reaction && t.Tokens[v].Feats.Has("VerbForm", "Inf") &&
		r.own(m, t.Head(v)) && x.EDTF <= r.anchor
}

// colon reports whether the clause of a match unfolds what the verb v told
// before it, or goes on with it: "The answer came on Thursday: Bolivia expelled …".
func (r *Reader) colon(m *match, v int, x *timex.Expression) bool {
	t := &r.tree
	top := m.stance.path[len(m.stance.path)-1]
	if !t.Is(top, "parataxis") || t.Head(top) != v || x.First > top {
		return false
	}
	for c := t.First(top); c >= 0 && c < top; c = t.Next(c) {
		if t.Tokens[c].Form == ":" || t.Tokens[c].Form == ";" && r.shape(top) != "Pres" && r.shape(top) == r.shape(v) && !r.timedFrom(c) {
			return true
		}
	}
	return false
}

// timedFrom reports whether the sentence tells when behind the token at i.
func (r *Reader) timedFrom(i int) bool {
	return slices.ContainsFunc(r.times, func(x timex.Expression) bool {
		return x.First > i && (x.Type == timex.Date || x.Type == timex.Time)
	})
}

// cleft reports whether an expression is what the sentence says of the act:
// "It was on 3 May that Bolivia recognised …".
func (r *Reader) cleft(m *match, x *timex.Expression) bool {
	t := &r.tree
	top := m.stance.path[len(m.stance.path)-1]
	h := t.Head(top)
	if h < x.First || h > x.Last || !t.Is(top, "acl") && !t.Is(top, "advcl") && !t.Is(top, "ccomp") {
		return false
	}
	return t.Child(r.headOf(x), "cop") >= 0
}

// coincides reports whether the verb v stands in a clause that tells when or how
// the act was done ("when it signed …", "by signing …"), or that is done with it.
func (r *Reader) coincides(trigger, v int) bool {
	t := &r.tree
	for n := 0; v >= 0 && n < 3; n++ {
		h := t.Head(v)
		if t.Is(v, "conj") && h == trigger && t.Child(v, "nsubj") < 0 && t.Verbal(v) {
			return true // "recognized it and opened an embassy on …"
		}
		if (t.Is(v, "advcl") || t.Is(v, "conj") || t.Is(v, "parataxis")) && h == trigger && r.marked(v, r.coder.modals.When) {
			return true
		}
		if t.Tokens[v].Rel == "acl:relcl" && r.coder.modals.Occur[t.Tokens[v].Lemma] && t.Dominates(trigger, h) && !t.Verbal(trigger) {
			return true // "recognition of the country, which occurred on …"
		}
		if t.Is(v, "advcl") && h == trigger {
			return !t.Tokens[v].Feats.Has("VerbForm", "Fin") && !t.Tokens[v].Feats.Has("VerbForm", "Inf") && t.Child(v, "nsubj") < 0 && !r.displacedClause(v)
		}
		v = h
	}
	return false
}

// marked reports whether one of some words introduces the clause of the verb v.
func (r *Reader) marked(v int, words lang.Words) bool {
	for c := r.tree.First(v); c >= 0 && c < v; c = r.tree.Next(c) {
		if words[r.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// headOf returns the token of an expression on which the others depend.
func (r *Reader) headOf(x *timex.Expression) int {
	for i := x.First; i <= x.Last; i++ {
		if h := r.tree.Head(i); h < x.First || h > x.Last {
			if rel := r.tree.Rel(i); rel != "case" && rel != "punct" && rel != "det" {
				return i
			}
		}
	}
	return x.Last
}
