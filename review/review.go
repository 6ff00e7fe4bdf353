// Package review is where people judge what programs read: the queue of what
// awaits them, what a decision would change, the decision itself, and how often
// the reader was right.
//
//	b, err := review.New(l, doctrine, names, review.Options{})
//	items, err := b.Queue(ctx, 20)
//	d := review.Decision{Verb: review.Reject, Assertions: []ledger.ID{items[0].Assertion.ID}, By: "Ada", Why: "it asks, and does not say"}
//	changes, err := b.Preview(ctx, d)
//	receipt, err := b.Decide(ctx, d)
//
// What a person decides outranks what a reader proposes, whatever is read later,
// and nothing that was decided is lost: it is undone or overruled by another
// decision, with who, when and why.
//
// Non-goals: to lay a queue out, to ask a person (package cli), to keep anything
// (package ledger).
package review

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Options say how a board works. The zero value will do.
type Options struct {
	Today func() time.Time // the clock that tells which day standings are asked for; nil time.Now
	Lang  string           // of the parties' names in texts; "" English
}

// Board is where a ledger is reviewed. It may be used by several goroutines.
type Board struct {
	ledger   *ledger.Ledger
	doctrine *standing.Doctrine
	names    *gazetteer.Directory
	kinds    act.Ontology
	weights  *weights
	today    func() time.Time
	lang     string
}

// New returns a board over a ledger. Standings are derived under the doctrine.
func New(l *ledger.Ledger, d *standing.Doctrine, names *gazetteer.Directory, o Options) (*Board, error) {
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	w, err := loadWeights(kinds)
	if err != nil {
		return nil, err
	}
	b := &Board{ledger: l, doctrine: d, names: names, kinds: kinds, weights: w, today: o.Today, lang: o.Lang}
	if b.today == nil {
		b.today = time.Now
	}
	if b.lang == "" {
		b.lang = "en"
	}
	return b, nil
}

// day returns today.
func (b *Board) day() edtf.Day {
	t := b.today()
	return edtf.DayOf(t.Year(), int(t.Month()), t.Day())
}

// name returns what a party is called.
func (b *Board) name(id string) string { return b.names.Name(id, b.lang) }

// kind returns what the ontology tells of the kind of a record.
func (b *Board) kind(says *act.Record) *act.Kind {
	if says.Kind == "state" {
		return b.kinds[says.State]
	}
	return b.kinds[says.Act]
}

// Verb is what a person does in a review.
type Verb string

// The verbs.
const (
	Accept  Verb = "accept"  // it says so
	Reject  Verb = "reject"  // it does not say so
	Correct Verb = "correct" // it says something else: Edits
	Unsure  Verb = "unsure"  // looked at and left open
	Merge   Verb = "merge"   // two acts are one: the reports of the second go to the first
	Split   Verb = "split"   // some reports of an act speak of another
	Undo    Verb = "undo"    // a decision is taken back
)

// Decision is what a person decides.
type Decision struct {
	Verb       Verb
	Assertions []ledger.ID // what is accepted, rejected, left open or split off; the one that is corrected
	Acts       []ledger.ID // the two of Merge, the one of Split
	Edits      Edits       // of Correct
	By         string      // a person's name
	Why        string      // may be "" of Accept and Unsure
}

// check reports a decision that lacks something.
func (d *Decision) check() error {
	if err := signed(d.Verb, d.By, d.Why); err != nil {
		return err
	}
	assertions, acts := len(d.Assertions), len(d.Acts)
	switch d.Verb {
	case Accept, Reject, Unsure:
		if assertions == 0 || acts != 0 {
			return fmt.Errorf("%s: want assertions, and no acts", d.Verb)
		}
	case Correct:
		if assertions != 1 || acts != 0 {
			return errors.New("correct: want one assertion")
		}
	case Merge:
		if assertions != 0 || acts != 2 {
			return errors.New("merge: want two acts")
		}
	case Split:
		if assertions == 0 || acts != 1 {
			return errors.New("split: want an act and the assertions to split off")
		}
	default:
		return fmt.Errorf("%q is nothing that is decided", d.Verb)
	}
	return nil
}

// signed reports a decision without a name, or without a reason where the
// decision takes something away that another said.
func signed(v Verb, by, why string) error {
	switch {
	case strings.TrimSpace(by) == "":
		return fmt.Errorf("%s: nobody is named who decides", v)
	case by == ledger.ByRule:
		return fmt.Errorf("%s: %q is no person's name", v, by)
	case strings.TrimSpace(why) == "" && v != Accept && v != Unsure:
		return fmt.Errorf("%s: a reason is wanted", v)
	}
	return nil
}
