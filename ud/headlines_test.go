package ud_test

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// leastHeadlines is the share of the titles in testdata/headlines.tsv that
// must be read right: a measure, not a list of what is known to work.
const leastHeadlines = 0.75

func TestShippedModelsReadHeadlines(t *testing.T) {
	file, err := os.ReadFile("testdata/headlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	parsers := map[string]*ud.Parser{}
	for _, line := range strings.Split(strings.TrimSpace(string(file)), "\n") {
		f := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(f) != 6 {
			continue
		}
		code, title, want := f[0], f[1], strings.Join(f[2:], " ")
		if parsers[code] == nil {
			folder, err := lang.Open(code)
			if err != nil {
				t.Fatal(err)
			}
			m, err := ud.Open(folder)
			if err != nil {
				t.Fatal(err)
			}
			parsers[code] = m.NewParser()
		}
		all[code]++
		if got := clause(parsers[code].Parse(title, 0)); got == want {
			right[code]++
		} else {
			t.Logf("%q: %s, want %s", title, got, want)
		}
	}
	for code, n := range all {
		t.Logf("%s: %d of %d titles read right", code, right[code], n)
		if float64(right[code]) < leastHeadlines*float64(n) {
			t.Errorf("%s: only %d of %d titles are read right", code, right[code], n)
		}
	}
}

// clause tells the root of a title, its lemma, its subject and its object.
func clause(sentences []ud.Sentence) string {
	if len(sentences) != 1 {
		return "several sentences"
	}
	s := &sentences[0]
	root, subject, object := s.Root(), "-", "-"
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Head == root {
			switch t.BaseRel() {
			case "nsubj":
				subject = t.Form
			case "obj":
				object = t.Form
			}
		}
	}
	return s.Tokens[root].Form + " " + s.Tokens[root].Lemma + " " + subject + " " + object
}
