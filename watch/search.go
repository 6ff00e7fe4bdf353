package watch

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
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
	errs := make([]error, len(moments))
	var some atomic.Bool
	var group sync.WaitGroup
	for n, at := range moments {
		key := moment{s.question.String(), at.UnixMicro()}
		s.mu.Lock()
		c, known := s.found[key]
		s.mu.Unlock()
		if known {
			found[n] = c
			continue
		}
		some.Store(true)
		group.Go(func() {
			if found[n], errs[n] = s.at(ctx, at); errs[n] == nil {
				s.remember(key, found[n])
			}
		})
	}
	group.Wait()
	return found, some.Load(), errors.Join(errs...)
}

// remember remembers what was found.
func (t *Teller) remember(key moment, c *Change) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found == nil || len(t.found) >= mostKept {
		t.found = map[moment]*Change{}
	}
	t.found[key] = c
}

// at returns what changed at an instant, nil where nothing did. The words of the
// evidence are looked up for what changed alone.
func (s *search) at(ctx context.Context, at time.Time) (*Change, error) {
	c := &Change{At: at, On: s.question.On}
	if c.On == "" {
		c.On = at.UTC().Format(time.DateOnly)
	}
	for _, words := range []bool{false, true} {
		var err error
		if c.Differences, err = s.differences(ctx, c.On, at, words); err != nil || len(c.Differences) == 0 {
			return nil, err
		}
	}
	return c, nil
}

// differences returns what an answer on a day holds otherwise as known at an
// instant than just before, with the words of the evidence or without.
func (s *search) differences(ctx context.Context, on string, at time.Time, words bool) (list []Difference, err error) {
	day, err := answers.ParseDay(on)
	if err != nil {
		return nil, err
	}
	var before, after []Fact
	for _, other := range s.touched(at) {
		desk := *s.asked.Desk
		desk.Ledger = past{s.asked.Desk.Ledger, s.past, other, words}
		asked := ask.Asked{On: day, Doctrine: s.asked.Doctrine, Desk: &desk}
		for to, known := range map[*[]Fact]time.Time{&before: at.Add(-time.Microsecond), &after: at} {
			asked.Known = known
			facts, err := s.question.facts(ctx, &asked)
			if err != nil {
				return nil, err
			}
			*to = append(*to, facts...)
		}
	}
	return differ(sorted(before), sorted(after)), nil
}

// touched returns the states of the others whose standing can have changed at an
// instant, where the question is about everybody's; "" of all.
func (s *search) touched(at time.Time) []string {
	if s.question.Sort != Of {
		return []string{""}
	}
	var states []string
	of := gazetteer.State(s.question.Of)
	for _, pair := range s.past.Changed(at) {
		other := pair[0]
		if other == of {
			other = pair[1]
		}
		if other == "" || other == of { // an act of its own bears on all
			return []string{""}
		}
		if !slices.Contains(states, other) {
			states = append(states, other)
		}
	}
	return states
}

// past is a ledger of which a chronicle tells the acts.
type past struct {
	answers.Ledger
	chronicle *ledger.Chronicle
	other     string // the state of the other party whose acts are asked for, "" of all
	words     bool   // brief reports are filled in
}

// Acts returns acts as a ledger does, whose reports are brief.
func (p past) Acts(_ context.Context, q ledger.Query) ([]ledger.Act, error) {
	if p.other != "" {
		q.By, q.Everyone = p.other, true
	}
	return p.chronicle.Acts(q), nil
}

// Fill fills in brief reports.
func (p past) Fill(ctx context.Context, reports ...*ledger.Report) error {
	if !p.words {
		return nil
	}
	return p.Ledger.Fill(ctx, reports...)
}
