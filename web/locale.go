package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

//go:embed locales
var localeFiles embed.FS //nolint:gochecknoglobals // embedded

// locale is all words of the pages in one language: its folder's files of keys
// and texts. {name} in a text is filled in; a text that depends on a number stands
// under key.one and key.other, or whatever forms CLDR gives the language.
type locale struct {
	Code  string
	Name  string // of the language, in itself
	tag   language.Tag
	words map[string]string
}

// locales are all of them.
type locales struct {
	list    []*locale // by code
	matcher language.Matcher
}

// readLocales reads every folder of locales.
func readLocales() (all locales, err error) {
	folders, err := localeFiles.ReadDir("locales")
	if err != nil {
		return all, err
	}
	var tags []language.Tag
	for _, folder := range folders {
		l, err := readLocale(folder.Name())
		if err != nil {
			return all, err
		}
		all.list, tags = append(all.list, l), append(tags, l.tag)
	}
	all.matcher = language.NewMatcher(tags)
	return all, nil
}

// readLocale reads the files of a language's folder. A key that stands twice is
// an error.
func readLocale(code string) (*locale, error) {
	l := &locale{Code: code, words: map[string]string{}}
	var err error
	if l.tag, err = language.Parse(code); err != nil {
		return nil, fmt.Errorf("locales/%s: %w", code, err)
	}
	files, err := fs.Glob(localeFiles, path.Join("locales", code, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := localeFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var words map[string]string
		if err := json.Unmarshal(text, &words); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for key, word := range words {
			if _, twice := l.words[key]; twice {
				return nil, fmt.Errorf("%s: %q stands in another file of the folder too", file, key)
			}
			l.words[key] = word
		}
	}
	if l.Name = l.words["language"]; l.Name == "" {
		return nil, errors.New("locales/" + code + ": the key \"language\" is missing")
	}
	return l, nil
}

// choose returns the language of a request: of its address, of its cookie, else
// the best of those that the browser asks for.
func (all *locales) choose(r *http.Request) *locale {
	asked := []string{r.URL.Query().Get("lang")}
	if c, err := r.Cookie("lang"); err == nil {
		asked = append(asked, c.Value)
	}
	for _, code := range asked {
		if n := slices.IndexFunc(all.list, func(l *locale) bool { return l.Code == code }); n >= 0 {
			return all.list[n]
		}
	}
	tags, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language")) // what cannot be read asks for nothing
	_, n, _ := all.matcher.Match(tags...)
	return all.list[n]
}

// T returns the words of a key, the key itself where there are none, with its
// {placeholders} filled in: pairs of name and value.
func (l *locale) T(key string, pairs ...any) string {
	return fill(l.known(key, key), pairs)
}

// N is T for words that depend on a number, which fills {n}.
func (l *locale) N(key string, n int, pairs ...any) string {
	form := "other"
	if plural.Cardinal.MatchPlural(l.tag, n, 0, 0, 0, 0) == plural.One {
		form = "one"
	}
	return fill(l.known(key+"."+form, key), append(pairs, "n", l.Number(n)))
}

// known returns the words of a key, or others where there are none.
func (l *locale) known(key, instead string) string {
	if text, ok := l.words[key]; ok {
		return text
	}
	return instead
}

// fill puts values in the place of their names.
func fill(text string, pairs []any) string {
	if len(pairs) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var replace []string
	for n := 0; n+1 < len(pairs); n += 2 {
		replace = append(replace, fmt.Sprintf("{%v}", pairs[n]), fmt.Sprint(pairs[n+1]))
	}
	return strings.NewReplacer(replace...).Replace(text)
}

// Number writes a whole number with its thousands apart.
func (l *locale) Number(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0 && text[at-1] != '-'; at -= 3 {
		text = text[:at] + l.known("thousands", ",") + text[at:]
	}
	return text
}

// keys returns all keys, in order.
func (l *locale) keys() []string { return slices.Sorted(maps.Keys(l.words)) }

// order returns what orders names as the language's dictionaries do. It is for one
// goroutine.
func (l *locale) order() func(a, b string) int { return collate.New(l.tag).CompareString }
