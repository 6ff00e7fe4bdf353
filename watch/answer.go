package watch

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

// Fact is one thing that an answer holds: an aspect of a standing, or an act.
type Fact struct {
	By     string     `json:"by"`
	Of     string     `json:"of"`
	Aspect string     `json:"aspect"` // of a standing; ActAspect of an act
	Over   string     `json:"over,omitempty"`
	Act    *ledger.ID `json:"act,omitempty"`
	Kind   string     `json:"kind,omitempty"` // of an act
	Value  string     `json:"value"`          // of an act its modality
	Since  string     `json:"since"`          // EDTF; of an act its date
	Until  string     `json:"until,omitempty"`
	Doubt  bool       `json:"doubted"` // a source says otherwise

	Evidence []answers.Evidence `json:"evidence,omitempty"` // at most quoted

	early bool // an act before the last that a history tells
}

// ActAspect is the aspect of a fact that is an act.
const ActAspect = "act"

// quoted is how many reports of a fact are shown.
const quoted = 3

// key tells which facts of two answers are about the same.
func (f *Fact) key() string {
	parts := []string{f.Aspect, f.By, f.Of, f.Over}
	if f.Act != nil {
		parts = append(parts, f.Act.String())
	}
	return strings.Join(parts, "\x00")
}

// rank puts recognition before all else, and acts behind the standings.
func (f *Fact) rank() int {
	switch f.Aspect {
	case "recognised":
		return 0
	case "relations":
		return 1
	case ActAspect:
		return 3
	}
	return 2
}

// same reports whether two facts tell the same, whoever says so.
func (f *Fact) same(g *Fact) bool {
	return f.Value == g.Value && f.Since == g.Since && f.Until == g.Until && f.Doubt == g.Doubt
}

// answer returns what the answer holds to a question that was read,
// in an order of its own.
func (q Question) answer(ctx context.Context, asked *ask.Asked) ([]Fact, error) {
	facts, err := q.standings(ctx, asked)
	if err != nil {
		return nil, err
	}
	acts, err := q.acts(ctx, asked)
	return sorted(append(facts, acts...)), err
}

// standings returns the standings that the answer holds to a question that was read.
func (q Question) standings(ctx context.Context, asked *ask.Asked) (facts []Fact, err error) {
	pairs := [][2]string{{q.Of, q.By}}
	if q.Sort == History {
		pairs = append(pairs, [2]string{q.By, q.Of})
	}
	for _, p := range pairs {
		rows, err := asked.Desk.Status(ctx, asked.Question(p[0], p[1]))
		if err != nil {
			return nil, err
		}
		for n := range rows {
			facts = append(facts, factsOf(&rows[n])...)
		}
	}
	return facts, nil
}

// sorted puts facts into the order in which they are told.
func sorted(facts []Fact) []Fact {
	slices.SortFunc(facts, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.key(), b.key()))
	})
	return facts
}

// factsOf returns what a standing holds, without what nothing is told of.
func factsOf(s *answers.Status) (facts []Fact) {
	add := func(f Fact, evidence, dissent []answers.Evidence) {
		f.By, f.Of, f.Doubt = s.By, s.Of, len(dissent) > 0
		if f.Value == "unknown" && !f.Doubt {
			return
		}
		f.Evidence = first(append(slices.Clone(evidence), dissent...))
		facts = append(facts, f)
	}
	add(Fact{Aspect: "recognised", Value: s.Recognised, Since: s.Since, Until: s.Until}, s.Evidence, s.Dissent)
	for n := range s.Aspects {
		a := &s.Aspects[n]
		add(Fact{Aspect: a.Aspect, Over: a.Over, Value: a.Value, Since: a.Since, Until: a.Until}, a.Evidence, a.Dissent)
	}
	return facts
}

// acts returns the acts that the answer holds: of a history those between the two
// parties.
func (q Question) acts(ctx context.Context, asked *ask.Asked) (facts []Fact, err error) {
	if q.Sort != History {
		return nil, nil
	}
	events, err := asked.Desk.Events(ctx, asked.Question(q.Of, q.By))
	if err != nil {
		return nil, err
	}
	for n := range events {
		e := &events[n]
		facts = append(facts, Fact{
			early: n < len(events)-answers.LastTold,
			By:    e.Actor, Of: e.Recipient, Aspect: ActAspect, Over: e.Over, Act: &e.Act, Kind: e.Kind, Value: e.Modality, Since: e.Date,
			Doubt: e.Modality == answers.BothSaid, Evidence: first(e.Reports),
		})
	}
	return facts, nil
}

// first returns the first reports, those that are shown.
func first(list []answers.Evidence) []answers.Evidence { return list[:min(len(list), quoted)] }

// Difference is a fact that an answer has anew, or otherwise, or no longer.
type Difference struct {
	Before *Fact `json:"before"` // nil: nothing was told
	After  *Fact `json:"after"`  // nil: nothing is told
}

// differ returns what differs between two answers.
func differ(before, after []Fact) (list []Difference) {
	was := map[string]*Fact{}
	for n := range before {
		was[before[n].key()] = &before[n]
	}
	for n := range after {
		f := &after[n]
		b := was[f.key()]
		delete(was, f.key())
		if b == nil || !b.same(f) {
			list = append(list, Difference{b, f})
		}
	}
	for n := range before { // in order
		if b := &before[n]; was[b.key()] == b {
			list = append(list, Difference{b, nil})
		}
	}
	return list
}
