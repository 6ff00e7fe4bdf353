package nn

import "math"

// Forest finds the best tree of a sentence over arc scores, by Chu-Liu and
// Edmonds' algorithm with exactly one word under the root. One a goroutine; the
// zero value is ready.
type Forest struct {
	state []int8
	score []float32
	from  []int32 // for each contracted cell: the real head and word
	to    []int32

	margin []float32
	trial  []int32
}

// Tree fills heads with the head of every word: heads[i] is the word's index,
// or -1 for the root. scores has len(heads) rows of len(heads)+1: in row i the
// score of the root, then of each word, as head of word i. The sum of the
// scores is the highest that a tree rooted in one of the four likeliest roots has.
func (f *Forest) Tree(heads []int32, scores []float32) {
	n := len(heads)
	if n == 0 {
		return
	}
	if n == 1 {
		heads[0] = -1
		return
	}
	f.greedy(heads, scores)
	roots := 0
	for _, h := range heads {
		if h < 0 {
			roots++
		}
	}
	if roots == 1 && f.acyclic(heads) {
		return
	}
	f.search(heads, scores)
}

func (f *Forest) greedy(heads []int32, scores []float32) {
	n := len(heads)
	for i := range heads {
		row := scores[i*(n+1) : (i+1)*(n+1)]
		best := 0
		for j := 1; j <= n; j++ {
			if j != i+1 && row[j] > row[best] {
				best = j
			}
		}
		heads[i] = int32(best) - 1
	}
}

// acyclic reports whether every word reaches the root.
func (f *Forest) acyclic(heads []int32) bool {
	f.state = append(f.state[:0], make([]int8, len(heads))...)
	for i := range heads {
		j := int32(i)
		for j >= 0 && f.state[j] == 0 {
			f.state[j] = 1
			j = heads[j]
		}
		if j >= 0 && f.state[j] == 1 {
			return false
		}
		for j = int32(i); j >= 0 && f.state[j] == 1; j = heads[j] {
			f.state[j] = 2
		}
	}
	return true
}

// search runs the algorithm for the likeliest roots, as long as one may still
// have the best tree.
func (f *Forest) search(heads []int32, scores []float32) {
	n := len(heads)
	f.margin = sized(f.margin, n) // how much is won by the root as head, against the best word
	f.trial = sized(f.trial, n)
	bound := float32(0) // no tree is better than this and its root's margin
	for i := range n {
		row := scores[i*(n+1) : (i+1)*(n+1)]
		other := float32(-math.MaxFloat32)
		for j := 1; j <= n; j++ {
			if j != i+1 && row[j] > other {
				other = row[j]
			}
		}
		f.margin[i] = row[0] - other
		bound += other
	}
	bestSum := float32(0)
	for k := range min(4, n) {
		root := 0
		for i, m := range f.margin {
			if m > f.margin[root] {
				root = i
			}
		}
		if k > 0 && bound+f.margin[root] <= bestSum {
			return
		}
		f.margin[root] = -math.MaxFloat32
		f.rooted(f.trial, scores, root)
		sum := float32(0)
		for i, h := range f.trial {
			sum += scores[i*(n+1)+int(h)+1]
		}
		if k == 0 || sum > bestSum {
			bestSum = sum
			copy(heads, f.trial)
		}
	}
}

// rooted finds the best tree whose only word under the root is root.
func (f *Forest) rooted(heads []int32, scores []float32, root int) {
	n := len(heads)
	// Nodes are the words; the arborescence starts at the word root. w[i*n+j] is
	// the score of j as head of i, from/to the real arc behind a contracted cell.
	w, from, to := sized(f.score, n*n), sized(f.from, n*n), sized(f.to, n*n)
	f.score, f.from, f.to = w, from, to
	for i := range n {
		for j := range n {
			w[i*n+j] = scores[i*(n+1)+j+1]
			from[i*n+j], to[i*n+j] = int32(j), int32(i)
		}
	}
	alive := make([]bool, n)
	for i := range alive {
		alive[i] = true
	}
	f.contract(heads, n, root, alive)
	heads[root] = -1
}

