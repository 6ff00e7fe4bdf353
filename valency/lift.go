package valency

import (
	"github.com/credence-project/credence/ud"
)

// relearn gives the lemmas that the model gets wrong their right form ("froze"
// is of "freeze"), and takes for the verb that it is a participle tagged as an
// adjective behind an auxiliary: "the embassy was closed".
func (g *Grammar) relearn(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.UPOS != "VERB" && t.UPOS != "ADJ" && t.UPOS != "NOUN" {
			continue
		}
		if lemma, ok := g.Lemmas[t.Lemma]; ok {
			t.Lemma = lemma
		}
		lemma, ok := g.Participles[t.Lemma]
		if !ok || t.UPOS != "ADJ" {
			continue
		}
		t.Lemma = lemma
		if t.Rel == "amod" && t.Head >= 0 && t.Head < i && hasDependent(s, i, "obl") {
			t.UPOS, t.Feats, t.Rel = "VERB", "Tense=Past|VerbForm=Part", "acl" // "las relaciones, rotas en 1961"
		}
		g.passive(s, i)
	}
}

// passive makes a passive of the participle at i where an auxiliary of it has
// been taken for a copula.
func (g *Grammar) passive(s *ud.Sentence, i int) {
	for c := range s.Tokens {
		if d := &s.Tokens[c]; d.Head != i || d.Rel != "cop" && d.Rel != "aux:pass" {
			continue
		}
		s.Tokens[i].UPOS, s.Tokens[i].Feats = "VERB", "Tense=Past|VerbForm=Part|Voice=Pass"
		for n := range s.Tokens {
			switch d := &s.Tokens[n]; {
			case d.Head != i:
			case d.Rel == "cop":
				d.Rel = "aux:pass"
			case d.Rel == "nsubj":
				d.Rel = "nsubj:pass"
			}
		}
		return
	}
}

// lift gives a verb its place at the head of the clause where the parser has
// made it an adjective of its object ("The United States eased sanctions") or
// a part of the name that is its subject ("Friedrich Merz left for Kyiv").
func lift(s *ud.Sentence) {
	for i := range s.Tokens {
		v := &s.Tokens[i]
		if v.UPOS != "VERB" || v.Head < 0 {
			continue
		}
		h := v.Head
		switch {
		case v.Rel == "acl" && h < i && marked(s, i, h): // "After Iraqi tanks entered Kuwait, …"
			raise(s, i, h, "nsubj")
			v.Rel = "advcl"
		case v.Rel == "amod" && h > i && clausal(s, i):
			raise(s, i, h, "obj")
			if v.Rel == "obj" || v.Rel == "nsubj" || v.Rel == "obl" {
				v.Rel = "advcl"
			}
		case (v.Feats.Has("VerbForm", "Fin") || v.Feats.Has("Tense", "Past") && v.Rel == "conj") && s.Tokens[max(i-1, 0)].Form == "," && leads(s, i):
			promote(s, i)
		case v.Rel == "amod" && h > i && s.Tokens[h].UPOS == "NOUN" && subjectBefore(s, h, i):
			raise(s, i, h, "obj")
		case (v.Rel == "flat" || v.Rel == "appos" && v.Feats.Has("VerbForm", "Fin")) && h < i && s.Tokens[h].UPOS == "PROPN" && s.Tokens[h].Head < 0:
			raise(s, i, h, "nsubj")
		}
	}
}

// marked reports whether a conjunction before the noun h opens the clause of the
// verb at i, which lacks a subject: the noun is it.
func marked(s *ud.Sentence, i, h int) bool {
	found := false
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != i {
			continue
		}
		if is(t.Rel, "nsubj") || is(t.Rel, "aux") {
			return false
		}
		found = found || t.Rel == "mark" && t.UPOS == "SCONJ" && c < h
	}
	return found && s.Tokens[h].Head >= 0 && s.Tokens[h].UPOS != "PRON"
}

// clausal reports whether the verb at i has a subject and an auxiliary.
func clausal(s *ud.Sentence, i int) bool {
	var subject, aux bool
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == i {
			subject, aux = subject || is(t.Rel, "nsubj"), aux || is(t.Rel, "aux")
		}
	}
	return subject && aux
}

