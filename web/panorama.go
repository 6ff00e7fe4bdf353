package web

import (
	"context"
	"fmt"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"github.com/credence-project/credence/answers"
)

// keptPanoramas is how many panoramas are kept: one of a much discussed state of a
// million acts takes less than a megabyte.
const keptPanoramas = 256

// panoramaTime is how long the making of one may take.
const panoramaTime = time.Minute

// panoramas keeps the panoramas that were asked for last, and makes one that many
// ask for at once only once. It may be used by several goroutines.
type panoramas struct {
	kept   *lru.Cache[panoramaKey, *answers.Panorama]
	making singleflight.Group
}

// panoramaKey is what a panorama depends on.
type panoramaKey struct {
	of, doctrine string
	known        time.Time
}

func newPanoramas() (*panoramas, error) {
	kept, err := lru.New[panoramaKey, *answers.Panorama](keptPanoramas)
	return &panoramas{kept: kept}, err
}

// get returns a panorama that is kept, or makes it. Who asked may be gone by the
// time it is made: others may wait for it too, and it is kept for who asks next.
func (p *panoramas) get(ctx context.Context, key panoramaKey, make func(context.Context) (*answers.Panorama, error)) (*answers.Panorama, error) {
	if view, ok := p.kept.Get(key); ok {
		return view, nil
	}
	made := p.making.DoChan(fmt.Sprint(key.of, " ", key.doctrine, " ", key.known.UnixMicro()), func() (any, error) {
		if view, ok := p.kept.Get(key); ok { // made since it was looked for
			return view, nil
		}
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), panoramaTime)
		defer stop()
		view, err := make(ctx)
		if err == nil {
			p.kept.Add(key, view)
		}
		return view, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-made:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*answers.Panorama), nil
	}
}

// panorama returns how a party and all others stand to each other. What is shown of
// it must not be changed: others are shown the same.
func (q *request) panorama(id string) (*answers.Panorama, error) {
	known, err := q.settled()
	if err != nil {
		return nil, err
	}
	ask := q.question(id, "")
	ask.Known = known
	if known.IsZero() { // an empty ledger
		return q.desk.Panorama(q.Context(), ask)
	}
	return q.server.panoramas.get(q.Context(), panoramaKey{id, q.doctrine.Name, known.UTC()}, func(ctx context.Context) (*answers.Panorama, error) {
		return q.desk.Panorama(ctx, ask)
	})
}

// settled returns the instant as known of the question or, where that lies after
// the last record, the instant of that record: what was known then stays as it is,
// while more may be recorded before an instant to come.
func (q *request) settled() (time.Time, error) {
	if q.values.Get("known") == "" {
		return q.known, nil
	}
	latest, err := q.server.Ledger.Latest(q.Context())
	if err != nil || latest.After(q.known) {
		return q.known, err
	}
	return latest, nil
}
