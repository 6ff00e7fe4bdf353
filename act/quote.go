package act

import "github.com/credence-project/credence/discourse"

// quote returns the first and last token of the words that state a match: the
// clause of the word that evokes it, with the parties and the time.
func (r *Reader) quote(m *match) (first, last int) {
	t := &r.tree
	head := m.trigger
	if !t.Verbal(head) {
		if h := r.carrier(head); h >= 0 {
			head = h
		}
	}
	first, last = t.Span(head, func(c int) bool { return r.apart(c) })
	widen := func(i int) {
		if i >= 0 {
			first, last = min(first, i), max(last, i)
		}
	}
	for _, refs := range [][]discourse.Referent{m.actors, m.recipients, m.over} {
		for _, ref := range refs {
			widen(ref.First)
			widen(ref.Last)
		}
	}
	widen(m.trigger)
	for _, i := range m.cluster {
		widen(i)
	}
	if m.when.x >= 0 {
		widen(r.times[m.when.x].First)
		widen(r.times[m.when.x].Last)
	}
	return r.trim(first, last)
}

// carrier returns the verb that the event noun i is the object or subject of,
// -1 where it stands in an adverbial.
func (r *Reader) carrier(i int) int {
	for c, n := i, 0; n < 3; n++ {
		h := r.tree.Head(c)
		if h < 0 {
			return -1
		}
		switch r.tree.Rel(c) {
		case "obj", "nsubj":
			return h
		case "conj", "nmod":
		default:
			return -1
		}
		c = h
	}
	return -1
}

// apart reports whether the subtree of c is a clause of its own, or
// punctuation.
func (r *Reader) apart(c int) bool {
	switch r.tree.Rel(c) {
	case "parataxis", "advcl", "punct":
		return true
	case "conj":
		return r.tree.Verbal(c)
	}
	return r.tree.Tokens[c].Rel == "acl:relcl"
}

// trim leaves out punctuation at both ends.
func (r *Reader) trim(first, last int) (int, int) {
	for first < last && r.tree.Tokens[first].UPOS == "PUNCT" {
		first++
	}
	for last > first && r.tree.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	return first, last
}
