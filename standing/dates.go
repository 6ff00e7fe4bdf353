package standing

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// dating is the day of an act as several reports give it.
type dating struct {
	span   edtf.Span // the days one of which it is; where the reports disagree, all that they give
	date   string    // EDTF, of the side with most sources; of those with as many, the finest, then the first
	others []string  // what the others give
}

// side is the reports whose dates can all be right.
type side struct {
	span    edtf.Span
	date    string
	sources int
}

// readDates brings the dates of reports together: 2025-07 and 2025-07-03 agree
// on the finer one, 25 and 26 May disagree. What is reported as done was done by
// the day of the report, so that cuts the span short. nil where no report is
// dated.
func readDates(reports []*ledger.Report) *dating {
	var sides []side
	for _, p := range independent(reports) {
		d, err := edtf.Parse(p.Date)
		if err != nil {
			continue
		}
		span := d.Bounds()
		if told := Reported(p); told >= span.First && told < span.Last {
			span.Last = told
		}
		sides = join(sides, side{span, p.Date, 1})
	}
	if len(sides) == 0 {
		return nil
	}
	slices.SortStableFunc(sides, func(a, b side) int {
		return cmp.Or(b.sources-a.sources, a.span.Days()-b.span.Days(), cmp.Compare(a.span.First, b.span.First))
	})
	best := &dating{span: sides[0].span, date: sides[0].date}
	for _, s := range sides[1:] {
		best.span.First, best.span.Last = min(best.span.First, s.span.First), max(best.span.Last, s.span.Last)
		best.others = append(best.others, s.date)
	}
	return best
}

// join adds a date to the side that it agrees with, or as a side of its own.
func join(sides []side, s side) []side {
	for n := range sides {
		if both := sides[n].span.Meet(s.span); !both.IsZero() {
			if s.span.Days() < sides[n].span.Days() {
				sides[n].date = s.date
			}
			sides[n].span = both
			sides[n].sources++
			return sides
		}
	}
	return append(sides, s)
}

// independent returns the reports without those of near copies of a document
// that is among them already, and the dates of one document but once each.
func independent(reports []*ledger.Report) []*ledger.Report {
	var kept []*ledger.Report
	for _, p := range reports {
		if !slices.ContainsFunc(kept, func(q *ledger.Report) bool { return ledger.SameText(p, q) && p.Date == q.Date }) {
			kept = append(kept, p)
		}
	}
	return kept
}
