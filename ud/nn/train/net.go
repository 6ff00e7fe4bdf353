package train

import (
	"math"
	"math/rand/v2"

	"github.com/credence-project/credence/ud/nn/train/f32"
)

// Config are the sizes of a network and the settings of its training.
type Config struct {
	Units  int `toml:"units"`  // of the encoder, a direction
	Layers int `toml:"layers"` // of the encoder
	Arc    int `toml:"arc"`    // width of the views that arcs are scored by
	Label  int `toml:"label"`  // … that relations are scored by
	Tag    int `toml:"tag"`    // … that parts of speech, features and lemmas are

	Epochs      int     `toml:"epochs"`
	BatchTokens int     `toml:"batch_words"`
	Rate        float32 `toml:"rate"`  // of learning, at its highest
	Beta2       float32 `toml:"beta2"` // of Adam
	Decay       float32 `toml:"decay"` // of the embedding

	DropIn   float32 `toml:"drop_in"`   // shares of the units masked: of a word's vector,
	DropMid  float32 `toml:"drop_mid"`  // of a layer's output,
	DropHead float32 `toml:"drop_head"` // of the views
	DropWord float32 `toml:"drop_word"` // a word seen n times is hidden with chance d/(d+n)
	DropSlot float32 `toml:"drop_slot"` // chance to leave out a part of a word's spelling
	Augment  float32 `toml:"augment"`   // share of sentences rewritten as headlines and the like

	TagWeight float32 `toml:"tag_weight"` // of the losses of tags against those of trees
	Smooth    float32 `toml:"smooth"`     // of what labels and tags aim at
	Mutual    float32 `toml:"mutual"`     // share of the other view's probabilities in what is aimed at
	Seed      uint64  `toml:"-"`
}

const distances = 16

// param is one dense tensor.
type param struct {
	w, m, v []float32
	g       [shards][]float32
	decay   bool
}

const shards = 2

// Net is the network in single precision.
type Net struct {
	Config
	in                         int // width of a word's vector: 2*Units
	rows                       int // of the embedding
	nUPOS, nFeats, nLem, nRels int
	emb, embM, embV, embG      []float32
	bx                         *param
	layers                     []layer
	wm, bm                     *param // heads: arc dep, arc head, label dep, label head, tag
	u, bu, dist                *param
	rootArc, rootLab           *param
	wl, bl, wt, bt             *param
	params                     []*param
}

type layer struct{ w, vf, vr, bf, br *param }

func (n *Net) headWidth() int { return 2*n.Arc + 2*n.Label + n.Tag }
func (n *Net) tags() int      { return n.nUPOS + n.nFeats + n.nLem }

func newNet(c Config, rows, nUPOS, nFeats, nLem, nRels int) *Net {
	r := rand.New(rand.NewPCG(c.Seed, 77))
	n := &Net{Config: c, in: 2 * c.Units, rows: rows, nUPOS: nUPOS, nFeats: nFeats, nLem: nLem, nRels: nRels}
	make2 := func(k int, scale float64) *param {
		p := &param{w: make([]float32, k), m: make([]float32, k), v: make([]float32, k)}
		for i := range p.w {
			p.w[i] = float32(r.NormFloat64() * scale)
		}
		for s := range p.g {
			p.g[s] = make([]float32, k)
		}
		n.params = append(n.params, p)
		return p
	}
	fill := func(p *param, v float32) *param {
		for i := range p.w {
			p.w[i] = v
		}
		return p
	}
	h := c.Units
	n.emb = make([]float32, rows*n.in)
	for i := range n.emb {
		n.emb[i] = float32(r.NormFloat64() * 0.1)
	}
	n.embM, n.embV, n.embG = make([]float32, rows*n.in), make([]float32, rows*n.in), make([]float32, rows*n.in)
	n.bx = make2(n.in, 0)
	for range c.Layers {
		n.layers = append(n.layers, layer{
			w:  make2(n.in*6*h, math.Sqrt(1.0/float64(n.in))),
			vf: make2(2*h, 0.1), vr: make2(2*h, 0.1),
			bf: fill(make2(2*h, 0), 0.5), br: fill(make2(2*h, 0), 0),
		})
	}
	n.wm = make2(n.in*n.headWidth(), math.Sqrt(1.5/float64(n.in)))
	n.bm = make2(n.headWidth(), 0)
	n.u = make2(c.Arc*c.Arc, math.Sqrt(1/float64(c.Arc)))
	n.bu = make2(c.Arc, 0)
	n.dist = make2(distances*c.Arc, 0.05)
	n.rootArc = fill(make2(c.Arc, 0.1), 0.1)
	n.rootLab = make2(c.Label, 0.1)
	n.wl = make2(c.Label*nRels, math.Sqrt(1/float64(c.Label)))
	n.bl = make2(nRels, 0)
	n.wt = make2(c.Tag*n.tags(), math.Sqrt(1/float64(c.Tag)))
	n.bt = make2(n.tags(), 0)
	return n
}

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

