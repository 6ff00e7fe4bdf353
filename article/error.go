package article

import (
	"errors"
	"fmt"
	"strings"
)

// Error tells which input could not be read, where in it, and why. It prints
// on one line: "news.jsonl:12: read the line: unexpected end of JSON input".
// The articles around it are still read.
type Error struct {
	Path   string // as given, "-" for standard input
	Line   int    // 1 for the first, 0 where the whole input is meant
	Offset int64  // bytes before the trouble, 0 unknown
	Op     string // what was being done: "open", "decode", "read the line"
	Err    error
}

// Error returns the place, what was being done and the cause, on one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Path)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	if e.Err != nil {
		b.WriteString(e.Err.Error())
	}
	if e.Offset > 0 {
		fmt.Fprintf(&b, " (byte %d)", e.Offset)
	}
	return oneLine(b.String())
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// The causes that a caller may want to tell apart.
var (
	ErrEmpty      = errors.New("empty")                // no text at all
	ErrNotText    = errors.New("not text")             // binary, or an encoding that is not read
	ErrTooLong    = errors.New("article too long")     // over Options.Limit
	ErrNoArticles = errors.New("no articles in it")    // a folder without any known file
	ErrFormat     = errors.New("no such input format") // XML that is no feed, a device, …
)

// oneLine replaces line breaks and other control characters, so that a name or
// a message from outside cannot break the one line that an error is.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
