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
		if to := max(i-1, 0); t.UPOS == "VERB" && s.Tokens[to].UPOS == "PART" && g.class[s.Tokens[to].Lemma]&g.bit["to"] != 0 {
			t.Feats = "VerbForm=Inf" // "is due to visit"
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
func (g *Grammar) lift(s *ud.Sentence) {
	for i := range s.Tokens {
		v := &s.Tokens[i]
		if v.UPOS == "ADJ" && v.Rel == "amod" && v.Head > i && g.Participles[v.Form] != "" && has(s, i) {
			v.UPOS, v.Feats = "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"
		}
		if v.UPOS != "VERB" || v.Head < 0 {
			continue
		}
		h := v.Head
		switch {
		case v.Rel == "amod" && h > i && has(s, i): // "Washington eased oil sanctions"
			raise(s, i, h, "obj")
		case v.Rel == "acl" && s.Tokens[h].Head < 0 && g.moves(s, i, h): // "Ukrainian forces crossed into Kursk."
			raise(s, i, h, "nsubj")
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

// has reports whether the verb at i has a subject, a noun that stands before it
// with no hyphen between.
func has(s *ud.Sentence, i int) bool {
	if i == 0 || s.Tokens[i-1].Form == "-" {
		return false
	}
	for c := range i {
		if t := &s.Tokens[c]; t.Head == i && is(t.Rel, "nsubj") && (t.UPOS == "PROPN" || t.UPOS == "NOUN") {
			return true
		}
	}
	return false
}

// moves reports whether the past form at i must be the verb of the noun h, the root
// of a sentence that has no other verb: it has an object, or never has one.
func (g *Grammar) moves(s *ud.Sentence, i, h int) bool {
	v, last := &s.Tokens[i], &s.Tokens[len(s.Tokens)-1]
	if len(g.Moves) == 0 || h > i || s.Tokens[h].UPOS != "NOUN" && s.Tokens[h].UPOS != "PROPN" || !v.Feats.Has("Tense", "Past") || last.Form != "." {
		return false
	}
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head == i && (is(t.Rel, "aux") || t.Rel == "mark" || t.Rel == "obl:agent") || c > h && c < i && t.UPOS == "PUNCT" {
			return false
		}
		if t.Head == h && c != i && (is(t.Rel, "cop") || is(t.Rel, "aux") || is(t.Rel, "nsubj") || t.UPOS == "VERB") {
			return false
		}
	}
	return g.Moves[v.Lemma] || hasDependent(s, i, "obj")
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
	i = g.swallowed(s, i)
	if i < 1 || s.Tokens[i].UPOS != "NOUN" && s.Tokens[i].UPOS != "VERB" && s.Tokens[i].UPOS != "PROPN" || s.Tokens[i-1].UPOS != "PROPN" {
		return
	}
	lemma, ok := g.Finite[s.Tokens[i].Form]
	if !ok {
		return
	}
	if n := i + 1; n < len(s.Tokens) && s.Tokens[n].UPOS == "PROPN" && is(s.Tokens[n].Rel, "flat") {
		s.Tokens[n].Head = i
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
		case t.Rel == "appos" || t.Rel == "compound" || is(t.Rel, "flat") || t.Rel == "conj" && c == i+2 && s.Tokens[i+1].UPOS == "NUM":
			t.Rel = "obj"
		case t.Rel == "nmod":
			t.Rel = "obl"
		case t.Rel == "acl":
			t.Rel = "xcomp"
		}
	}
}

// swallowed gives the root to the verb right behind the name at i, its subject, that
// the parser takes for a part of that name: "Bruxelles presse Kigali de partir".
func (g *Grammar) swallowed(s *ud.Sentence, i int) int {
	v := i + 1
	if i < 0 || v+1 >= len(s.Tokens) || s.Tokens[i].UPOS != "PROPN" || s.Tokens[v].Head != i || !is(s.Tokens[v].Rel, "flat") || g.Finite[s.Tokens[v].Form] == "" {
		return i
	}
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == i && c != v {
			t.Head = v
		}
	}
	s.Tokens[v].UPOS, s.Tokens[v].Head, s.Tokens[v].Rel = "NOUN", -1, "root"
	s.Tokens[i].Head, s.Tokens[i].Rel = v, "nsubj"
	return v
}

// locate makes a verb of the copula whose predicate is a place behind a preposition:
// "le président est à Rabat".
func (g *Grammar) locate(s *ud.Sentence, i int) {
	be := &s.Tokens[i]
	if be.Rel != "cop" || !g.Located[be.Lemma] || be.Head < i || s.Tokens[be.Head].UPOS != "PROPN" {
		return
	}
	place := be.Head
	cased := false
	for c := i + 1; c < place; c++ {
		t := &s.Tokens[c]
		cased = cased || t.Head == place && t.Rel == "case" && g.class[t.Lemma]&g.bit["in"] != 0
	}
	if !cased {
		return
	}
	be.UPOS, be.Head, be.Rel = "VERB", s.Tokens[place].Head, s.Tokens[place].Rel
	s.Tokens[place].Head, s.Tokens[place].Rel = i, "obl:mod"
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != place || c == i {
			continue
		}
		switch {
		case c > i && (is(t.Rel, "case") || is(t.Rel, "det") || is(t.Rel, "flat") || is(t.Rel, "nmod") || is(t.Rel, "amod") || is(t.Rel, "appos") || is(t.Rel, "conj")):
		default:
			t.Head = i
		}
	}
}

