package valency

import "github.com/credence-project/credence/ud"

// relabel puts right what parsers make of prepositions that may stand before an
// object, and of subjects in two places that have none.
func (g *Grammar) relabel(s *ud.Sentence) {
	for i := range s.Tokens {
		switch t := &s.Tokens[i]; {
		case t.Head < 0:
		case t.Rel == "obj" && g.objectMark(s, i):
			g.remark(s, i)
		case t.Rel == "nsubj" && s.Tokens[t.Head].Rel == "cop" && s.Tokens[t.Head].Head >= 0 && s.Tokens[t.Head].Head != i:
			t.Head = s.Tokens[t.Head].Head // "estaba" has no subject, "en la órbita" has
		case t.Rel == "nsubj" && len(g.MarkedObject) > 0:
			introduced(s, i)
		}
	}
}

// objectMark reports whether a preposition that may stand before an object
// introduces the word i.
func (g *Grammar) objectMark(s *ud.Sentence, i int) bool {
	for c := range i {
		if t := &s.Tokens[c]; t.Head == i && t.Rel == "case" && g.MarkedObject[t.Lemma] {
			return true
		}
	}
	return false
}

// remark says what the word i is that the parser took for an object for its
// preposition: whom another object is given ("dio tres días a los diplomáticos"),
// what a reflexive verb turns to ("se sumó a la condena"), or indeed the object,
// of a verb that nobody is the subject of ("se espera al presidente").
func (g *Grammar) remark(s *ud.Sentence, i int) {
	v := s.Tokens[i].Head
	clitic, subject := -1, false
	for c := range s.Tokens {
		t := &s.Tokens[c]
		switch {
		case t.Head != v || c == i:
		case is(t.Rel, "nsubj"):
			subject = true
		case is(t.Rel, "expl") && t.Feats.Has("Reflex", "Yes"):
			clitic = c
		case t.Rel == "obj" && c > v && t.UPOS == "NOUN" && !g.objectMark(s, c):
			s.Tokens[i].Rel = "iobj"
			return
		}
	}
	switch {
	case clitic < 0:
	case s.Tokens[clitic].Rel == "expl:pv":
		s.Tokens[i].Rel = "obl"
	case s.Tokens[clitic].Rel == "expl:pass" && g.ReflexivePassive && !subject:
		s.Tokens[clitic].Rel = "expl:impers"
	}
}

// introduced hangs the subject i that a preposition introduces on the subject
// that stands before it: "la toma de Kabul por los talibanes data de 2021".
func introduced(s *ud.Sentence, i int) {
	v, first, cased := s.Tokens[i].Head, -1, false
	for c := range i {
		switch t := &s.Tokens[c]; {
		case t.Head == v && t.Rel == "nsubj" && t.UPOS == "NOUN":
			first = c
		case t.Head == i && t.Rel == "case":
			cased = true
		}
	}
	if cased && first >= 0 && i < v {
		s.Tokens[i].Head, s.Tokens[i].Rel = first, "nmod"
	}
}
