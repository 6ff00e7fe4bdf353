package article

import (
	"slices"
	"strings"
)

// A metaLine is what a byline, a date line or a reading time says.
type metaLine struct {
	names     []string
	agencies  []string // named beside people or alone
	published date
	updated   date
	hasBy     bool // a word such as "by" announces the names
	role      bool // "the newsroom", "our correspondent"
	time      bool // a reading time, a time of day
	zone      numberOrder
}

// maxMetaLine is how long a byline or date line can be, in bytes.
const maxMetaLine = 200

// metaLine reads a line that holds nothing but bylines, dates, times, roles,
// agencies and the words between them. A line with any other word is none.
// Bare names without any of these are read too: whether "Jean Morel" is a
// byline, only its neighbours tell (see front).
func (x *lexicon) metaLine(s, lang string) (metaLine, bool) {
	if len(s) > maxMetaLine {
		return metaLine{}, false
	}
	var buf [64]token
	r := lineReader{s: s, tokens: lex(buf[:0], s), langs: x.order(lang)}
	for r.i < len(r.tokens) {
		if !r.step() {
			return metaLine{}, false
		}
	}
	r.line.zone = x.zoneIn(s)
	l := r.line
	if l.published == (date{}) && l.updated == (date{}) && len(l.names) == 0 && len(l.agencies) == 0 && !l.time && !(l.hasBy && l.role) {
		return metaLine{}, false
	}
	l.names = l.people()
	return l, true
}

// people returns the names that are people's: one word beside a whole name, or
// beside a date without any "by", is where they write from.
func (l *metaLine) people() []string {
	whole := slices.ContainsFunc(l.names, func(name string) bool { return strings.ContainsRune(name, ' ') })
	if !whole && (l.hasBy || l.bare()) {
		return l.names
	}
	return slices.DeleteFunc(l.names, func(name string) bool { return !strings.ContainsRune(name, ' ') })
}

// isMetaLine reports whether a line is a byline or date line beyond doubt.
func (x *lexicon) isMetaLine(s string) bool {
	l, ok := x.metaLine(s, "")
	return ok && !l.bare()
}

// authors returns the people named, or else the agencies.
func (l *metaLine) authors() []string {
	if len(l.names) > 0 {
		return l.names
	}
	return l.agencies
}

// bare reports whether the line is names alone, which any line may be.
func (l *metaLine) bare() bool {
	return !l.hasBy && !l.time && len(l.agencies) == 0 && l.published == (date{}) && l.updated == (date{})
}

// A lineReader reads one line from left to right.
type lineReader struct {
	s      string
	tokens []token
	langs  []*words
	i      int
	state  class // what the last announcing word announced
	named  bool  // a name stands in the part of the line in hand
	line   metaLine
}

// step reads what starts at the token in hand, and reports whether it belongs
// into a byline or date line.
func (r *lineReader) step() bool {
	t := r.tokens[r.i]
	if n := r.asideAt(); n > 0 {
		r.i += n
		return true
	}
	if t.kind == punctToken {
		r.named = r.named && (t.is("'.") || t.is("-") && r.i > 0 && t.start == r.tokens[r.i-1].end)
		if t.is(".!?") && r.state == isBy && r.i+1 < len(r.tokens) && !r.initialBefore() && !r.lastWordShort() {
			r.state = 0
		}
		switch {
		case t.is("•|·—–;"):
			r.state = 0
		case t.is(",:") && r.state == isPlace && len(r.line.names) == 0: // "from our correspondent in Madrid, …"
			r.state = isBy
		}
		r.i++
		return !t.is("?!«»\"“”")
	}
	if d, end := dateAt(r.langs, r.tokens, r.i); end > 0 {
		r.setDate(d)
		r.i = r.behindStamp(end)
		r.named = false
		return true
	}
	if n := timeAt(r.tokens, r.i); n > 0 {
		r.line.time = true
		r.i += n
		return true
	}
	if t.kind == numberToken {
		return r.count()
	}
	if _, end := weekdayAt(r.langs, r.tokens, r.i); end > 0 || isWeekday(r.langs, t.low) {
		r.i++
		return true
	}
	return r.word()
}

