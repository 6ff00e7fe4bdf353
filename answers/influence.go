package answers

import (
	"context"
	"fmt"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
)

// Influence returns the shares of the powers that deal with q.Of, from one day to
// the day of the question; from 0 is the first day of which the ledger tells.
func (d *Desk) Influence(ctx context.Context, q Question, from edtf.Day, o influence.Options) (*influence.Result, error) {
	q.On = d.day(q.On)
	acts, err := d.Ledger.Acts(ctx, ledger.Query{Of: gazetteer.State(q.Of), Known: q.Known})
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about %s: %w", q.Of, err)
	}
	if from == 0 {
		from = earliest(acts, q.On)
	}
	return influence.Of(acts, q.Of, from, q.On, o)
}

// earliest returns the first day of the year of the first dated act, to at the
// latest, and no earlier than is weighed.
func earliest(acts []ledger.Act, to edtf.Day) edtf.Day {
	first := to
	for n := range acts {
		for m := range acts[n].Reports {
			d, err := edtf.Parse(acts[n].Reports[m].Date)
			if err != nil {
				continue
			}
			if day := d.Bounds().First; day > edtf.MinDay { // not of "/1942-11-08", of which only the end is known
				first = min(first, day)
			}
		}
	}
	year, _, _ := first.Parts()
	last, _, _ := to.Parts()
	return edtf.DayOf(max(year, last-influence.MaxYears+1), 1, 1)
}
