package act

import (
	"strings"

	"github.com/credence-project/credence/valency"
)

// stance is what the climb from the word that evokes an act has found so far.
type stance struct {
	denied   bool
	mood     Modality // Asserted, Future or Hypothetical
	cond     bool     // a conditional: future under a report, else hypothetical
	reporter int      // verb of the report that it stands under, -1 none
	path     []int    // words climbed through, the trigger first
}

func (s *stance) modality() Modality {
	switch {
	case s.denied:
		return Negated
	case s.mood == Asserted && s.cond && s.reporter >= 0:
		return Future
	case s.mood == Asserted && s.cond:
		return Hypothetical
	}
	return s.mood
}

func (s *stance) weaken(m Modality) {
	if s.mood == Asserted || m == Hypothetical {
		s.mood = m
	}
}

// climb walks from the word that evokes an act up to where its clause stands
// alone, and tells what the words on the way do to it.
func (m *Modals) climb(t *valency.Tree, trigger int, buf []int) stance {
	s := stance{reporter: -1, path: append(buf[:0], trigger)}
	if p := t.Predicate(trigger); p >= 0 {
		s.path, trigger = append(s.path, p), p
	}
	m.local(t, trigger, &s, t.Verbal(trigger))
	if t.Tokens[trigger].UPOS == "AUX" {
		m.auxiliary(t.Tokens[trigger].Lemma, &s) // it stands alone: "ECOWAS may"
	}
	for c, n := trigger, 0; n < 12; n++ {
		h := t.Head(c)
		if h < 0 || !m.pass(t, c, h, &s) {
			break
		}
		s.path = append(s.path, h)
		c = h
	}
	return s
}

// local applies what stands beside the word v: negation, auxiliaries, tense.
func (m *Modals) local(t *valency.Tree, v int, s *stance, verbal bool) {
	tok := &t.Tokens[v]
	if verbal && m.negated(t, v) {
		s.denied = !s.denied
	}
	if !verbal {
		m.nominal(t, v, s)
		return
	}
	m.tense(tok.Feats.Get("Tense"), tok.Feats.Get("Mood"), s)
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if t.Is(c, "advmod") && m.Possible[t.Tokens[c].Lemma] {
			s.weaken(Hypothetical) // "quizá"
		}
		if c == v-1 && (m.Almost[t.Tokens[c].Lemma] || c > 0 && m.Almost[t.Tokens[c-1].Lemma+" "+t.Tokens[c].Lemma]) {
			s.weaken(Hypothetical)
		}
		if t.Is(c, "mark") && m.Against[t.Tokens[c].Lemma] && t.Child(v, "cop") >= 0 && c < v {
			s.denied = !s.denied // "is against recognising it"
		}
		if t.Is(c, "mark") && m.effect[t.Tokens[c].Lemma] == Plans && t.Child(c, "cop") >= 0 {
			s.weaken(Future) // "is due to visit", taken for a conjunction
		}
		if !t.Is(c, "aux") && !t.Is(c, "cop") {
			continue
		}
		aux := &t.Tokens[c]
		m.tense(aux.Feats.Get("Tense"), aux.Feats.Get("Mood"), s)
		m.auxiliary(aux.Lemma, s)
		if m.effect[aux.Lemma] == Denies {
			s.denied = !s.denied // "a failli rompre"
		}
		if m.effect[aux.Lemma] == Plans && t.Child(v, "mark") > c {
			switch {
			case infinitive(t, v), t.Tokens[v-1].Rel == "aux:pass" && t.Tokens[v-1].Feats.Has("VerbForm", "Inf"):
				s.weaken(Future) // "is to open", "is to be opened"
			case tok.Feats.Has("VerbForm", "Part") && t.Tokens[v-1].Rel == "aux" && t.Tokens[v-1].Feats.Has("VerbForm", "Inf"):
				s.weaken(Hypothetical) // "was to have opened"
			}
		}
	}
	if m.heralded(t, v) {
		s.weaken(Future)
	}
	if inverted(t, v) || s.mood == Future && m.conditioned(t, v) {
		s.weaken(Hypothetical)
	}
}

