package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
)

func opened(t *testing.T) *atlas.World {
	t.Helper()
	w, err := atlas.Open()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// The committed file, not what the tool would make, is what is drawn.
func TestPlacesLieInTheStateThatThePolicyPutsThemIn(t *testing.T) {
	w := opened(t)
	for _, c := range []struct {
		name     string
		lon, lat float64
		want     string
	}{
		{"Simferopol", 34.1, 45.1, "UKR"},
		{"Kerch", 36.1, 45.25, "UKR"},
		{"Kyiv", 30.5, 50.4, "UKR"},
		{"Krasnodar", 39.0, 45.0, "RUS"},
		{"Anadyr, beyond 180 degrees", -179.5, 66.5, "RUS"},
		{"Laayoune", -12.9, 26.9, "ESH"},
		{"Dakhla's hinterland", -15.0, 23.7, "ESH"},
		{"Tifariti, behind the berm", -10.5, 26.1, "ESH"},
		{"Agadir", -9.4, 30.3, "MAR"},
		{"Quneitra", 35.8, 33.0, "SYR"},
		{"Hargeisa", 44.1, 9.5, "SOM"},
		{"Kyrenia's hills", 33.4, 35.27, "CYP"},
		{"Sukhumi's hinterland", 41.3, 43.0, "GEO"},
		{"Tskhinvali", 43.97, 42.23, "GEO"},
		{"Pristina", 21.1, 42.6, "XKX"},
		{"Ramallah", 35.2, 31.9, "PSE"},
		{"central Taiwan", 121.0, 23.8, "TWN"},
		{"Nuuk's ice", -48, 66, "DNK"},
		{"Kourou's hinterland", -53, 4.5, "FRA"},
		{"Maseru's hinterland, in a hole", 28.2, -29.5, "LSO"},
		{"the Atlantic", -35, 30, ""},
	} {
		x, y := place(point{c.lon, c.lat})
		if c.lon < meridian-180 {
			x, y = place(point{c.lon + 360, c.lat})
		}
		got := ""
		for _, s := range w.Shapes {
			if holds(t, s.Path, x, y) {
				got += s.ID
			}
		}
		if got != c.want {
			t.Errorf("%s is drawn in %q, not %q", c.name, got, c.want)
		}
	}
}

// holds reports whether a point lies in a path, by the rule of even and odd.
func holds(t *testing.T, path string, x, y float64) (in bool) {
	t.Helper()
	for _, part := range strings.Split(path, "z") {
		if part == "" {
			continue
		}
		if inside(points(t, part), point{x, y}) {
			in = !in
		}
	}
	return in
}

// points reads a closed line as writePath writes it.
func points(t *testing.T, part string) (line []point) {
	t.Helper()
	head, rest, ok := strings.Cut(strings.TrimPrefix(part, "M"), "l")
	if !ok {
		t.Fatalf("a path without a line: %q", part)
	}
	var numbers []float64
	for _, text := range strings.Fields(head + " " + strings.ReplaceAll(rest, "-", " -")) {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, n)
	}
	at := point{}
	for n := 0; n+1 < len(numbers); n += 2 {
		at[0], at[1] = at[0]+numbers[n], at[1]+numbers[n+1]
		line = append(line, at)
	}
	return append(line, line[0])
}

func TestEveryStateOfTheGazetteerIsOnTheMapOnce(t *testing.T) {
	w := opened(t)
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	size := 0
	for _, s := range w.Shapes {
		seen[s.ID]++
		size += len(s.Path)
		if s.X < 0 || s.Y < 0 || s.X > w.Width || s.Y > w.Height {
			t.Errorf("the label of %s lies outside the map: %d, %d", s.ID, s.X, s.Y)
		}
		if s.Path == "" && !s.Point {
			t.Errorf("%s can neither be seen nor hit", s.ID)
		}
		if !s.Point && !holds(t, s.Path, float64(s.X), float64(s.Y)) {
			t.Errorf("the label of %s lies outside its shape", s.ID)
		}
	}
	for _, id := range names.IDs() {
		e, _ := names.Entity(id)
		if want := map[bool]int{true: 1}[e.Kind == "state" && gazetteer.State(id) == id && e.Until == ""]; want == 1 && seen[id] != 1 {
			t.Errorf("%s stands %d times", id, seen[id])
		}
		if e.Kind != "state" && seen[id] > 0 {
			t.Errorf("%s is a %s", id, e.Kind)
		}
	}
	if size > 150_000 {
		t.Errorf("the paths take %d bytes", size)
	}
}

