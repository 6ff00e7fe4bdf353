package watch

import (
	"cmp"
	"context"
	"slices"
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

// mostLines is how many differences of a change are told in words. What is loaded
// at once can change how everybody stands to a party.
const mostLines = 20

// told returns the differences that are told in words.
func (c *Change) told() []Difference { return c.Differences[:min(len(c.Differences), mostLines)] }

// Ledger is what tells when answers can have changed. *ledger.Ledger is one.
type Ledger interface {
	Chronicle(context.Context, ledger.Query) (*ledger.Chronicle, error)
	Latest(context.Context) (time.Time, error)
}

// Teller tells the changes of answers. It may be used by several goroutines. It
// remembers what it found, since what was known at an instant does not change.
type Teller struct {
	Questions *ask.Reader
	Ledger    Ledger
	Budget    time.Duration // of looking for changes that are not remembered; 0: 2 s

	turn  sync.Mutex // who looks: on several cores, which others need as well
	mu    sync.Mutex
	found map[moment]*Change  // nil where nothing changed
	whole map[string]answered // by question, what was found when all was looked at
}

// answered is what was found as known at the last record.
type answered struct {
	latest  time.Time
	changes []Change
}

// moment is an instant of a question.
type moment struct {
	question string
	at       int64 // microseconds
}

const (
	mostChanges = 50      // that are told
	mostMoments = 400     // that are looked at, from the last backwards
	together    = 4       // of these, at once
	mostKept    = 1 << 14 // that are remembered
	mostWhole   = 1 << 10 // questions of which all is remembered
)

// budget is how long is looked where nobody says how long.
const budget = 2 * time.Second

// Changes returns the last changes of an answer, the last first. Of an answer to
// which very much was recorded that changed nothing, what lies far back is not
// looked for; and where looking takes longer than the budget, what lies further
// back is found by the calls that follow.
func (t *Teller) Changes(ctx context.Context, q Question) (list []Change, err error) {
	latest, err := t.Ledger.Latest(ctx)
	if err != nil {
		return nil, err
	}
	if list, there := t.remembered(q, latest); there {
		return list, nil
	}
	t.turn.Lock()
	defer t.turn.Unlock()
	if list, there := t.remembered(q, latest); there || ctx.Err() != nil { // who looked before looked for the same, or it is too late
		return list, ctx.Err()
	}
	begin := time.Now()
	look, err := t.search(ctx, q)
	if err != nil {
		return nil, err
	}
	moments := look.past.Moments()
	moments = moments[:min(len(moments), mostMoments)]
	for some := range slices.Chunk(moments, together) {
		found, looked, err := look.all(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if c != nil && len(list) < mostChanges {
				list = append(list, *c)
			}
		}
		if looked && time.Since(begin) > cmp.Or(t.Budget, budget) {
			return list, nil
		}
		if len(list) == mostChanges {
			break
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.whole == nil || len(t.whole) >= mostWhole {
		t.whole = map[string]answered{}
	}
	t.whole[q.String()] = answered{latest, slices.Clone(list)}
	return list, nil
}

// remembered returns what was found as known at the last record.
func (t *Teller) remembered(q Question, latest time.Time) (list []Change, there bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before, there := t.whole[q.String()]
	if !there || !before.latest.Equal(latest) {
		return nil, false
	}
	return slices.Clone(before.changes), true
}
