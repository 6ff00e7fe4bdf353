package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// condition chooses acts, of the alias a.
type condition struct {
	where string
	args  []any
}

// and narrows a condition.
func (c condition) and(where string, args ...any) condition {
	return condition{c.where + ` AND ` + where, slices.Concat(c.args, args)}
}

// condition returns what a query asks for as one condition on acts a.
func (q *Query) condition() condition {
	c := condition{`1 = 1`, nil}
	switch {
	case q.Of != "" && q.By != "":
		var any []condition
		for _, p := range slices.Concat(q.pairs()...) {
			any = append(any, p.condition("a"))
		}
		c = anyOf(any)
	case q.Of != "" || q.By != "":
		party := cmp.Or(q.Of, q.By)
		c = condition{`(a.actor_state = ? OR a.recipient_state = ?)`, []any{party, party}}
		switch some := anys(q.Among); {
		case q.Among == nil:
		case len(some) == 0:
			c = condition{`1 = 0`, nil}
		default:
			in := ` IN (` + marks(len(some)) + `)`
			c = condition{`(a.actor_state = ? AND a.recipient_state` + in + ` OR a.recipient_state = ? AND a.actor_state` + in + `)`,
				slices.Concat([]any{party}, some, []any{party}, some)}
		}
	}
	if q.Alone && q.Of == "" && q.By == "" {
		c = condition{`(a.actor_state = '' OR a.recipient_state = '' OR a.actor_state = a.recipient_state)`, nil}
	}
	return q.ofKinds(c, "a")
}

// ofKinds narrows a condition on an alias to the kinds that are asked for.
func (q *Query) ofKinds(c condition, alias string) condition {
	if len(q.Kinds) == 0 {
		return c
	}
	return c.and(alias+`.kind IN (`+marks(len(q.Kinds))+`)`, anys(q.Kinds)...)
}

// anys returns a list as arguments.
func anys[T any](list []T) []any {
	args := make([]any, len(list))
	for n := range list {
		args[n] = list[n]
	}
	return args
}

// pair is the states of the actor and the recipient of acts.
type pair struct{ actor, recipient string }

// condition chooses the rows of an alias that are filed under the pair.
func (p pair) condition(alias string) condition {
	return condition{alias + `.actor_state = ? AND ` + alias + `.recipient_state = ?`, []any{p.actor, p.recipient}}
}

// pairs returns the pairs of which a query of two states asks for the acts, those
// of each group to be asked for together.
func (q *Query) pairs() [][]pair {
	list := [][]pair{{{q.Of, q.By}}}
	if q.Of != q.By {
		list = append(list, []pair{{q.By, q.Of}})
	}
	if !q.Everyone {
		return list
	}
	var others []pair
	for _, party := range slices.Compact([]string{q.Of, q.By}) {
		others = append(others, pair{"", party}, pair{party, ""})
		if q.Of != q.By {
			others = append(others, pair{party, party})
		}
	}
	return append(list, others)
}

// anyOf returns the condition that any of some holds.
func anyOf(list []condition) condition {
	var wheres []string
	var args []any
	for _, c := range list {
		wheres, args = append(wheres, "("+c.where+")"), append(args, c.args...)
	}
	return condition{"(" + strings.Join(wheres, " OR ") + ")", args}
}
