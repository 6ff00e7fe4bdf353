package valency

import "github.com/credence-project/credence/ud"

// Mend puts right what parsers get wrong in news so often that it pays: in "a
// annoncé dimanche qu'il rompait" the bare "dimanche" is taken for the object,
// and the clause for a relative clause of it, as it is for one of the day in "a
// annoncé le même jour qu'il rompait". A clause that lacks neither subject nor
// object, behind a noun without determiner or one that is no object, completes
// the verb.
func Mend(s *ud.Sentence) {
	for i := range s.Tokens {
		noun := s.Tokens[i].Head
		if s.Tokens[i].Rel != "acl:relcl" || noun < 0 || noun >= i || s.Tokens[noun].UPOS != "NOUN" {
			continue
		}
		verb := s.Tokens[noun].Head
		oblique := is(s.Tokens[noun].Rel, "obl")
		if verb < 0 || verb >= noun || s.Tokens[verb].UPOS != "VERB" || !oblique && !bare(s, noun) || !whole(s, i) {
			continue
		}
		if !oblique {
			s.Tokens[noun].Rel = "obl:mod"
		}
		s.Tokens[i].Head, s.Tokens[i].Rel = verb, "ccomp"
	}
}

// bare reports whether the noun has neither determiner nor preposition.
func bare(s *ud.Sentence, noun int) bool {
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == noun && (t.Rel == "det" || t.Rel == "case" || t.Rel == "nummod") {
			return false
		}
	}
	return true
}

// whole reports whether the clause of the verb has a marker, a subject, and an
// object or complement of its own: nothing in it stands for the noun before it.
func whole(s *ud.Sentence, verb int) bool {
	var marked, subject, object bool
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != verb {
			continue
		}
		marked = marked || t.Rel == "mark" && t.UPOS == "SCONJ"
		subject = subject || is(t.Rel, "nsubj") && !t.Feats.Has("PronType", "Rel")
		object = object || is(t.Rel, "obj") && !t.Feats.Has("PronType", "Rel") || is(t.Rel, "obl") || is(t.Rel, "xcomp") || is(t.Rel, "ccomp")
	}
	return marked && subject && object
}
