package ledger

import (
	"context"
	"errors"
	"regexp"
	"slices"
)

// index is an index or a foreign key of the tables: what costs most to keep while
// many rows are loaded, and little to make when they are there.
type index struct {
	name   string
	create string
	drop   string
}

// These are written in the migrations, which are where they are made from again.
var (
	indexStatement   = regexp.MustCompile(`(?m)^CREATE (?:UNIQUE )?INDEX (\w+) [^;]*;`)
	foreignStatement = regexp.MustCompile(`(?m)^ALTER TABLE (\w+) ADD CONSTRAINT (\w+) [^;]*;`)
	droppedStatement = regexp.MustCompile(`(?m)^(?:DROP INDEX|ALTER TABLE \w+ DROP CONSTRAINT) (\w+);`)
)

// indexes returns the indexes that there are after migrations, foreign keys
// last. What a migration drops was made by those before it.
func indexes(list []migration) []index {
	var made, foreign []index
	for _, m := range list {
		for _, dropped := range droppedStatement.FindAllStringSubmatch(m.text, -1) {
			gone := func(x index) bool { return x.name == dropped[1] }
			made, foreign = slices.DeleteFunc(made, gone), slices.DeleteFunc(foreign, gone)
		}
		for _, found := range indexStatement.FindAllStringSubmatch(m.text, -1) {
			made = append(made, index{found[1], found[0], `DROP INDEX ` + found[1]})
		}
		for _, found := range foreignStatement.FindAllStringSubmatch(m.text, -1) {
			foreign = append(foreign, index{found[2], found[0], `ALTER TABLE ` + found[1] + ` DROP CONSTRAINT ` + found[2]})
		}
	}
	return append(made, foreign...)
}

// errUnindexed is why a write is put off: a load that was broken off, or is
// still under way, has left the ledger without its indexes.
var errUnindexed = errors.New("the ledger has no indexes")

// indexed reports whether the indexes are there. They come and go together.
func (t *tx) indexed(ctx context.Context) (bool, error) {
	var name string
	return t.one(ctx, t.isIndex, []any{t.indexes[0].name}, &name)
}

// unindex drops the indexes.
func (t *tx) unindex(ctx context.Context) error {
	for n := len(t.indexes) - 1; n >= 0; n-- {
		if _, err := t.sql.ExecContext(ctx, t.indexes[n].drop); err != nil {
			return err
		}
	}
	return nil
}

// reindex makes the indexes where they are missing, all or none.
func (l *Ledger) reindex(ctx context.Context) error {
	missing := func(t *tx) (bool, error) {
		there, err := t.indexed(ctx)
		return !there, err
	}
	needed := false
	err := l.transact(ctx, l.readers, nil, func(t *tx) (err error) {
		needed, err = missing(t)
		return err
	})
	if err != nil || !needed {
		return err
	}
	return l.inBulk(ctx, func() error {
		return l.transact(ctx, l.writer, nil, func(t *tx) error {
			if err := t.lockAll(ctx, t); err != nil {
				return err
			}
			if needed, err := missing(t); err != nil || !needed {
				return err
			}
			for _, statement := range t.sorting {
				if _, err := t.sql.ExecContext(ctx, statement); err != nil {
					return err
				}
			}
			for _, x := range t.indexes {
				if _, err := t.sql.ExecContext(ctx, x.create); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// inBulk runs what writes very much, with the store set for it.
func (l *Ledger) inBulk(ctx context.Context, do func() error) (err error) {
	for _, statement := range l.before {
		if _, err := l.writer.ExecContext(ctx, statement); err != nil {
			return l.fail("set", err)
		}
	}
	defer func() {
		for _, statement := range l.after {
			if _, undone := l.writer.ExecContext(context.WithoutCancel(ctx), statement); undone != nil {
				err = errors.Join(err, l.fail("set", undone))
			}
		}
	}()
	return do()
}
