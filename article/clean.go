package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean returns s as valid UTF-8 with line feeds alone between its lines, and
// without characters that nobody sees or meant: controls, byte order marks,
// soft hyphens, zero-width spaces, marks of direction. Accents written as
// characters of their own join their letters. No-break spaces and typographic
// apostrophes stay. A clean text comes back as it is.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	marks := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				break
			}
			b.WriteByte('\n')
		case r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
			b.WriteByte('\n')
		case isUnwanted(r):
		default:
			marks = marks || r >= 0x300 && r <= 0x36f
			b.WriteRune(r) // an invalid byte is written as U+FFFD
		}
		i += n
	}
	if marks {
		return norm.NFC.String(b.String())
	}
	return b.String()
}

// isClean reports whether clean would change nothing.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || isUnwanted(r) || r >= 0x300 && r <= 0x36f || r == 0x2028 || r == 0x2029 {
			return false
		}
		i += n
	}
	return true
}

// isUnwanted reports whether clean drops the character.
func isUnwanted(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t' && r != '\n'
	case r >= 0x7f && r < 0xA0, r == 0xAD, r == 0x200B, r >= 0x200E && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069,
		r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFC, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF, r >= 0xE000 && r <= 0xF8FF:
		return true
	}
	return false
}
