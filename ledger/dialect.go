package ledger

import (
	"context"
	"strconv"
	"strings"
)

// dialect is what the stores do differently. Everything else is one SQL,
// written with ? for its arguments.
type dialect struct {
	migrations string                                               // folder in migrations
	caches     bool                                                 // the driver itself keeps statements prepared
	bind       func(query string) string                            // writes the placeholders of the store
	hint       func(err error) string                               // what an error means to a user
	again      func(err error) bool                                 // whether to try the transaction again
	lock       func(ctx context.Context, t *tx, keys []int64) error // holds others off the keys until the end of t
	lockAll    func(ctx context.Context, t *tx) error               // holds all other writers off
	tables     string                                               // query: the names of the tables that there are
	bulk       func(ctx context.Context, t *tx, table string, columns []string, rows [][]any) error
	numbered   func(ctx context.Context, t *tx, table string) error // tells the store which seq are taken
	settle     string                                               // run once the tables are up to date, outside of any transaction
	analyze    string                                               // run after a bulk load, so that queries are planned by what is there
	isIndex    string                                               // query: the name of an index, where there is one of that name
	before     []string                                             // set the store for writing very much; outside of any transaction
	after      []string                                             // and back
	sorting    []string                                             // set a transaction for making indexes
	inspect    string                                               // pragma that looks for damage, "" where the store has none
}

// ordinary leaves ? as it is.
func ordinary(query string) string { return query }

// dollars writes $1, $2, … for ?. No query of ours has a ? in a string.
func dollars(query string) string {
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, found := strings.Cut(query, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}
