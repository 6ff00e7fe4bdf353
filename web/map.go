package web

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// mapPage is the answers of all states to one question on a day, on a map.
type mapPage struct {
	Of          string // "" where it is not yet asked
	Show        string
	Step        string
	Against     string // a second day, EDTF, "" where none is compared
	Suggestions []string
	Parties     []string // that can be asked about
	Rows        []mapRow // of whom something is told
	Silent      []string // states of that day of whom nothing is
	Off         []string // parties of whom something is told, and that no shape stands for
	Changed     []mapRow // the rows that differ between the two days
	Legend      []tally
	Layers      []mapLayer
	World       *atlas.World
	Slider      slider
}

// mapRow is what one party answers.
type mapRow struct {
	Party       string
	Value       string
	Since, Rule string
	Doubted     bool   // a source says otherwise
	Before      string // the value on the second day
}

// slider is a range of days, as numbers.
type slider struct{ First, Last, Now edtf.Day }

// question is one of the questions that a map answers.
type mapQuestion struct {
	name   string
	ours   bool // it is asked about the acts of the one, not about those of all others
	levels bool // its answers are levels of relations
}

// mapQuestions are all of them, the usual one first.
var mapQuestions = []mapQuestion{ //nolint:gochecknoglobals // a table
	{name: "recognised"}, {name: "relations", levels: true}, {name: "recognises", ours: true}, {name: "posts", ours: true, levels: true},
}

// mapSteps are how far the buttons beside the day go.
var mapSteps = []string{"month", "year", "day", "change"} //nolint:gochecknoglobals // a table

// mapOf is the page of the map.
func (q *request) mapOf() (*page, error) {
	for key := range q.values { // a form sends what is left empty
		if q.values.Get(key) == "" {
			q.values.Del(key)
		}
	}
	asked, err := q.mapQuestion()
	if err != nil {
		return nil, err
	}
	data := &mapPage{Show: asked.name, Step: q.step(), World: q.server.world, Suggestions: q.server.world.Suggested, Parties: q.mapParties()}
	if q.values.Get("of") == "" {
		return &page{name: "map", title: q.locale.T("map.title"), data: data, wide: true}, nil
	}
	if data.Of, err = q.party(q.values.Get("of")); err != nil {
		return nil, err
	}
	if data.Of != q.values.Get("of") {
		return &page{goTo: q.same("of", data.Of)}, nil
	}
	view, err := q.desk.Panorama(q.Context(), q.question(data.Of, ""))
	if err != nil {
		return nil, err
	}
	moved, err := q.moved(asked, view, data.Step)
	if err != nil {
		return nil, err
	}
	if moved != 0 {
		return &page{goTo: q.same("on", moved.String(), "move", "", "slide", "")}, nil
	}
	if err := q.fillMap(data, asked, view); err != nil {
		return nil, err
	}
	title := q.locale.T("map.question."+asked.name, "the", q.view().The(data.Of), "name", q.view().Name(data.Of))
	return &page{name: "map", title: title, data: data, wide: true, table: q.mapTable(data), api: q.link("/api/v1/panorama", "of", data.Of)}, nil
}

// mapQuestion returns the question of the address.
func (q *request) mapQuestion() (mapQuestion, error) {
	name := cmp.Or(q.values.Get("show"), mapQuestions[0].name)
	n := slices.IndexFunc(mapQuestions, func(x mapQuestion) bool { return x.name == name })
	if n < 0 {
		return mapQuestion{}, bad("problem.map_question", name)
	}
	return mapQuestions[n], nil
}

func (q *request) step() string {
	if s := q.values.Get("step"); slices.Contains(mapSteps, s) {
		return s
	}
	return mapSteps[0]
}

// mapParties are the states, and the governments of the day, in the alphabet of the
// reader's language.
func (q *request) mapParties() (list []string) {
	day := q.on.String()
	for _, id := range q.server.Names.IDs() {
		e, _ := q.server.Names.Entity(id)
		if e.Kind == "state" && gazetteer.State(id) == id || e.KindOn(day) == "government" || slices.Contains(q.server.world.Suggested, id) {
			list = append(list, id)
		}
	}
	q.sortParties(list)
	return list
}

