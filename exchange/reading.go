package exchange

import (
	"context"
	"fmt"
	"iter"

	"github.com/credence-project/credence/ledger"
)

// Row is what one row of a file gave, or several lines about one article.
type Row struct {
	File    string       // the member of an archive, "" where the file is one table
	Line    int          // the first line
	Lines   int          // how many rows of the file it stands for: 1, but for acts
	Entry   ledger.Entry // empty where refused
	Notes   []string     // what to know about it
	Flagged bool         // it contradicts itself or is in doubt; of a table, its confidence is low
	Refused string       // why nothing was taken; "" where something was
}

// Summary counts what a file gave. Taken + Refused = Rows.
type Summary struct {
	Rows       int `json:"rows"`
	Taken      int `json:"taken"`
	Refused    int `json:"refused"`
	Flagged    int `json:"flagged"` // of those taken
	Assertions int `json:"assertions"`
}

// String tells the counts in a line.
func (s Summary) String() string {
	return fmt.Sprintf("%d rows: %d taken (%d flagged), %d refused; %d assertions", s.Rows, s.Taken, s.Flagged, s.Refused, s.Assertions)
}

func (s *Summary) count(r *Row) {
	s.Rows += r.Lines
	if r.Refused != "" {
		s.Refused += r.Lines
		return
	}
	s.Taken += r.Lines
	if r.Flagged {
		s.Flagged += r.Lines
	}
	s.Assertions += len(r.Entry.Assertions)
}

// stream is a sequence of rows; an error ends it.
type stream = iter.Seq2[Row, error]

// Reading is a file being imported. It is read once, by one goroutine.
type Reading struct {
	ctx     context.Context
	name    string
	in      *input
	stream  stream
	summary Summary
}

// Rows returns what the rows of the file give, in their order. After an error
// there is nothing more: the file could not be read on, or the context is done.
func (r *Reading) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range r.stream {
			if err == nil {
				err = r.ctx.Err()
			}
			if err != nil {
				yield(Row{}, fmt.Errorf("import %s: %s: %w", r.name, r.in.name, err))
				return
			}
			r.summary.count(&row)
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Summary returns the counts of what was read so far.
func (r *Reading) Summary() Summary { return r.summary }

// Close closes the file.
func (r *Reading) Close() error { return r.in.Close() }
