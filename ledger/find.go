package ledger

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
)

// Found is what an abbreviated id can mean.
type Found struct {
	ID   ID
	What string // "document", "assertion" or "act"
}

// fewest digits of an abbreviated id, and how many matches of a table are told.
const (
	fewest  = 4
	matches = 20
)

// Find returns what an id of at least four digits can mean, up to twenty of
// each sort; none is no error.
func (l *Ledger) Find(ctx context.Context, prefix string) (list []Found, err error) {
	first, last, err := between(prefix)
	if err != nil {
		return nil, l.fail("read", err)
	}
	err = l.read(ctx, "read", func(t *tx) error {
		for _, table := range []string{"document", "assertion", "act"} {
			query := `SELECT id FROM ` + table + ` WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?`
			err := t.each(ctx, query, []any{first, last, matches}, func(r *sql.Rows) error {
				found := Found{What: table}
				err := r.Scan(&found.ID)
				list = append(list, found)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// between returns the first and the last id that begin with some digits.
func between(prefix string) (first, last ID, err error) {
	digits := 2 * len(first)
	if len(prefix) < fewest || len(prefix) > digits {
		return first, last, fmt.Errorf("%q is no id: want %d to %d hexadecimal digits", prefix, fewest, digits)
	}
	missing := digits - len(prefix)
	if _, err = hex.Decode(first[:], []byte(prefix+strings.Repeat("0", missing))); err == nil {
		_, err = hex.Decode(last[:], []byte(prefix+strings.Repeat("f", missing)))
	}
	if err != nil {
		return first, last, fmt.Errorf("%q is no id: %w", prefix, err)
	}
	return first, last, nil
}
