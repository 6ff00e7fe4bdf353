package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Reason tells what hangs on an item.
type Reason struct {
	Kind    string // one of those below
	Change  Change // of Alone and Past what it alone is evidence of, of Contested whose standing it is about
	By      string // of Again who decided, and what
	Verdict ledger.Decision
	Weighs  string         // of Weight what is at stake: "recognition"
	Against []ledger.Doubt // of readers who disagree

	factor float64
	text   string
}

// The reasons.
const (
	Alone     = "alone"     // it is the only evidence of something of today
	Past      = "past"      // of something that was
	Contested = "contested" // it is a side of what is contested
	Again     = "again"     // a person decided about the same in other words
	Weight    = "weight"    // nothing rests on it, but what it would be about
)

// disputed adds what other readers have against an assertion to the reason of its
// priority.
func (x *bench) disputed(item *Item, r *Reason) {
	var against []string
	for _, d := range ledger.Doubting(item.Reviews) {
		against = append(against, d.By+" "+d.Why)
		r.Against = append(r.Against, d)
	}
	if len(against) > 0 {
		r.factor, r.text = max(r.factor, x.weights.Factor.Disputed), r.text+"; readers disagree: "+strings.Join(against, "; ")
	}
}

// rests tells what rests on an assertion; Weight where nothing does.
func (x *bench) rests(ctx context.Context, item *Item) (Reason, error) {
	t, err := x.again(ctx, item)
	if err != nil {
		return Reason{}, err
	}
	if t != nil {
		text := fmt.Sprintf("read anew: %s decided (%s) about the same in other words", t.By, t.Decision)
		return Reason{Kind: Again, By: t.By, Verdict: t.Decision, factor: x.weights.Factor.Again, text: text}, nil
	}
	pairs, id := pairsOf(dyadsOf(item.Acts)), item.Assertion.ID
	past := Reason{Kind: Weight, factor: 1}
	for _, p := range pairs {
		before, err := x.line(ctx, p)
		if err != nil {
			return Reason{}, err
		}
		if r, ok := x.contested(before, id); ok {
			return r, nil
		}
		after, err := x.line(ctx, p, without(id))
		if err != nil {
			return Reason{}, err
		}
		for _, c := range x.changes(before, after) {
			if c.Before.Value == c.After.Value {
				continue
			}
			text := "the only evidence that " + x.clause(&c)
			if c.Now {
				return Reason{Kind: Alone, Change: c, factor: x.weights.Factor.Alone, text: text}, nil
			}
			if past.Kind == Weight {
				past = Reason{Kind: Past, Change: c, factor: x.weights.Factor.Past, text: text + " until " + c.To}
				if c.From != "" {
					past.text = text + " from " + c.From + " to " + c.To
				}
			}
		}
	}
	return past, nil
}

// contested tells of a standing of today that sources contest, an assertion
// among them.
func (x *bench) contested(l *standing.Line, id ledger.ID) (Reason, bool) {
	for _, a := range l.Told() {
		overs := []string{""}
		if a == standing.Sovereignty {
			overs = l.Territories()
		}
		for _, over := range overs {
			s := l.OnOver(a, over, x.day())
			speaks := func(e standing.Evidence) bool { return e.Report.Assertion == id }
			if s.Value == standing.Contested && (slices.ContainsFunc(s.Evidence, speaks) || slices.ContainsFunc(s.Dissent, speaks)) {
				text := "one side of what is contested: whether " + x.subject(a, l.By, l.Of, over)
				return Reason{Kind: Contested, Change: Change{By: l.By, Of: l.Of, Aspect: a, Over: over}, factor: x.weights.Factor.Contested, text: text}, true
			}
		}
	}
	return Reason{}, false
}

// clause says what held before a change.
func (b *Board) clause(c *Change) string {
	if c.Before.Value == standing.Yes || c.Before.Value == standing.No {
		return b.statement(c.Aspect, c.By, c.Of, c.Over, c.Before.Value == standing.Yes)
	}
	subject := b.subject(c.Aspect, c.By, c.Of, c.Over)
	switch {
	case c.Aspect == standing.Relations && c.Before.Value == standing.None:
		return b.name(c.By) + " has no relations with " + b.name(c.Of)
	case c.Aspect == standing.Relations && c.Before.Value != standing.Unknown:
		return subject + " are at the level of " + c.Before.Value
	}
	return "it is " + c.Before.Value + " whether " + subject
}

// again returns what another assertion of the document said of the same act, in
// words that overlap, that a person has rejected or corrected: a reader may find
// again, in other words, what was decided. What says just the same, the ledger
// holds back. nil where there is none.
func (x *bench) again(ctx context.Context, item *Item) (*turned, error) {
	a := &item.Assertion
	if byPerson(a) {
		return nil, nil //nolint:nilnil // nothing was
	}
	turned, err := x.turnedDown(ctx, a.Document)
	if err != nil {
		return nil, err
	}
	for n := range turned {
		if t := &turned[n]; t.Assertion.ID != a.ID && alike(a, &t.Assertion) {
			return t, nil
		}
	}
	return nil, nil //nolint:nilnil // nothing was
}

// turned is an assertion that a person rejected or corrected.
type turned struct {
	ledger.Assertion
	ledger.Review
}

// turnedDown returns what people rejected or corrected of what a document is said
// to say.
func (x *bench) turnedDown(ctx context.Context, document ledger.ID) ([]turned, error) {
	if known, ok := x.turned[document]; ok {
		return known, nil
	}
	all, err := x.ledger.AssertionsOf(ctx, document)
	if err != nil {
		return nil, err
	}
	var list []turned
	for n := range all {
		reviews, err := x.ledger.Reviews(ctx, all[n].ID)
		if err != nil {
			return nil, err
		}
		if r := ledger.Ruling(reviews); r != nil && (r.Decision == ledger.Reject || r.Decision == ledger.Correct) {
			list = append(list, turned{all[n], *r})
		}
	}
	x.turned[document] = list
	return list, nil
}

// alike reports whether two assertions of a document speak of one kind of act in
// words that overlap, or of one document without a text.
func alike(a, o *ledger.Assertion) bool {
	return a.Says.Kind == o.Says.Kind && a.Says.Act == o.Says.Act && a.Says.State == o.Says.State &&
		(a.Says.Start < o.Says.End && o.Says.Start < a.Says.End || a.Says.End == 0 && o.Says.End == 0)
}
