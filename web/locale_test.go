package web

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

func allLocales(t *testing.T) []*locale {
	all, err := readLocales()
	if err != nil {
		t.Fatal(err)
	}
	return all.list
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// english is the locale that the others are held against.
func english(t *testing.T) *locale {
	list := allLocales(t)
	return list[slices.IndexFunc(list, func(l *locale) bool { return l.Code == "en" })]
}

func TestLocalesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	en := english(t)
	for _, l := range allLocales(t) {
		for _, key := range en.keys() {
			text, ok := l.words[key]
			if !ok {
				if !optional(key) {
					t.Errorf("locales/%s has no %q", l.Code, key)
				}
				continue
			}
			if strings.TrimSpace(text) == "" && key != "thousands" {
				t.Errorf("locales/%s: %q is empty", l.Code, key)
			}
			of := func(s string) []string {
				return slices.Compact(slices.Sorted(slices.Values(placeholder.FindAllString(strings.ReplaceAll(s, "{the}", "{name}"), -1)))) // a name with its article, where the grammar wants it
			}
			if a, b := of(en.words[key]), of(text); !slices.Equal(a, b) && !phrased(key) {
				t.Errorf("%q is filled with %v in English, with %v in %s", key, a, b, l.Code)
			}
		}
		for _, key := range l.keys() {
			if _, ok := en.words[key]; !ok && !optional(key) {
				t.Errorf("locales/en has no %q, which locales/%s has", key, l.Code)
			}
		}
	}
}

// optional are keys that a language has only where it writes something in a way of
// its own.
func optional(key string) bool { return strings.HasPrefix(key, "date.century.") }

// phrased are sentences into which each language puts whichever forms of the names
// and dates its grammar takes.
func phrased(key string) bool { return strings.HasPrefix(key, "sentence.") }

func TestLocalesWriteAsTheirLanguageDoes(t *testing.T) {
	for _, l := range allLocales(t) {
		for _, key := range l.keys() {
			text := l.words[key]
			if strings.Contains(text, "'") || strings.Contains(text, `"`) || strings.Contains(text, "...") {
				t.Errorf("locales/%s: %q has a typewriter's marks: %s", l.Code, key, text)
			}
			if l.Code == "fr" {
				for _, m := range regexp.MustCompile(`[^\x{202f}\x{a0}][;:!?»]|«[^\x{202f}\x{a0}]`).FindAllString(text, -1) {
					if !regexp.MustCompile(`https?:|::|[0-9]:[0-9]`).MatchString(text) {
						t.Errorf("locales/fr: %q has no narrow space in %q: %s", key, m, text)
					}
				}
			}
		}
	}
}

