// Package atlas holds the shapes of states for a map of the world, and the border
// policy by which they are drawn.
//
//	world, err := atlas.Open()
//	for _, s := range world.Shapes {
//		fmt.Printf(`<path id=%q d=%q/>`, s.ID, s.Path)
//	}
//
// Shapes are SVG paths in the Equal Earth projection, on a grid of whole numbers;
// ids are those of package gazetteer. States too small to be seen or hit are points
// as well. The file world.tsv is made by tools/atlas from Natural Earth, corrected
// by borders.toml, which says what is drawn otherwise, and why.
//
// Non-goals: to say who recognises whom; to draw (package web).
package atlas

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

//go:embed world.tsv borders.toml
var files embed.FS //nolint:gochecknoglobals // embedded

// Radius is that of the circle of a state that is a point, in units of the grid.
const Radius = 6

// World is all shapes with the policy by which they were drawn. It is read only.
type World struct {
	Width, Height int
	Shapes        []Shape // in the order of their ids
	Nobodys       string  // the path of land that is drawn as nobody's, "" where there is none
	Borders
}

// Shape is a state on the map.
type Shape struct {
	ID    string
	X, Y  int    // where a label or mark stands; the centre of a point
	Point bool   // it is too small to hit, or has no shape: a circle of Radius at X, Y
	Path  string // SVG path data, "" where only a point is drawn
}

// Borders is the border policy.
type Borders struct {
	Rules  []Rule `toml:"rule"`
	Points []Spot `toml:"point"`
	Onces  []Once `toml:"once"`
	// Owned has the states of uninhabited territories that the gazetteer does not know.
	Owned map[string]string

	// Suggested are the parties that a map without a question offers.
	Suggested []string
}

// Rule says how something is drawn, and why: see borders.toml.
type Rule struct {
	Key      string
	Do       string // take, name, omit, keep
	Name     string
	From, To string
	At       [2]float64
	Line     [][2]float64
	Why      string
}

// Spot is a state that the source has no shape of.
type Spot struct {
	ID string
	At [2]float64 // longitude, latitude in degrees
}

// Once is a state of former days, with the shapes that stand for it.
type Once struct {
	ID     string
	Shapes []string
}

// Open reads the map that the program was built with.
func Open() (*World, error) {
	borders, err := OpenBorders()
	if err != nil {
		return nil, err
	}
	f, err := files.Open("world.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // in memory
	w, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("atlas/world.tsv: %w", err)
	}
	w.Borders = borders
	return w, nil
}

// OpenBorders reads the border policy alone.
func OpenBorders() (b Borders, err error) {
	text, err := files.ReadFile("borders.toml")
	if err != nil {
		return b, err
	}
	meta, err := toml.Decode(string(text), &b)
	if err == nil && len(meta.Undecoded()) > 0 {
		err = fmt.Errorf("unknown key %s", meta.Undecoded()[0])
	}
	if err != nil {
		return b, fmt.Errorf("atlas/borders.toml: %w", err)
	}
	return b, nil
}

// read reads the rows of a map: id, x, y, "point" or "", path. The row "-" holds
// the size and nobody's land.
func read(r io.Reader) (*World, error) {
	w := &World{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			return nil, fmt.Errorf("line %d: %d columns, not 5", n, len(cells))
		}
		x, err := strconv.Atoi(cells[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		y, err := strconv.Atoi(cells[2])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if cells[0] == "-" {
			w.Width, w.Height, w.Nobodys = x, y, cells[4]
			continue
		}
		w.Shapes = append(w.Shapes, Shape{ID: cells[0], X: x, Y: y, Point: cells[3] == "point", Path: cells[4]})
	}
	return w, lines.Err()
}

// Write writes a map as Open reads it.
func (w *World) Write(out io.Writer, comment string) error {
	var text strings.Builder
	for line := range strings.Lines(comment) {
		text.WriteString("# " + line)
	}
	row := func(id string, x, y int, kind, path string) {
		fmt.Fprintf(&text, "%s\t%d\t%d\t%s\t%s\n", id, x, y, kind, path)
	}
	row("-", w.Width, w.Height, "", w.Nobodys)
	for _, s := range w.Shapes {
		row(s.ID, s.X, s.Y, map[bool]string{true: "point"}[s.Point], s.Path)
	}
	_, err := io.WriteString(out, text.String())
	return err
}
