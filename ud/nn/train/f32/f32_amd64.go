package f32

import (
	"math"

	"golang.org/x/sys/cpu"
)

func fast() bool { return cpu.X86.HasAVX2 && cpu.X86.HasFMA }

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

//go:noescape
func tileAVX2(k int, a, b, c *float32, ldc int)

//go:noescape
func addAVX2(n int, dst, src *float32)

//go:noescape
func adamAVX2(n int, p, grad, m, v *float32, s *Adam)

func tile(k int, a, b, c []float32, ldc int) {
	if !fast() {
		tileGo(k, a, b, c, ldc)
		return
	}
	_, _, _ = a[k*tileRows-1], b[k*tileCols-1], c[(tileRows-1)*ldc+tileCols-1]
	tileAVX2(k, &a[0], &b[0], &c[0], ldc)
}

// Add adds src to dst, of the same length.
func Add(dst, src []float32) {
	n := 0
	if fast() {
		n = len(src) &^ 7
		if n > 0 {
			_ = dst[n-1]
			addAVX2(n, &dst[0], &src[0])
		}
	}
	addGo(dst[n:], src[n:])
}

// Step moves the weights p against the gradient g; m and v are Adam's moments.
func (s *Adam) Step(p, g, m, v []float32) {
	n := 0
	if fast() {
		n = len(p) &^ 7
		if n > 0 {
			_, _, _ = g[n-1], m[n-1], v[n-1]
			adamAVX2(n, &p[0], &g[0], &m[0], &v[0], s)
		}
	}
	adamGo(p[n:], g[n:], m[n:], v[n:], s)
}

//go:noescape
func cellForwardAVX2(n int, p *Cell)

//go:noescape
func cellBackAVX2(n int, p *Cell)

// Forward runs the step.
func (p *Cell) Forward() {
	if !fast() || p.short(p.Skip, p.UX, p.UF, p.UR, p.VF, p.VR, p.BF, p.BR, p.F, p.R, p.C, p.Out) {
		p.forwardGo()
		return
	}
	cellForwardAVX2(len(p.Prev), p)
}

// Back runs the step's gradients.
func (p *Cell) Back() {
	if !fast() || p.short(p.Skip, p.UX, p.UF, p.UR, p.VF, p.VR, p.BF, p.BR, p.F, p.R, p.C, p.DOut, p.DC, p.DSkip,
		p.GX, p.GF, p.GR, p.GVF, p.GVR, p.GBF, p.GBR) {
		p.backGo()
		return
	}
	cellBackAVX2(len(p.Prev), p)
}
