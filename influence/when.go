package influence

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// moment is when an act counts.
type moment struct {
	days   []edtf.Day // from which it counts; of a state also those on which it was told again
	until  edtf.Day   // on which it ends by its own date, 0 not told
	report *ledger.Report
	dated  bool
}

// when returns the days on which an act counts, false where no report has one.
//
// A date that leaves several days open means the last of them, but none after the
// publication of the report: what is told has happened by then, and nothing is
// credited before it is certain. Of the dates that reports give, the finest is
// taken. An act without a date counts from its earliest publication. Of what lasts
// (a state, or an act that another kind can end) the end of a closed interval is
// the end; other acts took place within it.
func when(done []*ledger.Report, lasts, isState bool) (m moment, ok bool) {
	m.report = slices.MinFunc(done, better)
	date := dateOf(m.report)
	m.dated = !date.IsZero()
	if first := earliest(done); !m.dated && first != 0 {
		m.days = []edtf.Day{first}
	}
	if m.dated {
		begun := date
		if date.IsInterval() && (lasts || date.End().IsZero()) {
			begun = date.Start()
		}
		if !begun.IsZero() {
			m.days = []edtf.Day{latest(begun, published(m.report))}
		}
		if end := date.End(); lasts && date.IsInterval() && !end.IsZero() && m.days != nil {
			m.until = max(end.Bounds().Last, m.days[0]) + 1
		}
	}
	if isState && m.days != nil {
		m.renew(done)
	}
	return m, m.days != nil
}

// renew adds the days on which reports say that a state holds: it holds at least
// from the first of them, each brings it back to its full weight, and one after its
// end shows that this was none.
func (m *moment) renew(done []*ledger.Report) {
	for _, r := range done {
		date, day := dateOf(r), published(r)
		if end := date.End(); !end.IsZero() {
			day = latest(end, day)
		}
		if day != 0 {
			m.days = append(m.days, day)
		}
	}
	slices.Sort(m.days)
	m.days = slices.Compact(m.days)
	if m.days[len(m.days)-1] >= m.until {
		m.until = 0
	}
}

// latest returns the last day that a date can mean, given that it was told on a
// day; the first that it can mean where that is later still.
func latest(d edtf.Date, told edtf.Day) edtf.Day {
	b := d.Bounds()
	if told == 0 {
		return b.Last
	}
	return max(b.First, min(b.Last, told))
}

// better orders reports: what a person accepted first, then what is dated, most
// finely first, then the surer, then by content, so that no order of reports matters.
func better(a, b *ledger.Report) int {
	da, db := dateOf(a), dateOf(b)
	return cmp.Or(
		-order(a.Decision == ledger.Accept, b.Decision == ledger.Accept),
		order(da.IsZero(), db.IsZero()),
		cmp.Compare(da.Precision(), db.Precision()),
		cmp.Compare(b.Confidence, a.Confidence),
		da.Compare(db),
		cmp.Compare(published(a), published(b)),
		strings.Compare(a.Assertion.String(), b.Assertion.String()),
		strings.Compare(a.Quote, b.Quote),
	)
}

// order compares false before true.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// earliest returns the first day of publication, 0 where none is known.
func earliest(reports []*ledger.Report) edtf.Day {
	var first edtf.Day
	for _, r := range reports {
		if day := published(r); day != 0 && (first == 0 || day < first) {
			first = day
		}
	}
	return first
}

// published returns the day of a report's publication, the last that its date can
// mean; 0 where it is not known.
func published(r *ledger.Report) edtf.Day {
	d, err := edtf.Parse(r.Published)
	if err != nil || d.End().IsZero() {
		return 0
	}
	return d.Bounds().Last
}

// dateOf returns the date that a report gives, the zero Date where it gives none
// that can be read: the ledger holds only dates that were checked, and what is not
// a date dates nothing.
func dateOf(r *ledger.Report) edtf.Date {
	d, err := edtf.Parse(r.Date)
	if err != nil || d.Start().IsZero() && d.End().IsZero() {
		return edtf.Date{}
	}
	return d
}
