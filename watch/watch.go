// Package watch tells what became of an answer: as a feed of its changes, and by a
// call to whoever asked to be told.
//
//	q, err := watch.Read("status", values)                   // of=AFG.TALIBAN&by=RUS
//	changes, err := new(watch.Teller{…}).Changes(ctx, q)     // the last first
//
// A saved question is kept by nobody here: the ledger knows what it knew at every
// instant, so that the changes of an answer are the instants of recording at which
// the answer as known then is not the answer as known just before. What was
// withdrawn or corrected is among them.
//
// Non-goals: to answer (package answers), and what the words for it are in which
// language (Words).
package watch

import (
	"context"
	"net/url"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// The sorts of questions.
const (
	Status  = "status"  // the standing of one party towards another: of, by
	Of      = "of"      // how all stand to a party: id
	History = "history" // two parties, both ways, and the acts between them: a, b
)

// Question is a question whose answer is watched.
type Question struct {
	Sort     string // Status, Of or History
	Of, By   string // ids; By is "" of the sort Of
	On       string // the day in the world, EDTF; "" the day of each record
	Doctrine string // "" the ledger's own
}

// Read reads a question of a sort from the values of an address. What cannot be
// used is an *ask.Problem.
func Read(ctx context.Context, r *ask.Reader, sort string, v url.Values) (q Question, err error) {
	asked, err := r.Read(ctx, ask.Text{On: v.Get("on"), Doctrine: v.Get("doctrine")})
	if err != nil {
		return q, err
	}
	q = Question{Sort: sort, Doctrine: v.Get("doctrine")}
	if v.Get("on") != "" {
		q.On = asked.On.String()
	}
	switch {
	case sort == Of:
		q.Of, err = asked.Party("id", v.Get("id"))
	case sort == Status && v.Get("by") == "":
		q.Sort = Of
		q.Of, err = asked.Party("of", v.Get("of"))
	case sort == Status:
		q.Of, q.By, err = asked.Parties("of", v.Get("of"), "by", v.Get("by"))
	case sort == History:
		q.Of, q.By, err = asked.Parties("a", v.Get("a"), "b", v.Get("b"))
	default:
		err = &ask.Problem{Field: "question", What: ask.ID, About: sort}
	}
	return q, err
}

// String writes a question as it stands in an address: "status?by=RUS&of=AFG".
func (q Question) String() string {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	switch q.Sort {
	case Of:
		set("id", q.Of)
	case History:
		set("a", q.Of)
		set("b", q.By)
	default:
		set("of", q.Of)
		set("by", q.By)
	}
	set("on", q.On)
	set("doctrine", q.Doctrine)
	return q.Sort + "?" + v.Encode()
}

// query chooses the acts that can change the answer.
func (q Question) query(d *answers.Desk) ledger.Query {
	query := ledger.Query{Of: gazetteer.State(q.Of), By: gazetteer.State(q.By), Everyone: q.By != ""}
	if q.Sort != History {
		query.Kinds = d.Doctrine.Kinds()
	}
	return query
}
