package web

import (
	"context"
	"sync"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
)

// holds keeps who had a hold on a country when, of the countries that were asked
// for last. Each takes a while, so no more than two are worked out at once.
type holds struct {
	mutex sync.Mutex
	known map[hold]*slow[*influence.Result]
	order []hold // the longest known first
	turn  chan struct{}
}

// hold is what is asked: of a country between two days, as known at an instant.
type hold struct {
	of       string
	from, on edtf.Day
	known    time.Time
}

// heldAtMost is how many answers are kept.
const heldAtMost = 64

func newHolds() *holds {
	return &holds{known: map[hold]*slow[*influence.Result]{}, turn: make(chan struct{}, 2)}
}

// of returns what is kept of a question, new where nothing is.
func (h *holds) of(q *request, what hold) *slow[*influence.Result] {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if s := h.known[what]; s != nil {
		return s
	}
	desk, question := q.desk, answers.Question{Of: what.of, On: what.on, Known: what.known}
	s := &slow[*influence.Result]{what: "the influence on " + what.of, log: q.server.Log}
	s.make = func(ctx context.Context) (*influence.Result, error) {
		h.turn <- struct{}{}
		defer func() { <-h.turn }()
		return desk.Influence(ctx, question, what.from, influence.Options{})
	}
	h.known[what] = s
	if h.order = append(h.order, what); len(h.order) > heldAtMost {
		delete(h.known, h.order[0])
		h.order = h.order[1:]
	}
	return s
}

// idle reports whether nothing is being worked out.
func (h *holds) idle() bool { return len(h.turn) == 0 }

// has reports whether an answer is kept, or on its way.
func (h *holds) has(what hold) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.known[what] != nil
}

// holdInPassing is hold for pages that are about something else: it waits hardly at
// all, and has nothing worked out while others wait for something.
func (q *request) holdInPassing(of string) (*influence.Result, error) {
	what, err := q.holdOf(of, 0)
	if h := q.server.slow.hold; err != nil || !h.has(what) && !h.idle() {
		return nil, err
	}
	return q.hold(of, 0, shortPatience)
}

// hold returns who had a hold on a country up to the day that is asked about; nil
// where that is still being worked out.
func (q *request) hold(of string, from edtf.Day, patience time.Duration) (*influence.Result, error) {
	what, err := q.holdOf(of, from)
	if err != nil {
		return nil, err
	}
	result, _, _ := q.server.slow.hold.of(q, what).get(q.Context(), what.known, patience)
	return result, nil
}

// holdOf returns what is asked of a country. Records that do not touch it change
// nothing of the answer.
func (q *request) holdOf(of string, from edtf.Day) (hold, error) {
	known, err := q.desk.Survey.Touched(q.Context(), gazetteer.State(of), q.known)
	return hold{of: of, from: from, on: q.on, known: known}, err
}
