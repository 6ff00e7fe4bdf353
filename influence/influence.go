// Package influence weighs who has a hold on a country, and when, from the acts
// that bind: forces sent and withdrawn, agreements, recognition, embassies, aid,
// listings, sanctions.
//
//	r, err := influence.Of(acts, "AFG", edtf.DayOf(2000, 1, 1), edtf.DayOf(2025, 7, 7), influence.Options{})
//	for _, l := range r.Leads {
//		fmt.Println(l.Power, l.From, l.To, l.Share, l.Sure)   // USA 2001-12-31 2021-12-30 1 true
//	}
//
// Every act that is asserted, and that no report denies, gives its power a weight
// that decays from its day on; weights.toml says how much, how fast, and what ends
// it. A power's share is its part of the sum of all. The acts come from the ledger
// and each share leads back to them. What people *say* of influence stands beside,
// as opinions, and never enters the figures.
//
// Non-goals: capacity (what a power could do), trade and money, causes, and any
// figure for a country of which the ledger has no acts.
package influence

import (
	"errors"
	"fmt"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Options chooses how influence is weighed. The zero value is the usual way.
type Options struct {
	Weights *Weights // nil: those of the package, DefaultWeights
	Every   int      // months between two points; 0: 1 up to ten years, 3 up to fifty, 12 beyond
	Draws   int      // how often the weights are varied for the bands; 0: 200, below 0: not at all
	Seed    uint64   // of the draws: the same seed gives the same bands
	Movers  int      // acts at most that are shown at a change of lead; 0: 5
	Compare bool     // give each power's score on Goldstein's scale too
}

// MaxYears is the longest span that is weighed: each day of it is looked at.
const MaxYears = 400

// Of weighs the powers that act on a country from one day to another, both
// included. The country is a state's code, of whose regimes all acts are taken, or
// one regime's id. Acts before from count with what is left of them, acts that
// neither name the country nor have a weight play no part, and the order of acts
// and of their reports does not matter. The acts can be brief: Fill adds the words of
// those that are shown.
func Of(acts []ledger.Act, country string, from, to edtf.Day, o Options) (*Result, error) {
	if err := check(country, from, to); err != nil {
		return nil, err
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	o, err = o.filled(from, to)
	if err != nil {
		return nil, err
	}
	e := gather(acts, country, kinds, o.Weights)
	powers := e.powers(o.Weights)
	days := daily(powers, o.Weights, from, to)
	at := days.points(o.Every)
	bands := draw(powers, days.at(at), o)

	r := &Result{
		Country: country, From: from.Date(), To: to.Date(),
		Powers: days.ranking(),
		Series: series(days, at, bands, o.Weights), Leads: leads(days, at, bands),
		Changes:  changes(days, o),
		Opinions: opinions(acts, country, kinds, edtf.Span{First: from, Last: to}),
		Counts:   e.counts, Weights: o.Weights.name, Draws: max(o.Draws, 0), Seed: o.Seed, Method: Method,
	}
	r.sortOpinions()
	if o.Compare {
		if r.Goldstein, err = compare(r.Series, acts, country, kinds); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// check refuses what cannot be weighed.
func check(country string, from, to edtf.Day) error {
	switch {
	case country == "":
		return errors.New("influence on no country")
	case !from.Valid() || !to.Valid():
		return fmt.Errorf("influence on %s: no day to start or to end with", country)
	case to < from:
		return fmt.Errorf("influence on %s: %s is before %s", country, to, from)
	case to-from > MaxYears*366:
		return fmt.Errorf("influence on %s: from %s to %s is more than %d years", country, from, to, MaxYears)
	}
	return nil
}

// filled returns the options with what is left open decided.
func (o Options) filled(from, to edtf.Day) (Options, error) {
	if o.Weights == nil {
		w, err := DefaultWeights()
		if err != nil {
			return o, err
		}
		o.Weights = w
	}
	if o.Draws == 0 {
		o.Draws = 200
	}
	if o.Movers <= 0 {
		o.Movers = 5
	}
	if o.Every <= 0 {
		switch years := int(to-from) / 366; {
		case years < 10:
			o.Every = 1
		case years < 50:
			o.Every = 3
		default:
			o.Every = 12
		}
	}
	return o, nil
}
