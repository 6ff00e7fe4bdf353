package timex

import (
	"strings"

	"github.com/credence-project/credence/ud"
)

// tense is when what a verb tells lies, as seen from the anchor.
type tense uint8

const (
	unknownTense tense = iota
	past
	present
	future
	pledged // the future of something past: "agreed to resume", which may be done by now
)

// reach is how many words away from a verb its auxiliaries are looked for, and
// from an expression a verb: the cost of a sentence grows with its length only.
const reach = 40

// around returns the range of tokens within reach of one.
func around(s *ud.Sentence, token int) (from, to int) {
	return max(0, token-reach), min(len(s.Tokens), token+reach+1)
}

// tenseWords are the word lists of a language that tell of tense, by class.
type tenseWords struct {
	form    int32 // future-form: auxiliaries that make a future: "will"
	modal   int32 // modal-form: auxiliaries that leave open whether: "could"
	perfect int32 // perfect-form: auxiliaries that put what a modal says into the past: "have"
	ahead   int32 // ahead-verb: what they govern lies ahead: "plan", "s'engager"
	going   int32 // going-verb: the same, where they are in the present: "aller"
	recent  int32 // recent-verb: what they govern in the present lies just behind: "venir"
	planned int32 // planned-word: participles and nouns of what lies ahead: "prévu"
	ending  int32 // future-ending: endings of future forms, which taggers take for others
	past    int32 // past-form: forms that are past, whatever their ending or a tagger says
	active  int32 // active-participle: participles that make no passive: "convenus"
	wish    int32 // conditional-ending: endings of forms that are no imperfect, whatever a tagger says
}

// tenseAt returns the tense that holds where an atom stands: that of the verb
// that governs it, or else of the nearest finite verb.
func (r *Reader) tenseAt(at int) tense {
	if t := r.fineTense(at); t != pledged {
		return t
	}
	return future
}

// fineTense is tenseAt that tells what was pledged from what lies ahead.
func (r *Reader) fineTense(at int) tense {
	if r.given != unknownTense {
		return r.given
	}
	s := r.matcher.sentence
	token := r.headOf(at)
	if len(r.tenses) != len(s.Tokens) {
		r.tenses = append(r.tenses[:0], make([]tense, len(s.Tokens))...)
	}
	if r.tenses[token] == unknownTense {
		t := unknownTense
		if before := r.first - 1; before >= 0 && s.Tokens[before].UPOS == "VERB" &&
			(s.Tokens[before].Feats.Has("VerbForm", "Fin") || hasAuxiliary(s, before)) {
			t = r.tenseOf(s, before) // "said Monday the talks would …", whatever a parser says
		}
		if verb := r.opened(s); t == unknownTense && verb >= 0 {
			t = r.tenseOf(s, verb)
		}
		if t == unknownTense {
			t = r.governing(s, token)
		}
		if t == unknownTense {
			t = r.nearest(s, token)
		}
		if t == unknownTense {
			t = past
		}
		r.tenses[token] = t
	}
	return r.tenses[token]
}

// opened returns the first finite verb behind an expression that opens a clause behind a
// colon or semicolon, set off by a comma, whatever a parser hangs it on: "Lima looks
// away: on Tuesday, the treaty was signed"; -1 for none.
func (r *Reader) opened(s *ud.Sentence) int {
	if r.first == 0 || r.last+1 >= len(s.Tokens) || !parts(&s.Tokens[r.first-1]) || s.Tokens[r.last+1].Form != "," {
		return -1
	}
	_, to := around(s, r.last)
	for i := r.last + 1; i < to && !parts(&s.Tokens[i]); i++ {
		switch t := &s.Tokens[i]; {
		case t.UPOS == "AUX" && t.Head >= 0 && (t.BaseRel() == "aux" || t.BaseRel() == "cop"):
			return t.Head
		case t.UPOS == "VERB" && t.Feats.Has("VerbForm", "Fin"):
			return i
		}
	}
	return -1
}

// parts reports whether a sign parts two clauses that stand alone.
func parts(t *ud.Token) bool { return t.Form == ":" || t.Form == ";" }

