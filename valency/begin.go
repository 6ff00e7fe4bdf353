package valency

import "github.com/credence-project/credence/ud"

// verbBehind returns the finite verb without subject that stands right behind the
// name i, but for its auxiliaries, adverbs and pronouns, which a conjunction joins to an object or complement before it; -1 where
// there is none.
func verbBehind(s *ud.Sentence, i int) int {
	t := &s.Tokens[i]
	if t.UPOS != "PROPN" || t.Rel != "conj" || t.Head < 0 || t.Head > i || subject(s, t.Head) || i == 0 || s.Tokens[i-1].UPOS != "CCONJ" {
		return -1
	}
	v := i + 1
	for ; v < len(s.Tokens); v++ {
		next := &s.Tokens[v]
		if next.Head == i && is(next.Rel, "flat") || next.UPOS == "ADV" || next.UPOS == "AUX" || next.UPOS == "PRON" && next.Head > v {
			continue
		}
		break
	}
	if v == len(s.Tokens) || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].Head >= i || s.Tokens[v].Head < 0 || !is(s.Tokens[v].Rel, "conj") {
		return -1
	}
	finite := s.Tokens[v].Feats.Has("VerbForm", "Fin")
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == v {
			if is(t.Rel, "nsubj") {
				return -1
			}
			finite = finite || c < v && t.Feats.Has("VerbForm", "Fin")
		}
	}
	if !finite {
		return -1
	}
	return v
}

// subject reports whether the word at i, or one that it is coordinated with, is a
// subject: then the name behind "and" may be another.
func subject(s *ud.Sentence, i int) bool {
	for n := 0; i >= 0 && n < maxClimb; n++ {
		if is(s.Tokens[i].Rel, "nsubj") || s.Tokens[i].Head < 0 {
			return true
		}
		if s.Tokens[i].Rel != "conj" {
			return false
		}
		i = s.Tokens[i].Head
	}
	return false
}

// begin makes the name i the subject of the verb v, and the conjunction before it
// that of the verb.
func begin(s *ud.Sentence, i, v int) {
	s.Tokens[i].Head, s.Tokens[i].Rel = v, "nsubj"
	if s.Tokens[i-1].Head == i {
		s.Tokens[i-1].Head = v
	}
}
