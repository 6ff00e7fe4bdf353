// Package answers answers what people ask of a ledger, and shows the evidence:
// who recognises whom on a day, since when and by which acts; whether a claim is
// true; what an article adds.
//
//	desk := answers.Desk{Ledger: l, Doctrine: d, Names: directory}
//	rows, err := desk.Status(ctx, answers.Question{Of: "AFG.TALIBAN", By: "RUS", On: day})
//
// Every answer is a plain struct with JSON tags: what a program gets, and what
// tables and pages are made of. Non-goal: to lay answers out.
package answers

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Desk answers questions. It may be used by several goroutines at once.
type Desk struct {
	Ledger   Ledger
	Doctrine *standing.Doctrine
	Names    *gazetteer.Directory
	Today    func() time.Time // nil time.Now
	Survey   *Survey          // by the same doctrine: what it keeps need not be derived again; nil none
}

// Ledger is what a desk asks. *ledger.Ledger is one.
type Ledger interface {
	Acts(context.Context, ledger.Query) ([]ledger.Act, error)
	Parties(context.Context) (map[string][]string, error)
	Latest(context.Context) (time.Time, error)
	Since(context.Context, ledger.Mark) ([]ledger.Touch, ledger.Mark, error)
	Tallies(context.Context, ledger.Query) ([]ledger.Tally, error)
	All(context.Context, ledger.Query) iter.Seq2[ledger.Act, error]
	Act(context.Context, ledger.ID, time.Time) (ledger.Act, error)
	Bare(context.Context, ledger.ID) (ledger.Act, error)
	Assertion(context.Context, ledger.ID) (ledger.Assertion, error)
	Document(context.Context, ledger.ID) (ledger.Document, error)
	Places(context.Context, ledger.ID) ([]ledger.Place, error)
	Judgements(context.Context, ledger.ID) ([]ledger.Judgement, error)
	Reviews(context.Context, ledger.ID) ([]ledger.Review, error)
	Find(context.Context, string) ([]ledger.Found, error)
	Sources(context.Context) ([]ledger.Source, error)
	Fill(context.Context, ...*ledger.Report) error
}

// Question is what most questions have in common.
type Question struct {
	Of    string    // an id
	By    string    // an id, "" everybody
	On    edtf.Day  // 0 today
	Known time.Time // as known at this instant; zero now
}

// day returns the day in the world that a question is about.
func (d *Desk) day(on edtf.Day) edtf.Day {
	if on != 0 {
		return on
	}
	now := time.Now
	if d.Today != nil {
		now = d.Today
	}
	t := now()
	return edtf.DayOf(t.Year(), int(t.Month()), t.Day())
}

// Resolve returns the id that a name means in any language, or an error that
// tells what it might mean.
func (d *Desk) Resolve(name string) (string, error) {
	ids := d.Names.Lookup(name)
	for _, id := range ids {
		if e, ok := d.Names.Entity(id); ok && e.Kind != "person" && e.Kind != "place" {
			return id, nil
		}
	}
	if len(ids) > 0 {
		e, _ := d.Names.Entity(ids[0])
		if e.Of != "" {
			return "", fmt.Errorf("%q is a %s: ask about a state, regime or organisation, such as %s", name, e.Kind, e.Of)
		}
	}
	if strings.ToUpper(name) == name && len(name) == 3 {
		return "", fmt.Errorf("no state has the code %s", name)
	}
	return "", fmt.Errorf("%q is no state, regime or organisation that Credence knows, in any of its languages", name)
}

// acts returns the acts of two parties, and those that bear on their standing
// towards each other; of all kinds where none are given.
func (d *Desk) acts(ctx context.Context, q Question, kinds ...string) ([]ledger.Act, error) {
	return d.ask(ctx, q, ledger.Query{Kinds: kinds})
}

// ask fills the parties and the instant into a query as acts asks it.
func (d *Desk) ask(ctx context.Context, q Question, query ledger.Query) ([]ledger.Act, error) {
	query.Of, query.By, query.Known, query.Everyone = gazetteer.State(q.Of), gazetteer.State(q.By), q.Known, true
	acts, err := d.Ledger.Acts(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about %s and %s: %w", q.Of, q.By, err)
	}
	return acts, nil
}
