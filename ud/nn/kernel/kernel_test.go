package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func floats(r *rand.Rand, n int) []float32 {
	s := make([]float32, n)
	for i := range s {
		s[i] = float32(r.NormFloat64() * math.Exp(3*r.NormFloat64()))
	}
	return s
}

func ints[T int8 | int16 | int32](r *rand.Rand, n int, most int) []T {
	s := make([]T, n)
	for i := range s {
		s[i] = T(r.IntN(2*most+1) - most)
	}
	return s
}

func same(t *testing.T, what string, a, b []float32) {
	t.Helper()
	for i := range a {
		if math.Float32bits(a[i]) != math.Float32bits(b[i]) {
			t.Fatalf("%s: at %d %g and %g", what, i, a[i], b[i])
		}
	}
}

func TestAssemblyGivesTheBitsOfPlainGo(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	fast, plain := Best(), Kernels{}
	for range 300 {
		n := Block * (1 + r.IntN(12))
		rows, k := Rows*(1+r.IntN(9)), 1+r.IntN(200)
		pairs := (k + 1) / 2

		m := 1 + r.IntN(9)
		w := PackWeights(ints[int8](r, k*n, 127), k, n)
		lda := 2*pairs + 2*r.IntN(5)
		a := ints[int16](r, m*lda, math.MaxInt16)
		c, d := make([]int32, m*n), make([]int32, m*n)
		fast.Gemm(c, a, lda, m, w, pairs, n)
		plain.Gemm(d, a, lda, m, w, pairs, n)
		if !slices.Equal(c, d) {
			t.Fatalf("Gemm %d×%d×%d differs", m, n, k)
		}

		x, y := ints[int16](r, n, math.MaxInt16), ints[int16](r, rows*n, math.MaxInt16)
		c, d = make([]int32, rows), make([]int32, rows)
		fast.Dots(rows, n, x, y, c)
		plain.Dots(rows, n, x, y, d)
		if !slices.Equal(c, d) {
			t.Fatalf("Dots %d×%d differs", rows, n)
		}

		f, g := make([]float32, n), make([]float32, n)
		acc, scale, bias := ints[int32](r, n, math.MaxInt32), floats(r, n), floats(r, n)
		fast.Affine(f, acc, scale, bias)
		plain.Affine(g, acc, scale, bias)
		same(t, "Affine", f, g)

		q, p := make([]int16, n), make([]int16, n)
		src := floats(r, n)
		fast.Quant(q, src, 256, -32767, 32767)
		plain.Quant(p, src, 256, -32767, 32767)
		if !slices.Equal(q, p) {
			t.Fatal("Quant differs")
		}
		fast.AddRelu(q, x, y)
		plain.AddRelu(p, x, y)
		if !slices.Equal(q, p) {
			t.Fatal("AddRelu differs")
		}

		u, v, skip := floats(r, 3*n), floats(r, 4*n), floats(r, n)
		m1 := floats(r, n)
		m2 := slices.Clone(m1)
		fast.Cell(u, v, m1, skip, f)
		plain.Cell(u, v, m2, skip, g)
		same(t, "Cell's memory", m1, m2)
		same(t, "Cell", f, g)

		e := ints[int8](r, n, 127)
		fast.AddScaled(f, e, 0.013)
		plain.AddScaled(g, e, 0.013)
		same(t, "AddScaled", f, g)
	}
}

func TestGemmIsTheProductOfMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const rows, k, n = 8, 7, 19
	w, a := ints[int8](r, k*n, 127), ints[int16](r, rows*8, 1000)
	for i := range rows {
		a[i*8+7] = 99 // beyond k: meets a weight of nought
	}
	c := make([]int32, rows*32)
	Best().Gemm(c, a, 8, rows, PackWeights(w, k, n), 4, 32)
	for i := range rows {
		for j := range n {
			sum := int32(0)
			for q := range k {
				sum += int32(a[i*8+q]) * int32(w[q*n+j])
			}
			if c[i*32+j] != sum {
				t.Fatalf("at %d,%d: %d, want %d", i, j, c[i*32+j], sum)
			}
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const rows, k, n = 24, 192, 576
	w, a, c := PackWeights(ints[int8](r, k*n, 127), k, n), ints[int16](r, rows*k, 30000), make([]int32, rows*n)
	kn := Best()
	for b.Loop() {
		kn.Gemm(c, a, k, rows, w, k/2, n)
	}
	b.ReportMetric(float64(rows*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkCell(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 96
	u, v, c, skip, out := floats(r, 3*n), floats(r, 4*n), floats(r, n), floats(r, n), floats(r, n)
	kn := Best()
	for b.Loop() {
		kn.Cell(u, v, c, skip, out)
	}
}
