package act

import (
	"slices"
)

// mediated gives acts between two others, of which one was found, both where the clause
// tells what those two did together: "s'est entretenu avec … sous l'égide de l'Union".
func (r *Reader) mediated() {
	for n := range r.found {
		m := &r.found[n]
		if !m.kind.Between || m.pattern == nil || m.pattern.Verb || len(m.recipients) > 1 {
			continue
		}
		for k := range r.found {
			s := &r.found[k]
			if !s.kind.Symmetric || !r.tree.Dominates(s.trigger, m.trigger) && s.trigger != r.tree.Head(m.trigger) {
				continue
			}
			if m.stance.mood == Asserted && s.stance.mood != Asserted && !s.stance.denied {
				m.stance.mood = s.stance.mood
			}
			if both := without(slices.Concat(s.actors, s.recipients), m.actors); len(both) == 2 {
				m.recipients = both
				break
			}
		}
	}
}
