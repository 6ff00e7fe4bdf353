package answers

import (
	"time"

	"github.com/credence-project/credence/ledger"
)

// Found is a page of what a search of the ledger found.
type Found struct {
	Acts []Event `json:"acts"`           // that with the newest record first, each with the reports that were found
	Next int64   `json:"next,omitempty"` // where the page that follows begins; 0 where there is no more
	Back string  `json:"back,omitempty"` // RFC 3339: how far back was looked, "" to the beginning
}

// NewFound writes out what a search found.
func NewFound(r ledger.Results) *Found {
	f := &Found{Acts: []Event{}, Next: r.Next}
	for n := range r.Acts {
		f.Acts = append(f.Acts, event(&r.Acts[n]))
	}
	if !r.Back.IsZero() {
		f.Back = r.Back.UTC().Format(time.RFC3339)
	}
	return f
}
