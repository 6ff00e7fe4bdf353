package gazetteer

import "github.com/credence-project/credence/edtf"

// contested is for how many days after a coup those who seized power are told apart from
// the state that they then act for.
const contested = 60

// Junta returns those who had just seized power in a state on a day (EDTF): a junta of a
// name of its own while its rule is new, else the state itself.
func (g *Gazetteer) Junta(state, day string) string {
	best := state
	for _, e := range g.entities.juntas[state] {
		if e.From > day || e.Until != "" && e.Until < day {
			continue
		}
		from, err := edtf.Parse(e.From)
		if err != nil || from.AddDays(contested).String() < day {
			continue
		}
		if best == state || e.ID < best {
			best = e.ID
		}
	}
	return best
}
