package train

import (
	"math/rand/v2"
	"slices"
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

// rename gives names that stand alone other names, so that those that no
// treebank has are known for what they are.
func (t *Trainer) rename(s *Sentence, forms []string, r *rand.Rand) []string {
	if t.Rename == 0 || len(t.Names) == 0 {
		return forms
	}
	var out []string
	for i := range forms {
		if s.UPOS[i] != "PROPN" || r.Float32() >= t.Rename || !alone(s, i) {
			continue
		}
		if out == nil {
			out = slices.Clone(forms)
		}
		out[i] = t.Names[r.IntN(len(t.Names))]
	}
	if out == nil {
		return forms
	}
	return out
}

// alone reports whether word i is no part of a name of several words.
func alone(s *Sentence, i int) bool {
	switch base, _, _ := strings.Cut(s.Rel[i], ":"); base {
	case "flat", "compound", "goeswith", "list", "root", "vocative":
		return false
	}
	for j, h := range s.Heads {
		if h != i {
			continue
		}
		switch base, _, _ := strings.Cut(s.Rel[j], ":"); base {
		case "flat", "compound", "det", "amod", "nummod", "goeswith":
			return false
		}
	}
	return true
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
