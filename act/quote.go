package act

import "github.com/credence-project/credence/discourse"

// quote returns the first and last token of the words that state a match: the
// clause of the word that evokes it, widened to the clauses above that hold its
// actors and its time.
func (r *Reader) quote(m *match) (first, last int) {
	head := m.trigger
	if !r.tree.Verbal(head) {
		if h := r.carrier(head); h >= 0 {
			head = h
		}
	}
	first, last = r.clause(head, m.trigger)
	widen := func(i int) {
		if i < 0 || first <= i && i <= last {
			return
		}
		if h := r.common(head, i); h >= 0 {
			f, l := r.clause(h, m.trigger)
			first, last = min(first, f), max(last, l)
		}
		first, last = min(first, i), max(last, i)
	}
	for _, refs := range [][]discourse.Referent{m.actors, m.recipients, m.over} {
		for _, ref := range refs {
			widen(ref.First)
			widen(ref.Last)
		}
	}
	for _, i := range m.cluster {
		widen(i)
	}
	if m.when.x >= 0 {
		widen(r.times[m.when.x].First)
		widen(r.times[m.when.x].Last)
	}
	return r.trim(first, last)
}

// clause returns the span of the words below head, but for clauses of their own
// that do not hold the word at keep.
func (r *Reader) clause(head, keep int) (first, last int) {
	return r.tree.Span(head, func(c int) bool { return r.apart(c) && !r.tree.Dominates(c, keep) })
}

// common returns the nearest word above head that also stands above token i, -1
// where only the far ends of the sentence do.
func (r *Reader) common(head, i int) int {
	for h, n := r.tree.Head(head), 0; h >= 0 && n < 3; h, n = r.tree.Head(h), n+1 {
		if r.tree.Dominates(h, i) {
			return h
		}
	}
	return -1
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

// trim leaves out punctuation at both ends, and a conjunction at the start.
func (r *Reader) trim(first, last int) (int, int) {
	for first < last && (r.tree.Tokens[first].UPOS == "PUNCT" || r.tree.Tokens[first].UPOS == "CCONJ") {
		first++
	}
	for last > first && r.tree.Tokens[last].UPOS == "PUNCT" {
		last--
	}
	return first, last
}
