package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markQuotations finds the passages that the article quotes from older
// publications, and gives their blocks a shared Quotation. published is the
// article's own date, publisher its own publisher.
func (x *lexicon) markQuotations(d *draft, lang, published, publisher string) {
	x.splitQuoted(d, lang, published, publisher)
	var running *Quotation // announced in the block before
	for i := 0; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		if b.quote > 0 && b.quoted == nil {
			i = markBlockQuote(d, i, running) - 1
			running = nil
			continue
		}
		running = nil
		if b.kind != Paragraph && b.kind != ListItem || b.quoted != nil {
			continue
		}
		in, ok := x.findIntro(d.str(*b), lang, published, publisher)
		if !ok || in.end < b.end-b.start || i+1 < len(d.blocks) && d.blocks[i+1].quoted != nil {
			continue
		}
		q := in.quotation
		if i+1 < len(d.blocks) && d.blocks[i+1].quote > 0 {
			running = &q
			continue
		}
		i = x.markPassage(d, i+1, &q, published, lang) - 1
	}
}

// markBlockQuote gives the blocks of one block quotation their Quotation, and
// returns the index behind them.
func markBlockQuote(d *draft, i int, q *Quotation) int {
	if q == nil {
		q = &Quotation{}
	}
	number := d.blocks[i].quote
	for i < len(d.blocks) && d.blocks[i].quote == number {
		d.blocks[i].quoted = q
		i++
	}
	return i
}

// markPassage marks the paragraphs behind an intro, up to the end of the
// article or the first sign that it speaks for itself again: a heading, a
// rule, a year that the quoted text could not know, words in another intro.
// Where the passage opens with a quotation mark, it ends with its closing one.
func (x *lexicon) markPassage(d *draft, i int, q *Quotation, published, lang string) int {
	if i >= len(d.blocks) {
		return i
	}
	first := d.str(d.blocks[i])
	open, _ := utf8.DecodeRuneInString(first)
	closing, quoted := closingMark(open)
	for start := i; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		s := d.str(*b)
		if b.kind != Paragraph && b.kind != ListItem || b.rule && i > start || b.quote > 0 {
			return i
		}
		if !quoted && i > start && x.returns(s, q.Published, published, lang) {
			return i
		}
		b.quoted = q
		if quoted && endsWithMark(s, closing) {
			return i + 1
		}
	}
	return i
}

// returns reports whether a paragraph cannot be of a text published on the day
// quoted: it names a later year, though not later than the article's own.
func (x *lexicon) returns(s, quoted, published, lang string) bool {
	if _, again := x.findIntro(s, lang, published, ""); again {
		return true
	}
	if len(quoted) < 4 || len(published) < 4 {
		return false
	}
	var buf [64]token
	for _, t := range lex(buf[:0], s) {
		if isYear(t) && t.low > quoted[:4] && t.low <= published[:4] {
			return true
		}
	}
	return false
}

// closingMark returns the sign that closes what r opens.
func closingMark(r rune) (rune, bool) {
	switch r {
	case '«':
		return '»', true
	case '“':
		return '”', true
	case '„':
		return '“', true
	case '"':
		return '"', true
	case '‘':
		return '’', true
	}
	return 0, false
}

// endsWithMark reports whether the last sign of s, a full stop aside, is mark.
func endsWithMark(s string, mark rune) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' || r == ',' || isSpace(r) })
	last, n := utf8.DecodeLastRuneInString(s)
	return last == mark && n > 0
}

// splitQuoted parts paragraphs in which an intro is followed by its quotation:
// "In our issue of 4 April 2008 we wrote: “…”".
func (x *lexicon) splitQuoted(d *draft, lang, published, publisher string) {
	out := make([]block, 0, len(d.blocks)+2)
	for _, b := range d.blocks {
		if b.kind != Paragraph && b.kind != ListItem || b.quote > 0 {
			out = append(out, b)
			continue
		}
		s := d.str(b)
		in, ok := x.findIntro(s, lang, published, publisher)
		if !ok || in.end >= len(s) {
			out = append(out, b)
			continue
		}
		from := in.end + len(s[in.end:]) - len(strings.TrimLeftFunc(s[in.end:], isSpace))
		mark, n := utf8.DecodeRuneInString(s[from:])
		closing, quoted := closingMark(mark)
		to := closingAt(s, from+n, mark, closing)
		if !quoted || to < 0 || to-from < 20 {
			out = append(out, b)
			continue
		}
		q := in.quotation
		head, inner, tail := b, b, b
		head.end = b.start + in.end
		inner.start, inner.end, inner.quoted, inner.kind = b.start+from+n, b.start+to, &q, Paragraph
		tail.start = b.start + to + utf8.RuneLen(closing)
		out = append(out, head)
		for _, part := range []block{inner, tail} {
			d.trim(&part)
			if strings.ContainsFunc(d.str(part), unicode.IsLetter) {
				part.lead = 0
				out = append(out, part)
			}
		}
	}
	d.blocks = out
}

// closingAt returns where the quotation opened before from is closed.
func closingAt(s string, from int, open, closing rune) int {
	depth := 1
	for i, r := range s[min(from, len(s)):] {
		switch {
		case r == closing:
			if depth--; depth == 0 {
				return from + i
			}
		case r == open:
			depth++
		}
	}
	return -1
}