func TestPointsDoNotHideEachOther(t *testing.T) {
	w := opened(t)
	for n, a := range w.Shapes {
		for _, b := range w.Shapes[:n] {
			if d := math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)); a.Point && b.Point && d < 1.5*atlas.Radius {
				t.Errorf("%s and %s are %.0f apart", a.ID, b.ID, d)
			}
		}
	}
}

// Two squares side by side, the left of which a line cuts.
const squares = `{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},
"arcs":[[[10,0],[0,10]],[[10,10],[-10,0],[0,-10],[10,0]],[[10,0],[10,0],[0,10],[-10,0]]],
"objects":{"countries":{"geometries":[
{"type":"Polygon","id":"250","properties":{"name":"France"},"arcs":[[0,1]]},
{"type":"Polygon","id":"276","properties":{"name":"Germany"},"arcs":[[-1,2]]}]}}}`

func TestWhatALineCutsOffGoesToTheNeighbour(t *testing.T) {
	for _, c := range []struct {
		name string
		line [][2]float64
	}{
		{"a line across two sides", [][2]float64{{7, -1}, {6, 5}, {7, 11}}},
		{"a line that crosses the shared border twice", [][2]float64{{11, 2}, {6, 2}, {6, 8}, {11, 8}}},
		{"the same, the other way", [][2]float64{{11, 8}, {6, 8}, {6, 2}, {11, 2}}},
	} {
		topo, err := decode([]byte(squares))
		if err != nil {
			t.Fatal(err)
		}
		err = topo.correct([]atlas.Rule{{Key: "x", Do: "take", From: "FRA", To: "DEU", At: [2]float64{8, 5}, Line: c.line}})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		lost := 0.0
		for id, want := range map[string]bool{"FRA": false, "DEU": true} {
			merged := topo.dissolve(topo.lands[id])
			if len(merged) != 1 || len(merged[0]) != 1 {
				t.Errorf("%s: %s is not one ring: %v", c.name, id, merged)
				continue
			}
			line := topo.outline(merged[0][0])
			if inside(line, point{8, 5}) != want {
				t.Errorf("%s: %s holds the point: %v", c.name, id, !want)
			}
			flat := make([][2]float64, len(line))
			for n := range line {
				flat[n] = line[n]
			}
			lost += math.Abs(area(flat))
		}
		if math.Abs(lost-200) > 1e-9 {
			t.Errorf("%s: the two lands take %v squares, not 200", c.name, lost)
		}
	}
}

func TestPoliciesThatCannotBeFollowedAreErrors(t *testing.T) {
	for want, r := range map[string]atlas.Rule{
		"nothing of FRA lies":    {Do: "take", From: "FRA", To: "DEU", At: [2]float64{50, 50}},
		"crosses the border 0":   {Do: "take", From: "FRA", To: "DEU", At: [2]float64{5, 5}, Line: [][2]float64{{50, 50}, {60, 60}}},
		`no feature is called`:   {Do: "name", Name: "Atlantis", To: "ATL"},
		`what is "redistribute"`: {Do: "redistribute"},
	} {
		topo, err := decode([]byte(squares))
		if err != nil {
			t.Fatal(err)
		}
		if err := topo.correct([]atlas.Rule{r}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v; want %q", r, err, want)
		}
	}
	unnamed := strings.Replace(squares, `"id":"250",`, "", 1)
	topo, err := decode([]byte(unnamed))
	if err != nil {
		t.Fatal(err)
	}
	if err := topo.correct(nil); err == nil {
		t.Error("a feature without a number and a rule is not noticed")
	}
}

func TestSimplifyingKeepsEnds(t *testing.T) {
	arc := []point{{0, 0}, {1, 0.001}, {2, 0}, {3, 8}, {4, 0}, {5, 0}}
	got := simplify(arc, 1)
	if got[0] != arc[0] || got[len(got)-1] != arc[5] || !slices.Contains(got, arc[3]) || slices.Contains(got, arc[1]) {
		t.Error(got)
	}
}
