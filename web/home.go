package web

import (
	"time"

	"github.com/credence-project/credence/ledger"
)

// homePage is what the first page shows.
type homePage struct {
	Empty bool

	// Worked out beside the requests; nil until then, and perhaps of a while ago.
	Counts  *ledger.Counts
	Outlook *outlook
	Awaits  *awaiting
	As      string // RFC 3339: the earliest state of the ledger that they are of, "" the last
}

// home is the first page: one field to ask in, what changed lately, what is
// contested, what awaits a person.
func (q *request) home() (*page, error) {
	var data homePage
	latest, err := q.server.Ledger.Latest(q.Context())
	if err != nil {
		return nil, err
	}
	data.Empty = latest.IsZero()
	slow, oldest := &q.server.slow, latest
	older := func(of time.Time, there bool) {
		if there && of.Before(oldest) {
			oldest = of
		}
	}
	var of time.Time
	var there bool
	asOf := q.server.asOf(latest)
	slow.counts.get(q.Context(), latest, 0) // so that all begin together
	slow.outlook.get(q.Context(), asOf, 0)
	data.Awaits, of, there = slow.awaiting.get(q.Context(), latest, patience)
	older(of, there)
	data.Outlook, of, there = slow.outlook.get(q.Context(), asOf, patience)
	older(of, there)
	data.Counts, of, there = slow.counts.get(q.Context(), latest, 0)
	older(of, there)
	if !oldest.Equal(latest) {
		data.As = oldest.UTC().Format(time.RFC3339)
	}
	return &page{name: "home", title: q.locale.T("home.title"), data: data}, nil
}
