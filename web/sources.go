package web

import (
	"time"

	"github.com/credence-project/credence/ledger"
)

// patience is how long a page waits for what is worked out beside it.
const patience = 400 * time.Millisecond

// sourcesPage is who published what the ledger holds.
type sourcesPage struct {
	Sources []ledger.Source
	Counted bool   // the sources were counted
	As      string // RFC 3339: the state of the ledger that the figures are of, "" the last
}

// sources is the page of who published what was read.
func (q *request) sources() (*page, error) {
	latest, err := q.server.Ledger.Latest(q.Context())
	if err != nil {
		return nil, err
	}
	list, of, ok := q.server.slow.sources.get(q.Context(), latest, patience)
	data := sourcesPage{Sources: list, Counted: ok}
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
