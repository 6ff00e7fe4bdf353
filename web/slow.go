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

	mutex   sync.Mutex
	value   T
	of      time.Time     // the state of the ledger that value is of
	there   bool          // there is a value
	running chan struct{} // closed when the one that is under way has ended, nil without
}

// longest is how long working anything out may take.
const longest = 2 * time.Minute

// get returns what is known of a state of the ledger. Where that is not worked out
// yet it waits for it as long as its patience goes, and then returns what was
// known before; ok is false where nothing was.
func (s *slow[T]) get(ctx context.Context, state time.Time, patience time.Duration) (value T, of time.Time, ok bool) {
	s.mutex.Lock()
	if !s.there || !s.of.Equal(state) {
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
	value, err := s.make(ctx)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err != nil {
		s.log.Error("not worked out", "what", s.what, "error", err)
	} else {
		s.value, s.of, s.there = value, state, true
	}
	s.running = nil
	close(done)
}
