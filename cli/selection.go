package cli

import (
	"fmt"

	"github.com/credence-project/credence/act"
)

// selection is which acts --act asks for; the acts of all articles are numbered
// in one sequence, from 1.
type selection struct {
	number int    // 0 any
	name   string // "" any
	seen   int
	found  bool
}

func newSelection(asked string) (*selection, error) {
	if asked == "" {
		return new(selection), nil
	}
	if n := number(asked); n > 0 {
		return &selection{number: n}, nil
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	if kinds[asked] == nil {
		return nil, fmt.Errorf("--act: %q is neither the number nor the name of an act", asked)
	}
	return &selection{name: asked}, nil
}

// of returns a reading with the acts that are asked for, their numbers, and
// whether to print it.
func (s *selection) of(r reading) (_ reading, numbers []int, ok bool) {
	all, beside := r.assertions, r.second
	r.assertions = nil
	if beside != nil {
		some := *beside
		some.notes = nil
		r.second = &some
	}
	for n := range all {
		s.seen++
		if s.number > 0 && s.seen != s.number || s.name != "" && all[n].Kind.Name != s.name {
			continue
		}
		r.assertions, numbers = append(r.assertions, all[n]), append(numbers, s.seen)
		if beside != nil {
			r.second.notes = append(r.second.notes, beside.notes[n])
		}
	}
	s.found = s.found || len(numbers) > 0
	return r, numbers, len(numbers) > 0 || s.number == 0 && s.name == ""
}

// missing returns an error where the number asked for was not reached.
func (s *selection) missing() error {
	if s.number == 0 || s.found {
		return nil
	}
	return fmt.Errorf("--act: there is no act %d: %d were found", s.number, s.seen)
}
