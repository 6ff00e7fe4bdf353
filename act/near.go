package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/timex"
)

// nearness tells how the expression x stands to a match.
func (r *Reader) nearness(m *match, x *timex.Expression) int {
	if r.labels(x) {
		if !r.tree.Verbal(m.trigger) && r.behindOther(m.trigger) {
			return noTime // "29 November: a mob storms the embassy after the announcement of sanctions"
		}
		return leadingTime
	}
	if r.opensNext(m, x) || r.closed(m, x) {
		return noTime
	}
	if after := x.First > 0 && r.breaks(x.First-1) && (r.setOff(x) || r.leads(x)); after && m.trigger < x.First {
		return noTime // it belongs to what follows
	} else if after && r.follows(m, x) {
		if m.trigger != m.stance.path[len(m.stance.path)-1] {
			return governorTime
		}
		return ownTime
	}
	level := r.depends(m, x)
	if level == noTime && x.First == 0 && r.setOff(x) && r.tree.Head(m.stance.path[len(m.stance.path)-1]) < 0 {
		return leadingTime // whatever a parser hangs it on
	}
	return level
}

// opensNext reports whether an expression stands between a match and another verb that
// it opens, behind a conjunction: "condemned the coup and, on 2 April, imposed …".
func (r *Reader) opensNext(m *match, x *timex.Expression) bool {
	tokens := r.tree.Tokens
	i := x.First - 1
	if i >= 0 && tokens[i].Form == "," {
		i--
	}
	if i <= m.trigger || tokens[i].UPOS != "CCONJ" && !r.coder.modals.Then[tokens[i].Lemma] {
		return false
	}
	for k := x.Last + 1; k < len(tokens); k++ {
		switch tok := &tokens[k]; {
		case tok.UPOS == "VERB":
			return !r.own(m, k)
		case tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.UPOS == "ADP" || tok.UPOS == "CCONJ" || r.parts(k):
			return false // "on Monday and on Tuesday"
		}
	}
	return false
}

// leads reports whether a verb stands between an expression and the next break.
func (r *Reader) leads(x *timex.Expression) bool {
	for i := x.Last + 1; i < len(r.tree.Tokens) && !r.parts(i); i++ {
		if r.tree.Tokens[i].UPOS == "VERB" {
			return true
		}
	}
	return false
}

// closed reports whether a semicolon parts a match from an expression, where that does
// not open the sentence: "were kidnapped on Thursday; Algeria has closed …".
func (r *Reader) closed(m *match, x *timex.Expression) bool {
	for i := m.trigger + 1; i < x.First; i++ {
		if r.tree.Tokens[i].Form == ";" {
			return true
		}
	}
	for i := x.Last + 1; i < m.trigger; i++ {
		if r.tree.Tokens[i].Form == ";" {
			return x.First > 0
		}
	}
	return false
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
	if r.whenClause(m, x) || r.whenBehind(m, x) {
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
		if i != head && (t.Is(i, "appos") && t.Tokens[i].UPOS == "NOUN" || r.displaced(i) && !m.kind.Opinion) {
			return noTime // an opinion tells since when: "after the invasion of 2001 …"
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
	return i == m.trigger || slices.Contains(m.cluster, i) || i >= 0 && r.tree.Predicate(m.trigger) == i
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
	k := x.Last + 1
	if r.tree.Tokens[head].UPOS != "NOUN" || k >= len(r.tree.Tokens) || r.tree.Tokens[k].UPOS != "ADP" {
		return 0
	}
	if of := r.tree.Head(k); of < 0 || r.tree.Is(k, "case") && r.tree.Cases(of)&r.coder.of == 0 {
		return 0 // "expelled the next day by …"
	}
	lemma := r.tree.Tokens[head].Lemma
	if r.coder.modals.Days[lemma] {
		lemma = r.tree.Tokens[x.Last].Lemma // "al día siguiente de"
	}
	switch {
	case r.coder.modals.After[lemma]:
		return 1
	case r.coder.modals.Before[lemma]:
		return -1
	}
	return 0
}

// behindOther reports whether the noun at i stands, itself or with what it hangs on, for
// another time than the verb above it.
func (r *Reader) behindOther(i int) bool {
	for n := 0; i >= 0 && n < 4 && !r.tree.Verbal(i); i, n = r.tree.Head(i), n+1 {
		if r.displaced(i) {
			return true
		}
	}
	return false
}

// displaced reports whether the noun at i stands for another time than the
// act's: "after the coup of 3 May", "in the wake of …".
func (r *Reader) displaced(i int) bool {
	modals := r.coder.modals
	if r.tree.Tokens[i].UPOS == "NOUN" && modals.After[r.tree.Tokens[i].Lemma] {
		return true
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		lemma := r.tree.Tokens[c].Lemma
		if c > i {
			if r.tree.Is(c, "amod") && modals.Days[r.tree.Tokens[i].Lemma] && (modals.After[lemma] || modals.Before[lemma]) {
				return true // "al día siguiente de …"
			}
			continue
		}
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

// whenBehind reports whether the clause of a match stands right behind an expression and
// tells what was done then, whatever a parser hangs it on: "since 2009, when it severed …".
func (r *Reader) whenBehind(m *match, x *timex.Expression) bool {
	k := x.Last + 1
	if k < len(r.tree.Tokens) && r.tree.Tokens[k].Form == "," {
		k++
	}
	if k >= len(r.tree.Tokens) || !r.coder.modals.When[r.tree.Tokens[k].Lemma] || m.trigger < k || !r.tree.Verbal(m.trigger) {
		return false
	}
	h := r.tree.Head(k)
	joined := r.tree.Is(m.trigger, "conj") && r.tree.Head(m.trigger) == h && r.tree.Child(m.trigger, "nsubj") < 0
	return (h == m.trigger || joined || slices.Contains(m.stance.path, h)) && !r.pluperfect(m.trigger)
}

// otherThing reports whether the noun at i, which hangs on the words of a
// reaction and owns the date x, is what the reaction is about: "condemned the strikes
// of Thursday".
func (r *Reader) otherThing(m *match, x *timex.Expression, i int) bool {
	head := r.headOf(x)
	if m.kind.Reaction && x.First > m.trigger+1 && r.coder.of != 0 && r.tree.Cases(head)&r.coder.of != 0 {
		if before := r.tree.First(head); before > 0 && before <= x.First && r.tree.Tokens[before-1].UPOS == "NOUN" && before-1 != m.trigger {
			return true // "condemned the coup of Tuesday", whatever a parser hangs it on
		}
	}
	if !m.kind.Reaction || i == head || i < m.trigger || r.tree.Tokens[i].UPOS != "NOUN" {
		return false
	}
	return r.tree.Tokens[head].Rel == "nmod:poss" || r.tree.Cases(head)&r.coder.of != 0
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
