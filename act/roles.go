package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/valency"
)

// What the ways to find a party cost in confidence.
const (
	costPronoun     = .06
	costDescription = .12
	costImplicit    = .25
	costAttachment  = .15
)

// fill finds the parties of a match; false where one that the pattern needs
// cannot be told.
func (r *Reader) fill(m *match) bool {
	p := m.pattern
	m.nobody = r.nobody(p, m)
	m.actors = slices.DeleteFunc(slices.Clone(r.role(&p.Actor, m, nil)), func(ref discourse.Referent) bool { return r.allBut(ref.Token) })
	if m.nobody {
		if refs := r.noneOf(m); len(refs) > 0 {
			m.nobody, m.actors = false, refs
		}
	}
	if len(m.actors) == 0 && !m.nobody && r.takesAnswer(m) {
		return true
	}
	if !m.kind.Unary {
		m.recipients = r.role(&p.Recip, m, m.actors)
		if m.nobody && len(m.recipients) == 0 { // "Somaliland, which nobody has recognised"
			m.actors, m.recipients = nil, r.role(&p.Recip, m, nil)
		}
	}
	m.over = r.role(&p.Over, m, nil)
	if m.kind.Coup && r.ofTown(m) {
		m.refused = true
		return false
	}
	if refs := r.relayed(m); len(refs) > 0 {
		m.recipients = refs
	}
	if m.kind.Polity {
		m.recipients = slices.DeleteFunc(slices.Clone(m.recipients), func(ref discourse.Referent) bool {
			e, ok := r.coder.names.Entity(ref.ID)
			return ok && e.Kind == "organization"
		})
	}
	return r.complete(m)
}

// complete supplies what the sentence leaves out from what the article is
// about, and reports whether the parties suffice.
func (r *Reader) complete(m *match) bool {
	if len(m.recipients) == 0 && len(m.actors) > 0 && !m.kind.Unary {
		m.recipients = r.asking(m)
	}
	if !m.nobody && !m.kind.Opinion && !m.kind.Reaction {
		r.imply(m)
	}
	if len(m.recipients) == 0 && len(m.actors) > 0 && !m.kind.Unary && !m.kind.Mutual && (!m.kind.Explicit || r.memory.Labelled()) {
		m.recipients = r.underHead(m)
	}
	if m.kind.Symmetric {
		if len(m.recipients) == 0 && r.withStranger(m) {
			m.refused = true
			return false
		}
		r.takeUpBoth(m)
		m.recipients = without(m.recipients, m.actors)
	}
	if m.kind.Symmetric && len(m.actors) == 0 && len(m.recipients) == 1 && len(m.cluster) > 0 && m.pattern.Verb && r.tree.Passive(m.trigger) {
		m.actors = r.sideTold(m)
	}
	if len(m.recipients) == 0 && len(m.actors) > 0 && !m.kind.Unary {
		m.recipients = r.alike(m)
	}
	if len(m.recipients) == 0 && len(m.actors) > 0 && !m.kind.Unary && (!m.kind.Explicit || r.again(m)) && !(m.kind.Mutual && len(m.actors) > 1) && !r.paired(m) {
		m.recipients = r.focus(m)
	}
	if m.kind.Mutual && !m.kind.Symmetric && len(m.actors) > 1 && len(m.recipients) == 0 {
		m.recipients = r.goneOn(m)
	}
	switch {
	case m.kind.Unary:
		return len(m.actors) > 0
	case m.kind.Symmetric:
		return len(m.actors) > 0 && len(m.actors)+len(m.recipients) >= 2
	case len(m.actors) == 0 && !m.nobody && !m.pattern.Actor.Optional:
		return false
	}
	return len(m.recipients) > 0 || m.kind.Mutual && len(m.actors) > 1 && !r.people(&m.pattern.Recip) && !r.withThing(m) || r.paired(m) || r.crosswise(m) || m.pattern.Recip.Optional && len(m.actors) > 0
}

// underHead returns the parties that head what is read, where they can be whom a match
// falls on: "Niger : Paris retire ses troupes".
func (r *Reader) underHead(m *match) []discourse.Referent {
	var refs []discourse.Referent
	for _, ref := range r.heading(m) {
		if r.suits(ref, &m.pattern.Recip, m) {
			refs = append(refs, ref)
		}
	}
	if len(refs) > 0 {
		m.confidence -= costDescription
	}
	return refs
}

