package nn

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Lemmas are how lemmas are made: by the rule of a word's longest ending that
// has one, but for the words that are known to go another way.
type Lemmas struct {
	Known map[string]string // "form in lower case\tUPOS" → lemma
	Rules map[string]string // "UPOS\tending in lower case" → script; the empty ending has one
}

// maxEnding is the longest ending of a rule, in runes.
const maxEnding = 7

// Entry is a word of a lexicon: how often the form with its part of speech has
// the lemma.
type Entry struct {
	Form, UPOS, Lemma string
	Count             int
}

// LearnLemmas makes rules of a lexicon. Entries count alike in rules, since
// frequent words are irregular; what they get wrong is learned by heart.
func LearnLemmas(lexicon []Entry) Lemmas {
	lexicon = slices.Clone(lexicon)
	slices.SortFunc(lexicon, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Form, b.Form), strings.Compare(a.UPOS, b.UPOS), strings.Compare(a.Lemma, b.Lemma))
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
	l := Lemmas{Known: map[string]string{}, Rules: map[string]string{}}
	l.rules(endings)
	for _, e := range lexicon {
		key := ruleKey(strings.ToLower(e.Form), e.UPOS)
		if best := most(known[key]); e.Lemma == best && l.byRule(e.Form, e.UPOS) != best {
			l.Known[key] = best
		}
	}
	return l
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
func (l *Lemmas) Lemma(form, upos string) string {
	if s, ok := l.Known[ruleKey(strings.ToLower(form), upos)]; ok {
		return s
	}
	return l.byRule(form, upos)
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
