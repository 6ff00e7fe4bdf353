package valency

import (
	"strings"

	"github.com/credence-project/credence/ud"
)

// What parsers get wrong of the phrases of the news: an agent joined to its
// participle by a hyphen, two parties between whom something is done, what an
// object is called, and whom somebody calls on to do something.

// news mends them all.
func (g *Grammar) news(s *ud.Sentence) {
	compounds(s)
	for i := range s.Tokens {
		g.agent(s, i)
		g.couple(s, i)
		g.predicate(s, i)
		g.summon(s, i)
		g.nested(s, i)
		g.counted(s, i)
		quoted(s, i)
		opened(s, i)
		g.active(s, i)
		earlier(s, i)
		given(s, i)
		term(s, i)
		gerund(s, i)
		measure(s, i)
	}
}

// compounds hangs a name on the noun right behind it where the parser has made two
// subjects of them ("Ecowas troops entered"), and a number before both on the noun.
func compounds(s *ud.Sentence) {
	for i := 0; i+1 < len(s.Tokens); i++ {
		t, noun := &s.Tokens[i], &s.Tokens[i+1]
		if t.UPOS == "PROPN" && noun.UPOS == "NOUN" && t.Head == noun.Head && is(t.Rel, "nsubj") && is(noun.Rel, "nsubj") && t.Head > i {
			t.Head, t.Rel = i+1, "compound"
		}
		if t.UPOS == "NUM" && t.Rel == "nummod" && t.Head > i && s.Tokens[t.Head].UPOS == "PROPN" && s.Tokens[t.Head].Rel == "compound" && s.Tokens[t.Head].Head > t.Head {
			t.Head = s.Tokens[t.Head].Head // "the three Gulf states"
		}
	}
}

// agent makes the agent of the participle behind the hyphen at i of the word before
// it, and of a participle taken for the main verb what it is, a part of the noun
// behind it: "A US-brokered ceasefire took effect".
func (g *Grammar) agent(s *ud.Sentence, i int) {
	if s.Tokens[i].Form != "-" || i == 0 || i+2 >= len(s.Tokens) {
		return
	}
	name, v := &s.Tokens[i-1], &s.Tokens[i+1]
	if name.UPOS != "PROPN" && name.UPOS != "ADJ" || v.UPOS != "VERB" || !v.Feats.Has("VerbForm", "Part") || !v.Feats.Has("Tense", "Past") || name.Head < i-1 {
		return
	}
	noun := &s.Tokens[i+2]
	if is(v.Rel, "amod") && v.Head > i+1 || noun.UPOS == "NOUN" && noun.Head == i+1 && is(noun.Rel, "obj") && demote(s, i+1, i+2) {
		name.Head, name.Rel = i+1, "obl:agent"
	}
}

// demote makes the participle v a part of the noun behind it, which becomes the
// subject of the verb coordinated with v, or what v was; false where v has a
// subject of its own.
func demote(s *ud.Sentence, v, noun int) bool {
	verb := -1
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != v {
			continue
		}
		if is(t.Rel, "nsubj") || is(t.Rel, "aux") {
			return false
		}
		if verb < 0 && c > noun && t.Rel == "conj" && t.UPOS == "VERB" && !hasDependent(s, c, "cc", "nsubj") {
			verb = c
		}
	}
	head, rel := s.Tokens[v].Head, s.Tokens[v].Rel
	if verb >= 0 {
		s.Tokens[verb].Head, s.Tokens[verb].Rel = head, rel
		head, rel = verb, "nsubj"
	}
	s.Tokens[noun].Head, s.Tokens[noun].Rel = head, rel
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == v && c > noun {
			t.Head = noun
			if verb >= 0 && c > verb {
				t.Head = verb
			}
		}
	}
	s.Tokens[v].Head, s.Tokens[v].Rel = noun, "amod"
	return true
}