// takeUpBoth gives a match between equals that names nobody, and whose object is a pronoun,
// both sides of the act that the sentence before tells of: "They were restored in 2018."
func (r *Reader) takeUpBoth(m *match) {
	if len(m.actors)+len(m.recipients) > 0 || len(r.found) > 0 || r.last == nil || r.sentences-r.toldIn > 1 || !r.last.Kind.Mutual || !r.takesUp(m) {
		return
	}
	m.actors, m.recipients = outside(r.last.Actors), outside(r.last.Recipients)
	m.confidence -= costImplicit
}

// crosswise reports whether the two actors do something each in the other's country: "will
// reopen their embassies in Riyadh and Tehran".
func (r *Reader) crosswise(m *match) bool {
	if len(m.actors) != 2 || m.kind.Reaction {
		return false
	}
	var buf [8]int
	for _, i := range r.tree.Below(buf[:0], m.trigger, r.coder.in) {
		if refs := r.memory.Resolve(i); len(refs) == 2 && len(without(refs, m.actors)) == 0 {
			return true
		}
	}
	return false
}

// sideTold returns the other side of an act between equals whose words name one alone:
// a party to the act told before, which that one was a party to as well, else the
// party that the article is about. "Relations with Syria were restored in 1990."
func (r *Reader) sideTold(m *match) []discourse.Referent {
	if refs := r.holder(m); len(refs) > 0 {
		return refs
	}
	side := r.main(m.recipients, &Filler{Path: Path{{Func: Main}}}, m)
	for n := len(r.all) - 1; n >= max(0, len(r.all)-4); n-- {
		a, b := outside(r.all[n].Actors), outside(r.all[n].Recipients)
		switch with := m.recipients[0].ID; {
		case len(a) == 1 && containsID(b, with):
			side = a
		case len(b) == 1 && containsID(a, with):
			side = b
		default:
			continue
		}
		break
	}
	if len(side) > 0 {
		m.confidence -= costImplicit
	}
	return side
}

// holder returns who does something to what the participle of a match tells of: "Niamey
// denounced the accord signed in 2012 with Washington" is the other side of it.
func (r *Reader) holder(m *match) []discourse.Referent {
	o := r.tree.Head(m.trigger)
	if o < 0 || !r.tree.Is(m.trigger, "acl") || !r.tree.Is(o, "obj") || len(m.recipients) != 1 {
		return nil
	}
	var buf [4]int
	var refs []discourse.Referent
	for _, s := range r.tree.Subjects(buf[:0], r.tree.Head(o)) {
		refs = append(refs, r.memory.Resolve(s)...)
	}
	if len(refs) != 1 || containsID(m.recipients, refs[0].ID) {
		return nil
	}
	return refs
}

// withStranger reports whether an act between equals names somebody unknown for its
// other side: "Chad and Niger signed an agreement with Airbus".
func (r *Reader) withStranger(m *match) bool {
	var buf [8]int
	words := r.tree.Complements(buf[:0], m.trigger, r.coder.with)
	for _, c := range m.cluster {
		words = r.tree.Complements(words, c, r.coder.with)
	}
	return slices.ContainsFunc(words, func(i int) bool {
		tok := &r.tree.Tokens[i]
		first, _ := r.tree.Span(i, func(c int) bool { return r.tree.Is(c, "case") })
		other := tok.UPOS == "PROPN" && r.tree.Tokens[first].UPOS != "DET" || tok.UPOS == "PRON" && !tok.Feats.Has("PronType", "Rcp") || r.coder.lexicon.has("private", tok.Lemma)
		return other && len(r.memory.Resolve(i)) == 0
	})
}

// withThing reports whether the verb of a match says with what that is no party: "broke
// with two centuries of neutrality".
func (r *Reader) withThing(m *match) bool {
	if !m.pattern.Verb {
		return false
	}
	var buf [8]int
	return slices.ContainsFunc(r.tree.Complements(buf[:0], m.trigger, r.coder.with), func(i int) bool {
		return r.tree.Tokens[i].UPOS == "NOUN" && len(r.memory.Resolve(i)) == 0
	})
}

