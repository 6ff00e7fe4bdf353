package web

import (
	"context"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
	"github.com/credence-project/credence/standing"
)

// How much is looked at for the first page.
const (
	deniedLookedAt = 300  // reports that deny what decides a standing
	pairsAsked     = 60   // pairs of which the standing is derived
	contestedShown = 12   // of these
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

// contested returns the standings of today that sources contest, of those pairs of
// which it was lately denied what decides one.
func (s *Server) contested(ctx context.Context) (list []answers.Status, err error) {
	denied := ledger.Filter{Kinds: deciding(s.Doctrine), Modalities: []act.Modality{act.Negated}}
	desk, asked, today := s.desk(s.Doctrine), map[[2]string]bool{}, ask.Today(s.Now())
	for looked := 0; looked < deniedLookedAt; {
		found, err := s.Ledger.Search(ctx, denied, deniedLookedAt)
		if err != nil {
			return nil, err
		}
		for n := range found.Acts {
			looked += len(found.Acts[n].Reports)
			a := &found.Acts[n]
			for _, p := range [][2]string{{a.Actor, a.Recipient}, {a.Recipient, a.Actor}} {
				if asked[p] || !twoStates(p) || len(asked) >= pairsAsked {
					continue
				}
				asked[p] = true
				rows, err := desk.Status(ctx, answers.Question{Of: p[1], By: p[0], On: today})
				if err != nil {
					return nil, err
				}
				if isContested(&rows[0]) && len(list) < contestedShown {
					list = append(list, rows[0])
				}
			}
		}
		if denied.After = found.Next; found.Next == 0 {
			break
		}
		looked++ // a page that found nothing is looked at too
	}
	return list, nil
}

// twoStates reports whether a pair is of two parties who can stand to each other.
func twoStates(p [2]string) bool {
	return p[0] != "" && p[1] != "" && gazetteer.State(p[0]) != gazetteer.State(p[1])
}

// isContested reports whether any side of a standing is.
func isContested(s *answers.Status) bool {
	if s.Recognised == standing.Contested {
		return true
	}
	for _, a := range s.Aspects {
		if a.Value == standing.Contested {
			return true
		}
	}
	return false
}

// deciding returns the kinds of acts of which a denial decides a standing.
func deciding(d *standing.Doctrine) (kinds []string) {
	for n := range d.Rules {
		for _, said := range d.Rules[n].Said {
			if said == act.Negated.String() {
				kinds = append(kinds, d.Rules[n].Acts...)
			}
		}
	}
	return kinds
}
