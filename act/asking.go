package act

import (
	"github.com/credence-project/credence/discourse"
)

// asking returns who asks for a match that does not say on whom it falls: "Chad has asked
// the United Nations to withdraw its troops".
func (r *Reader) asking(m *match) []discourse.Referent {
	if m.kind.Reaction || m.kind.Mutual || m.pattern == nil || len(m.cluster) == 0 {
		return nil
	}
	v := m.trigger
	if !r.tree.Verbal(v) {
		v = r.carrier(v)
	}
	if v < 0 || r.tree.Head(v) < 0 {
		return nil
	}
	u := r.tree.Head(v)
	switch r.tree.Rel(v) {
	case "ccomp":
	case "xcomp", "advcl":
		if r.tree.Child(v, "nsubj") >= 0 {
			return nil // no infinitive, whatever a parser says
		}
	default:
		return nil
	}
	if e := r.coder.modals.effect[r.tree.Tokens[u].Lemma]; e != Weighs && e != Ordains {
		return nil
	}
	var buf [4]int
	var refs []discourse.Referent
	for _, s := range r.tree.Subjects(buf[:0], u) {
		for _, ref := range r.memory.Resolve(s) {
			if containsID(m.actors, ref.ID) || !r.suits(ref, &m.pattern.Recip, m) {
				return nil // they mean to do it themselves
			}
			refs = append(refs, ref)
		}
	}
	if len(refs) > 0 {
		m.confidence -= costAttachment
	}
	return refs
}
