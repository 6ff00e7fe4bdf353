package timex

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/credence-project/credence/ud"
)

// compileText opens a language that has one rule file.
func compileText(text string) (*Grammar, error) {
	return Open(fstest.MapFS{"times/a.rules": {Data: []byte(text)}})
}

const good = `find time
words unit
  day day days
rule today : time
  match today
  gives period(of=document, n=0, unit=day)
  example 2025-01-02 | It is [today]. | 2025-01-02
`

func TestErrorsInRulesNameTheLine(t *testing.T) {
	if _, err := compileText(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		line       int
		says       string
	}{
		{"unknown keyword", "finds time\n", 1, `"finds" opens nothing`},
		{"stray indent", "  match today\n", 1, "belongs to a rule"},
		{"unknown line of a rule", "rule a : time\n  matches x\n", 2, "no part of a rule"},
		{"rule without category", "rule a\n", 1, "rule NAME : CATEGORY"},
		{"rule without match", "rule a : time\n  gives today()\n", 1, "a match and a gives"},
		{"rule without example", "rule a : time\n  match today\n  gives today()\n", 1, "has an example"},
		{"unknown reference", strings.Replace(good, "match today", "match <week>", 1), 5, "<week> is no list"},
		{"open bracket", strings.Replace(good, "match today", "match (today", 1), 5, `")" is missing`},
		{"empty choice", strings.Replace(good, "match today", "match (today|)", 1), 5, "an empty pattern"},
		{"unknown function", strings.Replace(good, "period(of", "perido(of", 1), 6, `no function "perido"`},
		{"unknown parameter", strings.Replace(good, "n=0", "m=0", 1), 6, `no parameter "m"`},
		{"unknown value", strings.Replace(good, "unit=day", "unit=days", 1), 6, "neither captured"},
		{"left-over text", strings.Replace(good, "unit=day)", "unit=day))", 1), 6, "left over"},
		{"brackets and dates", strings.Replace(good, "| 2025-01-02\n", "| 2025-01-02; 2025\n", 1), 7, "1 expressions in brackets, 2 dates"},
		{"near miss with brackets", strings.Replace(good, "example", "not", 1), 7, "a near miss has none"},
		{"value of a word", strings.Replace(good, "day day days", "dya day", 1), 3, "neither a number nor a symbol"},
		{"word twice", strings.Replace(good, "day day days", "day day day", 1), 3, "stands twice"},
		{"name twice", good + "define unit = x\n", 8, "is taken at times/a.rules:2"},
		{"definition of itself", good + "define a = <a>\nrule b : time\n  match <a>\n  gives today()\n  not - | x\n", 8, "needs itself"},
		{"weak words only", "weak today\n" + good, 5, "can match without a word that tells of time"},
		{"range", "number n = 9..1\n", 1, "LOW..HIGH"},
		{"guard", strings.Replace(good, "  gives", "  unless nxt x\n  gives", 1), 6, "next|previous|itself"},
		{"context in an inner category", strings.Replace(good, "rule today : time\n  match today", "rule today : day\n  match {today} x", 1), 5, "braces need"},
		{"category that is not there", "find tiem\n" + good[len("find time\n"):], 0, "no such category"},
		{"category that starts with itself", good + "rule b : time\n  match <it=time> x\n  gives it\n  not - | y\n", 0, "can start with itself"},
	} {
		_, err := compileText(c.text)
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		var at *SourceError
		if errors.As(err, &at) != (c.line > 0) || c.line > 0 && at.Line != c.line || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want line %d and %q", c.name, err, c.line, c.says)
		}
	}
}

func TestNoRulesFindNothing(t *testing.T) {
	g, err := Open(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(g, plainWords, "2025-01-02", past, "Il est parti hier, le 3 mars 2020."); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestNumbersInWords(t *testing.T) {
	for code, table := range map[string]map[string]int{
		"fr": {
			"dix-huit": 18, "vingt et un": 21, "soixante-dix-sept": 77, "soixante et onze": 71, "quatre-vingts": 80,
			"quatre-vingt-dix-neuf": 99, "deux cent quatorze": 214, "mille neuf cent quatre-vingt": 1980, "deux mille": 2000,
			"trois cent mille": 300000, "10.000": 10000, "un": 1, "cent": 100,
		},
		"en": {
			"twenty-four": 24, "two hundred and fourteen": 214, "a hundred": 100, "nineteen": 19, "a": 1, "two dozen": 24,
			"three thousand five hundred": 3500, "1,250": 1250,
		},
	} {
		m := matcher{g: open(t, code)}
		for text, want := range table {
			s := ud.Sentence{Tokens: []ud.Token{{End: len(text), Form: text}}}
			if !m.load(&s) {
				m.prepare()
			}
			if got, end, ok := m.number(0); !ok || got != want || end != len(m.atoms) {
				t.Errorf("%s: %q is %d up to %d of %d", code, text, got, end, len(m.atoms))
			}
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add(good)
	f.Add("find t\nrule a : t\n  match [a] (b|c) {<d=number>} +x\n  gives duration(n=d, unit=day)\n  not - | z\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := compileText(text)
		if (g == nil) == (err == nil) {
			t.Fatal("a grammar or an error")
		}
		if g != nil {
			read(g, plainWords, "2025-01-02", past, "It is today, 3 days before 5 a b c.")
		}
	})
}
