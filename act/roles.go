package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
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
	m.actors = r.role(&p.Actor, m, nil)
	if !m.kind.Unary {
		m.recipients = r.role(&p.Recip, m, m.actors)
	}
	m.over = r.role(&p.Over, m, nil)
	return r.complete(m)
}

// complete supplies what the sentence leaves out from what the article is
// about, and reports whether the parties suffice.
func (r *Reader) complete(m *match) bool {
	if !m.nobody && !m.kind.Opinion && !m.kind.Reaction {
		r.imply(m)
	}
	if m.kind.Symmetric {
		m.recipients = without(m.recipients, m.actors)
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
	return len(m.recipients) > 0 || m.kind.Mutual && len(m.actors) > 1 || r.paired(m) || m.pattern.Recip.Optional && len(m.actors) > 0
}

// paired reports whether the actors are "the two countries", each the other's
// counterpart.
func (r *Reader) paired(m *match) bool {
	if !m.kind.Reciprocal || len(m.recipients) > 0 || len(m.actors) != 2 {
		return false
	}
	return m.actors[0].How == discourse.Description && m.actors[0].Token == m.actors[1].Token || r.reconciled(m.actors)
}

// reconciled reports whether the two were just told to have come together: "Irán y
// Arabia Saudí acordaron reanudar sus relaciones y reabrir sus embajadas".
func (r *Reader) reconciled(two []discourse.Referent) bool {
	both := func(kind *Kind, actors, recipients []discourse.Referent) bool {
		sides := append(append([]discourse.Referent(nil), actors...), recipients...)
		return kind.Symmetric && kind.Plover == "SUPPORT" && len(sides) == 2 && len(without(two, sides)) == 0
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

// imply fills an empty side by the article's topic, where that is two parties.
func (r *Reader) imply(m *match) {
	topic := r.memory.Topic()
	if len(topic) != 2 || len(m.actors) > 0 && len(m.recipients) > 0 {
		return
	}
	if m.kind.Symmetric && len(m.actors)+len(m.recipients) >= 2 || m.kind.Explicit && len(m.actors)+len(m.recipients) == 0 {
		return
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
		return r.main(taken, f, m)
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
		for _, ref := range r.memory.Other(i, ids) {
			if r.accepts(ref, f, m) && !containsID(taken, ref.ID) {
				refs = append(refs, ref)
			}
		}
	}
	return refs
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
// of which it is the object: "cancelled his visit to Ukraine".
func (r *Reader) across(dst []int, i int, preps valency.Preps) []int {
	h := r.tree.Head(i)
	if h < 0 || r.tree.Tokens[h].UPOS != "VERB" || !r.tree.Is(i, "obj") || preps&r.coder.by != 0 {
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
	var refs []discourse.Referent
	for _, i := range words {
		for _, ref := range r.party(i, f, m) {
			if m.kind.Counterpart && ref.Rules != "" {
				ref.ID = ref.Rules
			}
			if r.accepts(ref, f, m) && !containsID(refs, ref.ID) {
				refs = append(refs, ref)
			}
		}
	}
	return refs
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
	if i == m.trigger {
		return nil
	}
	refs := r.memory.Resolve(i)
	if len(refs) == 0 && r.coder.lexicon.has("private", r.tree.Tokens[i].Lemma) {
		return nil // "la banque suisse", "l'équipe du Maroc" are not their states
	}
	if c := r.nearer(i, m.trigger); len(refs) == 0 && c >= 0 {
		return r.memory.Resolve(c)
	}
	if s := r.announced(i); len(refs) == 0 && s >= 0 {
		return r.memory.Resolve(s)
	}
	lemma := r.tree.Tokens[i].Lemma
	if len(refs) > 0 || f.Path[len(f.Path)-1].Func != Subj || !r.coder.lexicon.has("deed", lemma) && !r.coder.lexicon.has("agreement", lemma) && !r.meant(i, m.trigger) && (r.tree.Tokens[i].UPOS != "NOUN" || r.coder.modals.effect[lemma] == NoEffect) {
		return refs
	}
	var buf [8]int
	for _, o := range r.tree.Owners(buf[:0], i) {
		if refs = r.memory.Resolve(o); len(refs) > 0 {
			return refs
		}
	}
	if h := r.tree.Head(i); h >= 0 && h != m.trigger && r.tree.Verbal(h) && (r.tree.Is(i, "obj") || r.tree.Is(i, "obl")) {
		for _, s := range r.tree.Subjects(buf[:0], h) {
			refs = append(refs, r.memory.Resolve(s)...)
		}
	}
	return refs
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
	if len(p.Actor.Paths) == 0 {
		return false
	}
	var buf [8]int
	return slices.ContainsFunc(r.walk(buf[:0], m.trigger, p.Actor.Paths[0].Path, nil), r.noOne)
}

// noOne reports whether the phrase headed by i is "nobody" or "no country".
func (r *Reader) noOne(i int) bool {
	if r.coder.modals.NoOne[r.tree.Tokens[i].Lemma] {
		return true
	}
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Is(c, "det") && r.coder.modals.NoOne[r.tree.Tokens[c].Lemma] {
			return r.tree.Tokens[i].UPOS != "NOUN" || r.coder.modals.effect[r.tree.Tokens[i].Lemma] == NoEffect // "no intention"
		}
		if c < i && r.tree.Is(c, "advmod") && r.coder.modals.Negators[r.tree.Tokens[c].Lemma] && (r.tree.Child(i, "nummod") >= 0 || r.tree.Child(i, "amod") >= 0) {
			return true // "not one country", "not a single state"
		}
	}
	return false
}
