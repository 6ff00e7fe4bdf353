package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/timex"
)

// goneOn returns whom one of the last acts of the kind was done to, where that is
// none of the actors of a match: "renvoient quatre diplomates chacune".
func (r *Reader) goneOn(m *match) []discourse.Referent {
	if slices.ContainsFunc(r.found, func(o match) bool { return o.kind.Symmetric && len(o.recipients) == 0 && sameActors(&o, m) }) {
		return nil // "ont rétabli leurs relations, rompues en 1990"
	}
	for n := len(r.lately) - 1; n >= 0; n-- {
		if a := r.lately[n]; a.Kind == m.kind && len(a.Recipients) > 0 {
			if refs := outside(a.Recipients); len(without(refs, m.actors)) == len(refs) {
				return refs
			}
		}
	}
	if len(r.found) == 0 && !m.kind.Symmetric {
		return r.onTheme(m)
	}
	return nil
}

// onTheme returns the party that the title is about, where it has no part in a match.
func (r *Reader) onTheme(m *match) []discourse.Referent {
	theme := r.theme
	if r.scenery != "" && !containsID(m.actors, r.scenery) {
		theme = r.scenery
	}
	if theme == "" || containsID(m.actors, theme) || containsID(m.recipients, theme) {
		return nil
	}
	return []discourse.Referent{{ID: theme, Token: -1, First: -1, Last: -1, How: discourse.Description}}
}

// themeDid reports whether the party that the title is about did something that others may
// react to.
func (r *Reader) themeDid() bool {
	for n := range r.all {
		if a := &r.all[n]; !a.Kind.Reaction && !a.Kind.State && a.Modality == Asserted {
			return slices.ContainsFunc(a.Actors, func(p Party) bool { return p.ID == r.theme })
		}
	}
	return false
}

// again reports whether a match points back at the object of an act of its kind,
// so that it has its counterpart too: "Nassau en enverra à son tour".
func (r *Reader) again(m *match) bool {
	if !m.back {
		return false
	}
	source := r.source(r.found, r.last)
	return source != nil && source.kind == m.kind
}

// bystanders returns the party that the clause of a match names and that has no
// part in it yet, where there is just one: it is likelier meant than one of another
// sentence. Those named together are one.
func (r *Reader) bystanders(m *match) []discourse.Referent {
	head := m.trigger
	if !r.tree.Verbal(head) {
		if h := r.carrier(head); h >= 0 {
			head = h
		}
	}
	first, last := r.clause(head, m.trigger)
	var found []discourse.Referent
	for i := first; i <= last; i++ {
		if i == m.trigger || r.tree.Is(i, "conj") || r.beneath(i, head) || r.meanwhile(i, head) || r.moved(i) || m.kind.Reaction && r.suffers(i, m) {
			continue
		}
		refs := r.memory.Resolve(i)
		if len(refs) == 0 || refs[0].How > discourse.Learned || refs[0].Token != i {
			continue
		}
		if m.kind.Reaction && i < head && r.situated(&r.tree, i) && (refs[0].Sense == gazetteer.Place || refs[0].Sense == gazetteer.Capital) {
			continue // "in New York the Council condemned …"
		}
		refs = without(refs, m.actors)
		if len(refs) == 0 || len(without(refs, found)) == 0 {
			continue
		}
		if len(found) > 0 {
			return nil
		}
		found = refs
	}
	var fit []discourse.Referent
	for _, ref := range found {
		if r.suits(ref, &m.pattern.Recip, m) {
			fit = append(fit, ref)
		}
	}
	if len(fit) > 0 {
		m.confidence -= costAttachment
	}
	return fit
}

// moved reports whether the word at i names whom an act delights or angers, who is not
// whom it was done with: "restored relations, to the fury of Syria".
func (r *Reader) moved(i int) bool {
	for n := 0; i >= 0 && n < 3; i, n = r.tree.Head(i), n+1 {
		if tok := &r.tree.Tokens[i]; tok.UPOS == "NOUN" && r.coder.lexicon.has("feeling", tok.Lemma) {
			return true
		}
	}
	return false
}

