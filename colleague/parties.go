package colleague

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// resolve returns the id of a party that a model named, on a day (EDTF). An id
// counts where the gazetteer has it and nothing that the name can mean speaks
// against it; otherwise what the name means, likeliest first. ok is false where
// neither is known.
func resolve(names *gazetteer.Directory, id, name, day string) (_ string, ok bool) {
	meant := meanings(names, name, day)
	given := meanings(names, id, day)
	switch {
	case len(given) == 0 && len(meant) == 0:
		return "", false
	case len(given) == 0:
		return meant[0], true
	case len(meant) == 0:
		return given[0], true
	}
	for _, g := range given {
		if slices.ContainsFunc(meant, func(m string) bool { return gazetteer.State(m) == gazetteer.State(g) }) {
			return g, true
		}
	}
	return meant[0], true
}

// meanings returns the parties that a name or an id can mean: of somebody in
// office those for whom, of a town the state that it lies in.
func meanings(names *gazetteer.Directory, name, day string) []string {
	if name == "" || len(name) > longestQuote {
		return nil
	}
	var list []string
	for _, id := range names.Lookup(name) {
		e, _ := names.Entity(id)
		switch e.Kind {
		case "person":
			for _, p := range e.Periods {
				if during(p, day) {
					list = append(list, p.Of)
				}
			}
		case "place":
			list = append(list, strings.FieldsFunc(e.Of, func(r rune) bool { return r == '|' })...)
		default:
			list = append(list, id)
		}
	}
	return list
}

// during reports whether a day lies in a period, or no day is known.
func during(p gazetteer.Period, day string) bool {
	on, err := edtf.Parse(day)
	if err != nil {
		return true
	}
	span := edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}
	if from, err := edtf.Parse(p.From); err == nil {
		span.First = from.Bounds().First
	}
	if until, err := edtf.Parse(p.Until); err == nil {
		span.Last = until.Bounds().Last
	}
	return span.Overlaps(on.Bounds())
}
