package act

import (
	"io/fs"
	"slices"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/timex"
)

// Repeats is how a language says that somebody does what another did, without
// saying what: "faire de même", "follow suit", from repeats.toml.
type Repeats struct {
	Repeat []struct {
		Verb    string     // lemma
		Obj     lang.Words // lemmas of its object or other dependents; none: it has no object
		Deed    bool       // it does what was done, not what was said of it: no reaction is repeated
		Done    bool       // its verb alone does not tell how real that is: "a ouvert la marche"
		Refused bool       // it tells so only where it is denied: "n'est pas allé jusque-là"
		Back    bool       // it is done to who did it: "a rendu la politesse"
		Fate    bool       // what was done is done to its subject: "suffered the same fate"
	}
	Passive    lang.Words // verbs whose agent repeats the act: "suivi par"
	Stranded   lang.Words // auxiliaries that stand alone for the act: "Japan has not"
	Inverts    lang.Words // words before which their subject follows them: "so has Denmark"
	Predicates lang.Words // predicates that repeat it: "could be next"
	Elided     lang.Words // words that point back at the object of the act before: "sien", "own"
	There      lang.Words // words that point back at a place: "y", "there"
	Thence     lang.Words // words that mean from there, or of it: "en"
	Where      lang.Words // relative pronouns of place: "où"
	Whose      lang.Words // relative pronouns of what something belongs to: "dont"
	Whom       lang.Words // verbs whose object did it before: "l'a suivi"
	Deeds      lang.Words // verbs that repeat what was done rather than said: "suivre"
	Also       lang.Words // words that repeat it for who stands beside them alone: "la Belgique aussi"
	Cases      lang.Words // predicates that repeat it for whom they are of: "c'est aussi le cas de"
	Much       lang.Words // words for as many of whom it is done to: "autant de Canadiens"
	Opener     lang.Words // what a list of those who did it next may begin with: "puis", "vint ensuite"
	Likewise   lang.Words // phrases that set beside who did it others who did: "tout comme"
	Some       lang.Words // words that stand for some of what was last acted on: "en enverra"

	repeat  map[string][]lang.Words // by verb
	deeds   lang.Words              // verbs that repeat no reaction
	done    lang.Words              // verbs that tell of what was done
	refused lang.Words              // verbs that tell of it only where they are denied
	fates   lang.Words              // verbs whose subject undergoes what another did
	backs   lang.Words              // verbs whose subject does it to who did it
}

// place reports whether a word points back at a place.
func (p *Repeats) place(lemma string) bool { return p.There[lemma] || p.Thence[lemma] }

func loadRepeats(language fs.FS) (*Repeats, error) {
	p := &Repeats{repeat: map[string][]lang.Words{}, deeds: lang.Words{}, done: lang.Words{}, fates: lang.Words{}, refused: lang.Words{}, backs: lang.Words{}}
	if err := lang.Decode(language, "repeats.toml", p); err != nil {
		return nil, err
	}
	for _, r := range p.Repeat {
		p.repeat[r.Verb] = append(p.repeat[r.Verb], r.Obj)
		if r.Deed {
			p.deeds[r.Verb] = true
		}
		if r.Done {
			p.done[r.Verb] = true
		}
		if r.Refused {
			p.refused[r.Verb] = true
		}
		if r.Fate {
			p.fates[r.Verb] = true
		}
		if r.Back {
			p.backs[r.Verb] = true
		}
	}
	return p, nil
}

// repeated is the rule by which an act is told that only repeats another.
const repeated = "repeats the act before"

