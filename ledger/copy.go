package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// rowsAtOnce is how many rows go from one ledger to the other at once.
const rowsAtOnce = 1000

// errNotEmpty is why a ledger is not copied into another.
var errNotEmpty = errors.New("it is not empty")

// CopyTo copies everything that the ledger holds into another, of either store, which must be
// empty: all of it, as it is at one instant, or nothing. Instants and ids are kept, so that every
// answer is the same. It returns what was copied.
func (l *Ledger) CopyTo(ctx context.Context, to *Ledger) (c Counts, err error) {
	err = l.read(ctx, "copy from", func(from *tx) error {
		return to.write(ctx, "copy into", nil, func(into *tx) error {
			if err := into.lockAll(ctx, into); err != nil {
				return err
			}
			if err := into.empty(ctx); err != nil {
				return err
			}
			for _, table := range []string{"source", "document", "content", "place", "assertion", "act", "judgement", "review"} { // those first that others refer to
				if err := from.copyTable(ctx, into, table); err != nil {
					return fmt.Errorf("table %s: %w", table, err)
				}
			}
			return nil
		})
	})
	if err != nil {
		return c, err
	}
	if to.analyze != "" {
		if _, err := to.writer.ExecContext(ctx, to.analyze); err != nil {
			return c, to.fail("copy into", err)
		}
	}
	return to.Count(ctx)
}

// empty returns an error where the ledger holds something.
func (t *tx) empty(ctx context.Context) error {
	var seq int64
	some, err := t.one(ctx, `SELECT seq FROM source LIMIT 1`, nil, &seq)
	if some && err == nil {
		err = errNotEmpty
	}
	return err
}

// copyTable copies the rows of a table in their order.
func (t *tx) copyTable(ctx context.Context, into *tx, table string) (err error) {
	columns, truths, err := into.columns(ctx, table)
	if err != nil {
		return err
	}
	rows, err := t.sql.QueryContext(ctx, `SELECT `+strings.Join(columns, ", ")+` FROM `+table+` ORDER BY seq`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	batch := make([][]any, 0, rowsAtOnce)
	some := false
	send := func() error {
		if len(batch) == 0 {
			return nil
		}
		some = true
		err := into.bulk(ctx, into, table, columns, batch)
		batch = batch[:0]
		return err
	}
	for rows.Next() {
		row, err := scanRow(rows, truths)
		if err != nil {
			return err
		}
		if batch = append(batch, row); len(batch) == rowsAtOnce {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := send(); err != nil || !some || table == "content" { // numbered as the documents are
		return err
	}
	return into.numbered(ctx, into, table)
}

// columns returns the columns of a table, and which of them hold truth values: in SQLite these are
// numbers.
func (t *tx) columns(ctx context.Context, table string) (names []string, truths []bool, err error) {
	rows, err := t.sql.QueryContext(ctx, `SELECT * FROM `+table+` LIMIT 0`)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, nil, err
	}
	for _, c := range types {
		names, truths = append(names, c.Name()), append(truths, c.DatabaseTypeName() == "BOOL")
	}
	return names, truths, rows.Err()
}

// scanRow reads a row as the other store takes it.
func scanRow(rows *sql.Rows, truths []bool) ([]any, error) {
	row, to := make([]any, len(truths)), make([]any, len(truths))
	for n := range row {
		to[n] = &row[n]
	}
	if err := rows.Scan(to...); err != nil {
		return nil, err
	}
	for n, v := range row {
		switch v := v.(type) {
		case int64:
			if truths[n] {
				row[n] = v != 0
			}
		case bool:
			if !truths[n] {
				row[n] = int64(0)
				if v {
					row[n] = int64(1)
				}
			}
		}
	}
	return row, nil
}
