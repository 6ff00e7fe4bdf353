package web

import (
	"bytes"
	"net/http"

	"github.com/credence-project/credence/spreadsheet"
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
	c := spreadsheet.NewWriter(&out)
	_ = c.Write(t.columns) // a buffer takes all
	for _, row := range t.rows {
		_ = c.Write(row)
	}
	_ = c.Flush()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", `attachment; filename="`+t.name+`.csv"`)
	q.send(w, out.Bytes())
}