// nominal applies what stands before the noun v: "aucune reconnaissance", "pas de
// reconnaissance"; "vers une reconnaissance", where it is all that a title says.
func (m *Modals) nominal(t *valency.Tree, v int, s *stance) {
	for c := t.First(v); c >= 0 && c < v; c = t.Next(c) {
		switch lemma := t.Tokens[c].Lemma; {
		case t.Is(c, "det") && m.NoOne[lemma], t.Is(c, "advmod") && m.Negators[lemma] && t.Is(c+1, "case") && t.Head(c+1) == v:
			s.denied = !s.denied
		case t.Is(c, "case") && m.Without[lemma] && t.Head(v) < 0:
			s.denied = true
		case t.Is(c, "case") && m.Toward[lemma] && t.Head(v) < 0:
			s.weaken(Hypothetical)
		}
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if t.Tokens[c].UPOS == "ADJ" && !t.Is(c, "case") { // not "due to the recognition"
			m.qualified(t, c, s)
		}
	}
}

// qualified applies an adjective that is said of an act: "une éventuelle
// reconnaissance", "recognition remains unlikely", "is out of the question".
func (m *Modals) qualified(t *valency.Tree, adj int, s *stance) {
	switch m.effect[t.Tokens[adj].Lemma] {
	case Weighs:
		s.weaken(Hypothetical)
	case Plans:
		s.weaken(Future)
	case Denies, Excludes:
		s.denied = !s.denied
	}
}

// heralded reports whether the infinitive v says of a name before it what a title
// announces, without any verb that is finite: "France to withdraw troops from Niger".
// Parsers take the name for its subject, or hang the verb on it.
func (m *Modals) heralded(t *valency.Tree, v int) bool {
	mark, h := t.Child(v, "mark"), t.Head(v)
	if mark < 0 || !infinitive(t, v) || !m.Purpose[t.Tokens[mark].Lemma] {
		return false
	}
	if h < 0 {
		subject := t.Child(v, "nsubj")
		return subject >= 0 && subject < v && t.Child(v, "aux") < 0
	}
	named := t.Tokens[h].UPOS == "PROPN" || t.Tokens[h].UPOS == "NOUN" && (t.Tokens[h].Feats.Has("Number", "Plur") || t.Passive(v))
	return named && h < v && t.Is(v, "acl") && t.Head(h) < 0 && t.Child(h, "cop") < 0 && t.Child(h, "nsubj") < 0
}

// infinitive reports whether the verb v, or its auxiliary of the passive, is one: "to
// be reopened".
func infinitive(t *valency.Tree, v int) bool {
	if aux := t.Child(v, "aux"); aux >= 0 && t.Passive(v) {
		v = aux
	}
	return t.Tokens[v].Feats.Has("VerbForm", "Inf")
}

// inverted reports whether the sentence opens with an auxiliary of v before its
// subject: "Had Finland recognised it, …". Questions are left out elsewhere.
func inverted(t *valency.Tree, v int) bool {
	subject := t.Child(v, "nsubj")
	return subject > 0 && subject < v && t.Is(0, "aux") && t.Head(0) == v
}

// conditioned reports whether a clause below the verb v makes it depend on
// something: "will recognise it if …".
func (m *Modals) conditioned(t *valency.Tree, v int) bool {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if !t.Is(c, "advcl") {
			continue
		}
		if mark := t.Child(c, "mark"); mark >= 0 && m.Conditional[t.Tokens[mark].Lemma] {
			return true
		}
	}
	return false
}

// auxiliary applies an auxiliary of possibility, condition or future.
func (m *Modals) auxiliary(lemma string, s *stance) {
	switch {
	case m.Possible[lemma]:
		s.weaken(Hypothetical)
	case m.Conditionals[lemma]:
		s.cond = true
	case m.Futures[lemma]:
		s.weaken(Future)
	}
}

func (m *Modals) tense(tense, mood string, s *stance) {
	switch {
	case mood == "Cnd":
		s.cond = true
	case tense == "Fut":
		s.weaken(Future)
	}
}

