package gazetteer

import "github.com/credence-project/credence/ud"

// choose returns the readings of a term found at piece i: people before
// adjectives where the word at head stands as a noun, who rules in a town before
// the town where it acts.
func (g *Gazetteer) choose(number int32, ps []piece, s *ud.Sentence, i, head int) []Reading {
	t := &g.terms[number]
	switch {
	case t.titled:
		class, _ := g.titledBy(ps, i)
		return held(t.readings, class)
	case t.people != nil && asNoun(s, head):
		return t.people
	case t.rulers != nil && (acts(s, head) || g.towns != nil && follows(g.towns.acting, ps, i)):
		return t.rulers
	}
	return t.readings
}

// role returns the token whose relation tells that of the one at i: the first
// of those coordinated with it.
func role(s *ud.Sentence, i int) *ud.Token {
	tok := &s.Tokens[i]
	if tok.BaseRel() == "conj" && tok.Head >= 0 && tok.Head < len(s.Tokens) {
		return &s.Tokens[tok.Head]
	}
	return tok
}

// asNoun reports whether an adjective at token i stands as a noun: "les Russes".
func asNoun(s *ud.Sentence, i int) bool {
	tok := role(s, i)
	switch tok.BaseRel() {
	case "nsubj", "obj", "iobj", "obl":
		return true
	case "nmod", "appos", "root", "xcomp", "conj", "dislocated", "vocative", "parataxis", "ccomp", "orphan":
		return tok.UPOS != "ADJ"
	}
	return false
}

// acts reports whether the name at token i is said to do something, or to own
// what was done: "Bruxelles a rejeté", "Kabul's decision".
func acts(s *ud.Sentence, i int) bool {
	tok := role(s, i)
	return tok.BaseRel() == "nsubj" || tok.Rel == "obl:agent" || tok.Rel == "nmod:poss"
}
