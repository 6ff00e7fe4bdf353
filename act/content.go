package act

import "github.com/credence-project/credence/discourse"

// contents appends the deeds that what is demanded or threatened names by a noun: "réclame à
// Israël le retrait de ses troupes", "threatened Niger with sanctions". Who threatens does
// them, of whom they are demanded.
func (r *Reader) contents() {
	for n, told := 0, len(r.found); n < told; n++ {
		if r.found[n].kind.Content == "" || r.found[n].pattern == nil || !r.found[n].pattern.Verb || r.found[n].stance.denied || len(r.found[n].actors)*len(r.found[n].recipients) == 0 {
			continue
		}
		var buf [8]int
		i := r.found[n].trigger
		words := r.tree.Objects(buf[:0], i)
		words = r.tree.Complements(words, i, r.coder.of|r.coder.with)
		for _, w := range words {
			m := r.found[n]
			if w == i || !r.deedAt(w, &m) {
				continue
			}
			m.stance = stance{reporter: -1, path: []int{w}, mood: Hypothetical}
			m.when = when{x: -1, level: noTime}
			r.found = append(r.found, m)
			break
		}
	}
}

// deedAt makes the match m, of a demand or threat, one of the deed that the noun at w names;
// false where it names none that was not told already.
func (r *Reader) deedAt(w int, m *match) bool {
	for n := range r.found {
		if r.found[n].trigger == w {
			return false
		}
	}
	actors, others := m.actors, m.recipients
	if m.kind.Content == "recipient" {
		actors, others = others, actors
	}
	if r.tree.Tokens[w].UPOS != "NOUN" || m.recipients[0].Token < 0 {
		return false
	}
	for _, p := range r.evoked(w) {
		deed := match{pattern: p, kind: p.Kind, trigger: w, confidence: m.confidence - costAttachment}
		if p.Kind.Reaction || p.Kind.State || p.Kind.Symmetric || p.Kind.Opinion || p.Kind.Unary || len(p.Tests) == 0 && p.Kind.Plover != "SANCTION" || !r.passes(&deed) {
			continue
		}
		deed.actors = actors
		deed.recipients = sited(r.role(&p.Recip, &deed, actors))
		if len(deed.recipients) == 0 {
			deed.recipients = others
		}
		*m = deed
		return true
	}
	return false
}

// sited returns those of the parties that the sentence names.
func sited(refs []discourse.Referent) (named []discourse.Referent) {
	for _, ref := range refs {
		if ref.Token >= 0 && ref.How <= discourse.Learned {
			named = append(named, ref)
		}
	}
	return named
}