// meanwhile reports whether the word at i tells of something else that lasts while the
// head's clause happens: "during the war in Lebanon".
func (r *Reader) meanwhile(i, head int) bool {
	if r.during(i, head) {
		return true
	}
	before, _ := r.tree.Span(i, nil)
	before-- // what follows a noun belongs to it, whatever a parser says
	return before > head && r.tree.Cases(i) != 0 && r.tree.Nominal(before) && r.during(before, head)
}

// during reports whether the word at i, or one that it hangs on below the head, stands
// behind such a preposition.
func (r *Reader) during(i, head int) bool {
	for n := 0; i >= 0 && i != head && n < 6; i, n = r.tree.Head(i), n+1 {
		for c := r.tree.First(i); c >= 0 && c < i; c = r.tree.Next(c) {
			if r.tree.Is(c, "case") && r.coder.modals.During[r.tree.Tokens[c].Lemma] {
				return true
			}
		}
	}
	return false
}

// ushered returns the party that the clause before a colon names beside who acts in the
// first act behind it: "Algiers was harder on Paris: it recalled its ambassador".
func (r *Reader) ushered(m *match) []discourse.Referent {
	if m.kind.Reaction || len(r.found) > 0 {
		return nil
	}
	colon := m.trigger - 1
	for colon > 0 && r.tree.Tokens[colon].Form != ":" {
		colon--
	}
	var found []discourse.Referent
	verb := false
	for i := 0; i < colon; i++ {
		verb = verb || r.tree.Tokens[i].UPOS == "VERB" || r.tree.Child(i, "cop") >= 0
		refs := r.memory.Resolve(i)
		if len(refs) != 1 || refs[0].How > discourse.Learned || refs[0].Token != i || r.tree.Is(i, "nsubj") || containsID(m.actors, refs[0].ID) || containsID(found, refs[0].ID) {
			continue
		}
		found = append(found, refs[0])
	}
	if !verb || len(found) != 1 || !r.suits(found[0], &m.pattern.Recip, m) {
		return nil
	}
	return found
}

// suffers reports whether the word at i belongs to what a reaction reacts to, so that
// it names who suffered it: "a condamné l'invasion de l'Ukraine".
func (r *Reader) suffers(i int, m *match) bool {
	return slices.ContainsFunc(m.cluster, func(w int) bool { return w != m.trigger && r.tree.Dominates(w, i) })
}

// beneath reports whether the word at i stands in a clause of its own below head,
// or is an agent: "Kuwait, backed by Oman, …".
func (r *Reader) beneath(i, head int) bool {
	for n := 0; i >= 0 && i != head && n < 12; i, n = r.tree.Head(i), n+1 {
		if r.tree.Is(i, "acl") || r.tree.Is(i, "advcl") || r.tree.HasCase(i, r.coder.by) || r.tree.Is(i, "conj") && r.tree.Verbal(i) && r.tree.Child(i, "nsubj") >= 0 {
			return true
		}
	}
	return false
}

// alike returns the recipients of the act told before, where a word says that
// this one, of the same kind, is like it: "Italy might send troops too".
func (r *Reader) alike(m *match) []discourse.Referent {
	c := r.tree.First(m.trigger)
	for ; c >= 0; c = r.tree.Next(c) {
		if lemma := r.tree.Tokens[c].Lemma; r.tree.Is(c, "advmod") && r.coder.repeats.Also[lemma] && !r.coder.modals.Negators[lemma] {
			break
		}
	}
	if c < 0 {
		return nil
	}
	source := r.source(r.found, r.last)
	if source == nil || source.kind != m.kind {
		return nil
	}
	refs := without(source.recipients, m.actors)
	for n := range refs {
		refs[n].First, refs[n].Last, refs[n].Token, refs[n].How = -1, -1, -1, discourse.Description
	}
	if len(refs) > 0 {
		m.confidence -= costImplicit
	}
	return refs
}

