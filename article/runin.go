package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxRunIn      = 80 // bytes of a heading that runs into its paragraph
	maxRunInWords = 6
)

// splitRunIns parts the headings that run into a paragraph from it: bold words
// ("**Qu'est-ce qui change ?** La reconnaissance …") and a few words before a
// colon ("Le précédent : En 2014, …").
func (x *lexicon) splitRunIns(d *draft, lang string) {
	out := make([]block, 0, len(d.blocks)+4)
	for _, b := range d.blocks {
		n := 0
		if b.kind == Paragraph && b.quote == 0 {
			s := d.str(b)
			if n = boldRunIn(s, b.lead, x.order(lang)); n == 0 && b.lead == 0 {
				n = x.plainRunIn(s, lang)
			}
		}
		if n == 0 {
			out = append(out, b)
			continue
		}
		head, rest := b, b
		head.kind, head.level, head.end = Heading, 4, b.start+n
		rest.start, rest.lead, rest.rule = b.start+n, 0, false
		d.trim(&head)
		d.trim(&rest)
		if rest.start >= rest.end {
			out = append(out, b)
			continue
		}
		out = append(out, head, rest)
	}
	d.blocks = out
}

// boldRunIn returns how many bytes of s are a heading, given how many bytes at
// its start are bold.
func boldRunIn(s string, lead int, langs []*words) int {
	if lead <= 0 || lead >= len(s) {
		return 0
	}
	bold := strings.TrimRightFunc(s[:lead], isSpace)
	if bold == "" || len(bold) > maxRunIn || len(strings.Fields(bold)) > 2*maxRunInWords {
		return 0
	}
	last, _ := utf8.DecodeLastRuneInString(bold)
	switch last {
	case '?', '!', ':':
		return lead
	case '.', '…':
		if len(strings.Fields(bold)) <= maxRunInWords && !holdsVerb(bold, langs) {
			return lead
		}
		return 0
	}
	// The sign may stand behind the bold words: "**Réaction** : …".
	rest := strings.TrimLeftFunc(s[lead:], isSpace)
	if strings.HasPrefix(rest, ":") {
		return len(s) - len(rest) + 1
	}
	return 0
}

// plainRunIn returns how many bytes of s are a few words before a colon behind
// which a sentence opens, 0 where that is not so. "Kiev said: The …" is not:
// it holds a verb. Nor is "9 May 1950: The …": the day belongs to the sentence.
func (x *lexicon) plainRunIn(s, lang string) int {
	colon := strings.IndexByte(cut(s, maxRunIn), ':')
	if colon <= 0 || colon+1 >= len(s) {
		return 0
	}
	head := strings.TrimRightFunc(s[:colon], isSpace)
	if strings.ContainsAny(head, ".,;?!\"«“(0123456789") || len(strings.Fields(head)) > maxRunInWords {
		return 0
	}
	rest := strings.TrimLeftFunc(s[colon+1:], isSpace)
	first, _ := utf8.DecodeRuneInString(rest)
	if len(rest) < 40 || len(rest) == len(s)-colon-1 || !unicode.IsUpper(first) {
		return 0
	}
	var buf [8]token
	tokens := lex(buf[:0], cut(rest, 40))
	langs := x.order(lang)[:1] // openers of another language would be names in this one
	if _, n := phraseAt(langs, tokens, 0, isOpener); n == 0 || holdsVerb(head, langs) {
		return 0
	}
	return colon + 1
}

// holdsVerb reports whether a word of s is one of the verbs that make of a few
// words a sentence.
func holdsVerb(s string, langs []*words) bool {
	var buf [16]token
	tokens := lex(buf[:0], s)
	for i := range tokens {
		if _, n := phraseAt(langs, tokens, i, isVerb); n > 0 {
			return true
		}
	}
	return false
}

// markHeadings makes headings of the short lines between paragraphs that end
// without a stop, and sets aside what is none of the article's text.
func (x *lexicon) markHeadings(d *draft) {
	aside := false // under "Most read": the list that follows is a site's
	for i := range d.blocks {
		b := &d.blocks[i]
		s := d.str(*b)
		switch {
		case b.kind == Title || b.kind == Meta || b.quote > 0:
			continue
		case x.opensRelated(s) && (len(s) < 60 || b.kind == Heading || strings.Contains(cut(s, 60), ":")):
			b.kind = Meta
			aside = !strings.Contains(s, ":") || strings.HasSuffix(s, ":")
			continue
		case aside && (b.kind == ListItem || len(s) < 120 && !endsSentence(s)):
			b.kind = Meta
			continue
		case x.isAdvert(s), (i < 2 || i > len(d.blocks)-4) && x.isRights(s):
			b.kind = Meta
			continue
		}
		aside = false
		if b.kind == Paragraph && i > 0 && i+1 < len(d.blocks) && d.blocks[i+1].kind == Paragraph && isHeadingLike(s) {
			b.kind, b.level = Heading, 3
		}
	}
}

// isHeadingLike reports whether a line is as section titles are.
func isHeadingLike(s string) bool {
	if len(s) > maxRunIn || strings.Contains(s, "\n") || len(strings.Fields(s)) > 12 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsUpper(first) && (unicode.IsLetter(last) || unicode.IsDigit(last))
}
