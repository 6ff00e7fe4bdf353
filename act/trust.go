package act

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/ud"
)

// The rules are never wholly sure, and what they tell is never worth nothing.
const (
	doubt           = .05
	leastConfidence = .05
)

// surelyImplied is how probable the context must make an act whose sentence does not say on
// whom it falls.
const surelyImplied = .5

// surely returns how probable a match must be for the party that its sentence leaves out.
func (r *Reader) surely(m *match) float64 {
	if len(r.memory.Topic()) == 2 {
		return 0 // the article is on these two
	}
	for _, ref := range m.recipients {
		if ref.Token >= 0 || slices.ContainsFunc(r.found, func(o match) bool { return o.involves(ref.ID) }) {
			return 0
		}
	}
	switch {
	case len(m.recipients) == 0 || m.rule == repeated || m.kind.Between:
		return 0
	case m.kind.Reaction && m.pattern != nil && r.deed(m) != nil:
		return 0 // it names the deed
	}
	return surelyImplied
}

// involves reports whether the sentence names a party as one of a match's.
func (m *match) involves(id string) bool {
	named := func(ref discourse.Referent) bool { return ref.ID == id && ref.Token >= 0 }
	return slices.ContainsFunc(m.actors, named) || slices.ContainsFunc(m.recipients, named)
}

// weigh gives the matches of the sentence the probability that they are right for
// their confidence, and leaves out those that are not probable enough. States of
// affairs and what no corpus annotates keep what the rules gave.
func (r *Reader) weigh(found []match) []match {
	w := r.coder.weights
	kept := found[:0]
	for n := range found {
		m := &found[n]
		if m.supplied { // its confidence is learned
		} else if w == nil || m.kind.State || m.kind.Unweighed {
			m.confidence = max(leastConfidence, m.confidence-doubt)
		} else {
			r.matchFeatures(m)
			m.confidence = w.probability(w.sum(r.feats.list), m.confidence)
			if m.confidence < w.threshold || m.confidence < r.surely(m) {
				continue
			}
		}
		kept = append(kept, *m)
	}
	return kept
}

// matchFeatures notes what tells whether a match is right.
func (r *Reader) matchFeatures(m *match) {
	r.feats.begin(m.kind.Name)
	r.triggerFeatures(m.trigger)
	f := &r.feats
	f.add("rule", m.rule)
	if m.pattern != nil {
		f.add("tests", strconv.Itoa(m.pattern.weight))
		f.add("verb", strconv.FormatBool(m.pattern.Verb))
	}
	f.add("stance", m.stance.modality().String())
	f.add("date", strconv.Itoa(m.when.level))
	r.roleFeatures("actor", m, m.actors)
	r.roleFeatures("recipient", m, m.recipients)
}

// triggerFeatures adds what is told of the word that evokes a match.
func (r *Reader) triggerFeatures(i int) {
	t, f := &r.tree, &r.feats
	tok := &t.Tokens[i]
	lemma := strings.ToLower(tok.Lemma)
	f.add("any")
	f.add("word", lemma)
	f.add("is", tok.UPOS, tok.Rel)
	f.add("word is", lemma, t.Rel(i))
	for c := t.First(i); c >= 0; c = t.Next(c) {
		r.dependentFeatures(lemma, c)
	}
	if h := t.Head(i); h >= 0 {
		f.add("under", tok.Rel, strings.ToLower(t.Tokens[h].Lemma))
	} else {
		f.add("root")
	}
	f.add("parties", strconv.Itoa(min(4, len(r.memory.Mentions()))))
	f.add("acts", strconv.Itoa(min(4, len(r.found))))
	if r.last != nil {
		f.add("after", r.last.Kind.Name)
	}
}

// dependentFeatures adds what a dependent of the word tells.
func (r *Reader) dependentFeatures(lemma string, c int) {
	t, f := &r.tree, &r.feats
	tok := &t.Tokens[c]
	if tok.UPOS == "PUNCT" {
		return
	}
	link := tok.Rel + " " + r.caseLemma(c)
	f.add("has", link)
	f.add("word has", lemma, link)
	if content(tok) {
		f.add("with", link, strings.ToLower(tok.Lemma))
		f.add("word with", lemma, link, strings.ToLower(tok.Lemma))
	}
	if len(r.memory.Resolve(c)) > 0 {
		f.add("party", link)
		f.add("word party", lemma, link)
	}
}

// roleFeatures adds what is told of the parties in a role, and of how they were
// found.
func (r *Reader) roleFeatures(role string, m *match, refs []discourse.Referent) {
	f := &r.feats
	f.add(role, strconv.Itoa(min(3, len(refs))))
	if len(refs) == 0 {
		return
	}
	ref := &refs[0]
	f.add(role, "how", ref.How.String())
	f.add(role, "sense", ref.Sense.String())
	f.add(role, "class", ref.Class)
	if e, ok := r.coder.names.Entity(ref.ID); ok {
		f.add(role, "kind", e.Kind)
	}
	if ref.Token < 0 {
		f.add(role, "outside", m.rule)
		f.add(role, "outside beside", strconv.Itoa(min(4, len(r.memory.Mentions()))))
		return
	}
	path := r.pathBetween(m.trigger, ref.Token)
	f.add(role, path)
	f.add(role, path, r.tree.Tokens[m.trigger].UPOS)
	f.add(role, path, strings.ToLower(r.tree.Tokens[m.trigger].Lemma))
	f.add(role, "far", distance(ref.Token-m.trigger), strconv.FormatBool(ref.Token < m.trigger))
}

// content reports whether a token is a word that says something of its own.
func content(tok *ud.Token) bool {
	switch tok.UPOS {
	case "NOUN", "VERB", "ADJ":
		return true
	}
	return false
}

// caseLemma returns the preposition of the word at i, "" where it has none.
func (r *Reader) caseLemma(i int) string {
	if c := r.tree.Child(i, "case"); c >= 0 {
		return r.tree.Tokens[c].Lemma
	}
	return ""
}

// distance names how far apart two words are, by powers of two.
func distance(d int) string {
	return strconv.Itoa(int(math.Log2(math.Abs(float64(d)) + 1)))
}

// farthest is the longest path between two words that features tell.
const farthest = 5

// pathBetween writes the relations that lead from the word at a to that at b:
// "<acl >nsubj", with prepositions, "far" where there are too many.
func (r *Reader) pathBetween(a, b int) string {
	t := &r.tree
	var up, down []string
	top := a
	for ; !t.Dominates(top, b); top = t.Head(top) {
		if len(up) == farthest || t.Head(top) < 0 {
			return "far"
		}
		up = append(up, "<"+t.Tokens[top].Rel)
	}
	for i := b; i != top; i = t.Head(i) {
		if len(up)+len(down) == farthest {
			return "far"
		}
		down = append(down, ">"+t.Tokens[i].Rel+" "+r.caseLemma(i))
	}
	for n := len(down) - 1; n >= 0; n-- {
		up = append(up, down[n])
	}
	return strings.Join(up, "")
}
