package act

import "github.com/credence-project/credence/discourse"

// relayed returns who did what a reaction in a relative clause takes up as a whole:
// France, in "La France a armé l'Arménie, ce que Bakou a dénoncé"; nobody where it
// takes up something else.
func (r *Reader) relayed(m *match) []discourse.Referent {
	if !m.kind.Reaction || !r.tree.Is(m.trigger, "acl") {
		return nil
	}
	that := r.tree.Head(m.trigger)
	if that < 0 || r.tree.Tokens[that].UPOS != "PRON" || !r.tree.Tokens[that].Feats.Has("PronType", "Dem") {
		return nil
	}
	for n := range r.found {
		if s := &r.found[n]; s.trigger == r.tree.Head(that) {
			return without(s.actors, m.actors)
		}
	}
	return nil
}