// paired reports whether the actors are "the two countries", each the other's
// counterpart.
func (r *Reader) paired(m *match) bool {
	if !m.kind.Reciprocal || len(m.recipients) > 0 || len(m.actors) != 2 {
		return false
	}
	return (m.actors[0].How == discourse.Description || m.actors[0].How == discourse.Pronoun) && m.actors[0].Token == m.actors[1].Token || r.reconciled(m.actors)
}

// reconciled reports whether the two were just told to have come together: "Irán y
// Arabia Saudí acordaron reanudar sus relaciones y reabrir sus embajadas".
func (r *Reader) reconciled(two []discourse.Referent) bool {
	both := func(kind *Kind, actors, recipients []discourse.Referent) bool {
		sides := append(append([]discourse.Referent(nil), actors...), recipients...)
		return kind.Symmetric && len(sides) == 2 && len(without(two, sides)) == 0
	}
	for n := range r.found {
		if f := &r.found[n]; both(f.kind, f.actors, f.recipients) {
			return true
		}
	}
	for n := len(r.all) - 1; n >= max(0, len(r.all)-2); n-- {
		if a := &r.all[n]; both(a.Kind, outside(a.Actors), outside(a.Recipients)) {
			return true
		}
	}
	return false
}

// among reports whether there are parties, and all of them are of the ids.
func among(refs []discourse.Referent, ids []string) bool {
	return len(refs) > 0 && !slices.ContainsFunc(refs, func(ref discourse.Referent) bool { return !slices.Contains(ids, ref.ID) })
}

// imply fills an empty side by the article's topic, where that is two parties.
func (r *Reader) imply(m *match) {
	topic := r.memory.Topic()
	if len(topic) != 2 || len(m.actors) > 0 && len(m.recipients) > 0 {
		return
	}
	if n := len(r.found); len(r.heading(m)) > 0 || n > 0 && sameActors(&r.found[n-1], m) && !among(r.found[n-1].recipients, topic) {
		return // nearer words tell of whom
	}
	if m.kind.Symmetric && len(m.actors)+len(m.recipients) >= 2 || m.kind.Explicit && len(m.actors)+len(m.recipients) == 0 {
		return
	}
	if m.kind.Explicit && len(m.recipients) == 0 && r.elsewhere(m) {
		return
	}
	if len(m.actors) == 0 && (r.byStranger(m) || len(m.recipients) == 0 && !m.kind.Mutual && !m.kind.Symmetric && !m.kind.Reciprocal) {
		return // nobody tells which of the two did it
	}
	named := append(append([]discourse.Referent(nil), m.actors...), m.recipients...)
	for _, ref := range named {
		if ref.ID != topic[0] && ref.ID != topic[1] {
			return
		}
	}
	for _, id := range topic {
		if containsID(named, id) {
			continue
		}
		ref := discourse.Referent{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description}
		switch {
		case len(m.actors) == 0 && r.suits(ref, &m.pattern.Actor, m):
			m.actors = append(m.actors, ref)
		case len(m.recipients) == 0 && (m.kind.Symmetric || r.suits(ref, &m.pattern.Recip, m)):
			m.recipients = append(m.recipients, ref)
		}
		m.confidence -= costImplicit
	}
}

// byStranger reports whether the verb of a match has a noun for its subject that is no party:
// "twenty-three states recognise it".
func (r *Reader) byStranger(m *match) bool {
	if m.kind.Mutual || m.kind.Symmetric || !m.pattern.Verb || r.tree.Passive(m.trigger) {
		return false
	}
	s := r.tree.Child(m.trigger, "nsubj")
	return s >= 0 && r.tree.Tokens[s].UPOS != "PRON" && !r.own(m, s) && len(r.memory.Resolve(s)) == 0
}

