package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

//go:embed migrations
var migrations embed.FS

// migration is one numbered change of the tables. Its file never changes once
// published: a change of the tables is another file.
type migration struct {
	number   int
	name     string
	checksum string
	text     string
}

// known returns the migrations of a store in order: 1, 2, 3, …
func known(store string) ([]migration, error) {
	files, err := fs.Glob(migrations, path.Join("migrations", store, "*.sql"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	var list []migration
	for _, file := range files {
		text, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(path.Base(file), ".sql")
		number, err := strconv.Atoi(strings.SplitN(name, "_", 2)[0])
		if err != nil || number != len(list)+1 {
			return nil, fmt.Errorf("%s: migrations are numbered 0001, 0002, …: %w", file, errors.Join(err, errDrift))
		}
		sum := sha256.Sum256(text)
		list = append(list, migration{number, name, hex.EncodeToString(sum[:]), string(text)})
	}
	return list, nil
}

// Causes for which a ledger is not opened.
var (
	errDrift    = errors.New("the migration is not the one that this program knows")
	errNewer    = errors.New("the ledger was written by a newer version of this program")
	errNoLedger = errors.New("there is no ledger in it")
)

// ErrOlder is the cause where a ledger opened for reading only must first be
// brought up to date, which opening it for writing does.
var ErrOlder = errors.New("the ledger was written by an older version of this program, and must be brought up to date")

// migrate brings the tables up to date, or says why it cannot.
func (l *Ledger) migrate(ctx context.Context, o Options) error {
	list, err := known(l.migrations)
	if err != nil {
		return err
	}
	l.indexes = indexes(list)
	var missing []migration
	check := func(t *tx) (err error) {
		missing, err = t.missing(ctx, list, o)
		return err
	}
	if o.ReadOnly {
		if err := l.read(ctx, "open", check); err != nil {
			return err
		}
		if len(missing) > 0 {
			return ErrOlder
		}
		return nil
	}
	err = l.transact(ctx, l.writer, nil, func(t *tx) error {
		if err := t.lockAll(ctx, t); err != nil {
			return err
		}
		if err := check(t); err != nil {
			return err
		}
		return t.apply(ctx, missing)
	})
	if err == nil && l.settle != "" {
		_, err = l.writer.ExecContext(ctx, l.settle)
	}
	if err != nil {
		return err
	}
	return l.reindex(ctx) // where a load was broken off
}

// missing returns the migrations that the ledger has not had.
func (t *tx) missing(ctx context.Context, list []migration, o Options) ([]migration, error) {
	var tables []string
	err := t.each(ctx, t.tables, nil, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name)
		tables = append(tables, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	if !slices.Contains(tables, "migration") {
		if len(tables) > 0 || o.ReadOnly || o.MustExist {
			return nil, errNoLedger
		}
		return list, nil
	}
	return t.unapplied(ctx, list)
}

// unapplied compares the migrations that the ledger has had with those known.
func (t *tx) unapplied(ctx context.Context, list []migration) ([]migration, error) {
	const query = `SELECT number, name, checksum FROM migration ORDER BY number`
	count := 0
	err := t.each(ctx, query, nil, func(r *sql.Rows) error {
		var had migration
		if err := r.Scan(&had.number, &had.name, &had.checksum); err != nil {
			return err
		}
		if had.number > len(list) {
			return fmt.Errorf("migration %s: %w", had.name, errNewer)
		}
		if want := list[had.number-1]; had.checksum != want.checksum {
			return fmt.Errorf("migration %s, checksum %.12s, here %.12s: %w", had.name, had.checksum, want.checksum, errDrift)
		}
		count++
		return nil
	})
	return list[min(count, len(list)):], err
}

// apply runs migrations and records them.
func (t *tx) apply(ctx context.Context, list []migration) error {
	const table = `CREATE TABLE IF NOT EXISTS migration (
		number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied BIGINT NOT NULL)`
	for _, m := range list {
		if m.number == 1 {
			if _, err := t.sql.ExecContext(ctx, table); err != nil {
				return err
			}
		}
		if m.name == withEchoes {
			if err := t.echoes(ctx); err != nil {
				return fmt.Errorf("migration %s: %w", m.name, err)
			}
		}
		if _, err := t.sql.ExecContext(ctx, m.text); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
		const record = `INSERT INTO migration (number, name, checksum, applied) VALUES (?, ?, ?, ?)`
		if err := t.exec(ctx, record, m.number, m.name, m.checksum, t.now().UnixMicro()); err != nil {
			return err
		}
	}
	return nil
}

// withEchoes is the migration that takes the hashes of long quotes from a table
// echo, and drops it: SQLite has no function for them.
const withEchoes = "0002_briefs"

// echoes makes that table.
func (t *tx) echoes(ctx context.Context) error {
	const table = `CREATE TABLE echo (assertion BIGINT PRIMARY KEY, echo BIGINT NOT NULL)`
	if _, err := t.sql.ExecContext(ctx, table); err != nil {
		return err
	}
	found := map[int64]uint64{}
	err := t.each(ctx, `SELECT seq, quote FROM assertion`, nil, func(r *sql.Rows) error {
		var seq int64
		var quote []byte
		err := r.Scan(&seq, &quote)
		if e := Echo(string(quote)); e != 0 {
			found[seq] = e
		}
		return err
	})
	if err != nil {
		return err
	}
	for seq, e := range found {
		if err := t.exec(ctx, `INSERT INTO echo (assertion, echo) VALUES (?, ?)`, seq, int64(e)); err != nil {
			return err
		}
	}
	return nil
}
