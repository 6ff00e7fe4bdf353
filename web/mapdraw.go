package web

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
)

// mapLayer is the shapes that are drawn alike.
type mapLayer struct {
	Tone   string // yes, part, contested, no, unknown, absent, self
	Points bool
	Shapes []mapShape
}

// mapShape is a state on the map, with the party that answers for it.
type mapShape struct {
	atlas.Shape
	Party       string
	Value       string
	Since       string
	Changed     bool
	Before      string
	name        string // in the reader's language
	claimed     bool   // a row answers
	territorial bool   // a state of that day
}

// mapTones are the ways of drawing, in the order of the keyboard.
var mapTones = []string{"yes", "part", "contested", "no", "self", "unknown", "absent"} //nolint:gochecknoglobals // a table

// MapTone is the way of drawing a value.
func (v *view) MapTone(value string) string {
	if value == "some" {
		return "part"
	}
	return v.Tone(value)
}

// drawMap gives each shape the row that answers for it.
func (q *request) drawMap(data *mapPage) {
	shapes := map[string]*mapShape{}
	list := make([]mapShape, len(q.server.world.Shapes))
	day := q.on.String()
	for n, s := range q.server.world.Shapes {
		e, _ := q.server.Names.Entity(s.ID)
		list[n] = mapShape{Shape: s, Party: s.ID, Value: "unknown", name: q.view().Name(s.ID), territorial: (e.From == "" || e.From <= day) && (e.Until == "" || e.Until >= day)}
		shapes[s.ID] = &list[n]
	}
	rows := slices.Clone(data.Rows)
	for _, r := range data.Changed {
		if !slices.ContainsFunc(rows, func(x mapRow) bool { return x.Party == r.Party }) {
			rows = append(rows, r)
		}
	}
	drawn := q.claim(rows, shapes)
	for _, r := range data.Rows {
		if !drawn[r.Party] && gazetteer.State(r.Party) != gazetteer.State(data.Of) {
			data.Off = append(data.Off, r.Party)
		}
	}
	q.sortParties(data.Off)
	if s := shapes[gazetteer.State(data.Of)]; s != nil {
		s.Party, s.Value, s.Changed, s.claimed = data.Of, "self", false, true
	}
	for n := range list {
		if s := &list[n]; s.territorial && s.Value == "unknown" {
			data.Silent = append(data.Silent, s.Party)
		}
	}
	q.sortParties(data.Silent)
	data.Layers = q.layers(list)
}

// claim gives shapes to rows: each its own; then, where no row has claimed them, a
// state's to its regimes, its government of the day first, and those of the states
// of today to the state of former days that stood there. It returns the parties that
// have a shape.
func (q *request) claim(rows []mapRow, shapes map[string]*mapShape) map[string]bool {
	drawn := map[string]bool{}
	give := func(r *mapRow, id string) {
		if s := shapes[id]; s != nil && !s.claimed {
			s.claimed, drawn[r.Party] = true, true
			s.Party, s.Value, s.Since, s.name = r.Party, r.Value, r.Since, q.view().Name(r.Party)
			s.Before, s.Changed = r.Before, r.Before != "" && r.Before != r.Value
		}
	}
	for n := range rows {
		give(&rows[n], rows[n].Party)
	}
	day := q.on.String()
	rank := func(r mapRow) int {
		if e, _ := q.server.Names.Entity(r.Party); e.KindOn(day) == "government" {
			return 0
		}
		return 1
	}
	regimes := slices.DeleteFunc(slices.Clone(rows), func(r mapRow) bool { return gazetteer.State(r.Party) == r.Party })
	slices.SortStableFunc(regimes, func(a, b mapRow) int { return cmp.Compare(rank(a), rank(b)) })
	for n := range regimes {
		give(&regimes[n], gazetteer.State(regimes[n].Party))
	}
	for n := range rows {
		for _, once := range q.server.world.Onces {
			e, _ := q.server.Names.Entity(once.ID)
			if once.ID != rows[n].Party || e.Until != "" && e.Until < day {
				continue
			}
			for _, id := range once.Shapes {
				give(&rows[n], id)
			}
		}
	}
	return drawn
}

// layers sorts shapes by how they are drawn; points lie on top.
func (q *request) layers(list []mapShape) (layers []mapLayer) {
	v, alphabet := q.view(), q.locale.order()
	slices.SortFunc(list, func(a, b mapShape) int { return cmp.Or(alphabet(a.name, b.name), cmp.Compare(a.ID, b.ID)) })
	for _, points := range []bool{false, true} {
		for _, tone := range mapTones {
			layer := mapLayer{Tone: tone, Points: points}
			for _, s := range list {
				if s.Point == points && toneOf(v, &s) == tone {
					layer.Shapes = append(layer.Shapes, s)
				}
			}
			if len(layer.Shapes) > 0 {
				layers = append(layers, layer)
			}
		}
	}
	return layers
}

func toneOf(v *view, s *mapShape) string {
	switch {
	case s.Value == "self":
		return "self"
	case !s.claimed && !s.territorial:
		return "absent"
	}
	return v.MapTone(s.Value)
}

// ShapeTitle tells what a shape shows.
func (v *view) ShapeTitle(s mapShape) string {
	name := v.Name(s.Party)
	switch {
	case s.Value == "self":
		return name
	case !s.claimed && !s.territorial:
		return v.T("map.absent", "name", name)
	case s.Changed:
		return v.T("map.shape.changed", "name", name, "before", v.T("value."+s.Before), "value", v.T("value."+s.Value))
	case s.Since != "" && s.Value != "unknown":
		return v.T("map.shape.since", "name", name, "value", v.T("value."+s.Value), "since", v.Date(s.Since))
	}
	return v.T("map.shape", "name", name, "value", v.T("value."+s.Value))
}

// ShapeLink is where a shape leads.
func (v *view) ShapeLink(of string, s mapShape) string {
	if s.Value == "self" {
		return v.link("/of/" + of)
	}
	return v.PairLink(s.Party, of)
}

// Questions and Steps are what can be chosen on the map.
func (v *view) Questions() (names []string) {
	for _, m := range mapQuestions {
		names = append(names, m.name)
	}
	return names
}

// Steps are how far the buttons of the map go.
func (v *view) Steps() []string { return mapSteps }

// MapSign is the sign that goes with an answer.
func (v *view) MapSign(value string) string {
	if value == "some" {
		return "◔"
	}
	return v.Sign(value)
}
