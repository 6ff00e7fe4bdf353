package web

import (
	"strconv"
	"time"

	"github.com/credence-project/credence/ledger"
)

// patience is how long a page waits for what is worked out beside it.
const patience = 60 * time.Millisecond

// sourcesPage is who published what the ledger holds.
type sourcesPage struct {
	Sources []ledger.Source
	Counted bool   // the sources were counted
	Total   int    // of all pages
	Before  string // the addresses of the pages beside this, "" without
	After   string
	As      string // RFC 3339: the state of the ledger that the figures are of, "" the last
}

// sourcesShown is how many sources a page lists.
const sourcesShown = 250

// sources is the page of who published what was read.
func (q *request) sources() (*page, error) {
	latest, err := q.server.Ledger.Latest(q.Context())
	if err != nil {
		return nil, err
	}
	list, of, ok := q.server.slow.sources.get(q.Context(), latest, patience)
	first, err := q.readSkip(len(list))
	if err != nil {
		return nil, err
	}
	end := min(first+sourcesShown, len(list))
	data := sourcesPage{Sources: list[first:end], Counted: ok, Total: len(list)}
	if first > 0 {
		data.Before = q.same("skip", number(max(first-sourcesShown, 0)), "format", "")
	}
	if end < len(list) {
		data.After = q.same("skip", number(end), "format", "")
	}
	if ok && !of.Equal(latest) {
		data.As = of.UTC().Format(time.RFC3339)
	}
	p := &page{name: "sources", title: q.locale.T("sources.title"), data: data}
	if !ok {
		return p, nil
	}
	p.table = &table{name: "sources", columns: []string{"source", "documents", "assertions", "first", "last"}}
	for _, s := range list {
		p.table.row(s.Name, number(s.Documents), number(s.Assertions), s.First, s.Last)
	}
	p.api = "/api/v1/sources"
	return p, nil
}

// readSkip reads how many of a list are on the pages before.
func (q *request) readSkip(count int) (int, error) {
	text := q.values.Get("skip")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, bad("problem.after", text)
	}
	return min(n, count), nil
}
