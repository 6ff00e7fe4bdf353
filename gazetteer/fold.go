package gazetteer

import (
	"strings"
	"unicode"

	"github.com/credence-project/credence/lang"
)

// foldRune returns r without capital and accent.
func foldRune(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	if r < 0x80 {
		return r
	}
	return unicode.ToLower(lang.Unaccent(r))
}

// combining reports whether r is an accent that follows its letter.
func combining(r rune) bool { return r >= 0x300 && r <= 0x36F }

// fold returns s in small letters, without accents, with one space for each
// run of spaces and hyphens: the form in which names are looked up by hand.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch kindOf(r) {
		case space, hyphen:
			gap = b.Len() > 0
			continue
		case dot, accent:
			continue
		case apostrophe:
			r = '\''
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(foldRune(r))
	}
	return b.String()
}
