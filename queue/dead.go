package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/credence-project/credence/article"
)

// Letter is an article that could not be done.
type Letter struct {
	Number  uint64    `json:"number"`  // by which it is put in again
	Article string    `json:"article"` // its id
	Title   string    `json:"title"`
	Reason  string    `json:"reason"`
	When    time.Time `json:"when"`
}

// Dead returns what could not be done, the oldest first, at most so many.
func (q *Queue) Dead(ctx context.Context, most int) ([]Letter, error) {
	var letters []Letter
	err := q.eachDead(ctx, func(m *jetstream.RawStreamMsg) (bool, error) {
		letters = append(letters, letter(m))
		return len(letters) < most, nil
	})
	return letters, err
}

// letter reads a message that was put aside.
func letter(m *jetstream.RawStreamMsg) Letter {
	l := Letter{Number: m.Sequence, Reason: m.Header.Get(reasonHeader), When: m.Time}
	var a article.Article
	if json.Unmarshal(m.Data, &a) == nil { // what is no article has a reason that says so
		l.Article, l.Title = a.ID, a.Title
	}
	return l
}

// eachDead calls do with what was put aside, one after the other, until it returns false.
func (q *Queue) eachDead(ctx context.Context, do func(*jetstream.RawStreamMsg) (bool, error)) error {
	info, err := q.dead.Info(ctx)
	if err != nil {
		return err
	}
	for n := info.State.FirstSeq; n <= info.State.LastSeq && n > 0; n++ {
		m, err := q.dead.GetMsg(ctx, n)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue // put in again
		}
		if err != nil {
			return err
		}
		if more, err := do(m); err != nil || !more {
			return err
		}
	}
	return nil
}

// Replay puts what was put aside into the queue again: those of the numbers, all where there are
// none. It returns how many it put in.
func (q *Queue) Replay(ctx context.Context, numbers ...uint64) (n int, err error) {
	wanted := map[uint64]bool{}
	for _, number := range numbers {
		wanted[number] = true
	}
	err = q.eachDead(ctx, func(m *jetstream.RawStreamMsg) (bool, error) {
		if len(wanted) > 0 && !wanted[m.Sequence] {
			return true, nil
		}
		delete(wanted, m.Sequence)
		id := m.Header.Get(idHeader)
		header := nats.Header{idHeader: {id}, jetstream.MsgIDHeader: {fmt.Sprintf("%s-again-%d", id, m.Sequence)}}
		if _, err := q.put(ctx, q.subject(), m.Data, header); err != nil {
			return false, err
		}
		if err := q.dead.DeleteMsg(ctx, m.Sequence); err != nil {
			return false, err
		}
		n++
		return len(numbers) == 0 || len(wanted) > 0, nil
	})
	if err == nil && len(wanted) > 0 {
		err = fmt.Errorf("nothing was put aside under the number %d", first(wanted))
	}
	return n, err
}

// first returns the least of the numbers.
func first(numbers map[uint64]bool) (least uint64) {
	for n := range numbers {
		if least == 0 || n < least {
			least = n
		}
	}
	return least
}

// State is how the queue stands.
type State struct {
	Waiting uint64        `json:"waiting"`            // articles that nobody has in hand
	InHand  int           `json:"in_hand"`            // articles that somebody has
	Again   int           `json:"again"`              // of these, given out before
	Dead    uint64        `json:"dead"`               // articles put aside
	Age     time.Duration `json:"age"`                // of the oldest that waits or is in hand
	Put     uint64        `json:"put"`                // articles ever put in
	Reason  string        `json:"reason,omitempty"`   // why the last was put aside
	Took    *time.Time    `json:"took_at,omitempty"`  // when one was last taken
	Workers int           `json:"requests,omitempty"` // workers that ask for more
}

// State tells how the queue stands.
func (q *Queue) State(ctx context.Context) (State, error) {
	work, err := q.work.Info(ctx)
	if err != nil {
		return State{}, err
	}
	dead, err := q.dead.Info(ctx)
	if err != nil {
		return State{}, err
	}
	s := State{Waiting: work.State.Msgs, Dead: dead.State.Msgs, Put: work.State.LastSeq}
	if work.State.Msgs > 0 {
		s.Age = time.Since(work.State.FirstTime)
	}
	if dead.State.Msgs > 0 {
		if m, err := q.dead.GetMsg(ctx, dead.State.LastSeq); err == nil {
			s.Reason = m.Header.Get(reasonHeader)
		}
	}
	consumer, err := q.work.Consumer(ctx, "workers")
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	info, err := consumer.Info(ctx)
	if err != nil {
		return s, err
	}
	s.InHand, s.Again, s.Took, s.Workers = info.NumAckPending, info.NumRedelivered, info.Delivered.Last, info.NumWaiting
	s.Waiting -= min(s.Waiting, uint64(info.NumAckPending))
	return s, nil
}

// oneLine replaces what a header cannot hold.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
