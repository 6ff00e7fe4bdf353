package exchange

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxRow is how many bytes a row of a table of events may have.
const maxRow = 1 << 20

// lines reads a long table row by row, a row a line.
type lines struct {
	in *input
	at int // the number of the line read last
}

// next returns the next line without its end; tooLong where it has more than
// maxRow bytes, of which the beginning is returned. io.EOF ends it.
func (l *lines) next() (line string, tooLong bool, err error) {
	var b []byte
	for {
		part, err := l.in.ReadSlice('\n')
		if len(b) <= maxRow {
			b = append(b, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !(errors.Is(err, io.EOF) && len(b) > 0):
			return "", false, err
		}
		l.at++
		return strings.TrimRight(string(b), "\r\n"), len(b) > maxRow, nil
	}
}

// wide is a table of events as it is read: its separator, and its columns by a
// header, or by how many values a row has.
type wide struct {
	layouts [][]string        // the columns of rows without header, by version
	also    map[string]string // other names of columns, in small letters
	comma   bool
	header  *table
	byWidth map[int]*table
}

func newWide(layouts ...[]string) (*wide, error) {
	w := &wide{layouts: layouts, byWidth: map[int]*table{}}
	for _, columns := range layouts {
		t, err := newTable(columns)
		if err != nil {
			return nil, err
		}
		w.byWidth[len(columns)] = t
	}
	return w, nil
}

// begin looks at the first line: whether it is a header, which has the column
// called key, and what separates values. It reports whether it was a header.
func (w *wide) begin(line, key string) (bool, error) {
	w.comma = !strings.Contains(line, "\t") && strings.Contains(line, ",")
	cells, err := w.split(line)
	if err != nil {
		return false, err
	}
	columns := columnsOf(cells)
	found := false
	for i, c := range columns {
		columns[i] = w.canonical(c)
		found = found || columns[i] == key
	}
	if !found {
		return false, nil
	}
	w.header, err = newTable(columns)
	return err == nil, err
}

// canonical returns a column's name as the layouts write it.
func (w *wide) canonical(name string) string {
	if c := w.also[strings.ToLower(name)]; c != "" {
		return c
	}
	for _, columns := range w.layouts {
		for _, c := range columns {
			if strings.EqualFold(c, name) {
				return c
			}
		}
	}
	return name
}

// split returns a line's values.
func (w *wide) split(line string) ([]string, error) {
	if !w.comma {
		return strings.Split(line, "\t"), nil
	}
	r := csv.NewReader(strings.NewReader(line))
	r.FieldsPerRecord = -1
	cells, err := r.Read()
	if err != nil {
		return nil, errors.New("not to be read: " + unwrapParse(err))
	}
	return cells, nil
}

// record returns a line as a row.
func (w *wide) record(line string, number int) record {
	cells, err := w.split(line)
	t := w.header
	if t == nil {
		t = w.byWidth[len(cells)]
	}
	r := record{table: t, line: number, cells: cells}
	switch {
	case err != nil:
		r.wrong = err.Error()
	case t == nil:
		r.wrong = fmt.Sprintf("%d values: the table has %s", len(cells), w.widths())
	case len(cells) != len(t.columns):
		r.wrong = fmt.Sprintf("%d values under %d columns", len(cells), len(t.columns))
	}
	if r.table == nil {
		r.table = &table{}
	}
	return r
}

// widths tells how many columns the layouts have.
func (w *wide) widths() string {
	var list []string
	for _, columns := range w.layouts {
		list = append(list, fmt.Sprint(len(columns)))
	}
	return strings.Join(list, " or ")
}

// eachLine returns the rows that convert makes of a long table's lines, key being
// the column by which a header is known.
func (im *Importer) eachLine(kind, source, key string, in *input, w *wide, convert func(*sheet)) stream {
	return func(yield func(Row, error) bool) {
		l := &lines{in: in}
		for begun := false; ; {
			line, tooLong, err := l.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			if !begun {
				begun = true
				header, err := w.begin(line, key)
				if err != nil {
					yield(Row{}, fmt.Errorf("line %d: %w", l.at, err))
					return
				}
				if header {
					continue
				}
			}
			r := w.record(line, l.at)
			if tooLong {
				r = record{table: &table{}, line: l.at, wrong: fmt.Sprintf("longer than %d MiB", maxRow>>20)}
			}
			s := newSheet(kind, source, im, &r)
			if r.wrong != "" {
				s.refuse("%s", r.wrong)
			} else {
				convert(s)
			}
			if !yield(s.finish(), nil) {
				return
			}
		}
	}
}
