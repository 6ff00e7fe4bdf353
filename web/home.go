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
	Lately  *answers.Found // acts from which standings follow, those recorded last
	Kinds   []string       // of these
	Summary *summary       // nil while it is worked out
	As      string         // RFC 3339: the state of the ledger that the summary is of, "" the last
	Empty   bool
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
	sum, of, _ := q.server.slow.summary.get(q.Context(), latest, patience)
	if data.Summary = sum; sum != nil && !of.Equal(latest) {
		data.As = of.UTC().Format(time.RFC3339)
	}
	return &page{name: "home", title: q.locale.T("home.title"), data: data}, nil
}
