package gazetteer

import "github.com/credence-project/credence/edtf"

// ID returns what a mention means on a day (EDTF, "" where unknown): the
// likeliest reading that holds on it, else the one nearest in time, for articles
// of today speak of the USSR. A person stands for nobody outside his or her days
// in office; then, and where nothing is known, the id is "".
func (g *Gazetteer) ID(m Mention, day string) string {
	if i := nearest(m.Readings, daysOf(day)); i >= 0 {
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

// nearest returns the index of the first reading that holds on the days of
// span, else of the one nearest to them; -1 where only people out of office are.
func nearest(readings []Reading, span edtf.Span) int {
	best, gap := -1, edtf.MaxDay
	for i := range readings {
		r := &readings[i]
		if span.IsZero() || r.holds(span) {
			return i
		}
		if d := r.distance(span); r.Sense != Person && d < gap {
			best, gap = i, d
		}
	}
	return best
}

// distance returns how many days lie between the reading's and span.
func (r *Reading) distance(span edtf.Span) edtf.Day {
	if span.Last < r.days.First {
		return r.days.First - span.Last
	}
	return span.First - r.days.Last
}