// repeat appends the act that the verb at i repeats: the last one told, with
// the subject of the verb for its actor.
func (r *Reader) repeat(dst []match, i int) []match {
	if !r.repeating(i) || len(dst) > 0 && dst[len(dst)-1].trigger == i && dst[len(dst)-1].kind.Reaction {
		return dst // "s'y refuse" answers who asked
	}
	var buf [8]int
	doers := r.doers(buf[:0], i)
	told := r.repeated
	if told != nil && told.Kind.Reaction && r.coder.repeats.Deeds[r.tree.Tokens[i].Lemma] {
		told = r.deedOf(told)
	}
	if told != nil && r.sentences-r.toldIn > 1 && !(r.coder.repeats.done[r.tree.Tokens[i].Lemma] && r.sentences-r.toldIn <= 3) {
		told = r.leading() // after something else, what the article is about
	}
	if r.coder.repeats.Whom[r.tree.Tokens[i].Lemma] || r.coder.repeats.Deeds[r.tree.Tokens[i].Lemma] {
		if of := r.doneBy(i); of != nil {
			told = of
		}
	}
	source := r.source(slices.DeleteFunc(slices.Clone(dst), func(m match) bool { return r.within(doers, m.trigger) }), told)
	if r.coder.repeats.deeds[r.tree.Tokens[i].Lemma] && (source == nil || source.kind.Reaction) {
		source = r.lastDeed()
	}
	if source == nil || len(dst) == 0 && r.sentences-r.toldIn > 1 && r.near(i) && r.doneBy(i) == nil || r.coder.repeats.Whom[r.tree.Tokens[i].Lemma] && !r.tree.Passive(i) && !r.emulates(i, source) {
		return dst
	}
	if len(dst) == 0 && r.resumes(i, doers) {
		return dst
	}
	if mark := r.tree.Child(i, "mark"); mark >= 0 && r.coder.modals.Ahead[r.tree.Tokens[mark].Lemma] {
		return dst // "not before Mogadishu does"
	}
	m := *source
	m.trigger, m.cluster, m.actors, m.confidence = i, nil, nil, source.confidence-costPronoun
	m.rule = repeated
	m.pattern = nil
	for _, d := range doers {
		who := r.memory.Resolve(d)
		if c := r.nearer(d, i); len(who) == 0 && c >= 0 {
			who = r.memory.Resolve(c) // "la solidarité avec le Mali, qui avait pris la même décision"
		}
		for _, ref := range who {
			if e, ok := r.coder.names.Entity(ref.ID); r.joining(i) && (!ok || e.Kind != "state") {
				continue // "joining NATO"
			}
			if !containsID(m.actors, ref.ID) {
				m.actors = append(m.actors, ref)
			}
		}
	}
	if refs := r.ownCounterpart(i); len(refs) > 0 {
		m.recipients = refs
	}
	if r.coder.repeats.fates[r.tree.Tokens[i].Lemma] {
		if m.kind.Symmetric || share(source.actors, m.actors) {
			return dst
		}
		m.actors, m.recipients = aloof(source.actors), m.actors
	}
	if r.coder.repeats.backs[r.tree.Tokens[i].Lemma] {
		if len(m.actors) != 1 {
			return dst
		}
		if of := r.doneTo(m.actors[0].ID); of == nil {
			return dst
		} else {
			m.kind, m.over, m.recipients = of.Kind, nil, outside(of.Actors)
		}
	}
	if m.kind.Entering && len(m.actors) > 0 && r.undergoes(source, m.actors) {
		m.actors, m.recipients = aloof(source.actors), m.actors
	}
	m.recipients = without(m.recipients, m.actors)
	if len(m.recipients) == 0 && len(m.actors) > 0 && m.kind.Plover == "SANCTION" {
		m.recipients = without(source.actors, m.actors) // who was hit does the same
	}
	if refused := r.refused(&m); refused != nil {
		return append(dst, *refused)
	}
	m.nobody = len(m.actors) == 0 && slices.ContainsFunc(doers, r.noOne)
	if len(m.actors) == 0 && !m.nobody || len(m.recipients) == 0 {
		return dst
	}
	if r.tree.Tokens[i].UPOS == "PROPN" && len(dst) > 0 {
		unlist(dst, m.actors, source.trigger)
	}
	return append(dst, m)
}

// refused returns what an auxiliary that stands alone and denied says of who was just asked
// to do something: that he said no to who asked. "Lusaka pressed London. London would not."
func (r *Reader) refused(m *match) *match {
	if r.stranded(m.trigger) < 0 || !r.coder.modals.negated(&r.tree, m.trigger) || len(m.actors) == 0 {
		return nil
	}
	for n := len(r.lately) - 1; n >= 0 && r.sentences-r.toldIn <= 1; n-- {
		a := r.lately[n]
		if r.previous == nil || a.Trace.Sentence != r.previous.Trace.Sentence {
			break
		}
		kind := r.coder.ontology[a.Kind.Refused]
		if by := outside(a.Recipients); kind != nil && a.Modality == Asserted && share(m.actors, by) {
			no := *m
			no.kind, no.recipients, no.refuses = kind, without(outside(a.Actors), m.actors), true
			if len(no.recipients) > 0 {
				return &no
			}
		}
	}
	return nil
}

