package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// reviewPosted records a decision about an assertion, and goes to the next.
func (q *request) reviewPosted() (*page, error) {
	if err := q.ParseForm(); err != nil {
		return nil, bad("problem.form", "")
	}
	verb := review.Verb(q.PathValue("verb"))
	switch verb {
	case review.Accept, review.Reject, review.Correct, review.Unsure, review.Merge, review.Split:
	case review.Undo:
		return q.undoPosted()
	default:
		return nil, missing("problem.address", q.URL.Path)
	}
	if verb != review.Accept && verb != review.Unsure && q.why() == "" {
		return q.notDecided(verb, &problem{http.StatusUnprocessableEntity, "review.reason_wanted", ""})
	}
	b, item, err := q.itemAsked()
	if err != nil {
		return nil, err
	}
	if q.outdated(&item) {
		return q.notDecided(verb, &problem{http.StatusConflict, "review.meanwhile", ""})
	}
	d, err := q.decision(b, &item, verb)
	if err != nil {
		return q.notDecided(verb, err)
	}
	receipt, err := b.Decide(q.Context(), d)
	if q.Context().Err() != nil {
		return nil, q.Context().Err()
	}
	if err != nil {
		return q.notDecided(verb, err)
	}
	if verb == review.Merge || verb == review.Split {
		q.server.boards.settled(true)
	} else {
		q.server.boards.settled(false, item.Assertion.ID)
	}
	return q.decided(&item, &receipt), nil
}

// why is the reason that was given.
func (q *request) why() string { return strings.TrimSpace(q.PostForm.Get("why")) }

// outdated reports whether somebody decided about an item since it was shown.
func (q *request) outdated(i *review.Item) bool {
	seen := q.PostForm.Get("seen")
	var last int64
	for _, r := range i.Reviews {
		last = max(last, r.Seq)
	}
	return seen != "" && seen != fmt.Sprint(last)
}

// notDecided shows the form again, with what was given and what was wrong.
func (q *request) notDecided(verb review.Verb, err error) (*page, error) {
	in := Input{Why: q.why()}
	var known bool
	if in.Problem, known = q.told(err); !known {
		return nil, err
	}
	status := http.StatusUnprocessableEntity
	if p := new(problem); errors.As(err, &p) && p.status == http.StatusConflict {
		status = p.status
	}
	switch verb {
	case review.Correct, review.Merge, review.Split:
		return q.formAgain(in, status)
	}
	return q.reviewAgain(in, status)
}

// decided goes on after a decision, which is told: to the next item or, where what
// the item says is still to be judged, to the item itself.
func (q *request) decided(i *review.Item, r *review.Receipt) *page {
	to := q.link("/review")
	if r.Verb == review.Merge || r.Verb == review.Split {
		to = q.link("/review/" + i.Assertion.ID.String())
	}
	m := message{Key: "said." + string(r.Verb), N: r.Count, Pairs: []string{"what", q.view().KindOf(i.Assertion.Says), "number", r.Number}, Undo: r.Number}
	if len(r.Overruled) > 0 {
		m.Key, m.Pairs = "said.overruled", append(m.Pairs, "who", r.Overruled[0].By)
	}
	return &page{goTo: to, cookies: []*http.Cookie{q.say(m)}}
}

// undoPosted takes back a decision: the one of a number, else the last of who asks.
func (q *request) undoPosted() (*page, error) {
	if q.why() == "" {
		return q.notDecided(review.Undo, &problem{http.StatusUnprocessableEntity, "review.reason_wanted", ""})
	}
	b, err := q.board()
	if err != nil {
		return nil, err
	}
	receipt, err := b.Undo(q.Context(), strings.TrimSpace(q.PostForm.Get("number")), q.user.Name, q.why())
	if err != nil {
		return q.notDecided(review.Undo, err)
	}
	q.server.boards.settled(true)
	var about ledger.ID
	for _, j := range receipt.Judgements {
		about = j.Assertion
	}
	for _, r := range receipt.Reviews {
		about = r.Assertion
	}
	to := q.link("/review/" + about.String())
	if about == (ledger.ID{}) || receipt.Count > 1 {
		to = q.link("/review")
	}
	for _, r := range receipt.Reviews[:min(len(receipt.Reviews), queueLength)] {
		item, err := b.Item(q.Context(), r.Assertion)
		if err != nil {
			return nil, err
		}
		q.server.boards.again(&item)
	}
	m := message{Key: "said.undo", N: receipt.Count, Pairs: []string{"number", strings.Join(receipt.Undone, ", ")}}
	return &page{goTo: to, cookies: []*http.Cookie{q.say(m)}}, nil
}