// conjoined hangs a name on the name that it is coordinated with, where the parser has
// hung it on that one's adjective: "les Émirats arabes unis et Bahreïn".
func conjoined(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Rel != "conj" || t.UPOS != "PROPN" || t.Head < 0 || t.Head > i || s.Tokens[t.Head].UPOS != "ADJ" || s.Tokens[t.Head].Rel != "amod" {
			continue
		}
		if noun := s.Tokens[t.Head].Head; noun >= 0 && noun < t.Head {
			t.Head = noun
		}
	}
}

// spoken makes the subject of a verb of its object behind it where the verb stands
// behind a quotation and has no subject: "« C'est une agression », a dénoncé Rabat".
func spoken(s *ud.Sentence) {
	for o := range s.Tokens {
		obj := &s.Tokens[o]
		if obj.Rel != "obj" || obj.UPOS != "PROPN" && obj.UPOS != "NOUN" || obj.Head < 0 || obj.Head > o || s.Tokens[obj.Head].UPOS != "VERB" {
			continue
		}
		v, first, quotes := obj.Head, obj.Head, s.Tokens[obj.Head].Rel == "parataxis"
		alone := true
		for c := range s.Tokens {
			t := &s.Tokens[c]
			if t.Head != v {
				continue
			}
			switch {
			case is(t.Rel, "nsubj"), t.Rel == "obj" && c != o, t.Rel == "mark", t.Rel == "expl:subj":
				alone = false
			case is(t.Rel, "aux"):
				first = min(first, c)
			case t.Rel == "parataxis" && c < v:
				quotes = true
			}
		}
		if alone && quotes && closed(s, first) {
			obj.Rel = "nsubj"
		}
	}
}

// closed reports whether a quotation ends right before token i.
func closed(s *ud.Sentence, i int) bool {
	for i--; i > 0 && s.Tokens[i].Form == ","; i-- {
	}
	if i <= 0 {
		return false
	}
	switch s.Tokens[i].Form {
	case "»", "”", "\"", "''", "’’":
		return true
	}
	return false
}

// listed makes a subject of the name that the parser takes for somebody spoken
// to or for an exclamation, where another name is the subject: "Biden, Xi meet in Bali".
func listed(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Rel != "vocative" && t.Rel != "discourse" || t.UPOS != "PROPN" || t.Head <= i || i+2 >= len(s.Tokens) || s.Tokens[i+1].Form != "," {
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
		compound(s, i)
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

// compound makes one number of the numeral i, a conjunction and "one" before a noun
// in the plural, where the parser has coordinated the noun with what stands before:
// "l'expulsion de vingt et un diplomates".
func compound(s *ud.Sentence, i int) {
	if i+3 >= len(s.Tokens) || s.Tokens[i].UPOS != "NUM" || s.Tokens[i+1].UPOS != "CCONJ" {
		return
	}
	one, noun := &s.Tokens[i+2], &s.Tokens[i+3]
	if one.UPOS != "DET" && one.UPOS != "NUM" || !one.Feats.Has("Number", "Sing") || !noun.Feats.Has("Number", "Plur") || noun.UPOS != "NOUN" || one.Head != i+3 || noun.Rel != "conj" || s.Tokens[i].Head == i+3 {
		return
	}
	noun.Head, noun.Rel = s.Tokens[i].Head, s.Tokens[i].Rel
	for c := range s.Tokens {
		if s.Tokens[c].Head == i {
			s.Tokens[c].Head = i + 3
		}
	}
	one.Rel = "nummod"
	s.Tokens[i].Head, s.Tokens[i].Rel = i+3, "nummod"
}
