package ledger

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteDialect keeps a ledger in a file. BEGIN IMMEDIATE lets one writer in at
// a time, so that there is nothing else to lock.
func sqliteDialect() dialect {
	none := func(context.Context, *tx) error { return nil }
	return dialect{
		migrations: "sqlite",
		bind:       ordinary,
		hint:       sqliteHint,
		again:      func(error) bool { return false },
		lock:       func(context.Context, *tx, []int64) error { return nil },
		lockAll:    none,
		tables:     `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
		bulk:       insertRows,
		numbered:   func(context.Context, *tx, string) error { return nil },
		settle:     `PRAGMA journal_mode = WAL`,
		isIndex:    `SELECT name FROM sqlite_schema WHERE type = 'index' AND name = ?`,
		// Indexes are sorted in memory as far as the cache goes, and then in files.
		before:  []string{`PRAGMA cache_size = -524288`, `PRAGMA temp_store = FILE`},
		after:   []string{`PRAGMA temp_store = MEMORY`, `PRAGMA cache_size = -65536`},
		inspect: `PRAGMA quick_check`,
	}
}

// openSQLite opens a file: one connection that writes, several that read.
func (l *Ledger) openSQLite(ctx context.Context, path string, o Options) error {
	l.dialect, l.name = sqliteDialect(), path
	if _, err := os.Stat(path); err != nil && (o.ReadOnly || o.MustExist) {
		if errors.Is(err, fs.ErrNotExist) {
			return errors.New("there is no such ledger yet: credence add and credence import make one")
		}
		return err
	}
	var err error
	if l.readers, err = openFile(ctx, path, o.ReadOnly, "mode=ro"); err == nil && o.ReadOnly {
		return nil
	}
	if o.ReadOnly {
		// In a folder that cannot be written SQLite cannot make the files that it
		// shares with writers; where there are none the file can be read as it is.
		if _, wal := os.Stat(path + "-wal"); errors.Is(wal, os.ErrNotExist) {
			l.readers, err = openFile(ctx, path, true, "immutable=1")
		}
		return err
	}
	if l.writer, err = openFile(ctx, path, true, "mode=rwc&_txlock=immediate&_pragma=page_size("+pageSize+")&_pragma=synchronous(FULL)"); err != nil {
		return err
	}
	l.writer.SetMaxOpenConns(1)
	return nil
}

// pageSize is of how many bytes the pages of a new file are. Rows of indexes are
// long here: of SQLite's 4096 bytes a page would lead on to no more than 20 others,
// and what two states have to do with each other lie on four times as many.
const pageSize = "16384"

// openFile opens connections to a file, with their settings. The pages that
// readers share with the system are mapped, the rest is cached per connection.
func openFile(ctx context.Context, path string, try bool, settings string) (*sql.DB, error) {
	const common = "&_pragma=busy_timeout(30000)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)" +
		"&_pragma=cache_size(-65536)&_pragma=mmap_size(2147418112)&_pragma=temp_store(MEMORY)"
	// A path can hold what has a meaning in an address: ? # %.
	name := "file:" + strings.ReplaceAll(url.PathEscape(path), "%2F", "/")
	db, err := sql.Open("sqlite", name+"?"+settings+common)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(max(connections, runtime.GOMAXPROCS(0)))
	db.SetMaxIdleConns(max(connections, runtime.GOMAXPROCS(0)))
	if !try {
		return db, nil
	}
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA schema_version`).Scan(&version); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// sqliteHint says what an error of SQLite means to a user.
func sqliteHint(err error) string {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB:
		return "this file is no ledger"
	case sqlite3.SQLITE_FULL:
		return "the disk is full: nothing of this was recorded, the ledger is as it was; make room and repeat"
	case sqlite3.SQLITE_READONLY:
		return "the file cannot be written: see who owns it, or open it for reading only"
	case sqlite3.SQLITE_CANTOPEN:
		return "the file cannot be opened or created: see that its folder exists and who may write to it"
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another process has been writing for more than 30 seconds: nothing was recorded; repeat"
	case sqlite3.SQLITE_CORRUPT:
		return "the file is damaged: restore it from a copy"
	case sqlite3.SQLITE_IOERR:
		return "the disk failed to read or write: nothing of this was recorded"
	}
	return ""
}

// abreast is how many rows one statement inserts.
const abreast = 50

// insertRows inserts rows, many by one statement.
func insertRows(ctx context.Context, t *tx, table string, columns []string, rows [][]any) error {
	row := "(" + marks(len(columns)) + ")"
	insert := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "
	many := insert + strings.Repeat(row+", ", abreast-1) + row
	for chunk := range slices.Chunk(rows, abreast) {
		query := many
		if len(chunk) < abreast {
			query = insert + strings.Repeat(row+", ", len(chunk)-1) + row
		}
		if err := t.exec(ctx, query, slices.Concat(chunk...)...); err != nil {
			return err
		}
	}
	return nil
}
