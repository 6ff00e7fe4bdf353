package review

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ledger"
)

// Item is an assertion as it is laid before a person.
type Item struct {
	Assertion ledger.Assertion
	Document  ledger.Document
	Acts      []ledger.Act    // that it counts as a report of, with their other reports
	Reviews   []ledger.Review // what was decided about it, in order
	Priority  float64
	Why       string  // the reason of its priority: "confidence .62; the only evidence that …"
	Reason    Reason  // the same, for who puts it in other words
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
	r, err := x.rests(ctx, &item)
	if err != nil {
		return item, err
	}
	kind := x.kind(&a.Says)
	c := x.weights.byKind[kind.Name]
	if r.Kind == Weight {
		r.Weighs, r.text = c.Of, c.Of+" hangs on it"
	}
	x.disputed(&item, &r)
	item.Priority = (1 - a.Says.Confidence) * c.Weight * r.factor
	item.Why = fmt.Sprintf("confidence %s; %s", decimal(a.Says.Confidence), r.text)
	item.Reason = r
	return item, nil
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