// headOf returns the token that heads the expression in which an atom stands.
func (r *Reader) headOf(at int) int {
	tokens := r.matcher.sentence.Tokens
	token := int(r.matcher.atoms[at].token)
	for steps := 0; steps <= r.last-r.first; steps++ {
		head := tokens[token].Head
		if head < r.first || head > r.last {
			break
		}
		token = head
	}
	return token
}

// underVerb reports whether what stands around an atom hangs on a verb, not on
// a noun.
func (r *Reader) underVerb(at int) bool {
	s := r.matcher.sentence
	head := s.Tokens[r.headOf(at)].Head
	return head < 0 || s.Tokens[head].UPOS == "VERB"
}

// governing climbs the tree to the verb that a token hangs on, and returns its
// tense, unknownTense where there is none.
func (r *Reader) governing(s *ud.Sentence, token int) tense {
	infinitive := false
	for steps := 0; token >= 0 && steps < reach; steps++ {
		t := &s.Tokens[token]
		if r.is(t, r.g.tenses.planned) && !t.Feats.Has("VerbForm", "Fin") && !(hasAuxiliary(s, token) && r.tenseOf(s, token) == past) {
			return future // "prévu lundi", but not "a été fixé lundi"
		}
		if t.UPOS == "VERB" || t.UPOS == "AUX" || hasAuxiliary(s, token) {
			own := r.tenseOf(s, token)
			if infinitive || r.is(t, r.g.tenses.recent) && completes(s, token) {
				own = r.ofInfinitive(t, own)
			}
			if own != unknownTense {
				return own
			}
			infinitive = infinitive || t.Feats.Has("VerbForm", "Inf")
		}
		token = t.Head
	}
	return unknownTense
}

// completes reports whether an infinitive completes a verb.
func completes(s *ud.Sentence, verb int) bool {
	from, to := around(s, verb)
	for i := from; i < to; i++ {
		if t := &s.Tokens[i]; t.Head == verb && t.BaseRel() == "xcomp" && t.Feats.Has("VerbForm", "Inf") {
			return true
		}
	}
	return false
}

// ofInfinitive returns the tense of what an infinitive tells under a verb.
func (r *Reader) ofInfinitive(verb *ud.Token, own tense) tense {
	switch {
	case r.is(verb, r.g.tenses.ahead) && own == past:
		return pledged
	case r.is(verb, r.g.tenses.ahead):
		return future
	case own == present && r.is(verb, r.g.tenses.going):
		return future
	case own == present && r.is(verb, r.g.tenses.recent):
		return past
	}
	return own
}

// is reports whether a token's form or lemma belongs to a list.
func (r *Reader) is(t *ud.Token, class int32) bool {
	if class == 0 {
		return false
	}
	lex := &r.g.lex
	return lex.in(lex.find(t.Form), class) != nil || lex.in(lex.find(t.Lemma), class) != nil
}

// formIs reports whether a token's form belongs to a list.
func (r *Reader) formIs(t *ud.Token, class int32) bool {
	return class != 0 && r.g.lex.in(r.g.lex.find(t.Form), class) != nil
}

// hasAuxiliary reports whether a token that is no verb has a copula or an
// auxiliary, so that it heads a clause.
func hasAuxiliary(s *ud.Sentence, token int) bool {
	from, to := around(s, token)
	for i := from; i < to; i++ {
		if s.Tokens[i].Head == token && (s.Tokens[i].BaseRel() == "cop" || s.Tokens[i].BaseRel() == "aux") {
			return true
		}
	}
	return false
}

