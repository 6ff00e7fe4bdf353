package act

import "github.com/credence-project/credence/discourse"

// attribute returns the id of the party on whose word a match stands: the
// subject of a report that governs it or stands beside it, or what "selon"
// introduces; "" where the article speaks for itself, or for somebody who
// stands for no party.
func (r *Reader) attribute(m *match) string {
	if v := m.stance.reporter; v >= 0 {
		if id := r.speaker(v); id != "" {
			return id
		}
	}
	top := m.stance.path[len(m.stance.path)-1]
	for _, at := range [...]int{top, m.trigger} {
		if id := r.aside(at); id != "" {
			return id
		}
	}
	return ""
}

// speaker returns the party that the one subject of the reporting verb v is.
func (r *Reader) speaker(v int) string {
	var buf [4]int
	var refs []discourse.Referent
	for _, s := range r.tree.Subjects(buf[:0], v) {
		refs = append(refs, r.memory.Resolve(s)...)
	}
	if number, person := r.tree.Dropped(v); person == "3" && len(refs) == 0 && r.tree.Child(v, "nsubj") < 0 {
		refs = r.memory.Dropped(v, number)
	}
	if len(refs) != 1 {
		return "" // several speak jointly
	}
	return refs[0].ID
}

// aside returns who speaks in a clause put beside v ("a fait savoir le
// chancelier"), or after "selon".
func (r *Reader) aside(v int) string {
	t := &r.tree
	for c := t.First(v); c >= 0; c = t.Next(c) {
		switch t.Rel(c) {
		case "parataxis":
			if r.coder.modals.effect[t.Tokens[c].Lemma] == Reports || r.reportsBelow(c) {
				if id := r.speaker(c); id != "" {
					return id
				}
			}
		case "obl", "nmod", "advmod", "advcl":
			for d := t.First(c); d >= 0; d = t.Next(d) {
				if (t.Is(d, "case") || t.Is(d, "mark")) && r.coder.modals.Says[t.Tokens[d].Lemma] {
					if refs := r.memory.Resolve(c); len(refs) == 1 {
						return refs[0].ID
					}
				}
			}
		}
	}
	return ""
}

// reportsBelow reports whether v lends itself to a reporting verb below it:
// "fait savoir".
func (r *Reader) reportsBelow(v int) bool {
	c := r.tree.Child(v, "xcomp")
	return c >= 0 && r.coder.modals.effect[r.tree.Tokens[c].Lemma] == Reports
}