// negated reports whether the clause of v is denied: by an adverb, or by a
// determiner or pronoun in the place of its subject or object.
func (m *Modals) negated(t *valency.Tree, v int) bool {
	found := false
	for c := t.First(v); c >= 0; c = t.Next(c) {
		tok := &t.Tokens[c]
		if c > v && (tok.UPOS == "ADV" && parted(t, v, c) || others(t, v, c)) {
			continue // "a reconnu la Palestine ; le Japon, pas encore"
		}
		switch rel := t.Rel(c); rel {
		case "advmod", "cc", "aux", "expl", "dep", "mark", "det":
			if m.Unless[tok.Lemma] && rel == "advmod" && found {
				return false
			}
			if d := t.First(c); rel == "aux" && d >= 0 && d < c && (t.Is(d, "cc") || t.Is(d, "advmod")) && m.Negators[t.Tokens[d].Lemma] {
				found = true // "nor has it", hung on the auxiliary
			}
			found = found || m.Negators[tok.Lemma] && !(tok.UPOS == "NOUN" && t.Child(c, "det") >= 0) || rel == "advmod" && m.deniedBelow(t, c)
		case "nsubj", "obj", "iobj", "obl":
			if m.NoOne[tok.Lemma] {
				found = true
			}
			for d := t.First(c); d >= 0; d = t.Next(d) {
				if (t.Is(d, "det") || t.Is(d, "cc") && d < c) && m.NoOne[t.Tokens[d].Lemma] || t.Is(d, "advmod") && rel != "obl" && m.Negators[t.Tokens[d].Lemma] && m.Unless[t.Tokens[d].Lemma] {
					found = true
				}
				if d < c && t.Is(d, "advmod") && rel == "nsubj" && m.Negators[t.Tokens[d].Lemma] && !m.Unless[t.Tokens[d].Lemma] && t.Is(c, "nsubj:pass") && (t.Child(c, "amod") >= 0 || t.Child(c, "nummod") >= 0) {
					found = true // "not a single soldier was sent"
				}
				if found && (t.Is(d, "advmod") || t.Is(d, "case") || t.Is(d, "mark")) && m.Unless[t.Tokens[d].Lemma] && d < c {
					return false
				}
			}
		}
	}
	return found
}

// others reports whether the word at c, which ends the sentence, says no of the name
// before it and not of the verb v: "recognised it in 2008, Spain not".
func others(t *valency.Tree, v, c int) bool {
	if c+2 < len(t.Tokens) || t.Tokens[c-1].UPOS != "PROPN" {
		return false
	}
	for k := c - 1; k > v; k-- {
		if t.Tokens[k].Form == "," {
			return true
		}
	}
	return false
}

// parted reports whether a semicolon stands between the words at i and j.
func parted(t *valency.Tree, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if t.Tokens[k].Form == ";" {
			return true
		}
	}
	return false
}

// deniedBelow reports whether an adverb is denied by a word of its own: "no
// longer".
func (m *Modals) deniedBelow(t *valency.Tree, adverb int) bool {
	d := t.First(adverb)
	return d >= 0 && t.Next(d) < 0 && m.Negators[t.Tokens[d].Lemma]
}

// pass applies the step from c to its head h; false ends the climb.
func (m *Modals) pass(t *valency.Tree, c, h int, s *stance) bool {
	if m.approached(t, c, h) {
		s.weaken(Hypothetical)
	}
	switch t.Rel(c) {
	case "xcomp", "ccomp", "csubj":
		m.cased(t, c, s) // "sigue sin reconocer"
		m.governed(t, c, h, s)
		if mark := t.Child(c, "mark"); mark >= 0 && m.Against[t.Tokens[mark].Lemma] && m.effectOf(t, h) != Weighs {
			s.denied = !s.denied // "decided against recognising it"
		}
		if n := m.between(t, c, h); n >= 0 {
			m.governed(t, c, n, s)
		}
		return true
	case "obj", "nmod", "obl", "iobj", "compound", "amod", "appos":
		if m.cased(t, c, s) || t.Is(c, "obj") && m.Presumes[t.Tokens[h].Lemma] && !t.Verbal(c) {
			return false
		}
		if t.Rel(c) == "obl" && (!t.Nominal(c) || c < h || t.Tokens[c].Rel == "obl:mod") {
			return false // an adverbial: "en visite à Kiev, il a promis"
		}
		m.governed(t, c, h, s)
		return t.Rel(c) != "obl" || m.effect[t.Tokens[h].Lemma] != NoEffect
	case "nsubj":
		return m.subject(t, c, h, s)
	case "advcl":
		return m.adverbial(t, c, h, s)
	case "acl":
		return m.adnominal(t, c, h, s)
	case "conj":
		return m.coordinated(t, c, h, s)
	}
	return false
}

