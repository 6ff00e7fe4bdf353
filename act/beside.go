package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
)

// beside fills a role of a verb by word order, where the tree shows nobody:
// the subject by the nearest party to the left, the object by the nearest to
// the right, with no other verb between. A wrong tree costs confidence so, and
// not the act.
func (r *Reader) beside(role *Role, m *match, taken []discourse.Referent) []discourse.Referent {
	if !m.pattern.Verb && !role.Optional {
		return without(r.lent(role, m), taken)
	}
	passive := r.tree.Passive(m.trigger)
	if !m.pattern.Verb || role.Optional || !passive && r.bare(m.trigger) {
		return nil
	}
	for n := range role.Paths {
		f := &role.Paths[n]
		if len(f.Path) != 1 {
			continue
		}
		var refs []discourse.Referent
		switch {
		case f.Path[0].Func == Subj && passive: // an agent hung on another word: "classé organisation terroriste par Berlin"
			var buf [8]int
			agents := slices.DeleteFunc(r.tree.Below(buf[:0], m.trigger, r.coder.by), func(i int) bool { return r.displaced(r.tree.Head(i)) })
			refs = r.parties(agents, f, m) // but not "restored after mediation by Oslo"
			if len(refs) == 0 && !m.kind.Symmetric && r.impersonal(m.trigger) {
				for _, ref := range r.memory.Dropped(m.trigger, "Sing") {
					if r.accepts(ref, f, m) {
						refs = append(refs, ref)
					}
				}
			}
		case r.bare(m.trigger):
		case f.Path[0].Func == Subj && r.shares(m.trigger):
		case f.Path[0].Func == Subj, f.Path[0].Func == Obj && passive:
			if passive && (r.tree.Is(m.trigger, "acl") || r.wherein(m.trigger)) && r.tree.Child(m.trigger, "aux:pass") >= 0 && r.tree.Child(m.trigger, "nsubj") < 0 {
				refs = r.dropped(m, f) // "Moscú, donde fue recibido"
			}
			if len(refs) > 0 {
				break
			}
			if refs = r.scan(m, f, -1); len(refs) == 0 && !passive && !r.stranger(m.trigger) {
				var buf [4]int
				refs = r.parties(r.tree.Shared(buf[:0], m.trigger), f, m)
			}
			if len(refs) == 0 {
				refs = r.dropped(m, f)
			}
		case f.Path[0].Func == Obj:
			refs = r.scan(m, f, 1)
		}
		if refs = without(refs, taken); len(refs) > 0 {
			m.confidence -= costAttachment
			return refs
		}
	}
	return nil
}

// stranger reports whether the subject of the verb at i is a name that stands for
// no party known.
func (r *Reader) stranger(i int) bool {
	s := r.tree.Child(i, "nsubj")
	return s >= 0 && r.tree.Tokens[s].UPOS == "PROPN"
}

// lent returns the party that the ending of the verb that supports the noun of a match
// points back at: "Anunció la ruptura de relaciones con Chile".
func (r *Reader) lent(role *Role, m *match) []discourse.Referent {
	for n := range role.Paths {
		f := &role.Paths[n]
		if len(f.Path) != 1 || f.Path[0].Func != Support {
			continue
		}
		v := r.supporter(m.trigger)
		if v < 0 || r.tree.Passive(v) || r.tree.Is(m.trigger, "nsubj") {
			return nil
		}
		refs := r.droppedBy(v, m, f)
		if len(refs) > 0 {
			m.confidence -= costAttachment
		}
		return refs
	}
	return nil
}

// dropped returns the party that the ending of the trigger points back at, in a
// language whose verbs need no subject.
func (r *Reader) dropped(m *match, f *Filler) []discourse.Referent {
	return r.droppedBy(m.trigger, m, f)
}

