package answers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/credence-project/credence/ledger"
)

// until returns those of a list that were recorded by an instant, all for the zero
// Time.
func until[T any](list []T, known time.Time, recorded func(*T) time.Time) []T {
	if known.IsZero() {
		return list
	}
	return slices.DeleteFunc(list, func(x T) bool { return recorded(&x).After(known) })
}

// judgements returns the judgements about an act or an assertion, as known at an
// instant, in order.
func (d *Desk) judgements(ctx context.Context, about ledger.ID, known time.Time) ([]ledger.Judgement, error) {
	list, err := d.Ledger.Judgements(ctx, about)
	return until(list, known, func(j *ledger.Judgement) time.Time { return j.Recorded }), err
}

// reviews returns the reviews of an assertion, as known at an instant, in order.
func (d *Desk) reviews(ctx context.Context, assertion ledger.ID, known time.Time) ([]ledger.Review, error) {
	list, err := d.Ledger.Reviews(ctx, assertion)
	return until(list, known, func(r *ledger.Review) time.Time { return r.Recorded }), err
}

// Reviews writes reviews out.
func Reviews(list []ledger.Review) []Reviewed {
	out := []Reviewed{}
	for n := range list {
		out = append(out, reviewed(&list[n]))
	}
	return out
}

func reviewed(r *ledger.Review) Reviewed {
	return Reviewed{r.Seq, string(r.Decision), r.Replacement, r.By, r.Person, r.Why, stamp(r.Recorded)}
}

// actsOf returns the acts that an assertion is judged to speak of, as known at an
// instant.
func (d *Desk) actsOf(ctx context.Context, assertion ledger.ID, known time.Time) ([]ledger.ID, error) {
	judged, err := d.judgements(ctx, assertion, known)
	return belonging(judged, func(j *ledger.Judgement) ledger.ID { return j.Act }), err
}

// belonging returns what is judged to belong, by the last word about each, in order.
func belonging(judged []ledger.Judgement, of func(*ledger.Judgement) ledger.ID) []ledger.ID {
	var ids []ledger.ID
	belongs := map[ledger.ID]bool{}
	for n := range judged {
		id := of(&judged[n])
		if _, seen := belongs[id]; !seen {
			ids = append(ids, id)
		}
		belongs[id] = judged[n].Belongs
	}
	return slices.DeleteFunc(ids, func(id ledger.ID) bool { return !belongs[id] })
}

// aside adds to a ground the reports that do not count: those that were rejected,
// corrected or not found again, and those that await a person.
func (d *Desk) aside(ctx context.Context, g *Ground, judged []ledger.Judgement, known time.Time) error {
	for _, id := range belonging(judged, func(j *ledger.Judgement) ledger.ID { return j.Assertion }) {
		if slices.ContainsFunc(g.Passages, func(p Passage) bool { return p.Assertion == id }) {
			continue
		}
		p, err := d.setAside(ctx, id, known)
		if err != nil {
			return err
		}
		g.Aside = append(g.Aside, *p)
	}
	if len(g.Passages) > 0 {
		return nil
	}
	said := map[string]int{}
	for n := range g.Aside {
		g.readDate(g.Aside[n].Date)
		said[g.Aside[n].Modality]++
	}
	g.Modality = overall(said)
	return nil
}

// setAside gathers an assertion that does not count, and what took it out.
func (d *Desk) setAside(ctx context.Context, assertion ledger.ID, known time.Time) (*Passage, error) {
	p, err := d.passage(ctx, assertion, known)
	if err != nil {
		return nil, err
	}
	reviews, err := d.reviews(ctx, assertion, known)
	if err != nil {
		return nil, err
	}
	if r := ledger.TakenOut(reviews); r != nil {
		out := reviewed(r)
		p.SetAside = &out
	}
	return p, nil
}

// actless returns an assertion that speaks of no act: it names no parties, or was
// moved away from all.
func (d *Desk) actless(ctx context.Context, assertion ledger.ID, known time.Time) (*Why, error) {
	a, err := d.Ledger.Assertion(ctx, assertion)
	if err != nil {
		return nil, err
	}
	if !known.IsZero() && a.Recorded.After(known) {
		return nil, fmt.Errorf("assertion %s: %w", assertion, ledger.ErrNotFound)
	}
	p, err := d.setAside(ctx, assertion, known)
	if err != nil {
		return nil, err
	}
	g := Ground{
		Event:      Event{Kind: a.Says.Act + a.Says.State, State: a.Says.State != "", Date: a.Says.Date, Modality: a.Says.Modality, Reports: []Evidence{}},
		Judgements: []Judged{}, Passages: []Passage{}, Aside: []Passage{*p},
	}
	return &Why{Acts: []Ground{g}}, nil
}
