//go:build !amd64

package f32

import "math"

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func tile(k int, a, b, c []float32, ldc int) { tileGo(k, a, b, c, ldc) }

// Add adds src to dst, of the same length.
func Add(dst, src []float32) { addGo(dst, src) }

// Step moves the weights p against the gradient g; m and v are Adam's moments.
func (s *Adam) Step(p, g, m, v []float32) { adamGo(p, g, m, v, s) }

// Forward runs the step.
func (p *Cell) Forward() { p.forwardGo() }

// Back runs the step's gradients.
func (p *Cell) Back() { p.backGo() }
