package lang

import "golang.org/x/text/unicode/norm"

// Letters that Unicode does not decompose, in pairs: letter, base letter.
const undecomposed = "ÆAæaÐDðdØOøoÞTþtßsĐDđdĦHħhıiŁLłlŒOœoŦTŧtƏA"

// bases holds the base letters of the Latin letters below U+0250, by letter.
var bases = func() (t [0x250]rune) {
	for r := range t {
		t[r] = decomposed(rune(r))
	}
	pairs := []rune(undecomposed)
	for i := 0; i < len(pairs); i += 2 {
		t[pairs[i]] = pairs[i+1]
	}
	return t
}()

// Unaccent returns the base letter of a Latin letter ("é" is "e", "Ł" is "L"),
// that of "ё", and any other sign as it is: "й" is no accented "и".
func Unaccent(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r < 0x250:
		return bases[r]
	case r >= 0x1E00 && r <= 0x1EFF || r == 'ё' || r == 'Ё':
		return decomposed(r)
	}
	return r
}

// decomposed returns the letter under the accents of r.
func decomposed(r rune) rune {
	for _, letter := range norm.NFD.String(string(r)) {
		return letter
	}
	return r
}
