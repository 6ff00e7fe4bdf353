package web

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
)

// countryPage is how a state, regime or organisation and all others stand to each
// other on a day.
type countryPage struct {
	Entity gazetteer.Entity
	State  string       // the state that a regime belongs to, "" of a state
	Rules  []ruleOf     // who governed, or claimed to
	Rows   []countryRow // of all others
	Tally  []tally
	Acts   *answers.Found   // those recorded last
	Leads  []influence.Lead // of those who had a hold on it, the latest first
	Weighs bool             // who had is still being worked out
}

// How much of what has pages of its own the page shows.
const (
	countryActs  = 20
	countryLeads = 3
)

// ruleOf is a regime with its time.
type ruleOf struct {
	ID, Kind, From, Until string
	Now                   bool // on the day that is asked about
}

// countryRow is one other party.
type countryRow struct {
	Party                string
	Theirs, Ours         string // whether they recognise it, whether it recognises them
	TheirsSince          string
	OursSince            string
	Relations            string // as their side has them, else as it has them
	TheirRule            string
	TheirsDoubt, OursBut bool // a source says otherwise
}

// tally is how many have a value.
type tally struct {
	Value string
	Count int
}

// country is the page of a state, regime or organisation.
func (q *request) country() (*page, error) {
	id, err := q.party(q.PathValue("id"))
	if err != nil {
		return nil, err
	}
	view, err := q.desk.Panorama(q.Context(), q.question(id, ""))
	if err != nil {
		return nil, err
	}
	e, _ := q.server.Names.Entity(id)
	data := countryPage{Entity: e, Rules: q.rules(gazetteer.State(id)), Rows: q.countryRows(view)}
	if state := gazetteer.State(id); state != id {
		data.State = state
	}
	data.Tally = tallies(data.Rows)
	found, err := q.server.Ledger.Search(q.Context(), ledger.Filter{Party: id, Known: q.known}, countryActs)
	if err != nil {
		return nil, err
	}
	data.Acts = answers.NewFound(found)
	held, err := q.holdInPassing(id)
	if err != nil {
		return nil, err
	}
	data.Leads, data.Weighs = latestLeads(held, q.on, countryLeads), held == nil
	name := q.server.Names.Name(id, q.locale.Code)
	return &page{name: "country", title: name, data: data, table: q.countryTable(id, data.Rows), api: q.link("/api/v1/panorama", "of", id), feed: q.link("/feed/of", "id", id)}, nil
}

// countryRows are the rows of a day, those who recognise first.
func (q *request) countryRows(view *answers.Panorama) (rows []countryRow) {
	for n := range view.Parties {
		x := &view.Parties[n]
		theirs, relations := x.Theirs.On(q.on)
		ours, back := x.Ours.On(q.on)
		row := countryRow{
			Party: x.Party, Theirs: theirs.Value, Ours: ours.Value, TheirsSince: theirs.Since, OursSince: ours.Since,
			Relations: relations.Value, TheirRule: theirs.Rule, TheirsDoubt: theirs.Doubted, OursBut: ours.Doubted,
		}
		if row.Relations == "unknown" {
			row.Relations = back.Value
		}
		if row.Theirs != "unknown" || row.Ours != "unknown" || row.Relations != "unknown" || row.TheirsDoubt || row.OursBut {
			rows = append(rows, row)
		}
	}
	alphabet, order := q.locale.order(), []string{"yes", "contested", "no", "unknown"}
	name := func(r countryRow) string { return q.server.Names.Name(r.Party, q.locale.Code) }
	slices.SortStableFunc(rows, func(a, b countryRow) int {
		return cmp.Or(slices.Index(order, a.Theirs)-slices.Index(order, b.Theirs), alphabet(name(a), name(b)))
	})
	return rows
}

// tallies counts the rows by value.
func tallies(rows []countryRow) (list []tally) {
	for _, value := range []string{"yes", "contested", "no"} {
		count := 0
		for n := range rows {
			if rows[n].Theirs == value {
				count++
			}
		}
		list = append(list, tally{value, count})
	}
	return list
}

// rules returns the regimes of a state, the latest first.
func (q *request) rules(state string) (list []ruleOf) {
	day := q.on.String()
	for _, id := range q.server.Names.IDs() {
		e, _ := q.server.Names.Entity(id)
		if e.Of != state || e.Kind != "government" && e.Kind != "movement" {
			continue
		}
		from, until := e.From, e.Until
		for _, p := range e.Periods {
			if p.Kind == "government" {
				from, until = p.From, p.Until
			}
		}
		now := e.KindOn(day) == "government" && from <= day && (until == "" || day <= until)
		list = append(list, ruleOf{ID: id, Kind: e.KindOn(day), From: from, Until: until, Now: now})
	}
	slices.SortFunc(list, func(a, b ruleOf) int { return cmp.Or(-strings.Compare(a.From, b.From), strings.Compare(a.ID, b.ID)) })
	return list
}

func (q *request) countryTable(id string, rows []countryRow) *table {
	t := &table{name: "standing-" + id + "-" + q.on.String(), columns: []string{
		"of", "on", "known", "doctrine", "party", "party_name", "recognises_it", "since", "rule", "recognised_by_it", "recognised_by_it_since", "relations",
	}}
	for _, r := range rows {
		t.row(id, q.on.String(), q.view().Known(), q.doctrine.Name, r.Party, q.server.Names.Name(r.Party, q.locale.Code), r.Theirs, r.TheirsSince, r.TheirRule, r.Ours, r.OursSince, r.Relations)
	}
	return t
}

// view is what templates would see, for the words and dates that tables need.
func (q *request) view() *view { return &view{request: q} }
