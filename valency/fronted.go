package valency

import "github.com/credence-project/credence/ud"

// fronted gives to a verb its subjects that the parser has coordinated with what opens
// its clause: "In a statement, Norway, Ireland and Spain condemned it". It has no other
// subject, or the last of the list, which a conjunction joins to those before it.
func fronted(s *ud.Sentence) {
	for c := 2; c+3 < len(s.Tokens); c++ {
		t := &s.Tokens[c]
		if t.Rel != "conj" || t.UPOS != "PROPN" && t.UPOS != "NOUN" || t.Head < 0 || t.Head > c {
			continue
		}
		opens, top := t.Head, t.Head
		for n := 0; n < maxClimb && top >= 0 && top < c && !is(s.Tokens[top].Rel, "obl"); n++ {
			top = s.Tokens[top].Head
		}
		if top < 0 || top > c || !hasDependent(s, top, "case") {
			continue
		}
		v := s.Tokens[top].Head
		if v < c+2 || s.Tokens[v].UPOS != "VERB" || !s.Tokens[v].Feats.Has("VerbForm", "Fin") && !hasDependent(s, v, "aux") {
			continue
		}
		first := c
		for first > 0 && under(s, first-1, c) {
			first--
		}
		if first < 2 || s.Tokens[first-1].Form != "," && !(s.Tokens[first].Form == "," && s.Tokens[first].Head == c) || !under(s, first-2, top) {
			continue
		}
		if own, last := subjectLast(s, v); own && last < 0 || !listUpTo(s, c, v, last, opens) {
			continue
		} else if last >= 0 {
			s.Tokens[last].Head, t.Rel = c, s.Tokens[last].Rel
			s.Tokens[last].Rel = "conj"
		} else if t.Rel = "nsubj"; hasDependent(s, v, "aux:pass") {
			t.Rel = "nsubj:pass"
		}
		t.Head = v
		for k := c + 1; k < v; k++ {
			if s.Tokens[k].Head == opens && s.Tokens[k].Rel == "conj" {
				s.Tokens[k].Head = c
			}
		}
	}
}

// resumed gives to the second of two verbs the name before it that the parser has
// coordinated with the object of the first: "Oslo condemned the pact, and Lima, alone
// among its neighbours, welcomed it".
func resumed(s *ud.Sentence) {
	for w := 5; w < len(s.Tokens); w++ {
		t := &s.Tokens[w]
		v := t.Head
		if t.Rel != "conj" || t.UPOS != "VERB" || !t.Feats.Has("VerbForm", "Fin") || v < 0 || v > w || hasDependent(s, w, "nsubj", "csubj", "expl", "cc") {
			continue
		}
		for c := v + 3; c < w; c++ {
			name := &s.Tokens[c]
			if name.UPOS != "PROPN" || name.Rel != "conj" || name.Head < 0 || s.Tokens[name.Head].UPOS != "NOUN" || s.Tokens[name.Head].Head != v || !is(s.Tokens[name.Head].Rel, "obj") {
				continue
			}
			if s.Tokens[c-1].Rel != "cc" || s.Tokens[c-1].Head != c || s.Tokens[c-2].Form != "," || !reaches(s, c, w) {
				continue
			}
			name.Head, name.Rel, s.Tokens[c-1].Head = w, "nsubj", w
		}
	}
}

// reaches reports whether nothing but what belongs to the noun c, and auxiliaries and
// adverbs of the verb w, stands between the two.
func reaches(s *ud.Sentence, c, w int) bool {
	for k := c + 1; k < w; k++ {
		t := &s.Tokens[k]
		if !under(s, k, c) && t.UPOS != "PUNCT" && !(t.Head == w && (t.UPOS == "AUX" || t.UPOS == "ADV" || t.UPOS == "PART")) {
			return false
		}
	}
	return true
}

