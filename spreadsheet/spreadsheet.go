// Package spreadsheet writes tables as CSV that are safe to open: what an article
// says cannot become a formula.
//
//	w := spreadsheet.NewWriter(out)
//	err := w.Write([]string{"quote", `'=1+1`}) // the second cell was "=1+1"
//	err = w.Flush()
//
// Non-goals: other formats of spreadsheets; reading.
package spreadsheet

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Writer writes rows as CSV (RFC 4180, lines end with LF), each cell made harmless.
type Writer struct {
	csv  *csv.Writer
	safe []string
}

// NewWriter returns a writer to out. It keeps some of what is written until Flush.
func NewWriter(out io.Writer) *Writer { return &Writer{csv: csv.NewWriter(out)} }

// Write writes a row.
func (w *Writer) Write(row []string) error {
	w.safe = w.safe[:0]
	for _, cell := range row {
		w.safe = append(w.safe, Harmless(cell))
	}
	return w.csv.Write(w.safe)
}

// Flush writes what is kept, and returns the first error of all writing.
func (w *Writer) Flush() error {
	w.csv.Flush()
	return w.csv.Error()
}

// Harmless keeps a spreadsheet from taking the words of an article for a formula
// (OWASP, CSV injection): in some languages it takes wide signs for those too, and
// some look behind spaces.
func Harmless(cell string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) && !strings.ContainsRune("\t\r\n", r) }))
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
