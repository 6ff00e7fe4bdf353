package timex

import "github.com/credence-project/credence/ud"

// aside returns the verb of the relative clause that tells the expression in hand, -1
// where none does: "Paris, which had closed its embassy in 2012, …" is told by the way,
// and what follows does not go on from there.
func (r *Reader) aside() int { return r.inside("acl") }

// inside returns the verb of the clause of a sort that tells the expression in hand, -1
// where none does.
func (r *Reader) inside(sort string) int {
	tokens := r.matcher.sentence.Tokens
	for i, steps := r.first, 0; i >= 0 && steps < reach; i, steps = tokens[i].Head, steps+1 {
		if tokens[i].BaseRel() == sort && (i < r.first || i > r.last) {
			return i
		}
	}
	return -1
}

// clause returns the verb whose clause tells the expression in hand, -1 for none.
func (r *Reader) clause() int {
	s := r.matcher.sentence
	for i, steps := r.first, 0; i >= 0 && steps < reach; i, steps = s.Tokens[i].Head, steps+1 {
		if (i < r.first || i > r.last) && (s.Tokens[i].UPOS == "VERB" || hasAuxiliary(s, i)) {
			return i
		}
	}
	return -1
}

// pluperfect reports whether the expression in hand is told in the pluperfect.
func (r *Reader) pluperfect() bool {
	s := r.matcher.sentence
	return hasPast(s, r.clause(), "Past") || hasPast(s, r.clause(), "Imp")
}

// returns reports whether the expression in hand is told of what is news: in a perfect
// that tells no story ("has just opened"), or in any behind a pluperfect.
func (r *Reader) returns() bool {
	s := r.matcher.sentence
	verb := r.clause()
	for steps := 0; verb >= 0 && steps < reach; steps++ {
		if hasPast(s, verb, "Pres") {
			return r.before || r.g.tenses.perfect != 0 && r.perfect(verb)
		}
		verb = s.Tokens[verb].Head
	}
	return false
}

// perfect reports whether an auxiliary of a verb is of the class that makes a perfect.
func (r *Reader) perfect(verb int) bool {
	s := r.matcher.sentence
	from, to := around(s, verb)
	for i := from; i < to; i++ {
		if a := &s.Tokens[i]; a.Head == verb && a.BaseRel() == "aux" && r.is(a, r.g.tenses.perfect) {
			return true
		}
	}
	return false
}

// hasPast reports whether a verb is a past participle with an auxiliary, no passive's, in
// a tense, or a noun or adjective whose copula is one.
func hasPast(s *ud.Sentence, verb int, tense string) bool {
	if verb < 0 {
		return false
	}
	from, to := around(s, verb)
	participle := s.Tokens[verb].Feats.Has("VerbForm", "Part")
	for i := from; i < to; i++ {
		c := &s.Tokens[i]
		participle = participle || c.Head == verb && c.BaseRel() == "cop" && c.Feats.Has("VerbForm", "Part") && c.Feats.Has("Tense", "Past")
	}
	if !participle {
		return false
	}
	for i := from; i < to; i++ {
		if a := &s.Tokens[i]; a.Head == verb && a.BaseRel() == "aux" && a.Rel != "aux:pass" && a.Feats.Has("Tense", tense) {
			return true
		}
	}
	return false
}
