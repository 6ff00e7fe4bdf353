package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/valency"
)

// match is one pattern found in the current sentence.
type match struct {
	pattern    *Pattern
	kind       *Kind
	trigger    int
	cluster    []int // words that passed the pattern's tests
	actors     []discourse.Referent
	recipients []discourse.Referent
	over       []discourse.Referent
	nobody     bool // "no country": the actor is everybody, denied
	refused    bool // its words name somebody or something else
	lacking    bool // its pattern holds, but some party is not known
	supplied   bool // that party was learned to be the likeliest
	back       bool // its object points back at that of the act before
	stance     stance
	when       when
	confidence float64
	refuses    bool   // it says no to what was asked before: "She would not."
	rule       string // what found it, where no pattern did
}

// find appends the acts that the word at i evokes: of the patterns that hold,
// the most specific one, and of those the one whose parties are surest; and
// beside it those as specific that other words bear out, for one verb can do
// two things: "relations and the embassy were established".
func (r *Reader) find(dst []match, i int) []match {
	first := len(dst)
	lacking := match{}
	for _, p := range r.evoked(i) {
		if len(dst) > first && p.weight < dst[first].pattern.weight {
			break
		}
		m, ok := r.try(p, i)
		if !ok && m.lacking && (lacking.pattern == nil || lacking.pattern.weight == p.weight && lacking.confidence < m.confidence) {
			lacking = m
		}
		if ok {
			dst = contend(dst, first, m)
		} else if r.untold == nil && r.byMany(&m) {
			untold := m // so that no other match needs memory of its own
			r.untold = &untold
		}
	}
	if len(dst) == first && lacking.pattern != nil && r.supply(&lacking) {
		dst = append(dst, lacking)
	}
	return dst
}

// byMany reports whether a match lacks nothing but who did it, which are some that its
// words count or describe and do not name: "Several states recalled their envoys from Chad".
func (r *Reader) byMany(m *match) bool {
	if len(m.actors) > 0 || m.nobody || len(m.recipients) != 1 || m.recipients[0].How > discourse.Learned || m.kind.Reaction || m.kind.State {
		return false
	}
	var buf [4]int
	subjects := r.tree.Subjects(buf[:0], m.trigger)
	return len(subjects) == 1 && r.tree.Tokens[subjects[0]].UPOS == "NOUN" && r.memory.Describes(subjects[0], m.recipients[0].ID)
}

// goesUntold keeps an act whose doers the sentence does not name, where it tells no other,
// for what the next ones say of somebody who did it too.
func (r *Reader) goesUntold() {
	m := r.untold
	if m == nil || len(r.found) > 0 {
		return
	}
	m.stance = r.coder.modals.climb(&r.tree, m.trigger, nil)
	a := Assertion{Kind: m.kind, Recipients: r.named(m.recipients), Over: r.named(m.over), Modality: m.stance.modality(), Confidence: m.confidence}
	r.last, r.repeated, r.lastUnit, r.toldIn = &a, &a, r.unit, r.sentences
	r.lately = append(r.lately[max(0, len(r.lately)-rememberedActs+1):], &a)
}

// contend lets the match m take its place among those of the same word, which
// begin at first: against one of the same words or kind the surer stays.
func contend(dst []match, first int, m match) []match {
	for n := first; n < len(dst); n++ {
		if old := &dst[n]; old.kind == m.kind || !apart(old.cluster, m.cluster) {
			if m.confidence > old.confidence+.001 {
				*old = m
			}
			return dst
		}
	}
	return append(dst, m)
}

