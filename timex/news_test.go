package timex

import (
	"os"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// least is the share of right dates that the sentences of testdata must reach
// with the models that the languages ship, as value F1: no rule should be
// changed to reach it on these sentences alone.
const least = 0.95

func TestNewsSentences(t *testing.T) {
	for _, code := range []string{"fr", "en"} {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ud.Open(folder); err != nil {
			t.Fatal(err)
		}
		g, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		parse := parse(folder)
		right, wanted, found := 0, 0, 0
		for _, x := range newsSentences(t, "testdata/news."+code+".txt") {
			got := read(g, parse, x.DocDate, unknownTense, x.Text)
			wanted, found = wanted+len(x.Want), found+len(got)
			hits := 0
			for _, w := range x.Want {
				for _, g := range got {
					if g.Start < w.End && w.Start < g.End {
						if g.EDTF == w.EDTF {
							hits++
						}
						break
					}
				}
			}
			right += hits
			if hits != len(x.Want) || len(got) != len(x.Want) {
				t.Logf("%s:%d: %s\n\tfound%s", code, x.Line, x.Text, show(got))
			}
		}
		f1 := 2 * float64(right) / float64(wanted+found)
		t.Logf("%s: %d expressions, %d found, value F1 %.3f", code, wanted, found, f1)
		if f1 < least {
			t.Errorf("%s: value F1 %.3f is below %.3f", code, f1, least)
		}
	}
}

// newsSentences reads a file of sentences written as examples are.
func newsSentences(t *testing.T, name string) []Example {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all []Example
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		line = strings.TrimSuffix(strings.TrimSpace(line), "|")
		x, err := parseExample(place{name, i + 1}, "", line)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, x)
	}
	return all
}
