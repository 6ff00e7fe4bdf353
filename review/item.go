package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Item is an assertion as it is laid before a person.
type Item struct {
	Assertion ledger.Assertion
	Document  ledger.Document
	Acts      []ledger.Act    // that it counts as a report of, with their other reports
	Reviews   []ledger.Review // what was decided about it, in order
	Priority  float64
	Why       string  // the reason of its priority: "confidence .62; the only evidence that …"
	Context   Context // the words around the quote
}

// Context is the text around a quote.
type Context struct {
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// around is how many bytes of the text are shown on either side of a quote.
const around = 240

// surroundings returns the text around the quote of an assertion, cut where words end.
func surroundings(d *ledger.Document, a *ledger.Assertion) Context {
	start, end := a.Says.Start, a.Says.End
	if start < 0 || end < start || end > len(d.Text) || a.Says.Quote == "" {
		return Context{}
	}
	before, after := d.Text[max(0, start-around):start], d.Text[end:min(len(d.Text), end+around)]
	if len(before) < start {
		if n := strings.IndexFunc(before, unicode.IsSpace); n >= 0 {
			before = before[n:]
		}
		before = strings.TrimLeftFunc(before, func(r rune) bool { return r == utf8.RuneError })
	}
	if end+len(after) < len(d.Text) {
		if n := strings.LastIndexFunc(after, unicode.IsSpace); n >= 0 {
			after = after[:n]
		}
		after = strings.TrimRightFunc(after, func(r rune) bool { return r == utf8.RuneError })
	}
	return Context{before, after}
}

// Item returns an assertion as it would stand in the queue, whether or not it
// awaits anybody.
func (b *Board) Item(ctx context.Context, id ledger.ID) (Item, error) {
	a, err := b.ledger.Assertion(ctx, id)
	if err != nil {
		return Item{}, err
	}
	return b.bench().item(ctx, a)
}

// item completes an assertion: its acts, what rests on it, its context.
func (x *bench) item(ctx context.Context, a ledger.Assertion) (Item, error) {
	item := Item{Assertion: a}
	var err error
	if item.Acts, err = x.actsOf(ctx, a.ID); err != nil {
		return item, err
	}
	if item.Document, err = x.ledger.Document(ctx, a.Document); err != nil {
		return item, err
	}
	if item.Reviews, err = x.ledger.Reviews(ctx, a.ID); err != nil {
		return item, err
	}
	item.Context = surroundings(&item.Document, &a)
	factor, why, err := x.rests(ctx, &item)
	if err != nil {
		return item, err
	}
	kind := x.kind(&a.Says)
	c := x.weights.byKind[kind.Name]
	if why == "" {
		why = c.Of + " hangs on it"
	}
	factor, why = x.disputed(&item, factor, why)
	item.Priority = (1 - a.Says.Confidence) * c.Weight * factor
	item.Why = fmt.Sprintf("confidence %s; %s", decimal(a.Says.Confidence), why)
	return item, nil
}

// disputed adds what other readers have against an assertion to the reason of its
// priority.
func (x *bench) disputed(item *Item, factor float64, why string) (float64, string) {
	var against []string
	for _, d := range ledger.Doubting(item.Reviews) {
		against = append(against, d.By+" "+d.Why)
	}
	if len(against) == 0 {
		return factor, why
	}
	return max(factor, x.weights.Factor.Disputed), why + "; readers disagree: " + strings.Join(against, "; ")
}

// decimal writes a number between 0 and 1: ".62".
func decimal(f float64) string {
	text := fmt.Sprintf("%.2f", f)
	return strings.TrimPrefix(text, "0")
}

// actsOf returns the acts that an assertion counts as a report of.
func (b *Board) actsOf(ctx context.Context, id ledger.ID) ([]ledger.Act, error) {
	judged, err := b.ledger.Judgements(ctx, id)
	if err != nil {
		return nil, err
	}
	var acts []ledger.Act
	seen := map[ledger.ID]bool{}
	for _, j := range judged {
		if seen[j.Act] || j.Assertion != id {
			continue
		}
		seen[j.Act] = true
		a, err := b.act(ctx, j.Act)
		if errors.Is(err, ledger.ErrNotFound) {
			continue // nothing of it counts
		}
		if err != nil {
			return nil, err
		}
		if reports(&a, id) {
			acts = append(acts, a)
		}
	}
	return acts, nil
}

// rests returns the factor of what rests on an assertion, and tells what it is;
// 1 and nothing where nothing does.
func (x *bench) rests(ctx context.Context, item *Item) (float64, string, error) {
	why, err := x.again(ctx, item)
	if err != nil || why != "" {
		return x.weights.Factor.Again, why, err
	}
	pairs, id := pairsOf(dyadsOf(item.Acts)), item.Assertion.ID
	var past string
	for _, p := range pairs {
		before, err := x.line(ctx, p)
		if err != nil {
			return 0, "", err
		}
		if text := x.contested(before, id); text != "" {
			return x.weights.Factor.Contested, text, nil
		}
		after, err := x.line(ctx, p, without(id))
		if err != nil {
			return 0, "", err
		}
		for _, c := range x.changes(before, after) {
			if c.Before.Value == c.After.Value {
				continue
			}
			text := "the only evidence that " + x.clause(&c)
			if c.Now {
				return x.weights.Factor.Alone, text, nil
			}
			if past == "" {
				past = text + " until " + c.To
				if c.From != "" {
					past = text + " from " + c.From + " to " + c.To
				}
			}
		}
	}
	if past != "" {
		return x.weights.Factor.Past, past, nil
	}
	return 1, "", nil
}

// contested tells of a standing of today that sources contest, an assertion
// among them.
func (x *bench) contested(l *standing.Line, id ledger.ID) string {
	for _, a := range l.Told() {
		overs := []string{""}
		if a == standing.Sovereignty {
			overs = l.Territories()
		}
		for _, over := range overs {
			s := l.OnOver(a, over, x.day())
			speaks := func(e standing.Evidence) bool { return e.Report.Assertion == id }
			if s.Value == standing.Contested && (slices.ContainsFunc(s.Evidence, speaks) || slices.ContainsFunc(s.Dissent, speaks)) {
				return "one side of what is contested: whether " + x.subject(a, l.By, l.Of, over)
			}
		}
	}
	return ""
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

// again tells where a person has rejected or corrected what another assertion of
// the document said of the same act in words that overlap: a reader may find
// again, in other words, what was decided. What says just the same, the ledger
// holds back.
func (x *bench) again(ctx context.Context, item *Item) (string, error) {
	a := &item.Assertion
	if byPerson(a) {
		return "", nil
	}
	turned, err := x.turnedDown(ctx, a.Document)
	if err != nil {
		return "", err
	}
	for n := range turned {
		if t := &turned[n]; t.Assertion.ID != a.ID && alike(a, &t.Assertion) {
			return fmt.Sprintf("read anew: %s decided (%s) about the same in other words", t.By, t.Decision), nil
		}
	}
	return "", nil
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
