package web

import (
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/cases"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

//go:embed templates/*.html
var templateFiles embed.FS //nolint:gochecknoglobals // embedded

// readTemplates compiles the templates: of each page layout.html and parts.html,
// which are common to all, with the page's own, which defines "content".
func readTemplates() (map[string]*template.Template, error) {
	common, err := template.New("").Funcs(template.FuncMap{
		"part": func(v *view, x any) part { return part{v, x} },
	}).ParseFS(templateFiles, "templates/layout.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("compiling the templates: %w", err)
	}
	files, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		t, err := common.Clone()
		if err == nil {
			t, err = t.ParseFS(templateFiles, file)
		}
		if err != nil {
			return nil, fmt.Errorf("compiling the template of %s: %w", name, err)
		}
		pages[name] = t
	}
	return pages, nil
}

// part is what a common template shows, with the view that it stands in.
type part struct {
	V *view
	X any
}

// view is what templates see: the page, and the words, names and dates of the
// reader's language.
type view struct {
	*request
	Page  *page
	shown map[ledger.ID]bool // what stands on the page already
}

// Data is what the page shows.
func (v *view) Data() any { return v.Page.data }

// Title is the page's title.
func (v *view) Title() string { return v.Page.title }

// Wide reports whether the page takes the width of the window.
func (v *view) Wide() bool { return v.Page.wide }

// Lang is the code of the language.
func (v *view) Lang() string { return v.locale.Code }

// Locales are the languages that there are.
func (v *view) Locales() []*locale { return v.server.locales.list }

// T returns the words of a key, with its {placeholders} filled in: pairs of name
// and value.
func (v *view) T(key string, pairs ...any) string { return v.locale.T(key, pairs...) }

// N is T for words that depend on a number, which fills {n}.
func (v *view) N(key string, n int, pairs ...any) string { return v.locale.N(key, n, pairs...) }

// Name returns what the reader's language calls a party.
func (v *view) Name(id string) string {
	if id == "" {
		return v.T("nobody")
	}
	return v.server.Names.Name(id, v.locale.Code)
}

// The returns the name with its article: "la Russie".
func (v *view) The(id string) string {
	return strings.ReplaceAll(v.server.Names.Phrase(id, v.locale.Code, gazetteer.Definite), "'", "’")
}

// Date writes an EDTF date in words, "–" for none.
func (v *view) Date(text string) string { return v.locale.Date(text) }

// Instant writes an instant, RFC 3339, in words: its day and its time.
func (v *view) Instant(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return v.T("instant", "day", v.Date(t.UTC().Format(time.DateOnly)), "time", t.UTC().Format("15:04"))
}

// Since writes the date since which something is so.
func (v *view) Since(text string) string { return v.locale.Since(text) }

// Span writes the days from one to another, either of which may be open.
func (v *view) Span(from, to string) string {
	if from <= edtf.MinDay.String() {
		from = ".."
	}
	if to >= edtf.MaxDay.String() || to >= v.On() {
		to = ".."
	}
	if from == ".." && to == ".." {
		return "…"
	}
	return v.Date(from + "/" + to)
}

// Kind names a kind of act or state of affairs.
func (v *view) Kind(name string) string { return v.locale.known("kind."+name, name) }

// Rule names a rule of a doctrine.
func (v *view) Rule(name string) string { return v.Phrase(name).Text }

// Doctrine is the doctrine that answers.
func (v *view) Doctrine() string { return v.doctrine.Name }

// Doctrines are the names of all, in order.
func (v *view) Doctrines() []string { return v.server.questions.DoctrineNames() }

// On is the day that is asked about, EDTF.
func (v *view) On() string { return v.on.String() }

// Known is the instant as known at which the question is answered, RFC 3339.
func (v *view) Known() string { return ask.Instant(v.known) }

// KnownDay is the day of Known.
func (v *view) KnownDay() string { return v.known.UTC().Format(time.DateOnly) }

// Asked returns a value of the address, as it came.
func (v *view) Asked(key string) string { return v.values.Get(key) }

// Link is an address that keeps the days and the doctrine.
func (v *view) Link(path string, pairs ...string) string { return v.link(path, pairs...) }

