package web

import (
	"context"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/review"
)

// How much the first page shows.
const (
	turnsShown     = 8
	contestedShown = 12
	turnEvidence   = 2    // reports of each turn
	waitingCounted = 1000 // assertions that await a person
	waitingShown   = 5    // of these
)

// awaiting is what awaits a person.
type awaiting struct {
	First []review.Item // the most important
	Count int
	More  bool // at least so many
}

// awaiting finds out what awaits a person.
func (s *Server) awaiting(ctx context.Context) (*awaiting, error) {
	board, err := review.New(s.Ledger, s.Doctrine, s.Names, review.Options{Today: s.Now})
	if err != nil {
		return nil, err
	}
	var a awaiting
	if a.First, err = board.Queue(ctx, waitingShown); err != nil {
		return nil, err
	}
	waiting, err := s.Ledger.Unreviewed(ctx, 0, waitingCounted)
	a.Count, a.More = len(waiting), len(waiting) == waitingCounted
	return &a, err
}

// outlook is what changed lately, and what is contested.
type outlook struct {
	Turns     []turn
	Contested []answers.Turn // the latest
	Disputed  int            // how many are contested
}

// turn is a standing that became another one, with what made it so.
type turn struct {
	answers.Turn
	Evidence []answers.Evidence
}

// asOf returns the state of the ledger that an outlook of today is of: that of its
// last record, or the beginning of the day.
func (s *Server) asOf(latest time.Time) time.Time {
	year, month, day := s.Now().Date()
	if today := time.Date(year, month, day, 0, 0, 0, 0, s.Now().Location()); today.After(latest) {
		return today
	}
	return latest
}

// outlook finds out what changed lately, of all that the ledger tells, and what is
// contested today.
func (s *Server) outlook(ctx context.Context) (*outlook, error) {
	desk := s.questions.Desk(s.Doctrine)
	o, err := desk.Survey.Outlook(ctx, ask.Today(s.Now()), turnsShown, contestedShown)
	if err != nil {
		return nil, err
	}
	out := &outlook{Contested: o.Contested, Disputed: o.Disputed}
	for _, t := range o.Turns {
		rows, err := desk.Status(ctx, answers.Question{Of: t.Of, By: t.By, On: t.On, Known: o.As})
		if err != nil {
			return nil, err
		}
		out.Turns = append(out.Turns, turn{t, turnedBy(&rows[0], &t)})
	}
	return out, nil
}

// turnedBy returns what tells the new value of a turn.
func turnedBy(s *answers.Status, t *answers.Turn) []answers.Evidence {
	list := s.Evidence
	for n := range s.Aspects {
		if a := &s.Aspects[n]; a.Aspect == t.Aspect && a.Over == t.Over {
			list = a.Evidence
		}
	}
	return list[:min(len(list), turnEvidence)]
}
