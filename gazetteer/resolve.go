package gazetteer

import "github.com/credence-project/credence/edtf"

// ID returns what a mention means on a day (EDTF, "" where unknown): the id of
// the reading that Reading returns, "" where there is none.
func (g *Gazetteer) ID(m Mention, day string) string {
	if i := pick(m.Readings, daysOf(day)); i >= 0 {
		return m.Readings[i].ID
	}
	return ""
}

// Reading returns the likeliest reading of a mention that holds on a day (EDTF,
// "" where unknown): on a day of its own what a name meant of old counts before
// what it means today, Bonn in 1985 is the capital. Where none holds it is the
// likeliest at all, for articles of today speak of the USSR; but a person stands
// for nobody outside the days in office, and ok is false.
func (g *Gazetteer) Reading(m Mention, day string) (r Reading, ok bool) {
	if i := pick(m.Readings, daysOf(day)); i >= 0 {
		return m.Readings[i], true
	}
	return Reading{}, false
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

// pick returns the index of the reading that counts on the days of span, -1
// where there are only people out of office.
func pick(readings []Reading, span edtf.Span) int {
	now, any := -1, -1
	for i := range readings {
		r := &readings[i]
		switch {
		case span.IsZero():
			return i
		case !r.holds(span):
			if any < 0 && r.Sense != Person {
				any = i
			}
		case r.past:
			return i
		case now < 0:
			now = i
		case r.family && readings[now].Person != r.Person && readings[now].ID != r.ID:
			return -1 // two of the name are in office
		}
	}
	if now >= 0 {
		return now
	}
	return any
}

// Group returns the states of a group (gazetteer/data/groups.tsv) on a day (EDTF, ""
// where unknown), none where it was none then. The result is shared, read only.
func (g *Gazetteer) Group(id, day string) []string {
	span := daysOf(day)
	for _, x := range g.entities.groups[id] {
		if span.IsZero() || x.days.Overlaps(span) {
			return x.members
		}
	}
	return nil
}