// focus returns the counterpart that the article is at, where a sentence
// leaves it out: the recipient of the act before, for a reaction its actor,
// else the party that the article is about.
func (r *Reader) focus(m *match) []discourse.Referent {
	if r.people(&m.pattern.Recip) {
		return nil
	}
	reaction := m.kind.Reaction
	if !reaction && (r.occupied(m) || len(m.actors) == 1 && r.atHome(m)) {
		return nil
	}
	if refs := r.asker(m); len(refs) > 0 {
		return refs
	}
	if refs := r.reactsOn(m); len(refs) > 0 {
		return refs
	}
	if reaction && r.deed(m) == nil && !r.pointsBack(m) || !reaction && len(m.cluster) == 0 {
		return nil
	}
	var from []discourse.Referent
	switch source := r.context(m); {
	case reaction && source != nil && source.kind.Reaction && r.takesUp(m):
		from = source.recipients // "l'ont également rejetée"
	case reaction && len(r.found) == 0 && (source == nil || source.kind.Reaction || r.sentences-r.toldIn > 1) && len(r.onTheme(m)) > 0 && r.themeDid():
		from = r.onTheme(m)
	case reaction && len(r.found) == 0 && r.sentences-r.toldIn > 1 && len(without(r.agents, m.actors)) > 0:
		from = r.agents
	case reaction && source != nil:
		if from = r.against(m, source.actors); len(r.found) == 0 && source.kind.Plover == "SANCTION" && sameActors(source, m) && len(source.recipients) == 1 && r.sentences-r.toldIn == 1 {
			from = source.recipients // who just acted against somebody now speaks against him
		} else if len(r.found) > 0 && source.kind.Plover == "SANCTION" && sameActors(source, m) && len(without(from, m.actors)) == 0 {
			from = source.recipients // "Israel, que retiró a su embajador en Lima, tachó la medida de …"
		}
	case m.kind.Between && r.betweenNobody(m):
		from = r.quarrel()
	case source != nil && !source.kind.Reaction:
		if from = r.dealtWith(m); len(from) > 0 {
			break
		}
		if from = r.onTheme(m); len(from) > 0 && source.kind != m.kind && len(r.found) == 0 {
			break
		}
		if from = r.answered(source, m); len(from) == 0 {
			from = r.otherSide(m, source)
		}
		if len(from) == 0 {
			from = r.mainOf(source, m)
		}
		if len(from) == 0 {
			from = source.recipients
		}
	}
	if deed := r.deed(m); deed != nil {
		from = outside(deed.Actors)
	}
	refs := without(from, m.actors)
	for n := range refs {
		refs[n].First, refs[n].Last, refs[n].Token, refs[n].How = -1, -1, -1, discourse.Description
	}
	if len(refs) == 0 && !reaction {
		refs = r.main(m.actors, &Filler{Path: Path{{Func: Main}}}, m)
	}
	if len(refs) == 0 {
		return nil
	}
	if here := r.bystanders(m); len(here) > 0 {
		return here
	}
	if before := r.ushered(m); len(before) > 0 {
		refs = before
	}
	m.confidence -= costImplicit
	return refs
}

// mainOf returns the one of two equals between whom the act told before was that the article
// is about, for an act of another kind that goes on from it; nil where neither is.
func (r *Reader) mainOf(source, m *match) []discourse.Referent {
	if source.kind.Symmetric && source.kind != m.kind && len(r.found) == 0 {
		main := r.main(m.actors, &Filler{Path: Path{{Func: Main}}}, m)
		if len(main) == 1 && containsID(source.actors, main[0].ID) {
			return main
		}
	}
	return nil
}

// reactsOn returns whom the reaction told just before in the sentence was to, of one by the
// same party that names nobody: "condemned the coup in Chad and demanded that the vote stand".
func (r *Reader) reactsOn(m *match) []discourse.Referent {
	n := len(r.found)
	if !m.kind.Reaction || n == 0 || !r.found[n-1].kind.Reaction || !sameActors(&r.found[n-1], m) || !r.tree.Is(m.trigger, "conj") || r.tree.Head(m.trigger) != r.found[n-1].trigger {
		return nil
	}
	if r.tree.Child(m.trigger, "obj") >= 0 && !r.pointsBack(m) {
		return nil // "and demanded an embargo"
	}
	m.confidence -= costImplicit
	refs := slices.Clone(r.found[n-1].recipients)
	for k := range refs {
		refs[k].First, refs[k].Last, refs[k].Token, refs[k].How = -1, -1, -1, discourse.Description
	}
	return refs
}

// atHome reports whether where a pattern has its counterpart stands who acts: then a
// wrong actor was found, and nobody else is meant ("his embassy in Baghdad closed").
func (r *Reader) atHome(m *match) bool {
	var buf [16]int
	for n := range m.pattern.Recip.Paths {
		f := &m.pattern.Recip.Paths[n]
		if f.Sort != CountryParty || f.Path[len(f.Path)-1].Func != Prep {
			continue
		}
		for _, ref := range r.parties(r.walk(buf[:0], m.trigger, f.Path, m.cluster), f, m) {
			if containsID(m.actors, ref.ID) {
				return true
			}
		}
	}
	return false
}

