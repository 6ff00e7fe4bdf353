package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// crossing is where a line crosses an arc of a ring.
type crossing struct {
	place   int     // of the arc in the ring
	segment int     // of the arc, in its own direction
	part    float64 // of the segment
	along   float64 // how far along the line, in segments
	at      point
}

// cut divides a polygon of a land by a line that crosses its border twice, and
// returns the ring that holds a point and the other one. Borders that it cuts are
// cut for the neighbours too.
func (t *topology) cut(land string, polygon int, line []point, at point) (part, rest ring, err error) {
	found := t.crossings(t.lands[land][polygon][0], line)
	if len(found) != 2 {
		return nil, nil, fmt.Errorf("the line crosses the border %d times, not twice: %v", len(found), found)
	}
	slices.SortFunc(found, func(a, b crossing) int { return cmp.Compare(a.along, b.along) })
	ends := [2]point{found[0].at, found[1].at}
	middle := []point{ends[0]}
	for n := range line {
		if float64(n) > found[0].along && float64(n) < found[1].along {
			middle = append(middle, line[n])
		}
	}
	t.arcs = append(t.arcs, append(middle, ends[1]))
	border := len(t.arcs) - 1

	// The later split of one arc must not move the earlier.
	r := t.lands[land][polygon][0]
	slices.SortFunc(found, func(a, b crossing) int {
		return -cmp.Or(cmp.Compare(a.segment, b.segment), cmp.Compare(a.part, b.part))
	})
	for _, c := range found {
		a := r[c.place]
		t.split(max(a, ^a), c)
	}
	r = t.lands[land][polygon][0]
	one, other := t.between(r, ends[1], ends[0]), t.between(r, ends[0], ends[1])
	one, other = append(one, border), append(other, ^border)
	if inside(t.outline(other), at) {
		one, other = other, one
	}
	if !inside(t.outline(one), at) {
		return nil, nil, fmt.Errorf("neither part holds %v", at)
	}
	return one, other, nil
}

// between returns the arcs of a ring from one point, where an arc begins, to
// another.
func (t *topology) between(r ring, from, to point) (part ring) {
	n := slices.IndexFunc(r, func(a int) bool { first, _ := t.ends(a); return first == from })
	for ; n >= 0; n = (n + 1) % len(r) {
		part = append(part, r[n])
		if _, last := t.ends(r[n]); last == to {
			break
		}
	}
	return part
}

// split divides an arc in two at a crossing, in every ring that has it.
func (t *topology) split(arc int, c crossing) {
	points := t.arcs[arc]
	t.arcs = append(t.arcs, append([]point{c.at}, points[c.segment+1:]...))
	second := len(t.arcs) - 1
	t.arcs[arc] = append(slices.Clone(points[:c.segment+1]), c.at)
	for _, polygons := range t.lands {
		for _, polygon := range polygons {
			for n, r := range polygon {
				if k := slices.Index(r, arc); k >= 0 {
					polygon[n] = slices.Insert(slices.Clone(r), k+1, second)
				} else if k := slices.Index(r, ^arc); k >= 0 {
					polygon[n] = slices.Insert(slices.Clone(r), k, ^second)
				}
			}
		}
	}
}

// crossings returns where a line crosses a ring.
func (t *topology) crossings(r ring, line []point) (found []crossing) {
	for place, a := range r {
		arc := t.arcs[max(a, ^a)]
		for s := 1; s < len(arc); s++ {
			for l := 1; l < len(line); l++ {
				if u, v, ok := cross(arc[s-1], arc[s], line[l-1], line[l]); ok {
					at := point{arc[s-1][0] + u*(arc[s][0]-arc[s-1][0]), arc[s-1][1] + u*(arc[s][1]-arc[s-1][1])}
					found = append(found, crossing{place, s - 1, u, float64(l-1) + v, at})
				}
			}
		}
	}
	return found
}

// cross returns where two segments cross, as parts of each.
func cross(a, b, c, d point) (u, v float64, ok bool) {
	area := (b[0]-a[0])*(d[1]-c[1]) - (b[1]-a[1])*(d[0]-c[0])
	if math.Abs(area) < 1e-12 {
		return 0, 0, false
	}
	u = ((c[0]-a[0])*(d[1]-c[1]) - (c[1]-a[1])*(d[0]-c[0])) / area
	v = ((c[0]-a[0])*(b[1]-a[1]) - (c[1]-a[1])*(b[0]-a[0])) / area
	return u, v, u > 0 && u < 1 && v > 0 && v < 1
}
