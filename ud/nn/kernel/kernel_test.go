package kernel

import (
	"fmt"
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
	fasts := []Kernels{fast, {avx2: fast.avx2}}
	for range 300 {
		n := Block * (1 + r.IntN(12))
		rows := Rows * (1 + r.IntN(9))
		m, width := 1+r.IntN(21), Group*(1+r.IntN(30))
		w := Pack(ints[int8](r, width*n, Greatest), width, n)
		a, to := bytes(r, m*width), Affine{ints[int32](r, n, 1<<20), floats(r, n), floats(r, n)}
		want := make([]float32, m*n)
		plain.Gemm(want, a, width, m, w, to)
		for _, k := range fasts {
			c := make([]float32, m*n)
			k.Gemm(c, a, width, m, w, to)
			same(t, fmt.Sprintf("Gemm %d×%d×%d", m, n, width), c, want)
		}
		u8, v8 := make([]uint8, n), make([]uint8, n)
		values := floats(r, n)
		fast.QuantByte(u8, values, 12, -63, 63, 64)
		plain.QuantByte(v8, values, 12, -63, 63, 64)
		if !slices.Equal(u8, v8) {
			t.Fatal("QuantByte differs")
		}

		x, y := ints[int16](r, n, math.MaxInt16), ints[int16](r, rows*n, math.MaxInt16)
		c, d := make([]int32, rows), make([]int32, rows)
		plain.Dots(rows, n, x, y, d)
		for _, k := range fasts {
			if k.Dots(rows, n, x, y, c); !slices.Equal(c, d) {
				t.Fatalf("Dots %d×%d differs", rows, n)
			}
		}

		f, g := make([]float32, n), make([]float32, n)
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
		before := floats(r, n)
		m2 := slices.Clone(before)
		plain.Cell(u, v, m2, skip, g)
		for _, k := range fasts {
			m1 := slices.Clone(before)
			k.Cell(u, v, m1, skip, f)
			same(t, "Cell's memory", m1, m2)
			same(t, "Cell", f, g)
		}

		table, scales := ints[int8](r, rows*n, 127), floats(r, rows)
		at := make([]int32, r.IntN(rows+1))
		for i := range at {
			at[i] = int32(r.IntN(rows) * n)
		}
		fast.AddRows(f, table, at, scales)
		plain.AddRows(g, table, at, scales)
		same(t, "AddRows", f, g)
	}
}

func TestGemmIsTheProductOfMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const rows, k, n = 7, 24, 32
	w, a := ints[int8](r, k*n, Greatest), bytes(r, rows*k)
	c := make([]float32, rows*n)
	to := Affine{ints[int32](r, n, 100), floats(r, n), floats(r, n)}
	Best().Gemm(c, a, k, rows, Pack(w, k, n), to)
	for i := range rows {
		for j := range n {
			sum := to.Start[j]
			for q := range k {
				sum += int32(a[i*k+q]) * int32(w[q*n+j])
			}
			if want := float32(float32(sum)*to.Scale[j]) + to.Bias[j]; c[i*n+j] != want {
				t.Fatalf("at %d,%d: %g, want %g", i, j, c[i*n+j], want)
			}
		}
	}
}

func TestGemmOfTheGreatestNumbersDoesNotOverflow(t *testing.T) {
	const rows, k, n = 9, 512, 16
	w, a, to := make([]int8, k*n), make([]uint8, rows*k), none(n)
	for i := range w {
		w[i] = -Greatest
	}
	for i := range a {
		a[i] = Bytes
	}
	for _, kn := range []Kernels{Best(), {avx2: Best().avx2}, {}} {
		c := make([]float32, rows*n)
		kn.Gemm(c, a, k, rows, w, to)
		for i, x := range c {
			if x != -Greatest*Bytes*k {
				t.Fatalf("%+v at %d: %g", kn, i, x)
			}
		}
	}
}

// none leaves the sums as they are.
func none(n int) Affine {
	to := Affine{make([]int32, n), make([]float32, n), make([]float32, n)}
	for i := range to.Scale {
		to.Scale[i] = 1
	}
	return to
}

func bytes(r *rand.Rand, n int) []uint8 {
	s := make([]uint8, n)
	for i := range s {
		s[i] = uint8(r.IntN(Bytes + 1))
	}
	return s
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const k, n = 224, 672
	w := Pack(ints[int8](r, k*n, Greatest), k, n)
	to := none(n)
	for name, kn := range map[string]Kernels{"best": Best(), "avx2": {avx2: Best().avx2}, "plain": {}} {
		for _, rows := range []int{13, 24} {
			a, c := bytes(r, rows*k), make([]float32, rows*n)
			b.Run(fmt.Sprint(name, rows), func(b *testing.B) {
				for b.Loop() {
					kn.Gemm(c, a, k, rows, w, to)
				}
				b.ReportMetric(float64(rows*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		}
	}
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