// approached reports whether the gerund c is only what the verb h drew near to: "came near
// to recognising it", "went some way towards recognising it".
func (m *Modals) approached(t *valency.Tree, c, h int) bool {
	mark := t.Child(c, "mark")
	if mark < 0 {
		mark = t.Child(c, "case")
	}
	if mark <= h || mark > c || t.Tokens[c].UPOS != "VERB" || t.Tokens[c].Feats.Has("VerbForm", "Inf") || t.Tokens[c].Feats.Has("VerbForm", "Fin") {
		return false
	}
	return m.Toward[t.Tokens[mark].Lemma] || mark-1 > h && m.Nearly[t.Tokens[mark-1].Lemma]
}

// between returns the noun that stands right before the infinitive c, object of the
// verb h which the parser has made the infinitive's governor, where that noun says how
// far the deed has gone: "expressing readiness to recognize it"; -1 for none.
func (m *Modals) between(t *valency.Tree, c, h int) int {
	n := t.Child(c, "mark") - 1
	if n <= h || !t.Tokens[c].Feats.Has("VerbForm", "Inf") || t.Tokens[n].UPOS != "NOUN" || t.Head(n) != h || !t.Is(n, "obj") {
		return -1
	}
	if e := m.effect[t.Tokens[n].Lemma]; e != Plans && e != Weighs && e != Denies {
		return -1
	}
	return n
}

// cased applies prepositions: "sans reconnaissance" denies.
func (m *Modals) cased(t *valency.Tree, c int, s *stance) bool {
	for d := t.First(c); d >= 0; d = t.Next(d) {
		if (t.Is(d, "case") || t.Is(d, "mark")) && m.Without[t.Tokens[d].Lemma] {
			s.denied = true // "sans aucun", "sin ningún" deny once
			return true
		}
	}
	return false
}

// governed applies the effect of the governing word h, and what stands beside it.
func (m *Modals) governed(t *valency.Tree, c, h int, s *stance) {
	verbal := t.Verbal(h)
	negated := verbal && !m.toldOnce(t, c, s) && m.negated(t, h) || !verbal && m.none(t, h) // "no intention of recognising it"
	if mark := t.Child(c, "mark"); mark >= 0 && m.Conditional[t.Tokens[mark].Lemma] {
		s.weaken(Hypothetical) // "whether"
	}
	if t.Is(c, "xcomp") && m.pending(t, h) {
		s.denied = !s.denied
	}
	effect := m.effectOf(t, h)
	if mark := t.Child(c, "mark"); mark > h && effect == m.effect[t.Tokens[h].Lemma] {
		if e := m.effect[t.Tokens[h].Lemma+" "+t.Tokens[mark].Lemma]; e != NoEffect {
			effect = e // "kept from recognising it"
		}
	}
	if t.Tokens[h].UPOS == "ADJ" && t.Tokens[c].Feats.Has("VerbForm", "Inf") && m.tooMuch(t, h) {
		effect = Denies
	}
	if e := m.effect[t.Tokens[c].Lemma]; (e == Plans || e == Weighs) && t.Is(c, "obj") && m.givesUp(t, h) {
		effect = Denies // "dropped its plan to recognise it"
	}
	switch effect {
	case Denies:
		if m.effect[t.Tokens[c].Lemma] == Excludes && s.denied && !negated {
			s.weaken(Hypothetical) // "refused to rule out sending troops"
		}
		s.denied = s.denied != !negated
		if verbal {
			m.mood(t, h, s)
		}
	case Excludes:
		if negated {
			s.weaken(Hypothetical)
		} else {
			s.denied = !s.denied
		}
	case Disputes:
		if s.reporter < 0 {
			s.reporter = h
		}
		s.denied = !s.denied
	case Ordains:
		if up := t.Head(h); t.Verbal(c) && !(up >= 0 && t.Is(h, "obj") && m.Enacts[t.Tokens[up].Lemma]) {
			s.weaken(Future)
		}
		s.denied = s.denied != negated
	case Plans:
		if negated {
			s.denied = true
		}
		s.weaken(Future)
	case Weighs:
		if negated {
			s.denied = true
		}
		s.weaken(Hypothetical)
	case Reports:
		if s.reporter < 0 {
			s.reporter = h
		}
		if f := t.Tokens[c].Feats; verbal && t.Verbal(c) && !f.Has("VerbForm", "Fin") && !f.Has("VerbForm", "Inf") && t.Child(c, "nsubj") < 0 && t.Child(c, "mark") > h && t.Child(c, "aux") < 0 {
			if m.Musing[t.Tokens[h].Lemma] {
				s.weaken(Hypothetical) // "is thinking of recognising it"
			}
			s.denied = s.denied != negated // "said no to recognising it"
		}
	default:
		if negated && (!t.Is(c, "ccomp") || effect == Transparent) {
			s.denied = !s.denied
		}
		if verbal {
			m.mood(t, h, s)
		}
	}
}

