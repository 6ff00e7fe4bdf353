package kernel

import "golang.org/x/sys/cpu"

// Best returns the fastest kernels of this machine.
func Best() Kernels {
	x := &cpu.X86
	return Kernels{
		avx2: x.HasAVX2,
		vnni: x.HasAVX2 && x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VL && x.HasAVX512VNNI,
	}
}

//go:noescape
func gemm4AVX2(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm2AVX2(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm1AVX2(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm8VNNI(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm4VNNI(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm2VNNI(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func gemm1VNNI(groups int, a *uint8, lda int, w *int8, start *int32, scale, bias, c *float32, ldc int)

//go:noescape
func quantByteAVX2(n int, dst *uint8, src *float32, scale, low, high float32, offset int32)

//go:noescape
func dots4AVX2(groups, blocks int, x, rows *int16, out *int32)

//go:noescape
func dots4VNNI(groups, blocks int, x, rows *int16, out *int32)

//go:noescape
func quantAVX2(n int, dst *int16, src *float32, scale, low, high float32)

//go:noescape
func addReluAVX2(n int, dst, a, b *int16)

//go:noescape
func cellAVX2(n int, u, v, c, skip, out *float32)

//go:noescape
func cellAVX512(n int, u, v, c, skip, out *float32)

//go:noescape
func addRowsAVX2(n int, dst *float32, table *int8, rows int, at *int32, scale *float32)

//go:noescape
func prefetch(n int, p *float32)

// Prefetch asks memory for numbers that are read soon.
func (k Kernels) Prefetch(s []float32) {
	if len(s) > 0 {
		prefetch(len(s), &s[0])
	}
}

// gemm is Gemm over Columns columns.
func (k Kernels) gemm(rows, groups int, a []uint8, lda int, w []int8, to Affine, c []float32, ldc int) {
	if !k.avx2 || groups == 0 || rows == 0 {
		gemmGo(rows, groups, a, lda, w, to, c, ldc)
		return
	}
	_, _, _ = a[(rows-1)*lda+groups*Group-1], w[groups*Group*Columns-1], c[(rows-1)*ldc+Columns-1]
	_, _, _ = to.Start[Columns-1], to.Scale[Columns-1], to.Bias[Columns-1]
	start, scale, bias := &to.Start[0], &to.Scale[0], &to.Bias[0]
	for i := 0; i < rows; {
		a, c := &a[i*lda], &c[i*ldc]
		switch left := rows - i; {
		case left >= 8 && k.vnni:
			gemm8VNNI(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i += 8
		case left >= 4 && k.vnni:
			gemm4VNNI(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i += 4
		case left >= 4:
			gemm4AVX2(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i += 4
		case left >= 2 && k.vnni:
			gemm2VNNI(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i += 2
		case left >= 2:
			gemm2AVX2(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i += 2
		case k.vnni:
			gemm1VNNI(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i++
		default:
			gemm1AVX2(groups, a, lda, &w[0], start, scale, bias, c, ldc)
			i++
		}
	}
}

// QuantByte sets dst to src*scale between low and high, rounded to whole
// numbers, plus offset; the sum must lie between 0 and 127. The length of src is
// a multiple of Block.
func (k Kernels) QuantByte(dst []uint8, src []float32, scale, low, high float32, offset int32) {
	n := len(src)
	if k.avx2 && n >= Block {
		_ = dst[n-1]
		quantByteAVX2(n, &dst[0], &src[0], scale, low, high, offset)
		return
	}
	quantByteGo(dst, src, scale, low, high, offset)
}

// Dots sets out to the products of x with n rows of width numbers each; width
// is a multiple of Block, n of Rows.
func (k Kernels) Dots(n, width int, x, rows []int16, out []int32) {
	if k.avx2 && n >= Rows && width >= Block {
		_, _, _ = x[width-1], rows[n*width-1], out[n-1]
		if k.vnni && width%(2*Block) == 0 {
			dots4VNNI(n/Rows, width/(2*Block), &x[0], &rows[0], &out[0])
			return
		}
		dots4AVX2(n/Rows, width/Block, &x[0], &rows[0], &out[0])
		return
	}
	dotsGo(n, width, x, rows, out)
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
		if k.vnni {
			cellAVX512(n, &u[0], &v[0], &c[0], &skip[0], &out[0])
			return
		}
		cellAVX2(n, &u[0], &v[0], &c[0], &skip[0], &out[0])
		return
	}
	cellGo(u, v, c, skip, out)
}

// AddRows adds rows of table to dst, in their order: that from at[0] on times
// scale[0], and so on. The length of dst is a multiple of Block.
func (k Kernels) AddRows(dst []float32, table []int8, at []int32, scale []float32) {
	n := len(dst)
	if k.avx2 && n >= Block && len(at) > 0 {
		for _, from := range at {
			_ = table[from:][n-1]
		}
		_ = scale[len(at)-1]
		addRowsAVX2(n, &dst[0], &table[0], len(at), &at[0], &scale[0])
		return
	}
	addRowsGo(dst, table, at, scale)
}
