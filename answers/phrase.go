package answers

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Phrase returns in a language what Credence says in English elsewhere: the rules
// of doctrines and where they stand in law, why the ledger took reports together,
// what is wrong with a decision, what programs may ask, kinds of acts. It is not known where no
// language has words for it; then it is returned as it is.
func Phrase(code, english string) (text string, known bool) {
	w, found, err := wordsIn(code)
	if err != nil {
		return english, false
	}
	if found != plainest {
		return w.translated(english)
	}
	all, _ := loadWords() // it was read just now
	for _, w := range all {
		_, ok := w.translated(english)
		known = known || ok
	}
	if known {
		english = strings.ReplaceAll(straight.ReplaceAllString(english, "“$1”"), "'", "’")
	}
	return english, known
}

// pattern is a phrase with places in it.
type pattern struct {
	is     *regexp.Regexp // the English
	names  []string       // of its places, in order
	phrase string         // in the language
	joins  bool           // it says nothing of its own: some of what it joins must be known
}

// straight is what stands in a typewriter's quotation marks.
var straight = regexp.MustCompile(`"([^"]*)"`) //nolint:gochecknoglobals // never changed

// differs is where something differs in a phrase.
var differs = regexp.MustCompile(`\\\{([a-z]+)\\\}`) //nolint:gochecknoglobals // never changed

// patterns returns the phrases that have places, those that join others first, then
// those that say most.
func patterns(phrases map[string]string) (list []pattern) {
	keys := slices.SortedFunc(maps.Keys(phrases), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	for _, key := range keys {
		quoted := regexp.QuoteMeta(key)
		if !differs.MatchString(quoted) {
			continue
		}
		p := pattern{phrase: phrases[key], joins: !strings.ContainsFunc(differs.ReplaceAllString(quoted, ""), unicode.IsLetter)}
		for _, m := range differs.FindAllStringSubmatch(quoted, -1) {
			p.names = append(p.names, m[1])
		}
		p.is = regexp.MustCompile(`(?s)\A` + differs.ReplaceAllString(quoted, `(.+?)`) + `\z`)
		if p.joins {
			list = slices.Insert(list, 0, p)
		} else {
			list = append(list, p)
		}
	}
	return list
}

// phrase is translated of what is known, or left as it is.
func (w *words) phrase(english string) string {
	text, _ := w.translated(english)
	return text
}

// translated returns a phrase in the language. What stands in its places is said
// in the language too, where that is a phrase itself.
func (w *words) translated(english string) (text string, known bool) {
	if text, known = w.Phrases[english]; known {
		return text, true
	}
	if name := w.Kinds[english]["name"]; name != "" {
		return name, true
	}
	for _, p := range w.patterns {
		m := p.is.FindStringSubmatch(english)
		if m == nil {
			continue
		}
		var pairs []string
		some := false
		for n, name := range p.names {
			part, ok := w.translated(m[n+1])
			pairs, some = append(pairs, "{"+name+"}", part), some || ok
		}
		if some || !p.joins {
			return strings.NewReplacer(pairs...).Replace(p.phrase), true
		}
	}
	return english, false
}