// TestEverythingHasWords proves that whatever the program can name is named on
// pages, so that no key shows in place of words.
func TestEverythingHasWords(t *testing.T) {
	var keys []string
	add := func(prefix string, names ...string) {
		for _, n := range names {
			keys = append(keys, prefix+n)
		}
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	for name := range kinds {
		add("kind.", name)
	}
	for _, name := range standing.Names() {
		d, err := standing.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		add("doctrine.", name)
		for _, r := range d.Rules {
			add("value.", r.Then)
			if r.Aspect == standing.Relations {
				add("sentence.relations.", r.Then)
			}
		}
	}
	for _, a := range standing.Aspects() {
		add("aspect.", string(a))
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range names.IDs() {
		e, _ := names.Entity(id)
		add("entity.", e.Kind)
	}
	add("modality.", "asserted", "negated", "future", "hypothetical", answers.BothSaid)
	add("value.", "yes", "no", "contested", "unknown")
	add("sentence.", "yes", "no", "contested", "unknown")
	add("verdict.", answers.True, answers.False, answers.Mixed, answers.Unclear, answers.Answered)
	add("does.", answers.Adds, answers.Confirms, answers.Refines, answers.Contradicts, answers.Known)
	for _, d := range []ledger.Decision{ledger.Accept, ledger.Reject, ledger.Correct, ledger.Unsure, ledger.Supersede, ledger.Undo} {
		add("decision.", string(d))
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for _, l := range allLocales(t) {
		for _, key := range keys {
			if l.words[key] == "" {
				t.Errorf("locales/%s: no words for %q", l.Code, key)
			}
		}
	}
}

// sources are the templates and the code that may use keys.
func sources(t *testing.T) map[string]string {
	files := map[string]string{}
	for _, folder := range []string{".", "templates", "../watch"} {
		err := fs.WalkDir(os.DirFS(folder), ".", func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && file != "." {
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return err
			}
			ending := filepath.Ext(file)
			if (ending == ".go" || ending == ".html") && !strings.HasSuffix(file, "_test.go") {
				text, err := os.ReadFile(filepath.Join(folder, file))
				files[filepath.Join(folder, file)] = string(text)
				return err
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// used are keys as they stand in the sources: whole, or as the beginning of those
// that are put together (with "." at the end).
var (
	literal = regexp.MustCompile(`"([A-Za-z_]+(?:\.[A-Za-z0-9_]+)*\.?)"`)
	called  = regexp.MustCompile(`\b[TN]\(? ?"([a-z_]+(?:\.[a-z0-9_]+)*)"[^+]`)
)

func TestKeysThatAreUsedExist(t *testing.T) {
	en := english(t)
	groups := map[string]bool{}
	for _, key := range en.keys() {
		if group, _, ok := strings.Cut(key, "."); ok {
			groups[group] = true
		}
	}
	exists := func(key string) bool {
		return en.words[key] != "" || en.words[key+".other"] != "" || slices.ContainsFunc(en.keys(), func(k string) bool { return strings.HasPrefix(k, key+".") })
	}
	for file, text := range sources(t) {
		asked := map[string]bool{}
		for _, m := range called.FindAllStringSubmatch(text, -1) {
			asked[m[1]] = true
		}
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			group, rest, ok := strings.Cut(m[1], ".")
			if ok && groups[group] && rest != "" && !slices.Contains([]string{"css", "js", "html", "json", "svg", "sort", "n"}, rest) {
				asked[strings.TrimSuffix(m[1], ".")] = true
			}
		}
		for key := range asked {
			if !exists(key) {
				t.Errorf("%s uses %q, which no locale has", file, key)
			}
		}
	}
}

func TestNoKeyIsUnused(t *testing.T) {
	whole, begun := map[string]bool{}, map[string]bool{}
	for _, text := range sources(t) {
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			if strings.HasSuffix(m[1], ".") {
				begun[m[1]] = true
			} else {
				whole[m[1]] = true
			}
		}
	}
	for _, key := range english(t).keys() {
		ok := whole[key]
		for _, form := range []string{".one", ".other", "_day"} {
			ok = ok || whole[strings.TrimSuffix(key, form)]
		}
		for prefix := range begun {
			ok = ok || strings.HasPrefix(key, prefix)
		}
		if !ok {
			t.Errorf("nothing uses %q", key)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	for _, c := range []struct{ edtf, en, fr string }{
		{"", "–", "–"},
		{"2025-07-03", "3 July 2025", "3 juillet 2025"},
		{"2025-07-01", "1 July 2025", "1ᵉʳ juillet 2025"},
		{"2025-07", "July 2025", "juillet 2025"},
		{"2025-07-XX", "July 2025", "juillet 2025"},
		{"2025", "2025", "2025"},
		{"199X", "the 1990s", "les années 1990"},
		{"20XX", "the 21st century", "le XXIᵉ siècle"},
		{"2021-08-15/..", "since 15 August 2021", "depuis le 15 août 2021"},
		{"../2001-11-13", "until 13 November 2001", "jusqu’au 13 novembre 2001"},
		{"1996/2001", "1996 to 2001", "1996 – 2001"},
		{"2011-22", "summer 2011", "été 2011"},
		{"no date", "no date", "no date"},
		{"<b>", "<b>", "<b>"},
	} {
		for _, l := range allLocales(t) {
			want := map[string]string{"en": c.en, "fr": c.fr}[l.Code]
			if got := l.Date(c.edtf); want != "" && got != want {
				t.Errorf("%s: %q is written %q, not %q", l.Code, c.edtf, got, want)
			}
		}
	}
}

func TestNumbersAndPlurals(t *testing.T) {
	l := &locale{Code: "fr", words: map[string]string{"thousands": " ", "x.one": "{n} acte", "x.other": "{n} actes"}}
	l.tag = allLocales(t)[1].tag
	for n, want := range map[int]string{0: "0 acte", 1: "1 acte", 2: "2 actes", 1234567: "1 234 567 actes"} {
		if got := l.N("x", n); got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
	if got := fill("{a} {b}", []any{"a", "{b}", "b", "x"}); got != "{b} x" {
		t.Errorf("what fills a place is filled itself: %q", got)
	}
	if got := fmt.Sprint(l.T("no such key")); got != "no such key" {
		t.Errorf("a key without words: %q", got)
	}
}
