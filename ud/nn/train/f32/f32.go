// Package f32 holds the single-precision kernels that training runs on: matrix
// products, vector sums and the Adam step. On amd64 with AVX2 and FMA they run
// in assembly; elsewhere in plain Go, slower and with other rounding, so that
// weights trained on the two differ in their last bits.
//
// Non-goals: inference. What a trained model computes at run time is done in
// integers by package nn, with the same bits on every machine.
package f32

const (
	tileRows = 6
	tileCols = 16
	blockK   = 256
	blockM   = 96
)

// Work holds the packing buffers of Gemm; one a goroutine, the zero value is ready.
type Work struct {
	a, b []float32
	tile [tileRows * tileCols]float32
}

// Matrix is a view of row-major numbers: element (i, j) is Data[i*Stride+j],
// or of its transpose where T is set.
type Matrix struct {
	Data   []float32
	Stride int
	T      bool
}

// M returns the view of data with the given stride.
func M(data []float32, stride int) Matrix { return Matrix{Data: data, Stride: stride} }

// Transposed returns the view with rows and columns exchanged.
func (m Matrix) Transposed() Matrix { m.T = !m.T; return m }

// Gemm adds the product of a (m×k) and b (k×n) to c (m×n, not transposed).
func (w *Work) Gemm(c, a, b Matrix, m, n, k int) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	cols := (n + tileCols - 1) / tileCols * tileCols
	w.a = grow(w.a, (blockM+tileRows)*blockK)
	w.b = grow(w.b, cols*blockK)
	for k0 := 0; k0 < k; k0 += blockK {
		kn := min(blockK, k-k0)
		w.packB(b, k0, kn, n)
		for m0 := 0; m0 < m; m0 += blockM {
			mn := min(blockM, m-m0)
			w.packA(a, m0, mn, k0, kn)
			w.block(c, m0, mn, n, kn)
		}
	}
}

func (w *Work) block(c Matrix, m0, mn, n, kn int) {
	for j := 0; j < n; j += tileCols {
		pb := w.b[j*kn:]
		for i := 0; i < mn; i += tileRows {
			pa := w.a[i*kn:]
			if i+tileRows <= mn && j+tileCols <= n {
				tile(kn, pa, pb, c.Data[(m0+i)*c.Stride+j:], c.Stride)
				continue
			}
			clear(w.tile[:])
			tile(kn, pa, pb, w.tile[:], tileCols)
			for r := 0; r < tileRows && i+r < mn; r++ {
				row := c.Data[(m0+i+r)*c.Stride+j:]
				for q := 0; q < tileCols && j+q < n; q++ {
					row[q] += w.tile[r*tileCols+q]
				}
			}
		}
	}
}

func (w *Work) packA(a Matrix, m0, mn, k0, kn int) {
	for i := 0; i < mn; i += tileRows {
		dst := w.a[i*kn : (i+tileRows)*kn]
		rows := min(tileRows, mn-i)
		if rows < tileRows {
			clear(dst)
		}
		if a.T {
			for k := 0; k < kn; k++ {
				src := a.Data[(k0+k)*a.Stride+m0+i:]
				for r := 0; r < rows; r++ {
					dst[k*tileRows+r] = src[r]
				}
			}
			continue
		}
		for r := 0; r < rows; r++ {
			src := a.Data[(m0+i+r)*a.Stride+k0:][:kn]
			for k, v := range src {
				dst[k*tileRows+r] = v
			}
		}
	}
}

func (w *Work) packB(b Matrix, k0, kn, n int) {
	for j := 0; j < n; j += tileCols {
		dst := w.b[j*kn : (j+tileCols)*kn]
		cols := min(tileCols, n-j)
		if cols < tileCols {
			clear(dst)
		}
		if b.T {
			for q := 0; q < cols; q++ {
				src := b.Data[(j+q)*b.Stride+k0:][:kn]
				for k, v := range src {
					dst[k*tileCols+q] = v
				}
			}
			continue
		}
		for k := 0; k < kn; k++ {
			copy(dst[k*tileCols:k*tileCols+cols], b.Data[(k0+k)*b.Stride+j:])
		}
	}
}

func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// Adam are the settings of one step of the optimiser.
type Adam struct {
	Rate, Beta1, Beta2, Eps, Decay float32 // Rate already holds the bias correction
}

func tileGo(k int, a, b, c []float32, ldc int) {
	for r := 0; r < tileRows; r++ {
		row := c[r*ldc : r*ldc+tileCols]
		for i := 0; i < k; i++ {
			x := a[i*tileRows+r]
			for j, y := range b[i*tileCols : i*tileCols+tileCols] {
				row[j] += x * y
			}
		}
	}
}

func addGo(dst, src []float32) {
	for i, v := range src {
		dst[i] += v
	}
}

func adamGo(p, g, m, v []float32, s *Adam) {
	for i := range p {
		m[i] = s.Beta1*m[i] + (1-s.Beta1)*g[i]
		v[i] = s.Beta2*v[i] + (1-s.Beta2)*g[i]*g[i]
		p[i] -= s.Rate * (m[i]/(sqrt(v[i])+s.Eps) + s.Decay*p[i])
	}
}
