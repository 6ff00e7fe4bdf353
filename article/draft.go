package article

import (
	"strings"
	"unicode/utf8"
)

// A draft is an article on its way: what a reader of one format could tell,
// before titles, date lines and quotations have been looked for. Readers only
// ever append to the text, so that offsets stay good.
type draft struct {
	path, id, entry, url string
	line                 int    // of the input, for errors; 0 where there is none
	charset              string // that the text is said to be in, "" where nobody says so

	title     string // as the format's own fields give it
	byline    string
	publisher string
	lang      string // as given: "fr", "fr-CA", …
	langSure  bool   // a caller's or an author's word, not a page's template
	dates     []dated
	partial   bool // no more than a summary of what stands at url

	text   []byte
	blocks []block
}

// A dated is one piece of evidence for the date of publication.
type dated struct {
	from  Evidence
	value string // as written
}

// A block is a unit before its kind is settled.
type block struct {
	kind       UnitKind
	start, end int
	level      int  // of a heading, 1 for the page's own
	quote      int  // number of the block quotation that it stands in, 0 for none
	lead       int  // bytes of bold text that open the block, 0 for none
	rule       bool // a horizontal rule stands before it
	byline     bool // the page marks it as a byline or date line
	quoted     *Quotation
}

// str returns the text of the block.
func (d *draft) str(b block) string { return string(d.text[b.start:b.end]) }

// add appends a block of text of its own, set off by an empty line.
func (d *draft) add(b block, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	d.gap()
	b.start = len(d.text)
	d.text = append(d.text, text...)
	b.end = len(d.text)
	d.trim(&b)
	if b.start < b.end {
		d.blocks = append(d.blocks, b)
	}
}

// gap sets what follows off from what stands.
func (d *draft) gap() {
	if len(d.text) > 0 {
		d.text = append(d.text, "\n\n"...)
	}
}

// trim narrows the block to the text between its outer spaces.
func (d *draft) trim(b *block) {
	s := d.text[b.start:b.end]
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if !isSpace(r) {
			break
		}
		s, b.start = s[n:], b.start+n
	}
	for len(s) > 0 {
		r, n := utf8.DecodeLastRune(s)
		if !isSpace(r) {
			break
		}
		s, b.end = s[:len(s)-n], b.end-n
	}
}

// isSpace reports whether r is any kind of space, no-break spaces included.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xFEFF, 0x200B:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}
