package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// agreement is the page of how often people agreed with the reader.
func (q *request) agreement() (*page, error) {
	b, err := q.board()
	if err != nil {
		return nil, err
	}
	a, err := b.Agreement(q.Context())
	if err != nil {
		return nil, err
	}
	t := &table{name: "agreement", columns: []string{"group", "of", "accepted", "rejected", "corrected", "unsure", "confidence", "precision", "low", "high"}}
	for _, g := range []struct {
		name string
		rows []review.Tally
	}{{"all", []review.Tally{a.All}}, {"kind", a.Kinds}, {"confidence", a.Bands}, {"second", a.Second}} {
		for _, x := range g.rows {
			t.row(g.name, x.Of, number(x.Accepted), number(x.Rejected), number(x.Corrected), number(x.Unsure), share(x.Confidence), share(x.Precision), share(x.Low), share(x.High))
		}
	}
	return &page{name: "agreement", title: q.locale.T("agreement.title"), data: a, table: t}, nil
}

// revertPage asks whether all that a source said is to be rejected.
type revertPage struct {
	Source  ledger.Source
	Sources []ledger.Source // to choose from, where none is named
	Input
}

// revertForm is the page to revert a source at.
func (q *request) revertForm() (*page, error) {
	return q.revertAgain(q.values.Get("source"), q.values.Has("source"), Input{}, 0)
}

func (q *request) revertAgain(name string, named bool, in Input, status int) (*page, error) {
	sources, err := q.server.Ledger.Sources(q.Context())
	if err != nil {
		return nil, err
	}
	data := revertPage{Sources: sources, Input: in}
	if named {
		n := slices.IndexFunc(sources, func(s ledger.Source) bool { return s.Name == name })
		if n < 0 {
			return nil, missing("revert.unknown", name)
		}
		data.Source, data.Sources = sources[n], nil
	}
	return &page{name: "revert", title: q.locale.T("revert.title"), status: status, data: data}, nil
}

// revertPosted rejects what a source said, where that was confirmed.
func (q *request) revertPosted() (*page, error) {
	if err := q.ParseForm(); err != nil {
		return nil, bad("problem.form", "")
	}
	source := q.PostForm.Get("source")
	if _, err := q.revertAgain(source, true, Input{}, 0); err != nil { // there is none
		return nil, err
	}
	again := func(key string) (*page, error) {
		return q.revertAgain(source, true, Input{Problem: q.locale.T(key), Why: q.why()}, http.StatusUnprocessableEntity)
	}
	switch {
	case q.why() == "":
		return again("review.reason_wanted")
	case q.PostForm.Get("sure") != "yes":
		return again("revert.unconfirmed")
	}
	b, err := q.board()
	if err != nil {
		return nil, err
	}
	r, err := b.Revert(q.Context(), source, q.user.Name, q.why())
	if err != nil {
		return nil, err
	}
	var ids []ledger.ID
	for _, x := range r.Reviews {
		ids = append(ids, x.Assertion)
	}
	q.server.boards.settled(true, ids...)
	m := message{Key: "said.revert", N: r.Count, Pairs: []string{"source", source, "number", r.Number}, Undo: r.Number}
	if r.Count == 0 {
		m = message{Key: "said.nothing"}
	}
	return &page{goTo: q.link("/review"), cookies: []*http.Cookie{q.say(m)}}, nil
}

// Short abbreviates an id.
func (v *view) Short(id ledger.ID) string { return id.String()[:8] }

// Reasons are those that are often given.
func (v *view) Reasons() (list []string) {
	for n := 1; ; n++ {
		text := v.locale.known("review.reason."+number(n), "")
		if text == "" {
			return list
		}
		list = append(list, text)
	}
}

// Modalities are all that there are.
func (v *view) Modalities() []string {
	return []string{"asserted", "negated", "future", "hypothetical"}
}

// UndoAt is the assertion at which the form to undo stands, "-" of none.
func (v *view) UndoAt() string {
	if data, ok := v.Page.data.(reviewPage); ok && data.Item != nil {
		return data.Item.Assertion.ID.String()
	}
	return "-"
}

// Tallied names what a tally is of: all, a kind, a band of confidence (".6 to .7"), a
// second reader.
func (v *view) Tallied(of string) string {
	if of == "all" {
		return v.T("agreement.all")
	}
	if from, to, ok := strings.Cut(of, " to "); ok {
		low, err := strconv.ParseFloat(from, 64)
		high, err2 := strconv.ParseFloat(to, 64)
		if err == nil && err2 == nil {
			return v.T("agreement.band", "from", v.Percent(low), "to", v.Percent(high))
		}
	}
	return v.Kind(v.Reader(of))
}

// WithAll are the tallies of kinds, and of all.
func (v *view) WithAll(a review.Agreement) []review.Tally {
	return append(slices.Clone(a.Kinds), a.All)
}
