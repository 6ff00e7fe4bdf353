package main

import (
	"math"
	"slices"
)

// simplify takes away the points of an arc whose bend is smaller than an area in
// squares of the grid, the smallest first (Visvalingam and Whyatt 1993). Its ends
// stay.
func simplify(arc []point, least float64) []point {
	closed := arc[0] == arc[len(arc)-1]
	fewest := 2
	if closed {
		fewest = 5
	}
	flat := make([][2]float64, len(arc))
	for n, p := range arc {
		for n > 0 && p[0]-arc[n-1][0] > 180 {
			p[0] -= 360
		}
		for n > 0 && p[0]-arc[n-1][0] < -180 {
			p[0] += 360
		}
		flat[n][0], flat[n][1] = earth(p)
	}
	kept := slices.Clone(arc)
	for len(kept) > fewest {
		smallest, at := math.Inf(1), 0
		for n := 1; n+1 < len(flat); n++ {
			if a := math.Abs(area([][2]float64{flat[n-1], flat[n], flat[n+1], flat[n-1]})); a < smallest {
				smallest, at = a, n
			}
		}
		if smallest >= least {
			break
		}
		kept, flat = slices.Delete(kept, at, at+1), slices.Delete(flat, at, at+1)
	}
	return kept
}

// area returns the signed area within a closed line.
func area(line [][2]float64) (a float64) {
	for n := 1; n < len(line); n++ {
		a += line[n-1][0]*line[n][1] - line[n][0]*line[n-1][1]
	}
	return a / 2
}

// middle returns the point within a closed line that is farthest from it, as found
// by ever finer grids.
func middle(line [][2]float64) (x, y float64) {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range line {
		left, right, top, bottom = min(left, p[0]), max(right, p[0]), min(top, p[1]), max(bottom, p[1])
	}
	x, y = (left+right)/2, (top+bottom)/2
	best := depth(line, x, y)
	const cells = 24
	for w, h := right-left, bottom-top; max(w, h) > 1; w, h = w/6, h/6 {
		cx, cy := x, y
		for n := range (cells + 1) * (cells + 1) {
			px, py := cx+w*(float64(n%(cells+1))/cells-.5), cy+h*(float64(n/(cells+1))/cells-.5)
			if d := depth(line, px, py); d > best {
				x, y, best = px, py, d
			}
		}
	}
	return x, y
}

// depth returns how far within a closed line a point lies, negative outside.
func depth(line [][2]float64, x, y float64) float64 {
	in, nearest := false, math.Inf(1)
	for n := 1; n < len(line); n++ {
		a, b := line[n-1], line[n]
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
		dx, dy := b[0]-a[0], b[1]-a[1]
		along := 0.0
		if dx != 0 || dy != 0 {
			along = min(1, max(0, ((x-a[0])*dx+(y-a[1])*dy)/(dx*dx+dy*dy)))
		}
		nearest = min(nearest, math.Hypot(x-a[0]-along*dx, y-a[1]-along*dy))
	}
	if !in {
		return -nearest
	}
	return nearest
}
