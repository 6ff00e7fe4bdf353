package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// inputTerminal returns the file behind r where it is a terminal.
func inputTerminal(r io.Reader) (*os.File, bool) {
	f, ok := r.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// edits asks for each field of an assertion; what is left empty stays, "-" takes
// it out.
func (s *session) edits(_ context.Context, i *review.Item) (e review.Edits, err error) {
	says := &i.Assertion.Says
	s.say(dim, "Enter keeps what stands in brackets, - takes it out")
	for _, f := range []struct {
		name, is string
		set      func(string) error
	}{
		{"act", cmp.Or(says.Act, says.State), func(t string) error { e.Kind = t; return nil }},
		{"actors", partyIDs(says.Actors), s.setParties(&e.Actors)},
		{"recipients", partyIDs(says.Recipients), s.setParties(&e.Recipients)},
		{"date", says.Date, func(t string) error { e.Date = &t; return nil }},
		{"modality", says.Modality, func(t string) error { e.Modality = t; return nil }},
		{"attributed to", says.AttributedTo, func(t string) error {
			var who *[]string
			err := s.setParties(&who)(t)
			if err == nil {
				one := strings.Join(*who, ",")
				e.AttributedTo = &one
			}
			return err
		}},
	} {
		text, err := s.line(fmt.Sprintf("%s [%s]: ", f.name, oneLine(f.is)))
		if err != nil {
			return e, err
		}
		switch text {
		case "":
			continue
		case "-":
			text = ""
		}
		if err := f.set(text); err != nil {
			return e, &refused{err}
		}
	}
	return e, nil
}

// setParties returns what sets a list of parties from their names.
func (s *session) setParties(to **[]string) func(string) error {
	return func(text string) error {
		ids, err := s.parties(text)
		*to = &ids
		return err
	}
}

// partyIDs writes the ids of parties.
func partyIDs(list []act.RecordParty) string {
	var ids []string
	for _, p := range list {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, ",")
}

// mergeable asks which act an item's is one with: of the same kind, between the
// same two.
func (s *session) mergeable(ctx context.Context, i *review.Item) ([]ledger.ID, error) {
	own, err := s.one(i)
	if err != nil {
		return nil, err
	}
	others, err := s.Like(ctx, own)
	if err != nil {
		return nil, err
	}
	if len(others) == 0 {
		return nil, &refused{errors.New("there is no other act of this kind between the two")}
	}
	for n := range others {
		o := &others[n]
		s.page.paragraph(2, fmt.Sprintf("%d  act %s  %s  %s", n+1, short(o.ID), date(o.Reports[0].Date), plural(len(o.Reports), "report", "reports")), plain)
		s.page.paragraph(5, "“"+oneLine(o.Reports[0].Quote)+"”", dim)
	}
	text, err := s.line("one with which? (a number; nothing: none) ")
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > len(others) {
		return nil, &refused{errors.New("nothing is merged")}
	}
	return []ledger.ID{others[n-1].ID, own.ID}, nil
}

// splittable returns the act that an item is to be split off.
func (s *session) splittable(i *review.Item) ([]ledger.ID, error) {
	own, err := s.one(i)
	if err != nil {
		return nil, err
	}
	if len(own.Reports) < 2 {
		return nil, &refused{errors.New("it is the only report of its act: there is nothing to split")}
	}
	return []ledger.ID{own.ID}, nil
}

// one returns the act of an item that speaks of one.
func (s *session) one(i *review.Item) (*ledger.Act, error) {
	switch len(i.Acts) {
	case 1:
		return &i.Acts[0], nil
	case 0:
		return nil, &refused{errors.New("it counts for no act")}
	}
	return nil, &refused{fmt.Errorf("it speaks of %d acts: use credence review merge or split", len(i.Acts))}
}
