package train

import (
	"math/rand/v2"

	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train/f32"
)

// batch is what one shard works on: whole sentences, one after another.
type batch struct {
	start                       []int     // of every sentence, and the end of the last
	rows                        [][]int32 // of the embedding, a word
	upos, feats, lem, rel, head []int32   // gold; -1 where not known; head -1 for the root
}

// bench holds one shard's memory.
type bench struct {
	f32.Work
	rng   *rand.Rand
	arena []float32
	used  int
	loss  [5]float64
	dx    []float32
}

func (b *bench) get(n int) []float32 {
	n = (n + 7) &^ 7
	if b.used+n > len(b.arena) {
		b.arena = make([]float32, max(2*len(b.arena), n+1<<20))
		b.used = 0
	}
	s := b.arena[b.used : b.used+n : b.used+n]
	b.used += n
	clear(s)
	return s
}

// state is what the forward pass leaves for the backward pass.
type state struct {
	t      int
	x      []float32 // after activation and dropout
	xm     []float32 // its mask
	layers []layerState
	hm     []float32 // heads after activation and mask
	hmm    []float32
	q      []float32   // arc dep × U
	arcs   [][]float32 // probabilities: of the heads, a matrix a sentence
	z      []float32   // label heads after activation
	labels []float32   // probabilities of labels
	tags   []float32   // of tags, features, scripts
	top    []float32
}

type layerState struct {
	in, u, gf, gr, c, h, mask []float32
}

// drop fills a mask shared by the words of a sentence.
func (b *bench) mask(t, width int, start []int, p float32) []float32 {
	m := b.get(t * width)
	keep := 1 / (1 - p)
	for s := 0; s+1 < len(start); s++ {
		first := m[start[s]*width : (start[s]+1)*width]
		for i := range first {
			if b.rng.Float32() >= p {
				first[i] = keep
			}
		}
		for j := start[s] + 1; j < start[s+1]; j++ {
			copy(m[j*width:(j+1)*width], first)
		}
	}
	return m
}

func (n *Net) forward(b *bench, x *batch, training bool) *state {
	t := x.start[len(x.start)-1]
	s := &state{t: t, x: b.get(t * n.in)}
	for i := range t {
		v := s.x[i*n.in : (i+1)*n.in]
		copy(v, n.bx.w)
		for _, r := range x.rows[i] {
			f32.Add(v, n.emb[int(r)*n.in:(int(r)+1)*n.in])
		}
		for k, a := range v {
			if a < 0 {
				v[k] = 0
			}
		}
	}
	if training {
		s.xm = b.mask(t, n.in, x.start, n.DropIn)
		mul(s.x, s.xm)
	}
	in := s.x
	for l := range n.layers {
		ls := n.layer(b, x, l, in)
		if training {
			ls.mask = b.mask(t, n.in, x.start, n.DropMid)
			mul(ls.h, ls.mask)
		}
		in = ls.h
		s.layers = append(s.layers, ls)
	}
	s.top = in
	w := n.headWidth()
	s.hm = b.get(t * w)
	for i := range t {
		copy(s.hm[i*w:(i+1)*w], n.bm.w)
	}
	b.Gemm(f32.M(s.hm, w), f32.M(in, n.in), f32.M(n.wm.w, w), t, w, n.in)
	lab := 2 * n.Arc
	for i := range t {
		v := s.hm[i*w : (i+1)*w]
		for k := range v {
			if v[k] < 0 && (k < lab || k >= lab+2*n.Label) {
				v[k] = 0
			}
		}
	}
	if training {
		s.hmm = b.mask(t, w, x.start, n.DropHead)
		mul(s.hm, s.hmm)
	}
	s.q = b.get(t * n.Arc)
	for i := range t {
		copy(s.q[i*n.Arc:(i+1)*n.Arc], n.bu.w)
	}
	b.Gemm(f32.M(s.q, n.Arc), f32.M(s.hm, w), f32.M(n.u.w, n.Arc), t, n.Arc, n.Arc)
	return s
}

// arcScores fills rows of n+1 scores for the words a..b of a sentence.
func (n *Net) arcScores(b *bench, s *state, a, z int) []float32 {
	k, w, A := z-a, n.headWidth(), n.Arc
	out := b.get(k * (k + 1))
	q := s.q[a*A:]
	b.Gemm(f32.M(out[1:], k+1), f32.M(q, A), f32.M(s.hm[a*w+A:], w).Transposed(), k, k, A)
	b.Gemm(f32.M(out, k+1), f32.M(q, A), f32.M(n.rootArc.w, 1), k, 1, A)
	p := b.get(k * nn.Distances)
	b.Gemm(f32.M(p, nn.Distances), f32.M(q, A), f32.M(n.dist.w, A).Transposed(), k, nn.Distances, A)
	for i := range k {
		for j := range k {
			if i != j {
				out[i*(k+1)+j+1] += p[i*nn.Distances+nn.Bucket(i, j)]
			}
		}
	}
	return out
}

// predict fills the probabilities of all that is predicted, labels under the
// gold heads.
func (n *Net) predict(b *bench, x *batch, s *state) {
	w, A, L, R, T, t := n.headWidth(), n.Arc, n.Label, n.nRels, n.tags(), s.t
	s.z = b.get(t * L)
	for si := 0; si+1 < len(x.start); si++ {
		a, z := x.start[si], x.start[si+1]
		k := z - a
		sc := n.arcScores(b, s, a, z)
		for i := range k {
			softmax(sc[i*(k+1):(i+1)*(k+1)], i+1)
		}
		s.arcs = append(s.arcs, sc)
		for i := a; i < z; i++ {
			v := s.z[i*L : (i+1)*L]
			copy(v, s.hm[i*w+2*A:][:L])
			f32.Add(v, n.labelHead(s, a, x.head[i]))
			for k := range v {
				if v[k] < 0 {
					v[k] = 0
				}
			}
		}
	}
	s.labels, s.tags = b.get(t*R), b.get(t*T)
	for i := range t {
		copy(s.labels[i*R:(i+1)*R], n.bl.w)
		copy(s.tags[i*T:(i+1)*T], n.bt.w)
	}
	b.Gemm(f32.M(s.labels, R), f32.M(s.z, L), f32.M(n.wl.w, R), t, R, L)
	b.Gemm(f32.M(s.tags, T), f32.M(s.hm[2*A+2*L:], w), f32.M(n.wt.w, T), t, T, n.Tag)
	for i := range t {
		softmax(s.labels[i*R:(i+1)*R], -1)
		for _, p := range n.parts(s.tags[i*T : (i+1)*T]) {
			softmax(p, -1)
		}
	}
}

// parts cuts a row of tags into parts of speech, features and scripts.
func (n *Net) parts(row []float32) [3][]float32 {
	return [3][]float32{row[:n.nUPOS], row[n.nUPOS : n.nUPOS+n.nFeats], row[n.nUPOS+n.nFeats:]}
}

// labelHead is the view of a head, -1 the root, in the sentence from word a on.
func (n *Net) labelHead(s *state, a int, head int32) []float32 {
	if head < 0 {
		return n.rootLab.w
	}
	return s.hm[(a+int(head))*n.headWidth()+2*n.Arc+n.Label:][:n.Label]
}

func mul(a, m []float32) {
	for i, v := range m {
		a[i] *= v
	}
}
