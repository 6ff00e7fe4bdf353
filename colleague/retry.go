package colleague

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// How long a busy server is left alone: twice as long each time, up to the
// longest, spread so that several do not come back at once.
const (
	firstWait   = 500 * time.Millisecond
	longestWait = 30 * time.Second
	longestAsk  = 2 * time.Minute // that a server may ask for
)

// call makes a request, again where the server is too busy, fails by itself or is
// not there for the moment.
func (r *Reader) call(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	for try := 1; ; try++ {
		text, err := r.once(ctx, method, path, body)
		if err == nil || try >= r.options.Tries || !passing(err) {
			return text, err
		}
		if err := r.options.Wait(ctx, r.pause(try, err)); err != nil {
			return nil, err
		}
	}
}

// passing reports whether an error may be gone after a while. A request that took
// too long would again.
func passing(err error) bool {
	var answered *statusError
	if errors.As(err, &answered) {
		switch answered.code {
		case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	return errors.Is(err, errUnreachable) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, errAway)
}

// hopeless reports whether an error has nothing to do with the article.
func hopeless(err error) bool {
	var answered *statusError
	if errors.As(err, &answered) {
		return !errors.Is(err, errTooLong) && answered.code != http.StatusBadRequest && answered.code != http.StatusUnprocessableEntity
	}
	return errors.Is(err, errUnreachable)
}

// pause returns how long to wait after a try: as long as the server asks for or,
// where it does not say, between half and all of what the try's number gives.
func (r *Reader) pause(try int, err error) time.Duration {
	var answered *statusError
	if errors.As(err, &answered) {
		if seconds, err := strconv.Atoi(answered.wait); err == nil && seconds > 0 {
			return min(time.Duration(min(seconds, 3600))*time.Second, longestAsk)
		}
	}
	most := min(firstWait<<min(try-1, 10), longestWait)
	return most/2 + time.Duration(r.options.Random()*float64(most/2))
}

// wait waits, or returns the context's error.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func random() float64 { return rand.Float64() }