// resumes reports whether the verb at i is likelier to repeat what the sentence says before
// it that somebody is to do than an act of an earlier one: "Chad asked to have them lifted,
// and the council could do so".
func (r *Reader) resumes(i int, doers []int) bool {
	if r.tree.Tokens[i].UPOS != "VERB" {
		return false
	}
	for k := 0; k < i; k++ {
		if t := &r.tree.Tokens[k]; t.UPOS == "VERB" && r.tree.Is(k, "xcomp") && !r.tree.Dominates(i, k) && !r.tree.Dominates(k, i) && !r.within(doers, k) {
			return true
		}
	}
	return false
}

// ownCounterpart returns the party on whom the act that the verb at i repeats fell this
// time: "as ECOWAS had done against Niger".
func (r *Reader) ownCounterpart(i int) []discourse.Referent {
	if r.tree.Tokens[i].UPOS != "VERB" || r.coder.repeats.Whom[r.tree.Tokens[i].Lemma] {
		return nil
	}
	var buf [4]int
	for _, c := range r.tree.Complements(buf[:0], i, r.coder.with|r.coder.against) {
		if r.tree.HasCase(c, r.coder.in) {
			continue
		}
		if first, _ := r.tree.Span(c, nil); first > i+1 && (r.tree.Nominal(first-1) || r.tree.Tokens[first-1].UPOS == "ADJ" || r.tree.Tokens[first-1].UPOS == "PUNCT") && r.timeAt(first-1) < 0 {
			continue // "l'a fait en solidarité avec son voisin"
		}
		if refs := r.memory.Resolve(c); len(refs) > 0 && !r.sharing(c) {
			return refs
		}
	}
	return nil
}

// timeAt returns the number of the expression of time that the word at i belongs to, -1 for none.
func (r *Reader) timeAt(i int) int {
	return slices.IndexFunc(r.times, func(x timex.Expression) bool { return x.First <= i && i <= x.Last })
}

// sharing reports whether a mark stands before the complement at i, which then belongs to what
// it closes: "« en solidarité totale » avec son voisin".
func (r *Reader) sharing(i int) bool {
	k := r.tree.Child(i, "case")
	return k > 0 && r.tree.Tokens[k-1].UPOS == "PUNCT"
}

// doers appends who does what the word at i repeats.
func (r *Reader) doers(dst []int, i int) []int {
	words, tok := r.coder.repeats, &r.tree.Tokens[i]
	switch {
	case words.Cases[tok.Lemma] && !r.tree.Passive(i) && tok.UPOS == "NOUN":
		return r.tree.Complements(dst, i, r.coder.of)
	case tok.UPOS == "PROPN":
		if h := r.tree.Head(i); h >= 0 && r.tree.Is(i, "conj") && r.tree.Tokens[h].Rel == "orphan" {
			i = h // the whole list
		}
		return append(dst, i) // a fragment
	}
	if r.joining(i) {
		return r.tree.Objects(dst, i)
	}
	if subject := r.stranded(i); subject >= 0 && words.Stranded[tok.Lemma] {
		return append(dst, subject)
	}
	if dst = r.tree.Subjects(dst, i); len(dst) == 0 && words.Passive[tok.Lemma] {
		dst = r.tree.Below(dst, i, r.coder.of) // "suivi en juin de l'Irlande"
	}
	return dst
}

// near reports whether what the word at i repeats must have been told in this
// sentence or the one before: it says the least of it.
func (r *Reader) near(i int) bool {
	words, tok := r.coder.repeats, &r.tree.Tokens[i]
	return tok.UPOS == "PROPN" || words.Whom[tok.Lemma] || words.Cases[tok.Lemma]
}

