package act

import (
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
)

// bear notes the date that the unit in hand bears: that of its first words, where
// they are a label, else that of the section's heading. What an entry of a chronology
// tells is counted from the year of its label.
func (r *Reader) bear(s *ud.Sentence, first bool) {
	var opening *timex.Expression
	if len(r.times) > 0 && !r.times[0].Date.IsZero() && !r.times[0].Date.IsInterval() {
		opening = &r.times[0]
	}
	switch unit := &r.article.Units[r.unit]; {
	case unit.Kind == article.Heading || first && r.years && isYear(r.article.Text[unit.Start:unit.End]):
		if first {
			r.section, r.label, r.entry, r.inEntry = "", "", "", false
		}
		if opening != nil && r.alone(opening) {
			r.section = opening.EDTF
		}
		r.story()
	case first:
		if r.inEntry {
			r.story()
			r.inEntry = false
		}
		r.label = r.section
		if opening == nil || !r.labels(opening) && !r.alone(opening) && !r.entitles(opening) {
			return
		}
		if r.labels(opening) && r.place(opening) {
			r.times = r.clock.Read(s)
			opening = &r.times[0]
			r.entry = opening.EDTF
		}
		r.label = opening.EDTF
	}
}

// place sets the clock to the end of the year of the label x, that it tells itself, or
// that is the first after the entry before in which it can lie; false where the section
// has a date, or that year is not known.
func (r *Reader) place(x *timex.Expression) bool {
	if r.section != "" || len(x.EDTF) < 4 || r.anchor == "" || x.Relation != timex.Absolute && r.entry == "" {
		return false
	}
	day := x.EDTF
	if x.Relation != timex.Absolute {
		if len(day) < 7 || len(r.entry) < 7 {
			return false
		}
		day = r.entry[:4] + day[4:]
		if day[:7] < r.entry[:7] || day < r.entry && len(day) == len(r.entry) {
			d, err := edtf.Parse(r.entry[:4])
			if err != nil {
				return false
			}
			day = d.AddYears(1).String() + day[4:]
		}
	}
	if day > r.anchor {
		return false
	}
	end := day[:4]
	if end == r.anchor[:4] {
		end = r.anchor
	}
	d, err := edtf.Parse(end)
	if err != nil || d.IsZero() {
		return false
	}
	r.clock.SetPeriod(d)
	r.inEntry = true
	return true
}

// overYears reports whether two units or more of an article are nothing but a year.
func overYears(a *article.Article) bool {
	n := 0
	for i := range a.Units {
		if u := &a.Units[i]; u.Kind != article.Meta && isYear(a.Text[u.Start:u.End]) {
			n++
		}
	}
	return n > 1
}
