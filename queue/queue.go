// Package queue carries articles from whoever finds them to whoever reads them, on any number of
// machines: a work queue on NATS JetStream.
//
//	q, err := queue.Open(ctx, queue.Options{URL: "nats://127.0.0.1:4222"})
//	known, err := q.Put(ctx, article)                      // where articles are found
//	err = q.Work(ctx, queue.Worker{Jobs: 4, Do: add})      // where they are read
//
// An article stays in the queue until a worker says that it is done. One whose worker ends, or
// cannot say so, goes to another, so work may be done twice: it must be such that this
// changes nothing, as adding to the ledger is. What cannot be done is put aside with
// the reason, and can be put in again. Non-goals: to read articles, or to keep what they say.
package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/credence-project/credence/article"
)

// Options say where the queue is, and how much it holds.
type Options struct {
	URL         string        // of a NATS server: "nats://host:4222", several with commas
	Credentials string        // file of credentials for it, "" for none
	Name        string        // of the queue, "credence" where ""
	Most        int64         // articles that wait at once, 0 for 100,000; whoever puts more in waits
	Wait        time.Duration // after which an article whose worker is silent goes to another, 0 for a minute
	Log         *slog.Logger  // nil for none
}

// Queue is a connection to a queue. It may be used by several goroutines.
type Queue struct {
	options Options
	conn    *nats.Conn
	js      jetstream.JetStream
	work    jetstream.Stream // what waits
	dead    jetstream.Stream // what could not be done
}

// defaultMost is how many articles wait at once, and defaultWait how long a worker may be silent.
const (
	defaultMost = 100_000
	defaultWait = time.Minute
)

// sameFor is how long the queue knows an article again that was put in twice. One put in later is
// done again, which changes nothing.
const sameFor = 2 * time.Hour

// Open connects to the queue, and makes it where there is none.
func Open(ctx context.Context, o Options) (*Queue, error) {
	o.fill()
	settings := []nats.Option{nats.Name("credence"), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond), nats.PingInterval(10 * time.Second)}
	if o.Credentials != "" {
		settings = append(settings, nats.UserCredentials(o.Credentials))
	}
	conn, err := nats.Connect(o.URL, settings...)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", redacted(o.URL), err)
	}
	q := &Queue{options: o, conn: conn}
	if err := q.prepare(ctx); err != nil {
		conn.Close()
		return nil, fmt.Errorf("open the queue %s: %w", o.Name, err)
	}
	return q, nil
}

func (o *Options) fill() {
	if o.Name == "" {
		o.Name = "credence"
	}
	if o.Most <= 0 {
		o.Most = defaultMost
	}
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// prepare makes the two streams where they are not there yet.
func (q *Queue) prepare(ctx context.Context) (err error) {
	if q.js, err = jetstream.New(q.conn); err != nil {
		return err
	}
	q.work, err = q.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: q.options.Name, Subjects: []string{q.subject()}, Retention: jetstream.WorkQueuePolicy,
		Discard: jetstream.DiscardNew, MaxMsgs: q.options.Most, Duplicates: sameFor, Storage: jetstream.FileStorage,
	})
	if err != nil {
		return err
	}
	q.dead, err = q.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: q.options.Name + "-dead", Subjects: []string{q.deadSubject()}, Duplicates: sameFor, Storage: jetstream.FileStorage,
	})
	return err
}

func (q *Queue) subject() string     { return q.options.Name + ".article" }
func (q *Queue) deadSubject() string { return q.options.Name + ".dead" }

// Close ends the connection. Work that is in hand elsewhere is not touched.
func (q *Queue) Close() { q.conn.Close() }

// Put puts an article into the queue; known tells that it is or was there already. It waits where
// the queue is full, or the server away, until ctx ends.
func (q *Queue) Put(ctx context.Context, a *article.Article) (known bool, err error) {
	data, err := json.Marshal(a)
	if err != nil {
		return false, fmt.Errorf("%s: %w", a.ID, err)
	}
	return q.put(ctx, q.subject(), data, nats.Header{idHeader: {Identity(a)}, jetstream.MsgIDHeader: {Identity(a)}})
}

// What the messages of the queue bear beside an article.
const (
	idHeader     = "Credence-Article" // its identity
	reasonHeader = "Credence-Reason"  // why it could not be done
	whenHeader   = "Credence-When"    // when that was (RFC 3339)
)

// put publishes a message, again and again where the queue is full or the server away.
func (q *Queue) put(ctx context.Context, subject string, data []byte, header nats.Header) (known bool, err error) {
	for pause := 20 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		ack, err := q.js.PublishMsg(ctx, &nats.Msg{Subject: subject, Data: data, Header: header})
		if err == nil {
			return ack.Duplicate, nil
		}
		if errors.Is(err, nats.ErrMaxPayload) {
			return false, fmt.Errorf("%s: it is longer than the server takes: %w", header.Get(idHeader), err)
		}
		select {
		case <-ctx.Done():
			return false, errors.Join(ctx.Err(), err)
		case <-time.After(pause):
		}
	}
}

// Identity returns what an article is known by in the queue: a hash of its text, of what is said
// of it, of where it stood, and of what it stands in place of.
func Identity(a *article.Article) string {
	h := sha256.New()
	for _, part := range append([]string{a.ID, a.URL, a.Title, a.Published, a.Lang, a.Text}, a.Revises...) {
		fmt.Fprintf(h, "%d:%s", len(part), part) // a hash takes everything
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// redacted leaves out who connects.
func redacted(url string) string {
	if at := lastIndex(url, '@'); at >= 0 {
		return "…" + url[at:]
	}
	return url
}

func lastIndex(s string, c byte) int {
	for n := len(s) - 1; n >= 0; n-- {
		if s[n] == c {
			return n
		}
	}
	return -1
}
