package ask

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/credence-project/credence/answers"
)

// DoctrineNames are the names of all doctrines, in order.
func (r *Reader) DoctrineNames() []string { return slices.Sorted(maps.Keys(r.Doctrines)) }

// EachDoctrine asks all doctrines at once how one party stands to another, and
// returns their answers in the order of their names.
func (r *Reader) EachDoctrine(ctx context.Context, q answers.Question) ([]answers.Status, error) {
	names := r.DoctrineNames()
	told, errs := make([]answers.Status, len(names)), make([]error, len(names))
	var all sync.WaitGroup
	for n, name := range names {
		all.Go(func() {
			desk := answers.Desk{Ledger: r.Ledger, Doctrine: r.Doctrines[name], Names: r.Names, Today: r.Now}
			rows, err := desk.Status(ctx, q)
			if errs[n] = err; err == nil {
				told[n] = rows[0]
			}
		})
	}
	all.Wait()
	return told, errors.Join(errs...)
}
