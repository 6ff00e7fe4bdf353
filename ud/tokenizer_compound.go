package ud

import (
	"slices"
	"strings"
)

// compound cuts text[start:end], a word that holds marks, where the language
// divides such words, and returns where its pieces end.
func (s *scanner) compound(start, end int, has traits) int {
	if has&hasSlash == 0 || s.figures(start, end) { // "07/07/2025"
		return s.hosted(start, end, has)
	}
	for {
		cut := strings.IndexByte(s.text[start:end], '/')
		if cut < 0 {
			return s.hosted(start, end, has)
		}
		s.hosted(start, start+cut, has)
		s.push(start+cut, start+cut+1, mark)
		start += cut + 1
	}
}

// figures reports whether text[start:end] holds no letters.
func (s *scanner) figures(start, end int) bool {
	for i := start; i < end; i++ {
		if c := s.text[i]; c >= 0x80 || asciiClass[c] == letter {
			return false
		}
	}
	return true
}

// hosted cuts off what is joined to the end of its host by an apostrophe
// ("country's", "couldn't've"). Host and enclitics make one multiword token.
func (s *scanner) hosted(start, end int, has traits) int {
	if has&hasApostrophe == 0 {
		return s.hyphened(start, end, has)
	}
	var cuts [3]int
	n, host := 0, end
	for n < len(cuts) {
		cut := s.apostropheAt(start, host)
		if cut < 0 {
			break
		}
		cuts[n], host = cut, cut
		n++
	}
	if n == 0 {
		return s.hyphened(start, end, has)
	}
	s.hyphened(start, host, has)
	s.host(n)
	for n--; n > 0; n-- {
		s.push(cuts[n], cuts[n-1], word)
	}
	s.push(cuts[0], end, word)
	return end
}

// host makes the last piece the first of a multiword token with n more to
// come, unless it belongs to one already.
func (s *scanner) host(n int) {
	last := len(s.pieces) - 1
	if last == 0 || s.pieces[last-1].multi == 0 {
		s.pieces[last].multi = uint8(n + 1)
	}
}

// apostropheAt is where the enclitic at the end of text[start:end] starts, -1
// where there is none.
func (s *scanner) apostropheAt(start, end int) int {
	from := max(start, end-8)
	var buf [2 * maxKey]byte
	for _, w := range s.apostrophes {
		for cut := from; cut < end; cut++ {
			if s.text[cut]&0xC0 == 0x80 || cut <= start || !letterBefore(s.text, cut) {
				continue
			}
			if string(fold(buf[:0], s.text[cut:end])) == w {
				return cut
			}
		}
	}
	return -1
}

// letterBefore reports whether a letter or a full stop ends at byte i of t.
// Figures take no enclitic: "the 1990's" is one word.
func letterBefore(t string, i int) bool {
	return t[i-1] >= 0x80 || t[i-1] == '.' || asciiClass[t[i-1]] == letter
}

// hyphened cuts text[start:end] at its hyphens, as the language does.
func (s *scanner) hyphened(start, end int, has traits) int {
	switch {
	case has&hasHyphen == 0:
		return s.leaf(start, end)
	case s.divide:
		return s.divided(start, end)
	}
	return s.pronounced(start, end)
}

// divided pushes the members of a compound and the hyphens between them.
// Prefixes ("anti-", "non-") stay with what follows; so do the hyphens of
// telephone numbers and dates.
func (s *scanner) divided(start, end int) int {
	if s.figures(start, end) && dialled(s.text[start:end]) {
		s.push(start, end, word)
		return end
	}
	var buf [maxKey]byte
	for i := start; i < end; i++ {
		ok, n := isHyphen(s.text, i)
		if !ok {
			continue
		}
		if s.prefixes[string(fold(buf[:0], s.text[start:i]))] && !upperAt(s.text, start+1) { // "un-", not "UN-"
			continue
		}
		s.leaf(start, i)
		s.push(i, i+n, mark)
		start = i + n
	}
	return s.leaf(start, end)
}

