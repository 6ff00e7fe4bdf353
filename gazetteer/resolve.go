package gazetteer

import "github.com/credence-project/credence/edtf"

// ID returns what a mention means on a day (EDTF, "" where unknown): the
// likeliest reading that holds on it, else the likeliest at all, for articles of
// today speak of the USSR. A person stands for nobody outside his or her days
// in office; then, and where nothing is known, the id is "".
func (g *Gazetteer) ID(m Mention, day string) string {
	if i := pick(m.Readings, daysOf(day)); i >= 0 {
		return m.Readings[i].ID
	}
	return ""
}

// On returns the readings of m that hold on a day (EDTF), likeliest first; all
// of them where day is "". The result shares memory with the gazetteer.
func (g *Gazetteer) On(m Mention, day string) []Reading {
	span := daysOf(day)
	if span.IsZero() {
		return m.Readings
	}
	n := 0
	for n < len(m.Readings) && m.Readings[n].holds(span) {
		n++
	}
	if n == len(m.Readings) {
		return m.Readings
	}
	list := append([]Reading(nil), m.Readings[:n]...)
	for _, r := range m.Readings[n:] {
		if r.holds(span) {
			list = append(list, r)
		}
	}
	return list
}

// Holds reports whether r means what it says on a day (EDTF), wholly or in part.
func (r *Reading) Holds(day string) bool { return r.holds(daysOf(day)) }

func (r *Reading) holds(span edtf.Span) bool {
	return r.days.First <= span.Last && span.First <= r.days.Last
}

// pick returns the index of the first reading that holds on the days of span,
// else of the first at all; -1 where only people out of office are.
func pick(readings []Reading, span edtf.Span) int {
	best := -1
	for i := range readings {
		r := &readings[i]
		if span.IsZero() || r.holds(span) {
			return i
		}
		if best < 0 && r.Sense != Person {
			best = i
		}
	}
	return best
}