// apart reports whether two matches rest on different words.
func apart(a, b []int) bool {
	for _, i := range a {
		if slices.Contains(b, i) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// evoked returns the patterns that the word at i can evoke, the most specific
// first.
func (r *Reader) evoked(i int) []*Pattern {
	switch tok := &r.tree.Tokens[i]; tok.UPOS {
	case "NOUN":
		return r.coder.lexicon.nouns[tok.Lemma]
	case "PROPN": // in a headline every word is capital
		return r.coder.lexicon.nouns[strings.ToLower(tok.Lemma)]
	case "VERB", "AUX", "ADJ": // the tagger takes participles for adjectives
		return r.coder.lexicon.verbs[tok.Lemma]
	}
	return nil
}

// detached reports whether the object of the verb at i is a name behind a comma and a
// complement, which begins a clause without verb: "broke with Israel on 4 October, Togo
// two days later".
func (r *Reader) detached(i int) bool {
	var buf [4]int
	objects := r.tree.Objects(buf[:0], i)
	for _, o := range objects {
		first, _ := r.tree.Span(o, nil)
		if first-1 <= i+1 || r.tree.Tokens[first-1].Form != "," || !r.names(o) {
			return false
		}
	}
	return len(objects) > 0
}

// try tests the pattern p on the word at i and fills its roles.
func (r *Reader) try(p *Pattern, i int) (match, bool) {
	m := match{pattern: p, kind: p.Kind, trigger: i, confidence: 1}
	if p.Intransitive && r.hasObject(i) && !r.detached(i) {
		return m, false
	}
	for n := range p.Tests {
		if !r.test(&p.Tests[n], &m) {
			return m, false
		}
	}
	if !r.fill(&m) {
		m.lacking = !m.refused
		return m, false
	}
	return m, true
}

// hasObject reports whether the verb at i has an object, or a clause for one:
// "va à Pékin", but "va être fermée".
func (r *Reader) hasObject(i int) bool {
	if c := r.tree.Child(i, "xcomp"); c >= 0 && !r.tree.Nominal(c) {
		return true
	}
	var buf [4]int
	return len(r.tree.Objects(buf[:0], i)) > 0
}

// test reports whether a condition of a pattern holds, and adds the word that
// met it to the cluster.
func (r *Reader) test(test *Test, m *match) bool {
	var buf [32]int
	words := r.walk(buf[:0], m.trigger, test.Path, m.cluster)
	if loose(test.Path) {
		words = r.tree.Below(words, m.trigger, test.Path[0].Preps)
	}
	for _, i := range words {
		if w := r.holds(test, i); w >= 0 {
			if test.Not {
				return false
			}
			if test.Path[0].Func == Gov {
				return true // what governs the word is no part of what it evokes
			}
			m.cluster = append(m.cluster, w)
			m.back = m.back || r.elided(test, w)
			if test.Within && w != i {
				m.cluster = append(m.cluster, i)
			}
			return true
		}
	}
	if c := r.some(test, m.trigger); c >= 0 && !test.Not {
		m.cluster, m.back = append(m.cluster, c), true
		return true
	}
	return test.Not
}

// some returns the word that stands for some of what the act told before was done
// with, where the verb at i has it for an object and the test asks for that:
// "le Bénin en enverra"; -1 where there is none.
func (r *Reader) some(test *Test, i int) int {
	if len(test.Path) != 1 || test.Path[0].Func != Obj || len(r.coder.repeats.Some) == 0 {
		return -1
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Tokens[c].Feats.Has("Reflex", "Yes") {
			return -1 // "s'en retirer"
		}
		if tok := &r.tree.Tokens[c]; tok.UPOS == "PRON" && r.coder.repeats.Some[tok.Lemma] {
			if r.toldWith(test) {
				return c
			}
			for _, lemma := range r.objects[r.older:] {
				if test.Words.Lemmas[lemma] {
					return c
				}
			}
		}
	}
	return -1
}

// loose reports whether a path is a preposition alone: then the parser may have
// hung what it introduces on another word of the clause.
func loose(p Path) bool { return len(p) == 1 && p[0].Func == Prep }

// holds returns the word by which token i, something coordinated with it, or,
// for "~", something below it belongs to the class; -1 where nothing does.
func (r *Reader) holds(test *Test, i int) int {
	if test.Words.has(&r.tree, i) || r.elided(test, i) {
		return i
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		named := r.tree.Is(c, "appos") && r.tree.Tokens[i].UPOS == "PROPN" // "Sylvain Itté, son ambassadeur"
		if test.Within || named || r.tree.Is(c, "conj") || r.tree.Is(c, "flat") || r.tree.Is(c, "fixed") {
			if w := r.holds(test, c); w >= 0 {
				return w
			}
		}
	}
	return -1
}

// elided reports whether token i only points back at the object of the act
// told before, and that was one that the test asks for: "a rouvert la sienne".
func (r *Reader) elided(test *Test, i int) bool {
	tok := &r.tree.Tokens[i]
	if tok.Feats.Has("PronType", "Art") || !r.coder.repeats.Elided[tok.Lemma] && !r.coder.repeats.Elided[strings.ToLower(tok.Form)] && !r.national(i) {
		return false
	}
	if r.toldWith(test) { // the same sentence first
		return true
	}
	objects := r.objects
	if f := r.tree.Tokens[i].Feats; f.Has("PronType", "Prs") && !f.Has("Poss", "Yes") {
		if is, other := r.mentioned(test, i); is || other || !r.fresh {
			return is // "them" does not point farther back
		}
		objects = objects[r.older:]
	}
	for _, lemma := range objects {
		if test.Words.Lemmas[lemma] {
			return true
		}
	}
	return false
}

// toldWith reports whether an act of the sentence was done with what a test asks for.
func (r *Reader) toldWith(test *Test) bool {
	for n := len(r.found) - 1; n >= 0; n-- {
		for _, w := range r.instruments(&r.found[n]) {
			if test.Words.Lemmas[r.tree.Tokens[w].Lemma] {
				return true
			}
		}
	}
	return false
}

// national reports whether the object at i is some people of a country, counted, where
// an act told before was done with people of some sort: "trois diplomates russes; Berlin
// a renvoyé quatre Russes".
func (r *Reader) national(i int) bool {
	if r.tree.Tokens[i].UPOS != "NOUN" && r.tree.Tokens[i].UPOS != "PROPN" || !r.tree.Is(i, "obj") || len(r.objects)+len(r.found) == 0 {
		return false
	}
	refs := r.memory.Resolve(i)
	return len(refs) == 1 && refs[0].Sense == gazetteer.Demonym
}

// mentioned reports whether the object pronoun at i can stand for a noun that a test
// asks for, spoken of before it in its sentence or in the one before: "Ces relations
// se sont améliorées. Le Soudan les avait rompues"; other, whether its sentence has
// another noun that it can stand for.
func (r *Reader) mentioned(test *Test, i int) (is, other bool) {
	if !r.tree.Is(i, "obj") || r.tree.Tokens[i].Feats.Has("Reflex", "Yes") {
		return false, false
	}
	number := r.tree.Tokens[i].Feats.Get("Number")
	for k := range r.tree.Tokens[:i] {
		if tok := &r.tree.Tokens[k]; tok.UPOS == "NOUN" && tok.Feats.Get("Number") == number && r.tree.Head(k) != r.tree.Head(i) {
			if test.Words.Lemmas[tok.Lemma] {
				return true, false
			}
			other = true
		}
	}
	return !other && slices.ContainsFunc(r.spoken, func(s spoken) bool { return s.number == number && test.Words.Lemmas[s.lemma] }), other
}

// speak remembers the nouns of a sentence for the pronouns of the next one.
func (r *Reader) speak() {
	r.spoken = r.spoken[:0]
	for i := range r.tree.Tokens {
		if tok := &r.tree.Tokens[i]; tok.UPOS == "NOUN" {
			r.spoken = append(r.spoken, spoken{tok.Lemma, tok.Feats.Get("Number")})
		}
	}
}

// spoken is a noun of the sentence before.
type spoken struct{ lemma, number string }

// instruments returns the words that an act is done with: what its pattern's
// tests found, and the noun that evokes it.
func (r *Reader) instruments(m *match) []int {
	if m.pattern != nil && !m.pattern.Verb && r.tree.Tokens[m.trigger].UPOS == "NOUN" {
		return append(m.cluster[:len(m.cluster):len(m.cluster)], m.trigger)
	}
	return m.cluster
}

// anyNumber among the lemmas of a class stands for every number.
const anyNumber = "0"

// anyVerb stands for every verb in a pattern.
const anyVerb = "+"

// add takes a lemma into the class.
func (c *Class) add(lemma string) {
	c.Lemmas[lemma] = true
	c.anyVerb = c.anyVerb || lemma == anyVerb
	c.anyNumber = c.anyNumber || lemma == anyNumber
}

// has reports whether the word at i is one of the class.
func (c *Class) has(t *valency.Tree, i int) bool {
	tok := &t.Tokens[i]
	switch tok.UPOS {
	case "VERB":
		return c.Any || c.anyVerb || c.Lemmas[tok.Lemma]
	case "NUM":
		return c.Any || c.anyNumber || c.Lemmas[tok.Lemma]
	case "PROPN":
		return c.Any || c.Lemmas[tok.Lemma] || c.Lemmas[strings.ToLower(tok.Lemma)] // "the American Embassy"
	}
	return c.Any || c.Lemmas[tok.Lemma]
}

// walk appends the words that the path leads to from the word at i. A class
// of prepositions as the first step also looks below the cluster, the words
// that the pattern's tests found.
func (r *Reader) walk(dst []int, i int, path Path, cluster []int) []int {
	if len(path) == 0 {
		return append(dst, i)
	}
	n := len(r.steps)
	next := r.step(r.steps[n:n], i, path[0])
	if path[0].Func == Prep {
		for _, c := range cluster {
			next = r.step(next, c, path[0])
		}
	}
	r.steps = r.steps[:min(n+len(next), cap(r.steps))] // steps further on stand behind these
	defer func() { r.steps = r.steps[:n] }()
	for _, at := range next {
		if len(path) == 1 && path[0].Func == Prep && r.object(at, cluster) {
			continue
		}
		if len(path) == 1 {
			dst = append(dst, at)
		} else {
			dst = r.walk(dst, at, path[1:], nil)
		}
		for q, k := at, 0; k < 3; k++ {
			if q = r.counted(q); q < 0 {
				break
			}
			dst = r.walk(dst, q, path[1:], nil)
		}
	}
	return dst
}

// object reports whether the word at i is one of those that tests found, an object that
// a preposition marks: "llamó a su embajador".
func (r *Reader) object(i int, cluster []int) bool {
	return slices.Contains(cluster, i) && r.tree.Is(i, "obj") && r.tree.Marked(i)
}

// counted returns what the quantity or part at i is of: "diplomates" under
// "une trentaine de diplomates"; -1 where i is none.
func (r *Reader) counted(i int) int {
	if r.tree.First(i) < 0 {
		return -1
	}
	if tok := &r.tree.Tokens[i]; tok.UPOS != "NUM" && !r.coder.lexicon.quantities[tok.Lemma] {
		return -1
	}
	var buf [4]int
	for _, c := range r.tree.Complements(buf[:0], i, r.coder.of) {
		return c
	}
	return -1
}

// step appends the words that one step leads to.
func (r *Reader) step(dst []int, i int, s Step) []int {
	t := &r.tree
	if p := t.Predicate(i); p >= 0 {
		return r.predicated(dst, p, s)
	}
	noun := !t.Verbal(i) && t.Nominal(i)
	switch s.Func {
	case Subj:
		if noun {
			return r.doer(dst, i)
		}
		if o := r.resolver(i); o >= 0 {
			return append(dst, o)
		}
		return t.Subjects(dst, i)
	case Obj:
		return t.Objects(dst, i)
	case IObj:
		if u := t.Undergone(i); u >= 0 && (t.Object(i) >= 0 || t.Child(i, "xcomp") >= 0) {
			return t.Subjects(dst, u)
		}
		return child(dst, t, i, "iobj")
	case Comp:
		dst = child(dst, t, i, "ccomp")
		dst = child(dst, t, i, "xcomp")
		if c := t.Child(i, "acl"); noun && c >= 0 && t.Tokens[c].Rel == "acl" && t.Child(c, "mark") >= 0 {
			dst = append(dst, c) // "the demand that Lima leave"
		}
		return dst
	case Own:
		n := len(dst)
		dst = t.Owners(dst, i)
		for c := t.First(i); c >= 0 && !slices.ContainsFunc(dst[n:], r.names); c = t.Next(c) {
			if noun && t.Is(c, "conj") && t.Nominal(c) {
				dst = t.Owners(dst, c) // "des banquiers et d'anciens ministres haïtiens"
			}
		}
		if w := r.whose(i); w >= 0 && len(dst) == n {
			dst = append(dst, w)
		}
		return dst
	case Adj:
		dst = child(dst, t, i, "amod")
		for c := t.First(i); c >= 0 && c < i; c = t.Next(c) {
			if t.Is(c, "compound") && t.Tokens[c].UPOS == "NOUN" {
				dst = child(dst, t, c, "amod") // "the Israeli drone attack"
			}
		}
		return child(dst, t, i, "compound")
	case Adv:
		dst = child(dst, t, i, "advmod")
		return child(dst, t, i, "compound:prt")
	case Poss:
		dst = child(dst, t, i, "nmod:poss")
		if d := t.Child(i, "det"); d >= 0 && t.Tokens[d].Feats.Has("Poss", "Yes") {
			dst = append(dst, d)
		}
		return dst
	case Prep:
		n := len(dst)
		if dst = r.there(t.Complements(dst, i, s.Preps), i, s); len(dst) == n && noun && s.Preps&r.coder.by != 0 {
			dst = r.maker(dst, i)
		}
		return dst
	case Gov:
		if h := t.Head(i); h >= 0 {
			dst = append(dst, h)
		}
		return dst
	case Appos:
		return child(dst, t, i, "appos")
	case Clause:
		for c := t.First(i); c >= 0; c = t.Next(c) {
			if t.Is(c, "acl") && t.Child(c, "mark") < 0 {
				dst = append(dst, c)
			}
		}
		return dst
	case Self:
		return append(dst, i)
	case Support:
		return r.supported(dst, i)
	}
	return dst
}

// predicated appends the words that one step leads to from the copula of the predicate p,
// which governs that as a verb does: "was in Rabat", "is back from Rabat".
func (r *Reader) predicated(dst []int, p int, s Step) []int {
	t := &r.tree
	switch s.Func {
	case Subj:
		return t.Subjects(dst, p)
	case Comp:
		return append(dst, p)
	case Prep:
		if t.HasCase(p, s.Preps) {
			return append(dst, p)
		}
		if t.Tokens[p].UPOS == "ADV" {
			return t.Complements(dst, p, s.Preps)
		}
	}
	return dst
}

// resolver returns the decision, plan or offer that the infinitive at i completes,
// where it is said whose it is, and that need not be who speaks of it: "a salué la décision
// espagnole de reconnaître"; -1 where that is not said, or the noun asks others to do it.
func (r *Reader) resolver(i int) int {
	t := &r.tree
	noun := t.Head(i)
	if noun < 0 || !t.Is(i, "acl") || !t.Is(noun, "obj") || !t.Tokens[i].Feats.Has("VerbForm", "Inf") || r.coder.lexicon.classes["asking"] == nil || r.coder.lexicon.has("asking", t.Tokens[noun].Lemma) {
		return -1
	}
	var buf [8]int
	for _, o := range t.Owners(buf[:0], noun) {
		if u := t.Tokens[o].UPOS; o < i && u != "DET" && u != "PRON" && r.names(o) {
			return noun
		}
	}
	return -1
}

// maker appends the agents of the participles that say who made the noun at i:
// "a proposal put forward by Egypt".
func (r *Reader) maker(dst []int, i int) []int {
	t := &r.tree
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if t.Is(c, "acl") && t.Passive(c) {
			dst = r.tree.Subjects(dst, c)
		}
	}
	return dst
}

// led appends the agents of the participles before the noun i that lend it their
// own: "the US-led invasion".
func (r *Reader) led(dst []int, i int) []int {
	t := &r.tree
	for c := t.First(i); c >= 0 && c < i; c = t.Next(c) {
		if t.Is(c, "amod") && t.Child(c, "obl:agent") >= 0 && r.coder.lexicon.has("support", t.Tokens[c].Lemma) {
			dst = t.Subjects(dst, c)
		}
	}
	return dst
}

// whose returns what the noun i, in a relative clause, belongs to: "la Syrie, dont
// la France a reconnu le gouvernement"; -1 where the clause does not say.
func (r *Reader) whose(i int) int {
	t := &r.tree
	v := t.Head(i)
	if v < 0 || t.Tokens[v].Rel != "acl:relcl" || t.Head(v) < 0 {
		return -1
	}
	for k := t.Head(v) + 1; k < i; k++ {
		if r.coder.repeats.Whose[t.Tokens[k].Lemma] && t.Dominates(v, k) {
			return t.Head(v)
		}
	}
	return -1
}

// names reports whether the word at i means a party.
func (r *Reader) names(i int) bool { return len(r.memory.Resolve(i)) > 0 }

// there appends a word that stands for a place, or for what is put on or taken from
// it, among the dependents of i: "y", "en".
func (r *Reader) there(dst []int, i int, s Step) []int {
	if s.Preps&(r.coder.of|r.coder.from) != 0 && len(r.coder.repeats.Thence) > 0 {
		for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
			if tok := &r.tree.Tokens[c]; tok.UPOS == "PRON" && r.coder.repeats.Thence[tok.Lemma] {
				dst = append(dst, c)
			}
		}
	}
	if s.Preps&(r.coder.in|r.coder.on|r.coder.to) == 0 {
		return dst
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if tok := &r.tree.Tokens[c]; tok.UPOS != "ADP" && r.coder.repeats.There[tok.Lemma] {
			dst = append(dst, c)
		} else if r.coder.repeats.Where[tok.Lemma] && tok.Feats.Has("PronType", "Rel") && r.tree.Antecedent(c) != c {
			dst = append(dst, r.tree.Antecedent(c)) // "la Libye, où la Turquie a envoyé …"
		}
	}
	return dst
}