// occupied reports whether somebody unknown stands where a pattern has its
// counterpart, so that nobody else is meant: "hit two banks with sanctions".
func (r *Reader) occupied(m *match) bool {
	if !m.pattern.Verb || !slices.ContainsFunc(m.pattern.Recip.Paths, func(f Filler) bool { return len(f.Path) == 1 && f.Path[0].Func == Obj }) {
		return false
	}
	var buf [4]int
	return slices.ContainsFunc(r.tree.Objects(buf[:0], m.trigger), func(o int) bool {
		tok := &r.tree.Tokens[o]
		if tok.Feats.Has("PronType", "Rel") { // "a republic that the Union admitted"
			if a := r.tree.Antecedent(o); a >= 0 && a != o && r.tree.Tokens[a].UPOS == "NOUN" && len(r.memory.Resolve(a)) == 0 {
				d := r.tree.Child(a, "det")
				return d >= 0 && r.tree.Tokens[d].Feats.Has("Definite", "Ind")
			}
		}
		if d := r.tree.Child(o, "det"); d >= 0 && r.tree.Tokens[d].Feats.Has("Definite", "Def") {
			return false // "the group" may be one told of before
		}
		return !slices.Contains(m.cluster, o) && (tok.UPOS == "NOUN" || tok.UPOS == "PROPN" || tok.Feats.Has("PronType", "Dem"))
	})
}

// asker returns who asked, of a reaction without an object by whom was asked
// just before: "Brazil demanded that Ecuador apologise; it refused".
func (r *Reader) asker(m *match) []discourse.Referent {
	if !m.kind.Reaction {
		return nil
	}
	source := r.source(r.found, r.last)
	if source == nil || !source.kind.Reaction || !m.pattern.Verb && r.tree.Head(m.trigger) >= 0 || r.hasObject(m.trigger) && !r.carries(m) || r.tree.Passive(m.trigger) {
		return nil
	}
	for _, a := range m.actors {
		if !containsID(source.recipients, a.ID) {
			return nil
		}
	}
	refs := without(source.actors, m.actors)
	for n := range refs {
		refs[n].First, refs[n].Last, refs[n].Token, refs[n].How = -1, -1, -1, discourse.Description
	}
	m.confidence -= costImplicit
	return refs
}

// takesAnswer makes a passive reaction without agent to a demand just told the answer of whom
// it was made to: "… demanded an apology. The demand was rejected."
func (r *Reader) takesAnswer(m *match) bool {
	if !m.kind.Reaction || m.kind.Content != "" || !m.kind.Deed || !r.tree.Passive(m.trigger) || len(r.found) > 0 || r.last == nil || r.last.Kind.Content != "recipient" || r.sentences-r.toldIn > 1 || r.last.Modality != Asserted {
		return false
	}
	var buf [4]int
	objects := r.tree.Objects(buf[:0], m.trigger)
	if len(objects) != 1 || !r.coder.lexicon.has("deed-"+r.last.Kind.Name, r.tree.Tokens[objects[0]].Lemma) || len(r.tree.Owners(nil, objects[0])) > 0 {
		return false
	}
	m.actors, m.recipients = outside(r.last.Recipients), outside(r.last.Actors)
	m.confidence -= costImplicit
	return true
}

// carries reports whether what the verb of a match has for an object only says with it what
// it does: "n'a pas donné suite".
func (r *Reader) carries(m *match) bool {
	var buf [4]int
	objects := r.tree.Objects(buf[:0], m.trigger)
	return len(objects) > 0 && !slices.ContainsFunc(objects, func(o int) bool { return !slices.Contains(m.cluster, o) || r.tree.First(o) >= 0 })
}

