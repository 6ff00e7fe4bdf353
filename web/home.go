package web

import (
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

// latelyShown is how many reports the first page shows.
const latelyShown = 8

// homePage is what the first page shows.
type homePage struct {
	Lately *answers.Found // acts from which standings follow, those recorded last
	Kinds  []string       // of these
	Empty  bool

	// Worked out beside the requests; nil until then, and perhaps of a while ago.
	Counts    *ledger.Counts
	Contested []answers.Status
	Compared  bool // what is contested was worked out
	Awaits    *awaiting
	As        string // RFC 3339: the earliest state of the ledger that they are of, "" the last
}

// home is the first page: one field to ask in, what changed lately, what is
// contested, what awaits a person.
func (q *request) home() (*page, error) {
	data := homePage{Kinds: q.doctrine.Kinds()}
	lately, err := q.server.Ledger.Search(q.Context(), ledger.Filter{
		Kinds: data.Kinds, Modalities: []act.Modality{act.Asserted, act.Negated}, Known: q.known,
	}, latelyShown)
	if err != nil {
		return nil, err
	}
	data.Lately = answers.NewFound(lately)
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
	slow.counts.get(q.Context(), latest, 0) // so that all begin together
	slow.contested.get(q.Context(), latest, 0)
	data.Awaits, of, there = slow.awaiting.get(q.Context(), latest, patience)
	older(of, there)
	data.Contested, of, data.Compared = slow.contested.get(q.Context(), latest, 0)
	older(of, data.Compared)
	data.Counts, of, there = slow.counts.get(q.Context(), latest, 0)
	older(of, there)
	if !oldest.Equal(latest) {
		data.As = oldest.UTC().Format(time.RFC3339)
	}
	return &page{name: "home", title: q.locale.T("home.title"), data: data}, nil
}
