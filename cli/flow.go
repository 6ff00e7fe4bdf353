package cli

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// word is a stretch of text without spaces, and the ink that it is shown in.
type word struct {
	text string
	ink  ink
}

// columns returns how many columns a terminal gives to text.
func columns(text string) int { return uniseg.StringWidth(text) }

// pad fills text up with spaces to so many columns.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns(text)))
}

// splitWords splits text at its spaces; the words that touch the bytes from
// start to end get the ink.
func splitWords(text string, start, end int, i ink) []word {
	var words []word
	from := -1
	enter := func(to int) {
		if from >= 0 {
			w := word{text: visible(text[from:to])}
			if from < end && to > start {
				w.ink = i
			}
			words = append(words, w)
		}
		from = -1
	}
	for n, r := range text {
		switch {
		case unicode.IsSpace(r) && !unbroken(r):
			enter(n)
		case from < 0:
			from = n
		}
	}
	enter(len(text))
	return words
}

// unbroken reports whether lines do not end at a space: that before a French colon.
func unbroken(r rune) bool { return r == '\u00a0' || r == '\u202f' }

// visible replaces what a terminal would obey rather than show.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return '\ufffd'
		}
		return r
	}, s)
}

// oneLine makes one line of text, of nothing but what can be shown.
func oneLine(s string) string { return visible(strings.Join(strings.Fields(s), " ")) }

// shorten leaves out words at the end, and where the word at keep would be lost
// at the front as well, so that the rest takes no more than so many columns.
func shorten(words []word, keep, limit int) []word {
	total := 0
	for _, w := range words {
		total += columns(w.text) + 1
	}
	if total-1 <= limit {
		return words
	}
	limit -= 4 // for the dots at both ends
	first, width := 0, 0
	for n := 0; n <= keep; n++ {
		width += columns(words[n].text) + 1
		for width > limit*2/3 && first < n { // something shall follow it
			width -= columns(words[first].text) + 1
			first++
		}
	}
	last := keep
	for last+1 < len(words) && width+columns(words[last+1].text)+1 <= limit {
		last++
		width += columns(words[last].text) + 1
	}
	kept := append([]word(nil), words[first:last+1]...)
	if first > 0 {
		kept[0].text = "…" + kept[0].text
	}
	if last+1 < len(words) {
		kept[len(kept)-1].text += "…"
	}
	return kept
}

// wrap lays words out on lines of at most width columns; a longer word is
// broken.
func (s screen) wrap(words []word, width int) []string {
	var lines []string
	var line []word
	used := 0
	flush := func() {
		lines = append(lines, s.join(line))
		line, used = line[:0], 0
	}
	for _, w := range words {
		n := columns(w.text)
		if len(line) > 0 && used+1+n > width {
			flush()
		}
		for n > width {
			var head string
			head, w.text = cutColumns(w.text, width)
			line = append(line, word{head, w.ink})
			flush()
			n = columns(w.text)
		}
		line = append(line, w)
		used += min(len(line)-1, 1) + n
	}
	if len(line) > 0 || len(lines) == 0 {
		flush()
	}
	return lines
}

// join writes words with a space between them, those of one ink in one stroke.
func (s screen) join(words []word) string {
	var line strings.Builder
	for n := 0; n < len(words); {
		stroke, i := words[n].text, words[n].ink
		for n++; n < len(words) && words[n].ink == i; n++ {
			stroke += " " + words[n].text
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(s.paint(i, stroke))
	}
	return line.String()
}

// cutColumns cuts text after at most width columns, and at least one letter.
func cutColumns(text string, width int) (head, rest string) {
	rest, state := text, -1
	for used := 0; rest != ""; {
		_, tail, n, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if used+n > width && used > 0 {
			break
		}
		used += n
		rest, state = tail, next
	}
	return text[:len(text)-len(rest)], rest
}

// printed returns the columns that text takes, its inks left out.
func printed(text string) int {
	for {
		head, tail, found := strings.Cut(text, "\x1b[")
		if !found {
			return columns(text)
		}
		_, tail, _ = strings.Cut(tail, "m")
		text = head + tail
	}
}
