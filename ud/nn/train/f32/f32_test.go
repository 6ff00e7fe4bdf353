package f32

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = float32(r.NormFloat64())
	}
	return s
}

func at(m Matrix, i, j int) float32 {
	if m.T {
		i, j = j, i
	}
	return m.Data[i*m.Stride+j]
}

func TestGemmEqualsThePlainProductForAnyShape(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var w Work
	for range 60 {
		m, n, k := 1+r.IntN(130), 1+r.IntN(70), 1+r.IntN(600)
		a, b := M(random(r, m*k), k), M(random(r, n*k), n)
		if r.IntN(2) == 0 {
			a = Matrix{a.Data, m, true}
		}
		if r.IntN(2) == 0 {
			b = Matrix{b.Data, k, true}
		}
		c := M(random(r, m*n), n)
		want := append([]float32(nil), c.Data...)
		w.Gemm(c, a, b, m, n, k)
		for i := range m {
			for j := range n {
				sum := float64(want[i*n+j])
				for q := range k {
					sum += float64(at(a, i, q)) * float64(at(b, q, j))
				}
				if math.Abs(sum-float64(c.Data[i*n+j])) > 1e-3 {
					t.Fatalf("%d×%d×%d at %d,%d: %g, want %g", m, n, k, i, j, c.Data[i*n+j], sum)
				}
			}
		}
	}
}

func TestAdamAndAddEqualTheirPlainForms(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	p, g, m, v := random(r, 37), random(r, 37), random(r, 37), random(r, 37)
	for i := range v {
		v[i] = v[i] * v[i]
	}
	q, n, w := append([]float32(nil), p...), append([]float32(nil), m...), append([]float32(nil), v...)
	s := Adam{Rate: 0.01, Beta1: 0.9, Beta2: 0.95, Eps: 1e-6, Decay: 0.1}
	s.Step(p, g, m, v)
	adamGo(q, g, n, w, &s)
	Add(p, g)
	addGo(q, g)
	for i := range p {
		if math.Abs(float64(p[i]-q[i])) > 1e-5 || math.Abs(float64(m[i]-n[i])) > 1e-5 || math.Abs(float64(v[i]-w[i])) > 1e-5 {
			t.Fatalf("at %d: %g %g %g, want %g %g %g", i, p[i], m[i], v[i], q[i], n[i], w[i])
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	m, n, k := 400, 576, 192
	x, y, z := M(random(r, m*k), k), M(random(r, n*k), n), M(random(r, m*n), n)
	var w Work
	for b.Loop() {
		w.Gemm(z, x, y, m, n, k)
	}
	b.ReportMetric(float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func TestCellEqualsItsPlainForm(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var p, q Cell
	a, b := p.all(), q.all()
	for i := range a {
		*a[i] = random(r, 24)
		*b[i] = append([]float32(nil), *a[i]...)
	}
	p.Forward()
	q.forwardGo()
	p.Back()
	q.backGo()
	for i := range a {
		for k := range *a[i] {
			if math.Abs(float64((*a[i])[k]-(*b[i])[k])) > 1e-4 {
				t.Fatalf("field %d at %d: %g, want %g", i, k, (*a[i])[k], (*b[i])[k])
			}
		}
	}
}

func (p *Cell) all() []*[]float32 {
	return []*[]float32{&p.Prev, &p.Skip, &p.UX, &p.UF, &p.UR, &p.VF, &p.VR, &p.BF, &p.BR, &p.F, &p.R, &p.C, &p.Out,
		&p.DOut, &p.DC, &p.DSkip, &p.GX, &p.GF, &p.GR, &p.GVF, &p.GVR, &p.GBF, &p.GBR}
}
