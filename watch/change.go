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
	together    = 8       // of these, at once
	mostKept    = 1 << 14 // that are remembered
)

// budget is how long is looked where nobody says how long.
const budget = 3 * time.Second

// Changes returns the last changes of an answer, the last first. Of an answer to
// which very much was recorded that changed nothing, what lies far back is not
// looked for; and where looking takes longer than the budget, what lies further
// back is found by the calls that follow.
func (t *Teller) Changes(ctx context.Context, q Question) (list []Change, err error) {
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
		if len(list) == mostChanges || looked && time.Since(begin) > cmp.Or(t.Budget, budget) {
			break
		}
	}
	return list, nil
}
