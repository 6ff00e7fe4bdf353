package watch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// delivered is the answer that somebody was last told, or that there was when they
// asked to be told.
type delivered struct {
	On     string    `json:"on"`
	Known  time.Time `json:"known"`
	Answer []Fact    `json:"answer"`
}

// state is what each hook was last told, in a file.
type state struct {
	file string

	mu   sync.Mutex
	last map[string]delivered // by the key of the hook
}

// openState reads a file; there may be none.
func openState(file string) (*state, error) {
	s := &state{file: file, last: map[string]delivered{}}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what was delivered: %w", err)
	}
	if err := json.Unmarshal(text, &s.last); err != nil {
		return nil, fmt.Errorf("reading what was delivered: %s: %w", file, err)
	}
	return s, nil
}

// of returns what a hook was last told.
func (s *state) of(h *Hook) (d delivered, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok = s.last[h.key()]
	return d, ok
}

// set notes what a hook was told: on the disk before it returns. Quotes are left
// out, since they are not compared.
func (s *state) set(h *Hook, d delivered) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	short := make([]Fact, len(d.Answer))
	for n, f := range d.Answer {
		f.Evidence = nil
		short[n] = f
	}
	d.Answer = short
	s.last[h.key()] = d
	text, err := json.MarshalIndent(s.last, "", " ")
	if err == nil {
		err = replace(s.file, append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("noting what was delivered: %w", err)
	}
	return nil
}

// replace writes a file anew: whoever reads it finds the old one or the new one,
// whole.
func replace(file string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}
