package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

type reviewSessionCommand struct {
	Limit int `default:"20" placeholder:"N" help:"Of the queue: at most so many (${default})."`
}

// Run asks a person about one assertion after the other. Where there is no
// terminal to ask at, it prints the queue.
func (c *reviewSessionCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	in, typed := inputTerminal(s.In)
	_, seen := terminal(s.Out)
	if !typed || !seen || r.Format == "json" {
		return (&reviewQueueCommand{c.Limit}).Run(ctx, s, r)
	}
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		return newSession(d, newKeyboard(ctx, in)).run(ctx)
	})
}

// session is a person at a keyboard, before the queue.
type session struct {
	*reviewDesk
	keys     *keyboard
	passed   map[ledger.ID]bool // shown in this session, and not to be shown again
	receipts []review.Receipt
}

func newSession(d *reviewDesk, k *keyboard) *session {
	return &session{reviewDesk: d, keys: k, passed: map[ledger.ID]bool{}}
}

// batch is how many items are fetched at once.
const batch = 10

// errQuit says that the person has had enough.
var errQuit = errors.New("quit") //nolint:gochecknoglobals // a sentinel

// run shows one item after the other until none is left or the person quits.
func (s *session) run(ctx context.Context) error {
	for {
		items, err := s.Queue(ctx, len(s.passed)+batch)
		if err != nil {
			return err
		}
		fresh := 0
		for n := range items {
			if s.passed[items[n].Assertion.ID] {
				continue
			}
			fresh++
			s.passed[items[n].Assertion.ID] = true
			again, err := s.ask(ctx, &items[n])
			switch {
			case errors.Is(err, errQuit), errors.Is(err, io.EOF):
				s.say(bold, "%s in this session", plural(len(s.receipts), "decision", "decisions"))
				return s.page.out.Flush()
			case err != nil:
				return err
			}
			if again {
				break // the queue is another now
			}
		}
		if fresh == 0 {
			s.say(bold, "nothing more awaits a review; %s in this session", plural(len(s.receipts), "decision", "decisions"))
			return s.page.out.Flush()
		}
	}
}

// keysHelp tells the keys.
const keysHelp = "a accept · r reject · c correct · u unsure · m merge · s split · z undo · n next · q quit"

// ask shows an item, and what decisions would change, until it is decided or
// passed over. It reports whether the queue must be fetched again.
func (s *session) ask(ctx context.Context, i *review.Item) (again bool, err error) {
	would, err := s.outlook(ctx, i.Assertion.ID)
	if err != nil {
		return false, err
	}
	fmt.Fprintln(s.page.out)
	s.page.item(i)
	s.page.outlook(would)
	for {
		s.say(dim, keysHelp)
		if err := s.page.out.Flush(); err != nil {
			return false, err
		}
		key, err := s.keys.key()
		if err != nil {
			return false, err
		}
		done, again, err := s.press(ctx, i, key)
		var failed *refused
		switch {
		case errors.As(err, &failed):
			s.say(red, "%v", failed.err)
		case err != nil:
			return false, err
		case done:
			return again, nil
		}
	}
}

// refused is what could not be decided, and leaves the item as it was.
type refused struct{ err error }

func (r *refused) Error() string { return r.err.Error() }
func (r *refused) Unwrap() error { return r.err }

// press does what a key is for. It reports whether the item is done with, and
// whether the queue is another now.
func (s *session) press(ctx context.Context, i *review.Item, key byte) (done, again bool, err error) {
	id := i.Assertion.ID
	d := review.Decision{By: s.by, Assertions: []ledger.ID{id}}
	switch key {
	case 'a':
		d.Verb = review.Accept
	case 'u':
		d.Verb = review.Unsure
	case 'r':
		d.Verb = review.Reject
	case 'c':
		d.Verb = review.Correct
		if d.Edits, err = s.edits(ctx, i); err != nil {
			return false, false, err
		}
	case 'm':
		if d.Acts, err = s.mergeable(ctx, i); err != nil {
			return false, false, err
		}
		d.Verb, d.Assertions = review.Merge, nil
	case 's':
		if d.Acts, err = s.splittable(i); err != nil {
			return false, false, err
		}
		d.Verb = review.Split
	case 'z':
		return true, true, s.undo(ctx, id)
	case 'n':
		return true, false, nil
	case 'q', keyInterrupt, keyEnd:
		return true, false, errQuit
	default:
		return false, false, nil
	}
	decided, err := s.commit(ctx, d)
	if decided && len(d.Acts) > 0 { // what it says is still to be judged
		if *i, err = s.Item(ctx, id); err == nil {
			s.page.item(i)
		}
		return false, false, err
	}
	return decided, false, err
}

// commit shows what a decision changes where that was not shown, asks for the
// reason where one is wanted, and records it. No reason is no decision.
func (s *session) commit(ctx context.Context, d review.Decision) (bool, error) {
	switch d.Verb {
	case review.Correct, review.Merge, review.Split:
		changes, err := s.Preview(ctx, d)
		if err != nil {
			return false, &refused{err}
		}
		s.page.changes(string(d.Verb), changes)
	}
	if d.Verb != review.Accept && d.Verb != review.Unsure {
		why, err := s.line("why? (nothing: no decision) ")
		if err != nil || why == "" {
			return false, err
		}
		d.Why = why
	}
	receipt, err := s.Decide(ctx, d)
	if err != nil {
		return false, &refused{err}
	}
	s.receipts = append(s.receipts, receipt)
	s.page.receipt(&receipt, nil)
	return true, s.page.out.Flush()
}

// undo takes back the last decision of this session or, where there is none, of
// this person.
func (s *session) undo(ctx context.Context, at ledger.ID) error {
	delete(s.passed, at)
	why, err := s.line("why undo? (nothing: no decision) ")
	if err != nil || why == "" {
		return err
	}
	var receipt review.Receipt
	if last := len(s.receipts) - 1; last >= 0 {
		if receipt, err = s.UndoReceipt(ctx, s.receipts[last], s.by, why); err == nil {
			s.receipts = s.receipts[:last]
		}
	} else {
		receipt, err = s.Undo(ctx, "", s.by, why)
	}
	if err != nil {
		s.say(red, "%v", err)
		return nil
	}
	for _, r := range receipt.Reviews {
		delete(s.passed, r.Assertion)
	}
	s.page.receipt(&receipt, nil)
	return nil
}

// line asks for a line.
func (s *session) line(prompt string) (string, error) {
	fmt.Fprint(s.page.out, s.page.paint(bold, prompt))
	if err := s.page.out.Flush(); err != nil {
		return "", err
	}
	return s.keys.line()
}

// say writes a line.
func (s *session) say(i ink, format string, args ...any) {
	s.page.paragraph(0, fmt.Sprintf(format, args...), i)
}
