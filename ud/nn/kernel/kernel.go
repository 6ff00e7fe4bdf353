// Package kernel holds the inner loops of the network: products of integers
// summed in integers, and the element-wise steps in floats, each operation
// rounded by itself. On amd64 with AVX2 they are assembly; the plain Go forms
// give the same bits.
//
// Non-goals: shapes. Callers give slices long enough and sizes as each function
// states; a slice too short is a panic of theirs, never a stray access.
package kernel

import "math"

// Columns is what the number of columns of a Gemm is a multiple of, Rows what
// the rows of Dots are filled up to, and Block what vectors are.
const (
	Columns = 16
	Rows    = 4
	Block   = 16
)

// Kernels chooses the form of the loops; the zero value is plain Go.
type Kernels struct{ avx2 bool }

// PackWeights arranges the weights w (k rows of n numbers) for Gemm.
func PackWeights(w []int8, k, n int) []int16 {
	pairs, cols := (k+1)/2, (n+Columns-1)/Columns
	out := make([]int16, pairs*cols*Columns*2)
	for j := range n {
		for i := range k {
			block := (j/Columns)*pairs + i/2
			out[block*Columns*2+j%Columns*2+i%2] = int16(w[i*n+j])
		}
	}
	return out
}

func gemmGo(rows, pairs int, a []int16, lda int, w []int16, c []int32, ldc int) {
	for r := range rows {
		row := a[r*lda : r*lda+2*pairs]
		var sum [Columns]int32
		for p := range pairs {
			x, y := int32(row[2*p]), int32(row[2*p+1])
			ws := w[p*Columns*2 : p*Columns*2+Columns*2]
			for j := range sum {
				sum[j] += x*int32(ws[2*j]) + y*int32(ws[2*j+1])
			}
		}
		copy(c[r*ldc:r*ldc+Columns], sum[:])
	}
}

// Gemm sets c to the product of a (rows rows of lda numbers, 2*pairs of them
// used) and packed weights of cols columns, a multiple of Columns; c has rows of
// cols numbers.
func (k Kernels) Gemm(c []int32, a []int16, lda, rows int, w []int16, pairs, cols int) {
	if rows == 0 {
		return
	}
	_, _, _ = c[rows*cols-1], a[(rows-1)*lda+2*pairs-1], w[pairs*cols*2-1]
	for j := 0; j < cols; j += Columns {
		wj := w[j*pairs*2:]
		for i := 0; i < rows; i += Rows {
			k.gemm(min(Rows, rows-i), pairs, a[i*lda:], lda, wj, c[i*cols+j:], cols)
		}
	}
}

func dotsGo(n, width int, x, rows []int16, out []int32) {
	for i := range n {
		sum := int32(0)
		row := rows[i*width : (i+1)*width]
		for k, v := range x[:width] {
			sum += int32(v) * int32(row[k])
		}
		out[i] = sum
	}
}

func affineGo(dst []float32, acc []int32, scale, bias []float32) {
	for i, a := range acc {
		dst[i] = float32(float32(a)*scale[i]) + bias[i]
	}
}

func quantGo(dst []int16, src []float32, scale, low, high float32) {
	for i, x := range src {
		v := x * scale
		if !(v > low) { // as the instruction: the bound where v is no number
			v = low
		}
		if !(v < high) {
			v = high
		}
		dst[i] = int16(math.RoundToEven(float64(v)))
	}
}

func addReluGo(dst, a, b []int16) {
	for i, x := range a {
		dst[i] = int16(min(max(int32(x)+int32(b[i]), 0), math.MaxInt16))
	}
}

func squash(x float32) float32 {
	if !(x > -3) {
		x = -3
	}
	if !(x < 3) {
		x = 3
	}
	q := float32(x * x)
	return float32(x*(q+27)) / (float32(q*9) + 27)
}

func sigmoid(x float32) float32 { return float32(0.5*squash(float32(0.5*x))) + 0.5 }

func cellGo(u, v, c, skip, out []float32) {
	n := len(c)
	for k := range n {
		f := sigmoid(float32(v[k]*c[k]) + u[n+k] + v[2*n+k])
		r := sigmoid(float32(v[n+k]*c[k]) + u[2*n+k] + v[3*n+k])
		c[k] = float32(f*c[k]) + float32((1-f)*u[k])
		out[k] = float32(r*squash(c[k])) + float32((1-r)*skip[k])
	}
}

func addScaledGo(dst []float32, src []int8, scale float32) {
	for i, x := range src {
		dst[i] += float32(float32(x) * scale)
	}
}
