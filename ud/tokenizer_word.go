package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// traits are what the body of a word holds beside letters.
type traits uint8

const (
	hasDigit traits = 1 << iota
	hasApostrophe
	hasHyphen
	hasSlash
	hasDot
	hasAt
	hasUnderline
	hasColon
)

// word cuts the pieces of the word that starts at byte i and returns where
// they end.
func (s *scanner) word(i int) int {
	end, has := s.body(i)
	if end < 0 { // an elided word: "l'"
		s.push(i, -end, word)
		return -end
	}
	if has != 0 {
		if whole := s.wholeAt(i); whole > 0 {
			return s.finish(i, whole, word)
		}
	}
	if has&hasDigit != 0 && s.groups {
		end = s.numberGroups(i, end)
	}
	if stop, ok := s.address(i, end, has); ok {
		s.push(i, stop, word)
		return stop
	}
	if dotted, short := s.shortened(i, end, has); short != notShort {
		s.push(i, dotted, word).short = short
		return dotted
	}
	if has == 0 || has == hasDot {
		return s.finish(i, end, word)
	}
	return s.compound(i, end, has)
}

// finish pushes text[start:end], a word that nothing divides any more, with
// what a lexicon says about it.
func (s *scanner) finish(start, end int, k kind) int {
	if n := end - start; n <= s.longest {
		var buf [maxKey]byte
		if c := s.contraction[string(fold(buf[:0], s.text[start:end]))]; c != nil {
			s.contracted(start, end, c)
			return end
		}
	}
	if s.joined != nil && s.pronouns(start, end) {
		return end
	}
	s.push(start, end, k)
	return end
}

// contracted pushes a contraction: as pieces with bytes of their own where
// the parts join to the word ("can" + "not"), else as one piece to expand.
func (s *scanner) contracted(start, end int, c *contraction) {
	if c.cuts == nil {
		s.push(start, end, word).contraction = c
		return
	}
	first := len(s.pieces)
	at := start
	for k, n := range c.cuts {
		if k == len(c.cuts)-1 {
			n = end - at // curly apostrophes are wider than those listed
		}
		s.push(at, at+n, word)
		at += n
	}
	s.pieces[first].multi = uint8(len(c.cuts))
}

// body finds the end of the word that starts at byte i, joined by marks that
// stand between letters or digits, and what it holds. An elided word ends
// the body; its end is returned negative.
func (s *scanner) body(i int) (end int, has traits) {
	t := s.text
	start, part := i, i // part: where the current run of letters and digits starts
	for i < len(t) && i-start < maxPiece {
		c := t[i]
		class, n := asciiClass[c&0x7f], 1
		if c >= utf8.RuneSelf {
			class, n = classAt(t, i)
		}
		switch class {
		case letter, joiner:
			i += n
			continue
		case digit:
			has |= hasDigit
			i += n
			continue
		case space, rubbish:
			return i, has
		}
		if ok, n := isApostrophe(t, i); ok {
			if part == start && s.elides(start, i, i+n) {
				return -(i + n), has
			}
			if !wordAt(t, i+n) {
				return i, has
			}
			has |= hasApostrophe
			i += n
			part = i
			continue
		}
		if ok, n := isHyphen(t, i); ok {
			if !wordAt(t, i+n) {
				return i, has
			}
			has |= hasHyphen
			i += n
			part = i
			continue
		}
		joins, trait, width := s.joins(start, part, i)
		if !joins {
			return i, has
		}
		has |= trait
		i += width
		part = i
	}
	return i, has
}

