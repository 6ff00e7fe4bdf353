package answers

import (
	"context"
	"slices"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
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

// Course is how one party stands to another through time, each aspect a run of
// stretches without gaps; nothing where nothing is told.
type Course struct {
	Recognised, Relations []Stretch
	Others                []Strand // the other aspects
}

// Strand is one aspect through time.
type Strand struct {
	Aspect    standing.Aspect
	Over      string // the territory, of sovereignty
	Stretches []Stretch
}

// Strands returns all aspects of which anything is told.
func (c *Course) Strands() []Strand {
	var list []Strand
	if c.Recognised != nil {
		list = append(list, Strand{Aspect: standing.Recognised, Stretches: c.Recognised})
	}
	if c.Relations != nil {
		list = append(list, Strand{Aspect: standing.Relations, Stretches: c.Relations})
	}
	return append(list, c.Others...)
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
// question plays no part. What it returns must not be changed: others may get it too.
func (d *Desk) Panorama(ctx context.Context, q Question) (*Panorama, error) {
	if d.Survey != nil {
		return d.Survey.Panorama(ctx, q.Of, q.Known)
	}
	state := gazetteer.State(q.Of)
	own, err := d.alone(ctx, q.Known)
	if err != nil {
		return nil, err
	}
	bonds, err := d.bonds(ctx, bondsAsked{state: state, ids: []string{q.Of}, known: q.Known, own: func(state string) []ledger.Act { return own[state] }})
	if err != nil {
		return nil, err
	}
	return d.panorama(q.Of, bonds), nil
}

// panorama puts together what is told of a party.
func (d *Desk) panorama(of string, bonds []*bond) *Panorama {
	p := &Panorama{Of: of, Doctrine: d.Doctrine.Name}
	for _, b := range bonds {
		for _, party := range b.seen[b.other(gazetteer.State(of))] {
			n := Neighbour{Party: party, Theirs: b.courses[way{party, of}], Ours: b.courses[way{of, party}]}
			if n.Theirs.told() || n.Ours.told() {
				p.Parties = append(p.Parties, n)
			}
		}
	}
	slices.SortFunc(p.Parties, func(a, b Neighbour) int { return strings.Compare(a.Party, b.Party) })
	return p
}

// stretches writes the periods of an aspect.
func stretches(line *standing.Line, a standing.Aspect, over string) (list []Stretch) {
	for _, p := range line.Periods(a, over, edtf.MinDay, edtf.MaxDay) {
		list = append(list, Stretch{From: p.First, To: p.Last, Value: p.Told(), Since: p.Since, Rule: p.Rule, Doubted: len(p.Dissent) > 0})
	}
	return list
}

// told reports whether recognition or relations are.
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
