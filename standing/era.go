package standing

import (
	"slices"
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

// eras returns the times of a party that is no state of today; nil where nothing
// is known of them.
func eras(w World, id string) []era {
	e, known := w.Entity(id)
	if !known || !strings.Contains(id, ".") && e.Sort != "former-state" {
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
	case "rival-government", "administration", "authority", "breakaway", "former-state":
		return false, true
	}
	return false, false
}

// reigns makes one era of those in which a party ruled without a break: a rival
// government that takes the capital stays the one that was recognised.
func reigns(all []era) []era {
	var out []era
	for _, e := range all {
		if n := len(out) - 1; n >= 0 && e.rules && out[n].rules && out[n].days.Last+1 >= e.days.First {
			out[n].days.Last, out[n].until = max(out[n].days.Last, e.days.Last), e.until
			continue
		}
		out = append(out, e)
	}
	return out
}

// Reign is a time during which a regime ruled without a break, or claimed to.
type Reign struct {
	Days        edtf.Span
	From, Until string // EDTF, as the gazetteer has it
}

// Reigns returns the times during which a party ruled, or claimed to; none of a
// state of today and of a movement that never did.
func Reigns(w World, id string) []Reign {
	var all []Reign
	for _, e := range reigns(eras(w, id)) {
		if e.rules {
			all = append(all, Reign{e.days, e.from, e.until})
		}
	}
	return all
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

// classes are what a party can be to a doctrine.
func classes() []string {
	return []string{"state", "disputed", "territory", "government", "breakaway", "administration", "movement", "organization"}
}

// class returns what a party is to a doctrine, one of classes or another kind of
// the gazetteer.
func (x *deriver) class(id string) string {
	e, known := x.world.Entity(id)
	if !strings.Contains(id, ".") {
		switch {
		case slices.Contains(x.doctrine.Disputed, id):
			return "disputed"
		case known:
			return e.Kind
		}
		return "state"
	}
	if !known {
		return "government"
	}
	class := e.Kind
	for _, p := range e.Periods {
		switch p.Kind {
		case "breakaway":
			return "breakaway"
		case "government", "junta", "rival-government":
			return "government"
		case "administration", "authority":
			class = "administration"
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
