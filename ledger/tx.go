package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// tx is one transaction, with the statements that it has prepared.
type tx struct {
	*Ledger
	conn     *sql.Conn
	sql      *sql.Tx
	prepared map[string]*sql.Stmt
	instant  int64 // at which what it writes is recorded, in microseconds

	everything bool // it reads what does not count as well
}

// read runs what only reads, on one state of the ledger.
func (l *Ledger) read(ctx context.Context, op string, do func(*tx) error) error {
	return l.fail(op, l.transact(ctx, l.readers, reading(), do))
}

// reading is how a transaction goes that only reads.
func reading() *sql.TxOptions {
	return &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}
}

// tries is how often a write is attempted where others are in its way.
const tries = 5

// write runs what writes, all of it or nothing. Other writers are held off the
// keys meanwhile.
func (l *Ledger) write(ctx context.Context, op string, keys []int64, do func(*tx) error) error {
	if l.readOnly {
		return l.fail(op, errReadOnly)
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	var err error
	for range tries {
		err = l.transact(ctx, l.writer, nil, func(t *tx) error {
			if err := t.lock(ctx, t, keys); err != nil {
				return err
			}
			if there, err := t.indexed(ctx); err != nil {
				return err
			} else if !there {
				return errUnindexed
			}
			if err := t.stamp(ctx); err != nil {
				return err
			}
			return do(t)
		})
		if errors.Is(err, errUnindexed) {
			if err = l.reindex(ctx); err == nil {
				err = errUnindexed
				continue
			}
		}
		if err == nil || !l.again(err) {
			break
		}
	}
	return l.fail(op, err)
}

// transact runs do in a transaction, which it commits where do has no error.
func (l *Ledger) transact(ctx context.Context, db *sql.DB, o *sql.TxOptions, do func(*tx) error) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	s, err := conn.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	t := &tx{Ledger: l, conn: conn, sql: s, prepared: map[string]*sql.Stmt{}}
	if err := do(t); err != nil {
		if undo := s.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
			err = errors.Join(err, undo)
		}
		return err
	}
	return s.Commit()
}

// stamp takes the instant of recording from the clock. Clocks can stand still
// or go back, but what is written must not look older than what was there, or
// answers as known at an instant would change afterwards.
func (t *tx) stamp(ctx context.Context) error {
	before, err := t.last(ctx)
	t.instant = max(t.now().UnixMicro(), before+1)
	return err
}

// last returns the instant of the last record.
func (t *tx) last(ctx context.Context) (last int64, err error) {
	const query = `SELECT coalesce(max(recorded), 0) FROM (
		SELECT recorded FROM (SELECT recorded FROM document ORDER BY seq DESC LIMIT 1) AS d
		UNION ALL SELECT recorded FROM (SELECT recorded FROM assertion ORDER BY seq DESC LIMIT 1) AS s
		UNION ALL SELECT recorded FROM (SELECT recorded FROM place ORDER BY seq DESC LIMIT 1) AS p
		UNION ALL SELECT recorded FROM (SELECT recorded FROM judgement ORDER BY seq DESC LIMIT 1) AS j
		UNION ALL SELECT recorded FROM (SELECT recorded FROM review ORDER BY seq DESC LIMIT 1) AS r
	) AS latest`
	_, err = t.one(ctx, query, nil, &last)
	return last, err
}

// statement prepares a query once for the transaction.
func (t *tx) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := t.prepared[query]; s != nil {
		return s, nil
	}
	s, err := t.sql.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60q: %w", query, err)
	}
	t.prepared[query] = s // closed with the transaction
	return s, nil
}

// exec runs a query without an answer.
func (t *tx) exec(ctx context.Context, query string, args ...any) error {
	if t.caches {
		_, err := t.sql.ExecContext(ctx, t.bind(query), args...)
		return err
	}
	s, err := t.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// rows runs a query.
func (t *tx) rows(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	if t.caches {
		return t.sql.QueryContext(ctx, t.bind(query), args...)
	}
	s, err := t.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// each calls row for every row of an answer.
func (t *tx) each(ctx context.Context, query string, args []any, row func(*sql.Rows) error) (err error) {
	rows, err := t.rows(ctx, query, args)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads the first row of an answer, and reports whether there is one.
func (t *tx) one(ctx context.Context, query string, args []any, into ...any) (found bool, err error) {
	err = t.each(ctx, query, args, func(r *sql.Rows) error {
		if found {
			return nil
		}
		found = true
		return r.Scan(into...)
	})
	return found && err == nil, err
}

// insert runs an INSERT … RETURNING seq.
func (t *tx) insert(ctx context.Context, query string, args ...any) (seq int64, err error) {
	found, err := t.one(ctx, query+` RETURNING seq`, args, &seq)
	if err == nil && !found {
		err = errors.New("a row that was inserted has no number")
	}
	return seq, err
}
