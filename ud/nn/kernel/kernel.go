// Package kernel holds the inner loops of the network: products of integers
// summed in integers, and the element-wise steps in floats, each operation
// rounded by itself. On amd64 with AVX2 they are assembly; the plain Go forms
// give the same bits.
//
// Non-goals: shapes. Callers give slices long enough and sizes as each function
// states; a slice too short is a panic of theirs, never a stray access.
package kernel

import "math"

// Columns is what the number of columns of a Gemm is a multiple of, Group what
// the length of its rows is, Rows what the rows of Dots are filled up to, and
// Block what vectors are.
const (
	Columns = 16
	Group   = 8
	Rows    = 4
	Block   = 16
)

// Greatest is the greatest weight of a Gemm, and Bytes the greatest number that
// it is multiplied with: four such products fit sixteen bits, as the assembly
// sums them.
const (
	Greatest = 63
	Bytes    = 127
)

// Kernels chooses the form of the loops; the zero value is plain Go. With vnni
// there are registers of 512 bits, and sums of products of bytes.
type Kernels struct{ avx2, vnni bool }

// Pack arranges the weights w (k rows of n numbers, k a multiple of Group, n of
// Columns) for Gemm.
func Pack(w []int8, k, n int) []int8 {
	out := make([]int8, k*n)
	for i := range k {
		for j := range n {
			block := j / Columns * k * Columns
			out[block+i/4*4*Columns+j%Columns*4+i%4] = w[i*n+j]
		}
	}
	return out
}

// Affine makes numbers of the sums of a Gemm, column by column: the sum plus
// Start, times Scale, plus Bias.
type Affine struct {
	Start       []int32
	Scale, Bias []float32
}

// from is what it makes of the columns from j on.
func (f Affine) from(j int) Affine { return Affine{f.Start[j:], f.Scale[j:], f.Bias[j:]} }

// of is what it makes of the sum of column j, Start included.
func (f *Affine) of(j int, sum int32) float32 { return float32(float32(sum)*f.Scale[j]) + f.Bias[j] }

// gemmGo works on two rows at a time: their numbers stand in the halves of one
// word, so that a product and a sum serve both.
func gemmGo(rows, groups int, a []uint8, lda int, w []int8, to Affine, c []float32, ldc int) {
	width := groups * Group
	for r := 0; r < rows; r += 2 {
		low := a[r*lda : r*lda+width]
		high := low
		if r+1 < rows {
			high = a[(r+1)*lda : (r+1)*lda+width]
		}
		var sum [Columns]int64
		for j := range sum {
			sum[j] = int64(to.Start[j]) + int64(to.Start[j])<<32
		}
		addProducts(&sum, low, high, w)
		for j, both := range sum {
			c[r*ldc+j] = to.of(j, int32(both))
			if r+1 < rows {
				c[(r+1)*ldc+j] = to.of(j, int32((both-int64(int32(both)))>>32))
			}
		}
	}
}

// addProducts adds to each sum, half by half, the products of two rows with a
// packed column.
func addProducts(sum *[Columns]int64, low, high []uint8, w []int8) {
	for q := 0; q+4 <= len(low) && q+4 <= len(high); q += 4 {
		x0 := int64(low[q]) | int64(high[q])<<32
		x1 := int64(low[q+1]) | int64(high[q+1])<<32
		x2 := int64(low[q+2]) | int64(high[q+2])<<32
		x3 := int64(low[q+3]) | int64(high[q+3])<<32
		ws := (*[4 * Columns]int8)(w[q*Columns:])
		for j := range sum {
			sum[j] += x0*int64(ws[4*j]) + x1*int64(ws[4*j+1]) + x2*int64(ws[4*j+2]) + x3*int64(ws[4*j+3])
		}
	}
}

// Gemm sets c to what to makes of the product of a (rows rows of width numbers
// up to Bytes) and packed weights of cols columns up to Greatest; to has cols
// numbers of each kind, c rows of as many.
func (k Kernels) Gemm(c []float32, a []uint8, width, rows int, w []int8, to Affine) {
	cols := len(to.Start)
	for j := 0; j < cols; j += Columns {
		k.gemm(rows, width/Group, a, width, w[j*width:], to.from(j), c[j:], cols)
	}
}

func quantByteGo(dst []uint8, src []float32, scale, low, high float32, offset int32) {
	for i, x := range src {
		v := x * scale
		if !(v > low) {
			v = low
		}
		if !(v < high) {
			v = high
		}
		dst[i] = uint8(int32(math.RoundToEven(float64(v))) + offset)
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

func addRowsGo(dst []float32, table []int8, at []int32, scale []float32) {
	for k, from := range at {
		for i, x := range table[from:][:len(dst)] {
			dst[i] += float32(float32(x) * scale[k])
		}
	}
}
