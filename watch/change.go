package watch

import (
	"cmp"
	"context"
	"sync"
	"time"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

// Change is what became otherwise in an answer by what was recorded at an instant.
type Change struct {
	At          time.Time
	On          string // the day in the world that was asked about, EDTF
	Differences []Difference
}

// Ledger is what tells when answers can have changed. *ledger.Ledger is one.
type Ledger interface {
	Moments(context.Context, ledger.Query) ([]time.Time, error)
	Latest(context.Context) (time.Time, error)
}

// Teller tells the changes of answers. It may be used by several goroutines. It
// remembers what it found, since what was known at an instant does not change.
type Teller struct {
	Questions *ask.Reader
	Ledger    Ledger
	Budget    time.Duration // of looking for changes that are not remembered; 0: 3 s

	mu    sync.Mutex
	found map[moment]*Change // nil where nothing changed
}

// moment is an instant of a question.
type moment struct {
	question string
	at       int64 // microseconds
}

const (
	mostChanges = 50      // that are told
	mostMoments = 400     // that are looked at, from the last backwards
	mostKept    = 1 << 12 // that are remembered
)

// budget is how long is looked where nobody says how long.
const budget = 3 * time.Second

// Changes returns the last changes of an answer, the last first. Of an answer to
// which very much was recorded that changed nothing, what lies far back is not
// looked for; and where looking takes longer than the budget, what lies further
// back is found by the calls that follow.
func (t *Teller) Changes(ctx context.Context, q Question) (list []Change, err error) {
	asked, err := t.Questions.Read(ctx, ask.Text{Doctrine: q.Doctrine})
	if err != nil {
		return nil, err
	}
	moments, err := t.Ledger.Moments(ctx, q.query(asked.Desk))
	if err != nil {
		return nil, err
	}
	look := &search{Teller: t, question: q, answers: map[string][]Fact{}}
	begin := time.Now()
	for n, at := range moments[:min(len(moments), mostMoments)] {
		before := at.Add(-time.Microsecond)
		if n+1 < len(moments) {
			before = moments[n+1] // nothing changed in between
		}
		c, looked, err := look.at(ctx, before, at)
		if err != nil {
			return nil, err
		}
		if c != nil {
			list = append(list, *c)
		}
		if len(list) == mostChanges || looked && time.Since(begin) > cmp.Or(t.Budget, budget) {
			break
		}
	}
	return list, nil
}

// search is one search for changes.
type search struct {
	*Teller
	question Question
	answers  map[string][]Fact // by day and instant
}

// at returns what changed at an instant, before which the acts were as at another;
// nil where nothing did. It tells whether it had to look.
func (s *search) at(ctx context.Context, before, at time.Time) (c *Change, looked bool, err error) {
	key := moment{s.question.String(), at.UnixMicro()}
	s.mu.Lock()
	c, known := s.found[key]
	s.mu.Unlock()
	if known {
		return c, false, nil
	}
	on := s.question.On
	if on == "" {
		on = at.UTC().Format(time.DateOnly)
	}
	was, err := s.answer(ctx, on, before)
	if err != nil {
		return nil, true, err
	}
	is, err := s.answer(ctx, on, at)
	if err != nil {
		return nil, true, err
	}
	if d := differ(was, is); len(d) > 0 {
		c = &Change{At: at, On: on, Differences: d}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found == nil || len(s.found) >= mostKept {
		s.found = map[moment]*Change{}
	}
	s.found[key] = c
	return c, true, nil
}

// answer returns the answer on a day as known at an instant. The answer before one
// change is often that after the change before it.
func (s *search) answer(ctx context.Context, on string, known time.Time) ([]Fact, error) {
	key := on + " " + ask.Instant(known)
	if facts, ok := s.answers[key]; ok {
		return facts, nil
	}
	facts, err := s.question.answer(ctx, s.Questions, on, known)
	s.answers[key] = facts
	return facts, err
}
