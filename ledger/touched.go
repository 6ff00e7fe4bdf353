package ledger

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// Mark is a state of a ledger: all that was recorded up to it, and nothing else.
type Mark struct {
	At                time.Time // of its last record, zero of an empty ledger
	judgement, review int64     // the last numbers
}

// Touch is what became of the acts of a kind between two states: they can be others
// than they were before some instant.
type Touch struct {
	Kind, Actor, Recipient string // the states, "" none
	At                     time.Time
}

// Since returns how the ledger stands, and what was touched by that which was
// recorded after a mark: of every act for which Acts gives anything else than it
// gave then, the kind and the parties. After the zero mark nothing is touched.
//
// Several writers can be at work at once in PostgreSQL, and end in another order
// than they began: Since waits for those who have begun, and they for it.
func (l *Ledger) Since(ctx context.Context, m Mark) (list []Touch, now Mark, err error) {
	err = l.read(ctx, "read", func(all *tx) error {
		if err := all.lockAll(ctx, all); err != nil {
			return err
		}
		// What was there when the lock was asked for is not yet what is there now.
		return l.transact(ctx, l.readers, reading(), func(t *tx) error {
			list, now, err = t.since(ctx, m)
			return err
		})
	})
	return list, now, err
}

// since does what Since does.
func (t *tx) since(ctx context.Context, m Mark) ([]Touch, Mark, error) {
	now := Mark{}
	last, err := t.last(ctx)
	if err != nil {
		return nil, now, err
	}
	if last > 0 {
		now.At = instant(last)
	}
	for table, seq := range map[string]*int64{"judgement": &now.judgement, "review": &now.review} {
		if _, err := t.one(ctx, `SELECT coalesce(max(seq), 0) FROM `+table, nil, seq); err != nil {
			return nil, now, err
		}
	}
	if m == (Mark{}) || m == now {
		return nil, now, nil
	}
	x := touched{tx: t, at: map[Touch]int64{}}
	if err := x.judged(ctx, `seq > ? AND seq <= ?`, []any{m.judgement, now.judgement}, 0); err != nil {
		return nil, now, err
	}
	if err := x.reviewed(ctx, m.review); err != nil {
		return nil, now, err
	}
	return x.list(), now, nil
}

// touched gathers what was touched, and when last.
type touched struct {
	*tx
	at map[Touch]int64 // of touches without an instant
}

// judged adds what the judgements say for which a condition holds: touched when they
// were recorded, or at an instant.
func (x *touched) judged(ctx context.Context, where string, args []any, at int64) error {
	query := `SELECT kind, actor_state, recipient_state, max(recorded) FROM judgement WHERE ` + where + ` GROUP BY kind, actor_state, recipient_state`
	return x.each(ctx, query, args, func(r *sql.Rows) error {
		var one Touch
		var recorded int64
		err := r.Scan(&one.Kind, &one.Actor, &one.Recipient, &recorded)
		x.at[one] = max(x.at[one], recorded, at)
		return err
	})
}

// reviewed adds what was touched by the reviews after a number: the acts of the
// assertions that they are about, of those that were to replace them, and of those
// that are held back because of what was decided about them; and so on.
func (x *touched) reviewed(ctx context.Context, after int64) error {
	when := map[any]int64{} // of assertions
	var next []any
	add := func(r *sql.Rows) error {
		var assertion, at int64
		err := r.Scan(&assertion, &at)
		if _, known := when[assertion]; !known {
			next = append(next, assertion)
		}
		when[assertion] = max(when[assertion], at)
		return err
	}
	if err := x.each(ctx, `SELECT assertion, recorded FROM review WHERE seq > ?`, []any{after}, add); err != nil {
		return err
	}
	last := int64(0)
	for _, at := range when {
		last = max(last, at)
	}
	for len(next) > 0 {
		ask := next
		next = nil
		for some := range slices.Chunk(ask, asked) {
			in := ` IN (` + marks(len(some)) + `)`
			if err := x.judged(ctx, `assertion`+in, some, last); err != nil {
				return err
			}
			for _, query := range []string{
				`SELECT replacement, recorded FROM review WHERE replacement IS NOT NULL AND assertion` + in,
				// What is held back is of the same document.
				`SELECT f.assertion, f.recorded FROM assertion s JOIN assertion o ON o.document = s.document
				JOIN review f ON f.assertion = o.seq WHERE f.follows IS NOT NULL AND s.seq` + in,
			} {
				if err := x.each(ctx, query, some, add); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// list returns what was touched.
func (x *touched) list() (list []Touch) {
	for one, at := range x.at {
		one.At = instant(at)
		list = append(list, one)
	}
	return list
}
