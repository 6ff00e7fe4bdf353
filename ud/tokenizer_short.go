package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// listed returns the abbreviation text[start:end], written there without its
// full stop, nil where none is listed.
func (s *scanner) listed(start, end int) *shortening {
	if end-start > 16 {
		return nil
	}
	var buf [maxKey]byte
	found, ok := s.short[string(fold(buf[:0], s.text[start:end]))]
	if !ok || found.capital && !upperAt(s.text, start) {
		return nil
	}
	return &found
}

// shortened decides whether the full stop after text[start:end] belongs to
// it, and returns the end with it.
func (s *scanner) shortened(start, end int, has traits) (int, abbreviation) {
	t := s.text
	if end >= len(t) || t[end] != '.' || end-start > maxKey || end+1 < len(t) && t[end+1] == '.' {
		return end, notShort
	}
	if found := s.listed(start, end); found != nil {
		switch {
		case found.kind == shortNumber && !numberAfter(t, end+1),
			found.kind == shortDate && !numberAfter(t, end+1) && !numberBefore(t, start):
		default:
			return end + 1, found.kind
		}
	}
	if has&hasDigit != 0 {
		return end, notShort
	}
	return end + 1, lettered(t[start:end])
}

// numberAfter reports whether a number follows byte i, white space aside.
func numberAfter(t string, i int) bool {
	for n := 0; n < 3 && i < len(t); n++ {
		c, w := classAt(t, i)
		if c != space {
			break
		}
		i += w
	}
	return digitAt(t, i) || romanAt(t, i)
}

// romanAt reports whether a Roman number stands at byte i.
func romanAt(t string, i int) bool {
	start := i
	for i < len(t) && strings.IndexByte("IVXLCDM", t[i]) >= 0 {
		i++
	}
	return i > start && !wordAt(t, i)
}

// numberBefore reports whether a number ends at byte i, white space aside.
func numberBefore(t string, i int) bool {
	for n := 0; n < 3 && i > 0 && !digitAt(t, i-1); n++ {
		r, w := utf8.DecodeLastRuneInString(t[:i])
		if !unicode.IsSpace(r) {
			break
		}
		i -= w
	}
	return digitAt(t, i-1)
}

// lettered tells an initial ("J", "J.-P") and an acronym ("U.S", "Ph.D") from
// other words.
func lettered(w string) abbreviation {
	run, runs, capitals, hyphens := 0, 1, 0, 0
	for i := 0; i < len(w); {
		c, n := classAt(w, i)
		ok, _ := isHyphen(w, i)
		switch {
		case c == letter:
			run++
			if upperAt(w, i) {
				capitals++
			}
		case w[i] == '.' || ok:
			if ok {
				hyphens++
			} else {
				runs++
				run = 0
			}
		default:
			return notShort
		}
		if run > 2 {
			return notShort
		}
		i += n
	}
	switch {
	case runs == 1 && (run != 1 || capitals != 1 || hyphens > 0):
		return notShort
	case runs == 1 || hyphens > 0:
		return initial
	}
	return acronym
}
