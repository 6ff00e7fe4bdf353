package ledger

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
)

// Tally is how many acts of a kind there are between two parties.
type Tally struct {
	Kind, Actor, Recipient string
	Acts                   int
}

// Tallies counts the acts that Acts would return, without reading them: by their
// kinds and parties, in some order.
func (l *Ledger) Tallies(ctx context.Context, q Query) ([]Tally, error) {
	groups, err := l.groups(ctx, &q)
	if err != nil {
		return nil, err
	}
	found := make([][]Tally, len(groups))
	err = inTurn(len(groups), func(next func() (int, bool)) error {
		return l.read(ctx, "read", func(t *tx) (err error) {
			for n, more := next(); more && err == nil; n, more = next() {
				found[n], err = t.tallies(ctx, &q, groups[n])
			}
			return err
		})
	})
	return slices.Concat(found...), err
}

// looked is 1 of a judgement that has to be looked into to tell whether its report
// counts: a rule's first word, of what nobody reviewed, counts.
const looked = `CASE WHEN j.belongs AND j.undoes IS NULL AND j.by_whom = '` + ByRule + `' AND NOT j.written
	AND NOT EXISTS (SELECT 1 FROM review r WHERE r.assertion = j.assertion) THEN 0 ELSE 1 END`

// tallies counts the acts for which a condition of a group holds.
func (t *tx) tallies(ctx context.Context, q *Query, group []condition) (list []Tally, err error) {
	until := int64(math.MaxInt64)
	if !q.Known.IsZero() {
		until = q.Known.UnixMicro()
	}
	var queries []string
	var args []any
	for _, c := range group {
		c = q.ofKinds(c, "j").and(`j.recorded <= ?`, until)
		queries = append(queries, `SELECT j.act, j.kind, j.actor, j.recipient, `+looked+` AS look FROM judgement j WHERE `+c.where)
		args = append(args, c.args...)
	}
	acts := `SELECT act, kind, actor, recipient, max(look) AS look FROM (` + strings.Join(queries, ` UNION ALL `) + `) AS x GROUP BY act, kind, actor, recipient`
	err = t.each(ctx, `SELECT kind, actor, recipient, count(*) FROM (`+acts+`) AS y WHERE look = 0 GROUP BY kind, actor, recipient`, args, func(r *sql.Rows) error {
		var one Tally
		err := r.Scan(&one.Kind, &one.Actor, &one.Recipient, &one.Acts)
		list = append(list, one)
		return err
	})
	if err != nil {
		return nil, err
	}
	var some []any
	err = t.each(ctx, `SELECT act FROM (`+acts+`) AS y WHERE look = 1`, args, func(r *sql.Rows) error {
		var act int64
		err := r.Scan(&act)
		some = append(some, act)
		return err
	})
	if err != nil {
		return nil, err
	}
	for chunk := range slices.Chunk(some, together) {
		there, err := t.acts(ctx, condition{`a.seq IN (` + marks(len(chunk)) + `)`, chunk}, q.Known)
		if err != nil {
			return nil, err
		}
		for _, a := range there {
			list = append(list, Tally{a.Kind, a.Actor, a.Recipient, 1})
		}
	}
	return list, nil
}
