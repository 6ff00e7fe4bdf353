package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// The widths that output is laid out for, in columns.
const (
	defaultWidth = 100 // where the output goes to no terminal
	leastWidth   = 48
)

// screen is what is known of where a person will read the output.
type screen struct {
	width  int
	colour bool
}

// newScreen looks at the terminal behind w. Colour is for terminals only, and
// not where NO_COLOR is set (no-color.org) or the terminal is dumb; without a
// terminal, COLUMNS sets the width.
func newScreen(w io.Writer) screen {
	s := screen{width: defaultWidth}
	if f, ok := terminal(w); ok {
		s.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			s.width = columns
		}
	} else if columns := number(os.Getenv("COLUMNS")); columns > 0 {
		s.width = columns
	}
	s.width = max(s.width, leastWidth)
	return s
}

// terminal returns the file behind w where it is a terminal.
func terminal(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// ink is a colour or weight of letters, as the number of its ANSI sequence.
type ink string

// The inks in use: everything that they tell is told by words as well.
const (
	plain  ink = ""
	bold   ink = "1"
	dim    ink = "2"
	red    ink = "31"
	green  ink = "32"
	yellow ink = "33"
	blue   ink = "34"
	cyan   ink = "36"
)

// paint writes text in an ink, or as it is where there is no colour.
func (s screen) paint(i ink, text string) string {
	if !s.colour || i == plain || text == "" {
		return text
	}
	return "\x1b[" + string(i) + "m" + text + "\x1b[0m"
}
