package act

// supply seeks the parties that the rules did not find for a match whose pattern holds: of all
// who could be meant those that weights learned from annotated texts (parties.bin) find
// likelier by far than nobody. False where none are.
func (r *Reader) supply(m *match) bool {
	if m.kind.State || m.kind.Unweighed || m.nobody || r.coder.parties == nil && r.ponder == nil {
		return false
	}
	m.confidence = 1
	for s := doing; s <= undergoing; s++ {
		if len(s.of(m)) > 0 || s == undergoing && (m.kind.Unary || m.kind.Symmetric && len(m.actors) > 1) {
			continue
		}
		list := r.candidates(m, s)
		if r.ponder != nil {
			r.ponder(m, s, list)
		}
		if !r.settleOn(m, s, list) {
			return false
		}
	}
	m.supplied = true
	return len(m.actors) > 0
}

// settleOn gives a match the likeliest of the candidates for a side; false where nobody is about
// as likely.
func (r *Reader) settleOn(m *match, s side, list []candidate) bool {
	w := r.coder.parties
	if w == nil {
		return false
	}
	best, nobody, most := 0, 0., 0.
	for n := range list {
		r.candidateFeatures(m, s, &list[n], list)
		sum := w.sum(r.feats.list)
		if n == 0 {
			nobody, most = sum, sum
		} else if sum > most {
			best, most = n, sum
		}
	}
	if most-nobody < w.threshold {
		return false
	}
	s.set(m, list[best].refs)
	m.recipients = without(m.recipients, m.actors)
	m.confidence = min(m.confidence, w.probability(most-nobody, 0))
	return true
}
