package web

import (
	"github.com/credence-project/credence/answers"
)

// pairPage is all that is known between two parties.
type pairPage struct {
	A, B     string
	Standing [2]answers.Status // of B towards A, of A towards B
	History  *answers.History
	Timeline *timeline // nil where nothing has a day
	Ladder   []rung    // nil where no level of relations is known
}

// pair is the page of two parties.
func (q *request) pair() (*page, error) {
	a, err := q.party(q.PathValue("a"))
	if err != nil {
		return nil, err
	}
	b, err := q.party(q.PathValue("b"))
	if err != nil {
		return nil, err
	}
	if a == b {
		return nil, bad("problem.same", a)
	}
	data := pairPage{A: a, B: b}
	for n, x := range []answers.Question{q.question(b, a), q.question(a, b)} {
		rows, err := q.desk.Status(q.Context(), x)
		if err != nil {
			return nil, err
		}
		data.Standing[n] = rows[0]
	}
	if data.History, err = q.desk.History(q.Context(), q.question(a, b), answers.LastTold); err != nil {
		return nil, err
	}
	data.Timeline = newTimeline(data.History, q.on)
	data.Ladder = ladder(data.Standing[0], data.Standing[1])
	name := func(id string) string { return q.server.Names.Name(id, q.locale.Code) }
	return &page{
		name: "pair", title: q.locale.T("pair.title", "a", name(a), "b", name(b)), data: data, table: q.pairTable(data.History),
		api: q.link("/api/v1/history", "a", a, "b", b), feed: q.link("/feed/history", "a", a, "b", b),
	}, nil
}

// pairTable has a row for each report.
func (q *request) pairTable(h *answers.History) *table {
	t := &table{name: "acts-" + h.A + "-" + h.B, columns: []string{
		"act", "kind", "actor", "recipient", "over", "date", "modality", "sources", "assertion", "article", "source", "published", "said_by", "report_date", "report_modality", "quote",
	}}
	for n := range h.Acts {
		e := &h.Acts[n]
		for _, r := range e.Reports {
			t.row(e.Act.String(), e.Kind, e.Actor, e.Recipient, e.Over, e.Date, e.Modality, number(e.Sources),
				r.Assertion.String(), r.Article, r.Source, r.Published, r.SaidBy, r.Date, r.Modality, r.Quote)
		}
	}
	return t
}
