package train

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// augment rewrites the forms of a sentence as headlines and careless typing do;
// the words stay one for one, so that the annotation stays true.
func augment(forms []string, r *rand.Rand) []string {
	out := make([]string, len(forms))
	copy(out, forms)
	switch r.IntN(5) {
	case 0:
		for i, f := range out {
			out[i] = strings.ToUpper(f)
		}
	case 1:
		for i, f := range out {
			out[i] = title(f)
		}
	case 2:
		for i, f := range out {
			out[i] = strings.ToLower(f)
		}
	case 3:
		for i, f := range out {
			out[i] = strings.Map(bare, f)
		}
	case 4:
		for i, f := range out {
			out[i] = strings.ToUpper(strings.Map(bare, f))
		}
	}
	return out
}

func title(f string) string {
	r, size := utf8.DecodeRuneInString(f)
	return string(unicode.ToUpper(r)) + f[size:]
}

func bare(r rune) rune {
	const from, to = "àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ", "aaaceeeeiioouuuyAAACEEEEIIOOUUU"
	i := 0
	for _, f := range from {
		if f == r {
			return rune(to[i])
		}
		i++
	}
	return r
}
