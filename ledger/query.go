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

// conditions returns what a query asks for as conditions of which no two choose
// the same act.
func (q *Query) conditions() []condition {
	var list []condition
	switch {
	case q.Of != "" && q.By != "":
		list = q.between()
	case q.Of != "" || q.By != "":
		party := cmp.Or(q.Of, q.By)
		list = []condition{
			{`a.actor_state = ?`, []any{party}},
			{`a.recipient_state = ? AND a.actor_state <> ?`, []any{party, party}},
		}
	default:
		list = []condition{{`1 = 1`, nil}}
	}
	if len(q.Kinds) > 0 {
		var kinds []any
		for _, k := range q.Kinds {
			kinds = append(kinds, k)
		}
		for n := range list {
			list[n] = list[n].and(`a.kind IN (`+marks(len(kinds))+`)`, kinds...)
		}
	}
	return list
}

// between returns the conditions of a query of two states.
func (q *Query) between() []condition {
	const pair = `a.actor_state = ? AND a.recipient_state = ?`
	list := []condition{{pair, []any{q.Of, q.By}}}
	if q.Of != q.By {
		list = append(list, condition{pair, []any{q.By, q.Of}})
	}
	if !q.Everyone {
		return list
	}
	var others []string
	var args []any
	for _, party := range slices.Compact([]string{q.Of, q.By}) {
		others = append(others, pair, pair)
		args = append(args, "", party, party, "")
		if q.Of != q.By {
			others, args = append(others, pair), append(args, party, party)
		}
	}
	return append(list, condition{"(" + strings.Join(others, " OR ") + ")", args})
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