func child(dst []int, t *valency.Tree, i int, rel string) []int {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if t.Is(c, rel) {
			dst = append(dst, t.Antecedent(c))
		}
	}
	return dst
}

// doer appends who does what the noun i names: "by" whom, else its possessor
// or adjective, else the subject of the verb that supports it.
func (r *Reader) doer(dst []int, i int) []int {
	n := len(dst)
	if dst = r.tree.Complements(dst, i, r.coder.by); len(dst) > n {
		return dst
	}
	if dst = r.led(dst, i); len(dst) > n {
		return dst
	}
	for _, f := range []Func{Poss, Adj} {
		var buf [8]int
		for _, c := range r.step(buf[:0], i, Step{Func: f}) {
			if len(r.memory.Resolve(c)) > 0 {
				dst = append(dst, c)
			}
		}
		if len(dst) > n {
			return dst
		}
	}
	return r.supported(dst, i)
}

// supported appends the subject of the verb that lends the noun i its own:
// "ordonner l'expulsion", "procéder à un échange".
func (r *Reader) supported(dst []int, i int) []int {
	if h := r.supporter(i); h >= 0 {
		return r.tree.Subjects(dst, h)
	}
	return dst
}

// supporter returns the verb that lends its subject to the act that the noun at i
// names, -1 where there is none.
func (r *Reader) supporter(i int) int {
	t := &r.tree
	for c, n := i, 0; n < 4; n++ {
		h := t.Head(c)
		if h < 0 {
			return -1
		}
		switch t.Rel(c) {
		case "obj", "obl", "nsubj", "xcomp":
			if t.Verbal(h) && r.coder.lexicon.has("support", t.Tokens[h].Lemma) {
				return h
			}
			return -1
		case "conj", "nmod", "appos":
		default:
			return -1
		}
		c = h
	}
	return -1
}

