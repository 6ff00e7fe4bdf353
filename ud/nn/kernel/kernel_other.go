//go:build !amd64

package kernel

// Best returns the fastest kernels of this machine.
func Best() Kernels { return Kernels{} }

// Prefetch asks memory for numbers that are read soon, where that can be done.
func (k Kernels) Prefetch([]float32) {}

func (k Kernels) gemm(rows, groups int, a []uint8, lda int, w []int8, to Affine, c []float32, ldc int) {
	gemmGo(rows, groups, a, lda, w, to, c, ldc)
}

// QuantByte sets dst to src*scale between low and high, rounded to whole
// numbers, plus offset; the sum must lie between 0 and 127. The length of src is
// a multiple of Block.
func (k Kernels) QuantByte(dst []uint8, src []float32, scale, low, high float32, offset int32) {
	quantByteGo(dst, src, scale, low, high, offset)
}

// Dots sets out to the products of x with n rows of width numbers each; width
// is a multiple of Block, n of Rows.
func (k Kernels) Dots(n, width int, x, rows []int16, out []int32) { dotsGo(n, width, x, rows, out) }

// Quant sets dst to src*scale between low and high, rounded to whole numbers;
// the length of src is a multiple of Block.
func (k Kernels) Quant(dst []int16, src []float32, scale, low, high float32) {
	quantGo(dst, src, scale, low, high)
}

// AddRelu sets dst to a+b, held between 0 and the greatest number; the length
// of a is a multiple of Block.
func (k Kernels) AddRelu(dst, a, b []int16) { addReluGo(dst, a, b) }

// Cell is one step of the recurrence over len(c) units, a multiple of Block: u
// has the three products of the word, v the four vectors of weights, skip what
// passes by; c, the memory, and out are set.
func (k Kernels) Cell(u, v, c, skip, out []float32) { cellGo(u, v, c, skip, out) }

// AddRows adds rows of table to dst, in their order: that from at[0] on times
// scale[0], and so on. The length of dst is a multiple of Block.
func (k Kernels) AddRows(dst []float32, table []int8, at []int32, scale []float32) {
	addRowsGo(dst, table, at, scale)
}
