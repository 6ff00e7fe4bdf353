package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A frontMatter is what the lines above an article's first paragraph, and
// those below its last, say of it.
type frontMatter struct {
	title     string
	names     []string
	published date
	updated   date
	dateline  date
	zone      numberOrder
}

const (
	maxTitle = 250 // bytes of a title
	maxZone  = 12  // blocks that are looked at for a byline or a date line
)

// front finds the title and the byline and date lines of a draft, and marks
// their blocks. Where the format gave a title, only that one is looked for.
func (x *lexicon) front(d *draft, lang string) frontMatter {
	var f frontMatter
	title := x.findTitle(d, lang)
	if title >= 0 {
		d.blocks[title].kind = Title
		f.title = d.str(d.blocks[title])
	}
	x.markMeta(d, lang, title, &f)
	x.markImprint(d, lang, title, &f)
	x.markTail(d, lang, &f)
	return f
}

// findTitle returns the index of the block that is the title, -1 for none.
func (x *lexicon) findTitle(d *draft, lang string) int {
	n := min(len(d.blocks), maxZone)
	if d.title != "" {
		for i, b := range d.blocks[:n] {
			if b.end-b.start < 2*maxTitle && sameTitle(d.str(b), d.title) {
				return i
			}
		}
		return -1
	}
	for i, b := range d.blocks[:min(n, 4)] {
		if b.kind == Heading && b.level <= 2 && x.onlyMetaBefore(d, i, lang) {
			return i
		}
	}
	for i, b := range d.blocks[:n] {
		s := d.str(b)
		if l, ok := x.metaLine(s, lang); ok && !l.bare() {
			continue
		}
		if !x.isTitleLike(d, i) {
			return -1
		}
		// One or two words above a longer line are the name of a section.
		if i+1 < n && len(strings.Fields(s)) <= 2 && d.blocks[i+1].kind == Paragraph && x.isTitleLike(d, i+1) {
			if l, ok := x.metaLine(d.str(d.blocks[i+1]), lang); !ok || l.bare() && len(strings.Fields(d.str(d.blocks[i+1]))) > 4 {
				d.blocks[i].kind = Meta
				return i + 1
			}
		}
		return i
	}
	return -1
}

// onlyMetaBefore reports whether nothing but short lines stand before block i.
func (x *lexicon) onlyMetaBefore(d *draft, i int, lang string) bool {
	for _, b := range d.blocks[:i] {
		s := d.str(b)
		if _, ok := x.metaLine(s, lang); !ok && (len(s) > 80 || endsSentence(s)) {
			return false
		}
	}
	return true
}

// isTitleLike reports whether a block is a line as titles are: short, without
// a full stop, no list item, and with something below it.
func (x *lexicon) isTitleLike(d *draft, i int) bool {
	b := d.blocks[i]
	if b.kind != Paragraph && b.kind != Heading || b.quote > 0 || i+1 >= len(d.blocks) || b.end-b.start > maxTitle {
		return false
	}
	s := d.str(b)
	if strings.ContainsAny(s, "\n") || s == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	switch last {
	case '.', ':', ';', ',':
		// "Moscow opens up." above a byline is a title all the same.
		return last == '.' && !strings.Contains(s, ". ") && len(s) < 120 && d.blocks[i+1].end-d.blocks[i+1].start > 0 && x.isMetaLine(d.str(d.blocks[i+1]))
	}
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLower(first) {
		return false
	}
	_, _, hasDateline := x.dateline(s, "")
	return !hasDateline && !strings.Contains(s, ". ")
}

// sameTitle compares two titles by their letters and digits alone.
func sameTitle(a, b string) bool {
	a, b = letters(a), letters(b)
	return a != "" && (a == b || len(a) > 20 && strings.HasPrefix(b, a) || len(b) > 20 && strings.HasPrefix(a, b))
}

