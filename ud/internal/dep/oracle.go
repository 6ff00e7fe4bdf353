package dep

// gold is the tree that should come out.
type gold struct {
	heads    []int32 // the root's head is len(heads)
	children [][]int32
}

func newGold(heads []int32) gold {
	g := gold{heads: heads, children: make([][]int32, len(heads)+1)}
	for d, h := range heads {
		g.children[h] = append(g.children[h], int32(d))
	}
	return g
}

// cost counts the arcs of the gold tree that can no longer be drawn after a
// move (Goldberg and Nivre 2013).
func (g gold) cost(st *State, move int) int {
	n := 0
	if move == Shift {
		b := st.next
		for k := 1; k < len(st.stack); k++ { // b's head below the top of the stack
			if g.heads[b] == st.stack[len(st.stack)-1-k] {
				n++
			}
		}
		for _, d := range g.children[b] { // b's children on the stack
			if onStack(st, d) {
				n++
			}
		}
		return n
	}
	s0 := st.stack[len(st.stack)-1]
	for _, d := range g.children[s0] {
		if d >= st.next {
			n++
		}
	}
	h := g.heads[s0]
	if move == Left {
		if h > st.next || len(st.stack) > 1 && h == st.stack[len(st.stack)-2] {
			n++
		}
	} else if h >= st.next {
		n++
	}
	return n
}

func onStack(st *State, d int32) bool {
	for _, s := range st.stack {
		if s == d {
			return true
		}
	}
	return false
}