func mul(a, m []float32) {
	for i, v := range m {
		a[i] *= v
	}
}

func (n *Net) layer(b *bench, x *batch, l int, in []float32) layerState {
	h, t := n.Units, x.start[len(x.start)-1]
	p := &n.layers[l]
	ls := layerState{in: in, u: b.get(t * 6 * h), gf: b.get(t * 2 * h), gr: b.get(t * 2 * h), c: b.get(t * 2 * h), h: b.get(t * 2 * h)}
	b.Gemm(f32.M(ls.u, 6*h), f32.M(in, n.in), f32.M(p.w.w, 6*h), t, 6*h, n.in)
	zero := make([]float32, h)
	for s := 0; s+1 < len(x.start); s++ {
		for d := range 2 {
			v := func(q *param) []float32 { return q.w[d*h:][:h] }
			p := f32.Cell{Prev: zero, VF: v(p.vf), VR: v(p.vr), BF: v(p.bf), BR: v(p.br)}
			each(x.start[s], x.start[s+1], d, func(i int) {
				u, o := ls.u[i*6*h+d*3*h:][:3*h], i*2*h+d*h
				p.UX, p.UF, p.UR = u[:h], u[h:2*h], u[2*h:3*h]
				p.F, p.R, p.C, p.Out, p.Skip = ls.gf[o:][:h], ls.gr[o:][:h], ls.c[o:][:h], ls.h[o:][:h], in[o:][:h]
				p.Forward()
				p.Prev = p.C
			})
		}
	}
	return ls
}

// each calls f for every word from a to b, or back, by direction.
func each(a, b, d int, f func(i int)) {
	if d == 0 {
		for i := a; i < b; i++ {
			f(i)
		}
		return
	}
	for i := b - 1; i >= a; i-- {
		f(i)
	}
}

// layerBack turns dh (gradient of the layer's output, before its mask) into the
// gradient of its input.
func (n *Net) layerBack(b *bench, x *batch, l, shard int, ls *layerState, dh []float32) []float32 {
	h, t := n.Units, x.start[len(x.start)-1]
	p := &n.layers[l]
	du, din := b.get(t*6*h), b.get(t*n.in)
	zero := make([]float32, h)
	dc := make([]float32, h)
	for s := 0; s+1 < len(x.start); s++ {
		for d := range 2 {
			clear(dc)
			v := func(q *param) []float32 { return q.w[d*h:][:h] }
			g := func(q *param) []float32 { return q.g[shard][d*h:][:h] }
			p := f32.Cell{VF: v(p.vf), VR: v(p.vr), BF: v(p.bf), BR: v(p.br), GVF: g(p.vf), GVR: g(p.vr), GBF: g(p.bf), GBR: g(p.br), DC: dc}
			each(x.start[s], x.start[s+1], 1-d, func(i int) {
				u, g, o := ls.u[i*6*h+d*3*h:][:3*h], du[i*6*h+d*3*h:][:3*h], i*2*h+d*h
				p.UX, p.UF, p.UR = u[:h], u[h:2*h], u[2*h:3*h]
				p.GX, p.GF, p.GR = g[:h], g[h:2*h], g[2*h:3*h]
				p.F, p.R, p.C, p.Skip, p.DSkip, p.DOut = ls.gf[o:][:h], ls.gr[o:][:h], ls.c[o:][:h], ls.in[o:][:h], din[o:][:h], dh[o:][:h]
				p.Prev = zero
				if d == 0 && i > x.start[s] {
					p.Prev = ls.c[o-2*h:][:h]
				} else if d == 1 && i+1 < x.start[s+1] {
					p.Prev = ls.c[o+2*h:][:h]
				}
				p.Back()
			})
		}
	}
	b.Gemm(f32.M(p.w.g[shard], 6*h), f32.M(ls.in, n.in).Transposed(), f32.M(du, 6*h), n.in, 6*h, t)
	b.Gemm(f32.M(din, n.in), f32.M(du, 6*h), f32.M(p.w.w, 6*h).Transposed(), t, n.in, 6*h)
	return din
}

// bucket tells how far and on which side a head lies.
func bucket(from, to int) int {
	d := to - from
	side := 0
	if d < 0 {
		d, side = -d, 8
	}
	switch {
	case d <= 4:
		return side + d - 1
	case d <= 6:
		return side + 4
	case d <= 10:
		return side + 5
	case d <= 20:
		return side + 6
	}
	return side + 7
}

