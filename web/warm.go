package web

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
)

// keepEvery is how often it is looked whether there is anything new to work out.
const keepEvery = 5 * time.Second

// Warm works out what takes long to be worked out, so that who asks first need not
// wait: the review queue, the first page, how all parties stand to each other, and who has a hold on
// each country today. It returns when that is done.
func (s *Server) Warm(ctx context.Context) error {
	b, err := s.board(s.Doctrine)
	if err != nil {
		return err
	}
	if _, err = b.waiting(ctx); err != nil {
		return err
	}
	latest, err := s.Ledger.Latest(ctx)
	if err != nil {
		return err
	}
	s.slow.counts.get(ctx, latest, longest)
	s.slow.awaiting.get(ctx, latest, longest)
	s.slow.sources.get(ctx, latest, longest)
	return s.renew(ctx)
}

// Keep warms the server, and works out again what new records touch, until the
// context ends.
func (s *Server) Keep(ctx context.Context) {
	var of time.Time
	var day edtf.Day
	work := s.Warm
	for {
		latest, err := s.Ledger.Latest(ctx)
		if today := ask.Today(s.Now()); err == nil && (!latest.Equal(of) || today != day || of.IsZero()) {
			if err = work(ctx); err == nil {
				of, day, work = latest, today, s.renew
			}
		}
		if err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "the pages are not made ready", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(keepEvery):
		}
	}
}

// renew works out again what new records touch.
func (s *Server) renew(ctx context.Context) error {
	if err := s.questions.Desk(s.Doctrine).Survey.Ready(ctx); err != nil {
		return err
	}
	latest, err := s.Ledger.Latest(ctx)
	if err != nil {
		return err
	}
	s.slow.outlook.get(ctx, s.asOf(latest), longest)
	return s.weigh(ctx)
}

// weigh works out who has a hold on each country today, one after the other. Between
// them it rests as long as each took: others want the processors too.
func (s *Server) weigh(ctx context.Context) error {
	parties, err := s.Ledger.Parties(ctx)
	if err != nil {
		return err
	}
	survey := s.questions.Desk(s.Doctrine).Survey
	for _, state := range slices.Sorted(maps.Keys(parties)) {
		if e, known := s.Names.Entity(state); !known || e.Kind != "state" && e.Kind != "territory" {
			continue
		}
		known, err := survey.Touched(ctx, state, time.Time{})
		if err != nil {
			return err
		}
		what := hold{of: state, on: ask.Today(s.Now()), known: known}
		if s.slow.hold.has(what) {
			continue
		}
		start := time.Now()
		s.slow.hold.of(s, what).get(ctx, known, longest)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Since(start)):
		}
	}
	return nil
}