// couple gives the name i its second, behind a conjunction, where the parser has
// made that the subject of a clause, and the clause its true subject: "The deal
// between Ukraine and the United States was signed".
func (g *Grammar) couple(s *ud.Sentence, i int) {
	noun := s.Tokens[i].Head
	if s.Tokens[i].UPOS != "PROPN" || !is(s.Tokens[i].Rel, "nmod") || noun < 0 || noun > i {
		return
	}
	between := false
	for c := noun + 1; c < len(s.Tokens); c++ {
		t := &s.Tokens[c]
		between = between || t.Head == i && t.Rel == "case" && g.class[t.Lemma]&g.bit["between"] != 0
		if c < i || t.UPOS != "CCONJ" || !between {
			if c > i && t.Head != i && t.UPOS != "CCONJ" {
				return
			}
			if t.Head == i && t.Rel == "conj" {
				return
			}
			continue
		}
		v := t.Head
		if v <= c || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].Rel != "conj" || s.Tokens[v].Head != noun {
			return
		}
		for k := c + 1; k < v; k++ {
			if sub := &s.Tokens[k]; sub.Head == v && is(sub.Rel, "nsubj") {
				rel := sub.Rel
				sub.Head, sub.Rel, t.Head = i, "conj", k
				s.Tokens[v].Head, s.Tokens[v].Rel = s.Tokens[noun].Head, s.Tokens[noun].Rel
				s.Tokens[noun].Head, s.Tokens[noun].Rel = v, rel
				return
			}
		}
		return
	}
}

// predicate makes what the object is called of the adjective i that the parser has
// made a part of it, though it stands behind it: "branded the manoeuvres
// irresponsible".
func (g *Grammar) predicate(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "ADJ" || t.Rel != "amod" || t.Head != i-1 || s.Tokens[i-1].Rel != "obj" || i+1 < len(s.Tokens) && s.Tokens[i+1].UPOS != "PUNCT" && s.Tokens[i+1].UPOS != "CCONJ" && s.Tokens[i+1].UPOS != "SCONJ" {
		return
	}
	if v := s.Tokens[i-1].Head; v >= 0 && v < i && g.Calls[s.Tokens[v].Lemma] {
		t.Head, t.Rel = v, "xcomp"
	}
}

// summon makes of the infinitive i, which the parser has hung on a verb of asking as
// an adverbial, what is asked of whom a preposition names before it: "called on the
// Union to impose sanctions", "called for Israel to lift the blockade".
func (g *Grammar) summon(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "VERB" || t.Rel != "advcl" || !t.Feats.Has("VerbForm", "Inf") || t.Head < 0 || t.Head > i || !g.Dative[s.Tokens[t.Head].Lemma] && !g.Appeals[s.Tokens[t.Head].Lemma] || len(g.Calls) == 0 {
		return
	}
	asked := -1
	for c := t.Head + 1; c < i; c++ {
		if s.Tokens[c].Head == t.Head && s.Tokens[c].Rel == "iobj" {
			t.Rel = "xcomp" // "asked the Council to condemn them"
			return
		}
		if s.Tokens[c].Head == t.Head && is(s.Tokens[c].Rel, "obl") && (s.Tokens[c].UPOS == "PROPN" || s.Tokens[c].UPOS == "NOUN") {
			asked = c
		}
	}
	if asked < 0 {
		return
	}
	for c := t.Head + 1; c < asked; c++ {
		if m := &s.Tokens[c]; m.Head == i && m.Rel == "mark" && m.UPOS == "ADP" {
			m.Head, m.Rel = asked, "case"
		}
		if m := &s.Tokens[c]; m.Head == asked && m.Rel == "case" && g.class[m.Lemma]&(g.bit["on"]|g.bit["for"]|g.bit["to"]) != 0 {
			t.Rel = "xcomp"
		}
	}
}

// nested gives to the verb of asking the infinitive i that the parser has hung on a
// noun inside its object: "orders twelve staff of the embassy to leave".
func (g *Grammar) nested(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "VERB" || t.Rel != "acl" || !t.Feats.Has("VerbForm", "Inf") || t.Head < 0 || t.Head > i || len(g.Calls) == 0 || !is(s.Tokens[t.Head].Rel, "nmod") {
		return
	}
	noun := t.Head
	for n := 0; n < maxClimb && noun >= 0 && is(s.Tokens[noun].Rel, "nmod"); n++ {
		noun = s.Tokens[noun].Head
	}
	if noun < 0 || s.Tokens[noun].Rel != "obj" && s.Tokens[noun].Rel != "iobj" {
		return
	}
	if v := s.Tokens[noun].Head; v >= 0 && g.Dative[s.Tokens[v].Lemma] && lacksObject(s, v, "xcomp") {
		t.Head, t.Rel = v, "xcomp"
	}
}

