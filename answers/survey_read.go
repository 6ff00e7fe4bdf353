package answers

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// around returns the bonds of a party's state, with the courses of the party.
func (s *Survey) around(ctx context.Context, of string) ([]*bond, error) {
	state := gazetteer.State(of)
	s.mutex.Lock()
	x := s.side(state)
	s.mutex.Unlock()
	x.turn.Lock()
	defer x.turn.Unlock()
	if err := s.readAlone(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	if !slices.Contains(x.ids, of) {
		x.ids = append(slices.Clip(x.ids), of)
	}
	var list []*bond
	var missing []string // nil: all
	if x.whole {
		missing = s.missing(state, of)
		for other := range x.others {
			if b := s.fresh(coupleOf(state, other), of); b != nil {
				list = append(list, b)
			}
		}
	}
	q, whole := s.asking(state, missing), x.whole
	s.mutex.Unlock()
	if whole && len(missing) == 0 {
		return list, nil
	}
	bonds, err := s.desk.bonds(ctx, q)
	if err != nil {
		return nil, err
	}
	s.keep(state, bonds, !whole)
	return append(list, bonds...), nil
}

// missing returns the states to which the bonds of a state are not there as they are
// now; not nil.
func (s *Survey) missing(state string, ids ...string) []string {
	list := []string{}
	for other := range s.side(state).others {
		if s.fresh(coupleOf(state, other), ids...) == nil {
			list = append(list, other)
		}
	}
	return list
}

// asking returns what to ask for the bonds of a state, with some others or with all.
func (s *Survey) asking(state string, among []string) bondsAsked {
	ids, own := map[string][]string{}, maps.Clone(s.own)
	for name, x := range s.sides {
		ids[name] = slices.Clip(x.ids)
	}
	return bondsAsked{
		state: state, among: among, known: s.mark.At, ids: ids[state],
		more: func(state string) []string { return ids[state] },
		own:  func(state string) []ledger.Act { return own[state] },
	}
}

// keep keeps bonds of a state that were derived; all says that there are no others.
func (s *Survey) keep(state string, bonds []*bond, all bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, b := range bonds {
		if known := s.bonds[b.states]; known == nil || b.as.After(known.as) || b.as.Equal(known.as) && len(b.ids) >= len(known.ids) {
			s.bonds[b.states] = b
		}
		s.side(b.states[0]).others[b.states[1]] = true
		s.side(b.states[1]).others[b.states[0]] = true
	}
	if all {
		s.side(state).whole = true
	}
}

// readAlone reads what states did alone, as far as that is not known as it is now.
func (s *Survey) readAlone(ctx context.Context) error {
	s.mutex.Lock()
	as, known := s.mark.At, s.own != nil
	for c, at := range s.touched {
		known = known && (c[0] != "" || !s.ownAs.Before(at))
	}
	s.mutex.Unlock()
	if known {
		return nil
	}
	own, err := s.desk.alone(ctx, as) // all of them: they are few
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.own == nil || !as.Before(s.ownAs) {
		s.own, s.ownAs = own, as
	}
	return nil
}

// Ready derives all that is not there as the ledger is now, so that who asks for it
// need not wait.
func (s *Survey) Ready(ctx context.Context) error {
	if err := s.look(ctx); err != nil || s.empty() {
		return err
	}
	if err := s.discover(ctx); err != nil {
		return err
	}
	if err := s.readAlone(ctx); err != nil {
		return err
	}
	s.mutex.Lock()
	states := slices.Sorted(maps.Keys(s.sides))
	s.mutex.Unlock()
	for _, state := range states {
		s.mutex.Lock()
		missing := s.missing(state)
		q := s.asking(state, missing)
		s.mutex.Unlock()
		if len(missing) == 0 {
			continue
		}
		bonds, err := s.desk.bonds(ctx, q)
		if err != nil {
			return err
		}
		s.keep(state, bonds, false)
	}
	return nil
}

// discover finds out who deals with whom, and which parties people ask about.
func (s *Survey) discover(ctx context.Context) error {
	s.mutex.Lock()
	done := len(s.sides) > 0 && !slices.ContainsFunc(slices.Collect(maps.Values(s.sides)), func(x *side) bool { return !x.whole })
	s.mutex.Unlock()
	if done {
		return nil
	}
	parties, err := s.desk.Ledger.Parties(ctx)
	if err != nil {
		return fmt.Errorf("asking the ledger who deals with whom: %w", err)
	}
	today := s.desk.day(0).String()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for state, others := range parties {
		x := s.side(state)
		for _, other := range others {
			x.others[other] = true
		}
	}
	for _, x := range s.sides {
		x.whole = true
	}
	for _, id := range s.desk.Names.IDs() {
		e, _ := s.desk.Names.Entity(id)
		if x := s.sides[gazetteer.State(id)]; x != nil && id != gazetteer.State(id) && e.KindOn(today) == "government" && !slices.Contains(x.ids, id) {
			x.ids = append(slices.Clip(x.ids), id)
		}
	}
	return nil
}