// elsewhere reports whether the words of a match name what the act was done to, though
// that is no party: "recognised the claims of his heirs", "that it was void".
func (r *Reader) elsewhere(m *match) bool {
	var buf [8]int
	if r.tree.Verbal(m.trigger) {
		if r.tree.Child(m.trigger, "ccomp") >= 0 {
			return true
		}
		objects := r.tree.Objects(buf[:0], m.trigger)
		ours := slices.ContainsFunc(objects, func(o int) bool { return r.tree.Tokens[o].UPOS == "PRON" || r.own(m, o) })
		if len(objects) > 0 && !ours {
			return true
		}
	} else if len(r.tree.Complements(buf[:0], m.trigger, r.coder.of)) > 0 {
		return true
	}
	for _, w := range m.cluster {
		if r.coder.lexicon.has("government", r.tree.Tokens[w].Lemma) {
			continue // whoever's it is called
		}
		for _, c := range r.tree.Complements(buf[:0], w, r.coder.of) {
			if !r.own(m, c) {
				return true
			}
		}
	}
	return false
}

// suits reports whether a party is of a sort that the role takes.
func (r *Reader) suits(ref discourse.Referent, role *Role, m *match) bool {
	for n := range role.Paths {
		if r.accepts(ref, &role.Paths[n], m) {
			return true
		}
	}
	return false
}

func containsID(refs []discourse.Referent, id string) bool {
	for _, r := range refs {
		if r.ID == id {
			return true
		}
	}
	return false
}

// without returns refs but for those that stand among taken too.
func without(refs, taken []discourse.Referent) []discourse.Referent {
	kept := refs[:0:0]
	for _, ref := range refs {
		if !containsID(taken, ref.ID) {
			kept = append(kept, ref)
		}
	}
	return kept
}

// share reports whether two lists of parties share one.
func share(a, b []discourse.Referent) bool { return len(without(a, b)) < len(a) }

// role returns the parties that the first alternative to yield any gives.
func (r *Reader) role(role *Role, m *match, taken []discourse.Referent) []discourse.Referent {
	for n := range role.Paths {
		f := &role.Paths[n]
		refs := r.agreeing(r.fillers(f, role, m, taken), role, m)
		if len(refs) == 0 && n+1 < len(role.Paths) && r.leaves(f, m) {
			refs = r.agreeing(without(r.dropped(m, f), taken), role, m)
		}
		if len(refs) > 0 {
			m.confidence -= cost(refs)
			return refs
		}
	}
	return r.beside(role, m, taken)
}

// fillers returns the parties that one alternative gives, those already taken
// by the other side left out.
func (r *Reader) fillers(f *Filler, role *Role, m *match, taken []discourse.Referent) []discourse.Referent {
	switch f.Path[0].Func {
	case Known:
		return without(r.known(role == &m.pattern.Actor, f, m), taken)
	case Home:
		return r.home(taken)
	case Main:
		if role == &m.pattern.Actor {
			taken = r.role(&m.pattern.Recip, m, nil)
		}
		return r.mainDoer(taken, f, m)
	}
	if m.kind.Symmetric {
		taken = nil
	}
	var buf [32]int
	words := r.walk(buf[:0], m.trigger, f.Path, m.cluster)
	refs := without(r.parties(words, f, m), taken)
	if len(refs) == 0 && len(taken) > 0 {
		refs = r.others(words, f, m, taken)
	}
	if len(refs) == 0 && loose(f.Path) {
		below := slices.DeleteFunc(r.tree.Below(buf[:0], m.trigger, f.Path[0].Preps), func(i int) bool { return r.object(i, m.cluster) })
		refs = without(r.parties(below, f, m), taken)
	}
	if len(refs) == 0 && m.pattern.Verb && len(f.Path) == 2 && f.Path[0].Func == Obj && f.Path[1].Func == Prep {
		refs = without(r.parties(r.behind(buf[:0], m.trigger, f.Path[1].Preps), f, m), taken)
	}
	if len(refs) == 0 && loose(f.Path) && !m.pattern.Verb {
		refs = without(r.parties(r.across(buf[:0], m.trigger, f.Path[0].Preps), f, m), taken)
	}
	return refs
}