// counted gives to the noun among which somebody is counted the infinitive i that the parser
// has hung on the verb: "compte parmi les premiers pays à avoir reconnu …".
func (g *Grammar) counted(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "VERB" || t.Rel != "xcomp" || t.Head < 0 || t.Head > i || g.bit["amid"] == 0 {
		return
	}
	for c := i - 1; c > t.Head; c-- {
		if n := &s.Tokens[c]; n.UPOS == "NOUN" || n.UPOS == "PROPN" {
			if n.Head == t.Head && is(n.Rel, "obl") && g.cased(s, c)&g.bit["amid"] != 0 {
				t.Head, t.Rel = c, "acl"
			}
			return
		}
	}
}

// quoted parts the object i from what it is called in quotation marks, where the
// parser has made one noun of them: 'called the strike "state terrorism"'.
func quoted(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "NOUN" || t.Rel != "compound" || t.Head <= i+1 || s.Tokens[i+1].UPOS != "PUNCT" || !quote(s.Tokens[i+1].Form) {
		return
	}
	h := t.Head
	v := s.Tokens[h].Head
	if v < 0 || v > i || s.Tokens[h].Rel != "obj" || s.Tokens[v].UPOS != "VERB" {
		return
	}
	for c := v + 1; c < i; c++ {
		if s.Tokens[c].Head == h {
			s.Tokens[c].Head = i
		}
	}
	t.Head, t.Rel = v, "obj"
	s.Tokens[h].Rel = "xcomp"
}

// given makes whom something is given of the name i that the parser has made a part
// of it, though a number, an article or an adjective parts them: "send Ukraine four tanks".
func given(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "PROPN" || t.Rel != "compound" || t.Head <= i+1 || i == 0 || s.Tokens[i-1].UPOS != "VERB" {
		return
	}
	if next := &s.Tokens[i+1]; next.UPOS != "NUM" && next.UPOS != "DET" && (next.UPOS != "ADJ" || t.Form == strings.ToUpper(t.Form)) || s.Tokens[t.Head].Rel != "obj" || s.Tokens[t.Head].Head != i-1 {
		return
	}
	t.Head, t.Rel = i-1, "iobj"
}

// opened gives to the verb that has no subject the name i right before it that the
// parser has hung on the time or place that opens the clause: "On May 6 Khartoum broke
// off relations".
func opened(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "PROPN" || t.Rel != "nmod" && t.Rel != "appos" && t.Rel != "flat" && t.Rel != "nmod:unmarked" || t.Head < 0 || t.Head > i || t.Rel == "flat" && s.Tokens[t.Head].UPOS != "NUM" || hasDependent(s, i, "case", "punct") {
		return
	}
	top := t.Head
	for n := 0; n < maxClimb && top >= 0 && top < i && !is(s.Tokens[top].Rel, "obl"); n++ {
		top = s.Tokens[top].Head
	}
	if top < 0 || top > i {
		return
	}
	v := s.Tokens[top].Head
	if v <= i || s.Tokens[v].UPOS != "VERB" || hasDependent(s, v, "nsubj", "csubj", "expl", "aux:pass") || !s.Tokens[v].Feats.Has("VerbForm", "Fin") && !hasDependent(s, v, "aux") {
		return
	}
	for k := i + 1; k < v; k++ {
		if c := &s.Tokens[k]; c.UPOS != "AUX" && c.UPOS != "ADV" && c.UPOS != "PART" && !is(c.Rel, "flat") {
			return
		}
	}
	t.Head, t.Rel = v, "nsubj"
}