// answered returns whom a hostile act answers: somebody else's of another kind
// before it in the sentence ("Sweden recognised Palestine, and Israel recalled its ambassador");
// none where it goes on with what the same party did.
func (r *Reader) answered(source, m *match) []discourse.Referent {
	if len(r.found) == 0 || m.kind.Plover != "SANCTION" || source.kind.Plover == "SANCTION" || len(m.actors) == 0 || len(source.actors) != 1 || containsID(m.actors, source.actors[0].ID) {
		return nil
	}
	for _, a := range m.actors {
		if containsID(source.recipients, a.ID) {
			return nil // the answer's other side is told as it is
		}
	}
	return source.actors
}

// takesUp reports whether the object of a match is a pronoun.
func (r *Reader) takesUp(m *match) bool {
	var buf [4]int
	for _, o := range r.tree.Objects(buf[:0], m.trigger) {
		if tok := &r.tree.Tokens[o]; tok.UPOS == "PRON" && !tok.Feats.Has("PronType", "Rel") {
			return true
		}
	}
	return false
}

// mainSubject returns the parties that the sentence's main verb has for its subject, for
// a reaction of the next sentence to what they did.
func (r *Reader) mainSubject() []discourse.Referent {
	root := r.tree.Root()
	if root < 0 || !r.tree.Verbal(root) {
		return nil
	}
	var buf [4]int
	var refs []discourse.Referent
	for _, s := range r.tree.Subjects(buf[:0], root) {
		refs = append(refs, r.memory.Resolve(s)...)
	}
	for n := range refs {
		refs[n].Token, refs[n].First, refs[n].Last, refs[n].How = -1, -1, -1, discourse.Description
	}
	return refs
}

// context returns the act that a match goes on from: the one told before it in the
// sentence, else the latest of its kind among the last few, else the last.
func (r *Reader) context(m *match) *match {
	last := r.last
	if len(r.found) == 0 && !m.kind.Reaction {
		for n := len(r.lately) - 1; n >= 0; n-- {
			if r.lately[n].Kind == m.kind {
				last = r.lately[n]
				break
			}
		}
	}
	return r.source(r.found, last)
}

// otherSide returns the other side of the latest act that the actors of a match
// took part in, where it goes on from an earlier sentence and not from an act of
// its kind; nil where there is none.
func (r *Reader) otherSide(m, source *match) []discourse.Referent {
	if len(r.found) > 0 || source.kind == m.kind || !m.kind.Mutual && !m.kind.Reciprocal || m.kind.Symmetric {
		return nil
	}
	all := func(ps []Party) bool { return len(ps) > 0 && len(without(m.actors, outside(ps))) == 0 }
	for n := len(r.lately) - 1; n >= 0; n-- {
		switch a := r.lately[n]; {
		case a.Kind.Reaction || a.Kind.State || a.Kind.Between || a.Modality != Asserted:
		case all(a.Recipients):
			return outside(a.Actors)
		case all(a.Actors) && len(a.Recipients) > 0:
			return outside(a.Recipients)
		case all(a.Actors) && len(a.Actors) > len(m.actors):
			return without(outside(a.Actors), m.actors)
		}
	}
	return nil
}

// betweenNobody reports whether a match does not say itself between whom it is.
func (r *Reader) betweenNobody(m *match) bool {
	between, _ := r.coder.grammar.Class("between")
	return len(r.tree.Below(nil, m.trigger, between)) == 0
}

// quarrel returns both sides of the first act by which one turned on the other.
func (r *Reader) quarrel() []discourse.Referent {
	if two := r.memory.Pair(); two != nil {
		return []discourse.Referent{
			{ID: two[0], Token: -1, First: -1, Last: -1, How: discourse.Description},
			{ID: two[1], Token: -1, First: -1, Last: -1, How: discourse.Description},
		}
	}
	for n := range r.all {
		switch a := &r.all[n]; a.Kind.Plover {
		case "SANCTION", "ASSAULT", "COERCE", "MOBILIZE", "THREATEN":
			if len(a.Actors) > 0 && len(a.Recipients) > 0 && !a.Kind.State {
				return append(outside(a.Actors), outside(a.Recipients)...)
			}
		}
	}
	if a := r.leading(); a != nil {
		return append(outside(a.Actors), outside(a.Recipients)...)
	}
	return nil
}

// against returns whom a reaction is against, whose deed the text does not name:
// who did last what was done to whoever reacts, else those given.
func (r *Reader) against(m *match, other []discourse.Referent) []discourse.Referent {
	for n := len(r.all) - 1; n >= 0 && len(r.found) == 0; n-- {
		a := &r.all[n]
		if a.Kind.State || a.Trace.Pattern == repeated {
			continue
		}
		for _, p := range a.Recipients {
			if containsID(m.actors, p.ID) {
				return outside(a.Actors)
			}
		}
	}
	return other
}