func (l *Lexicon) has(class, lemma string) bool {
	c := l.classes[class]
	return c != nil && c.Lemmas[lemma]
}

// countries reports whether a party is one of several that a phrase describes: "dans les
// trois pays".
func (r *Reader) countries(ref discourse.Referent) bool {
	return ref.How == discourse.Description && ref.Token >= 0 && ref.Token < len(r.tree.Tokens) && r.tree.Tokens[ref.Token].UPOS == "NOUN" && r.tree.Tokens[ref.Token].Feats.Has("Number", "Plur") && ref.Class == ""
}

// accepts reports whether the party r is of the sort s; a place stands for its
// country only where the role asks for one or a preposition leads to it.
func (r *Reader) accepts(ref discourse.Referent, f *Filler, m *match) bool {
	if ref.Sense == gazetteer.Place && f.Sort != CountryParty && f.Sort != PlaceParty && f.Path[len(f.Path)-1].Func != Prep {
		return false
	}
	last := f.Path[len(f.Path)-1].Func
	agent := ref.Token >= 0 && ref.Token < len(r.tree.Tokens) && r.tree.Tokens[ref.Token].Rel == "obl:agent" // "a Turkish-brokered truce"
	direct := f.Sort != PeopleParty && !agent && (last == Obj || last == Subj && (len(f.Path) > 1 || m.pattern.Verb))
	if direct && (ref.Sense == gazetteer.Adjective || ref.Class == "people" || ref.Class == "opposition") {
		return false
	}
	e, ok := r.coder.names.Entity(ref.ID)
	if !ok {
		return false
	}
	switch f.Sort {
	case StateParty:
		return !(last == Obj && ref.How <= discourse.Learned && (ref.Class != "" || ref.Sense == gazetteer.Person)) && (e.Kind == "state" || e.Kind == "territory" || e.Sort == "breakaway") && !(direct && ref.Sense == gazetteer.Demonym)
	case PowerParty:
		return ref.How <= discourse.Learned && (ref.Class != "" || ref.Sense == gazetteer.Person) || (e.Kind == "government" || e.Kind == "movement") && e.Sort != "breakaway"
	case RegimeParty:
		return (e.Kind == "government" || e.Kind == "movement") && e.Sort != "breakaway"
	case OrgParty:
		return e.Kind == "organization"
	case PlaceParty:
		there := ref.Token >= 0 && ref.How == discourse.Pronoun && r.coder.repeats.place(r.tree.Tokens[ref.Token].Lemma)
		return (e.Kind == "state" || e.Kind == "territory") && (ref.How == discourse.Named || there || r.countries(ref)) && ref.Sense != gazetteer.Demonym && ref.Sense != gazetteer.Adjective && ref.Sense != gazetteer.Person
	case PeopleParty:
		return ref.Sense == gazetteer.Demonym || ref.Sense == gazetteer.Adjective // "110,000 Sudanese"
	case PersonParty:
		return ref.Sense == gazetteer.Person || r.coder.discourse.Personal[ref.Class]
	case OfficialParty:
		return ref.Class != "military" && (ref.Sense != gazetteer.Demonym || m.kind.Reaction && r.wholePeople(ref.Token)) && ref.Sense != gazetteer.Adjective && ref.Sense != gazetteer.Place
	}
	return true
}