// subjectLast reports whether the verb v has a subject, and returns it where it is the
// last of a list: a noun that a conjunction opens; else -1.
func subjectLast(s *ud.Sentence, v int) (own bool, last int) {
	for n := range s.Tokens {
		if t := &s.Tokens[n]; t.Head == v && (is(t.Rel, "nsubj") || is(t.Rel, "csubj") || is(t.Rel, "expl")) {
			own, last = true, -1
			if n < v && is(t.Rel, "nsubj") && hasDependent(s, n, "cc") {
				last = n
			}
			return own, last
		}
	}
	return false, -1
}

// listUpTo reports whether nothing but a list with a conjunction stands from the noun c
// up to the verb v: words under c, under what opens the clause or under the last of the
// list, and before the verb its auxiliaries and adverbs.
func listUpTo(s *ud.Sentence, c, v, last, opens int) bool {
	joined, tail := false, false
	for k := c + 1; k < v; k++ {
		t := &s.Tokens[k]
		switch {
		case t.Head == v && (t.UPOS == "AUX" || t.UPOS == "ADV" || t.UPOS == "PART"):
			tail = true
		case tail || !under(s, k, c) && !under(s, k, opens) && (last < 0 || !under(s, k, last)):
			return false
		case t.UPOS == "CCONJ":
			joined = true
		}
	}
	return joined
}

// deeds gives to the object of an active verb the name behind it that "by" introduces,
// which the parser has hung on the verb: "welcomed the recognition of Kosovo by Japan", "a
// remis l'acte de reconnaissance de la Palestine par Oslo".
func (g *Grammar) deeds(s *ud.Sentence) {
	for i := 3; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		v := t.Head
		if t.UPOS != "PROPN" || !is(t.Rel, "obl") || v < 0 || v > i-3 || s.Tokens[v].UPOS != "VERB" || !narrated(s, v) || hasDependent(s, v, "aux:pass", "nsubj:pass") {
			continue
		}
		by, object := -1, -1
		for c := v + 1; c < i; c++ {
			if w := &s.Tokens[c]; w.Head == i && w.Rel == "case" && g.class[w.Lemma]&g.bit["by"] != 0 {
				by = c
			} else if w.Head == v && w.Rel == "obj" && w.UPOS == "NOUN" {
				object = c
			}
		}
		if by < 0 || object < 0 || !under(s, by-1, object) {
			continue
		}
		if noun := g.doneTo(s, v, i); noun >= 0 {
			object = noun
		}
		t.Head, t.Rel = object, "nmod"
	}
}

// narrated reports whether the verb v has a subject, a finite form or an auxiliary.
func narrated(s *ud.Sentence, v int) bool {
	return s.Tokens[v].Feats.Has("VerbForm", "Fin") || hasDependent(s, v, "nsubj", "aux")
}

// doneTo returns the nearest noun between v and i that has a complement of "of", behind
// which nothing but that stands before i; -1 for none.
func (g *Grammar) doneTo(s *ud.Sentence, v, i int) int {
	for n := i - 1; n > v; n-- {
		if s.Tokens[n].UPOS == "VERB" || s.Tokens[n].Form == "," {
			return -1
		}
		if s.Tokens[n].UPOS != "NOUN" {
			continue
		}
		for c := n + 1; c < i; c++ {
			if u := &s.Tokens[c]; u.Head == n && is(u.Rel, "nmod") && g.cased(s, c)&g.bit["of"] != 0 {
				return n
			}
		}
	}
	return -1
}

// beside makes the subject and the object of a finite verb of names right before and
// behind it that the parser has made parts of it, as of a noun: "Berlin plans to build",
// "Paris slams Baku".
func beside(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		v := t.Head
		if t.UPOS != "PROPN" || v < 0 || !is(t.Rel, "compound") && !is(t.Rel, "flat") || s.Tokens[v].UPOS != "VERB" || !s.Tokens[v].Feats.Has("VerbForm", "Fin") || hasDependent(s, i, "case") {
			continue
		}
		switch {
		case i == v-1 && !hasDependent(s, v, "nsubj", "csubj", "expl", "case", "det"):
			t.Rel = "nsubj"
		case i == v+1 && hasDependent(s, v, "nsubj") && !hasDependent(s, v, "obj"):
			t.Rel = "obj"
		}
	}
}