// letters returns the letters and digits of s in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// markMeta marks the byline and date lines around the title and before the
// first paragraph.
func (x *lexicon) markMeta(d *draft, lang string, title int, f *frontMatter) {
	strange := 0
	for i := 0; i < len(d.blocks) && i < maxZone; i++ {
		b := &d.blocks[i]
		if i == title {
			strange = 0
			continue
		}
		s := d.str(*b)
		l, ok := x.metaLine(s, lang)
		if ok && l.bare() && !x.isByline(d, i, title, l, lang) {
			ok = false
		}
		if !ok {
			if b.byline && len(s) < 120 && !endsSentence(s) {
				b.kind = Meta
				continue
			}
			// A line or two of another kind may stand between: a standfirst, a
			// section's name. The first real paragraph ends the zone.
			if strange++; strange > 2 || len(s) > 2*maxTitle || i > title && endsSentence(s) && title >= 0 && len(s) > 120 {
				return
			}
			continue
		}
		b.kind = Meta
		f.take(l)
	}
}

// markImprint marks the line at the top that says in what and when the article appeared, where
// no other line gave a date: "Horn Desk explainer, 14 December 2024". Any words may stand in it,
// so the date must be whole and parted from them, and the line no sentence, or name the weekday
// too: "Radio Récif, les infos de midi, jeudi 5 novembre 2009."
func (x *lexicon) markImprint(d *draft, lang string, title int, f *frontMatter) {
	if f.published.year != 0 {
		return
	}
	for i := title + 1; i < min(len(d.blocks)-1, title+4); i++ {
		b := &d.blocks[i]
		s := d.str(*b)
		if b.kind != Paragraph || b.quote > 0 || len(s) > maxImprint {
			continue
		}
		if day, ok := x.imprint(s, lang); ok && (title >= 0 && !endsSentence(s) || day.weekday > 0) {
			b.kind = Meta
			f.published = day
			return
		}
	}
	if title >= 0 { // "World Service bulletin, 4 August 1990"
		if day, ok := x.imprint(d.str(d.blocks[title]), lang); ok {
			f.published = day
		}
	}
}

// maxImprint is how long a line that says in what and when an article appeared can be, in bytes.
const maxImprint = 110

// imprint returns the first date of a line, where it is whole and parted from what stands before
// and behind it.
func (x *lexicon) imprint(s, lang string) (date, bool) {
	var buf [64]token
	tokens := lex(buf[:0], s)
	langs := x.order(lang)
	for i := range tokens {
		day, end := dateAt(langs, tokens, i)
		if end == 0 {
			continue
		}
		if i > 0 && isLink(langs, tokens[i-1].low) {
			i-- // "le 16 février 2024"
		}
		parted := (i == 0 || tokens[i-1].kind == punctToken) && (end == len(tokens) || tokens[end].kind == punctToken)
		return day, parted && (i > 0 || end < len(tokens)) && day.parts() == 3 && day.falls()
	}
	return date{}, false
}

// isByline reports whether a line of bare names is a byline: the page says so,
// or a date line stands beside it, and it is no longer than names are.
func (x *lexicon) isByline(d *draft, i, title int, l metaLine, lang string) bool {
	b := d.blocks[i]
	if title >= 0 && i < title || len(l.names) > 4 {
		return false
	}
	for _, name := range l.names {
		if n := len(strings.Fields(name)); n > 5 || n < 2 {
			return false
		}
	}
	if b.byline {
		return true
	}
	for _, j := range []int{i - 1, i + 1} {
		if j < 0 || j >= len(d.blocks) || j == title {
			continue
		}
		if m, ok := x.metaLine(d.str(d.blocks[j]), lang); ok && (m.published.day > 0 || m.updated.day > 0 || m.time) && !m.hasBy {
			return true
		}
	}
	return false
}

// markTail marks the lines below the last paragraph: "By …", "Published on …".
func (x *lexicon) markTail(d *draft, lang string, f *frontMatter) {
	for i := len(d.blocks) - 1; i > 0 && i >= len(d.blocks)-3; i-- {
		b := &d.blocks[i]
		if b.kind == Title || b.kind == Meta {
			return
		}
		l, ok := x.metaLine(d.str(*b), lang)
		if !ok || l.bare() && !b.byline {
			return
		}
		b.kind = Meta
		f.take(l)
	}
}

// take adds what one line says, where no line before it said so.
func (f *frontMatter) take(l metaLine) {
	if len(f.names) == 0 {
		f.names = l.authors()
	}
	if f.published.year == 0 && l.published != (date{}) {
		f.published = l.published
		if l.zone != orderUnknown {
			f.zone = l.zone
		}
	}
	if f.updated.year == 0 {
		f.updated = l.updated
	}
}
