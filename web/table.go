package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
)

// table is what a page shows, in rows.
type table struct {
	name    string // of the file
	columns []string
	rows    [][]string
	rest    func() error // adds the rows, of a table that a page shows a part of; nil of others
}

// row adds a row.
func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

// writeCSV writes a table as a file to keep.
func (q *request) writeCSV(w http.ResponseWriter, t *table) {
	var out bytes.Buffer
	c := csv.NewWriter(&out)
	_ = c.Write(t.columns) // a buffer takes all
	for _, row := range t.rows {
		safe := make([]string, len(row))
		for n, cell := range row {
			safe[n] = harmless(cell)
		}
		_ = c.Write(safe)
	}
	c.Flush()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", `attachment; filename="`+t.name+`.csv"`)
	q.send(w, out.Bytes())
}

// harmless keeps a spreadsheet from taking the words of an article for a formula
// (OWASP, CSV injection).
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
