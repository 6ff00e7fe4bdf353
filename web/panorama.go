package web

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/credence-project/credence/answers"
)

// keptPanoramas is how many panoramas are kept: one of a much discussed state of a
// million acts takes less than a megabyte.
const keptPanoramas = 48

// panoramas keeps the panoramas that were asked for last. It may be used by several
// goroutines.
type panoramas = lru.Cache[panoramaKey, *answers.Panorama]

// panoramaKey is what a panorama depends on.
type panoramaKey struct {
	of, doctrine string
	known        time.Time
}

// panorama returns how a party and all others stand to each other. What is shown of
// it must not be changed: others are shown the same.
func (q *request) panorama(id string) (*answers.Panorama, error) {
	known, err := q.settled()
	if err != nil {
		return nil, err
	}
	key := panoramaKey{id, q.doctrine.Name, known.UTC()}
	if view, ok := q.server.panoramas.Get(key); ok && !known.IsZero() {
		return view, nil
	}
	ask := q.question(id, "")
	ask.Known = known
	view, err := q.desk.Panorama(q.Context(), ask)
	if err == nil && !known.IsZero() {
		q.server.panoramas.Add(key, view)
	}
	return view, err
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