// deedOf returns what those who react did just before, where they did something:
// whom one follows one follows in deeds, not in words.
func (r *Reader) deedOf(reaction *Assertion) *Assertion {
	for n := len(r.all) - 1; n >= max(0, len(r.all)-3); n-- {
		a := &r.all[n]
		if !a.Kind.Reaction && !a.Kind.State && len(without(outside(reaction.Actors), outside(a.Actors))) == 0 {
			return a
		}
	}
	return reaction
}

// doneBy returns the last act of whom the verb at i has for an object by name, nil
// where there is none: "le premier à imiter la Russie".
func (r *Reader) doneBy(i int) *Assertion {
	var buf [4]int
	objects := r.tree.Objects(buf[:0], i)
	for _, o := range objects {
		objects = r.tree.Owners(objects, o) // "seguir el ejemplo de Moscú"
	}
	for _, o := range objects {
		for _, ref := range r.memory.Resolve(o) {
			for n := len(r.all) - 1; n >= 0 && ref.How == discourse.Named; n-- {
				if a := &r.all[n]; !a.Kind.Reaction && !a.Kind.State && slices.ContainsFunc(a.Actors, func(p Party) bool { return p.ID == ref.ID }) {
					return a
				}
			}
		}
	}
	return nil
}

// doneTo returns the last deed that was done to a party alone, nil for none.
func (r *Reader) doneTo(id string) *Assertion {
	for n := len(r.all) - 1; n >= max(0, len(r.all)-6); n-- {
		if a := &r.all[n]; !a.Kind.Reaction && !a.Kind.State && !a.Kind.Symmetric && len(a.Recipients) == 1 && a.Recipients[0].ID == id && len(a.Actors) == 1 {
			return a
		}
	}
	return nil
}

// lastDeed returns the last act told that is no reaction, nil for none.
func (r *Reader) lastDeed() *match {
	for n := len(r.all) - 1; n >= 0; n-- {
		if a := &r.all[n]; !a.Kind.Reaction && !a.Kind.State {
			return &match{kind: a.Kind, confidence: a.Confidence, actors: outside(a.Actors), recipients: outside(a.Recipients), over: outside(a.Over)}
		}
	}
	return nil
}

// within reports whether the word at i stands inside one of the phrases.
func (r *Reader) within(phrases []int, i int) bool {
	return slices.ContainsFunc(phrases, func(p int) bool { return p != i && r.tree.Dominates(p, i) })
}

// emulates reports whether the verb at i, one that does as its object did, has
// none, or one that can be who did the act.
func (r *Reader) emulates(i int, source *match) bool {
	var buf [4]int
	for _, o := range r.tree.Objects(buf[:0], i) {
		tok := &r.tree.Tokens[o]
		if tok.UPOS == "PRON" && !tok.Feats.Has("PronType", "Rel") || r.coder.lexicon.has("deed", tok.Lemma) {
			continue
		}
		if !slices.ContainsFunc(r.memory.Resolve(o), func(ref discourse.Referent) bool { return containsID(source.actors, ref.ID) }) {
			return false
		}
	}
	return true
}

// fragment reports whether the name at i is all that a sentence, or what stands
// behind a semicolon, says beside a word that repeats: "la Belgique aussi".
func (r *Reader) fragment(i int) bool {
	if r.tacked(i) {
		return true
	}
	first, last := i, i
	for first > 0 && !r.parts(first-1) {
		first--
	}
	for last+1 < len(r.tree.Tokens) && !r.parts(last+1) {
		last++
	}
	also := false
	for k := first; k <= last; k++ {
		tok := &r.tree.Tokens[k]
		switch tok.UPOS {
		case "VERB", "AUX":
			return false
		case "PROPN":
			if refs := r.memory.Resolve(k); k < i && len(refs) > 0 && refs[0].How == discourse.Named {
				return false // the first name stands for all
			}
		case "ADV", "ADJ":
			also = also || k > i && r.coder.repeats.Also[tok.Lemma]
		}
	}
	return also
}

