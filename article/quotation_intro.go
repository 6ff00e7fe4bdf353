package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An intro is a sentence that announces words of an earlier day: "we wrote in
// the issue of October 2021 of …:".
type intro struct {
	quotation Quotation
	end       int // behind the colon
}

// findIntro finds the sentence of s that ends with a colon and announces a
// quotation of another day.
func (x *lexicon) findIntro(s, lang, published, publisher string) (intro, bool) {
	const farthest = 500 // bytes from a sentence's start to its colon
	if !strings.Contains(s, ":") {
		return intro{}, false
	}
	for at := 0; ; {
		colon := strings.IndexByte(s[at:], ':')
		if colon < 0 {
			return intro{}, false
		}
		end := at + colon + 1
		rest := strings.TrimLeftFunc(s[end:], isSpace)
		mark, _ := utf8.DecodeRuneInString(rest)
		if _, quoted := closingMark(mark); rest == "" || quoted {
			start := sentenceStart(s, end-1)
			if end-start <= farthest {
				if in, ok := x.readIntro(s[start:end], lang, published, publisher); ok {
					in.end = end
					return in, true
				}
			}
		}
		at = end
	}
}

// sentenceStart returns where the sentence around byte i starts.
func sentenceStart(s string, i int) int {
	best := 0
	for _, stop := range []string{". ", "? ", "! ", "» ", "” ", "… "} {
		if j := strings.LastIndex(s[:i], stop); j >= 0 {
			// "Nov. 2021" ends no sentence: what follows must open one.
			after := strings.TrimLeftFunc(s[j+len(stop):], isSpace)
			if r, _ := utf8.DecodeRuneInString(after); unicode.IsUpper(r) && (stop != ". " || j-strings.LastIndexByte(s[:j], ' ') > 5) {
				best = max(best, j+len(stop))
			}
		}
	}
	return best
}

// readIntro reads the sentence of an intro: its verb, the date and the name of
// what was published. "We wrote" needs no date; another's words do, since what
// somebody wrote or reported in an article's own days is no older article.
func (x *lexicon) readIntro(s, lang, published, publisher string) (intro, bool) {
	var buf [96]token
	tokens := lex(buf[:0], s)
	langs := x.order(lang)
	verb, ours, issue := -1, false, -1
	for i := range tokens {
		c, n := phraseAt(langs[:1], tokens, i, isOurs|isTheirs|isIssue)
		switch {
		case n == 0:
		case c&isOurs != 0:
			verb, ours = i, true
		case c&isTheirs != 0 && verb < 0:
			verb = i
		case c&isIssue != 0:
			issue = i
		}
	}
	if verb < 0 {
		return intro{}, false
	}
	var in intro
	in.quotation.Published = x.introDate(tokens, langs, verb, published)
	if !ours && in.quotation.Published == "" {
		return intro{}, false
	}
	in.quotation.Publisher = collapse(x.introPublisher(s, tokens, langs, verb, issue, ours))
	if in.quotation.Publisher == "" && ours {
		in.quotation.Publisher = publisher
	}
	return in, true
}

// introDate returns the date of an intro: the first behind its verb, or else
// the last before it. A day without a year is the last such day before the
// article's own date; a date that is not earlier than that is none.
func (x *lexicon) introDate(tokens []token, langs []*words, verb int, published string) string {
	best, behind := date{}, false
	for i := 0; i < len(tokens); {
		d, end := dateAt(langs, tokens, i)
		if end == 0 && isYear(tokens[i]) {
			d, end = date{year: tokens[i].num}, i+1
		}
		if end == 0 {
			i++
			continue
		}
		d = d.settle(x.habit(langs[0].code)).before(published)
		if d.year > 0 && (i > verb && (!behind || d.parts() > best.parts()) || i < verb && !behind && d.parts() >= best.parts()) {
			best, behind = d, i > verb
		}
		i = end
	}
	edtf := best.edtf()
	if published != "" && edtf >= published {
		return ""
	}
	return edtf
}

// before gives a date without a year the year that makes it the last one
// before the day published.
func (d date) before(published string) date {
	if d.year > 0 || len(published) < 10 || d.month == 0 {
		return d
	}
	for _, c := range published[:4] {
		d.year = d.year*10 + int(c-'0')
	}
	if d.edtf() >= published {
		d.year--
	}
	return d
}

// introPublisher returns the name of the publication in an intro: what stands
// behind "issue … of the", or else the capitalised words around the verb.
func (x *lexicon) introPublisher(s string, tokens []token, langs []*words, verb, issue int, ours bool) string {
	if issue >= 0 {
		for i := issue + 1; i < len(tokens); i++ {
			if _, n := phraseAt(langs[:1], tokens, i, isOf); n > 0 && i+n < len(tokens) {
				if name := nameFrom(s, tokens, langs, i+n); name != "" {
					return name
				}
			}
			if name := nameFrom(s, tokens, langs, i); name != "" && tokens[i].is("«“\"") {
				return name
			}
		}
	}
	if ours {
		return ""
	}
	name := ""
	for i := 0; i < verb; { // "Le Monde écrivait": the last name before the verb
		if got, end := runFrom(s, tokens, langs, i); end > i {
			name, i = got, end
			continue
		}
		i++
	}
	if name != "" {
		return name
	}
	return nameFrom(s, tokens, langs, verb+1)
}

// nameFrom returns the run of capitalised words that starts at token i, "" for
// none.
func nameFrom(s string, tokens []token, langs []*words, i int) string {
	name, _ := runFrom(s, tokens, langs, i)
	return name
}

// runFrom is nameFrom with the index behind the run, i where there is none. The
// names of months and days are no part of it.
func runFrom(s string, tokens []token, langs []*words, i int) (string, int) {
	for i < len(tokens) && tokens[i].is("«“\"'") {
		i++
	}
	from, to := i, i
	for to < len(tokens) {
		t := tokens[to]
		if t.isUpper(s) && monthOf(langs, t.low) == 0 && !isWeekday(langs, t.low) {
			to++
			continue
		}
		if to > from && to+1 < len(tokens) && tokens[to+1].isUpper(s) && (t.is("-'’&") || isPhrase(langs, tokens, to, isParticle|isOf)) {
			to++
			continue
		}
		break
	}
	if to == from {
		return "", i
	}
	return s[tokens[from].start:tokens[to-1].end], to
}
