package train

import "math"

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
