package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/credence-project/credence/article"
)

// Worker does the work that waits.
type Worker struct {
	Jobs int // articles in hand at once, 1 where less
	// Do does the work of one article. It may be called again for one that it has done. An error
	// that is ErrHopeless puts the article aside at once.
	Do func(ctx context.Context, a *article.Article) error
	// Ready reports whether what Do needs is there, a ledger say; nil: it always is. As long as it
	// is not, an article that failed is tried again, however often.
	Ready func(ctx context.Context) error
	// Done, where it is set, is told of every article that is over, and what of it.
	Done func(Outcome)
}

// Outcome is what became of an article.
type Outcome struct {
	Took   time.Duration
	Tries  int
	Reason error // why it was put aside, nil where it is done
}

// ErrHopeless is the error of work that would fail again.
var ErrHopeless = errors.New("it would fail again")

// tries is how often an article is tried before it is put aside, and crashes how often it may be given out
// to workers that end over it; patience is how long those in
// hand may take once the worker is to stop.
const (
	tries    = 5
	crashes  = 10
	patience = 30 * time.Second
)

// Work does what waits, and what comes, until ctx ends. Then nothing more is taken, what is in hand
// is done, and it returns.
func (q *Queue) Work(ctx context.Context, w Worker) error {
	w.Jobs = max(1, w.Jobs)
	var hands sync.WaitGroup
	taken := make(chan jetstream.Msg)
	for range w.Jobs {
		hands.Go(func() {
			for m := range taken {
				q.handle(ctx, &w, m)
			}
		})
	}
	err := q.take(ctx, w.Jobs, taken)
	close(taken)
	hands.Wait()
	return err
}

// take hands messages on until ctx ends. Where the server is away it waits.
func (q *Queue) take(ctx context.Context, jobs int, to chan<- jetstream.Msg) error {
	for ctx.Err() == nil {
		messages, err := q.messages(ctx, jobs)
		if err != nil {
			q.options.Log.WarnContext(ctx, "the queue does not answer", "error", err)
			pause(ctx, time.Second)
			continue
		}
		stop := context.AfterFunc(ctx, messages.Stop)
		for {
			m, err := messages.Next()
			if err != nil {
				if ctx.Err() == nil && !errors.Is(err, jetstream.ErrNoHeartbeat) {
					q.options.Log.WarnContext(ctx, "the queue fell silent", "error", err)
				}
				break
			}
			select {
			case to <- m:
			case <-ctx.Done():
				_ = m.Nak() // it goes to another at once; else it does when its time is over
			}
		}
		stop()
		messages.Stop()
	}
	return nil
}

// messages begins to take what waits, no more at once than can be in hand.
func (q *Queue) messages(ctx context.Context, jobs int) (jetstream.MessagesContext, error) {
	consumer, err := q.work.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: "workers", AckPolicy: jetstream.AckExplicitPolicy, AckWait: q.options.Wait, MaxDeliver: -1, MaxAckPending: -1,
	})
	if err != nil {
		return nil, err
	}
	return consumer.Messages(jetstream.PullMaxMessages(jobs), jetstream.PullExpiry(5*time.Second), jetstream.PullHeartbeat(2*time.Second))
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// handle does the work of one message, and tells the queue so.
func (q *Queue) handle(ctx context.Context, w *Worker, m jetstream.Msg) {
	start := time.Now()
	held := q.hold(m)
	defer held()
	outcome := Outcome{Tries: 1}
	if about, err := m.Metadata(); err == nil {
		outcome.Tries = int(about.NumDelivered)
	}
	var a article.Article
	switch err := json.Unmarshal(m.Data(), &a); {
	case err != nil:
		outcome.Reason = fmt.Errorf("it is no article: %w", err)
	case outcome.Tries > crashes:
		outcome.Reason = fmt.Errorf("whoever had it in hand ended %d times", outcome.Tries-1)
	default:
		outcome.Reason = q.try(ctx, w, &a)
	}
	if outcome.Reason != nil && ctx.Err() != nil {
		_ = m.Nak() // another has the time that we have not
		return
	}
	if outcome.Reason != nil && !q.setAside(ctx, m, outcome.Reason) {
		return
	}
	over, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := m.DoubleAck(over); err != nil {
		q.options.Log.WarnContext(ctx, "the queue does not know that an article is done, and will give it out again", "article", a.ID, "error", err)
	}
	outcome.Took = time.Since(start)
	if w.Done != nil {
		w.Done(outcome)
	}
}

// hold tells the queue from time to time that a message is in hand, until it is called off.
func (q *Queue) hold(m jetstream.Msg) (off func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(q.options.Wait / 3)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				_ = m.InProgress() // where it is not heard, another may take the message too
			}
		}
	}()
	return func() { close(done) }
}

// try does the work of an article as often as that has a point.
func (q *Queue) try(ctx context.Context, w *Worker, a *article.Article) (err error) {
	wait := 100 * time.Millisecond
	for n := 1; ; n++ {
		over, cancel := finishing(ctx)
		err = guarded(over, w, a)
		cancel()
		if err == nil || errors.Is(err, ErrHopeless) || ctx.Err() != nil {
			return err
		}
		for w.Ready != nil && ctx.Err() == nil && w.Ready(ctx) != nil {
			q.options.Log.WarnContext(ctx, "what the work needs is away", "error", err)
			n = 0
			pause(ctx, time.Second)
		}
		if n >= tries {
			return err
		}
		pause(ctx, wait)
		wait = min(2*wait, 5*time.Second)
	}
}

// finishing returns a context that outlives ctx by the patience that work in hand is given.
func finishing(ctx context.Context) (context.Context, context.CancelFunc) {
	over, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-over.Done():
		case <-time.After(patience):
			cancel()
		}
	})
	return over, func() { stop(); cancel() }
}

// guarded does the work, and makes an error of a panic: one article must not end a worker.
func guarded(ctx context.Context, w *Worker, a *article.Article) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: panic: %v\n%s", ErrHopeless, p, debug.Stack())
		}
	}()
	return w.Do(ctx, a)
}

// setAside keeps a message that could not be done, with the reason; false where the queue does not
// take it, so that it will be given out again.
func (q *Queue) setAside(ctx context.Context, m jetstream.Msg, reason error) bool {
	over, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	header := nats.Header{idHeader: {m.Headers().Get(idHeader)}, reasonHeader: {oneLine(reason.Error())}, whenHeader: {time.Now().UTC().Format(time.RFC3339)}}
	if about, err := m.Metadata(); err == nil { // what is set aside once is not set aside again
		header.Set(jetstream.MsgIDHeader, fmt.Sprintf("%s-%d", q.options.Name, about.Sequence.Stream))
	}
	_, err := q.put(over, q.deadSubject(), m.Data(), header)
	if err != nil {
		q.options.Log.ErrorContext(ctx, "an article that cannot be done cannot be put aside either", "error", err)
	}
	return err == nil
}
