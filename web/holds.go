package web

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
)

// holds keeps who had a hold on a country when, of the countries that were asked
// for last. Each takes a while, so no more than two are worked out at once.
type holds struct {
	mutex sync.Mutex
	known map[hold]*slow[*sheet]
	order []hold // the longest known first
	turn  chan struct{}
}

// sheet is as much of a result as pages show: the shares of all powers on all days
// would take twenty times the room.
type sheet struct {
	*influence.Result                   // without its series
	Chart             *chart            // nil where nothing has a weight
	Yearly            []influence.Point // the last point of each year, of the powers shown
	Shown             []string
}

// newSheet makes a sheet of a result, from which it takes the series away.
func newSheet(r *influence.Result) *sheet {
	s := &sheet{Result: r, Chart: drawn(r), Shown: slices.Clone(r.Powers[:min(powersDrawn+3, len(r.Powers))])}
	for _, p := range yearly(r.Series) {
		p.Powers = slices.DeleteFunc(slices.Clone(p.Powers), func(x influence.Share) bool { return !slices.Contains(s.Shown, x.Power) })
		p.Powers = slices.Clip(p.Powers)
		s.Yearly = append(s.Yearly, p)
	}
	r.Series = nil
	return s
}

// hold is what is asked: of a country between two days, as known at an instant.
type hold struct {
	of       string
	from, on edtf.Day
	known    time.Time
}

// heldAtMost is how many answers are kept: those of all countries of one day.
const heldAtMost = 320

func newHolds() *holds {
	return &holds{known: map[hold]*slow[*sheet]{}, turn: make(chan struct{}, 2)}
}

// of returns what is kept of a question, new where nothing is.
func (h *holds) of(s *Server, what hold) *slow[*sheet] {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if x := h.known[what]; x != nil {
		return x
	}
	x := &slow[*sheet]{what: "the influence on " + what.of, log: s.Log}
	x.make = func(ctx context.Context) (*sheet, error) {
		h.turn <- struct{}{}
		defer func() { <-h.turn }()
		r, err := s.influenceOn(ctx, what)
		if err != nil {
			return nil, err
		}
		return newSheet(r), nil
	}
	h.known[what] = x
	if h.order = append(h.order, what); len(h.order) > heldAtMost {
		delete(h.known, h.order[0])
		h.order = h.order[1:]
	}
	return x
}

// influenceOn works out who had a hold on a country.
func (s *Server) influenceOn(ctx context.Context, what hold) (*influence.Result, error) {
	return s.questions.Desk(s.Doctrine).Influence(ctx, answers.Question{Of: what.of, On: what.on, Known: what.known}, what.from, influence.Options{})
}

// idle reports whether nothing is being worked out.
func (h *holds) idle() bool { return len(h.turn) == 0 }

// has reports whether an answer is kept, or on its way.
func (h *holds) has(what hold) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.known[what] != nil
}

// holdInPassing returns who had a hold on a country up to today, for pages that are
// about something else: it waits hardly at all, and has nothing worked out while
// others wait for something.
func (q *request) holdInPassing(of string) (*sheet, error) {
	what, err := q.holdOf(of, 0)
	what.on = ask.Today(q.server.Now())
	h := q.server.slow.hold
	if err != nil || !h.has(what) && !h.idle() {
		return nil, err
	}
	result, _, _ := h.of(q.server, what).get(q.Context(), what.known, shortPatience)
	return result, nil
}

// hold returns who had a hold on a country up to the day that is asked about; nil
// where that is still being worked out.
func (q *request) hold(of string, from edtf.Day, patience time.Duration) (*sheet, error) {
	what, err := q.holdOf(of, from)
	if err != nil {
		return nil, err
	}
	result, _, _ := q.server.slow.hold.of(q.server, what).get(q.Context(), what.known, patience)
	return result, nil
}

// holdOf returns what is asked of a country. Records that do not touch it change
// nothing of the answer.
func (q *request) holdOf(of string, from edtf.Day) (hold, error) {
	known, err := q.desk.Survey.Touched(q.Context(), gazetteer.State(of), q.known)
	return hold{of: of, from: from, on: q.on, known: known}, err
}