// joins reports whether the mark at byte i joins what stands before it
// (text[part:i], of the word that starts at start) to what follows.
func (s *scanner) joins(start, part, i int) (bool, traits, int) {
	t := s.text
	switch t[i] {
	case '.':
		if strings.HasPrefix(t[i:], "...@") { // a masked address
			return wordAt(t, i+4), hasAt, 4
		}
		return s.dotJoins(start, part, i), hasDot, 1
	case ',':
		return digitAt(t, i-1) && digitAt(t, i+1), 0, 1
	case ':':
		return digitAt(t, i-1) && digitAt(t, i+1), hasColon, 1
	case '/':
		return wordAt(t, i+1), hasSlash, 1
	case '_':
		return wordAt(t, i+1) || i+1 < len(t) && t[i+1] == '_', hasUnderline, 1
	case '@':
		return wordAt(t, i+1), hasAt, 1
	case '&':
		return i-part <= 3 && upperAt(t, part) && upperAt(t, i+1), 0, 1
	case '(': // "traité(e)s", "député(s)"
		if s.divide || !letterAt(t, part) {
			return false, 0, 0
		}
		if close := strings.IndexByte(t[i:min(len(t), i+5)], ')'); close > 1 && strings.IndexFunc(t[i+1:i+close], notLetter) < 0 {
			return true, 0, close + 1
		}
	case 0xC2: // "n°", "député·e"
		if strings.HasPrefix(t[i:], "°") {
			return letterAt(t, part) && i-part <= 2 && !wordAt(t, i+2), 0, 2
		}
		return strings.HasPrefix(t[i:], "·") && letterAt(t, i+2), 0, 2
	}
	return false, 0, 0
}

// dotJoins is joins for the full stop: inside numbers, initials, addresses and
// names of files, but not between sentences that lack a space.
func (s *scanner) dotJoins(start, part, i int) bool {
	t := s.text
	switch {
	case digitAt(t, i+1):
		return digitAt(t, i-1) || s.listed(start, i) == nil
	case letterAt(t, i+1):
		n := i + 1
		if upperAt(t, n) {
			_, w := utf8.DecodeRuneInString(t[n:])
			if lowerAt(t, n+w) && (digitAt(t, i-1) || i-part > 2 && part == start) {
				return s.topLevel(n) || s.mailbox(n) // "fin.Elle", but "Credence.Org"
			}
		}
		return s.listed(start, i) == nil || i-part <= 2
	case s.divide:
		return false
	}
	if ok, n := isHyphen(t, i+1); ok { // "J.-C."
		return i-part <= 2 && upperAt(t, part) && upperAt(t, i+1+n)
	}
	return false
}

// elides reports whether text[start:end] is a word that loses its last vowel
// before an apostrophe, which ends at byte next.
func (s *scanner) elides(start, end, next int) bool {
	if len(s.elisions) == 0 || end-start > maxKey {
		return false
	}
	var buf [maxKey]byte
	if !s.elisions[string(fold(buf[:0], s.text[start:end]))] {
		return false
	}
	return s.wholeAt(start) == 0
}

// wholeAt returns where the word listed as undivided that starts at byte i
// ends, 0 where there is none.
func (s *scanner) wholeAt(i int) int {
	if len(s.whole) == 0 {
		return 0
	}
	t := s.text
	end := i
	for end < len(t) && end-i < maxKey {
		c, n := classAt(t, end)
		if c != letter && c != digit {
			break
		}
		end += n
	}
	var buf [2 * maxKey]byte
	words := s.whole[string(fold(buf[:0], t[i:end]))]
	if words == nil {
		return 0
	}
	stop := min(len(t), i+maxKey)
	for stop > i && stop < len(t) && !utf8.RuneStart(t[stop]) {
		stop--
	}
	key := fold(buf[:0], t[i:stop])
	for _, w := range words {
		if len(key) < len(w) || string(key[:len(w)]) != w {
			continue
		}
		end := i + unfolded(t[i:], len(w))
		if hyphen, _ := isHyphen(t, end); !wordAt(t, end) && !hyphen {
			return end
		}
	}
	return 0
}

// unfolded is how many bytes of s became the first n of its folded form.
func unfolded(s string, n int) int {
	var buf [2 * maxKey]byte
	at := 0
	for done := 0; done < n && at < len(s); {
		_, w := utf8.DecodeRuneInString(s[at:])
		done += len(fold(buf[:0], s[at:at+w]))
		at += w
	}
	return at
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }
