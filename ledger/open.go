package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/credence-project/credence/act"
)

// Options say how a ledger is opened. The zero value opens it for reading and
// writing, and creates it where there is none.
type Options struct {
	ReadOnly  bool             // nothing is written, not even to create it
	MustExist bool             // an error where there is none yet
	Now       func() time.Time // the clock, time.Now where nil
	Batch     int              // how many entries Load records in one transaction, 4,000 where 0
}

// Ledger is an open ledger. Its methods may be called from several goroutines,
// and several processes may have the same ledger open: writers wait for one
// another, readers wait for nobody and see what was there when they began.
type Ledger struct {
	dialect
	name     string // for errors
	readOnly bool
	now      func() time.Time
	batch    int
	kinds    act.Ontology
	rules    *rules
	indexes  []index
	readers  *sql.DB
	writer   *sql.DB  // readers itself where one pool will do; nil of a read-only ledger
	names    sync.Map // of sources by number, as they never change
}

// Open opens the ledger at an address: a path of a SQLite file, or
// postgres://user@host/database. In PostgreSQL the tables stand in the schema
// "credence", or in the first of the search_path that the address sets.
func Open(ctx context.Context, address string, o Options) (*Ledger, error) {
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	rules, err := loadRules(kinds)
	if err != nil {
		return nil, err
	}
	l := &Ledger{now: o.Now, kinds: kinds, rules: rules, readOnly: o.ReadOnly, batch: cmp.Or(o.Batch, 4_000)}
	if l.now == nil {
		l.now = time.Now
	}
	connect := l.openSQLite
	if isPostgres(address) {
		connect = l.openPostgres
	}
	if err := connect(ctx, address, o); err != nil {
		return nil, l.fail("open", errors.Join(err, l.Close()))
	}
	if err := l.migrate(ctx, o); err != nil {
		return nil, l.fail("open", errors.Join(err, l.Close()))
	}
	return l, nil
}

// isPostgres reports whether an address is one of PostgreSQL's.
func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Close lets go of the ledger. Iterations under way end with an error.
func (l *Ledger) Close() error {
	var errs []error
	if l.readers != nil {
		errs = append(errs, l.readers.Close())
	}
	if l.writer != nil && l.writer != l.readers {
		errs = append(errs, l.writer.Close())
	}
	return errors.Join(errs...)
}
