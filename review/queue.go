package review

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"slices"

	"github.com/credence-project/credence/ledger"
)

// How far the queue looks. The order is exact where it stops before these.
const (
	page     = 1000   // assertions read at once
	farthest = 20_000 // assertions read at most
	patience = 20     // assertions looked into for each that is wanted, while more may rest on others
)

// candidate is an assertion that may come into the queue.
type candidate struct {
	bound float64 // its priority or, until it was looked into, the most that it can be
	least float64
	order int
	a     ledger.Assertion
	item  *Item // nil until it was looked into
}

// Queue returns the assertions that await a person, up to a limit: the least
// certain of most consequence first.
//
// What rests on an assertion takes some looking into, so this is done only for
// those that can come first. The ledger gives the least confident first; reading
// ends when no more of them could have a place (Fagin's threshold algorithm).
func (b *Board) Queue(ctx context.Context, limit int) ([]Item, error) {
	if limit <= 0 {
		return nil, nil
	}
	waiting, err := b.candidates(ctx, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the queue: %w", err)
	}
	x := b.bench()
	var items []Item
	for looks := 0; waiting.Len() > 0 && len(items) < limit; {
		c := (*waiting)[0]
		if c.item != nil {
			items = append(items, *c.item)
			heap.Pop(waiting)
			continue
		}
		item, err := x.item(ctx, c.a)
		if err != nil {
			return nil, err
		}
		c.item, c.bound = &item, item.Priority
		heap.Fix(waiting, 0)
		if looks++; looks == patience*limit {
			waiting.settle()
		}
	}
	return items, nil
}

// candidates returns all that can be among the first of the queue.
func (b *Board) candidates(ctx context.Context, limit int) (*byBound, error) {
	all := &byBound{}
	var sure []float64 // the least that the priorities are, the greatest first
	for skip := 0; skip < farthest; skip += page {
		list, err := b.ledger.Unreviewed(ctx, skip, page)
		if err != nil {
			return nil, err
		}
		confidence := 1.0
		for n, a := range list {
			kind := b.kind(&a.Says)
			if kind == nil {
				continue // of a later ontology
			}
			confidence = a.Says.Confidence
			least := b.weights.least(kind.Name, confidence)
			sure = append(sure, least)
			*all = append(*all, &candidate{bound: least * b.weights.Factor.Again, least: least, order: skip + n, a: a})
		}
		slices.SortFunc(sure, func(a, b float64) int { return cmp.Compare(b, a) })
		sure = sure[:min(len(sure), limit)]
		if len(list) < page || len(sure) == limit && (1-confidence)*b.weights.Factor.Again <= sure[limit-1] {
			break
		}
	}
	if len(sure) == limit {
		*all = slices.DeleteFunc(*all, func(c *candidate) bool { return c.bound < sure[limit-1] })
	}
	heap.Init(all)
	return all, nil
}

// byBound is a heap of candidates, that of the greatest bound at its top.
type byBound []*candidate

func (h byBound) Len() int      { return len(h) }
func (h byBound) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h byBound) Less(i, j int) bool {
	if h[i].bound != h[j].bound {
		return h[i].bound > h[j].bound
	}
	return h[i].order < h[j].order
}

// settle takes what was not looked into for what it is at least: enough others
// were.
func (h *byBound) settle() {
	for _, c := range *h {
		if c.item == nil {
			c.bound = c.least
		}
	}
	heap.Init(h)
}

// Push adds a candidate, for package heap.
func (h *byBound) Push(c any) {
	if c, ok := c.(*candidate); ok {
		*h = append(*h, c)
	}
}

// Pop takes the last one off, for package heap.
func (h *byBound) Pop() any {
	last := len(*h) - 1
	c := (*h)[last]
	*h = (*h)[:last]
	return c
}
