package exchange

import (
	"fmt"
	"slices"
	"strings"
)

// table is a file of rows under a header.
type table struct {
	columns []string
	index   map[string]int
	records []record
}

// record is a row of a table.
type record struct {
	table *table
	file  string // the member of an archive, "" where the file is one table
	line  int
	cells []string
	wrong string // why it could not be read, "" where it could
}

// newTable returns an empty table with these columns.
func newTable(columns []string) (*table, error) {
	t := &table{columns: columns, index: map[string]int{}}
	for i, c := range columns {
		if _, twice := t.index[c]; twice {
			return nil, fmt.Errorf("the column %q stands twice", c)
		}
		t.index[c] = i
	}
	return t, nil
}

// columnsOf returns a header's names; the last one is empty where the line ends
// with a mark.
func columnsOf(cells []string) []string {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	if n := len(cells); n > 1 && cells[n-1] == "" {
		cells = cells[:n-1]
	}
	return cells
}

// add adds a row.
func (t *table) add(line int, cells []string, wrong string) {
	if n := len(t.columns); len(cells) == n+1 && cells[n] == "" {
		cells = cells[:n]
	}
	if wrong == "" && len(cells) != len(t.columns) {
		wrong = fmt.Sprintf("%d values under %d columns", len(cells), len(t.columns))
	}
	t.records = append(t.records, record{table: t, line: line, cells: cells, wrong: wrong})
}

// demand returns an error where a column is missing.
func (t *table) demand(columns ...string) error {
	for _, c := range columns {
		if !t.has(c) {
			return fmt.Errorf("no column %q: its columns are %s", c, strings.Join(t.columns, ", "))
		}
	}
	return nil
}

// has reports whether the table has a column.
func (t *table) has(column string) bool { return slices.Contains(t.columns, column) }

// get returns the value in a column, with runs of white space as one space, and
// a mark (U+FFFD) for what is no text.
func (r *record) get(column string) string {
	i, ok := r.table.index[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	return strings.Join(strings.Fields(clean(r.cells[i])), " ")
}

// clean returns a value with a mark for what is not UTF-8 and for NUL, which not
// every store keeps.
func clean(value string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(value, notText), "\x00", notText)
}

const notText = "\uFFFD"