// tooMuch reports whether the adjective at h goes beyond what its infinitive allows.
func (m *Modals) tooMuch(t *valency.Tree, h int) bool {
	for c := t.First(h); c >= 0 && c < h; c = t.Next(c) {
		if t.Is(c, "advmod") && m.Too[t.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// givesUp reports whether the verb at h, with its particle, says that what was meant is no
// longer.
func (m *Modals) givesUp(t *valency.Tree, h int) bool {
	lemma := t.Tokens[h].Lemma
	return m.GivesUp[lemma] || h+1 < len(t.Tokens) && t.Head(h+1) == h && m.GivesUp[lemma+" "+t.Tokens[h+1].Lemma]
}

// toldOnce reports whether "no" stands before the noun c, an act or one that says how far
// an act has gone, where it denies that noun and not the verb again: "has no plans to",
// "n'a procédé à aucune expulsion".
func (m *Modals) toldOnce(t *valency.Tree, c int, s *stance) bool {
	if !t.Nominal(c) || t.Verbal(c) || !m.none(t, c) {
		return false
	}
	e := m.effectOf(t, c)
	return c == s.path[0] || e != NoEffect && e != Reports
}

// effectOf returns the effect of the word h, with its particle where the two have one
// together: "hold off".
func (m *Modals) effectOf(t *valency.Tree, h int) Effect {
	lemma := t.Tokens[h].Lemma
	if p := h + 1; p < len(t.Tokens) && t.Head(p) == h && (t.Is(p, "compound") || t.Is(p, "advmod")) {
		if e := m.effect[lemma+" "+t.Tokens[p].Lemma]; e != NoEffect {
			return e
		}
	}
	if f := t.Tokens[h].Feats; m.effect[lemma] == Plans && m.Reached[lemma] && f.Has("Tense", "Past") && f.Has("VerbForm", "Fin") {
		return NoEffect // "went to see him"
	}
	if m.Realised[lemma] && m.perfect(t, h) {
		return NoEffect // "a dû fermer son ambassade": it did
	}
	if t.Tokens[h].UPOS == "ADJ" && m.Nearly[lemma] {
		return Weighs
	}
	return m.effect[lemma]
}

// perfect reports whether the verb at h is a participle whose auxiliary tells a fact.
func (m *Modals) perfect(t *valency.Tree, h int) bool {
	aux := t.Child(h, "aux")
	return aux >= 0 && t.Tokens[h].Feats.Has("VerbForm", "Part") && t.Tokens[aux].Feats.Has("VerbForm", "Fin") && !t.Tokens[aux].Feats.Has("Mood", "Cnd") && t.Tokens[aux].Feats.Get("Tense") != "Fut"
}

// none reports whether "no" stands before the noun h.
func (m *Modals) none(t *valency.Tree, h int) bool {
	d := t.Child(h, "det")
	if d < 0 && h > 0 && (m.NoOne[t.Tokens[h-1].Lemma] && t.Tokens[h-1].UPOS == "ADJ" || t.Is(h-1, "advmod") && t.Head(h-1) == h && m.Negators[t.Tokens[h-1].Lemma]) {
		return true // "n'a nulle intention de", "pas question de"
	}
	return d >= 0 && m.NoOne[t.Tokens[d].Lemma]
}

// pending reports whether an adverb such as "yet" stands beside the word h, so
// that what completes it has not been done: "has yet to recognise".
func (m *Modals) pending(t *valency.Tree, h int) bool {
	for c := t.First(h); c >= 0; c = t.Next(c) {
		if t.Is(c, "advmod") && m.Pending[t.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// mood applies the tense and auxiliaries of a governing verb.
func (m *Modals) mood(t *valency.Tree, h int, s *stance) {
	above := stance{reporter: -1}
	m.local(t, h, &above, true)
	s.weaken(max(s.mood, above.mood))
	s.cond = s.cond || above.cond
}

// subject applies the verb h to the noun c that is its subject.
func (m *Modals) subject(t *valency.Tree, c, h int, s *stance) bool {
	if t.Tokens[h].UPOS == "ADJ" {
		m.qualified(t, h, s)
	} else if of := t.Child(h, "xcomp"); of >= 0 && t.Tokens[of].UPOS == "ADJ" {
		m.qualified(t, of, s)
	}
	if !t.Verbal(h) {
		return false
	}
	passive := t.Passive(h)
	lemma := t.Tokens[h].Lemma
	if passive {
		m.governed(t, c, h, s)
		if m.Rejects[lemma] && m.Proposals[t.Tokens[c].Lemma] {
			s.denied, s.mood = true, Asserted
		}
		return true
	}
	if t.Nominal(h) && m.effect[lemma] != NoEffect {
		m.governed(t, c, h, s) // "la réouverture est à l'étude"
		return true
	}
	if m.Occur[lemma] && m.negated(t, h) {
		s.denied = !s.denied
	}
	m.mood(t, h, s)
	return true
}

// adverbial applies "si", "sans", "pour" before an adverbial clause; one
// without a verb form of its own shares the mood of the main clause.
func (m *Modals) adverbial(t *valency.Tree, c, h int, s *stance) bool {
	finite := t.Tokens[c].Feats.Has("VerbForm", "Fin") || t.Child(c, "nsubj") >= 0
	if c > 0 && t.Is(c-1, "fixed") && t.Head(c-1) == h && m.effect[t.Tokens[h].Lemma] == Plans {
		m.governed(t, c, h, s) // "was due to visit"
		return true
	}
	if !finite && c > h && m.effect[t.Tokens[h].Lemma] != NoEffect && t.Child(c, "mark") < 0 && t.Child(c, "case") < 0 && t.Object(h) < 0 {
		m.governed(t, c, h, s) // "ruled out recognising": a complement, whatever its label
		return true
	}
	if !finite && m.otherwise(t, c) {
		s.denied = true // "instead of recognising it"
		return false
	}
	if o := t.Child(h, "obj"); o > h && o < c && !finite && t.Tokens[o].Feats.Has("Reflex", "Yes") && t.Child(c, "mark") > o {
		m.governed(t, c, h, s) // "could not bring itself to recognise it"
		return true
	}
	if !finite && m.soFar(t, c, h) {
		if m.negated(t, h) {
			s.denied = !s.denied
		}
		m.mood(t, h, s)
		return true
	}
	if n := m.between(t, c, h); n >= 0 && t.Is(n, "obj") && m.givesUp(t, h) {
		m.governed(t, c, n, s)
		m.governed(t, n, h, s) // "gave up its plan to recognise it"
		return true
	}
	if mark := t.Child(c, "mark"); !finite && mark > h && m.Musing[t.Tokens[h].Lemma] && t.Tokens[c].Feats.Get("VerbForm") != "Inf" {
		s.weaken(Hypothetical) // "thinks of recognising it"
	}
	if mark := t.Child(c, "mark"); !finite && mark > h && m.effect[t.Tokens[h].Lemma+" "+t.Tokens[mark].Lemma] != NoEffect || !finite && t.Tokens[h].UPOS == "ADJ" && m.tooMuch(t, h) {
		m.governed(t, c, h, s)
		return true
	}
	if !finite && c > h && t.Nominal(h) && t.Child(h, "cop") >= 0 && m.effect[t.Tokens[h].Lemma] == Weighs && t.Tokens[c].Feats.Has("VerbForm", "Inf") {
		m.governed(t, c, h, s) // "il n'est pas question pour l'Espagne de reconnaître"
		return true
	}
	if m.parted(t, c, h) || m.effectOf(t, h) != m.effect[t.Tokens[h].Lemma] {
		m.governed(t, c, h, s)
		return true
	}
	if d := t.Child(c, "mark") - 1; d > h && !finite && t.Head(d) == h && m.effectOf(t, d) != NoEffect {
		m.governed(t, c, d, s) // "stopped short of recognising"
		return true
	}
	for d := t.First(c); d >= 0; d = t.Next(d) {
		if !t.Is(d, "mark") && !t.Is(d, "case") {
			continue
		}
		lemma := t.Tokens[d].Lemma
		switch {
		case m.NotUntil[lemma] && t.Tokens[c].Feats.Has("Tense", "Past") && t.Tokens[c].Feats.Has("VerbForm", "Fin"):
			return false // "lived there until he presented his credentials"
		case m.Conditional[lemma]:
			if !m.Concessive[lemma] || !perfect(t, c) || c > h {
				s.weaken(Hypothetical) // also "nobody knows if it has"
			}
			return false
		case m.Without[lemma]:
			s.denied = true
			return false
		case m.Purpose[lemma] && t.Tokens[c].Feats.Has("VerbForm", "Inf") && t.Tokens[h].UPOS == "VERB":
			if m.Reached[t.Tokens[h].Lemma] && t.Tokens[h].Feats.Has("Tense", "Past") && t.Child(h, "aux") < 0 {
				return true // "came to Lusaka to see him"
			}
			s.weaken(Future)
			return false
		}
	}
	if !finite && t.Verbal(h) {
		m.mood(t, h, s)
	}
	return !finite
}

// otherwise reports whether the clause of c is what was not done, but something else.
func (m *Modals) otherwise(t *valency.Tree, c int) bool {
	for k := c - 1; k >= 0 && k >= c-3; k-- {
		if m.Rather[t.Tokens[k].Lemma] || m.Rather[strings.ToLower(t.Tokens[k].Form)] {
			return t.Is(k+1, "fixed") || t.Head(k) == c
		}
	}
	return false
}

// soFar reports whether the clause of c tells how far the deed h went: "went so far as
// to recognise it", "did not so much as recall it".
func (m *Modals) soFar(t *valency.Tree, c, h int) bool {
	mark := t.Child(c, "mark")
	if mark < h-1 || mark < 2 {
		return false
	}
	return m.So[t.Tokens[mark-2].Lemma] && t.Dominates(h, mark-2)
}

// parted reports whether the infinitive c completes the verb h, from which an
// adverbial parts it: "refused on Thursday to recognise".
func (m *Modals) parted(t *valency.Tree, c, h int) bool {
	mark, e := t.Child(c, "mark"), m.effect[t.Tokens[h].Lemma]
	if mark < 0 || mark < h || t.Tokens[mark].UPOS != "PART" || t.First(c) != mark || e == NoEffect || e == Reports || t.Child(h, "obj") >= 0 || t.Child(h, "xcomp") >= 0 {
		return false
	}
	for d := t.First(h); d >= 0 && d < c; d = t.Next(d) {
		if d > h && (t.Is(d, "obl") || t.Is(d, "advmod")) {
			_, last := t.Span(d, func(int) bool { return false })
			if last+1 == mark {
				return true
			}
		}
	}
	return false
}

// perfect reports whether the verb v stands in the perfect: a participle with an
// auxiliary in the present.
func perfect(t *valency.Tree, v int) bool {
	aux := t.Child(v, "aux")
	return aux >= 0 && t.Tokens[v].Feats.Has("VerbForm", "Part") && t.Tokens[aux].Feats.Has("Tense", "Pres") && t.Tokens[aux].Feats.Has("Mood", "Ind")
}

// adnominal applies the noun h to the clause c that completes it: "le refus de
// reconnaître", "une proposition visant à …".
func (m *Modals) adnominal(t *valency.Tree, c, h int, s *stance) bool {
	if t.Tokens[c].Rel == "acl:relcl" {
		return false
	}
	if t.Passive(c) && t.Child(c, "mark") < 0 && !infinitive(t, c) {
		return false // "talks brokered by Oman"
	}
	if m.effect[t.Tokens[h].Lemma] != NoEffect || m.Proposals[t.Tokens[h].Lemma] {
		m.governed(t, c, h, s)
		return true
	}
	return t.Tokens[c].Feats.Has("VerbForm", "Inf")
}

// coordinated lets a conjunct without subject and auxiliary of its own share
// what governs the first.
func (m *Modals) coordinated(t *valency.Tree, c, h int, s *stance) bool {
	if !t.Tokens[c].Feats.Has("VerbForm", "Fin") && m.otherwise(t, c) {
		s.denied = true // "closed its office rather than recognise it"
		return false
	}
	if t.Child(c, "nsubj") >= 0 || t.Tokens[c].Feats.Has("VerbForm", "Fin") || t.Child(c, "aux") >= 0 {
		return false
	}
	if t.Verbal(h) {
		above := stance{reporter: -1}
		m.local(t, h, &above, true)
		if cc := t.Child(c, "cc"); cc < 0 || !m.Negators[t.Tokens[cc].Lemma] || !above.denied {
			s.denied = s.denied != above.denied // but "ni accepté ni rejeté" deny once
		}
		s.weaken(max(s.mood, above.mood))
		s.cond = s.cond || above.cond
	}
	return true
}
