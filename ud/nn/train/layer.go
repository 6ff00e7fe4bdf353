package train

import "github.com/credence-project/credence/ud/nn/train/f32"

// layer runs the words through layer l.
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