// deed returns the latest act that the object of a reaction names: the invasion
// that is condemned; nil where none was told.
func (r *Reader) deed(m *match) *Assertion {
	if !m.kind.Reaction {
		return nil
	}
	var buf [4]int
	for _, o := range r.tree.Objects(buf[:0], m.trigger) {
		for _, p := range r.coder.lexicon.nouns[r.tree.Tokens[o].Lemma] {
			for n := len(r.all) - 1; n >= 0; n-- {
				if r.all[n].Kind == p.Kind && r.another(&r.all[n], m) {
					return &r.all[n]
				}
			}
		}
		for n := len(r.all) - 1; n >= 0; n-- {
			if r.coder.lexicon.has("deed-"+r.all[n].Kind.Name, r.tree.Tokens[o].Lemma) && r.another(&r.all[n], m) {
				return &r.all[n]
			}
		}
	}
	return nil
}

// another reports whether an act told before was done by others than those who
// react to it.
func (r *Reader) another(a *Assertion, m *match) bool {
	return len(without(outside(a.Actors), m.actors)) > 0
}

// pointsBack reports whether the object of a reaction is something told
// before: "la décision", "this move", a pronoun, a word in quotation marks.
func (r *Reader) pointsBack(m *match) bool {
	var buf [4]int
	for _, o := range r.tree.Objects(buf[:0], m.trigger) {
		tok := &r.tree.Tokens[o]
		if d := r.tree.Child(o, "det"); d >= 0 && r.tree.Tokens[d].Feats.Has("Definite", "Ind") && r.coder.modals.Any[r.tree.Tokens[d].Lemma] {
			continue // "any interference"
		}
		if tok.UPOS == "PRON" || r.coder.lexicon.has("deed", tok.Lemma) {
			return true
		}
		for c := r.tree.First(o); c >= 0; c = r.tree.Next(c) {
			if d := &r.tree.Tokens[c]; d.UPOS == "PUNCT" && strings.ContainsAny(d.Form, "«“\"") {
				return true
			}
		}
	}
	return false
}

// home returns the states that the parties belong to: of those who seize
// power, the country in which they do.
func (r *Reader) home(parties []discourse.Referent) []discourse.Referent {
	var refs []discourse.Referent
	for _, p := range parties {
		id := gazetteer.State(p.ID)
		if e, ok := r.coder.names.Entity(p.ID); ok && e.Of != "" {
			id, _, _ = strings.Cut(e.Of, "|")
		}
		refs = append(refs, discourse.Referent{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description})
	}
	return refs
}

// main returns the party that the article is about, where it is of the sort: of an
// article on two, one of these.
func (r *Reader) main(taken []discourse.Referent, f *Filler, m *match) []discourse.Referent {
	id := r.memory.Main(func(id string) bool { return containsID(taken, id) })
	if of := r.ofTopic(taken); of != "" {
		id = of
	}
	ref := discourse.Referent{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description}
	if id == "" || !r.accepts(ref, f, m) {
		return nil
	}
	return []discourse.Referent{ref}
}

// ofTopic returns the one of the two parties of the title that is not taken, where
// no other is; "" for none.
func (r *Reader) ofTopic(taken []discourse.Referent) string {
	topic := r.memory.Topic()
	if len(topic) != 2 && len(taken) == 1 {
		return r.memory.Partner(taken[0].ID)
	}
	if len(topic) != 2 || slices.ContainsFunc(taken, func(t discourse.Referent) bool { return !slices.Contains(topic, t.ID) }) {
		return ""
	}
	for _, id := range topic {
		if !containsID(taken, id) {
			return id
		}
	}
	return ""
}

// mainDoer returns the party that the article is about, but of a reaction to what was told
// who did that, where they are of another state.
func (r *Reader) mainDoer(taken []discourse.Referent, f *Filler, m *match) []discourse.Referent {
	refs := r.main(taken, f, m)
	deed := r.deed(m)
	if deed == nil || len(refs) > 0 && slices.ContainsFunc(deed.Actors, func(p Party) bool { return gazetteer.State(p.ID) == refs[0].ID }) {
		return refs
	}
	return without(outside(deed.Actors), taken)
}

