package review

import (
	"fmt"
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/standing"
)

// Change is how a decision would change the standing of one party towards
// another.
type Change struct {
	By     string          `json:"by"`
	Of     string          `json:"of"`
	Aspect standing.Aspect `json:"aspect"`
	Over   string          `json:"over,omitempty"`
	Before Value           `json:"before"`
	After  Value           `json:"after"`
	From   string          `json:"from"` // the first day that it is about, "" where it is about all before the last
	To     string          `json:"to"`   // the last day
	Now    bool            `json:"now"`  // the last day is today
	Text   string          `json:"text"` // all that, in a line
}

// Value is a standing, in short.
type Value struct {
	Value string `json:"value"`
	Since string `json:"since,omitempty"` // EDTF
	Rule  string `json:"rule,omitempty"`
}

// same reports whether two values say the same: since when nothing is known says nothing.
func (v Value) same(o Value) bool {
	return v.Value == o.Value && (v.Since == o.Since || v.Value == standing.Unknown)
}

func (v Value) String() string {
	if v.Since == "" {
		return v.Value
	}
	return v.Value + " since " + v.Since
}

// tellable is how many changes of one aspect are told, the latest ones.
const tellable = 3

// changes compares two lines between the same parties: the stretches of days up
// to today on which they differ, the latest first.
func (b *Board) changes(before, after *standing.Line) []Change {
	var all []Change
	for _, a := range standing.Aspects() {
		overs := []string{""}
		if a == standing.Sovereignty {
			overs = slices.Compact(slices.Sorted(slices.Values(append(before.Territories(), after.Territories()...))))
		}
		for _, over := range overs {
			all = append(all, b.differences(a, over, before, after)...)
		}
	}
	return all
}

// differences compares two lines in one aspect.
func (b *Board) differences(a standing.Aspect, over string, before, after *standing.Line) []Change {
	today := b.day()
	from := min(today, earliest(before, today), earliest(after, today))
	was, is := before.Periods(a, over, from, today), after.Periods(a, over, from, today)
	var list []Change
	joined := false // the change before lasts until the day at hand
	for _, day := range starts(was, is) {
		c := Change{By: before.By, Of: before.Of, Aspect: a, Over: over, Before: on(was, day), After: on(is, day)}
		if day > from {
			c.From = day.String()
		}
		last := len(list) - 1
		switch {
		case c.Before.same(c.After):
			joined = closes(list, joined, day)
			continue
		case joined && list[last].Before.same(c.Before) && list[last].After.same(c.After):
			continue
		}
		closes(list, joined, day)
		list, joined = append(list, c), true
	}
	if joined {
		list[len(list)-1].To, list[len(list)-1].Now = today.String(), true
	}
	slices.Reverse(list)
	list = list[:min(len(list), tellable)]
	for n := range list {
		list[n].Text = b.text(&list[n])
	}
	return list
}

// closes ends the last change on the day before another, where it lasts so far.
func closes(list []Change, open bool, day edtf.Day) bool {
	if open {
		list[len(list)-1].To = (day - 1).String()
	}
	return false
}

// earliest returns the first day of which a line tells anything.
func earliest(l *standing.Line, otherwise edtf.Day) edtf.Day {
	if first := l.First(); first != 0 {
		return max(first-1, edtf.MinDay)
	}
	return otherwise
}

// starts returns the days on which a period of either begins, in order.
func starts(lists ...[]standing.Period) []edtf.Day {
	var days []edtf.Day
	for _, list := range lists {
		for n := range list {
			days = append(days, list[n].First)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// on returns what holds on a day.
func on(list []standing.Period, day edtf.Day) Value {
	for n := range list {
		if p := &list[n]; p.Holds(day) {
			return Value{p.Value, p.Since, p.Rule}
		}
	}
	return Value{Value: standing.Unknown}
}

// text writes a change in a line: "Russia recognises the Taliban: unknown → yes
// since 2025-07-03".
func (b *Board) text(c *Change) string {
	line := fmt.Sprintf("%s: %s → %s", b.subject(c.Aspect, c.By, c.Of, c.Over), c.Before, c.After)
	switch {
	case c.Now:
		return line
	case c.From == "":
		return line + ", until " + c.To
	case c.From == c.To:
		return line + ", on " + c.From
	}
	return line + ", from " + c.From + " to " + c.To
}

// subject says what an aspect is about.
func (b *Board) subject(a standing.Aspect, by, of, over string) string {
	if a == standing.Relations {
		return "relations of " + b.name(by) + " with " + b.name(of)
	}
	return b.statement(a, by, of, over, true)
}

// statement says that an aspect holds, or that it does not.
func (b *Board) statement(a standing.Aspect, by, of, over string, holds bool) string {
	by, of = b.name(by), b.name(of)
	verb := func(does, doNot string) string {
		if holds {
			return by + " " + does + " "
		}
		return by + " " + doNot + " "
	}
	switch a {
	case standing.Listed:
		return verb("lists", "does not list") + of + " as terrorist"
	case standing.Forces:
		return verb("has forces in", "has no forces in") + of
	case standing.Member:
		return verb("is a member of", "is no member of") + of
	case standing.Sovereignty:
		return verb("recognises", "does not recognise") + "the sovereignty of " + of + " over " + b.name(over)
	case standing.Recognised:
		return verb("recognises", "does not recognise") + of
	}
	return verb("has", "has no") + string(a) + " with " + of
}
