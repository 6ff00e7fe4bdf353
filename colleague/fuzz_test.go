package colleague

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// FuzzAnswer holds whatever a model may answer against what every assertion that
// is kept must be.
func FuzzAnswer(f *testing.F) {
	f.Add(acted)
	f.Add("```json\n" + acted + "\n```")
	f.Add(`{"acts":[{"quote":"Sweden has not recognised Kosovo's neighbour","act":"recognize-state","actors":[{"text":"","id":"SWE"}],"recipients":[{"id":"XKX"}],"modality":"negated"}]}`)
	f.Add(`<think>{"acts":[]}</think>{"acts":[{}]}`)
	f.Add(`{"acts":[{"quote":"Oslo","act":"visit","actors":[{"id":"\u0000"}],"date":"2024-05/..","modality":"future","over":[{"text":"Oslo"}]}]}`)
	kinds, err := act.LoadOntology()
	if err != nil {
		f.Fatal(err)
	}
	d := names(f)
	a := read(f, oslo)
	f.Fuzz(func(t *testing.T, answer string) {
		items, err := parseAnswer(answer)
		if err != nil {
			return
		}
		g := &gathering{checker: checker{article: a, kinds: kinds, names: d, by: "model"}}
		for _, i := range items {
			g.take(i, part{start: 0, end: len(a.Text)})
		}
		if len(g.assertions)+len(g.refused) > len(items) {
			t.Errorf("%d acts became %d and %d refused", len(items), len(g.assertions), len(g.refused))
		}
		for n := range g.assertions {
			x := &g.assertions[n]
			if x.Quote == "" || a.Text[x.Start:x.End] != x.Quote || kinds[x.Kind.Name] != x.Kind || x.Confidence != Confidence {
				t.Errorf("%+v", x)
			}
			if _, err := edtf.Parse(x.Date); err != nil && x.Date != "" {
				t.Errorf("date: %v", err)
			}
			for _, side := range [][]act.Party{x.Actors, x.Recipients, x.Over} {
				for _, p := range side {
					if _, known := d.Entity(p.ID); !known || a.Text[p.Start:p.End] != p.Text {
						t.Errorf("party %+v", p)
					}
				}
			}
			if agreed, _ := Compare([]act.Assertion{*x}, []act.Assertion{*x}); agreed[0] != "" {
				t.Errorf("it does not agree with itself: %q", agreed[0])
			}
			_ = x.Record(a)
		}
	})
}

// FuzzFind holds what is found to be words of the text that are the quote's, but
// for marks and spaces.
func FuzzFind(f *testing.F) {
	f.Add("Le 3 juillet, « Moscou » a reconnu l’Émirat – le premier.\nPuis\u00a0rien.", "a reconnu l'Émirat - le premier. Puis rien")
	f.Add("a a a", "a a")
	f.Add("\xff’\xff x", "\xff'\xff")
	f.Add("“x” ", `"x"`)
	f.Fuzz(func(t *testing.T, text, quote string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		start, end, ok := find(text, quote)
		if !ok {
			if n := len(quote); n > 0 && n <= longestQuote && text == quote && utf8.ValidString(quote) && strings.TrimSpace(quote) == quote {
				t.Errorf("%q does not stand in itself", quote)
			}
			return
		}
		if start < 0 || end <= start || end > len(text) {
			t.Fatalf("%q in %q: %d to %d", quote, text, start, end)
		}
		got, at := foldMarks(text[start:end])
		bare := func(s string) string { return strings.Trim(s, `" `) }
		if want, _ := foldMarks(quote); bare(got) != bare(want) || len(at) != len(got)+1 {
			t.Errorf("%q in %q: %q", quote, text, text[start:end])
		}
	})
}
