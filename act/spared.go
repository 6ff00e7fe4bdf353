package act

import (
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/valency"
)

// spared appends the acts that were not done to whom, or not by whom, "but not" leaves
// out of a list: "a rompu avec l'Iran, mais pas avec la Syrie". A bare name that
// follows whom it was done to may as well be who did not do it, and is told of those kinds
// only whose parties need not be told.
func (r *Reader) spared() {
	for k := 1; k < len(r.tree.Tokens); k++ {
		refs, cases := r.leftOut(k)
		if len(refs) == 0 {
			continue
		}
		before, behind := r.around(k)
		switch {
		case before >= 0 && r.unmarked(k, refs[0].First) && r.prepositional(r.found[before].recipients, k):
			source := &r.found[before]
			source.recipients = without(source.recipients, refs)
			if m := *source; len(m.recipients) > 0 && !containsID(m.actors, refs[0].ID) {
				m.actors = refs // "a fermé son ambassade à Damas, pas la Norvège"
				r.deny(m)
			}
		case before >= 0 && r.asList(&r.found[before], cases):
			source := &r.found[before]
			rest := without(source.recipients, refs)
			if len(rest) == 0 { // "with a dozen states, but not with Libya"
				source.stance.denied = true
				continue
			}
			source.recipients = rest
			if m := *source; !containsID(m.actors, refs[0].ID) {
				m.recipients = refs
				r.deny(m)
			}
		case before < 0 && behind >= 0 && cases == 0:
			source := &r.found[behind]
			if source.actors = without(source.actors, refs); len(source.actors) > 0 && source.actors[0].Token < k && !containsID(source.recipients, refs[0].ID) {
				m := *source
				m.actors = refs
				r.deny(m)
			}
		}
	}
}

// leftOut returns the party that all between a "but not" at k and the end of its phrase
// names, and the classes of the preposition before it.
func (r *Reader) leftOut(k int) (refs []discourse.Referent, cases valency.Preps) {
	tokens := r.tree.Tokens
	if tokens[k-1].UPOS != "CCONJ" && tokens[k-1].Form != "," || tokens[k].UPOS == "AUX" || !r.coder.modals.Negators[tokens[k].Lemma] {
		return nil, 0
	}
	for _, n := range r.memory.Mentions() {
		if n.First <= k || n.First > k+3 || n.Last+1 < len(tokens) && tokens[n.Last+1].UPOS != "PUNCT" {
			continue
		}
		for i := k + 1; i < n.First; i++ {
			if tokens[i].UPOS != "ADP" && tokens[i].UPOS != "DET" {
				return nil, 0
			}
		}
		cases = r.tree.Cases(n.Head)
		for _, ref := range r.memory.Resolve(n.Head) {
			if ref.How == discourse.Named && len(refs) == 0 {
				refs = append(refs, ref)
			}
		}
		return refs, cases
	}
	return nil, 0
}

// unmarked reports whether no preposition stands between the words at k and i.
func (r *Reader) unmarked(k, i int) bool {
	for k++; k < i; k++ {
		if r.tree.Tokens[k].UPOS == "ADP" {
			return false
		}
	}
	return true
}

// prepositional reports whether a preposition of its own introduces each of the parties that
// the words before k name.
func (r *Reader) prepositional(refs []discourse.Referent, k int) bool {
	named := false
	for _, ref := range refs {
		if ref.Token >= 0 && ref.Token < k {
			if named = true; r.tree.Child(ref.Token, "case") < 0 {
				return false
			}
		}
	}
	return named
}

// around returns the last match that was found before the word at k and the first behind
// it, -1 for none, leaving out what is denied.
func (r *Reader) around(k int) (before, behind int) {
	before, behind = -1, -1
	for n := range r.found {
		switch m := &r.found[n]; {
		case m.stance.denied || m.pattern == nil:
		case m.trigger < k && (before < 0 || m.trigger >= r.found[before].trigger):
			before = n
		case m.trigger > k && behind < 0:
			behind = n
		}
	}
	return before, behind
}

// asList reports whether a name behind prepositions of the classes goes on the list of
// whom a match falls on.
func (r *Reader) asList(m *match, cases valency.Preps) bool {
	for _, ref := range m.recipients {
		if ref.Token >= 0 && (r.tree.Cases(ref.Token)&cases != 0 || cases == 0 && r.tree.Cases(ref.Token) == 0 && !m.kind.Explicit) {
			return true
		}
	}
	return false
}

// deny appends a match as what was not done.
func (r *Reader) deny(m match) {
	m.stance.denied, m.rule, m.confidence = true, "but not", m.confidence-costAttachment
	r.found = append(r.found, m)
}