// tacked reports whether a conjunction and a word that repeats stand around the name at
// i, and nothing behind: "España no reconoce a Kosovo, y Grecia tampoco".
func (r *Reader) tacked(i int) bool {
	tokens := r.tree.Tokens
	last := i
	for last+1 < len(tokens) && tokens[last+1].UPOS == "PROPN" {
		last++
	}
	if i == 0 || tokens[i-1].UPOS != "CCONJ" || last+1 >= len(tokens) || !r.coder.repeats.Also[tokens[last+1].Lemma] {
		return false
	}
	return last+2 >= len(tokens) || tokens[last+2].UPOS == "PUNCT"
}

// parts reports whether the token at i parts what stands on either side of it.
func (r *Reader) parts(i int) bool {
	f := r.tree.Tokens[i].Form
	return f == ";" || f == ":" || f == "."
}

// repeating reports whether the word at i repeats an act.
func (r *Reader) repeating(i int) bool {
	tok, words := &r.tree.Tokens[i], r.coder.repeats
	switch tok.UPOS {
	case "VERB", "AUX":
		return words.Passive[tok.Lemma] && (r.tree.Passive(i) || r.joining(i)) || words.Stranded[tok.Lemma] && r.stranded(i) >= 0 || r.repeats(tok.Lemma, i) ||
			words.Whom[tok.Lemma] && !r.tree.Passive(i)
	case "PROPN":
		return r.also && r.fragment(i)
	}
	return r.tree.Child(i, "cop") >= 0 && (words.Predicates[tok.Lemma] || words.Cases[tok.Lemma]) && !(words.Cases[tok.Lemma] && r.purposed(i))
}

// joining reports whether the participle at i names those who did before what
// its clause tells: "Djibouti cut ties with Iran, joining Sudan".
func (r *Reader) joining(i int) bool {
	tok := &r.tree.Tokens[i]
	return r.coder.repeats.Passive[tok.Lemma] && (tok.Feats.Has("VerbForm", "Ger") || tok.Feats.Has("VerbForm", "Part") && tok.Feats.Has("Tense", "Pres")) && r.tree.Is(i, "advcl") && r.tree.Head(i) < i
}

// repeats reports whether the verb at i, with what depends on it, does as was
// done before.
func (r *Reader) repeats(lemma string, i int) bool {
	if r.coder.repeats.done[lemma] && r.purposed(i) || r.coder.repeats.refused[lemma] && !r.coder.modals.negated(&r.tree, i) {
		return false
	}
	for _, objects := range r.coder.repeats.repeat[lemma] {
		if len(objects) == 0 {
			return !r.hasObject(i) && len(r.tree.Complements(nil, i, r.coder.with)) == 0 // "followed with a note"
		}
		for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
			if r.tree.Is(c, "nsubj") && r.tree.Tokens[c].UPOS == "PRON" {
				continue // "they are following their friends"
			}
			if tok := &r.tree.Tokens[c]; tok.UPOS == "PRON" && r.tree.Is(c, "iobj") && !(r.coder.repeats.Deeds[lemma] && r.tree.Child(i, "xcomp") < 0) && !r.coder.repeats.Some[tok.Lemma] && !r.coder.repeats.There[tok.Lemma] {
				continue // "lui faire part"
			}
			if c == r.tree.First(i) && r.followedBy(i, objects) {
				return true
			}
			if tok := &r.tree.Tokens[c]; tok.Feats.Has("Reflex", "Yes") && (r.tree.Child(i, "xcomp") >= 0 || r.tree.Child(i, "ccomp") >= 0 || r.hasObject(i) && !r.tree.Is(c, "obj") || r.furnished(i)) {
				continue // "se décider à rompre"
			}
			if objects[r.tree.Tokens[c].Lemma] || objects[r.tree.Tokens[c].Form] {
				return true
			}
			for d := r.tree.First(c); d >= 0; d = r.tree.Next(d) {
				if tok := &r.tree.Tokens[c]; tok.UPOS == "NUM" && objects[r.tree.Tokens[d].Lemma] {
					return true // "attendent le 4 avril"
				}
				if objects[r.tree.Tokens[c].Lemma+" "+r.tree.Tokens[d].Lemma] || r.tree.Tokens[d].UPOS == "ADV" && objects[r.tree.Tokens[d].Lemma] {
					return true
				}
				if e := r.tree.First(d); e >= 0 && objects[r.tree.Tokens[c].Lemma+" "+r.tree.Tokens[e].Lemma] {
					return true // "la misma suerte", of which a parser hangs one determiner on the other
				}
			}
		}
	}
	return false
}

