package answers

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Panorama is how one party and all others stand to each other, through all days:
// what maps are drawn from. It can be asked for any day without asking the ledger
// again.
type Panorama struct {
	Of       string
	Doctrine string
	Parties  []Neighbour // in the order of their ids
}

// Neighbour is another party, with what is told in both directions.
type Neighbour struct {
	Party        string
	Theirs, Ours Course // of the neighbour towards the one; of the one towards the neighbour
}

// Course is recognition and relations through time, each a run of stretches
// without gaps; nothing where nothing is told.
type Course struct {
	Recognised, Relations []Stretch
}

// Stretch is a run of days on which a standing is the same.
type Stretch struct {
	From, To edtf.Day
	Value    string
	Since    string // EDTF, as the sources give it
	Rule     string
	Doubted  bool // a source says otherwise
}

// Panorama returns how q.Of and all others stand to each other. The day of the
// question plays no part.
func (d *Desk) Panorama(ctx context.Context, q Question) (*Panorama, error) {
	acts, err := d.ask(ctx, q, ledger.Query{Kinds: d.Doctrine.Kinds(), Brief: true})
	if err != nil {
		return nil, err
	}
	p := &Panorama{Of: q.Of, Doctrine: d.Doctrine.Name, Parties: d.neighbours(counterparts(acts, q.Of), q.Of)}
	p.Parties = slices.DeleteFunc(p.Parties, func(n Neighbour) bool { return !n.Theirs.told() && !n.Ours.told() })
	slices.SortFunc(p.Parties, func(a, b Neighbour) int { return strings.Compare(a.Party, b.Party) })
	return p, nil
}

// neighbours derives the standings of all parties, on as many cores as there are: of
// a great power there are thousands of acts with each.
func (d *Desk) neighbours(acts map[string][]ledger.Act, of string) []Neighbour {
	list := make([]Neighbour, 0, len(acts))
	for party := range acts {
		list = append(list, Neighbour{Party: party})
	}
	var at atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		group.Go(func() {
			for n := at.Add(1) - 1; n < int64(len(list)); n = at.Add(1) - 1 {
				x := &list[n]
				x.Theirs, x.Ours = d.course(acts[x.Party], x.Party, of), d.course(acts[x.Party], of, x.Party)
			}
		})
	}
	group.Wait()
	return list
}

// course derives what is told in one direction.
func (d *Desk) course(acts []ledger.Act, by, of string) (c Course) {
	line := standing.Derive(d.Doctrine, d.Names, acts, by, of)
	for _, a := range line.Told() {
		switch a {
		case standing.Recognised:
			c.Recognised = stretches(line, a)
		case standing.Relations:
			c.Relations = stretches(line, a)
		}
	}
	return c
}

// stretches writes the periods of an aspect.
func stretches(line *standing.Line, a standing.Aspect) (list []Stretch) {
	for _, p := range line.Periods(a, "", edtf.MinDay, edtf.MaxDay) {
		list = append(list, Stretch{From: p.First, To: p.Last, Value: p.Told(), Since: p.Since, Rule: p.Rule, Doubted: len(p.Dissent) > 0})
	}
	return list
}

func (c *Course) told() bool { return told(c.Recognised) || told(c.Relations) }

func told(list []Stretch) bool {
	return slices.ContainsFunc(list, func(s Stretch) bool { return s.Value != standing.Unknown || s.Doubted })
}

// On returns recognition and relations on a day, unknown where nothing is told.
func (c *Course) On(day edtf.Day) (recognised, relations Stretch) {
	return at(c.Recognised, day), at(c.Relations, day)
}

func at(list []Stretch, day edtf.Day) Stretch {
	for _, s := range list {
		if s.From <= day && day <= s.To {
			return s
		}
	}
	return Stretch{From: edtf.MinDay, To: edtf.MaxDay, Value: standing.Unknown}
}
