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
	"github.com/credence-project/credence/standing"
)

// How much of the queue is shown; how old it may be where the ledger has grown
// since; and how long it may take to be read for who asks to wait for that. Where
// it takes longer, the queue is shown as it was, without what a person decided here
// meanwhile, and read anew behind that.
const (
	queueLength = 20
	queueAge    = 30 * time.Second
	queueWait   = 50 * time.Millisecond
	queueMost   = 5 * time.Minute // that reading may take at all
)

// boards are the boards of each doctrine, made when they are first asked for.
type boards struct {
	mu    sync.Mutex
	of    map[string]*board
	kinds []string // of acts and states of affairs
}

// board is a board with the queue as it was read last: ordering it takes long.
type board struct {
	*review.Board
	server *Server
	turn   chan struct{} // one reads the queue, the others wait for it
	mu     sync.Mutex    // of what follows
	queue  []review.Item
	read   time.Time     // when, zero where it never was
	took   time.Duration // how long
	of     time.Time     // the ledger's last record then
	stale  bool          // a decision has changed more than its own place
	out    []ledger.ID   // what was decided since it was begun to be read
}

// board returns the board that a request is reviewed at.
func (q *request) board() (*board, error) { return q.server.board(q.doctrine) }

// board returns the board of a doctrine.
func (s *Server) board(d *standing.Doctrine) (*board, error) {
	all := &s.boards
	all.mu.Lock()
	defer all.mu.Unlock()
	if b := all.of[d.Name]; b != nil {
		return b, nil
	}
	b, err := review.New(s.Ledger, d, s.Names, review.Options{Today: s.Now})
	if err != nil {
		return nil, err
	}
	if all.of == nil {
		kinds, err := act.LoadOntology()
		if err != nil {
			return nil, err
		}
		all.of, all.kinds = map[string]*board{}, slices.Sorted(maps.Keys(kinds))
	}
	all.of[d.Name] = &board{Board: b, server: s, turn: make(chan struct{}, 1)}
	return all.of[d.Name], nil
}

// itemAsked returns the board of a request, and the item of the assertion in its address.
func (q *request) itemAsked() (b *board, item review.Item, err error) {
	if b, err = q.board(); err != nil {
		return nil, item, err
	}
	id, err := q.find(q.PathValue("assertion"), "assertion")
	if err != nil {
		return nil, item, err
	}
	item, err = b.Item(q.Context(), id)
	return b, item, err
}

// waiting returns the beginning of the queue.
func (b *board) waiting(ctx context.Context) ([]review.Item, error) {
	latest, err := b.server.Ledger.Latest(ctx)
	if err != nil {
		return nil, err
	}
	list, fresh, soon := b.kept(latest)
	switch {
	case fresh:
		return list, nil
	case soon:
		go func() {
			behind, cancel := context.WithTimeout(context.WithoutCancel(ctx), queueMost)
			defer cancel()
			if err := b.readQueue(behind, false); err != nil {
				b.server.Log.ErrorContext(behind, "the queue cannot be read", "error", err)
			}
		}()
		return list, nil
	}
	if err := b.readQueue(ctx, true); err != nil {
		return nil, err
	}
	list, _, _ = b.kept(latest)
	return list, nil
}

// kept returns the queue as it was read last, whether that is how it stands and,
// where not, whether it will do until it was read anew.
func (b *board) kept(latest time.Time) (list []review.Item, fresh, soon bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	asIs := b.of.Equal(latest) || len(b.queue) > 0 && b.took > queueWait && b.server.Now().Sub(b.read) < queueAge
	fresh = !b.read.IsZero() && !b.stale && asIs
	return slices.Clone(b.queue), fresh, len(b.queue) > 0 && b.took > queueWait
}

// readQueue reads the queue. Where another is at it, it waits for that, or leaves
// it to that.
func (b *board) readQueue(ctx context.Context, wait bool) error {
	select {
	case b.turn <- struct{}{}:
	default:
		if !wait {
			return nil
		}
		select {
		case b.turn <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	defer func() { <-b.turn }()
	latest, err := b.server.Ledger.Latest(ctx)
	if err != nil {
		return err
	}
	if _, fresh, _ := b.kept(latest); fresh { // another has read it meanwhile
		return nil
	}
	b.mu.Lock()
	b.out, b.stale = nil, false
	b.mu.Unlock()
	begun := time.Now()
	list, err := b.Queue(ctx, queueLength)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		b.stale = true
		return err
	}
	b.queue, b.read, b.of, b.took = b.without(list), b.server.Now(), latest, time.Since(begun)
	return nil
}

// settled takes what was decided out of all queues that were read. Where a decision
// bears on others, or is taken back, they are read anew.
func (all *boards) settled(others bool, ids ...ledger.ID) {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, b := range all.of {
		b.mu.Lock()
		b.out, b.stale = append(b.out, ids...), b.stale || others
		b.queue = b.without(b.queue)
		b.mu.Unlock()
	}
}

// again puts what waits again, because its decision was taken back, before all else in
// the queues that were read, until they are read anew.
func (all *boards) again(item *review.Item) {
	all.mu.Lock()
	defer all.mu.Unlock()
	same := func(i review.Item) bool { return i.Assertion.ID == item.Assertion.ID }
	for _, b := range all.of {
		b.mu.Lock()
		b.out = slices.DeleteFunc(b.out, func(id ledger.ID) bool { return id == item.Assertion.ID })
		if !slices.ContainsFunc(b.queue, same) && ledger.Ruling(item.Reviews) == nil {
			b.queue = slices.Insert(b.queue, 0, *item)
		}
		b.mu.Unlock()
	}
}

// without returns a queue without what was decided.
func (b *board) without(queue []review.Item) []review.Item {
	return slices.DeleteFunc(slices.Clone(queue), func(i review.Item) bool { return slices.Contains(b.out, i.Assertion.ID) })
}
