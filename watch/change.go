package watch

import (
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
	mostKept    = 1 << 15 // that are remembered
)

// Changes returns the last changes of an answer, the last first. Of an answer to
// which very much was recorded that changed nothing, what lies far back is not
// looked for.
func (t *Teller) Changes(ctx context.Context, q Question) (list []Change, err error) {
	asked, err := t.Questions.Read(ctx, ask.Text{Doctrine: q.Doctrine})
	if err != nil {
		return nil, err
	}
	moments, err := t.Ledger.Moments(ctx, q.query(asked.Desk))
	if err != nil {
		return nil, err
	}
	for _, at := range moments[:min(len(moments), mostMoments)] {
		c, err := t.at(ctx, q, at)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		if list = append(list, *c); len(list) == mostChanges {
			break
		}
	}
	return list, nil
}

// at returns what changed at an instant, nil where nothing did.
func (t *Teller) at(ctx context.Context, q Question, at time.Time) (*Change, error) {
	key := moment{q.String(), at.UnixMicro()}
	t.mu.Lock()
	c, known := t.found[key]
	t.mu.Unlock()
	if known {
		return c, nil
	}
	on := q.On
	if on == "" {
		on = at.UTC().Format(time.DateOnly)
	}
	before, err := q.answer(ctx, t.Questions, on, at.Add(-time.Microsecond))
	if err != nil {
		return nil, err
	}
	after, err := q.answer(ctx, t.Questions, on, at)
	if err != nil {
		return nil, err
	}
	if d := differ(before, after); len(d) > 0 {
		c = &Change{At: at, On: on, Differences: d}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.found == nil || len(t.found) >= mostKept {
		t.found = map[moment]*Change{}
	}
	t.found[key] = c
	return c, nil
}
