package exchange

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data/*/*.tsv
var data embed.FS

// fact is a line of a file in data/: its values by column.
type fact struct {
	path string
	line int
	cell map[string]string
}

// errorf tells what is wrong with f, with its file and line.
func (f fact) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.path, f.line, fmt.Errorf(format, args...))
}

// readFacts reads a file of tab-separated values with # comments, whose header
// must be columns.
func readFacts(path string, columns ...string) ([]fact, error) {
	text, err := fs.ReadFile(data, path)
	if err != nil {
		return nil, err
	}
	return parseFacts(path, string(text), columns)
}

func parseFacts(path, text string, columns []string) ([]fact, error) {
	var facts []fact
	header := false
	line := 0
	for row := range strings.Lines(text) {
		line++
		row = strings.TrimRight(row, "\r\n")
		if row == "" || row[0] == '#' {
			continue
		}
		cells := strings.Split(row, "\t")
		f := fact{path, line, map[string]string{}}
		if !header {
			if header = slices.Equal(cells, columns); !header {
				return nil, f.errorf("the header is %q, want %q", cells, columns)
			}
			continue
		}
		if len(cells) > len(columns) {
			return nil, f.errorf("%d cells, the header has %d", len(cells), len(columns))
		}
		for i, c := range cells {
			f.cell[columns[i]] = strings.TrimSpace(c)
		}
		if f.cell[columns[0]] == "" {
			return nil, f.errorf("no %s", columns[0])
		}
		facts = append(facts, f)
	}
	if !header {
		return nil, fmt.Errorf("%s: no header line", path)
	}
	return facts, nil
}

// oneOf returns an error where the value in a column is none of allowed.
func (f fact) oneOf(column string, allowed ...string) error {
	if !slices.Contains(allowed, f.cell[column]) {
		return f.errorf("%s is %q, want one of %q", column, f.cell[column], allowed)
	}
	return nil
}

// byFirst returns the facts by their first column, which must not repeat.
func byFirst(facts []fact, column string) (map[string]fact, error) {
	m := make(map[string]fact, len(facts))
	for _, f := range facts {
		key := f.cell[column]
		if _, twice := m[key]; twice {
			return nil, f.errorf("%q stands twice", key)
		}
		m[key] = f
	}
	return m, nil
}
