package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
)

// known returns who had the role in the act told last, at a cost in confidence.
func (r *Reader) known(actor bool, f *Filler, m *match) []discourse.Referent {
	source := r.context(m)
	if !actor && r.withThing(m) {
		return nil
	}
	if source == nil && !actor && !m.kind.Explicit && !r.withThing(m) && len(r.all) == 0 {
		return r.onTheme(m)
	}
	if source == nil || m.kind.Explicit && r.placed(m) {
		return nil
	}
	var from []discourse.Referent
	if !actor {
		if from = r.dealtWith(m); len(from) == 0 {
			from = r.mainOf(source, m)
		}
	}
	if len(from) == 0 {
		if m.kind.Explicit && source.kind != m.kind && (len(r.found) == 0 && r.sentences-r.toldIn > 1 || !source.kind.Explicit && !sameActors(source, m)) {
			return nil // said too long ago, or of something else
		}
		from = r.hadRole(actor, source, m)
	}
	var refs []discourse.Referent
	for _, ref := range from {
		if r.accepts(ref, f, m) {
			ref.First, ref.Last, ref.Token, ref.How = -1, -1, -1, discourse.Description
			refs = append(refs, ref)
		}
	}
	return refs
}

// toldInside returns the party that is named inside a clause that tells of what a match is
// done with, where it is the only one there: "lifted the measures that choked Syria".
func (r *Reader) toldInside(m *match) []discourse.Referent {
	if m.kind.Symmetric {
		return nil // equals sign in New York
	}
	var found []discourse.Referent
	for _, n := range r.memory.Mentions() {
		if n.First < m.trigger || r.parted(m.trigger, n.First) || !slices.ContainsFunc(m.cluster, func(w int) bool { return w != n.Head && r.tree.Dominates(w, n.Head) }) {
			continue
		}
		for _, ref := range without(r.memory.Resolve(n.Head), m.actors) {
			if ref.How == discourse.Named && !containsID(found, ref.ID) {
				found = append(found, ref)
			}
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// parted reports whether a semicolon or colon stands between two words.
func (r *Reader) parted(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if r.parts(i) {
			return true
		}
	}
	return false
}

// dealtWith returns whom the text in hand is about dealing with: whom the same party dealt
// with in the sentence before, or the heading names.
func (r *Reader) dealtWith(m *match) []discourse.Referent {
	if refs := r.toldInside(m); len(refs) > 0 {
		return refs
	}
	if refs := r.didBefore(m); len(refs) > 0 {
		return refs
	}
	if refs := r.partner(m); len(refs) > 0 {
		return refs
	}
	if refs := r.heading(m); len(refs) > 0 {
		return refs
	}
	return r.inTitle(m)
}

// inTitle returns the other of the two parties that the title names, where the one who acts
// is one of them and the sentence tells no other act.
func (r *Reader) inTitle(m *match) []discourse.Referent {
	if len(r.found) > 0 || len(m.actors) != 1 {
		return nil
	}
	if id := r.memory.Partner(m.actors[0].ID); id != "" {
		return []discourse.Referent{{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description}}
	}
	return nil
}

// partner returns with whom the actors of a match dealt in an act that the sentence
// before tells of: "Kenya broke with Somalia. It closed its embassy."
func (r *Reader) partner(m *match) []discourse.Referent {
	if len(r.found) > 0 || r.last == nil || r.sentences-r.toldIn > 1 || len(m.actors) == 0 {
		return nil
	}
	for n := len(r.lately) - 1; n >= 0; n-- {
		a := r.lately[n]
		if a.Trace.Sentence != r.last.Trace.Sentence || a.Kind.Reaction || a.Kind.State || a.Kind.Between || a.Modality == Hypothetical {
			continue
		}
		if refs := a.opposite(m.actors); len(refs) > 0 {
			return refs
		}
	}
	return nil
}

// heading returns the parties that a fragment names which heads what is read, where none
// of them does the match: "And Syria? Turkey will not withdraw a single soldier."
func (r *Reader) heading(m *match) []discourse.Referent {
	if len(r.found) > 0 || m.kind.Reaction {
		return nil
	}
	var refs []discourse.Referent
	for _, id := range r.memory.ActedOn() {
		if containsID(m.actors, id) {
			return nil
		}
		refs = append(refs, discourse.Referent{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description})
	}
	return refs
}

// didBefore returns on whom the same party's act of the same kind fell that was told
// before, where the one told last is of another kind.
func (r *Reader) didBefore(m *match) []discourse.Referent {
	if len(r.found) > 0 || len(m.actors) == 0 || r.last == nil || r.last.Kind == m.kind {
		return nil
	}
	for n := len(r.all) - 1; n >= max(0, len(r.all)-4*rememberedActs); n-- {
		a := &r.all[n]
		if a.Kind == m.kind && len(a.Recipients) > 0 && len(without(m.actors, outside(a.Actors))) == 0 {
			return outside(a.Recipients)
		}
	}
	return nil
}

// opposite returns the other side of an act than the one that parties were on; nil where
// they had no part in it.
func (a *Assertion) opposite(parties []discourse.Referent) []discourse.Referent {
	actors, recipients := outside(a.Actors), outside(a.Recipients)
	switch {
	case len(without(parties, recipients)) == 0:
		return actors
	case len(without(parties, actors)) > 0:
		return nil
	case len(recipients) > 0:
		return recipients
	case len(actors) == 2:
		return without(actors, parties)
	}
	return nil
}

// hadRole returns who had the role in the act that a match goes on from.
func (r *Reader) hadRole(actor bool, source, m *match) []discourse.Referent {
	if !actor && m.kind.Between && r.betweenNobody(m) && len(r.found) == 0 {
		return r.quarrel()
	}
	from := source.recipients
	if actor || !m.kind.Explicit && len(without(from, m.actors)) == 0 {
		from = source.actors
	} else if answer := r.answered(source, m); len(answer) > 0 {
		from = answer
	}
	if other := r.otherSide(m, source); !actor && len(m.actors) > 0 && other != nil {
		from = other
	}
	return from
}
