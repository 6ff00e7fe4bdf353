// Package valency tells what a word governs: the deep subject, object and
// complements of verbs and nouns, whatever the surface that they take (passive,
// control, participles, relative clauses, coordination).
//
//	var t valency.Tree
//	t.Reset(&sentence, grammar)
//	for _, i := range t.Subjects(nil, verb) { … }   // "reconnue par la Russie" gives Russie
//
// It reads Universal Dependencies version 2 as package ud gives them; what
// differs between languages is the table of prepositions in valency.toml.
// Non-goals: who the words name, and what the governing word means.
package valency

import "github.com/credence-project/credence/ud"

// maxClimb bounds how far control and coordination are followed upwards, so
// that a wrong tree costs no more than a right one.
const maxClimb = 6

// Tree is a sentence with its dependents at hand. The zero value is ready for
// Reset; a Tree is reused from sentence to sentence by one goroutine.
type Tree struct {
	*ud.Sentence
	grammar *Grammar
	head    []int32 // -1 for the root, and where the sentence has no tree at the word
	first   []int32 // first dependent, in text order, -1 none
	next    []int32 // next dependent of the same head, -1 none
	last    []int32
	passive []voice // of each word, as far as it was asked for
}

// voice is what is known of a verb's voice.
type voice uint8

const (
	unasked voice = iota
	active
	passive
)

// Reset points the tree at another sentence.
func (t *Tree) Reset(s *ud.Sentence, g *Grammar) {
	t.Sentence, t.grammar = s, g
	n := len(s.Tokens)
	t.head, t.first, t.next, t.last = resize(t.head, n), resize(t.first, n), resize(t.next, n), resize(t.last, n)
	if cap(t.passive) < n {
		t.passive = make([]voice, n, n+n/2)
	}
	t.passive = t.passive[:n]
	for i := range s.Tokens {
		t.first[i], t.next[i], t.last[i], t.passive[i] = -1, -1, -1, unasked
	}
	for i := range s.Tokens {
		h := s.Tokens[i].Head
		if h < 0 || h >= n || t.circular(i) {
			t.head[i] = -1
			continue
		}
		t.head[i] = int32(h)
		if t.first[h] < 0 {
			t.first[h] = int32(i)
		} else {
			t.next[t.last[h]] = int32(i)
		}
		t.last[h] = int32(i)
	}
}

// circular reports whether the heads above token i lead back to it: then it has
// no place in a tree, and is nobody's dependent.
func (t *Tree) circular(i int) bool {
	h := t.Tokens[i].Head
	for n := 0; h >= 0 && h < len(t.Tokens) && n <= len(t.Tokens); n++ {
		if h == i {
			return true
		}
		h = t.Tokens[h].Head
	}
	return false
}

func resize(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n, n+n/2)
	}
	return s[:n]
}

// First returns the first dependent of token i, -1 where it has none; Next
// then gives the one after it:
//
//	for c := t.First(i); c >= 0; c = t.Next(c) { … }
func (t *Tree) First(i int) int { return int(t.first[i]) }

// Next returns the dependent that follows c under the same head, -1 at the end.
func (t *Tree) Next(c int) int { return int(t.next[c]) }

// Head returns the head of token i, -1 for the root.
func (t *Tree) Head(i int) int { return int(t.head[i]) }

// Rel returns the relation of token i to its head, without subtype.
func (t *Tree) Rel(i int) string { return t.Tokens[i].BaseRel() }

// Child returns the first dependent of i by the relation rel (a full label, or
// a base one that stands for its subtypes too), -1 where there is none.
func (t *Tree) Child(i int, rel string) int {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if is(t.Tokens[c].Rel, rel) {
			return c
		}
	}
	return -1
}

// is reports whether label is rel or a subtype of it.
func is(label, rel string) bool {
	return len(label) >= len(rel) && label[:len(rel)] == rel && (len(label) == len(rel) || label[len(rel)] == ':')
}

// Is reports whether token i bears the relation rel or a subtype of it.
func (t *Tree) Is(i int, rel string) bool { return is(t.Tokens[i].Rel, rel) }

// Dominates reports whether token a is b or an ancestor of b.
func (t *Tree) Dominates(a, b int) bool {
	for n := 0; b >= 0 && n <= len(t.Tokens); n++ {
		if a == b {
			return true
		}
		b = t.Head(b)
	}
	return false
}

// Span returns the first and last token of the subtree of i, leaving out the
// subtrees for which skip is true (skip may be nil).
func (t *Tree) Span(i int, skip func(c int) bool) (first, last int) {
	first, last = i, i
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if skip != nil && skip(c) {
			continue
		}
		f, l := t.Span(c, skip)
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// Nominal reports whether token i is a noun, a name or a pronoun.
func (t *Tree) Nominal(i int) bool {
	switch t.Tokens[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM", "X":
		return true
	}
	return false
}

// Verbal reports whether token i heads a clause: a verb, or a predicate with a
// copula.
func (t *Tree) Verbal(i int) bool {
	return t.Tokens[i].UPOS == "VERB" || t.Tokens[i].UPOS == "AUX" || t.Child(i, "cop") >= 0
}

// Predicate returns the predicate of which the word at i is the copula, -1 where it is none.
func (t *Tree) Predicate(i int) int {
	if t.Tokens[i].UPOS != "AUX" || !t.Is(i, "cop") {
		return -1
	}
	return t.Head(i)
}