// dialled reports whether figures joined by hyphens are a telephone number or
// a date rather than a range: three groups, or a group of four after a
// shorter one.
func dialled(t string) bool {
	first, rest, _ := strings.Cut(t, "-")
	return strings.Contains(rest, "-") || len(rest) == 4 && len(first) < 4
}

// pronounced cuts off the pronouns and particles that a hyphen joins to the
// end of a word: "a-t-il", "donnez-le-moi", "ce jour-là".
func (s *scanner) pronounced(start, end int) int {
	cut := s.hyphenAt(start, end)
	if cut < 0 {
		return s.leaf(start, end)
	}
	s.pronounced(start, cut)
	s.push(cut, end, word)
	return end
}

// hyphenAt is where the longest listed ending of text[start:end] that begins
// with a hyphen starts, -1 where there is none.
func (s *scanner) hyphenAt(start, end int) int {
	best := -1
	var buf [maxKey]byte
	for i := end - 1; i > start && i > end-12; i-- {
		ok, n := isHyphen(s.text, i)
		if !ok || upperAt(s.text, i+n) && !upperAt(s.text, i-1) { // "Est-ce", "EST-CE", but not "Jean-Le"
			continue
		}
		if s.hyphens[string(fold(buf[:0], s.text[i:end]))] {
			best = i
		}
	}
	return best
}

// leaf pushes text[start:end], which neither hyphen nor slash divides: a
// number parts from its unit ("18h30", "10am"), a shortened word keeps its
// full stop.
func (s *scanner) leaf(start, end int) int {
	if digitAt(s.text, start) {
		return s.measured(start, end)
	}
	if dotted, short := s.shortened(start, end, 0); short != notShort {
		s.push(start, dotted, word).short = short
		return dotted
	}
	return s.finish(start, end, word)
}

// measured pushes a number and what is written to it without a space.
func (s *scanner) measured(start, end int) int {
	i := start
	for i < end && (digitAt(s.text, i) || s.text[i] == '.' || s.text[i] == ',' || s.text[i] == ':') {
		i++
	}
	unit := i
	for i < end && !digitAt(s.text, i) {
		i++
	}
	var buf [maxKey]byte
	if unit == i || !s.units[string(fold(buf[:0], s.text[unit:i]))] {
		s.push(start, end, word)
		return end
	}
	s.push(start, unit, word)
	s.push(unit, i, word)
	if i < end {
		s.push(i, end, word)
	}
	return end
}

// numberGroups extends the number text[start:end] over groups of three
// figures set apart by spaces: "10 000", "1 050,5".
func (s *scanner) numberGroups(start, end int) int {
	if end-start > 3 || !s.figures(start, end) {
		return end
	}
	t := s.text
	for {
		next := end + narrow(t[end:])
		if next == end || !digitAt(t, next) || !digitAt(t, next+1) || !digitAt(t, next+2) || wordAt(t, next+3) {
			break
		}
		end = next + 3
		if end < len(t) && (t[end] == ',' || t[end] == '.') && digitAt(t, end+1) {
			for end++; digitAt(t, end); end++ {
			}
			break
		}
	}
	return end
}

// narrow is the width of the space, plain, no-break, narrow or thin, that t
// starts with; 0 where it starts with another character.
func narrow(t string) int {
	for _, sp := range [...]string{" ", "\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(t, sp) {
			return len(sp)
		}
	}
	return 0
}

// pronouns cuts off pronouns that are written to the end of a verb form
// without any mark ("presentarlo"); the pieces make one multiword token.
func (s *scanner) pronouns(start, end int) bool {
	if end-start > maxKey || upperAt(s.text, start) {
		return false
	}
	w := s.text[start:end]
	for _, j := range s.joined {
		if j.except[w] {
			continue
		}
		for _, p := range j.words {
			host, ok := strings.CutSuffix(w, p)
			if !ok || !hasEnding(host, j.hosts) {
				continue
			}
			s.push(start, start+len(host), word).multi = 2
			s.push(start+len(host), end, word)
			return true
		}
	}
	return false
}

// hasEnding reports whether w ends with one of endings.
func hasEnding(w string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}
