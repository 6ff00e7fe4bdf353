package kernel

import "golang.org/x/sys/cpu"

// Best returns the fastest kernels of this machine.
func Best() Kernels { return Kernels{avx2: cpu.X86.HasAVX2} }

//go:noescape
func gemm4AVX2(pairs int, a *int16, lda int, w *int16, c *int32, ldc int)

//go:noescape
func gemm3AVX2(pairs int, a *int16, lda int, w *int16, c *int32, ldc int)

//go:noescape
func gemm2AVX2(pairs int, a *int16, lda int, w *int16, c *int32, ldc int)

//go:noescape
func gemm1AVX2(pairs int, a *int16, lda int, w *int16, c *int32, ldc int)

//go:noescape
func dots4AVX2(groups, blocks int, x, rows *int16, out *int32)

//go:noescape
func affineAVX2(n int, dst *float32, acc *int32, scale, bias *float32)

//go:noescape
func quantAVX2(n int, dst *int16, src *float32, scale, low, high float32)

//go:noescape
func addReluAVX2(n int, dst, a, b *int16)

//go:noescape
func cellAVX2(n int, u, v, c, skip, out *float32)

//go:noescape
func addScaledAVX2(n int, dst *float32, src *int8, scale float32)

// gemm is Gemm over 1 to Rows rows and Columns columns.
func (k Kernels) gemm(rows, pairs int, a []int16, lda int, w []int16, c []int32, ldc int) {
	if !k.avx2 || pairs == 0 {
		gemmGo(rows, pairs, a, lda, w, c, ldc)
		return
	}
	_, _, _ = a[(rows-1)*lda+2*pairs-1], w[pairs*Columns*2-1], c[(rows-1)*ldc+Columns-1]
	switch rows {
	case 1:
		gemm1AVX2(pairs, &a[0], lda, &w[0], &c[0], ldc)
	case 2:
		gemm2AVX2(pairs, &a[0], lda, &w[0], &c[0], ldc)
	case 3:
		gemm3AVX2(pairs, &a[0], lda, &w[0], &c[0], ldc)
	case 4:
		gemm4AVX2(pairs, &a[0], lda, &w[0], &c[0], ldc)
	}
}

// Dots sets out to the products of x with n rows of width numbers each; width
// is a multiple of Block, n of Rows.
func (k Kernels) Dots(n, width int, x, rows []int16, out []int32) {
	if k.avx2 && n >= Rows && width >= Block {
		_, _, _ = x[width-1], rows[n*width-1], out[n-1]
		dots4AVX2(n/Rows, width/Block, &x[0], &rows[0], &out[0])
		return
	}
	dotsGo(n, width, x, rows, out)
}

// Affine sets dst to acc*scale+bias; all have the length of acc, a multiple of Block.
func (k Kernels) Affine(dst []float32, acc []int32, scale, bias []float32) {
	n := len(acc)
	if k.avx2 && n >= Block {
		_, _, _ = dst[n-1], scale[n-1], bias[n-1]
		affineAVX2(n, &dst[0], &acc[0], &scale[0], &bias[0])
		return
	}
	affineGo(dst, acc, scale, bias)
}

// Quant sets dst to src*scale between low and high, rounded to whole numbers;
// the length of src is a multiple of Block.
func (k Kernels) Quant(dst []int16, src []float32, scale, low, high float32) {
	n := len(src)
	if k.avx2 && n >= Block {
		_ = dst[n-1]
		quantAVX2(n, &dst[0], &src[0], scale, low, high)
		return
	}
	quantGo(dst, src, scale, low, high)
}

// AddRelu sets dst to a+b, held between 0 and the greatest number; the length
// of a is a multiple of Block.
func (k Kernels) AddRelu(dst, a, b []int16) {
	n := len(a)
	if k.avx2 && n >= Block {
		_, _ = dst[n-1], b[n-1]
		addReluAVX2(n, &dst[0], &a[0], &b[0])
		return
	}
	addReluGo(dst, a, b)
}

// Cell is one step of the recurrence over len(c) units, a multiple of Block: u
// has the three products of the word, v the four vectors of weights, skip what
// passes by; c, the memory, and out are set.
func (k Kernels) Cell(u, v, c, skip, out []float32) {
	n := len(c)
	if k.avx2 && n >= Block {
		_, _, _, _ = u[3*n-1], v[4*n-1], skip[n-1], out[n-1]
		cellAVX2(n, &u[0], &v[0], &c[0], &skip[0], &out[0])
		return
	}
	cellGo(u, v, c, skip, out)
}

// AddScaled adds src*scale to dst; the length of src is a multiple of Block.
func (k Kernels) AddScaled(dst []float32, src []int8, scale float32) {
	n := len(src)
	if k.avx2 && n >= Block {
		_ = dst[n-1]
		addScaledAVX2(n, &dst[0], &src[0], scale)
		return
	}
	addScaledGo(dst, src, scale)
}