// tenseOf returns the tense of a verb with its auxiliaries, unknownTense where
// it is not finite.
func (r *Reader) tenseOf(s *ud.Sentence, verb int) tense {
	v := &s.Tokens[verb]
	participle := v.Feats.Has("VerbForm", "Part") && v.Feats.Has("Tense", "Past")
	result := unknownTense
	passive, modal, perfect, subject, marked := false, false, false, false, false
	from, to := around(s, verb)
	for i := from; i < to; i++ {
		a := &s.Tokens[i]
		if a.Head == verb {
			subject = subject || a.BaseRel() == "nsubj"
			marked = marked || a.Rel == "mark" || a.BaseRel() == "aux"
		}
		if a.Head != verb || a.BaseRel() != "aux" && a.BaseRel() != "cop" {
			continue
		}
		modal = modal || r.is(a, r.g.tenses.modal) || a.Feats.Has("Mood", "Cnd") || a.Feats.Has("Tense", "Imp") && r.endsIn(a.Form, r.g.tenses.wish)
		perfect = perfect || r.is(a, r.g.tenses.perfect) || a.Rel == "aux:tense"
		switch t := r.tenseOfForm(a); {
		case r.is(a, r.g.tenses.form), t == future && !modal:
			return future
		case t == past:
			result = past
		case t == present && v.Feats.Has("VerbForm", "Inf") && r.is(a, r.g.tenses.going):
			return future // "is to visit"
		case t == present && a.Rel == "aux:pass" && result == unknownTense && !r.is(v, r.g.tenses.active):
			passive, result = true, present
		case t == present && participle && a.BaseRel() == "aux" && !passive:
			result = past // "a annoncé", "has announced"
		case t == present && result == unknownTense:
			result = present
		}
		if a.Feats.Has("VerbForm", "Part") && a.Feats.Has("Tense", "Past") && result == present {
			result = past // "a été annoncé", "has been announced", "a fait annoncer"
		}
	}
	switch {
	case modal && perfect && participle:
		return past // "could have signed", "aurait signé"
	case modal:
		return future
	case result != unknownTense:
		return result
	}
	if own := r.tenseOfForm(v); own != unknownTense {
		return own
	}
	switch {
	case participle:
		return past // "adopted on Monday"
	case subject && !marked && v.Feats.Has("VerbForm", "Inf"):
		return present // "voters go": no infinitive, whatever a tagger says
	}
	return unknownTense
}

// tenseOfForm returns the tense of one finite word.
func (r *Reader) tenseOfForm(t *ud.Token) tense {
	if f := t.Feats.Get("VerbForm"); f != "" && f != "Fin" {
		return unknownTense
	}
	switch {
	case r.formIs(t, r.g.tenses.past):
		return past
	case t.Feats.Has("Mood", "Cnd"), t.Feats.Has("VerbForm", "Fin") && r.looksFuture(t.Form):
		return future
	case t.Feats.Has("Mood", "Imp"):
		return present
	}
	switch t.Feats.Get("Tense") {
	case "Fut":
		return future
	case "Imp":
		if r.endsIn(t.Form, r.g.tenses.wish) {
			return future
		}
		return past
	case "Past", "Pqp":
		return past
	case "Pres":
		return present
	}
	return unknownTense
}

// nearest returns the tense of the nearest finite verb, or of a word that looks
// like one where nothing is tagged.
func (r *Reader) nearest(s *ud.Sentence, token int) tense {
	for away := 1; away <= reach; away++ {
		for _, i := range []int{token - away, token + away} {
			if i < 0 || i >= len(s.Tokens) {
				continue
			}
			t := &s.Tokens[i]
			verb := t.UPOS == "VERB" || t.UPOS == "AUX"
			if verb && t.Head >= 0 && t.BaseRel() == "aux" {
				i = t.Head
			}
			if verb {
				if found := r.tenseOf(s, i); found != unknownTense {
					return found
				}
			}
			if r.is(t, r.g.tenses.form) || (t.UPOS == "" || t.UPOS == "X") && r.looksFuture(t.Form) {
				return future
			}
		}
	}
	return unknownTense
}

// looksFuture reports whether a form ends as future forms do.
func (r *Reader) looksFuture(form string) bool {
	lex := &r.g.lex
	return r.endsIn(form, r.g.tenses.ending) && lex.in(lex.find(form), r.g.tenses.past) == nil
}

// endsIn reports whether a form has an ending of a list.
func (r *Reader) endsIn(form string, class int32) bool {
	if class == 0 {
		return false
	}
	lex := &r.g.lex
	form = strings.ToLower(form)
	for n := 2; n <= 8 && n < len(form); n++ {
		if lex.in(lex.index[form[len(form)-n:]], class) != nil {
			return true
		}
	}
	return lex.in(lex.index[form], class) != nil
}
