package act

import "github.com/credence-project/credence/discourse"

// stranded returns the subject of the auxiliary at i where that stands for a
// verb that is left out, -1 where it does not: "Japan has not.", "so has Japan".
// It goes by the order of the words, since parsers rarely see the gap.
func (r *Reader) stranded(i int) int {
	if r.inverted(i) {
		if h := r.tree.Head(i); h > i && r.tree.Is(i, "aux") && r.tree.Tokens[h].UPOS == "VERB" {
			return -1 // "nor has Japan reopened its own"
		}
		return r.partyAt(i+1, 1)
	}
	for k := i + 1; k < len(r.tree.Tokens); k++ {
		tok := &r.tree.Tokens[k]
		if tok.UPOS == "PUNCT" || tok.UPOS == "CCONJ" {
			break
		}
		if !r.coder.modals.Negators[tok.Lemma] && tok.UPOS != "ADV" {
			return -1
		}
	}
	return r.partyAt(i-1, -1)
}

// inverted reports whether a word before the auxiliary at i puts its subject
// behind it.
func (r *Reader) inverted(i int) bool {
	return i > 0 && r.coder.repeats.Inverts[r.tree.Tokens[i-1].Lemma]
}

// repeatStance adds to the stance of an act that is repeated what the words that
// repeat it deny: "s'y refuse", "nor has Japan".
func (r *Reader) repeatStance(m *match) {
	modals := r.coder.modals
	tok := &r.tree.Tokens[m.trigger]
	effect := modals.effect[tok.Lemma]
	if r.coder.repeats.done[tok.Lemma] {
		effect = NoEffect
	}
	switch effect {
	case Excludes:
		if m.stance.denied { // "ne l'exclut pas"
			m.stance.denied = false
			m.stance.weaken(Hypothetical)
		} else {
			m.stance.denied = true
		}
	case Denies, Disputes:
		m.stance.denied = !m.stance.denied
	case Weighs:
		m.stance.weaken(Hypothetical)
	case Plans, Ordains:
		m.stance.weaken(Future)
	case NoEffect:
		if tok.UPOS == "PROPN" { // a fragment: "le Japon, pas encore"
			m.stance.denied = r.deniedBehind(m.trigger)
			if r.repeated != nil && !m.stance.denied {
				m.stance.denied = r.repeated.Modality == Negated
				if mood := r.repeated.Modality; mood > Negated {
					m.stance.weaken(mood)
				}
			}
		}
	}
	if r.tree.Is(m.trigger, "advcl") && r.marked(m.trigger, modals.When) {
		for n := range r.found {
			if o := &r.found[n]; o.trigger == r.tree.Head(m.trigger) && o.stance.mood == Future {
				m.stance.weaken(Hypothetical) // "will recognise it only when Chad does"
			}
		}
	}
	if r.inverted(m.trigger) && modals.Negators[r.tree.Tokens[m.trigger-1].Lemma] {
		m.stance.denied = true
	}
}

// deniedBehind reports whether a negation stands behind the name at i.
func (r *Reader) deniedBehind(i int) bool {
	for k := i + 1; k < len(r.tree.Tokens) && !r.parts(k); k++ {
		if r.coder.modals.Negators[r.tree.Tokens[k].Lemma] {
			return true
		}
	}
	return false
}

// partyAt returns the head of the name or body that begins at token i (step 1)
// or ends there (step -1), articles passed over; -1 where there is none.
func (r *Reader) partyAt(i, step int) int {
	for ; i >= 0 && i < len(r.tree.Tokens); i += step {
		if refs := r.memory.Resolve(i); len(refs) > 0 && (refs[0].How <= discourse.Learned || r.tree.Tokens[i].UPOS == "PRON" && refs[0].How == discourse.Pronoun) {
			return i
		}
		if r.tree.Tokens[i].UPOS != "DET" {
			return -1
		}
	}
	return -1
}
