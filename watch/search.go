package watch

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// search is one search for changes: in what was ever recorded of the acts from which
// the answer follows, read once.
type search struct {
	*Teller
	question Question
	past     *ledger.Chronicle
	asked    ask.Asked
}

// search begins a search.
func (t *Teller) search(ctx context.Context, q Question) (*search, error) {
	asked, err := t.Questions.Read(ctx, ask.Text{Doctrine: q.Doctrine})
	if err != nil {
		return nil, err
	}
	past, err := t.Ledger.Chronicle(ctx, q.query(asked.Desk))
	return &search{t, q, past, asked}, err
}

// all returns what changed at some instants, looked at together; nil where nothing
// did. It tells whether it had to look.
func (s *search) all(ctx context.Context, moments []time.Time) (found []*Change, looked bool, err error) {
	found = make([]*Change, len(moments))
	reports := newReports()
	errs := make([]error, len(moments))
	var anew []int
	var group sync.WaitGroup
	for n, at := range moments {
		c, known := s.known(at)
		if known {
			found[n] = c
			continue
		}
		anew = append(anew, n)
		group.Go(func() { found[n], errs[n] = s.at(ctx, at, reports) })
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil || len(anew) == 0 {
		return found, false, err
	}
	var facts []*Fact
	for _, n := range anew {
		if found[n] != nil {
			facts = append(facts, changed(found[n].told())...)
		}
	}
	if err := reports.fill(ctx, s.asked.Desk.Ledger, facts); err != nil {
		return nil, false, err
	}
	for _, n := range anew {
		s.remember(moments[n], found[n])
	}
	return found, true, nil
}

// known returns what was found at an instant, where it was looked for.
func (s *search) known(at time.Time) (c *Change, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, known = s.found[moment{s.question.String(), at.UnixMicro()}]
	return c, known
}

// remember remembers what was found at an instant.
func (s *search) remember(at time.Time, c *Change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found == nil || len(s.found) >= mostKept {
		s.found = map[moment]*Change{}
	}
	s.found[moment{s.question.String(), at.UnixMicro()}] = c
}

// at returns what changed at an instant, nil where nothing did. The words of the
// evidence are left out.
func (s *search) at(ctx context.Context, at time.Time, reports *reports) (*Change, error) {
	c := &Change{At: at, On: s.question.On}
	if c.On == "" {
		c.On = at.UTC().Format(time.DateOnly)
	}
	day, err := answers.ParseDay(c.On)
	if err != nil {
		return nil, err
	}
	acts := s.past.Changed(at)
	var before, after []Fact
	for to, known := range map[*[]Fact]time.Time{&before: at.Add(-time.Microsecond), &after: at} {
		then := past{s.asked.Desk.Ledger, reports, s.past, nil, ""}
		if *to, err = s.facts(ctx, acts, then, ask.Asked{On: day, Known: known, Doctrine: s.asked.Doctrine}); err != nil {
			return nil, err
		}
	}
	c.Differences = differ(sorted(before), sorted(after))
	if len(c.Differences) == 0 {
		return nil, nil
	}
	return c, nil
}

// facts returns that part of the answer in which something can have changed with
// some acts.
func (s *search) facts(ctx context.Context, acts []ledger.Act, then past, asked ask.Asked) (facts []Fact, err error) {
	desk := *s.asked.Desk
	asked.Desk = &desk
	for _, other := range s.touched(acts) {
		then.other = other
		desk.Ledger = then
		some, err := s.question.standings(ctx, &asked)
		if err != nil {
			return nil, err
		}
		facts = append(facts, some...)
	}
	then.acts, then.other = acts, ""
	desk.Ledger = then
	told, err := s.question.acts(ctx, &asked)
	return append(facts, told...), err
}

// touched returns the states of the others whose standing can have changed with some
// acts, where the question is about everybody's; "" of all, or where it is about one.
func (s *search) touched(acts []ledger.Act) (states []string) {
	kinds, of := s.asked.Doctrine.Kinds(), gazetteer.State(s.question.Of)
	for n := range acts {
		a := &acts[n]
		if !slices.Contains(kinds, a.Kind) {
			continue
		}
		other := gazetteer.State(a.Actor)
		if other == of {
			other = gazetteer.State(a.Recipient)
		}
		if s.question.Sort != Of || other == "" || other == of { // an act of its own bears on all
			return []string{""}
		}
		if !slices.Contains(states, other) {
			states = append(states, other)
		}
	}
	return states
}

// past is a ledger of which a chronicle tells the acts, and of whose reports the
// words are not looked up.
type past struct {
	answers.Ledger
	*reports
	chronicle *ledger.Chronicle
	acts      []ledger.Act // that are asked for, nil for all
	other     string       // the state of the other party that is asked for, "" for all
}

// Acts returns acts as a ledger does, whose reports are brief.
func (p past) Acts(_ context.Context, q ledger.Query) ([]ledger.Act, error) {
	if p.other != "" {
		q.By, q.Everyone = p.other, true
	}
	list := p.chronicle.Acts(q)
	if p.acts != nil {
		list = slices.DeleteFunc(list, func(a ledger.Act) bool {
			return !slices.ContainsFunc(p.acts, func(b ledger.Act) bool { return a.ID == b.ID })
		})
	}
	return list, nil
}

// Fill notes reports.
func (p past) Fill(_ context.Context, list ...*ledger.Report) error { return p.note(list) }
