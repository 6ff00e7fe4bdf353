package train

import (
	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train/f32"
)

// backward adds the gradients of the batch; b.dx is left as the gradient of the
// summed embeddings.
//
// other, where not nil, is the state of the same batch under other masks.
func (n *Net) backward(b *bench, x *batch, s, other *state, shard int, scale float32) {
	dv := b.get(s.t * n.headWidth()) // of the views
	n.arcsBack(b, x, s, other, shard, scale, dv)
	n.labelsBack(b, x, s, other, shard, scale, dv)
	n.tagsBack(b, x, s, other, shard, scale, dv)
	n.encoderBack(b, x, s, shard, dv)
}

// arcsBack adds to dhm, the gradient of the views, that of the arcs.
func (n *Net) arcsBack(b *bench, x *batch, s, other *state, shard int, scale float32, dhm []float32) {
	w, A, t := n.headWidth(), n.Arc, s.t
	dq := b.get(t * A)
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
		dp := b.get(k * nn.Distances)
		for i := range k {
			for j := range k {
				if i != j {
					dp[i*nn.Distances+nn.Bucket(i, j)] += sc[i*(k+1)+j+1]
				}
			}
		}
		b.Gemm(f32.M(dq[a*A:], A), f32.M(dp, nn.Distances), f32.M(n.dist.w, A), k, A, nn.Distances)
		b.Gemm(f32.M(n.dist.g[shard], A), f32.M(dp, nn.Distances).Transposed(), f32.M(s.q[a*A:], A), nn.Distances, A, k)
	}
	b.Gemm(f32.M(n.u.g[shard], A), f32.M(s.hm, w).Transposed(), f32.M(dq, A), A, A, t)
	b.Gemm(f32.M(dhm, w), f32.M(dq, A), f32.M(n.u.w, A).Transposed(), t, A, A)
	for i := range t {
		f32.Add(n.bu.g[shard], dq[i*A:(i+1)*A])
	}
}

// labelsBack adds that of the relations under the gold heads.
func (n *Net) labelsBack(b *bench, x *batch, s, other *state, shard int, scale float32, dhm []float32) {
	w, A, L, t := n.headWidth(), n.Arc, n.Label, s.t
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
}

// tagsBack adds that of parts of speech, features and scripts.
func (n *Net) tagsBack(b *bench, x *batch, s, other *state, shard int, scale float32, dhm []float32) {
	w, A, L, t := n.headWidth(), n.Arc, n.Label, s.t
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
}

// encoderBack goes from the views back to the embedding.
func (n *Net) encoderBack(b *bench, x *batch, s *state, shard int, dhm []float32) {
	w, A, L, t := n.headWidth(), n.Arc, n.Label, s.t
	tagAt := 2*A + 2*L
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
