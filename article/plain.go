package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is one line of a plain text.
type line struct {
	start, end int // bytes of the text, without the outer spaces
	indent     int
	runes      int
}

// readPlain finds the blocks of a plain text. The text itself is left as it
// is: offsets into it are offsets into what was given.
func readPlain(d *draft, text string) {
	d.text = []byte(text)
	lines := splitLines(text)
	wrap := wrapWidth(lines)
	p := plainReader{d: d, text: text, wrap: wrap}
	for i, l := range lines {
		p.line(l, i > 0 && lines[i-1].runes > 0)
	}
	p.end()
}

// splitLines returns the lines of a text.
func splitLines(text string) []line {
	var lines []line
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		next := start + end + 1
		if end < 0 {
			end, next = len(text)-start, len(text)
		}
		l := line{start: start, end: start + end}
		for l.start < l.end {
			r, n := utf8.DecodeRuneInString(text[l.start:l.end])
			if !isSpace(r) {
				break
			}
			l.start += n
			l.indent++
		}
		for l.start < l.end {
			r, n := utf8.DecodeLastRuneInString(text[l.start:l.end])
			if !isSpace(r) {
				break
			}
			l.end -= n
		}
		l.runes = utf8.RuneCountInString(text[l.start:l.end])
		lines = append(lines, l)
		start = next
	}
	return lines
}

// wrapWidth returns the width at which the lines of a text are broken, 0 where
// each line is a paragraph of its own: some line is longer than any editor
// breaks at, or no two lines follow each other.
func wrapWidth(lines []line) int {
	const widest = 132 // of the editors and terminals that break lines
	width, pairs := 0, 0
	for i, l := range lines {
		if l.runes > widest {
			return 0
		}
		width = max(width, l.runes)
		if i > 0 && l.runes > 0 && lines[i-1].runes > 0 {
			pairs++
		}
	}
	if pairs == 0 || width < 40 {
		return 0
	}
	return width
}

// A plainReader gathers lines into blocks.
type plainReader struct {
	d     *draft
	text  string
	wrap  int
	open  bool // b is a block in hand
	b     block
	last  line // the last line of b
	rule  bool
	quote int // number of the block quotation in hand
	count int
}

// line reads the next line; after tells that the line before was not empty.
func (p *plainReader) line(l line, after bool) {
	s := p.text[l.start:l.end]
	switch {
	case s == "":
		p.end()
		p.quote = 0
		return
	case isRule(s):
		if underline(s) && p.open && after && p.b.kind == Paragraph && p.b.quote == 0 && l.runes*2 >= p.last.runes && p.last.runes <= 100 {
			p.b.kind, p.b.level = Heading, 2
			if s[0] == '=' {
				p.b.level = 1
			}
			p.end()
			return
		}
		p.end()
		p.rule = true
		return
	}
	if s[0] == '>' {
		rest := strings.TrimLeft(s, "> \t")
		if rest == "" {
			p.end()
			return
		}
		if p.quote == 0 {
			p.count++
			p.quote = p.count
			p.end()
		}
		l.start = l.end - len(rest)
		s = rest
	} else if p.quote > 0 && after {
		p.end()
		p.quote = 0
	}
	if n := listMarker(s); n > 0 {
		p.end()
		p.begin(l, l.start+n, ListItem)
		return
	}
	if p.open && p.continues(l) {
		p.b.end, p.last = l.end, l
		return
	}
	p.end()
	p.begin(l, l.start, Paragraph)
}

// begin starts a block.
func (p *plainReader) begin(l line, start int, kind UnitKind) {
	p.b = block{kind: kind, start: start, end: l.end, quote: p.quote, rule: p.rule}
	p.rule = false
	p.last, p.open = l, true
}

// end closes the block in hand.
func (p *plainReader) end() {
	if p.open && p.b.end > p.b.start {
		p.d.blocks = append(p.d.blocks, p.b)
	}
	p.open = false
}

// continues reports whether a line goes on with the block in hand: an editor
// broke the line before it because the next word had no room.
func (p *plainReader) continues(l line) bool {
	if p.wrap == 0 || l.indent > p.last.indent && p.b.kind != ListItem {
		return false
	}
	s := p.text[l.start:l.end]
	word := s
	if i := strings.IndexByte(s, ' '); i >= 0 {
		word = s[:i]
	}
	room := p.last.runes + 1 + utf8.RuneCountInString(word)
	if room > p.wrap {
		return true
	}
	// Editors leave a ragged edge; a line that ends a sentence well before the
	// edge ends its paragraph.
	first, _ := utf8.DecodeRuneInString(s)
	if endsSentence(p.text[p.b.start:p.b.end]) && unicode.IsUpper(first) {
		return false
	}
	return room*10 > p.wrap*8 || unicode.IsLower(first) && p.last.runes*2 > p.wrap
}

// isRule reports whether a line is drawn, not written.
func isRule(s string) bool {
	switch {
	case s == "*", s == "--": // the latter opens a signature
		return true
	case len(s) < 3:
		return false
	}
	marks := 0
	for _, r := range s {
		switch r {
		case '-', '*', '_', '=', '~', '#', '•', '—', '–', '⁂':
			marks++
		case ' ':
		default:
			return false
		}
	}
	return marks >= 3
}

// underline reports whether a rule is one of those that stand under headings.
func underline(s string) bool {
	return strings.Trim(s, "=") == "" || strings.Trim(s, "-") == "" && len(s) > 3
}

// listMarker returns how many bytes of s are the mark of a list item and the
// space behind it, 0 for none.
func listMarker(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '-', '*', '+', '•', '‣', '◦', '▪', '●', '■', '·', '➤', '✓':
	default:
		n = 0
		for n < len(s) && n < 2 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 || n >= len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	rest := strings.TrimLeft(s[n:], " \t\u00a0")
	if rest == "" || len(rest) == len(s)-n && (r < 0x80) {
		return 0
	}
	return len(s) - len(rest)
}
