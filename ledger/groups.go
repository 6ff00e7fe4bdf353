package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
)

// groups returns the conditions of a query on judgements j. Those of one group
// are asked together; no two choose the same act. Each chooses runs of the index
// of parties.
func (l *Ledger) groups(ctx context.Context, q *Query) (groups [][]condition, err error) {
	switch {
	case q.Of != "" && q.By != "":
		for _, pairs := range q.pairs() {
			var group []condition
			for _, p := range pairs {
				group = append(group, p.condition("j"))
			}
			groups = append(groups, group)
		}
	case q.Of != "" || q.By != "":
		return l.groupsOf(ctx, cmp.Or(q.Of, q.By), q.Among)
	case q.Alone:
		return l.groupsAlone(ctx)
	default:
		groups = [][]condition{{{`1 = 1`, nil}}}
	}
	return groups, nil
}

// others is of how many states the acts with a party are asked together: there are
// so more questions than connections, the long ones beside the short ones.
const others = 12

// groupsOf returns the conditions of the acts of a party: with all others, or with
// those among some.
func (l *Ledger) groupsOf(ctx context.Context, party string, among []string) (groups [][]condition, err error) {
	if among != nil {
		among = append(make([]string, 0, len(among)), among...) // none is not any
		slices.Sort(among)
		among = slices.Compact(among)
	}
	err = l.read(ctx, "read", func(t *tx) error {
		recipients, err := among, error(nil)
		if among == nil {
			recipients, err = t.recipients(ctx, party)
		}
		if err != nil {
			return err
		}
		for some := range slices.Chunk(recipients, others) {
			groups = append(groups, []condition{{
				`j.actor_state = ? AND j.recipient_state IN (` + marks(len(some)) + `)`, append([]any{party}, anys(some)...),
			}})
		}
		// The index does not begin with the recipient, but there are not many actors.
		actors, err := among, error(nil)
		if among == nil {
			actors, err = t.actors(ctx)
		}
		if err != nil {
			return err
		}
		actors = slices.DeleteFunc(slices.Clone(actors), func(a string) bool { return a == party })
		for some := range slices.Chunk(actors, others) {
			groups = append(groups, []condition{{
				`j.actor_state IN (` + marks(len(some)) + `) AND j.recipient_state = ?`, append(anys(some), party),
			}})
		}
		return nil
	})
	return groups, err
}

// groupsAlone returns the conditions of the acts in which no two states have a part.
func (l *Ledger) groupsAlone(ctx context.Context) (groups [][]condition, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		actors, err := t.actors(ctx)
		for some := range slices.Chunk(actors, others) {
			var group []condition
			for _, actor := range some {
				c := condition{`j.actor_state = ?`, []any{actor}}
				if actor != "" {
					c = c.and(`j.recipient_state IN ('', ?)`, actor)
				}
				group = append(group, c)
			}
			groups = append(groups, group)
		}
		return err
	})
	return groups, err
}

// Parties returns of each state with whose acts the ledger deals the states with
// which it shares any.
func (l *Ledger) Parties(ctx context.Context) (map[string][]string, error) {
	var actors []string
	err := l.read(ctx, "read", func(t *tx) (err error) {
		actors, err = t.actors(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	recipients := make([][]string, len(actors))
	err = inTurn(len(actors), func(next func() (int, bool)) error {
		return l.read(ctx, "read", func(t *tx) (err error) {
			for n, more := next(); more && err == nil; n, more = next() {
				recipients[n], err = t.recipients(ctx, actors[n])
			}
			return err
		})
	})
	shared := map[string][]string{}
	for n, actor := range actors {
		for _, recipient := range recipients[n] {
			if actor != "" && recipient != "" && actor != recipient {
				shared[actor], shared[recipient] = append(shared[actor], recipient), append(shared[recipient], actor)
			}
		}
	}
	for state := range shared {
		slices.Sort(shared[state])
		shared[state] = slices.Compact(shared[state])
	}
	return shared, err
}

// recipients returns the states of the recipients of a state's acts.
func (t *tx) recipients(ctx context.Context, actor string) ([]string, error) {
	return t.states(ctx, `SELECT min(j.recipient_state) FROM judgement j WHERE j.actor_state = ? AND j.recipient_state >`, actor)
}

// actors returns the states of the actors of all acts.
func (t *tx) actors(ctx context.Context) ([]string, error) {
	return t.states(ctx, `SELECT min(j.actor_state) FROM judgement j WHERE j.actor_state >`)
}

// states returns the states that a query finds, one after another by an index. The
// query tells the next after a state that is yet to be written behind it.
func (t *tx) states(ctx context.Context, next string, args ...any) (list []string, err error) {
	query := `WITH RECURSIVE x (state) AS (
			` + strings.TrimSuffix(next, ">") + `>= ''
			UNION ALL
			SELECT (` + next + ` x.state) FROM x WHERE x.state IS NOT NULL
		) SELECT state FROM x WHERE state IS NOT NULL`
	err = t.each(ctx, query, append(args, args...), func(r *sql.Rows) error {
		var state string
		err := r.Scan(&state)
		list = append(list, state)
		return err
	})
	return list, err
}
