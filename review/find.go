package review

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// act returns an act with the reports that count. An act that has none left is
// an error of its own.
func (b *Board) act(ctx context.Context, id ledger.ID) (ledger.Act, error) {
	return b.ledger.Act(ctx, id, time.Time{})
}

// FindAssertion returns the assertion of an id that may be abbreviated.
func (b *Board) FindAssertion(ctx context.Context, text string) (ledger.ID, error) {
	return b.find(ctx, text, "assertion")
}

// FindAct returns the act of an id that may be abbreviated.
func (b *Board) FindAct(ctx context.Context, text string) (ledger.ID, error) {
	return b.find(ctx, text, "act")
}

// find returns the one thing of a sort that an abbreviated id can mean. The
// error tells what else it can mean, or each of those that it can.
func (b *Board) find(ctx context.Context, text, what string) (ledger.ID, error) {
	all, err := b.ledger.Find(ctx, strings.ToLower(text))
	if err != nil {
		return ledger.ID{}, err
	}
	var fits []ledger.ID
	var others []string
	for _, f := range all {
		if f.What == what {
			fits = append(fits, f.ID)
		} else {
			others = append(others, f.What+" "+f.ID.String())
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(fits) == 0 && len(others) > 0:
		return ledger.ID{}, fmt.Errorf("%s is no %s, but %s", text, what, strings.Join(others, ", "))
	case len(fits) == 0:
		return ledger.ID{}, fmt.Errorf("%s %s: %w", what, text, ledger.ErrNotFound)
	}
	var lines strings.Builder
	for _, id := range fits {
		line, err := b.line(ctx, id, what)
		if err != nil {
			return ledger.ID{}, err
		}
		lines.WriteString("\n  " + id.String() + "  " + line)
	}
	return ledger.ID{}, fmt.Errorf("%s can be any of:%s", text, lines.String())
}

// line tells an assertion or an act in a line.
func (b *Board) line(ctx context.Context, id ledger.ID, what string) (string, error) {
	if what == "assertion" {
		a, err := b.ledger.Assertion(ctx, id)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s %s %s %.60q", b.kind(&a.Says).Name, a.Says.Date, a.Says.Article, a.Says.Quote), nil
	}
	a, err := b.act(ctx, id)
	if errors.Is(err, ledger.ErrNotFound) {
		return "without reports that count", nil
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s → %s, %d reports", a.Kind, b.name(a.Actor), b.name(a.Recipient), len(a.Reports)), nil
}

// Like returns the other acts of an act's kind between the same parties: those
// that it may be one with.
func (b *Board) Like(ctx context.Context, a *ledger.Act) ([]ledger.Act, error) {
	q := ledger.Query{Of: gazetteer.State(cmp.Or(a.Recipient, a.Actor)), By: gazetteer.State(cmp.Or(a.Actor, a.Recipient)), Kinds: []string{a.Kind}, Everyone: true}
	all, err := b.ledger.Acts(ctx, q)
	return slices.DeleteFunc(all, func(o ledger.Act) bool {
		return o.ID == a.ID || o.Actor != a.Actor || o.Recipient != a.Recipient || o.Over != a.Over
	}), err
}