func (r *Reader) droppedBy(v int, m *match, f *Filler) []discourse.Referent {
	if r.tree.Child(v, "nsubj") >= 0 {
		return nil
	}
	var found []discourse.Referent
	switch number, person := r.tree.Dropped(v); person {
	case "1":
		found = r.self(v)
	case "3":
		found = r.memory.Dropped(v, number)
	}
	var refs []discourse.Referent
	for _, ref := range found {
		if r.accepts(ref, f, m) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// leaves reports whether an alternative asks for the subject of the trigger, and this
// one, active, leaves it to its ending: not whose its object is does it, but who was
// told of.
func (r *Reader) leaves(f *Filler, m *match) bool {
	if !m.pattern.Verb || len(f.Path) != 1 || f.Path[0].Func != Subj || r.tree.Passive(m.trigger) {
		return false
	}
	t := &r.tree
	var buf [4]int
	if _, person := t.Dropped(m.trigger); person != "3" || len(t.Subjects(buf[:0], m.trigger)) > 0 || len(t.Objects(buf[:0], m.trigger)) > 1 {
		return false
	}
	if next := m.trigger + 1; next < len(t.Tokens) && len(r.memory.Resolve(next)) > 0 {
		return false // "reabrió La Habana su embajada"
	}
	i := m.trigger
	for t.Head(i) >= 0 && t.Is(i, "conj") {
		i = t.Head(i)
	}
	return t.Head(i) < 0 || t.Is(i, "parataxis") // of another clause it may be whoever is asked
}

// impersonal reports whether a reflexive alone makes a passive of the finite verb at i,
// of whom nobody is said to do it: "se expulsó a diez diplomáticos".
func (r *Reader) impersonal(i int) bool {
	return r.droppable(i) && r.tree.Child(i, "aux:pass") < 0 && r.tree.Child(i, "expl") >= 0
}

// droppable reports whether the verb at i may leave its subject to its ending.
func (r *Reader) droppable(i int) bool {
	_, person := r.tree.Dropped(i)
	return person != ""
}

// self returns the party that speaks where the verb at i stands in its words:
// "«Hemos roto con Quito», dijo Bárcena".
func (r *Reader) self(i int) []discourse.Referent {
	for n := 0; i >= 0 && n < 6; i, n = r.tree.Head(i), n+1 {
		id := r.aside(i)
		if id == "" && r.coder.modals.effect[r.tree.Tokens[i].Lemma] == Reports && n > 0 {
			id = r.speaker(i)
		}
		if id != "" {
			return []discourse.Referent{{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Pronoun}}
		}
	}
	return nil
}

// shares reports whether the verb at i has no auxiliary of its own but that of the verb that
// it goes on from: then it shares that one's subject too.
func (r *Reader) shares(i int) bool {
	return !r.tree.Tokens[i].Feats.Has("VerbForm", "Fin") && r.tree.Child(i, "aux") < 0
}

// bare reports whether the verb at i has neither finite form nor auxiliary:
// then what stands to its left need not be its subject.
func (r *Reader) bare(i int) bool {
	if r.tree.Tokens[i].Feats.Has("VerbForm", "Fin") {
		return false
	}
	for n := 0; n < 4; n++ {
		if r.tree.Child(i, "aux") >= 0 {
			return false
		}
		if !r.tree.Is(i, "conj") || r.tree.Tokens[i].Feats.Has("VerbForm", "Inf") {
			break
		}
		i = r.tree.Head(i) // "a salué l'accord, mais accusé Riyad"
	}
	return true
}

// scan looks from the trigger to one side for the nearest phrase without a
// preposition that names a party of the sort, up to the next verb.
func (r *Reader) scan(m *match, f *Filler, step int) []discourse.Referent {
	t := &r.tree
	for i := m.trigger + step; i >= 0 && i < len(t.Tokens); i += step {
		switch t.Tokens[i].UPOS {
		case "VERB", "SCONJ":
			if step > 0 && i == m.trigger+2 && t.Is(i, "conj") && t.Head(i) == m.trigger {
				continue // "n'a ni condamné ni soutenu la Russie"
			}
			return nil
		case "PUNCT":
			if r.parts(i) {
				return nil
			}
			continue
		case "PRON":
			if step < 0 && (t.Tokens[i].Feats.Has("PronType", "Rel") && !t.Is(i, "nsubj") || t.Is(i, "obl")) && t.Head(i) == m.trigger && r.droppable(m.trigger) {
				return nil // "Marruecos, al que acusa de …"
			}
			if t.Head(i) != m.trigger || r.thing(i, f, m) || f.Sort == CountryParty && slices.Contains(m.cluster, i) || step < 0 && (r.clitic(m.trigger) == i || t.Tokens[i].Feats.Has("PronType", "Prs") && t.Is(i, "iobj")) {
				continue // "refuse de s'en retirer", "nul ne l'a reconnue", "lui accuse réception"
			}
		case "NOUN", "PROPN":
			if first, _ := t.Span(i, nil); t.Is(i, "orphan") && first > 0 && t.Tokens[first-1].UPOS == "PUNCT" {
				return nil // it begins a clause of its own
			}
		default:
			continue
		}
		if step > 0 && t.Is(i, "nsubj") && t.Head(i) > i && t.Is(t.Head(i), "conj") {
			return nil // the subject of what follows
		}
		if h := t.Head(i); step > 0 && t.Is(i, "nsubj") && h > i && t.Tokens[h].Rel == "acl:relcl" {
			return nil // "douze châteaux, dont la Palestine est absente"
		}
		if (t.Cases(i) != 0 || r.faced(i)) && (step < 0 || !t.Marked(i)) || t.Is(i, "nmod") || t.Is(i, "flat") || step < 0 && t.Is(i, "compound") && t.Head(i) > i {
			continue
		}
		head := i
		for t.Is(head, "conj") && t.Head(head) >= 0 && t.Nominal(t.Head(head)) {
			head = t.Head(head) // the whole of a list
		}
		if g := t.Head(head); step > 0 && t.Is(head, "appos") && g >= 0 && t.Tokens[g].UPOS == "NOUN" && t.Cases(g) != 0 {
			continue // "envers des pays comme la Chine"
		}
		var refs []discourse.Referent
		for _, ref := range r.memory.Resolve(head) {
			if ref.Sense != gazetteer.Adjective && r.accepts(ref, f, m) {
				refs = append(refs, ref)
			}
		}
		if len(refs) > 0 {
			return refs
		}
	}
	return nil
}

// faced reports whether a noun that serves as a preposition stands before the word at i:
// "face à la Serbie".
func (r *Reader) faced(i int) bool {
	c := r.tree.Child(i, "case")
	return c >= 0 && r.tree.Tokens[c].UPOS == "NOUN"
}
