package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// ledgerLock is the advisory lock that stands for a whole ledger ("Cred").
const ledgerLock = 0x43726564

// postgresDialect keeps a ledger in a schema of a PostgreSQL database.
func postgresDialect() dialect {
	return dialect{
		migrations: "postgres",
		caches:     true,
		bind:       dollars,
		hint:       postgresHint,
		again:      postgresAgain,
		lock:       lockKeys,
		lockAll: func(ctx context.Context, t *tx) error {
			return t.exec(ctx, `SELECT pg_advisory_xact_lock(?, hashtext(current_schema()))`, ledgerLock)
		},
		analyze: `VACUUM ANALYZE`, // it notes too which pages an index can answer for
		isIndex: `SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ?`,
		sorting: []string{`SET LOCAL maintenance_work_mem = '512MB'`},
		tables:  `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`,
		bulk:    copyRows,
		numbered: func(ctx context.Context, t *tx, table string) error {
			return t.exec(ctx, `SELECT setval(pg_get_serial_sequence('`+table+`', 'seq'), (SELECT max(seq) FROM `+table+`))`)
		},
	}
}

// openPostgres opens a pool of connections, and creates the schema.
func (l *Ledger) openPostgres(ctx context.Context, address string, o Options) error {
	l.dialect, l.name = postgresDialect(), withoutPassword(address)
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return err
	}
	schema := config.RuntimeParams["search_path"]
	if schema == "" {
		schema = "credence"
		config.RuntimeParams["search_path"] = schema
	}
	config.RuntimeParams["jit"] = "off" // compiling our short queries takes longer than running them
	l.readers = sql.OpenDB(stdlib.GetConnector(*config))
	l.readers.SetMaxOpenConns(16)
	l.readers.SetMaxIdleConns(connections)
	if o.ReadOnly {
		return l.readers.PingContext(ctx)
	}
	l.writer = l.readers
	if o.MustExist {
		return l.readers.PingContext(ctx)
	}
	return l.createSchema(ctx, schema)
}

// createSchema makes the first schema of a search path where it is missing.
// Who may not create schemas can be given one.
func (l *Ledger) createSchema(ctx context.Context, path string) error {
	var found sql.NullString
	if err := l.readers.QueryRowContext(ctx, `SELECT current_schema()`).Scan(&found); err != nil {
		return err
	}
	if found.Valid {
		return nil
	}
	first, _, _ := strings.Cut(path, ",")
	first = strings.Trim(strings.TrimSpace(first), `"`)
	_, err := l.readers.ExecContext(ctx, `CREATE SCHEMA IF NOT EXISTS `+pgx.Identifier{first}.Sanitize())
	var e *pgconn.PgError
	if errors.As(err, &e) && e.Code == "23505" {
		return nil // another process created it at the same time
	}
	return err
}

// withoutPassword returns an address as it may be shown.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	return u.Redacted()
}

// many is from how many locks on a writer locks the whole ledger instead.
const many = 256

// lockKeys holds other writers off the keys, which are in order, so that two
// writers never wait for each other. Those that lock keys share the lock of the
// ledger, which keeps them apart from those that lock all of it.
func lockKeys(ctx context.Context, t *tx, keys []int64) error {
	if len(keys) > many {
		return t.lockAll(ctx, t)
	}
	if err := t.exec(ctx, `SELECT pg_advisory_xact_lock_shared(?, hashtext(current_schema()))`, ledgerLock); err != nil {
		return err
	}
	for _, key := range keys {
		if err := t.exec(ctx, `SELECT pg_advisory_xact_lock(?)`, key); err != nil {
			return err
		}
	}
	return nil
}

// postgresAgain reports whether two transactions stood in each other's way.
func postgresAgain(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

// postgresHint says what an error of PostgreSQL means to a user.
func postgresHint(err error) string {
	var refused *pgconn.ConnectError
	if errors.As(err, &refused) {
		return "there is no way to the database: see that the server runs, and the address"
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code {
	case "53100":
		return "the server's disk is full: nothing of this was recorded"
	case "25006", "42501":
		return "this user may not write there: grant the right, or open it for reading only"
	case "57P01", "57P02", "57P03":
		return "the server is stopping or starting: nothing of this was recorded; repeat"
	}
	return ""
}

// copyRows inserts rows by COPY, on the connection of the transaction.
func copyRows(ctx context.Context, t *tx, table string, columns []string, rows [][]any) error {
	return t.conn.Raw(func(c any) error {
		conn, ok := c.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("connection is a %T, not pgx's", c)
		}
		_, err := conn.Conn().CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
		return err
	})
}
