package act

import (
	"slices"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/timex"
)

// above tells how an expression that depends on the verb v stands to a match
// that does not hold v.
func (r *Reader) above(m *match, v int, x *timex.Expression) int {
	t := &r.tree
	switch {
	case !t.Verbal(m.trigger) && r.coder.modals.Presumes[t.Tokens[v].Lemma] && slices.Contains(m.stance.path[1:], v):
		return noTime // "condemned on Monday the invasion"
	case slices.Contains(m.stance.path[1:], v), r.told(m, v), r.madeKnown(m, v):
		return governorTime
	case r.coincides(m.trigger, v) && !r.earlier(m, v, x) && !r.onlyOf(m, v), r.occasion(m, v), r.thatDay(m, v), r.ultimatum(m, v, x), r.colon(m, v, x), r.gathered(m, v, x):
		return clauseTime
	case !t.Dominates(v, m.trigger), r.sinceThen(m, v):
		return noTime
	}
	if !t.Verbal(m.trigger) && t.Is(m.trigger, "obl") && r.displaced(m.trigger) {
		return noTime // "closed its embassy on Monday, following the invasion of …"
	}
	for i, n := m.trigger, 0; i >= 0 && i != v && n < 8; i, n = t.Head(i), n+1 {
		if t.Is(i, "conj") && x.First > v && (t.Child(i, "nsubj") >= 0 || m.stance.modality() != Asserted) {
			return noTime // it belongs to the first of the coordinated clauses
		}
		if t.Is(i, "conj") && x.First > v && (r.marked(i, r.coder.modals.Then) || r.adverb(i, r.coder.modals.Later)) {
			return noTime // "froze them in 2006, then restored them"
		}
		if t.Is(i, "conj") && x.First > v && t.Child(i, "aux") >= 0 && t.Child(v, "aux") < 0 {
			return noTime // "pledged it in November and has sent …"
		}
		if t.Tokens[i].Feats.Has("Mood", "Sub") {
			return noTime // "después de que Perú reconociera …"
		}
		if t.Is(i, "advcl") && r.marked(i, r.coder.modals.Apart) && t.Child(i, "aux") >= 0 {
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

// onlyOf reports whether the date of the verb v, coordinated behind a match, is of that
// verb alone: behind a comma, or where the match is a reaction or tells its own time, be
// it no date ("recalled its envoy at the time and closed its embassy in May").
func (r *Reader) onlyOf(m *match, v int) bool {
	t := &r.tree
	if !t.Is(v, "conj") || t.Head(v) != m.trigger {
		return false
	}
	if m.kind.Reaction || r.hinges(m, r.coder.modals.BackThen) {
		return true
	}
	if cc := t.Child(v, "cc"); cc > 0 && t.Tokens[cc-1].Form == "," {
		return true
	}
	return slices.ContainsFunc(r.times, func(x timex.Expression) bool {
		return x.First > m.trigger && x.Last < v && x.Type != timex.Duration && t.Dominates(m.trigger, r.headOf(&x))
	})
}

// sinceThen reports whether a match told in the present hangs on a verb v of the past: it
// goes on, and has not the day of that.
func (r *Reader) sinceThen(m *match, v int) bool {
	if !r.present(m.trigger) || !r.tree.Verbal(m.trigger) || m.trigger == v || r.wherein(m.trigger) && !m.kind.Reaction {
		return false
	}
	for i, n := m.trigger, 0; i >= 0 && i != v && n < 8; i, n = r.tree.Head(i), n+1 {
		if r.tree.Is(i, "ccomp") || r.tree.Is(i, "xcomp") || r.tree.Is(i, "acl") && !m.kind.Reaction {
			return false // "made known on Friday that it recognises …"
		}
	}
	shape := r.shape(v)
	return shape == "Past" && r.tree.Tokens[v].Feats.Has("VerbForm", "Fin") || shape == "Pres Past"
}

// adverb reports whether an adverb of the verb at i is one of some words.
func (r *Reader) adverb(i int, words lang.Words) bool {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Is(c, "advmod") && words[r.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// gathered reports whether the participle v of the subject of a match tells on which day
// those who did it were gathered: "the ministers, meeting on Monday in Lima, condemned …".
func (r *Reader) gathered(m *match, v int, x *timex.Expression) bool {
	t := &r.tree
	if !t.Is(v, "acl") || t.Tokens[v].Rel == "acl:relcl" || !r.coder.modals.Gathers[t.Tokens[v].Lemma] || t.Tokens[v].Feats.Has("VerbForm", "Inf") || len(x.EDTF) < len("2006-01-02") {
		return false
	}
	n := t.Head(v)
	for k := 0; k < 3 && n >= 0 && t.Is(n, "nmod"); k++ {
		n = t.Head(n)
	}
	return n >= 0 && t.Is(n, "nsubj") && slices.Contains(m.stance.path, t.Head(n))
}

// earlier reports whether the participle v tells of no day, so that it may be long
// over: "Elected in 2020, the president …".
func (r *Reader) earlier(m *match, v int, x *timex.Expression) bool {
	f := r.tree.Tokens[v].Feats
	_, day := x.Date.Day()
	return !r.coder.modals.Gathers[r.tree.Tokens[v].Lemma] && r.tree.Is(v, "advcl") && f.Has("VerbForm", "Part") && f.Has("Tense", "Past") && !day && r.tree.Child(v, "mark") < 0
}

// occasion reports whether the verb v tells of what the act was done at or by:
// "in a statement issued on Thursday".
func (r *Reader) occasion(m *match, v int) bool {
	t := &r.tree
	n := t.Head(v)
	for k := 0; k < 3 && n >= 0 && n < v && t.Is(n, "nmod") && t.Tokens[v].Feats.Has("Tense", "Past"); k++ {
		n = t.Head(n) // "in a letter to their governments dated …"
	}
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
