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

// swap puts words of the lists in the place of others.
func (t *Trainer) swap(s *Sentence, forms []string, r *rand.Rand) []string {
	if t.Swap == 0 || len(t.Words) == 0 {
		return forms
	}
	out := forms
	for i := range forms {
		if r.Float32() >= t.Swap {
			continue
		}
		for k := range t.Words {
			if w := &t.Words[k]; w.fits(s, i) {
				if &out[0] == &forms[0] {
					out = slices.Clone(forms)
				}
				out[i] = w.Forms[r.IntN(len(w.Forms))]
				break
			}
		}
	}
	return out
}

// fits reports whether a word of the list may stand in the place of word i.
func (w *Words) fits(s *Sentence, i int) bool {
	if s.UPOS[i] != w.UPOS || len(w.Forms) == 0 || !alone(s, i) {
		return false
	}
	for _, f := range w.Feats {
		if !slices.Contains(strings.Split(s.Feats[i], "|"), f) {
			return false
		}
	}
	if len(w.Rels) == 0 {
		return true
	}
	for j, h := range s.Heads {
		if h == i && slices.Contains(w.Rels, s.Rel[j]) {
			return true
		}
	}
	return false
}

// alone reports whether word i is no part of a name of several words.
func alone(s *Sentence, i int) bool {
	switch base, _, _ := strings.Cut(s.Rel[i], ":"); base {
	case "flat", "compound", "goeswith", "list", "vocative":
		return false
	}
	for j, h := range s.Heads {
		if h != i {
			continue
		}
		switch base, _, _ := strings.Cut(s.Rel[j], ":"); base {
		case "flat", "compound", "det", "amod", "nummod", "goeswith", "fixed":
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
