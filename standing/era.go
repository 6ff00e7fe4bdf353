package standing

import (
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// era is a time during which a party was of one kind: a movement, then a
// government.
type era struct {
	governs bool // held the capital of its state
	rules   bool // claims to be a government or a state, whether or not it holds the capital
	days    edtf.Span
	from    string // EDTF, as the gazetteer has it
	until   string
}

// eras returns the times of a party that is no plain state; nil where nothing
// is known of them.
func eras(w World, id string) []era {
	e, known := w.Entity(id)
	if !known || !strings.Contains(id, ".") {
		return nil
	}
	var all []era
	for _, p := range e.Periods {
		days := edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}
		if d, err := edtf.Parse(p.From); err == nil {
			days.First = d.Bounds().First
		}
		if d, err := edtf.Parse(p.Until); err == nil {
			days.Last = d.Bounds().Last
		}
		governs, rules := ruling(p.Kind)
		all = append(all, era{governs, rules, days, p.From, p.Until})
	}
	return all
}

// ruling tells whether a kind of party of the gazetteer governs its state, and
// whether it claims to rule at all.
func ruling(sort string) (governs, rules bool) {
	switch sort {
	case "government", "junta":
		return true, true
	case "rival-government", "administration", "breakaway", "authority":
		return false, true
	}
	return false, false
}

// eraOf returns the era that a day lies in, -1 where in none.
func eraOf(all []era, day edtf.Day) int {
	for n := len(all) - 1; n >= 0; n-- {
		if all[n].days.Holds(day) {
			return n
		}
	}
	return -1
}

// class returns what a party is to a doctrine: state, disputed, government,
// breakaway, movement or organization.
func (x *deriver) class(id string) string {
	e, known := x.world.Entity(id)
	if !strings.Contains(id, ".") {
		for _, d := range x.doctrine.Disputed {
			if d == id {
				return "disputed"
			}
		}
		if known && e.Kind != "state" && e.Kind != "territory" {
			return e.Kind
		}
		return "state"
	}
	if !known {
		return "government"
	}
	class := e.Kind
	for _, p := range e.Periods {
		switch governs, rules := ruling(p.Kind); {
		case p.Kind == "breakaway":
			return "breakaway"
		case governs || rules:
			class = "government"
		}
	}
	return class
}

// governs reports whether a party held the capital of its state on a day.
func (x *deriver) governs(id string, day edtf.Day) bool {
	all := x.eras(id)
	n := eraOf(all, day)
	return n >= 0 && all[n].governs
}

// eras remembers the eras of a party.
func (x *deriver) eras(id string) []era {
	if known, ok := x.known[id]; ok {
		return known
	}
	x.known[id] = eras(x.world, id)
	return x.known[id]
}

// state is the state that an id belongs to.
func state(id string) string { return gazetteer.State(id) }
