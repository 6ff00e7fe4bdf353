package web

import (
	"context"

	"github.com/credence-project/credence/ledger"
)

// homePage is what the first page shows.
type homePage struct {
	Counts ledger.Counts
}

// home is the first page: one field to ask in, and what changed lately.
func (q *request) home() (*page, error) {
	counts, err := q.server.count(q.Context())
	if err != nil {
		return nil, err
	}
	return &page{name: "home", title: q.locale.T("home.title"), data: homePage{Counts: counts}}, nil
}

func (s *Server) count(ctx context.Context) (ledger.Counts, error) { return s.Ledger.Count(ctx) }
