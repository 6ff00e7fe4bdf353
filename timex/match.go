package timex

import "github.com/credence-project/credence/ud"

// window is how many atoms before a word that triggers a match may start.
const window = 14

// item is what a term of a pattern took.
type item struct {
	from, to int32 // atoms
	value    int32 // number, or index of the match of a category; -1 else
}

// match is one way in which a category matches.
type match struct {
	leaf     *leaf
	from, to int32 // atoms of the whole match
	items    int32 // index of its first item
	next     int32 // the next match of the same category at the same atom, -1 none
}

// matcher finds the matches in one sentence. It is used again for the next.
type matcher struct {
	g        *Grammar
	sentence *ud.Sentence
	atoms    []atom
	memo     []int32 // category and atom: index of the first match + 1, -1 for none, 0 not tried
	matches  []match
	items    []item
	path     []item // of the pattern that is being walked
	trigger  []int32
}

// load cuts a sentence into atoms and reports whether anything triggers.
func (m *matcher) load(s *ud.Sentence) bool {
	m.sentence = s
	m.atoms = m.g.lex.appendAtoms(m.atoms[:0], s.Tokens)
	for i := range m.atoms {
		if m.triggers(i) {
			m.prepare()
			return true
		}
	}
	return false
}

// triggers reports whether an atom makes it worth trying the rules around it.
func (m *matcher) triggers(at int) bool {
	a := &m.atoms[at]
	return a.num >= 0 || a.word != 0 && m.g.lex.words[a.word].trigger && m.g.lex.words[a.word].form != "" && a.sign == 0
}

// prepare clears what is known of the sentence before, and notes for each atom
// where the next trigger stands.
func (m *matcher) prepare() {
	n := len(m.atoms)
	m.memo = append(m.memo[:0], make([]int32, len(m.g.categories)*n)...)
	m.matches, m.items, m.path = m.matches[:0], m.items[:0], m.path[:0]
	m.trigger = append(m.trigger[:0], make([]int32, n)...)
	next := int32(n + window + 1)
	for i := n - 1; i >= 0; i-- {
		if m.triggers(i) {
			next = int32(i)
		}
		m.trigger[i] = next
	}
}

// best returns the longest match that starts at an atom in a category that is
// looked for, -1 for none. Of matches of the same length the rule that is
// written first wins.
func (m *matcher) best(at int) int32 {
	if int(m.trigger[at])-at > window {
		return -1
	}
	cats := m.starts(at) & m.g.found
	best := int32(-1)
	for id := range m.g.categories {
		if cats&(1<<id) == 0 {
			continue
		}
		for i := m.parse(int32(id), at); i >= 0; i = m.matches[i].next {
			if best < 0 || m.better(i, best) {
				best = i
			}
		}
	}
	return best
}

// better reports whether match a is to be preferred to b.
func (m *matcher) better(a, b int32) bool {
	x, y := &m.matches[a], &m.matches[b]
	if x.to != y.to {
		return x.to > y.to
	}
	return x.leaf.rule.order < y.leaf.rule.order
}

// core returns the atoms of the expression inside a match.
func (m *matcher) core(i int32) (from, to int) {
	found := &m.matches[i]
	l := found.leaf
	return int(m.items[int(found.items)+l.from].from), int(m.items[int(found.items)+l.to-1].to)
}

// starts returns the categories that can start at an atom.
func (m *matcher) starts(at int) uint64 {
	if m.atoms[at].num >= 0 {
		return m.g.digits
	}
	return m.g.lex.words[m.atoms[at].word].starts
}

// parse returns the first of the matches of a category at an atom, -1 for none.
func (m *matcher) parse(id int32, at int) int32 {
	if at >= len(m.atoms) || m.starts(at)&(1<<id) == 0 {
		return -1
	}
	slot := int(id)*len(m.atoms) + at
	if known := m.memo[slot]; known != 0 {
		return max(known-1, -1)
	}
	w := walk{m: m, category: &m.g.categories[id], start: at, base: len(m.path), first: -1}
	m.memo[slot] = -1 // no category starts with itself, but be safe
	w.from(0, at)
	if w.first >= 0 {
		m.memo[slot] = w.first + 1
	}
	return w.first
}

