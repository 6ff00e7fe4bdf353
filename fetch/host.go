package fetch

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
)

// WaitError is the error of a host that asked for peace and still has it.
type WaitError struct{ Until time.Time }

// Error tells until when.
func (e *WaitError) Error() string {
	return fmt.Sprintf("the host wants peace until %s", e.Until.UTC().Format(time.RFC3339))
}

// hosts are those that were asked, by their names.
type hosts struct {
	mu sync.Mutex
	of map[string]*host
}

// mostHosts is how many are remembered before those that nobody needs are forgotten.
const mostHosts = 4096

// host is asked by one at a time.
type host struct {
	turn  chan struct{} // holds one value while somebody asks
	users int           // who ask or wait, under hosts.mu

	mu    sync.Mutex
	next  time.Time     // when it may be asked again
	peace time.Time     // until when it wants not to be asked at all
	slow  time.Duration // Crawl-delay
	rules map[string]*rules
}

// enter waits for the turn at a host, and its pause. The caller calls done.
func (x *hosts) enter(ctx context.Context, o *Options, name string) (h *host, done func(), err error) {
	h = x.take(o, name)
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		x.give(h)
		return nil, nil, ctx.Err()
	}
	out := func() {
		h.rest(o)
		<-h.turn
		x.give(h)
	}
	now := o.Now()
	next, peace := h.times()
	if peace.After(now) {
		<-h.turn
		x.give(h)
		return nil, nil, &WaitError{peace}
	}
	if next.After(now) {
		o.Sleep(ctx, next.Sub(now))
	}
	if err := ctx.Err(); err != nil {
		<-h.turn
		x.give(h)
		return nil, nil, err
	}
	return h, out, nil
}

// take returns a host, which is kept until it is given back.
func (x *hosts) take(o *Options, name string) *host {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.of) >= mostHosts {
		x.forget(o.Now())
	}
	h := x.of[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1), rules: map[string]*rules{}}
		x.of[name] = h
	}
	h.users++
	return h
}

func (x *hosts) give(h *host) {
	x.mu.Lock()
	defer x.mu.Unlock()
	h.users--
}

// forget drops the hosts that may be asked by anybody.
func (x *hosts) forget(now time.Time) {
	for name, h := range x.of {
		if next, peace := h.times(); h.users == 0 && next.Before(now) && peace.Before(now) {
			delete(x.of, name)
		}
	}
}

// times returns when a host may be asked again, and until when it wants peace.
func (h *host) times() (next, peace time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.next, h.peace
}

// rest notes that a host was asked just now.
func (h *host) rest(o *Options) {
	h.mu.Lock()
	defer h.mu.Unlock()
	pause := max(o.Delay, h.slow)
	h.next = o.Now().Add(pause + time.Duration(o.Chance()*float64(pause)/2))
}

// leave notes that a host wants peace.
func (h *host) leave(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.peace) {
		h.peace = until
	}
}