// furnished reports whether the verb at i has a complement other than a time: "se décide pour
// le coton".
func (r *Reader) furnished(i int) bool {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Is(c, "obl") && r.tree.Child(c, "case") >= 0 && !slices.ContainsFunc(r.times, func(x timex.Expression) bool { return x.First <= c && c <= x.Last }) {
			return true
		}
	}
	return false
}

// purposed reports whether an infinitive below the verb at i says for what: "attend avril
// pour voter".
func (r *Reader) purposed(i int) bool {
	for k := i + 1; k < len(r.tree.Tokens); k++ {
		if r.tree.Tokens[k].Feats.Has("VerbForm", "Inf") && r.tree.Dominates(i, k) {
			return true
		}
	}
	return false
}

// followedBy reports whether the two words behind the word at i are one of the phrases,
// whatever the tree makes of them: "ont fait de même quelques heures plus tard".
func (r *Reader) followedBy(i int, phrases lang.Words) bool {
	t := r.tree.Tokens
	return i+2 < len(t) && phrases[t[i+1].Form+" "+t[i+2].Form]
}

// unnamed returns the date of an act that the sentence tells of without naming
// it: "Trois pays ont franchi le pas mardi." What it was the next sentence says.
func (r *Reader) unnamed() string {
	if len(r.found) > 0 || len(r.times) != 1 || r.times[0].Type != timex.Date {
		return ""
	}
	for i := range r.tree.Tokens {
		if r.repeating(i) && !r.near(i) && r.tree.Dominates(i, r.headOf(&r.times[0])) {
			return r.times[0].EDTF
		}
	}
	return ""
}

// source returns the act that a later clause can point back at, as a match:
// the last one of this sentence, else the one given of this paragraph or list,
// else the last of the kind that the article opens with.
func (r *Reader) source(found []match, from *Assertion) *match {
	for n := len(found) - 1; n >= 0; n-- {
		if !found[n].kind.State {
			return &found[n]
		}
	}
	if from == nil {
		return nil
	}
	if r.unit != r.lastUnit && !r.listed() {
		from = r.leading()
	}
	m := &match{kind: from.Kind, confidence: from.Confidence, actors: outside(from.Actors), recipients: outside(from.Recipients), over: outside(from.Over)}
	if from.Kind.Symmetric && len(m.recipients) == 0 && len(m.actors) > 1 {
		m.recipients = m.actors[1:]
	}
	return m
}

// listed reports whether the unit being read is the list item after the one that
// told the last act: a list goes on with what it tells.
func (r *Reader) listed() bool {
	u := r.article.Units
	return r.unit-r.lastUnit == 1 && u[r.unit].Kind == article.ListItem && u[r.lastUnit].Kind == article.ListItem
}

// leading returns the last act of the kind that the article opens with, for
// what points back from a new paragraph; reactions and states are passed over.
func (r *Reader) leading() *Assertion {
	var opening *Kind
	for n := range r.all {
		if a := &r.all[n]; !a.Kind.Reaction && !a.Kind.State {
			opening = a.Kind
			break
		}
	}
	for n := len(r.all) - 1; n >= 0; n-- {
		if r.all[n].Kind == opening {
			return &r.all[n]
		}
	}
	return r.last
}

// outside turns parties of an earlier sentence into referents that have no
// words in this one.
func outside(ps []Party) []discourse.Referent {
	refs := slices.Grow([]discourse.Referent(nil), len(ps))
	for _, p := range ps {
		refs = append(refs, discourse.Referent{ID: p.ID, Token: -1, First: -1, Last: -1, How: discourse.Pronoun})
	}
	return refs
}

// aloof returns parties without the words that name them.
func aloof(refs []discourse.Referent) []discourse.Referent {
	refs = slices.Clone(refs)
	for n := range refs {
		refs[n].Token, refs[n].First, refs[n].Last, refs[n].How = -1, -1, -1, discourse.Description
	}
	return refs
}
