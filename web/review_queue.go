package web

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// How much of the queue is shown, how much of it is worked off before it is read
// anew, and how old it may be where the ledger has grown since. What a person
// decided here meanwhile is never in it.
const (
	queueLength = 20
	queueLeast  = 10
	queueAge    = 30 * time.Second
)

// boards are the boards of each doctrine and language, made when they are first
// asked for.
type boards struct {
	mu    sync.Mutex
	of    map[[2]string]*board
	kinds []string // of acts and states of affairs
}

// board is a board with the queue as it was read last: ordering it takes long.
type board struct {
	*review.Board
	turn  chan struct{} // one reads the queue, the others wait for it
	mu    sync.Mutex    // of what follows
	queue []review.Item
	read  time.Time
	of    time.Time   // the ledger's last record then
	round int         // how often the queue was found out of date
	known int         // the round that the queue was read in, -1 of none
	out   []ledger.ID // what was decided since it was begun to be read
}

// board returns the board that a request is reviewed at.
func (q *request) board() (*board, error) {
	all := &q.server.boards
	all.mu.Lock()
	defer all.mu.Unlock()
	key := [2]string{q.doctrine.Name, q.locale.Code}
	if b := all.of[key]; b != nil {
		return b, nil
	}
	b, err := review.New(q.server.Ledger, q.doctrine, q.server.Names, review.Options{Today: q.server.Now, Lang: q.locale.Code})
	if err != nil {
		return nil, err
	}
	if all.of == nil {
		kinds, err := act.LoadOntology()
		if err != nil {
			return nil, err
		}
		all.of, all.kinds = map[[2]string]*board{}, slices.Sorted(maps.Keys(kinds))
	}
	all.of[key] = &board{Board: b, turn: make(chan struct{}, 1), known: -1}
	return all.of[key], nil
}

// waiting returns the beginning of the queue.
func (b *board) waiting(ctx context.Context, l *ledger.Ledger, now time.Time) ([]review.Item, error) {
	latest, err := l.Latest(ctx)
	if err != nil {
		return nil, err
	}
	if list, ok := b.kept(latest, now); ok {
		return list, nil
	}
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if list, ok := b.kept(latest, now); ok { // another has read it meanwhile
		return list, nil
	}
	b.mu.Lock()
	round := b.round
	b.out = nil
	b.mu.Unlock()
	list, err := b.Queue(ctx, queueLength)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue, b.read, b.of, b.known = b.without(list), now, latest, round
	return slices.Clone(b.queue), nil
}

// kept returns the queue as it was read last, where that will do.
func (b *board) kept(latest, now time.Time) ([]review.Item, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	same := b.of.Equal(latest)
	if b.known != b.round || !same && (now.Sub(b.read) > queueAge || len(b.queue) < queueLeast) {
		return nil, false
	}
	return slices.Clone(b.queue), true
}

// settled takes what was decided out of all queues that were read; nothing named,
// they are read anew.
func (all *boards) settled(ids ...ledger.ID) {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, b := range all.of {
		b.mu.Lock()
		if b.out = append(b.out, ids...); len(ids) == 0 {
			b.round++
		}
		b.queue = b.without(b.queue)
		b.mu.Unlock()
	}
}

// without returns a queue without what was decided.
func (b *board) without(queue []review.Item) []review.Item {
	return slices.DeleteFunc(slices.Clone(queue), func(i review.Item) bool { return slices.Contains(b.out, i.Assertion.ID) })
}
