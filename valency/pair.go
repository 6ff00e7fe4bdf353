package valency

import "github.com/credence-project/credence/ud"

// paired gives back to the noun i, which a preposition such as "between" introduces,
// the one coordinated with it that the parser has made the subject of the verb behind,
// or hung on another word: "Relations between Lima and Quito were restored".
func (g *Grammar) paired(s *ud.Sentence, i int) {
	noun := s.Tokens[i].Head
	if noun < 0 || noun >= i || !is(s.Tokens[i].Rel, "nmod") || !g.between(s, i) || hasDependent(s, i, "conj") {
		return
	}
	and := i + 1
	for and < len(s.Tokens) && s.Tokens[and].UPOS != "CCONJ" && under(s, and, i) {
		and++
	}
	if and+1 >= len(s.Tokens) || s.Tokens[and].UPOS != "CCONJ" {
		return
	}
	other := and + 1
	for n := 0; n < maxClimb; n++ {
		h := s.Tokens[other].Head
		if h <= other || !nominal(s, h) {
			break
		}
		other = h
	}
	if !nominal(s, other) || s.Tokens[other].Head == i {
		return
	}
	v := s.Tokens[other].Head
	switch {
	case v == noun && s.Tokens[other].Rel == "conj":
	case v > other && s.Tokens[v].UPOS == "VERB" && is(s.Tokens[other].Rel, "nsubj"):
		if !subjectOf(s, noun, v) {
			return
		}
	default:
		return
	}
	s.Tokens[other].Head, s.Tokens[other].Rel = i, "conj"
	s.Tokens[and].Head, s.Tokens[and].Rel = other, "cc"
}

// subjectOf makes the noun the subject of the verb v, where it is that already or
// the verb has been coordinated with it; false where it stands otherwise.
func subjectOf(s *ud.Sentence, noun, v int) bool {
	n, verb := &s.Tokens[noun], &s.Tokens[v]
	if n.Head == v && is(n.Rel, "nsubj") {
		return true
	}
	if verb.Head != noun || verb.Rel != "conj" {
		return false
	}
	verb.Head, verb.Rel = n.Head, n.Rel
	n.Head, n.Rel = v, "nsubj"
	if hasDependent(s, v, "aux:pass") {
		n.Rel = "nsubj:pass"
	}
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == noun && t.UPOS == "PUNCT" && c > v {
			t.Head = v
		}
	}
	return true
}

// between reports whether a preposition of the class "between" introduces the word i.
func (g *Grammar) between(s *ud.Sentence, i int) bool {
	for c := range i {
		if t := &s.Tokens[c]; t.Head == i && t.Rel == "case" && g.class[t.Lemma]&g.bit["between"] != 0 {
			return true
		}
	}
	return false
}

// under reports whether the word i depends on the word at top, at any depth.
func under(s *ud.Sentence, i, top int) bool {
	for n := 0; i >= 0 && n < maxClimb; i, n = s.Tokens[i].Head, n+1 {
		if i == top {
			return true
		}
	}
	return false
}

// nominal reports whether the word i is a noun or name.
func nominal(s *ud.Sentence, i int) bool {
	return s.Tokens[i].UPOS == "NOUN" || s.Tokens[i].UPOS == "PROPN"
}
