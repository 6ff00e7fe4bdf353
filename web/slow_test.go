package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"
)

func TestSlowAnswersWithWhatWasKnownBefore(t *testing.T) {
	var runs atomic.Int64
	allow := make(chan error)
	s := &slow[int64]{log: slog.New(slog.NewTextHandler(io.Discard, nil)), make: func(context.Context) (int64, error) {
		err := <-allow
		return runs.Add(1), err
	}}
	first, second := time.Unix(1, 0), time.Unix(2, 0)
	if _, _, ok := s.get(t.Context(), first, 0); ok {
		t.Error("a value out of nothing")
	}
	if _, _, ok := s.get(t.Context(), first, 0); ok { // no second run
		t.Error("a value out of nothing")
	}
	allow <- nil
	if v, of, ok := s.get(t.Context(), first, time.Minute); v != 1 || !of.Equal(first) || !ok {
		t.Errorf("got %d of %v", v, of)
	}
	if v, of, ok := s.get(t.Context(), second, 0); v != 1 || !of.Equal(first) || !ok {
		t.Errorf("while it is worked out anew: %d of %v", v, of)
	}
	allow <- errors.New("the ledger is away")
	for { // until the run has ended, and then while the next one is under way
		s.mutex.Lock()
		ended := s.running == nil
		s.mutex.Unlock()
		if ended {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if v, of, ok := s.get(t.Context(), second, 0); v != 1 || !of.Equal(first) || !ok {
		t.Errorf("after an error: %d of %v", v, of)
	}
	allow <- nil
	if v, of, _ := s.get(t.Context(), second, time.Minute); v != 3 || !of.Equal(second) {
		t.Errorf("at last: %d of %v", v, of)
	}
}
