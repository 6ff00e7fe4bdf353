package web

import (
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/influence"
)

// How long pages wait for shares that are not worked out yet.
const (
	holdPatience  = 3 * time.Second
	shortPatience = 20 * time.Millisecond // where the shares are not what the page is about
)

// influencePage is who had a hold on a country when.
type influencePage struct {
	Of     string
	From   edtf.Day // 0 the first of which the ledger tells
	Result *sheet   // nil where it is still worked out

	// The last of each, where there are many, and how many are left out.
	Leads        []influence.Lead
	Changes      []influence.Change
	Opinions     []influence.Opinion
	LeftLeads    int
	LeftChanges  int
	LeftOpinions int

	Method []string // its paragraphs
}

// How many of each the page shows.
const (
	leadsShown    = 40
	changesShown  = 12
	opinionsShown = 20
)

// lastOf returns the last of a list, and how many were before.
func lastOf[T any](list []T, most int) ([]T, int) {
	left := max(len(list)-most, 0)
	return list[left:], left
}

// influenceChooser is the page that asks of which country.
type influenceChooser struct{ Countries []choice }

// influences is the page where a country is chosen.
func (q *request) influences() (*page, error) {
	if name := q.values.Get("of"); name != "" {
		id, err := q.party(name)
		if err != nil {
			return nil, err
		}
		return &page{goTo: q.link("/influence/" + id)}, nil
	}
	var data influenceChooser
	for _, id := range q.server.Names.IDs() {
		if e, _ := q.server.Names.Entity(id); e.Kind == "state" || e.Kind == "territory" {
			data.Countries = append(data.Countries, choice{id, q.server.Names.Name(id, q.locale.Code)})
		}
	}
	q.byName(data.Countries)
	return &page{name: "influences", title: q.locale.T("influence.choose"), data: data}, nil
}

// influence is the page of who had a hold on a country through time.
func (q *request) influence() (*page, error) {
	id, err := q.party(q.PathValue("id"))
	if err != nil {
		return nil, err
	}
	from, err := answers.ParseFirstDay(q.values.Get("from"))
	if err != nil {
		return nil, bad("problem.day", q.values.Get("from"))
	}
	if from != 0 && (from > q.on || q.on-from > influence.MaxYears*365) {
		return nil, bad("influence.span", q.values.Get("from"))
	}
	data := influencePage{Of: id, From: from, Method: strings.Split(influence.Method, "\n\n")}
	if data.Result, err = q.hold(id, from, holdPatience); err != nil {
		return nil, err
	}
	p := &page{name: "influence", title: q.locale.T("influence.title", "name", q.server.Names.Name(id, q.locale.Code)), data: data}
	if data.Result == nil {
		return p, nil
	}
	data.Leads, data.LeftLeads = lastOf(data.Result.Leads, leadsShown)
	data.Changes, data.LeftChanges = lastOf(data.Result.Changes, changesShown)
	data.Opinions, data.LeftOpinions = lastOf(data.Result.Opinions, opinionsShown)
	p.data, p.table, p.api = data, q.influenceTable(id, from), q.link("/api/v1/influence", "of", id, "from", q.values.Get("from"))
	return p, nil
}

// yearly returns the last point of each year.
func yearly(points []influence.Point) (list []influence.Point) {
	for n := range points {
		year, _, _ := dayOf(points[n].Date).Parts()
		if len(list) > 0 {
			if before, _, _ := dayOf(list[len(list)-1].Date).Parts(); before == year {
				list = list[:len(list)-1]
			}
		}
		list = append(list, points[n])
	}
	return list
}

// influenceTable has a row for each power at each point, worked out when it is asked
// for.
func (q *request) influenceTable(id string, from edtf.Day) *table {
	t := &table{name: "influence-" + id, columns: []string{"country", "date", "power", "share", "low", "high", "score"}}
	t.rest = func() error {
		what, err := q.holdOf(id, from)
		if err != nil {
			return err
		}
		r, err := q.server.influenceOn(q.Context(), what)
		if err != nil {
			return err
		}
		for n := range r.Series {
			for _, s := range r.Series[n].Powers {
				t.row(id, r.Series[n].Date.String(), s.Power, share(s.Share), share(s.Low), share(s.High), share(s.Score))
			}
		}
		return nil
	}
	return t
}

// ShareOf is what a power has at a point.
func (p influencePage) ShareOf(point influence.Point, power string) influence.Share {
	return shareOf(&point, power)
}

// Look is the look of a power in the charts, 0 where it is one of the others.
func (p influencePage) Look(power string) int {
	for n, shown := range p.Result.Shown {
		if shown == power && n < powersDrawn {
			return n + 1
		}
	}
	return 0
}

// Begins is the first day as the form has it.
func (p influencePage) Begins() string {
	if p.From == 0 {
		return ""
	}
	return p.From.String()
}

// latestLeads returns the last leads of a result that began up to a day, the latest
// first.
func latestLeads(r *sheet, on edtf.Day, most int) (list []influence.Lead) {
	if r == nil {
		return nil
	}
	for n := len(r.Leads) - 1; n >= 0 && len(list) < most; n-- {
		if dayOf(r.Leads[n].From) <= on {
			list = append(list, r.Leads[n])
		}
	}
	return list
}
