package answers

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
)

// Influence returns the shares of the powers that deal with q.Of, from one day to
// the day of the question; from 0 is the first year of which the ledger tells
// anything that is weighed.
func (d *Desk) Influence(ctx context.Context, q Question, from edtf.Day, o influence.Options) (*influence.Result, error) {
	q.On = d.day(q.On)
	query, beside, err := dealings(q, &o)
	if err != nil {
		return nil, err
	}
	acts, err := d.Ledger.Acts(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about %s: %w", q.Of, err)
	}
	if from == 0 {
		from = earliest(acts, q.On)
	}
	r, err := influence.Of(acts, q.Of, from, q.On, o)
	if err != nil {
		return nil, err
	}
	if len(beside) > 0 {
		query.Kinds = beside
		counted, err := d.Ledger.Tallies(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("asking the ledger about %s: %w", q.Of, err)
		}
		r.Beside(counted)
	}
	err = r.Fill(func(reports ...*ledger.Report) error { return d.Ledger.Fill(ctx, reports...) })
	if err != nil {
		return nil, fmt.Errorf("asking the ledger for the words of reports: %w", err)
	}
	return r, nil
}

// dealings returns what to ask for the acts that bear on the shares, and the kinds
// of those that are only counted. A comparison takes all kinds.
func dealings(q Question, o *influence.Options) (query ledger.Query, beside []string, err error) {
	query = ledger.Query{Of: gazetteer.State(q.Of), Known: q.Known, Brief: true}
	if o.Compare {
		return query, nil, nil
	}
	if o.Weights == nil {
		if o.Weights, err = influence.DefaultWeights(); err != nil {
			return query, nil, err
		}
	}
	if query.Kinds, err = o.Weights.Kinds(); err != nil {
		return query, nil, err
	}
	kinds, err := act.LoadOntology()
	for name := range kinds {
		if !slices.Contains(query.Kinds, name) {
			beside = append(beside, name)
		}
	}
	slices.Sort(beside)
	return query, beside, err
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