// asideAt returns how many tokens a remark in brackets behind a date has: "(for
// immediate release)", "(journal de 19 heures)"; 0 where none starts here.
func (r *lineReader) asideAt() int {
	if !r.tokens[r.i].is("(") || r.line.published.year == 0 {
		return 0
	}
	for j := r.i + 1; j < len(r.tokens); j++ {
		if r.tokens[j].is(")") {
			return j + 1 - r.i
		}
	}
	return 0
}

// behindStamp passes over the time that a machine wrote behind a date:
// "T10:00:00Z".
func (r *lineReader) behindStamp(i int) int {
	if i+1 >= len(r.tokens) || r.tokens[i].low != "t" || r.tokens[i+1].kind != numberToken || r.tokens[i+1].start != r.tokens[i].end {
		return i
	}
	for i++; i < len(r.tokens) && (r.tokens[i].kind == numberToken || r.tokens[i].is(":.+-") || r.tokens[i].low == "z") && r.tokens[i].start == r.tokens[i-1].end; i++ {
	}
	r.line.time = true
	return i
}

// count reads a number before or behind a word of reading times: "4 min".
func (r *lineReader) count() bool {
	if r.i+1 < len(r.tokens) {
		if _, n := phraseAt(r.langs, r.tokens, r.i+1, isReading); n > 0 {
			r.line.time = true
			r.state = isReading
			r.i += 1 + n
			return true
		}
	}
	if r.state == isReading {
		r.i++
		return true
	}
	return false
}

// word reads a phrase of the language, or else a name. Words that announce an
// author never follow a name: "Oslo signed on Tuesday".
func (r *lineReader) word() bool {
	const known = isBy | isAnd | isPublished | isUpdated | isReading | isRole | isPlace | isFiller | isAgency | isCredit | isIssue | isOf
	c, n := phraseAt(r.langs, r.tokens, r.i, known)
	name := r.nameAt()
	if c&isAgency != 0 {
		if r.state != isCredit {
			r.line.agencies = append(r.line.agencies, r.text(r.i, r.i+n))
		}
		r.line.time = r.line.time || r.state == isCredit
		r.i += n
		return true
	}
	// A word that could open a phrase may also open a name ("Art Buchwald"):
	// the longer reading wins, and an announced name beats a filler.
	if n > 0 && (name <= n || c&(isBy|isUpdated|isPublished|isRole|isCredit) != 0) {
		if c&isBy != 0 && c&(isFiller|isPlace|isAnd|isRole|isCredit) == 0 && r.named {
			return false
		}
		r.i += n
		switch {
		case c&isBy != 0 && !r.named:
			r.state = isBy
			r.line.hasBy = true
		case c&isUpdated != 0:
			r.state = isUpdated
		case c&isPublished != 0:
			r.state = isPublished
		case c&isReading != 0:
			r.state = isReading
			r.line.time = true
		case c&isCredit != 0:
			r.state = isCredit
		case c&isRole != 0:
			r.line.role = true
		case c&isPlace != 0 && (r.line.hasBy || len(r.line.names) > 0):
			r.state = isPlace
		}
		return true
	}
	if name == 0 {
		return false
	}
	text := r.text(r.i, r.i+name)
	r.i += name
	r.named = true
	if r.state != isPlace && r.state != isCredit {
		r.line.names = append(r.line.names, text)
	}
	return true
}

// setDate keeps a date under what announced it: the first of each kind.
func (r *lineReader) setDate(d date) {
	into := &r.line.published
	if r.state == isUpdated {
		into = &r.line.updated
	} else {
		r.state = 0
	}
	if into.year == 0 {
		*into = d
	}
}

// nameAt returns how many tokens from the one in hand on are a person's or a
// place's name: capitalised words, initials, and particles between them.
func (r *lineReader) nameAt() int {
	n, last, words := 0, 0, 0
	for j := r.i; j < len(r.tokens) && words < 6; j++ {
		t := r.tokens[j]
		switch {
		case t.isUpper(r.s):
			if j > r.i && isAnnounced(r.langs, r.tokens, j) {
				return last
			}
			words++
			last = j - r.i + 1
		case t.kind == wordToken && n > 0 && isPhrase(r.langs, r.tokens, j, isParticle) && !isPhrase(r.langs, r.tokens, j, isAnd):
		case t.is(".") && n > 0 && isInitial(r.tokens[j-1], r.s):
			last = j - r.i + 1
		case t.is(".") && n > 0 && len(r.tokens[j-1].low) <= 4 && t.start == r.tokens[j-1].end && j+1 < len(r.tokens) && r.tokens[j+1].isUpper(r.s): // "Dr."
		case t.is("'-") && n > 0 && t.start == r.tokens[j-1].end:
		default:
			return last
		}
		n++
	}
	return last
}

