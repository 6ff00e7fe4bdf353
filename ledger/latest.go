package ledger

import (
	"context"
	"time"
)

// Latest returns the instant of the last record, the zero Time of an empty
// ledger. What is asked as known at that instant has the same answer whenever it
// is asked again.
func (l *Ledger) Latest(ctx context.Context) (time.Time, error) {
	at, err := l.latest(ctx)
	if err != nil || at.UnixMicro() == 0 {
		return time.Time{}, err
	}
	return at, nil
}
