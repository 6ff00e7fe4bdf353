package f32

// Cell is one step of the recurrence; its slices are of one length, a multiple
// of eight. Forward reads Prev to BR and sets F, R, C and Out; Back reads all of
// these but Out, and DOut, sets GX, GF and GR, and adds to the rest.
type Cell struct {
	Prev, Skip, UX, UF, UR, VF, VR, BF, BR []float32
	F, R, C, Out                           []float32
	DOut, DC, DSkip, GX, GF, GR            []float32
	GVF, GVR, GBF, GBR                     []float32
}

func squash(x float32) float32 {
	x = max(-3, min(3, x))
	q := x * x
	return x * (27 + q) / (27 + 9*q)
}

// slope is the derivative of squash.
func slope(x float32) float32 {
	x = max(-3, min(3, x))
	q := x * x
	d := (9 - q) / (3 * (3 + q))
	return d * d
}

func sigmoid(x float32) float32 { return 0.5 + 0.5*squash(0.5*x) }

func (p *Cell) forwardGo() {
	for k, pc := range p.Prev {
		f := sigmoid(p.UF[k] + p.VF[k]*pc + p.BF[k])
		r := sigmoid(p.UR[k] + p.VR[k]*pc + p.BR[k])
		c := f*pc + (1-f)*p.UX[k]
		p.F[k], p.R[k], p.C[k] = f, r, c
		p.Out[k] = r*squash(c) + (1-r)*p.Skip[k]
	}
}

func (p *Cell) backGo() {
	for k, pc := range p.Prev {
		y, r, f, c := p.DOut[k], p.R[k], p.F[k], p.C[k]
		dr := y * (squash(c) - p.Skip[k])
		p.DSkip[k] += y * (1 - r)
		dc := p.DC[k] + y*r*slope(c)
		p.GX[k] = dc * (1 - f)
		af := dc * (pc - p.UX[k]) * 0.25 * slope(0.5*(p.UF[k]+p.VF[k]*pc+p.BF[k]))
		ar := dr * 0.25 * slope(0.5*(p.UR[k]+p.VR[k]*pc+p.BR[k]))
		p.GF[k], p.GR[k] = af, ar
		p.DC[k] = dc*f + af*p.VF[k] + ar*p.VR[k]
		p.GVF[k] += af * pc
		p.GVR[k] += ar * pc
		p.GBF[k] += af
		p.GBR[k] += ar
	}
}

// short reports whether a slice is shorter than the first.
func (p *Cell) short(others ...[]float32) bool {
	for _, s := range others {
		if len(s) < len(p.Prev) {
			return true
		}
	}
	return len(p.Prev) == 0 || len(p.Prev)%8 != 0
}
