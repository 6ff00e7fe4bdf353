package lemma

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/internal/words"
)

// Example is a word with its lemma; UPOS and Feats of the word are filled.
type Example struct {
	Word   *words.Word
	Lemma  string
	Weight int  // how often it counts, at least 1
	Bundle bool // Feats is right as well
}

// Learned is a lemmatiser fresh from training: the four parts of a Model.
type Learned struct{ Known, Endings, Rules, Lemmas []byte }

// Learn collects the lemmas of known words, and for every ending of words with
// a part of speech (and bundle) the rule that most of them follow.
func Learn(examples []Example) *Learned {
	forms, endings := counts{}, counts{}
	for _, ex := range examples {
		w := ex.Word
		if tag := words.Tags[w.UPOS]; tag == "PUNCT" || tag == "SYM" {
			forms.add(formKey(words.Hash(w.Form), w.UPOS), ex.Lemma, ex.Weight)
			continue
		}
		key := formKey(w.Key, w.UPOS)
		forms.add(key, ex.Lemma, ex.Weight)
		if ex.Bundle {
			forms.add(bundleKey(key, w.Feats), ex.Lemma, ex.Weight)
		}
	}
	seen := map[uint64]bool{} // endings count types, not tokens: frequent words are irregular
	for _, ex := range examples {
		w := ex.Word
		switch words.Tags[w.UPOS] {
		case "PUNCT", "SYM", "PROPN", "X":
			continue
		}
		if once := bundleKey(formKey(w.Key, w.UPOS), w.Feats) ^ words.Hash(ex.Lemma); seen[once] {
			continue
		} else {
			seen[once] = true
		}
		rule, ok := ruleOf(string(w.Low), ex.Lemma)
		if !ok {
			continue
		}
		for n := 1; n <= words.MaxSuffix && n <= len(w.Low); n++ {
			key := formKey(w.Suf[n-1], w.UPOS)
			endings.add(key, rule, 1)
			if ex.Bundle {
				endings.add(bundleKey(key, w.Feats), rule, 1)
			}
		}
	}
	return encode(forms, endings)
}

// counts is how often a key went with a value.
type counts map[uint64]map[string]int

func (c counts) add(key uint64, value string, n int) {
	if c[key] == nil {
		c[key] = map[string]int{}
	}
	c[key][value] += n
}

// best is the most frequent value of key, the first in the alphabet of equals.
func (c counts) best(key uint64) string {
	best, most := "", 0
	for v, n := range c[key] {
		if n > most || n == most && v < best {
			best, most = v, n
		}
	}
	return best
}

// ruleOf writes the change from form to lemma as "cut\x00add".
func ruleOf(form, lemma string) (string, bool) {
	lemma = strings.ReplaceAll(lemma, "’", "'")
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(form) && form[n]&0xC0 == 0x80 || n < len(lemma) && lemma[n]&0xC0 == 0x80) {
		n--
	}
	cut, add := len(form)-n, lemma[n:]
	if n == 0 || cut > 250 || len(add) > 250 {
		return "", false
	}
	return string(rune(cut+1)) + "\x00" + add, true
}

func encode(forms, endings counts) *Learned {
	place := map[string]uint32{}
	var all []string
	for key := range forms {
		all = append(all, forms.best(key))
	}
	slices.Sort(all)
	var blob strings.Builder
	for _, l := range slices.Compact(all) {
		place[l] = uint32(blob.Len())<<8 | uint32(min(len(l), 255))
		blob.WriteString(l)
	}
	known := map[uint64]uint32{}
	for key := range forms {
		known[key] = place[forms.best(key)]
	}
	var rules []Rule
	number := map[string]uint32{}
	var names []string
	for key := range endings {
		names = append(names, endings.best(key))
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(a, b) })
	for _, name := range slices.Compact(names) {
		cut, add, _ := strings.Cut(name, "\x00")
		number[name] = uint32(len(rules))
		rules = append(rules, Rule{Cut: int([]rune(cut)[0]) - 1, Add: add})
	}
	ends := map[uint64]uint32{}
	for key := range endings {
		ends[key] = number[endings.best(key)]
	}
	return &Learned{
		Known: words.EncodeMap(known), Endings: words.EncodeMap(ends),
		Rules: packRules(rules), Lemmas: []byte(blob.String()),
	}
}

// Model returns the lemmatiser.
func (l *Learned) Model() (*Model, error) {
	return NewModel(l.Known, l.Endings, l.Rules, l.Lemmas)
}