// initialBefore reports whether the token before the one in hand is an initial.
func (r *lineReader) initialBefore() bool { return r.i > 0 && isInitial(r.tokens[r.i-1], r.s) }

// lastWordShort reports whether the word before is an abbreviation's length.
func (r *lineReader) lastWordShort() bool {
	return r.i > 0 && r.tokens[r.i-1].end-r.tokens[r.i-1].start <= 4
}

// text returns the text of tokens from i to j.
func (r *lineReader) text(i, j int) string {
	return strings.TrimSpace(r.s[r.tokens[i].start:r.tokens[j-1].end])
}

// isInitial reports whether a token is one capital letter.
func isInitial(t token, s string) bool {
	return t.isUpper(s) && len([]rune(t.low)) == 1
}

// isPhrase reports whether a phrase of the class starts at token i.
func isPhrase(langs []*words, tokens []token, i int, c class) bool {
	_, n := phraseAt(langs, tokens, i, c)
	return n > 0
}

// isAnnounced reports whether a capitalised word opens something else than a
// part of a name: "Publié", "Correspondent", an agency.
func isAnnounced(langs []*words, tokens []token, i int) bool {
	return isPhrase(langs, tokens, i, isPublished|isUpdated|isRole|isAgency|isReading|isBy)
}

func isWeekday(langs []*words, low string) bool {
	for _, w := range langs {
		if w.weekdays[low] > 0 {
			return true
		}
	}
	return false
}

// timeAt returns how many tokens from i on are a time of day: "06h30",
// "7:15 AM", "18.40", "8 h", "4:30 p.m.".
func timeAt(tokens []token, i int) int {
	if isMilitary(tokens, i) {
		return 2
	}
	if tokens[i].kind != numberToken || tokens[i].num > 24 || tokens[i].end-tokens[i].start > 2 || i+1 >= len(tokens) {
		return 0
	}
	n := 0
	switch next := tokens[i+1]; {
	case (next.is(":.") || next.low == "h") && isMinute(tokens, i+2):
		n = 3
		if i+3 < len(tokens) && tokens[i+3].is(":") && isMinute(tokens, i+4) {
			n = 5
		}
	case next.low == "h" || isHalfDay(tokens, i+1) > 0:
		n = 1
	default:
		return 0
	}
	if m := isHalfDay(tokens, i+n); m > 0 {
		return n + m
	}
	if n == 1 {
		n = 2 // "8 h"
	}
	return n
}

// isMilitary reports whether token i is a time without a colon before its zone:
// "0600 GMT".
func isMilitary(tokens []token, i int) bool {
	t := tokens[i]
	return t.kind == numberToken && t.end-t.start == 4 && t.num < 2400 && i+1 < len(tokens) && (tokens[i+1].low == "gmt" || tokens[i+1].low == "utc")
}

// isMinute reports whether token i is a number of two digits below 60.
func isMinute(tokens []token, i int) bool {
	return i < len(tokens) && tokens[i].kind == numberToken && tokens[i].num < 60 && tokens[i].end-tokens[i].start == 2
}

// isHalfDay returns how many tokens from i on say "am" or "p.m.".
func isHalfDay(tokens []token, i int) int {
	if i >= len(tokens) {
		return 0
	}
	switch tokens[i].low {
	case "am", "pm":
		return 1
	case "a", "p":
		if i+2 < len(tokens) && tokens[i+1].is(".") && tokens[i+2].low == "m" {
			if i+3 < len(tokens) && tokens[i+3].is(".") {
				return 4
			}
			return 3
		}
	}
	return 0
}

// saysUpdated reports whether a text holds a word of change: "Updated".
func (x *lexicon) saysUpdated(s string) bool {
	var buf [32]token
	tokens := lex(buf[:0], cut(s, 120))
	last := class(0)
	for i := range tokens {
		if c, n := phraseAt(x.fallback, tokens, i, isUpdated|isPublished); n > 0 {
			last = c
		}
	}
	return last&isUpdated != 0
}
