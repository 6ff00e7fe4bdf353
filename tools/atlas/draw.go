package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
)

const (
	width    = 2000.0 // of the grid
	meridian = 11.0   // in the middle of the map, so that its edge lies in the Bering Strait
	north    = 83.7   // the edges of the map, degrees of latitude
	south    = -56.5

	coarse  = 0.8 // the area, in squares of the grid, that a bend must have to be kept
	islet   = 1.5 // the least area of an island that is drawn
	tooTiny = 42  // the least area of a state that is no point: 17,000 km²
)

// earth is the Equal Earth projection (Šavrič, Patterson and Jenny 2018), in units
// of the grid with the origin at the middle meridian and the equator.
func earth(p point) (x, y float64) {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	const half = 2.7066299836 // of the width, where the radius of the earth is 1
	l, f := (p[0]-meridian)*math.Pi/180, math.Asin(math.Sqrt(3)/2*math.Sin(p[1]*math.Pi/180))
	s := f * f
	x = 2 * math.Sqrt(3) * l * math.Cos(f) / (3 * (9*a4*s*s*s*s + 7*a3*s*s*s + 3*a2*s + a1))
	y = f * (a4*s*s*s*s + a3*s*s*s + a2*s + a1)
	return x / half * width / 2, -y / half * width / 2
}

// place is earth with the origin at the map's upper left corner.
func place(p point) (x, y float64) {
	x, y = earth(p)
	_, top := earth(point{0, north})
	return x + width/2, y - top
}

// draw makes the map.
func draw(t *topology, b atlas.Borders, names *gazetteer.Directory) *atlas.World {
	for n := range t.arcs {
		t.arcs[n] = simplify(t.arcs[n], coarse)
	}
	_, top := earth(point{0, north})
	_, bottom := earth(point{0, south})
	w := &atlas.World{Width: width, Height: int(bottom - top)}
	for _, id := range slices.Sorted(maps.Keys(t.lands)) {
		s := t.shape(id)
		if id == "" {
			w.Nobodys = s.Path
			continue
		}
		if e, ok := names.Entity(id); !ok || e.Kind != "state" {
			fmt.Printf("left out: %s, which the gazetteer has as %q\n", id, e.Kind)
			continue
		}
		w.Shapes = append(w.Shapes, s)
	}
	for _, p := range b.Points {
		x, y := place(p.At)
		w.Shapes = append(w.Shapes, atlas.Shape{ID: p.ID, X: int(math.Round(x)), Y: int(math.Round(y)), Point: true})
	}
	slices.SortFunc(w.Shapes, func(a, b atlas.Shape) int { return cmp.Compare(a.ID, b.ID) })
	spread(w.Shapes)
	return w
}

// shape draws a land.
func (t *topology) shape(id string) atlas.Shape {
	s := atlas.Shape{ID: id}
	var path strings.Builder
	for _, polygon := range t.lands[id] {
		for _, r := range polygon {
			if line := project(t.outline(r)); math.Abs(area(line)) >= islet {
				writePath(&path, line)
			}
		}
	}
	var largest [][2]float64
	var whole, most float64
	for _, polygon := range t.homes[id] {
		line := project(t.outline(polygon[0]))
		size := math.Abs(area(line))
		if whole += size; size > most || largest == nil {
			largest, most = line, size
		}
	}
	s.Path, s.Point = path.String(), whole < tooTiny
	x, y := middle(largest)
	s.X, s.Y = int(math.Round(x)), int(math.Round(y))
	return s
}

// project lays a closed line on the grid, on the side of the map where most of it
// lies.
func project(line []point) [][2]float64 {
	west, east := line[0][0], line[0][0]
	for _, p := range line {
		west, east = min(west, p[0]), max(east, p[0])
	}
	shift := 0.0
	for (west+east)/2+shift < meridian-180 {
		shift += 360
	}
	for (west+east)/2+shift > meridian+180 {
		shift -= 360
	}
	out := make([][2]float64, len(line))
	for n, p := range line {
		out[n][0], out[n][1] = place(point{p[0] + shift, p[1]})
	}
	return out
}

// writePath writes a closed line in whole numbers, each point relative to the one
// before.
func writePath(path *strings.Builder, line [][2]float64) {
	x, y := math.Round(line[0][0]), math.Round(line[0][1])
	text := fmt.Sprintf("M%.0f %.0f", x, y)
	steps := 0
	for _, p := range line[1 : len(line)-1] {
		dx, dy := math.Round(p[0])-x, math.Round(p[1])-y
		if dx == 0 && dy == 0 {
			continue
		}
		x, y = x+dx, y+dy
		text += fmt.Sprintf("%s%.0f%s%.0f", map[bool]string{true: "l"}[steps == 0]+gap(dx, steps > 0), dx, gap(dy, true), dy)
		steps++
	}
	if steps > 1 {
		path.WriteString(text + "z")
	}
}

// gap returns what stands before a number that follows another.
func gap(x float64, follows bool) string {
	if follows && x >= 0 {
		return " "
	}
	return ""
}

// spread moves points that lie on each other apart.
func spread(shapes []atlas.Shape) {
	const apart = 2*atlas.Radius + 1
	for range 60 {
		for n := range shapes {
			for k := range shapes[:n] {
				a, b := &shapes[n], &shapes[k]
				dx, dy := float64(a.X-b.X), float64(a.Y-b.Y)
				d := math.Hypot(dx, dy)
				if !a.Point || !b.Point || d >= apart {
					continue
				}
				if d == 0 {
					dx, d = 1, 1
				}
				a.X, a.Y = a.X+int(math.Round(dx/d)), a.Y+int(math.Round(dy/d))
				b.X, b.Y = b.X-int(math.Round(dx/d)), b.Y-int(math.Round(dy/d))
			}
		}
	}
}