// agreeing returns, for a phrase that only describes a party, the one that had
// the same role in an earlier act of the kind, where the description fits.
func (r *Reader) agreeing(refs []discourse.Referent, role *Role, m *match) []discourse.Referent {
	if role != &m.pattern.Recip {
		return refs
	}
	if c := r.clitic(m.trigger); c >= 0 && m.pattern.Verb && !slices.Contains(m.cluster, c) {
		return r.taken(refs, c, m)
	}
	if len(refs) == 2 && refs[0].How == discourse.Description && refs[0].Token == refs[1].Token {
		return r.bothTaken(refs, m)
	}
	if len(refs) != 1 || refs[0].How != discourse.Description {
		return refs
	}
	for n := len(r.all) - 1; n >= 0; n-- {
		a := &r.all[n]
		if a.Kind == m.kind && len(a.Recipients) == 1 && r.memory.Describes(refs[0].Token, a.Recipients[0].ID) {
			refs[0].ID = a.Recipients[0].ID
			return refs
		}
	}
	return refs
}

// bothTaken returns, for "the two republics", the two on whom an earlier act of the kind fell.
func (r *Reader) bothTaken(refs []discourse.Referent, m *match) []discourse.Referent {
	for n := len(r.all) - 1; n >= 0; n-- {
		a := &r.all[n]
		if a.Kind != m.kind || len(a.Recipients) != 2 || len(without(m.actors, outside(a.Recipients))) < len(m.actors) {
			continue
		}
		for k := range refs {
			refs[k].ID = a.Recipients[k].ID
		}
		break
	}
	return refs
}

// taken returns, for the pronoun c that is the object of the trigger, the one
// whom an earlier act that the same verb evokes was done to: "Rusia los reconoció.
// … India no los reconoce"; none where that act is of another kind.
func (r *Reader) taken(refs []discourse.Referent, c int, m *match) []discourse.Referent {
	if len(refs) == 1 && containsID(r.heading(m), refs[0].ID) {
		return refs
	}
	patterns := r.coder.lexicon.verbs[r.tree.Tokens[m.trigger].Lemma]
	here := slices.ContainsFunc(r.memory.Mentions(), func(n gazetteer.Mention) bool {
		return n.Head < c && len(without(r.memory.Resolve(n.Head), m.actors)) > 0
	})
	for n := len(r.all) - 1; n >= 0; n-- {
		a := &r.all[n]
		plural := r.tree.Tokens[c].Feats.Has("Number", "Plur")
		if len(a.Recipients) != 1 && !(plural && !here && len(a.Recipients) > 1) || containsID(m.actors, a.Recipients[0].ID) || a.Kind.Polity != m.kind.Polity || !slices.ContainsFunc(patterns, func(p *Pattern) bool { return p.Kind == a.Kind }) {
			continue
		}
		if a.Kind != m.kind {
			return nil
		}
		var same []discourse.Referent
		for _, p := range a.Recipients {
			same = append(same, discourse.Referent{ID: p.ID, Token: c, First: c, Last: c, How: discourse.Pronoun})
		}
		return same
	}
	return refs
}

// clitic returns the pronoun that stands before the verb at i as its object, -1
// for none: "lo reconoció", "l'a reconnu".
func (r *Reader) clitic(i int) int {
	if c := r.tree.Child(i, "obj"); c >= 0 && c < i && r.tree.Tokens[c].UPOS == "PRON" && r.tree.Tokens[c].Feats.Has("PronType", "Prs") && !r.tree.Tokens[c].Feats.Has("Reflex", "Yes") {
		return c
	}
	return -1
}

// placed reports whether the words of a match say where, of a place that nothing
// resolves: "déployés dans la vallée".
func (r *Reader) placed(m *match) bool {
	var buf [8]int
	for _, c := range r.tree.Complements(buf[:0], m.trigger, r.coder.in) {
		inTime := slices.ContainsFunc(r.times, func(x timex.Expression) bool { return x.First <= c && c <= x.Last })
		if c > m.trigger && r.tree.Tokens[c].UPOS == "NOUN" && r.tree.Child(c, "det") >= 0 && !inTime {
			return true
		}
	}
	return false
}
