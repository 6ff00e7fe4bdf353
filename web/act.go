package web

import (
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

// act is the page of an act, or of the acts that an assertion speaks of: every
// quote where it stands, how it was read, who judged what, and what was set aside.
func (q *request) act() (*page, error) {
	id, err := q.find(q.PathValue("id"), "act", "assertion")
	if err != nil {
		return nil, err
	}
	why, err := q.desk.WhyID(q.Context(), id.String(), q.known)
	if err != nil {
		return nil, err
	}
	if len(why.Acts) == 0 {
		return nil, missing("problem.id", q.PathValue("id"))
	}
	return &page{name: "act", title: q.actTitle(&why.Acts[0]), data: why, api: q.link("/api/v1/why/" + q.PathValue("id"))}, nil
}

func (q *request) actTitle(g *answers.Ground) string {
	v := q.view()
	title := q.locale.T("act.title_one", "kind", v.Kind(g.Kind), "actor", v.Name(g.Actor))
	if g.Recipient != "" {
		title = q.locale.T("act.title", "kind", v.Kind(g.Kind), "actor", v.Name(g.Actor), "recipient", v.Name(g.Recipient))
	}
	if len(g.Passages) == 0 {
		title = q.locale.T("act.title_withdrawn", "title", title)
	}
	return v.capital(title)
}

// NoID is what no assertion and no act is called.
func (v *view) NoID() string { return ledger.ID{}.String() }

// First reports whether the page has not shown an assertion yet, which it then has.
func (v *view) First(id ledger.ID) bool {
	if v.shown[id] {
		return false
	}
	if v.shown == nil {
		v.shown = map[ledger.ID]bool{}
	}
	v.shown[id] = true
	return true
}

// ByRule reports whether a rule judged, not a person.
func (v *view) ByRule(by string) bool { return by == ledger.ByRule }
