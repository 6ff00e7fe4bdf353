package article

import (
	"strings"
	"testing"
)

// TestExamplesOfTheLanguages runs the examples at the end of every
// article.toml.
func TestExamplesOfTheLanguages(t *testing.T) {
	x := newReader(t, Options{}).lexicon
	for _, w := range x.all {
		if len(w.examples) < 4 {
			t.Errorf("%s: only %d examples", w.code, len(w.examples))
		}
		for _, e := range w.examples {
			l, ok := x.metaLine(e.Line, w.code)
			ok = ok && !l.bare()
			if e.Meta != nil && !*e.Meta {
				if ok {
					t.Errorf("%s: %q is taken for a byline or date line: %+v", w.code, e.Line, l)
				}
				continue
			}
			if !ok {
				t.Errorf("%s: %q is no byline or date line", w.code, e.Line)
				continue
			}
			order := l.zone
			if order == orderUnknown {
				order = w.order
			}
			if got := strings.Join(l.names, ", "); got != e.Byline && (e.Byline != "" || e.Published == "" && e.Updated == "") {
				t.Errorf("%s: %q is by %q, want %q", w.code, e.Line, got, e.Byline)
			}
			if got := l.published.settle(order).edtf(); got != e.Published {
				t.Errorf("%s: %q was published %q, want %q", w.code, e.Line, got, e.Published)
			}
			if got := l.updated.settle(order).edtf(); got != e.Updated {
				t.Errorf("%s: %q was updated %q, want %q", w.code, e.Line, got, e.Updated)
			}
		}
	}
}