// walk goes through the trie of one category from one atom.
type walk struct {
	m        *matcher
	category *category
	start    int
	base     int   // of its path in the matcher's
	first    int32 // of the matches found
}

// from goes on from a node at an atom.
func (w *walk) from(at int32, pos int) {
	n := &w.category.nodes[at]
	for i := range n.leaves {
		w.accept(&n.leaves[i], pos)
	}
	if pos >= len(w.m.atoms) {
		return
	}
	if n.byWord == nil {
		for i := range n.edges {
			w.take(&n.edges[i], pos)
		}
		return
	}
	if word := w.m.atoms[pos].word; word != 0 {
		for _, i := range n.byWord[word] {
			w.take(&n.edges[i], pos)
		}
	}
	for _, i := range n.others {
		w.take(&n.edges[i], pos)
	}
}

// take follows an edge as far as the atoms allow it.
func (w *walk) take(e *edge, pos int) {
	m := w.m
	a := &m.atoms[pos]
	if e.glued && !a.glued {
		return
	}
	switch e.kind {
	case wordTerm:
		if a.word == e.id {
			w.step(e, pos, pos+1, -1)
		}
	case classTerm:
		if in := m.g.lex.in(a.word, e.id); in != nil && (!in.capital || a.upper) {
			w.step(e, pos, pos+1, int32(in.value.num))
		}
	case rangeTerm:
		if m.g.ranges[e.id].holds(a) && (pos > w.start || m.opens(pos)) {
			w.step(e, pos, pos+1, a.num)
		}
	case numberTerm:
		if value, end, ok := m.number(pos); ok && (pos > w.start || m.opens(pos)) {
			w.step(e, pos, end, int32(value))
		}
	case categoryTerm:
		for i := m.parse(e.id, pos); i >= 0; i = m.matches[i].next {
			w.step(e, pos, int(m.matches[i].to), i)
		}
	}
}

// step goes to the node behind an edge.
func (w *walk) step(e *edge, from, to int, value int32) {
	w.m.path = append(w.m.path, item{int32(from), int32(to), value})
	w.from(e.to, to)
	w.m.path = w.m.path[:len(w.m.path)-1]
}

// accept notes a match, unless another of the same length comes first.
func (w *walk) accept(l *leaf, to int) {
	m := w.m
	if !m.closes(to) || !m.allowed(l.rule, w.start, to) {
		return
	}
	for i := w.first; i >= 0; i = m.matches[i].next {
		if other := &m.matches[i]; int(other.to) == to {
			if l.rule.order < other.leaf.rule.order {
				other.leaf, other.items = l, m.keep(w.base)
			}
			return
		}
	}
	m.matches = append(m.matches, match{l, int32(w.start), int32(to), m.keep(w.base), w.first})
	w.first = int32(len(m.matches) - 1)
}

// keep copies the path of a pattern.
func (m *matcher) keep(base int) int32 {
	first := int32(len(m.items))
	m.items = append(m.items, m.path[base:]...)
	return first
}

// holds reports whether an atom is a number of the range.
func (r *numberRange) holds(a *atom) bool {
	return a.num >= 0 && int(a.num) >= r.min && int(a.num) <= r.max && (r.digits == 0 || int(a.digits) == r.digits)
}

// opens reports whether a number can start at an atom: it is no part of a
// larger thing such as "A400" or "1,5".
func (m *matcher) opens(at int) bool {
	if at == 0 || !m.atoms[at].glued {
		return true
	}
	switch m.atoms[at-1].sign {
	case '(', '[', '\'', '"', '«', '“', '„', '‹', '…':
		return true
	case '-': // "mid-2023", but not "Covid-19"
		return at > 1 && m.atoms[at-2].word != 0
	}
	return false
}

// closes reports whether a match can end before an atom: it does not cut a
// number off from what is written as one with it, such as "1990s" or "3,5 %".
func (m *matcher) closes(to int) bool {
	if to >= len(m.atoms) || to == 0 || m.atoms[to-1].num < 0 || !m.atoms[to].glued {
		return true
	}
	next := &m.atoms[to]
	switch next.sign {
	case 0, '%', '°', '€', '$', '£', 'º', 'ª':
		return false
	case '.', ',', ':', '/', '-':
		return to+1 >= len(m.atoms) || !m.atoms[to+1].glued || m.atoms[to+1].num < 0
	}
	return true
}
