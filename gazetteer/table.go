package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// table is a file of tab-separated values with comments and a header line.
type table struct {
	path    string
	columns []string
	rows    []row
}

// row is one line of a table.
type row struct {
	line  int
	cells []string
}

// readTable reads path, whose columns must be among known; missing trailing
// cells are empty.
func readTable(folder fs.FS, path string, known ...string) (*table, error) {
	data, err := fs.ReadFile(folder, path)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	t := &table{path: path}
	text := string(data)
	t.rows = make([]row, 0, strings.Count(text, "\n")+1)
	slab := make([]string, 0, strings.Count(text, "\t")+cap(t.rows)) // all cells, so that they take one allocation
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		line = strings.TrimSuffix(line, "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		begin := len(slab)
		for cell := range strings.SplitSeq(line, "\t") {
			slab = append(slab, cell)
		}
		cells := slab[begin:len(slab):len(slab)]
		if t.columns == nil {
			t.columns = cells
			if err := t.checkHeader(n, known); err != nil {
				return nil, err
			}
			continue
		}
		if len(cells) > len(t.columns) {
			return nil, fmt.Errorf("%s:%d: %d cells, the header has %d", path, n, len(cells), len(t.columns))
		}
		t.rows = append(t.rows, row{n, cells})
	}
	if t.columns == nil {
		return nil, fmt.Errorf("%s: no header line", path)
	}
	return t, nil
}

func (t *table) checkHeader(line int, known []string) error {
	for _, c := range t.columns {
		if !slices.Contains(known, c) {
			return fmt.Errorf("%s:%d: unknown column %q, expected %s", t.path, line, c, strings.Join(known, " "))
		}
	}
	return nil
}

// column returns the index of the column called name, -1 where the file has none.
func (t *table) column(name string) int {
	for i, c := range t.columns {
		if c == name {
			return i
		}
	}
	return -1
}

// errorf tells what is wrong in row r.
func (t *table) errorf(r row, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", t.path, r.line, fmt.Sprintf(format, args...))
}

// at returns the cell in column i, "" where there is none.
func (r row) at(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[i])
}

// exists reports whether folder holds path.
func exists(folder fs.FS, path string) bool {
	_, err := fs.Stat(folder, path)
	return err == nil
}
