package ud

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Block is a sentence as a CoNLL-U file has it: comments, and lines of ten
// columns, multiword tokens and empty nodes among them.
// See https://universaldependencies.org/format.html.
type Block struct {
	Comments []string // whole lines, with their "#"
	Lines    []Line
}

// Line is a line of a CoNLL-U file. Absent values are "_", as in the file.
type Line struct {
	ID      string // "3", "3-4" for a multiword token, "3.1" for an empty node
	Columns [9]string
}

// The columns of a Line.
const (
	ColForm = iota
	ColLemma
	ColUPOS
	ColXPOS
	ColFeats
	ColHead
	ColRel
	ColDeps
	ColMisc
)

// IsWord reports whether the line is a syntactic word, neither a multiword
// token nor an empty node.
func (l *Line) IsWord() bool { return !strings.ContainsAny(l.ID, "-.") }

// ErrCoNLLU is wrapped by all errors on the form of CoNLL-U.
var ErrCoNLLU = errors.New("not CoNLL-U")

// maxLine is the longest line that ReadCoNLLU takes, in bytes.
const maxLine = 1 << 24

// ReadCoNLLU reads sentences one by one. The first error, of the reader or of
// the form (wrapping ErrCoNLLU, with the number of the line), ends the sequence.
func ReadCoNLLU(r io.Reader) iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 64<<10), maxLine)
		b, number := &Block{}, 0
		for lines.Scan() {
			number++
			line := strings.TrimRight(lines.Text(), "\r")
			if strings.TrimSpace(line) != "" {
				if err := b.add(line); err != nil {
					yield(nil, fmt.Errorf("line %d: %w: %w", number, ErrCoNLLU, err))
					return
				}
				continue
			}
			if len(b.Lines) == 0 && len(b.Comments) == 0 {
				continue
			}
			if !finish(b, number, yield) {
				return
			}
			b = &Block{}
		}
		if err := lines.Err(); err != nil {
			yield(nil, fmt.Errorf("line %d: %w", number+1, err))
			return
		}
		if len(b.Lines) > 0 || len(b.Comments) > 0 {
			finish(b, number+1, yield)
		}
	}
}

// finish hands on a block that ends before the given line; false to stop.
func finish(b *Block, line int, yield func(*Block, error) bool) bool {
	if err := b.check(); err != nil {
		yield(nil, fmt.Errorf("sentence ending at line %d: %w: %w", line-1, ErrCoNLLU, err))
		return false
	}
	return yield(b, nil)
}

func (b *Block) add(line string) error {
	if line[0] == '#' {
		if len(b.Lines) > 0 {
			return errors.New("a comment inside a sentence")
		}
		b.Comments = append(b.Comments, line)
		return nil
	}
	parts := strings.Split(line, "\t")
	if len(parts) != 10 {
		return fmt.Errorf("%d columns, want 10", len(parts))
	}
	l := Line{ID: parts[0], Columns: [9]string(parts[1:])}
	for k, v := range l.Columns {
		if v == "" {
			return fmt.Errorf("column %d is empty, want \"_\"", k+2)
		}
	}
	b.Lines = append(b.Lines, l)
	return nil
}

// check tells whether ids run from 1 and multiword ranges lie inside.
func (b *Block) check() error {
	words, covered := 0, 0
	for k := range b.Lines {
		l := &b.Lines[k]
		switch {
		case l.IsWord():
			words++
			if l.ID != strconv.Itoa(words) {
				return fmt.Errorf("word id %q, want %d", l.ID, words)
			}
		case strings.Contains(l.ID, "-"):
			from, to, ok := l.Range()
			if !ok || from != words+1 || to < from || from <= covered {
				return fmt.Errorf("multiword id %q before word %d", l.ID, words+1)
			}
			covered = to
		default:
			before, after, _ := strings.Cut(l.ID, ".")
			if n, err := strconv.Atoi(after); before != strconv.Itoa(words) || err != nil || n < 1 {
				return fmt.Errorf("empty node %q after word %d", l.ID, words)
			}
		}
	}
	if covered > words {
		return fmt.Errorf("a multiword token ends at word %d of %d", covered, words)
	}
	for k := range b.Lines {
		l := &b.Lines[k]
		if h := l.Columns[ColHead]; l.IsWord() && h != "_" {
			if n, err := strconv.Atoi(h); err != nil || n < 0 || n > words {
				return fmt.Errorf("word %s has the head %q", l.ID, h)
			}
		}
	}
	return nil
}

// Range returns the first and last word of a multiword token's line.
func (l *Line) Range() (from, to int, ok bool) {
	a, z, ok := strings.Cut(l.ID, "-")
	if !ok {
		return 0, 0, false
	}
	from, err1 := strconv.Atoi(a)
	to, err2 := strconv.Atoi(z)
	return from, to, err1 == nil && err2 == nil
}

// WriteCoNLLU writes a sentence and the empty line after it.
func WriteCoNLLU(w io.Writer, b *Block) error {
	var out strings.Builder
	for _, c := range b.Comments {
		out.WriteString(c)
		out.WriteByte('\n')
	}
	for k := range b.Lines {
		out.WriteString(b.Lines[k].ID)
		for _, v := range b.Lines[k].Columns {
			out.WriteByte('\t')
			out.WriteString(v)
		}
		out.WriteByte('\n')
	}
	out.WriteByte('\n')
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("write CoNLL-U: %w", err)
	}
	return nil
}
