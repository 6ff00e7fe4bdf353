package web

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// slow keeps what takes long to work out of a ledger: it is worked out beside the
// requests, by one goroutine at a time, and again when the ledger has changed.
type slow[T any] struct {
	what string // for the log
	make func(context.Context) (T, error)
	log  *slog.Logger
	rest int // it rests for so many times as long as the last run took, so that a ledger that always changes is not always worked out

	mutex   sync.Mutex
	value   T
	of      time.Time     // the state of the ledger that value is of
	there   bool          // there is a value
	next    time.Time     // before this it rests
	running chan struct{} // closed when the one that is under way has ended, nil without
}

// besides returns what works something out beside the requests of a server.
func besides[T any](s *Server, what string, make func(context.Context) (T, error)) *slow[T] {
	return &slow[T]{what: what, make: make, log: s.Log, rest: 10}
}

// longest is how long working anything out may take.
const longest = 2 * time.Minute

// get returns what is known of a state of the ledger. Where that is not worked out
// yet it waits for it as long as its patience goes, and then returns what was
// known before; ok is false where nothing was.
func (s *slow[T]) get(ctx context.Context, state time.Time, patience time.Duration) (value T, of time.Time, ok bool) {
	s.mutex.Lock()
	if (!s.there || !s.of.Equal(state)) && time.Now().After(s.next) {
		if s.running == nil {
			s.running = make(chan struct{})
			go s.work(state, s.running)
		}
		running := s.running
		s.mutex.Unlock()
		select {
		case <-running:
		case <-ctx.Done():
		case <-time.After(patience):
		}
		s.mutex.Lock()
	}
	defer s.mutex.Unlock()
	return s.value, s.of, s.there
}

// work works the value out; who asked may be gone by then. It ends after longest.
func (s *slow[T]) work(state time.Time, done chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	began := time.Now()
	value, err := s.make(ctx)
	s.log.Info("worked out", "what", s.what, "took", time.Since(began).Round(time.Millisecond), "error", err)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err == nil {
		s.value, s.of, s.there = value, state, true
	}
	s.running, s.next = nil, time.Now().Add(time.Duration(s.rest)*time.Since(began))
	close(done)
}