// contract solves the problem over the nodes alive and writes the heads of all
// words but the start's.
func (f *Forest) contract(heads []int32, n, start int, alive []bool) {
	w, from, to := f.score, f.from, f.to
	in := make([]int, n)
	for i := range n {
		in[i] = -1
		if !alive[i] || i == start {
			continue
		}
		for j := range n {
			if alive[j] && j != i && (in[i] < 0 || w[i*n+j] > w[i*n+in[i]]) {
				in[i] = j
			}
		}
	}
	cycle := findCycle(in, alive, start)
	if cycle == nil {
		for i := range n {
			if alive[i] && i != start {
				heads[to[i*n+in[i]]] = from[i*n+in[i]]
			}
		}
		return
	}
	// Contract the cycle into its first node c.
	inCycle := make([]bool, n)
	for _, i := range cycle {
		inCycle[i] = true
	}
	c := cycle[0]
	type arc struct {
		w        float32
		from, to int32
		node     int
	}
	enter := make([]arc, n) // by outside node j: the best way into the cycle
	leave := make([]arc, n)
	for j := range n {
		if !alive[j] || inCycle[j] {
			continue
		}
		enter[j].node, leave[j].node = -1, -1
		for _, i := range cycle {
			if s := w[i*n+j] - w[i*n+in[i]]; enter[j].node < 0 || s > enter[j].w {
				enter[j] = arc{s, from[i*n+j], to[i*n+j], i}
			}
			if s := w[j*n+i]; leave[j].node < 0 || s > leave[j].w {
				leave[j] = arc{s, from[j*n+i], to[j*n+i], i}
			}
		}
	}
	type own struct{ from, to int32 }
	inside := make([]own, 0, len(cycle))
	for _, i := range cycle {
		inside = append(inside, own{from[i*n+in[i]], to[i*n+in[i]]})
		if i != c {
			alive[i] = false
		}
	}
	entry := make(map[[2]int32]int, n) // the real arc into the cycle → the node of the cycle it enters
	for j := range n {
		if !alive[j] || inCycle[j] {
			continue
		}
		w[c*n+j], from[c*n+j], to[c*n+j] = enter[j].w, enter[j].from, enter[j].to
		w[j*n+c], from[j*n+c], to[j*n+c] = leave[j].w, leave[j].from, leave[j].to
		entry[[2]int32{enter[j].from, enter[j].to}] = enter[j].node
	}
	for k := range inside {
		heads[inside[k].to] = inside[k].from
	}
	broken := make([]int32, 0, len(cycle))
	for k := range inside {
		broken = append(broken, inside[k].to)
	}
	sub := make([]int32, len(heads))
	copy(sub, heads)
	for i := range sub {
		sub[i] = -2
	}
	f.contract(sub, n, start, alive)
	// The arc chosen into c replaces one arc of the cycle.
	for i, h := range sub {
		if h == -2 {
			continue
		}
		if node, ok := entry[[2]int32{h, int32(i)}]; ok {
			for k, m := range cycle {
				if m == node && broken[k] != int32(i) {
					heads[broken[k]] = -2
				}
			}
		}
		heads[i] = h
	}
}

func findCycle(in []int, alive []bool, start int) []int {
	n := len(in)
	mark := make([]int, n)
	for i := range n {
		if !alive[i] || i == start || mark[i] != 0 {
			continue
		}
		j := i
		for j != start && mark[j] == 0 {
			mark[j] = i + 1
			j = in[j]
		}
		if j != start && mark[j] == i+1 {
			cycle := []int{j}
			for k := in[j]; k != j; k = in[k] {
				cycle = append(cycle, k)
			}
			return cycle
		}
	}
	return nil
}