// arcScores fills rows of n+1 scores for the words a..b of a sentence.
func (n *Net) arcScores(b *bench, s *state, a, z int) []float32 {
	k, w, A := z-a, n.headWidth(), n.Arc
	out := b.get(k * (k + 1))
	q := s.q[a*A:]
	b.Gemm(f32.M(out[1:], k+1), f32.M(q, A), f32.M(s.hm[a*w+A:], w).Transposed(), k, k, A)
	b.Gemm(f32.M(out, k+1), f32.M(q, A), f32.M(n.rootArc.w, 1), k, 1, A)
	p := b.get(k * distances)
	b.Gemm(f32.M(p, distances), f32.M(q, A), f32.M(n.dist.w, A).Transposed(), k, distances, A)
	for i := range k {
		for j := range k {
			if i != j {
				out[i*(k+1)+j+1] += p[i*distances+bucket(i, j)]
			}
		}
	}
	return out
}

// softmax turns scores into probabilities; the class to skip gets none.
func softmax(v []float32, skip int) {
	m := float32(-1e30)
	for i, x := range v {
		if i != skip && x > m {
			m = x
		}
	}
	sum := 0.0
	for i, x := range v {
		if i == skip {
			v[i] = 0
			continue
		}
		e := exp(x - m)
		sum += float64(e)
		v[i] = e
	}
	inv := float32(1 / sum)
	for i := range v {
		v[i] *= inv
	}
}

// aim is what the probabilities p of the classes should be: the gold class,
// softened by smoothing, mixed with a share of the other view's q, where there is one.
type aim struct{ scale, smooth, share float32 }

// gradient sets g, of the scores, and returns the loss of the gold class.
func (a aim) gradient(g, p, q []float32, gold int) float64 {
	share := a.share
	if q == nil {
		share = 0
	}
	base := a.smooth / float32(len(p)) * (1 - share)
	for i, x := range p {
		g[i] = a.scale * (x - base)
	}
	for i, y := range q {
		g[i] -= a.scale * share * y
	}
	g[gold] -= a.scale * (1 - a.smooth) * (1 - share)
	return -math.Log(max(float64(p[gold]), 1e-12))
}

// exp is e to the x for x ≤ 0, right to about six digits.
func exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := x * 1.44269504
	k := int32(y - 0.5)
	z := (y - float32(k)) * 0.69314718
	p := 1 + z*(1+z*(0.5+z*(0.16666667+z*(0.041666667+z*(0.0083333333+z*0.0013888889)))))
	return p * math.Float32frombits(uint32(k+127)<<23)
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

