package gazetteer

import (
	"strings"
	"unicode"
)

// plain maps the accented Latin letters below U+0250 to their base letters, in
// pairs: letter, base.
const plain = "ÀAÁAÂAÃAÄAÅAÆAÇCÈEÉEÊEËEÌIÍIÎIÏIÐDÑNÒOÓOÔOÕOÖOØOÙUÚUÛUÜUÝYÞT" +
	"àaáaâaãaäaåaæaçcèeéeêeëeìiíiîiïiðdñnòoóoôoõoöoøoùuúuûuüuýyþtÿyßs" +
	"ĀAāaĂAăaĄAąaĆCćcĈCĉcĊCċcČCčcĎDďdĐDđdĒEēeĔEĕeĖEėeĘEęeĚEěeĜGĝgĞGğgĠGġgĢGģg" +
	"ĤHĥhĦHħhĨIĩiĪIīiĬIĭiĮIįiİIıiĴJĵjĶKķkĹLĺlĻLļlĽLľlŁLłlŃNńnŅNņnŇNňn" +
	"ŌOōoŎOŏoŐOőoŒOœoŔRŕrŖRŗrŘRřrŚSśsŜSŝsŞSşsŠSšsŢTţtŤTťtŦTŧt" +
	"ŨUũuŪUūuŬUŭuŮUůuŰUűuŲUųuŴWŵwŶYŷyŸYŹZźzŻZżzŽZžzƏAƠOơoƯUưuȘSșsȚTțt"

// base holds what plain says, by letter.
var base = func() (t [0x250]rune) {
	pairs := []rune(plain)
	for i := 0; i+1 < len(pairs); i += 2 {
		t[pairs[i]] = pairs[i+1]
	}
	return t
}()

// unaccent returns the base letter of r, r where it has no accent.
func unaccent(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case r < 0x250:
		if b := base[r]; b != 0 {
			return b
		}
	case r >= 0x1EA0 && r <= 0x1EF9: // Vietnamese
		return vietnamese(r)
	case r == 'ё':
		return 'е'
	case r == 'Ё':
		return 'Е'
	}
	return r
}

// vietnamese returns the base letter of the precomposed letters of Vietnamese,
// which stand in alphabetical order, capital before small.
func vietnamese(r rune) rune {
	b := 'y'
	for _, run := range [...]struct {
		last rune
		base rune
	}{{0x1EB7, 'a'}, {0x1EC7, 'e'}, {0x1ECB, 'i'}, {0x1EE3, 'o'}, {0x1EF1, 'u'}} {
		if r <= run.last {
			b = run.base
			break
		}
	}
	if r%2 == 0 {
		b = unicode.ToUpper(b)
	}
	return b
}

// foldRune returns r without capital and accent.
func foldRune(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	if r < 0x80 {
		return r
	}
	return unicode.ToLower(unaccent(r))
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
