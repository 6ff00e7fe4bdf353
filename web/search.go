package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ledger"
)

// How many reports a page of results, and its file, have.
const (
	resultsShown = 50
	resultsFiled = 500
)

// choice is one that a form offers.
type choice struct{ Value, Name string }

// searchPage is a page of results, with the form that they came from.
type searchPage struct {
	Filter ledger.Filter
	Found  *answers.Found
	Shown  int    // reports
	More   string // the address of the page that follows, "" without
	Acts   []choice
	States []choice
	Langs  []choice
}

// search is the page that finds acts by who, what, when, where and in which words.
func (q *request) search() (*page, error) {
	f, err := q.filter()
	if err != nil {
		return nil, err
	}
	limit := resultsShown
	if q.values.Get("format") == "csv" {
		limit = resultsFiled
	}
	results, err := q.server.Ledger.Search(q.Context(), f, limit)
	if err != nil {
		return nil, err
	}
	data := searchPage{Filter: f, Found: answers.NewFound(results), Langs: q.languages()}
	if data.Acts, data.States, err = q.kinds(); err != nil {
		return nil, err
	}
	for n := range data.Found.Acts {
		data.Shown += len(data.Found.Acts[n].Reports)
	}
	if results.Next != 0 { // as known now, so that no page repeats another
		data.More = q.same("after", strconv.FormatInt(results.Next, 10), "known", q.known.UTC().Format(time.RFC3339Nano), "format", "")
	}
	return &page{name: "search", title: q.locale.T("search.title"), data: data, table: q.searchTable(data.Found), api: q.searchAPI()}, nil
}

// searchAPI is the address of the same for programs.
func (q *request) searchAPI() string {
	v := url.Values{}
	for key, list := range q.values {
		if key == "format" || key == "lang" || key == "after" && list[0] == "" {
			continue
		}
		if said := q.several(key); len(said) > 0 {
			v[key] = said
		}
	}
	return address("/api/v1/search", v, nil)
}

// filter reads what an address asks to be searched for.
func (q *request) filter() (ledger.Filter, error) {
	one := q.values.Get
	f, err := q.asked.Filter(ask.Sought{
		Party: one("party"), Actor: one("actor"), Recipient: one("recipient"), Kinds: q.several("kind"), Modalities: q.several("modality"), Langs: q.several("lang_of"),
		From: one("from"), To: one("to"), Source: one("source"), Words: one("words"), After: one("after"),
	})
	return f, unusable(err)
}

// several returns the values of a key that say something.
func (q *request) several(key string) (list []string) {
	for _, x := range q.values[key] {
		if x != "" && !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	return list
}

// kinds returns the kinds of acts and of states of affairs by their names.
func (q *request) kinds() (acts, states []choice, err error) {
	known, err := act.LoadOntology()
	if err != nil {
		return nil, nil, err
	}
	for name, kind := range known {
		c := choice{name, q.locale.known("kind."+name, name)}
		if kind.State {
			states = append(states, c)
		} else {
			acts = append(acts, c)
		}
	}
	q.byName(acts)
	q.byName(states)
	return acts, states, nil
}

// languages returns those whose articles are read, by their names.
func (q *request) languages() (list []choice) {
	names := display.Languages(q.locale.tag)
	for _, code := range lang.Codes() {
		list = append(list, choice{code, names.Name(language.Make(code))})
	}
	q.byName(list)
	return list
}

// byName puts choices in the order of their names.
func (q *request) byName(list []choice) {
	alphabet := q.locale.order()
	slices.SortFunc(list, func(a, b choice) int { return cmp.Or(alphabet(a.Name, b.Name), strings.Compare(a.Value, b.Value)) })
}

// searchTable has a row for each report.
func (q *request) searchTable(found *answers.Found) *table {
	t := &table{name: "search", columns: []string{
		"act", "kind", "actor", "recipient", "over", "assertion", "date", "modality", "said_by", "article", "source", "published", "lang", "quote",
	}}
	for n := range found.Acts {
		e := &found.Acts[n]
		for _, r := range e.Reports {
			t.row(e.Act.String(), e.Kind, e.Actor, e.Recipient, e.Over, r.Assertion.String(), r.Date, r.Modality, r.SaidBy, r.Article, r.Source, r.Published, r.Lang, r.Quote)
		}
	}
	return t
}

// Asks reports whether a list of a filter has a value.
func (p searchPage) Asks(key, value string) bool {
	switch key {
	case "kind":
		return slices.Contains(p.Filter.Kinds, value)
	case "lang_of":
		return slices.Contains(p.Filter.Langs, value)
	case "modality":
		return slices.ContainsFunc(p.Filter.Modalities, func(m act.Modality) bool { return m.String() == value })
	}
	return false
}

// Modalities are the names of all.
func (p searchPage) Modalities() []string {
	return []string{"asserted", "negated", "future", "hypothetical"}
}

// Day writes a day of the filter as a form has it, "" where it is open.
func (p searchPage) Day(d edtf.Day) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
