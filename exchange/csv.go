package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// table reads the whole input as a table.
func (in *input) table(read func(string) (*table, error)) (*table, error) {
	data, err := in.all()
	if err != nil {
		return nil, err
	}
	return read(string(data))
}

// readSplit reads a table whose values stand between semicolons, a row a line,
// without any quoting.
func readSplit(text string) (*table, error) {
	return readRows(text, oneLine, func(row string) ([]string, error) {
		return strings.Split(strings.TrimRight(row, "\r\n"), ";"), nil
	})
}

// readCSV reads a table of comma-separated values (RFC 4180).
func readCSV(text string) (*table, error) {
	return readRows(text, untilClosed, func(row string) ([]string, error) {
		r := csv.NewReader(strings.NewReader(row))
		r.FieldsPerRecord = -1
		cells, err := r.Read()
		if err != nil {
			return nil, err
		}
		if _, err := r.Read(); !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("two rows between quotation marks")
		}
		return cells, nil
	})
}

// readRows reads a table: next returns how many bytes a row has, split its
// values. Rows that cannot be read are kept with what is wrong.
func readRows(all string, next func(string) int, split func(string) ([]string, error)) (*table, error) {
	var t *table
	line := 1
	for at := 0; at < len(all); {
		row := all[at : at+next(all[at:])]
		if strings.TrimSpace(row) != "" {
			cells, err := split(row)
			switch {
			case t == nil && err != nil:
				return nil, fmt.Errorf("line %d: the header: %w", line, err)
			case t == nil:
				if t, err = newTable(columnsOf(cells)); err != nil {
					return nil, fmt.Errorf("line %d: %w", line, err)
				}
			case err != nil: // what follows its first line is read anew
				row = row[:oneLine(row)]
				t.add(line, nil, "not to be read: "+unwrapParse(err))
			default:
				t.add(line, cells, "")
			}
		}
		at += len(row)
		line += strings.Count(row, "\n")
	}
	if t == nil {
		return nil, fmt.Errorf("empty: no header line")
	}
	return t, nil
}

// unwrapParse returns the message of an error without the line within the row.
func unwrapParse(err error) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return parse.Err.Error()
	}
	return err.Error()
}

// oneLine returns the length of the first line.
func oneLine(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i + 1
	}
	return len(text)
}

// maxRowLines is how many lines a row's quoted values may have.
const maxRowLines = 500

// untilClosed returns the length of the first row, whose quotation marks must be
// closed. Where they never are, the row is the first line alone, so that it does
// not swallow those that follow.
func untilClosed(text string) int {
	end, open := 0, false
	for range maxRowLines {
		n := oneLine(text[end:])
		open = open != (strings.Count(text[end:end+n], `"`)%2 == 1)
		if end += n; !open {
			return end
		}
		if end == len(text) {
			break
		}
	}
	return oneLine(text)
}
