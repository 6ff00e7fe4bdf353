package ud

import (
	"unicode"
	"unicode/utf8"
)

// class is what a character can be part of. Punctuation that has a class of
// its own is told apart by the character itself.
type class uint8

const (
	other   class = iota // punctuation and symbols
	space                // white space, controls, zero-width and direction marks: never part of a token
	letter               // letters of every script, with their combining marks
	digit                // decimal digits
	joiner               // soft hyphen, ZWJ, ZWNJ, combining marks: part of the token that they stand in
	rubbish              // bytes that are not UTF-8, surrogates, private use
)

var asciiClass = func() (t [128]class) {
	for c := range t {
		switch {
		case c <= ' ', c == 0x7f:
			t[c] = space
		case '0' <= c && c <= '9':
			t[c] = digit
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			t[c] = letter
		}
	}
	return t
}()

// classAt returns the class of the character at byte i of s and its width.
func classAt(s string, i int) (class, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return classOf(r, n), n
}

// classOf is classAt for a character beyond ASCII that was decoded from n bytes.
func classOf(r rune, n int) class {
	switch {
	case 0xC0 <= r && r <= 0x24F && r != '×' && r != '÷',
		0x400 <= r && r <= 0x481, 0x48A <= r && r <= 0x52F:
		return letter
	case r == 0x2019, 0x2010 <= r && r <= 0x201F, r == '«', r == '»', r == '…':
		return other
	case r == utf8.RuneError && n == 1:
		return rubbish
	case r == 0xAD, r == 0x200C, r == 0x200D:
		return joiner
	case unicode.IsLetter(r):
		return letter
	case unicode.IsNumber(r): // superscripts and fractions too: "km²"
		return digit
	case unicode.IsSpace(r), unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
		return space
	case unicode.Is(unicode.M, r):
		return joiner
	case unicode.Is(unicode.C, r):
		return rubbish
	}
	return other
}

// isApostrophe reports whether an apostrophe stands at byte i of s, and its
// width. Typewriter, curly (either way round), modifier letter and grave
// accent are all in use.
func isApostrophe(s string, i int) (bool, int) {
	if i >= len(s) {
		return false, 0
	}
	switch s[i] {
	case '\'', '`':
		return true, 1
	case 0xE2: // U+2018, U+2019
		if len(s)-i >= 3 && s[i+1] == 0x80 && (s[i+2] == 0x99 || s[i+2] == 0x98) {
			return true, 3
		}
	case 0xCA: // U+02BC
		if len(s)-i >= 2 && s[i+1] == 0xBC {
			return true, 2
		}
	}
	return false, 0
}

// isHyphen reports whether a hyphen (not a dash) stands at byte i of s, and its width.
func isHyphen(s string, i int) (bool, int) {
	if i >= len(s) {
		return false, 0
	}
	if s[i] == '-' {
		return true, 1
	}
	if s[i] == 0xE2 && len(s)-i >= 3 && s[i+1] == 0x80 && (s[i+2] == 0x90 || s[i+2] == 0x91) { // U+2010, U+2011
		return true, 3
	}
	return false, 0
}

// wordAt reports whether a letter or digit stands at byte i of s.
func wordAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := classAt(s, i)
	return c == letter || c == digit
}

// digitAt reports whether an ASCII digit stands at byte i of s.
func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }

// letterAt reports whether a letter stands at byte i of s.
func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	c, _ := classAt(s, i)
	return c == letter
}

// upperAt reports whether a capital letter stands at byte i of s.
func upperAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return 'A' <= s[i] && s[i] <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r)
}

// lowerAt reports whether a small letter stands at byte i of s.
func lowerAt(s string, i int) bool { return letterAt(s, i) && !upperAt(s, i) }

// maxKey is the longest entry of a lexicon, in bytes.
const maxKey = 48

// fold appends to buf the form under which lexicons list s: small letters,
// typewriter apostrophes and hyphens. It returns nil where s is longer than
// any entry.
func fold(buf []byte, s string) []byte {
	if len(s) > maxKey {
		return nil
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			} else if c == '`' {
				c = '\''
			}
			buf = append(buf, c)
			i++
			continue
		}
		if ok, n := isApostrophe(s, i); ok {
			buf = append(buf, '\'')
			i += n
			continue
		}
		if ok, n := isHyphen(s, i); ok {
			buf = append(buf, '-')
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		buf = utf8.AppendRune(buf, unicode.ToLower(r))
		i += n
	}
	return buf
}