// active makes the subject of an active verb of one that the parser takes for that of
// a passive without auxiliary: the first of two predicates is its object, or somebody's
// name stands right before the only one, "Kenya named Peter Oloo ambassador".
func (g *Grammar) active(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.Rel != "nsubj:pass" || t.Head < i || len(g.Calls) == 0 || s.Tokens[t.Head].UPOS != "VERB" || hasDependent(s, t.Head, "aux", "obj", "cop") {
		return
	}
	first := -1
	for c := t.Head + 1; c < len(s.Tokens); c++ {
		if d := &s.Tokens[c]; d.Head != t.Head || d.Rel != "xcomp" || d.UPOS != "PROPN" && d.UPOS != "NOUN" {
			continue
		}
		if first >= 0 {
			t.Rel, s.Tokens[first].Rel = "nsubj", "obj"
			return
		}
		if name := &s.Tokens[c-1]; s.Tokens[c].UPOS == "NOUN" && c-1 > t.Head && name.UPOS == "PROPN" && name.Head > t.Head {
			t.Rel, s.Tokens[t.Head].Feats = "nsubj", "Mood=Ind|Tense=Past|VerbForm=Fin"
			return
		}
		first = c
	}
}

// earlier gives the subject i, which the parser has hung on the second of two verbs that
// a sign parts, to the first, which has none: "The minister accused Russia; Moscow
// accuses Kyiv".
func earlier(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.Rel != "nsubj" || t.Head < i {
		return
	}
	v := s.Tokens[t.Head].Head
	if v <= i || v > t.Head || s.Tokens[v].UPOS != "VERB" || !s.Tokens[v].Feats.Has("VerbForm", "Fin") || !is(s.Tokens[t.Head].Rel, "parataxis") && !is(s.Tokens[t.Head].Rel, "conj") || hasDependent(s, v, "nsubj", "csubj", "expl") {
		return
	}
	t.Head = v
}

// term makes the object of its verb of the bare noun i that the parser has hung on whom
// it is given: "gave the troops a month to leave".
func term(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "NOUN" || t.Rel != "nmod" || t.Head < 0 || t.Head > i || s.Tokens[t.Head].Rel != "iobj" || s.Tokens[i-1].UPOS != "DET" && s.Tokens[i-1].UPOS != "NUM" || hasDependent(s, i, "case") {
		return
	}
	t.Head, t.Rel = s.Tokens[t.Head].Head, "obj"
}

// gerund makes a clause of the noun before it of the participle i that the parser has
// made an adjective of its own object: "signed a decree imposing sanctions".
func gerund(s *ud.Sentence, i int) {
	v := &s.Tokens[i]
	if i == 0 || v.UPOS != "VERB" || v.Rel != "amod" || v.Head != i+1 || !v.Feats.Has("VerbForm", "Ger") && !v.Feats.Has("Tense", "Pres") {
		return
	}
	n, o := &s.Tokens[i-1], &s.Tokens[i+1]
	if n.UPOS != "NOUN" || n.Head != i || n.Rel != "compound" || o.Head < 0 || o.Head > i {
		return
	}
	verb := o.Head
	n.Head, n.Rel, v.Head, v.Rel, o.Head, o.Rel = verb, o.Rel, i-1, "acl", i, "obj"
	for c := range s.Tokens {
		switch t := &s.Tokens[c]; {
		case t.Head == i+1 && c < i:
			t.Head = i - 1
		case t.Head == verb && c > i+1 && (is(t.Rel, "obl") || t.Rel == "obj"):
			t.Head = i
			if t.Rel == "obj" {
				t.Rel = "obl"
			}
		}
	}
}

// measure hangs a noun of measure on the noun behind it where the parser has made
// them two dependents of one word: "a 39 percent US tariff".
func measure(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if t.UPOS != "NOUN" || i == 0 || s.Tokens[i-1].UPOS != "NUM" || s.Tokens[i-1].Head != i || hasDependent(s, i, "case") {
		return
	}
	for k := i + 1; k < len(s.Tokens) && k < i+4; k++ {
		next := &s.Tokens[k]
		if next.UPOS == "NOUN" && next.Head == t.Head && is(next.Rel, t.BaseRel()) {
			t.Head, t.Rel = k, "compound"
			return
		}
		if next.UPOS != "PROPN" && next.UPOS != "ADJ" {
			return
		}
	}
}

// quote reports whether a token is a quotation mark.
func quote(form string) bool {
	switch form {
	case "\"", "“", "‘", "'", "«", "``":
		return true
	}
	return false
}
