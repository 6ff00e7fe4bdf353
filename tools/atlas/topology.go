package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/text/language"

	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
)

// point is a longitude and a latitude in degrees.
type point [2]float64

// ring is a closed line: indices of arcs, ^n an arc taken backwards.
type ring []int

// topology is TopoJSON (https://github.com/topojson/topojson-specification): lands
// whose borders are arcs, each kept once however many lands share it. So a border
// that is simplified, or cut, stays that of both its lands.
type topology struct {
	arcs  [][]point
	lands map[string][][]ring // by id: polygons, the outer ring first
	names map[string][][]ring // by name, of those that the source does not number
	homes map[string][][]ring // the lands without their territories
}

// decode reads quantised TopoJSON with an object "countries".
func decode(text []byte) (*topology, error) {
	var file struct {
		Transform struct{ Scale, Translate point }
		Arcs      [][][2]float64
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type, ID   string
					Arcs       json.RawMessage
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	t := &topology{lands: map[string][][]ring{}, names: map[string][][]ring{}}
	for _, deltas := range file.Arcs {
		var x, y float64
		arc := make([]point, len(deltas))
		for n, d := range deltas {
			x, y = x+d[0], y+d[1]
			arc[n] = point{x*file.Transform.Scale[0] + file.Transform.Translate[0], y*file.Transform.Scale[1] + file.Transform.Translate[1]}
		}
		t.arcs = append(t.arcs, arc)
	}
	for _, g := range file.Objects.Countries.Geometries {
		polygons := make([][]ring, 1)
		var err error
		switch g.Type {
		case "Polygon":
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		default:
			err = fmt.Errorf("a geometry of type %q", g.Type)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.Properties.Name, err)
		}
		if id := alpha3(g.ID); id != "" {
			t.lands[id] = append(t.lands[id], polygons...)
		} else {
			t.names[g.Properties.Name] = polygons
		}
	}
	return t, nil
}

// alpha3 returns the ISO 3166-1 alpha-3 code of a numeric one, "" where there is
// none.
func alpha3(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	region, err := language.EncodeM49(n)
	if err != nil {
		return ""
	}
	return region.ISO3()
}

// correct does what the border policy says.
func (t *topology) correct(rules []atlas.Rule) error {
	for _, r := range rules {
		var err error
		switch r.Do {
		case "take":
			err = t.take(r)
		case "name":
			polygons, ok := t.names[r.Name]
			if !ok {
				err = fmt.Errorf("no feature is called %q", r.Name)
			}
			delete(t.names, r.Name)
			t.lands[r.To] = append(t.lands[r.To], polygons...)
		case "omit":
			delete(t.names, r.Name)
			delete(t.lands, "ATA")
		case "keep":
		default:
			err = fmt.Errorf("what is %q?", r.Do)
		}
		if err != nil {
			return fmt.Errorf("border policy, %s: %w", r.Key, err)
		}
	}
	for name := range t.names {
		return fmt.Errorf("border policy: %q has no number in the source, and no rule", name)
	}
	return nil
}

// take moves what lies at a point from one land to another: a polygon, or the part
// of it that a line cuts off.
func (t *topology) take(r atlas.Rule) error {
	at := point(r.At)
	list := t.lands[r.From]
	n := slices.IndexFunc(list, func(polygon []ring) bool { return inside(t.outline(polygon[0]), at) })
	if n < 0 {
		return fmt.Errorf("nothing of %s lies at %v", r.From, at)
	}
	taken := list[n]
	if len(r.Line) > 0 {
		if len(taken) > 1 {
			return fmt.Errorf("a polygon with holes cannot be cut")
		}
		line := make([]point, len(r.Line))
		for k := range line {
			line[k] = r.Line[k]
		}
		part, rest, err := t.cut(r.From, n, line, at)
		if err != nil {
			return err
		}
		t.lands[r.From][n], taken = []ring{rest}, []ring{part}
	} else {
		t.lands[r.From] = slices.Delete(list, n, n+1)
	}
	t.lands[r.To] = append(t.lands[r.To], taken)
	return nil
}

// join dissolves the borders within each land, and puts the territories that are no
// states with their states, as the gazetteer has them or, of those that it does not
// know, owned.
func (t *topology) join(names *gazetteer.Directory, owned map[string]string) {
	for id := range t.lands {
		t.lands[id] = t.dissolve(t.lands[id])
	}
	t.homes = maps.Clone(t.lands)
	for _, id := range slices.Sorted(maps.Keys(t.lands)) {
		if e, ok := names.Entity(id); id != "" && (!ok || e.Kind == "territory") {
			if to := cmp.Or(e.Of, owned[id]); to != "" {
				t.lands[to] = slices.Concat(t.lands[to], t.lands[id])
				delete(t.lands, id)
			}
		}
	}
}

// dissolve takes away the arcs that two polygons of a land share, and joins what is
// left into rings. Rings of a polygon that shares none stay as they are.
func (t *topology) dissolve(polygons [][]ring) [][]ring {
	used := map[int]bool{}
	for _, polygon := range polygons {
		for _, r := range polygon {
			for _, a := range r {
				used[a] = true
			}
		}
	}
	var out [][]ring
	var loose []int
	for _, polygon := range polygons {
		if !slices.ContainsFunc(polygon, func(r ring) bool { return slices.ContainsFunc(r, func(a int) bool { return used[^a] }) }) {
			out = append(out, polygon)
			continue
		}
		for _, r := range polygon {
			loose = append(loose, slices.DeleteFunc(slices.Clone(r), func(a int) bool { return used[^a] })...)
		}
	}
	for _, r := range t.stitch(loose) {
		out = append(out, []ring{r})
	}
	return out
}

// stitch joins arcs into rings by their ends.
func (t *topology) stitch(loose []int) (rings []ring) {
	for len(loose) > 0 {
		r := ring{loose[0]}
		loose = loose[1:]
		for first, end := t.ends(r[0]); end != first; {
			n := slices.IndexFunc(loose, func(a int) bool { begin, _ := t.ends(a); return begin == end })
			if n < 0 {
				break
			}
			r = append(r, loose[n])
			_, end = t.ends(loose[n])
			loose = slices.Delete(loose, n, n+1)
		}
		rings = append(rings, r)
	}
	return rings
}

// ends returns the first and the last point of an arc as it is taken.
func (t *topology) ends(a int) (first, last point) {
	if a < 0 {
		last, first = t.ends(^a)
		return first, last
	}
	return t.arcs[a][0], t.arcs[a][len(t.arcs[a])-1]
}

// outline returns the points of a ring, the last of which is the first again, with
// longitudes that go on beyond 180 degrees where it crosses that meridian.
func (t *topology) outline(r ring) (line []point) {
	for _, a := range r {
		arc := t.arcs[max(a, ^a)]
		if a < 0 {
			arc = slices.Clone(arc)
			slices.Reverse(arc)
		}
		if line != nil {
			arc = arc[1:]
		}
		line = append(line, arc...)
	}
	for n := 1; n < len(line); n++ {
		for line[n][0]-line[n-1][0] > 180 {
			line[n][0] -= 360
		}
		for line[n][0]-line[n-1][0] < -180 {
			line[n][0] += 360
		}
	}
	return line
}

// inside reports whether a point lies within a closed line.
func inside(line []point, p point) (in bool) {
	for n := 1; n < len(line); n++ {
		a, b := line[n-1], line[n]
		if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
			in = !in
		}
	}
	return in
}