// Same is this address with keys set anew.
func (v *view) Same(pairs ...string) string { return v.same(pairs...) }

// Permalink is the address of this answer for good.
func (v *view) Permalink() string { return v.permalink() }

// Asset is the address of a file of static.
func (v *view) Asset(name string) string { return v.server.assets.address(name) }

// HasTable reports whether the page can be had as CSV.
func (v *view) HasTable() bool { return v.Page.table != nil }

// API is the address of the same for programs.
func (v *view) API() string { return v.Page.api }

// Feed is the address of what changes.
func (v *view) Feed() string { return v.Page.feed }

// PairLink is the address of the page of two parties.
func (v *view) PairLink(a, b string) string { return v.link("/pair/" + a + "/" + b) }

// looks are how a value is shown: the class of its style, and a shape, so that nothing
// is told by colour alone.
var looks = map[string]struct{ tone, sign string }{ //nolint:gochecknoglobals // a table
	"yes": {"yes", "●"}, "ambassador": {"yes", "●"}, answers.True: {"yes", "●"},
	"some": {"part", "◑"}, "embassy": {"part", "◕"}, "charge": {"part", "◕"}, "consulate": {"part", "◔"},
	"contested": {"contested", "◐"}, answers.Mixed: {"contested", "◐"},
	"no": {"no", "○"}, "none": {"no", "○"}, answers.False: {"no", "○"},
}

// Sign is the shape that goes with a value.
func (v *view) Sign(value string) string { return cmp.Or(looks[value].sign, "·") }

// Tone is the class of style of a value.
func (v *view) Tone(value string) string { return cmp.Or(looks[value].tone, "unknown") }

// Mark is the sign of how an act stands.
func (v *view) Mark(modality string) string {
	switch modality {
	case "asserted":
		return "✓"
	case "negated":
		return "✗"
	case "future":
		return "→"
	case answers.BothSaid:
		return "◐"
	}
	return "?"
}

// place is an entry of the menu.
type place struct {
	Path, Key string
	Here      bool
}

// Places are the entries of the menu.
func (v *view) Places() []place {
	list := []place{
		{Path: "/map", Key: "nav.map"}, {Path: "/search", Key: "nav.search"}, {Path: "/check", Key: "nav.check"}, {Path: "/read", Key: "nav.read"},
		{Path: "/influence", Key: "nav.influence"}, {Path: "/doctrine", Key: "nav.doctrine"}, {Path: "/sources", Key: "nav.sources"}, {Path: "/review", Key: "nav.review"},
	}
	for n := range list {
		list[n].Here = strings.HasPrefix(v.URL.Path, list[n].Path)
	}
	return list
}

// HasAnswer reports whether the page tells something that can be cited.
func (v *view) HasAnswer() bool { return v.Page.table != nil || v.Page.api != "" }

// Problem tells what went wrong.
func (v *view) Problem() string {
	p := v.Page.data.(*problem)
	return v.T(p.key, "about", p.about)
}

// Number writes a whole number.
func (v *view) Number(n int) string { return v.locale.Number(n) }

// Next is the number that follows.
func (v *view) Next(n int) int { return n + 1 }

// Percent writes a share.
func (v *view) Percent(x float64) string { return v.T("percent", "n", int(100*x+.5)) }

// kept is a part of the address that a form keeps.
type kept struct{ Key, Value string }

// Kept are the parts of the address that the form of days keeps: all but those
// that it sets.
func (v *view) Kept() (list []kept) {
	for key, values := range v.values {
		if !slices.Contains(keeps, key) && key != "format" && key != "lang" {
			for _, x := range values {
				list = append(list, kept{key, x})
			}
		}
	}
	slices.SortFunc(list, func(a, b kept) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// AskedDay returns a day of the address, "" where it has none.
func (v *view) AskedDay(key string) string {
	text := v.values.Get(key)
	return text[:min(len(text), len(time.DateOnly))]
}

// capital writes the first letter as a capital.
func (v *view) capital(text string) string {
	return cases.Upper(v.locale.tag).String(firstLetter(text)) + strings.TrimPrefix(text, firstLetter(text))
}

func firstLetter(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}
