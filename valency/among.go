package valency

import (
	"strings"

	"github.com/credence-project/credence/ud"
)

// among makes of the names behind a word such as "dont" an apposition of the noun some
// of whose they are: "douze États, dont le Honduras et le Guatemala", of which parsers
// make a relative clause, and "des pays comme le Chili ou l'Uruguay".
func (g *Grammar) among(s *ud.Sentence) {
	for i := 1; i < len(s.Tokens); i++ {
		if !g.Among[s.Tokens[i].Lemma] {
			continue
		}
		x := s.Tokens[i].Head
		if x <= i || s.Tokens[x].Head < 0 || s.Tokens[x].Head >= i {
			continue
		}
		noun := s.Tokens[x].Head
		switch tok := &s.Tokens[x]; {
		case hasDependent(s, x, "cop", "aux", "nsubj"):
		case tok.Rel == "acl:relcl" && (tok.UPOS == "PROPN" || tok.UPOS == "NOUN" || tok.UPOS == "PRON"),
			s.Tokens[i].Rel == "case" && tok.UPOS == "PROPN" && s.Tokens[noun].UPOS == "NOUN" && s.Tokens[noun].Feats.Has("Number", "Plur") && g.follows(s, i, noun):
			tok.Rel, s.Tokens[i].Rel = "appos", "cc"
		}
	}
}

// follows reports whether no verb, pronoun or preposition stands between a noun and the
// word at i.
func (g *Grammar) follows(s *ud.Sentence, i, noun int) bool {
	for k := noun + 1; k < i; k++ {
		if u := s.Tokens[k].UPOS; u == "VERB" || u == "AUX" || u == "PRON" || u == "ADP" {
			return false
		}
	}
	return true
}

// agents hangs on the noun of an act whom it was done to where parsers hang that on who
// did it: "la condamnation par le Brésil des frappes".
func (g *Grammar) agents(s *ud.Sentence) {
	by, of := g.bit["by"], g.bit["of"]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.UPOS != "PROPN" || t.Head < 0 || g.cased(s, i)&by == 0 {
			continue
		}
		h := t.Head
		if s.Tokens[h].UPOS != "NOUN" || h > i {
			continue
		}
		for c := i + 1; c < len(s.Tokens); c++ {
			if u := &s.Tokens[c]; u.Head == i && u.UPOS == "NOUN" && is(u.Rel, "nmod") && g.cased(s, c)&of != 0 && hasDependent(s, c, "det") {
				u.Head = h
			}
		}
	}
}

// cased returns the classes of the prepositions of a noun.
func (g *Grammar) cased(s *ud.Sentence, i int) (classes Preps) {
	for c := range s.Tokens[:i] {
		if t := &s.Tokens[c]; t.Head == i && t.Rel == "case" {
			classes |= g.class[t.Lemma] | g.class[strings.ToLower(t.Form)]
		}
	}
	return classes
}

// dated makes a verb of the copula before a day behind which a place is named: "était
// lundi à Bangui", where parsers take the day for what somebody is.
func (g *Grammar) dated(s *ud.Sentence, i int) {
	be := &s.Tokens[i]
	day := be.Head
	if be.Rel != "cop" || !g.Located[be.Lemma] || day < i || !g.Times[s.Tokens[day].Lemma] || hasDependent(s, day, "case", "det") {
		return
	}
	place := -1
	for c := day + 1; c < len(s.Tokens) && place < 0; c++ {
		if t := &s.Tokens[c]; t.Head == day && t.UPOS == "PROPN" && g.cased(s, c)&g.bit["in"] != 0 {
			place = c
		}
	}
	if place < 0 {
		return
	}
	be.UPOS, be.Head, be.Rel = "VERB", s.Tokens[day].Head, s.Tokens[day].Rel
	for c := range s.Tokens {
		if s.Tokens[c].Head == day && c != i {
			s.Tokens[c].Head = i
		}
	}
	s.Tokens[day].Head, s.Tokens[day].Rel = i, "obl:mod"
	s.Tokens[place].Rel = "obl:mod"
}

// agreeing hangs a participle behind a comma on the noun that it agrees with, where
// parsers hang it on the last name before: "les relations entre Rome et Tripoli, rompues
// en 1986".
func agreeing(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "VERB" || !is(t.Rel, "acl") || t.Rel == "acl:relcl" || t.Head < 0 || t.Head > i || i == 0 || s.Tokens[i-1].Form != "," || s.Tokens[t.Head].UPOS != "PROPN" || !t.Feats.Has("Number", "Plur") || !t.Feats.Has("Gender", "Fem") {
		return
	}
	for h := t.Head; h >= 0 && h < i; h = s.Tokens[h].Head {
		if u := &s.Tokens[h]; u.UPOS == "NOUN" {
			if u.Feats.Has("Number", "Plur") && u.Feats.Has("Gender", "Fem") {
				t.Head = h
			}
			return
		}
		if r := s.Tokens[h].Rel; !is(r, "nmod") && !is(r, "conj") && !is(r, "flat") {
			return
		}
	}
}
