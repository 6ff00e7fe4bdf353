package pgtest

import (
	"context"
	"fmt"
	"sync"
)

// Shared is one cluster for the tests of a package: whoever asks first starts it,
// without fsync. The zero value is ready; it may be used by several goroutines.
type Shared struct {
	mu      sync.Mutex
	cluster *Cluster
	err     error // of starting it, which is tried once
	schemas int
}

// Address returns the address of a schema of its own, in which nothing is yet.
func (s *Shared) Address(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cluster == nil && s.err == nil {
		s.cluster, s.err = Start(ctx, Options{Unsafe: true})
	}
	if s.err != nil {
		return "", s.err
	}
	s.schemas++
	return fmt.Sprintf("%s&search_path=t%d", s.cluster.Address(), s.schemas), nil
}

// Stop ends the server, where one was started, and removes its files.
func (s *Shared) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cluster == nil {
		return nil
	}
	return s.cluster.Stop()
}
