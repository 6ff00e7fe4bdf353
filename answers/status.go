package answers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Status is the standing of one party towards another on a day.
type Status struct {
	Of         string     `json:"of"`
	By         string     `json:"by"`
	On         string     `json:"on"`
	Known      string     `json:"known"`
	Recognised string     `json:"recognised"`
	Relations  string     `json:"relations"`
	Since      string     `json:"since"` // EDTF, of recognition
	Until      string     `json:"until"`
	Doctrine   string     `json:"doctrine"`
	Rule       string     `json:"rule"`
	Basis      string     `json:"basis,omitempty"`
	Dates      []string   `json:"dates,omitempty"` // what sources say of the day, where they disagree
	Sources    int        `json:"sources"`         // independent ones
	Evidence   []Evidence `json:"evidence"`
	Dissent    []Evidence `json:"dissent,omitempty"`
	Aspects    []Aspect   `json:"aspects,omitempty"` // relations in full, listings, forces, membership, sovereignty
}

// Aspect is one side of a standing beside recognition.
type Aspect struct {
	Aspect   string     `json:"aspect"`
	Over     string     `json:"over,omitempty"`
	Value    string     `json:"value"`
	Since    string     `json:"since"`
	Until    string     `json:"until"`
	Rule     string     `json:"rule"`
	Basis    string     `json:"basis,omitempty"`
	Dates    []string   `json:"dates,omitempty"`
	Sources  int        `json:"sources"`
	Evidence []Evidence `json:"evidence"`
	Dissent  []Evidence `json:"dissent,omitempty"`
}

// Status returns the standing of q.By towards q.Of, one row; without q.By that
// of everybody of whom anything is known, in the order of their ids.
func (d *Desk) Status(ctx context.Context, q Question) ([]Status, error) {
	q.On = d.day(q.On)
	acts, err := d.ask(ctx, q, ledger.Query{Kinds: d.Doctrine.Kinds(), Brief: true})
	if err != nil {
		return nil, err
	}
	if q.By != "" {
		rows := []Status{d.status(q, acts)}
		return rows, d.fill(ctx, evidenceOf(rows))
	}
	var rows []Status
	for by, theirs := range counterparts(acts, q.Of) {
		q.By = by
		if s := d.status(q, theirs); s.told() {
			rows = append(rows, s)
		}
	}
	slices.SortFunc(rows, func(a, b Status) int { return strings.Compare(a.By, b.By) })
	return rows, d.fill(ctx, evidenceOf(rows))
}

// evidenceOf returns the lists of reports in rows.
func evidenceOf(rows []Status) (lists [][]Evidence) {
	for n := range rows {
		s := &rows[n]
		lists = append(lists, s.Evidence, s.Dissent)
		for _, a := range s.Aspects {
			lists = append(lists, a.Evidence, a.Dissent)
		}
	}
	return lists
}

// fill adds to lists of evidence what brief reports leave out.
func (d *Desk) fill(ctx context.Context, lists [][]Evidence) error {
	var reports []*ledger.Report
	seen := map[*ledger.Report]bool{}
	for _, list := range lists {
		for n := range list {
			if p := list[n].report; !seen[p] {
				seen[p] = true
				reports = append(reports, p)
			}
		}
	}
	if err := d.Ledger.Fill(ctx, reports...); err != nil {
		return fmt.Errorf("asking the ledger for the words of reports: %w", err)
	}
	for _, list := range lists {
		for n := range list {
			list[n].fill()
			list[n].report = nil
		}
	}
	return nil
}

// told reports whether anything is known.
func (s *Status) told() bool {
	return s.Recognised != standing.Unknown || len(s.Dissent) > 0 || s.Relations != standing.Unknown || slices.ContainsFunc(s.Aspects, func(a Aspect) bool { return a.Value != standing.Unknown })
}

// counterparts sorts acts by who stands on the other side; those that have no
// other side go to each.
func counterparts(acts []ledger.Act, of string) map[string][]ledger.Act {
	state := gazetteer.State(of)
	byState := map[string][]ledger.Act{}
	parties := map[string]string{} // of each party its state
	var common []ledger.Act
	for _, a := range acts {
		other := a.Actor
		if gazetteer.State(other) == state {
			other = a.Recipient
		}
		if other == "" || gazetteer.State(other) == state {
			common = append(common, a)
			continue
		}
		parties[other] = gazetteer.State(other)
		byState[parties[other]] = append(byState[parties[other]], a)
	}
	all := map[string][]ledger.Act{}
	for party, state := range parties {
		all[party] = append(slices.Clone(byState[state]), common...)
	}
	return all
}

// status derives one row.
func (d *Desk) status(q Question, acts []ledger.Act) Status {
	line := standing.Derive(d.Doctrine, d.Names, acts, q.By, q.Of)
	r := line.On(standing.Recognised, q.On)
	s := Status{
		Of: q.Of, By: q.By, On: q.On.String(), Known: d.known(q), Recognised: r.Value, Relations: standing.Unknown, Since: r.Since, Until: r.Until, Doctrine: r.Doctrine,
		Rule: r.Rule, Basis: r.Basis, Dates: r.Dates, Sources: voices(r.Evidence), Evidence: evidences(r.Evidence), Dissent: evidences(r.Dissent),
	}
	for _, a := range line.Told() {
		switch a {
		case standing.Recognised:
		case standing.Sovereignty:
			for _, over := range line.Territories() {
				s.Aspects = append(s.Aspects, aspect(line.OnOver(a, over, q.On)))
			}
		default:
			x := line.On(a, q.On)
			s.Aspects = append(s.Aspects, aspect(x))
			if a == standing.Relations {
				s.Relations = x.Told()
			}
		}
	}
	return s
}

// aspect writes one aspect of a standing out.
func aspect(s standing.Standing) Aspect {
	return Aspect{
		Aspect: string(s.Aspect), Over: s.Over, Value: s.Told(), Since: s.Since, Until: s.Until, Rule: s.Rule, Basis: s.Basis, Dates: s.Dates,
		Sources: voices(s.Evidence), Evidence: evidences(s.Evidence), Dissent: evidences(s.Dissent),
	}
}

// ParseDay reads a day of a question: EDTF to the day, of a month or a year its
// last day; 0 of "".
func ParseDay(text string) (edtf.Day, error) {
	days, err := parseDays(text)
	return days.Last, err
}

// ParseFirstDay is ParseDay for the day that a span begins with: of a month or a
// year its first.
func ParseFirstDay(text string) (edtf.Day, error) {
	days, err := parseDays(text)
	return days.First, err
}

func parseDays(text string) (edtf.Span, error) {
	if text == "" {
		return edtf.Span{}, nil
	}
	d, err := edtf.Parse(text)
	switch {
	case err != nil:
		return edtf.Span{}, fmt.Errorf("%q is no day: %w", text, err)
	case d.IsInterval():
		return edtf.Span{}, fmt.Errorf("%q is no day but an interval", text)
	}
	return d.Bounds(), nil
}
