package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// jsonLine is an article as a line of JSON. All but the text may be missing;
// other keys are passed over.
type jsonLine struct {
	ID        loose   `json:"id"`
	URL       loose   `json:"url"`
	Title     loose   `json:"title"`
	Byline    loose   `json:"byline"`
	Publisher loose   `json:"publisher"`
	Published loose   `json:"published"`
	Lang      loose   `json:"lang"`
	Text      *string `json:"text"`
}

// readLines reads JSON Lines. A bad line is an error of its own that names the
// line; the lines behind it are read.
func readLines(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		buffered := bufio.NewReaderSize(skipMark(in), 64<<10)
		if head, _ := buffered.Peek(16); magic(head) != "" { // one error, not one a line
			yield(nil, &Error{Path: path, Err: fmt.Errorf("%w: %s", ErrNotText, magic(head))})
			return
		}
		lines := lineSource{in: buffered, limit: r.options.Limit}
		articles := 0
		for {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			data, err := lines.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil && !errors.Is(err, ErrTooLong) {
				yield(nil, &Error{Path: path, Line: lines.number, Offset: lines.offset, Op: "read the line", Err: err})
				return
			}
			if err == nil && len(bytes.TrimSpace(data)) == 0 {
				continue
			}
			articles++
			number, data := lines.number, bytes.Clone(data)
			if !yield(func() (a *Article, _ error) {
				if err == nil {
					a, err = r.readJSON(path, number, data)
				}
				if err != nil {
					err = &Error{Path: path, Line: number, Err: err}
				}
				return a, err
			}, nil) {
				return
			}
		}
		if articles == 0 {
			yield(nil, &Error{Path: path, Err: ErrEmpty})
		}
	}
}

// skipMark drops a byte order mark, and decodes the UTF-16 that one announces.
func skipMark(in io.Reader) io.Reader {
	return transform.NewReader(in, unicode.BOMOverride(transform.Nop))
}

// readJSON reads one line.
func (r *Reader) readJSON(path string, number int, data []byte) (*Article, error) {
	text, err := r.decode(data, "utf-8")
	if err != nil {
		return nil, err
	}
	var l jsonLine
	if err := json.Unmarshal([]byte(text), &l); err != nil {
		return nil, fmt.Errorf("read the line: %w", plainJSON(err))
	}
	if l.Text == nil {
		return nil, errors.New(`read the line: it has no "text"`)
	}
	d := &draft{
		path: path, line: number, id: field(l.ID), url: field(l.URL), title: field(l.Title), byline: field(l.Byline), publisher: field(l.Publisher),
		lang: field(l.Lang), langSure: true,
	}
	if d.id == "" {
		d.id = fmt.Sprintf("%s:%d", path, number)
	}
	if p := field(l.Published); p != "" {
		d.dates = append(d.dates, dated{FromGiven, p})
	}
	if body := clean(*l.Text); isFragment(body) {
		r.readFragment(d, body)
	} else {
		r.plainOrMarkdown(d, body)
	}
	return r.finish(d)
}

// isFragment reports whether a text is a piece of HTML.
func isFragment(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "<") && (strings.Contains(s, "</p>") || strings.Contains(s, "</div>") || strings.Contains(s, "</html>"))
}

// A loose value is a string, or what can well be written as one: a number, or
// a list of strings ("byline": ["A. Morel", "B. Okafor"]).
type loose string

// UnmarshalJSON implements json.Unmarshaler.
func (l *loose) UnmarshalJSON(data []byte) error {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	switch v := v.(type) {
	case nil:
	case string:
		*l = loose(v)
	case []any:
		var parts []string
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return fmt.Errorf("a list of texts is wanted, not %s", cut(string(data), 40))
			}
			parts = append(parts, s)
		}
		*l = loose(strings.Join(parts, ", "))
	case map[string]any:
		return fmt.Errorf("a text is wanted, not %s", cut(string(data), 40))
	default:
		*l = loose(data)
	}
	return nil
}

// field returns a clean value on one line.
func field(l loose) string { return collapse(clean(string(l))) }

// plainJSON says what is wrong with a line in words that need no Go.
func plainJSON(err error) error {
	var t *json.UnmarshalTypeError
	if errors.As(err, &t) {
		if t.Field == "" {
			return fmt.Errorf("a JSON object is wanted: this is %s", t.Value)
		}
		return fmt.Errorf("%q is wanted as a text: this is %s", t.Field, t.Value)
	}
	var s *json.SyntaxError
	if errors.As(err, &s) {
		return fmt.Errorf("%w at byte %d of the line", err, s.Offset)
	}
	return err
}

// A lineSource reads lines, none of them longer than its limit.
type lineSource struct {
	in     *bufio.Reader
	limit  int
	number int   // of the line last read
	offset int64 // bytes before it
	read   int64
	buf    []byte
}

// next returns the next line without its end. The bytes are good until the next
// call. A line over the limit is passed over and gives ErrTooLong.
func (l *lineSource) next() ([]byte, error) {
	l.buf = l.buf[:0]
	l.number++
	l.offset = l.read
	long := false
	for {
		part, err := l.in.ReadSlice('\n')
		l.read += int64(len(part))
		if len(l.buf)+len(part) > l.limit {
			long = true
		}
		if !long {
			l.buf = append(l.buf, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case err != nil && l.read == l.offset:
			return nil, io.EOF
		case long:
			l.buf = nil
			return nil, tooLong(l.limit)
		}
		return bytes.TrimRight(l.buf, "\r\n"), nil
	}
}