// others resolves the pronouns and descriptions among the words by parties
// other than those taken: who demands that "it" leave means somebody else.
func (r *Reader) others(words []int, f *Filler, m *match, taken []discourse.Referent) (refs []discourse.Referent) {
	ids := make([]string, 0, 4)
	for _, t := range taken {
		ids = append(ids, t.ID)
	}
	for _, i := range words {
		if i == m.trigger || !slices.ContainsFunc(r.memory.Resolve(i), func(ref discourse.Referent) bool { return slices.Contains(ids, ref.ID) }) {
			continue
		}
		named := r.memory.Other(i, ids)
		if len(named) == 0 && r.ofAnother(i, m) {
			named = r.memory.Owner(i, ids)
		}
		for _, ref := range named {
			if r.accepts(ref, f, m) && !containsID(taken, ref.ID) {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// ofTown reports whether what the words of a match say was taken is a town that is no
// capital, in which nobody rules a country: "have taken Goma", "control of Goma".
func (r *Reader) ofTown(m *match) bool {
	return slices.ContainsFunc(r.memory.Mentions(), func(n gazetteer.Mention) bool {
		up := r.tree.Head(n.Head)
		if up < 0 || up != m.trigger && !slices.Contains(m.cluster, up) || r.tree.HasCase(n.Head, r.coder.in) || !m.pattern.Verb && up == m.trigger && r.tree.Child(n.Head, "case") < 0 {
			return false
		}
		for _, ref := range r.memory.Resolve(n.Head) {
			for _, reading := range n.Readings {
				if e, ok := r.coder.names.Entity(reading.Place); ok && ref.Sense == gazetteer.Place && reading.ID == ref.ID && e.Sort == "city" {
					return true
				}
			}
		}
		return false
	})
}

// ofAnother reports whether the possessive at i is of what one can only have done to
// another: "reconnaît leur gouvernement", "ne reconnaît pas son indépendance".
func (r *Reader) ofAnother(i int, m *match) bool {
	f := r.tree.Tokens[i].Feats
	someone := f.Has("Person", "3") && (f.Has("Gender", "Masc") || f.Has("Gender", "Fem")) // "his government"
	owned := r.tree.Head(i)
	if owned < 0 || r.tree.Child(owned, "amod") >= 0 || r.tree.Child(owned, "nmod") >= 0 {
		return false // "son régime fiscal", "son statut de candidat"
	}
	return f.Has("Poss", "Yes") && !someone && m.kind.Explicit && len(m.pattern.Over.Paths) == 0 && slices.Contains(m.cluster, owned)
}

// behind appends what belongs to the object of the verb i and the parser has
// hung on the verb: "condemned the coup in Niger".
func (r *Reader) behind(dst []int, i int, preps valency.Preps) []int {
	if preps&r.coder.by != 0 {
		return dst
	}
	var buf [4]int
	for _, o := range r.tree.Objects(buf[:0], i) {
		for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
			if o > i && c > o && r.tree.Is(c, "obl") && r.tree.HasCase(c, preps) {
				return append(dst, c)
			}
		}
	}
	return dst
}

// across appends what belongs to the noun i and the parser has hung on the verb
// of which it is the object: "cancelled his visit to Ukraine", "announced its recognition
// by France".
func (r *Reader) across(dst []int, i int, preps valency.Preps) []int {
	h := r.tree.Head(i)
	if h < 0 || r.tree.Tokens[h].UPOS != "VERB" || !r.tree.Is(i, "obj") {
		return dst
	}
	n := len(dst)
	dst = r.tree.Complements(dst, h, preps)
	kept := dst[:n]
	for _, c := range dst[n:] {
		if c > i {
			kept = append(kept, c)
		}
	}
	return kept
}

// parties returns the parties of the sort that the words mean.
func (r *Reader) parties(words []int, f *Filler, m *match) []discourse.Referent {
	var refs, out []discourse.Referent
	placed := f.Path[len(f.Path)-1].Func == Prep
	for _, i := range words {
		if r.allBut(i) {
			continue // "all but Chad"
		}
		if placed && (r.meanwhile(i, m.trigger) || r.moved(i)) || f.Sort == CountryParty && r.tree.Tokens[i].UPOS == "PRON" && slices.Contains(m.cluster, i) {
			continue // "sent them": soldiers, and no country
		}
		for _, ref := range r.party(i, f, m) {
			if m.kind.Counterpart && ref.Rules != "" {
				ref.ID = ref.Rules
			}
			switch {
			case !r.accepts(ref, f, m) || containsID(refs, ref.ID):
			case r.excepted(m, ref.Token):
				out = append(out, ref)
			default:
				refs = append(refs, ref)
			}
		}
	}
	if len(refs) == 0 {
		return out // "relations with a dozen states, but not with Libya"
	}
	return refs
}

// allBut reports whether the word at i is whoever did not do what all others did.
func (r *Reader) allBut(i int) bool {
	if i < 2 || r.tree.Tokens[i].UPOS != "PROPN" {
		return false
	}
	first, _ := r.tree.Span(i, func(c int) bool { return r.tree.Is(c, "cc") || r.tree.Is(c, "case") })
	for k := first - 1; k > 0 && k >= first-2; k-- {
		if r.coder.modals.Except[r.tree.Tokens[k].Lemma] {
			u := r.tree.Tokens[k-1].UPOS
			d := r.tree.Child(k-1, "det")
			return u == "DET" || u == "PRON" || u == "NOUN" && d >= 0 && r.tree.Tokens[d].Feats.Has("PronType", "Tot") // "every state but Chad"
		}
	}
	return false
}

// excepted reports whether a "no" stands before the name at i, which is coordinated with
// one without: "a reconnu le Kosovo, mais pas le Somaliland".
func (r *Reader) excepted(m *match, i int) bool {
	if i < 0 || !r.tree.Is(i, "conj") || r.coder.modals.negated(&r.tree, m.trigger) {
		return false // "neither France nor Spain did"
	}
	for c := r.tree.First(i); c >= 0 && c < i; c = r.tree.Next(c) {
		if (r.tree.Is(c, "advmod") || r.tree.Is(c, "cc")) && r.coder.modals.Negators[r.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// people reports whether a role asks for nobody but the people of a country.
func (r *Reader) people(role *Role) bool {
	for n := range role.Paths {
		if role.Paths[n].Sort != PeopleParty {
			return false
		}
	}
	return len(role.Paths) > 0
}

// sameActors reports whether the actors of a match did the source too.
func sameActors(source, m *match) bool {
	return len(m.actors) > 0 && len(without(m.actors, source.actors)) == 0
}

func cost(refs []discourse.Referent) float64 {
	switch refs[0].How {
	case discourse.Pronoun:
		return costPronoun
	case discourse.Description:
		return costDescription
	}
	return 0
}

// party resolves the word at i as a filler; a subject that is no party itself
// ("la décision de Madrid", "des accords" that somebody signed) stands for
// whom it belongs to or whose act it is.
func (r *Reader) party(i int, f *Filler, m *match) []discourse.Referent {
	if i == m.trigger || r.thing(i, f, m) {
		return nil
	}
	refs := r.memory.Resolve(i)
	if tok := &r.tree.Tokens[i]; len(refs) == 0 && tok.UPOS == "PRON" && tok.Feats.Has("Person", "1") && !m.kind.Opinion {
		return r.self(i) // "« Nous ne reconnaîtrons pas cet État », a dit le ministre belge"
	}
	if len(refs) == 0 && r.coder.lexicon.has("private", r.tree.Tokens[i].Lemma) || r.privately(i) {
		return nil // "la banque suisse", "l'équipe du Maroc" are not their states
	}
	if c := r.nearer(i, m.trigger); len(refs) == 0 && c >= 0 {
		return r.memory.Resolve(c)
	}
	if s := r.announced(i); len(refs) == 0 && s >= 0 {
		return r.memory.Resolve(s)
	}
	lemma := r.tree.Tokens[i].Lemma
	if len(refs) > 0 || f.Path[len(f.Path)-1].Func != Subj || !r.coder.lexicon.has("deed", lemma) && !r.coder.lexicon.has("agreement", lemma) && !r.adopted(i) && !r.meant(i, m.trigger) && (r.tree.Tokens[i].UPOS != "NOUN" || r.coder.modals.effect[lemma] == NoEffect) {
		return refs
	}
	var buf [8]int
	for _, o := range r.tree.Owners(buf[:0], i) {
		if refs = r.memory.Resolve(o); len(refs) > 0 {
			return asNames(refs)
		}
	}
	if h := r.tree.Head(i); h >= 0 && h != m.trigger && r.tree.Verbal(h) && (r.tree.Is(i, "obj") || r.tree.Is(i, "obl")) {
		for _, s := range r.tree.Subjects(buf[:0], h) {
			refs = append(refs, r.memory.Resolve(s)...)
		}
	}
	return refs
}

// adopted reports whether the noun at i is a proposal or resolution, and nothing says that
// it was turned down: what it asks for is asked by whose it is.
func (r *Reader) adopted(i int) bool {
	if !r.coder.modals.Proposals[r.tree.Tokens[i].Lemma] {
		return false
	}
	h := r.tree.Head(i)
	return h < 0 || !r.coder.modals.Rejects[r.tree.Tokens[h].Lemma] && r.coder.modals.effect[r.tree.Tokens[h].Lemma] != Denies
}

// asNames returns the parties as their names would give them, where adjectives do:
// "la décision espagnole".
func asNames(refs []discourse.Referent) []discourse.Referent {
	named := slices.Clone(refs)
	for n := range named {
		if named[n].Sense == gazetteer.Adjective {
			named[n].Sense = gazetteer.Name
		}
	}
	return named
}

// wholePeople reports whether the word at i is a people with an article and nothing more,
// which stands for its government: "told the British to go".
func (r *Reader) wholePeople(i int) bool {
	if i < 0 || i >= len(r.tree.Tokens) {
		return false
	}
	definite := false
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		switch r.tree.Rel(c) {
		case "det":
			definite = r.tree.Tokens[c].Feats.Has("Definite", "Def")
		case "amod", "nummod", "nmod", "acl", "compound":
			return false
		}
	}
	return definite
}

// thing reports whether the pronoun i is the object of a reaction to what was done,
// which it means, rather than who did it: "condemned it".
func (r *Reader) thing(i int, f *Filler, m *match) bool {
	tok := &r.tree.Tokens[i]
	if m.kind.Deed && len(f.Path) == 1 && f.Path[0].Func == Obj && tok.UPOS == "PRON" && tok.Feats.Has("PronType", "Prs") && tok.Feats.Has("Number", "Sing") && r.reactedTo(m) {
		return true // "Berlin l'a jugée inacceptable. Rome l'a condamnée."
	}
	return m.kind.Deed && (f.Sort == OfficialParty || f.Sort == CountryParty) && len(f.Path) == 1 && f.Path[0].Func == Obj && tok.UPOS == "PRON" && tok.Feats.Has("Gender", "Neut") && tok.Feats.Has("PronType", "Prs") && r.source(r.found, r.last) != nil
}

// reactedTo reports whether the sentence before tells the reaction of somebody else, in a
// language whose pronouns tell not people from things.
func (r *Reader) reactedTo(m *match) bool {
	if r.coder.discourse.Animate || len(r.found) > 0 || r.last == nil || !r.last.Kind.Deed || r.sentences-r.toldIn != 1 || len(m.actors) == 0 {
		return false
	}
	last := outside(r.last.Recipients)
	return len(without(outside(r.last.Actors), m.actors)) > 0 && len(without(last, m.actors)) == len(last)
}

// privately reports whether the possessive at i means the subject of its clause, and
// that is no party: "the singer cancelled her visit", "a province that proclaimed its
// independence".
func (r *Reader) privately(i int) bool {
	if !r.tree.Tokens[i].Feats.Has("Poss", "Yes") {
		return false
	}
	for v, n := r.tree.Head(i), 0; v >= 0 && n < 4; v, n = r.tree.Head(v), n+1 {
		if s := r.tree.Child(v, "nsubj"); r.tree.Verbal(v) && s >= 0 {
			return s < i && (r.coder.lexicon.has("private", r.tree.Tokens[s].Lemma) || r.nobodyWho(s))
		}
	}
	return false
}

// nobodyWho reports whether the token s is a relative pronoun for a thing or somebody
// that no party is known to be.
func (r *Reader) nobodyWho(s int) bool {
	if !r.tree.Tokens[s].Feats.Has("PronType", "Rel") {
		return false
	}
	a := r.tree.Antecedent(s)
	return a >= 0 && a != s && r.tree.Tokens[a].UPOS == "NOUN" && len(r.memory.Resolve(a)) == 0
}

// meant reports whether the noun i is what the infinitive at v completes, so
// that whose it is does it: "son intention de reconnaître".
func (r *Reader) meant(i, v int) bool {
	return r.tree.Is(v, "acl") && r.tree.Head(v) == i && r.tree.Tokens[v].Feats.Has("VerbForm", "Inf")
}

// nearer returns the noun right before the relative clause of i that the
// trigger stands in, where that is another one: "colère à Bogota, qui rappelle
// son ambassadeur"; -1 where there is none.
func (r *Reader) nearer(i, trigger int) int {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Tokens[c].Rel != "acl:relcl" || !r.tree.Dominates(c, trigger) {
			continue
		}
		k, _ := r.tree.Span(c, nil)
		for k--; k > i; k-- {
			if r.tree.Nominal(k) {
				return k
			}
		}
	}
	return -1
}

// announced returns the subject that the noun i, set before it without a
// preposition, describes: "premier pays à la reconnaître, la Russie …"; -1
// where there is none.
func (r *Reader) announced(i int) int {
	h := r.tree.Head(i)
	if h < 0 || h < i || !r.tree.Verbal(h) || r.tree.Cases(i) != 0 {
		return -1
	}
	if r.tree.Is(i, "nsubj") && r.tree.Nominal(h) && r.names(h) {
		return h // "the first country to recognise it was France"
	}
	switch r.tree.Rel(i) {
	case "nsubj", "dislocated", "obl", "advcl", "parataxis":
	default:
		return -1
	}
	for c := r.tree.First(h); c >= 0; c = r.tree.Next(c) {
		if c > i && c < h && r.tree.Is(c, "nsubj") && r.tree.Nominal(c) {
			return c
		}
	}
	return -1
}

// nobody reports whether the actor is "no country", "nobody", "aucun État".
func (r *Reader) nobody(p *Pattern, m *match) bool {
	if len(p.Actor.Paths) == 0 || r.tree.Predicate(m.trigger) >= 0 {
		return false // "there was nothing in Delhi" is said of no party
	}
	var buf [8]int
	return slices.ContainsFunc(r.walk(buf[:0], m.trigger, p.Actor.Paths[0].Path, nil), r.noOne)
}

// noneOf returns those of whom "none" does what a match tells: "aucun des trois n'a reconnu
// le Kosovo".
func (r *Reader) noneOf(m *match) []discourse.Referent {
	var buf, of [8]int
	for _, i := range r.walk(buf[:0], m.trigger, m.pattern.Actor.Paths[0].Path, nil) {
		if !r.coder.modals.NoOne[r.tree.Tokens[i].Lemma] {
			continue
		}
		for _, c := range r.tree.Complements(of[:0], i, r.coder.of) {
			if refs := r.memory.Resolve(c); len(refs) > 1 {
				return refs
			}
		}
	}
	return nil
}

// noOne reports whether the phrase headed by i is "nobody" or "no country".
func (r *Reader) noOne(i int) bool {
	if r.coder.discourse.Neither[r.tree.Tokens[i].Lemma] {
		return false // of two who are meant, known or not
	}
	if r.coder.modals.NoOne[r.tree.Tokens[i].Lemma] {
		return true
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Is(c, "det") && r.coder.discourse.Neither[r.tree.Tokens[c].Lemma] {
			return false
		}
		if r.tree.Is(c, "det") && r.coder.modals.NoOne[r.tree.Tokens[c].Lemma] {
			e := r.coder.modals.effect[r.tree.Tokens[i].Lemma]
			return r.tree.Tokens[i].UPOS != "NOUN" || !r.tree.Is(i, "obj") && (e == NoEffect || e == Reports) // not "no intention", "lost no time in"
		}
		if c < i && r.tree.Is(c, "advmod") && r.coder.modals.Negators[r.tree.Tokens[c].Lemma] && (r.tree.Child(i, "nummod") >= 0 || r.tree.Child(i, "amod") >= 0) {
			return true // "not one country", "not a single state"
		}
		if r.tree.Is(c, "det") && r.notOne(c) {
			return true
		}
	}
	return false
}

// notOne reports whether the article at i is of "pas un État", at the head of its clause.
func (r *Reader) notOne(i int) bool {
	t := r.tree.Tokens
	return i > 0 && t[i].Feats.Has("Definite", "Ind") && t[i-1].UPOS == "ADV" && r.coder.modals.Negators[t[i-1].Lemma] && (i == 1 || t[i-2].UPOS == "PUNCT" || t[i-2].UPOS == "CCONJ")
}
