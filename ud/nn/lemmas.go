package nn

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

// Lemmas are how lemmas are made: by the dictionary or, where it does not know
// the word, by the rule of its longest ending that has one; but for the words
// that are known to go another way.
type Lemmas struct {
	Known map[string]string // "form in lower case\tUPOS" → lemma
	Rules map[string]string // "UPOS\tending in lower case" → script; the empty ending has one

	dictionary *dictionary.Dictionary
}

// maxEnding is the longest ending of a rule, in runes.
const maxEnding = 7

// Entry is a word of a lexicon: how often the form with its part of speech and
// features has the lemma.
type Entry struct {
	Form, UPOS, Feats, Lemma string
	Count                    int
}

// LearnLemmas makes rules of a lexicon. Entries count alike in rules, since
// frequent words are irregular; what they and the dictionary get wrong is
// learned by heart.
func LearnLemmas(lexicon []Entry, d *dictionary.Dictionary) Lemmas {
	lexicon = slices.Clone(lexicon)
	for k := range lexicon {
		e := &lexicon[k]
		e.Form, e.Lemma = strings.Map(plain, e.Form), strings.Map(plain, e.Lemma)
	}
	slices.SortFunc(lexicon, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Form, b.Form), strings.Compare(a.UPOS, b.UPOS), strings.Compare(a.Lemma, b.Lemma), strings.Compare(a.Feats, b.Feats))
	})
	endings, known := map[string]map[string]int{}, map[string]map[string]int{}
	for _, e := range lexicon {
		count(known, ruleKey(strings.ToLower(e.Form), e.UPOS), e.Lemma, e.Count)
		script := Script(e.Form, e.Lemma)
		if script[0] == '=' {
			continue
		}
		low := strings.ToLower(e.Form)
		for n := 0; n <= maxEnding; n++ {
			end, ok := ending(low, n)
			if !ok {
				break
			}
			count(endings, ruleKey(e.UPOS, end), script, 1)
		}
	}
	l := Lemmas{Known: map[string]string{}, Rules: map[string]string{}, dictionary: d}
	l.rules(endings)
	right := map[string]int{} // how often a word's lemma is found otherwise
	for _, e := range lexicon {
		if l.without(e.Form, e.UPOS, e.Feats) == e.Lemma {
			right[ruleKey(strings.ToLower(e.Form), e.UPOS)] += e.Count
		}
	}
	for _, e := range lexicon {
		key := ruleKey(strings.ToLower(e.Form), e.UPOS)
		best := most(known[key])
		if e.Lemma != best || known[key][best] <= right[key] {
			continue
		}
		if other := l.without(e.Form, e.UPOS, e.Feats); known[key][other] > 0 && strings.EqualFold(best, other) {
			continue // the treebank has both, one of them for the capitals of a title
		}
		l.Known[key] = best
	}
	return l
}

// byDictionary looks a word up; names have the lemma that they are written as.
func (l *Lemmas) byDictionary(form, upos, feats string) (string, bool) {
	if l.dictionary == nil || upos == "PROPN" {
		return "", false
	}
	return l.dictionary.Lemma([]byte(strings.ToLower(form)), upos, feats)
}

// rules keeps the most frequent script of every ending, where that of the next
// shorter one that is kept is another.
func (l *Lemmas) rules(endings map[string]map[string]int) {
	keys := make([]string, 0, len(endings))
	for k := range endings {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	for _, k := range keys {
		script := most(endings[k])
		tag, end, _ := strings.Cut(k, "\t")
		shorter := ""
		for rest := end; rest != ""; {
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
			if s, ok := l.Rules[ruleKey(tag, rest)]; ok {
				shorter = s
				break
			}
		}
		if script != shorter {
			l.Rules[k] = script
		}
	}
}

func (l *Lemmas) byRule(form, upos string) string {
	low := strings.ToLower(form)
	for n := maxEnding; n >= 0; n-- {
		if end, ok := ending(low, n); ok {
			if s, ok := l.Rules[ruleKey(upos, end)]; ok {
				return Apply(s, form)
			}
		}
	}
	return form
}

// Lemma returns the lemma of a form.
func (l *Lemmas) Lemma(form, upos, feats string) string {
	form = strings.Map(plain, form)
	if s, ok := l.Known[ruleKey(strings.ToLower(form), upos)]; ok {
		return s
	}
	if s, ok := l.byDictionary(form, upos, feats); ok {
		return s
	}
	if s, ok := l.unaccented(form, upos, feats); ok {
		return s
	}
	return l.byRule(form, upos)
}

// unaccented looks up a word that has been written without its accents.
func (l *Lemmas) unaccented(form, upos, feats string) (string, bool) {
	if l.dictionary == nil || upos == "PROPN" {
		return "", false
	}
	return l.dictionary.Unaccented([]byte(strings.ToLower(form)), upos, feats)
}

// without is the lemma of a word that is not known by heart.
func (l *Lemmas) without(form, upos, feats string) string {
	if s, ok := l.byDictionary(form, upos, feats); ok {
		return s
	}
	return l.byRule(form, upos)
}

// Name returns the lemma of a name in a sentence all in capitals, where these
// say nothing: as the dictionary writes it, where it has the name.
func (l *Lemmas) Name(form string) string {
	if s, ok := l.dictionary.Lemma([]byte(strings.ToLower(form)), "PROPN", ""); ok {
		return s
	}
	return form
}

// shouted reports whether all long words, two at least, are in capitals.
func shouted(forms []string) bool {
	long := 0
	for _, f := range forms {
		if len(f) < 4 {
			continue
		}
		capitals := false
		for _, r := range f {
			if unicode.IsLower(r) {
				return false
			}
			capitals = capitals || unicode.IsUpper(r)
		}
		if capitals {
			long++
		}
	}
	return long > 1
}

func ruleKey(a, b string) string { return a + "\t" + b }

// ending is the last n runes of s.
func ending(s string, n int) (string, bool) {
	at := len(s)
	for ; n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		if size == 0 {
			return "", false
		}
		at -= size
	}
	return s[at:], true
}

func count(m map[string]map[string]int, key, value string, n int) {
	if m[key] == nil {
		m[key] = map[string]int{}
	}
	m[key][value] += n
}

// most is the most frequent value, the first in the alphabet of equals.
func most(counts map[string]int) string {
	best, n := "", -1
	for v, c := range counts {
		if c > n || c == n && v < best {
			best, n = v, c
		}
	}
	return best
}
