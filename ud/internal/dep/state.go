package dep

import (
	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

// The moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta
// 2011): s1, s0 are the top of the stack and b0 the next word.
const (
	Shift = iota // b0 goes on the stack
	Left         // b0 becomes the head of s0, which leaves the stack
	Right        // s1 becomes the head of s0, which leaves the stack
	moves
)

// none is the node number of an absent node.
const none = -1

// node is a word in the tree that is being built.
type node struct {
	word, lemma, tag, morph uint64 // atoms
	head                    int32
	rel                     uint8
	left, left2             int32 // first and second child on the left, from the outside
	right, right2           int32 // last and last but one child on the right
	nLeft, nRight           int32
	rels                    uint64 // set of the relations of the children
}

// State is a configuration of the transition system over one sentence. Nodes
// 0 … n-1 are words, node n is the root, which stands behind the last word.
type State struct {
	nodes []node // n+2: words, root, and one that stands for any absent node
	n     int
	stack []int32
	next  int32 // b0
}

// reset prepares the state for a sentence.
func (st *State) reset(s *words.Sentence) {
	st.n = len(s.Words)
	if cap(st.nodes) < st.n+2 {
		st.nodes = make([]node, st.n+2, 2*st.n+64)
	}
	st.nodes = st.nodes[:st.n+2]
	for i := range s.Words {
		w := &s.Words[i]
		nd := &st.nodes[i]
		*nd = node{
			word: w.Word, lemma: w.Lemma,
			tag:   perceptron.Atom(int(w.UPOS)),
			morph: perceptron.Atom(int(w.UPOS) + int(w.Feats)*32 + 64),
			head:  none, left: none, left2: none, right: none, right2: none,
		}
	}
	for k, at := range []int{st.n, st.n + 1} {
		a := perceptron.Atom(1<<20 + k)
		st.nodes[at] = node{word: a, lemma: a, tag: a, morph: a, head: none, left: none, left2: none, right: none, right2: none}
	}
	st.stack = st.stack[:0]
	st.next = 0
}

// done reports whether the tree is complete.
func (st *State) done() bool { return int(st.next) == st.n && len(st.stack) == 0 }

// allowed reports whether a move is possible. All sentences get one root:
// what is left on the stack before the root is joined to the right first.
func (st *State) allowed(move int) bool {
	switch move {
	case Shift:
		return int(st.next) < st.n
	case Left:
		return len(st.stack) > 0 && (int(st.next) < st.n || len(st.stack) == 1)
	default:
		return len(st.stack) > 1
	}
}

// arc is the head and dependent of the arc that Left or Right would draw.
func (st *State) arc(move int) (head, dep int32) {
	dep = st.stack[len(st.stack)-1]
	if move == Left {
		return st.next, dep
	}
	return st.stack[len(st.stack)-2], dep
}

// do makes a move; rel is the relation of the arc.
func (st *State) do(move int, rel uint8) {
	if move == Shift {
		st.stack = append(st.stack, st.next)
		st.next++
		return
	}
	head, dep := st.arc(move)
	st.stack = st.stack[:len(st.stack)-1]
	h, d := &st.nodes[head], &st.nodes[dep]
	d.head, d.rel = head, rel
	h.rels |= 1 << (rel & 63)
	if move == Left {
		h.left, h.left2 = dep, h.left // children are found from the inside outwards
		h.nLeft++
	} else {
		h.right, h.right2 = dep, h.right
		h.nRight++
	}
}

// at returns the node numbered i, or the one that stands for none.
func (st *State) at(i int32) *node {
	if i < 0 || int(i) > st.n {
		return &st.nodes[st.n+1]
	}
	return &st.nodes[i]
}

// top returns the number of the k-th node of the stack from the top.
func (st *State) top(k int) int32 {
	if k >= len(st.stack) {
		return none
	}
	return st.stack[len(st.stack)-1-k]
}

// ahead returns the number of the k-th node that is to come.
func (st *State) ahead(k int) int32 {
	if i := int(st.next) + k; i <= st.n {
		return int32(i)
	}
	return none
}
