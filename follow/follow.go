// Package follow follows feeds: it hands on each article that a feed tells of, once, with its full
// text, and again when it has changed.
//
//	f, err := follow.New(follow.Options{Feeds: feeds, Get: client.Get, Articles: reader, State: state, Keep: keep})
//	err = f.Run(ctx, 10*time.Minute)
//
// What was seen is kept in a file (State), noted after the article was handed on: one can be handed
// on twice, and none is lost. Non-goals: to get pages (package fetch), to read what they say, to
// keep it (whoever Keep is of).
package follow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/fetch"
)

// Options say what is followed, and where it goes. Get, Articles, State and Keep must be there.
type Options struct {
	Feeds    []Feed
	Get      func(ctx context.Context, r fetch.Request) (*fetch.Page, error)
	Articles *article.Reader
	State    *State
	// Keep takes an article, and returns by what name the version is known. One that has changed
	// names its earlier versions in Revises. It is called by several goroutines; what it is given
	// may be given again.
	Keep func(ctx context.Context, a *article.Article) (version string, err error)
	Jobs int                 // feeds in hand at once, 0 for 8
	Now  func() time.Time    // nil for time.Now
	Log  *slog.Logger        // nil for none
	Seen func(what Happened) // is told of everything that happens, nil nobody
}

// Happened is what is counted.
type Happened string

// What happens.
const (
	Polled    Happened = "feed"           // a feed was read
	Same      Happened = "feed unchanged" // it has not changed
	Failed    Happened = "feed failed"    // it cannot be had or read
	Handed    Happened = "article"        // an article was handed on
	Revised   Happened = "revision"       // an article that has changed was
	Rechecked Happened = "recheck"        // a page was looked at again
	Missed    Happened = "page failed"    // the page of an entry cannot be had or read
	Lost      Happened = "entry failed"   // an entry cannot be read
)

// Follower follows feeds.
type Follower struct{ Options }

const (
	mostEntries  = 2000           // of a feed that are looked at
	mostPages    = 200            // got for a feed at one visit; the others are got at the next
	mostTries    = 3              // after which an entry's summary has to do
	longestPause = 24 * time.Hour // between two visits to a feed that fails
	afterGone    = 30 * 24 * time.Hour
	patience     = 20 * time.Second // that Keep has for what is in hand when we are stopped
)

// New returns a follower.
func New(o Options) (*Follower, error) {
	if o.Jobs <= 0 {
		o.Jobs = 8
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Seen == nil {
		o.Seen = func(Happened) {}
	}
	if len(o.Feeds) == 0 {
		return nil, errors.New("there are no feeds to follow")
	}
	return &Follower{o}, nil
}

// Once visits every feed once, but those that are to be left in peace. Its error joins those of the
// feeds, each of which names its feed.
func (f *Follower) Once(ctx context.Context) error {
	var group sync.WaitGroup
	errs := make([]error, len(f.Feeds))
	hands := make(chan struct{}, f.Jobs)
	for n := range f.Feeds {
		select {
		case hands <- struct{}{}:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			defer func() { <-hands }()
			_, errs[n] = f.visit(ctx, &f.Feeds[n], 0)
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// Run visits every feed again and again until ctx ends, each after about so long. What fails is
// logged, and tried again later and later. Its error is that of the state.
func (f *Follower) Run(ctx context.Context, every time.Duration) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var group sync.WaitGroup
	hands := make(chan struct{}, f.Jobs)
	for n := range f.Feeds {
		// Feeds that begin together would be visited together ever after.
		first := time.Duration(float64(n) / float64(len(f.Feeds)) * float64(min(every, time.Minute)))
		group.Go(func() {
			for wait := first; pause(ctx, wait); {
				select {
				case hands <- struct{}{}:
				case <-ctx.Done():
					return
				}
				next, err := f.visit(ctx, &f.Feeds[n], every)
				<-hands
				if errors.Is(err, errState) && ctx.Err() == nil {
					stop(err)
				}
				wait = next
			}
		})
	}
	group.Wait()
	if err := context.Cause(ctx); errors.Is(err, errState) {
		return err
	}
	return nil
}

// pause waits, and reports whether ctx goes on.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return ctx.Err() == nil
	}
}

// varied is a pause that is up to a tenth shorter or longer, by chance.
func varied(d time.Duration) time.Duration {
	return d + time.Duration((rand.Float64()-.5)/5*float64(d))
}

// visit looks at a feed, and at what of its pages is due to be looked at again. It returns after how
// long to come again.
func (f *Follower) visit(ctx context.Context, feed *Feed, every time.Duration) (next time.Duration, err error) {
	known, err := f.State.feed(ctx, feed.URL)
	if err != nil {
		return every, err
	}
	if wait := known.peace.Sub(f.Now()); wait > 0 {
		f.Log.DebugContext(ctx, "a feed is left in peace", "feed", feed.URL, "until", known.peace)
		return wait, nil
	}
	v := visit{f, feed, &known, 0}
	err = v.poll(ctx)
	if errors.Is(err, errState) || ctx.Err() != nil {
		return every, cmp.Or(ctx.Err(), err)
	}
	if err != nil {
		f.Seen(Failed)
		known.failures++
		next = peace(err, known.failures, every)
		known.peace = f.Now().Add(next)
		f.Log.WarnContext(ctx, "a feed failed", "feed", feed.URL, "times", known.failures, "again_in", next.Round(time.Second), "error", err)
		err = fmt.Errorf("feed %s: %w", feed.URL, err)
	} else {
		known.failures, known.peace, next = 0, time.Time{}, varied(every)
	}
	if err := f.State.setFeed(ctx, feed.URL, known); err != nil {
		return every, err
	}
	if wrong := v.recheck(ctx); wrong != nil {
		err = errors.Join(err, wrong)
	}
	return next, err
}

// peace returns after how long a feed is visited again that has failed so often in a row.
func peace(err error, failures int, every time.Duration) time.Duration {
	var s *fetch.StatusError
	var wait *fetch.WaitError
	least := time.Duration(0)
	switch {
	case errors.As(err, &s) && s.Status == http.StatusGone:
		return afterGone
	case errors.As(err, &s):
		least = s.After
	case errors.As(err, &wait):
		least = time.Until(wait.Until)
	}
	d := max(every, time.Minute) << min(failures-1, 12)
	return max(varied(min(d, longestPause)), least)
}

// finishing returns a context that outlives ctx by the patience that work in hand is given.
func finishing(ctx context.Context) (context.Context, context.CancelFunc) {
	over, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if pause(over, patience) {
			cancel()
		}
	})
	return over, func() { stop(); cancel() }
}
