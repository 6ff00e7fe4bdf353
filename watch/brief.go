package watch

import (
	"context"
	"sync"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

// reports are brief reports on which answers rest: their words are looked up for
// what is told alone. It may be used by several goroutines.
type reports struct {
	mu sync.Mutex
	of map[ledger.ID]*ledger.Report // by assertion
}

func newReports() *reports { return &reports{of: map[ledger.ID]*ledger.Report{}} }

// note notes reports.
func (r *reports) note(list []*ledger.Report) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range list {
		r.of[p.Assertion] = p
	}
	return nil
}

// fill fills in the evidence of facts that rest on these reports.
func (r *reports) fill(ctx context.Context, l answers.Ledger, facts []*Fact) error {
	var list []*ledger.Report
	asked := map[*ledger.Report]bool{}
	each := func(do func(*answers.Evidence, *ledger.Report)) {
		for _, f := range facts {
			for n := range f.Evidence {
				if p := r.of[f.Evidence[n].Assertion]; p != nil {
					do(&f.Evidence[n], p)
				}
			}
		}
	}
	each(func(_ *answers.Evidence, p *ledger.Report) {
		if !asked[p] {
			asked[p] = true
			list = append(list, p)
		}
	})
	if err := l.Fill(ctx, list...); err != nil {
		return err
	}
	each(func(e *answers.Evidence, p *ledger.Report) { e.Fill(p) })
	return nil
}

// brief is a ledger of whose reports the words are not looked up.
type brief struct {
	answers.Ledger
	*reports
}

// Fill notes reports.
func (b brief) Fill(_ context.Context, list ...*ledger.Report) error { return b.note(list) }

// changed returns the facts of differences.
func changed(list []Difference) (facts []*Fact) {
	for _, d := range list {
		for _, f := range []*Fact{d.Before, d.After} {
			if f != nil {
				facts = append(facts, f)
			}
		}
	}
	return facts
}