// leads reports whether the finite verb at i, behind a comma and without a
// subject, must be that of the name that opens the sentence and that the parser
// has made its root: "Burma, the first country to act, recognised Peking".
func leads(s *ud.Sentence, i int) bool {
	root := s.Root()
	if root < 0 || root > 3 || root >= i || s.Tokens[root].UPOS != "PROPN" || s.Tokens[i].Rel == "acl:relcl" {
		return false
	}
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head == i && (is(t.Rel, "nsubj") || is(t.Rel, "aux")) || c < i && c > root && t.UPOS == "VERB" && t.Feats.Has("VerbForm", "Fin") && t.Rel != "acl:relcl" {
			return false
		}
	}
	return true
}

// subjectBefore reports whether the noun h has a subject and no copula, and the
// subject stands right before the verb i.
func subjectBefore(s *ud.Sentence, h, i int) bool {
	found := false
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != h {
			continue
		}
		if t.Rel == "cop" || t.Rel == "det" && c < i || t.Rel == "nmod:poss" && c < i {
			return false
		}
		found = found || is(t.Rel, "nsubj") && c < i
	}
	return found
}

// raise puts the verb i in the place of its head h, which becomes its dependent
// by rel; what stood before the verb, or behind a subject, goes with it.
func raise(s *ud.Sentence, i, h int, rel string) {
	v, n := &s.Tokens[i], &s.Tokens[h]
	v.Head, v.Rel = n.Head, n.Rel
	n.Head, n.Rel = i, rel
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == h && (rel == "obj") == (c < i) && c != i && (rel == "obj" || t.Rel != "flat" || c > i) {
			t.Head = i
		}
	}
}

// finite makes a verb of the root that the tagger takes for a plural noun right
// behind the name that is its subject: "France views the Sahara as …".
func (g *Grammar) finite(s *ud.Sentence) {
	i := s.Root()
	if i < 1 || s.Tokens[i].UPOS != "NOUN" || s.Tokens[i-1].UPOS != "PROPN" {
		return
	}
	lemma, ok := g.Finite[s.Tokens[i].Form]
	if !ok {
		return
	}
	behind := false
	for c := range s.Tokens {
		switch t := &s.Tokens[c]; {
		case t.Head != i:
		case is(t.Rel, "det"), is(t.Rel, "case"), is(t.Rel, "nmod:poss"), is(t.Rel, "amod") && c < i, is(t.Rel, "cop"), is(t.Rel, "aux"):
			return
		case c > i && t.UPOS != "PUNCT":
			behind = true
		}
	}
	if !behind {
		return
	}
	v := &s.Tokens[i]
	v.UPOS, v.Lemma, v.Feats = "VERB", lemma, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != i || t.UPOS == "PUNCT" {
			continue
		}
		switch {
		case c < i && t.UPOS == "PROPN":
			t.Rel = "nsubj"
		case t.Rel == "appos" || t.Rel == "compound" || t.Rel == "flat":
			t.Rel = "obj"
		case t.Rel == "nmod":
			t.Rel = "obl"
		case t.Rel == "acl":
			t.Rel = "xcomp"
		}
	}
}

// listed makes a subject of the name that the parser takes for somebody spoken
// to, where another name is the subject: "Biden, Xi meet in Bali".
func listed(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Rel != "vocative" || t.UPOS != "PROPN" || t.Head <= i || i+2 >= len(s.Tokens) || s.Tokens[i+1].Form != "," {
			continue
		}
		if next := &s.Tokens[i+2]; next.UPOS == "PROPN" && next.Head == t.Head && is(next.Rel, "nsubj") {
			t.Rel = next.Rel
		}
	}
}

// numbers hangs a number on the noun right behind it where the parser has made
// them two dependents of one word: "110,000 Sudanese".
func numbers(s *ud.Sentence) {
	for i := 0; i+1 < len(s.Tokens); i++ {
		t, noun := &s.Tokens[i], &s.Tokens[i+1]
		if t.UPOS != "NUM" || t.Head < 0 || t.Head != noun.Head || t.Rel != noun.Rel || noun.UPOS != "NOUN" && noun.UPOS != "PROPN" {
			continue
		}
		t.Head, t.Rel = i+1, "nummod"
		for c := range s.Tokens {
			if s.Tokens[c].Head == i {
				s.Tokens[c].Head = i + 1
			}
		}
	}
}