// backward adds the gradients of the batch; b.dx is left as the gradient of the
// summed embeddings.
//
// other, where not nil, is the state of the same batch under other masks.
func (n *Net) backward(b *bench, x *batch, s, other *state, shard int, scale float32) {
	w, A, L, t := n.headWidth(), n.Arc, n.Label, s.t
	dhm, dq := b.get(t*w), b.get(t*A)
	// Arcs.
	for si := 0; si+1 < len(x.start); si++ {
		a, z := x.start[si], x.start[si+1]
		k := z - a
		sc := b.get(k * (k + 1))
		for i := range k {
			from, to := i*(k+1), (i+1)*(k+1)
			var q []float32
			if other != nil {
				q = other.arcs[si][from:to]
			}
			b.loss[0] += aim{scale, 0, n.Mutual}.gradient(sc[from:to], s.arcs[si][from:to], q, int(x.head[a+i])+1)
		}
		b.Gemm(f32.M(dq[a*A:], A), f32.M(sc[1:], k+1), f32.M(s.hm[a*w+A:], w), k, A, k)
		b.Gemm(f32.M(dhm[a*w+A:], w), f32.M(sc[1:], k+1).Transposed(), f32.M(s.q[a*A:], A), k, A, k)
		b.Gemm(f32.M(dq[a*A:], A), f32.M(sc, k+1), f32.M(n.rootArc.w, A), k, A, 1)
		b.Gemm(f32.M(n.rootArc.g[shard], A), f32.M(sc, k+1).Transposed(), f32.M(s.q[a*A:], A), 1, A, k)
		dp := b.get(k * distances)
		for i := range k {
			for j := range k {
				if i != j {
					dp[i*distances+bucket(i, j)] += sc[i*(k+1)+j+1]
				}
			}
		}
		b.Gemm(f32.M(dq[a*A:], A), f32.M(dp, distances), f32.M(n.dist.w, A), k, A, distances)
		b.Gemm(f32.M(n.dist.g[shard], A), f32.M(dp, distances).Transposed(), f32.M(s.q[a*A:], A), distances, A, k)
	}
	b.Gemm(f32.M(n.u.g[shard], A), f32.M(s.hm, w).Transposed(), f32.M(dq, A), A, A, t)
	b.Gemm(f32.M(dhm, w), f32.M(dq, A), f32.M(n.u.w, A).Transposed(), t, A, A)
	for i := range t {
		f32.Add(n.bu.g[shard], dq[i*A:(i+1)*A])
	}
	// Labels.
	R, z := n.nRels, s.z
	lo := b.get(t * R)
	for i := range t {
		if x.rel[i] < 0 {
			continue
		}
		row := lo[i*R : (i+1)*R]
		var q []float32
		if other != nil {
			q = other.labels[i*R : (i+1)*R]
		}
		b.loss[1] += aim{scale, n.Smooth, n.Mutual}.gradient(row, s.labels[i*R:(i+1)*R], q, int(x.rel[i]))
		f32.Add(n.bl.g[shard], row)
	}
	dz := b.get(t * L)
	b.Gemm(f32.M(dz, L), f32.M(lo, R), f32.M(n.wl.w, R).Transposed(), t, L, R)
	b.Gemm(f32.M(n.wl.g[shard], R), f32.M(z, L).Transposed(), f32.M(lo, R), L, R, t)
	for si := 0; si+1 < len(x.start); si++ {
		a := x.start[si]
		for i := a; i < x.start[si+1]; i++ {
			d := dz[i*L : (i+1)*L]
			for k := range d {
				if z[i*L+k] <= 0 {
					d[k] = 0
				}
			}
			f32.Add(dhm[i*w+2*A:][:L], d)
			if h := x.head[i]; h >= 0 {
				f32.Add(dhm[(a+int(h))*w+2*A+L:][:L], d)
			} else {
				f32.Add(n.rootLab.g[shard], d)
			}
		}
	}
	// Tags.
	T := n.tags()
	lt := b.get(t * T)
	tagAt := 2*A + 2*L
	for i := range t {
		row := lt[i*T : (i+1)*T]
		grads, probs := n.parts(row), n.parts(s.tags[i*T:(i+1)*T])
		var theirs [3][]float32
		if other != nil {
			theirs = n.parts(other.tags[i*T : (i+1)*T])
		}
		for k, gold := range [3]int32{x.upos[i], x.feats[i], x.lem[i]} {
			if gold < 0 {
				continue
			}
			weight := n.TagWeight
			if k > 0 {
				weight *= 0.5
			}
			b.loss[2+k] += aim{scale * weight, n.Smooth, n.Mutual}.gradient(grads[k], probs[k], theirs[k], int(gold))
		}
		f32.Add(n.bt.g[shard], row)
	}
	b.Gemm(f32.M(dhm[tagAt:], w), f32.M(lt, T), f32.M(n.wt.w, T).Transposed(), t, n.Tag, T)
	b.Gemm(f32.M(n.wt.g[shard], T), f32.M(s.hm[tagAt:], w).Transposed(), f32.M(lt, T), n.Tag, T, t)
	// Through the heads' activation.
	mul(dhm, s.hmm)
	for i := range t {
		v, d := s.hm[i*w:(i+1)*w], dhm[i*w:(i+1)*w]
		for k := range d {
			if v[k] == 0 && (k < 2*A || k >= tagAt) {
				d[k] = 0
			}
		}
		f32.Add(n.bm.g[shard], d)
	}
	dh := b.get(t * n.in)
	b.Gemm(f32.M(n.wm.g[shard], w), f32.M(s.top, n.in).Transposed(), f32.M(dhm, w), n.in, w, t)
	b.Gemm(f32.M(dh, n.in), f32.M(dhm, w), f32.M(n.wm.w, w).Transposed(), t, n.in, w)
	for l := len(n.layers) - 1; l >= 0; l-- {
		mul(dh, s.layers[l].mask)
		dh = n.layerBack(b, x, l, shard, &s.layers[l], dh)
	}
	mul(dh, s.xm)
	for i, v := range s.x {
		if v == 0 {
			dh[i] = 0
		}
	}
	for i := range t {
		f32.Add(n.bx.g[shard], dh[i*n.in:(i+1)*n.in])
	}
	b.dx = dh
}

func (n *Net) labelHead(s *state, a int, head int32) []float32 {
	if head < 0 {
		return n.rootLab.w
	}
	return s.hm[(a+int(head))*n.headWidth()+2*n.Arc+n.Label:][:n.Label]
}
