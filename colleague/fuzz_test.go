package colleague

import (
	"testing"

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