// sortParties puts parties in the order of their names.
func (q *request) sortParties(list []string) {
	alphabet, name := q.locale.order(), q.view().Name
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(alphabet(name(a), name(b)), cmp.Compare(a, b)) })
}

// fillMap answers the question.
func (q *request) fillMap(data *mapPage, asked mapQuestion, view *answers.Panorama) error {
	against, err := answers.ParseDay(q.values.Get("against"))
	if err != nil {
		return bad("problem.day", q.values.Get("against"))
	}
	if against != 0 {
		data.Against = against.String()
	}
	for n := range view.Parties {
		course := asked.of(&view.Parties[n])
		now := stretchOn(course, q.on)
		row := mapRow{Party: view.Parties[n].Party, Value: now.Value, Since: now.Since, Rule: now.Rule, Doubted: now.Doubted}
		if against != 0 {
			row.Before = stretchOn(course, against).Value
		}
		if row.Value != "unknown" || row.Doubted {
			data.Rows = append(data.Rows, row)
		}
		if row.Before != "" && row.Before != row.Value {
			data.Changed = append(data.Changed, row)
		}
	}
	q.sortRows(data.Rows)
	q.sortRows(data.Changed)
	data.Slider = q.sliderOf(asked, view)
	q.drawMap(data)
	data.Legend = mapLegend(data, asked)
	return nil
}

// of returns the course that answers a question about a neighbour.
func (m mapQuestion) of(x *answers.Neighbour) []answers.Stretch {
	c := &x.Theirs
	if m.ours {
		c = &x.Ours
	}
	if m.levels {
		return c.Relations
	}
	return c.Recognised
}

// stretchOn returns the stretch of a course that a day lies in.
func stretchOn(course []answers.Stretch, day edtf.Day) answers.Stretch {
	s, _ := (&answers.Course{Recognised: course}).On(day)
	return s
}

// mapValues are all answers in the order in which they are shown.
var mapValues = []string{"yes", "ambassador", "embassy", "charge", "consulate", "some", "contested", "no", "none", "unknown"} //nolint:gochecknoglobals // a table

// sortRows puts rows in the order of their values, then of their names.
func (q *request) sortRows(rows []mapRow) {
	alphabet, name := q.locale.order(), q.view().Name
	slices.SortFunc(rows, func(a, b mapRow) int {
		return cmp.Or(slices.Index(mapValues, a.Value)-slices.Index(mapValues, b.Value), alphabet(name(a.Party), name(b.Party)), cmp.Compare(a.Party, b.Party))
	})
}

// middling are the levels that a legend leaves out where nobody has them.
var middling = []string{"embassy", "charge", "consulate", "some"} //nolint:gochecknoglobals // a table

// mapLegend counts the answers by value; no evidence is what states of the day are
// without.
func mapLegend(data *mapPage, asked mapQuestion) (list []tally) {
	values := []string{"yes", "contested", "no"}
	if asked.levels {
		values = []string{"ambassador", "embassy", "charge", "consulate", "some", "contested", "none"}
	}
	for _, value := range values {
		count := 0
		for n := range data.Rows {
			if data.Rows[n].Value == value {
				count++
			}
		}
		if count > 0 || !slices.Contains(middling, value) {
			list = append(list, tally{value, count})
		}
	}
	return append(list, tally{"unknown", len(data.Silent)})
}

// mapTable is the map in rows.
func (q *request) mapTable(data *mapPage) *table {
	t := &table{name: "map-" + data.Of + "-" + data.Show + "-" + q.on.String(), columns: []string{
		"question", "of", "on", "known", "doctrine", "party", "party_name", "value", "since", "rule", "doubted", "against", "value_against",
	}}
	row := func(r mapRow) {
		t.row(data.Show, data.Of, q.on.String(), q.view().Known(), q.doctrine.Name, r.Party, q.view().Name(r.Party), r.Value, r.Since, r.Rule,
			map[bool]string{true: "yes"}[r.Doubted], data.Against, r.Before)
	}
	for _, r := range data.Rows {
		row(r)
	}
	for _, r := range data.Changed {
		if r.Value == "unknown" && !r.Doubted { // no row of its own
			row(r)
		}
	}
	return t
}
