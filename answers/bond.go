package answers

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// couple is two states in the order of their codes; of one alone the first is "".
type couple [2]string

func coupleOf(a, b string) couple {
	if b < a {
		a, b = b, a
	}
	return couple{a, b}
}

// way is a direction in which one party stands to another.
type way struct{ by, of string }

// bond is how the parties of two states stand to each other.
type bond struct {
	states  couple
	seen    [2][]string // the parties of each that acts between the two name, in order
	ids     []string    // the parties of which the courses to all seen ones of the other are there, in order
	courses map[way]Course
	as      time.Time // as known at this instant
}

// other returns the place of the state that is not the one given.
func (b *bond) other(state string) int {
	if b.states[0] == state {
		return 1
	}
	return 0
}

// has reports whether the courses of a party are there.
func (b *bond) has(id string) bool {
	_, found := slices.BinarySearch(b.ids, id)
	return found
}

// bondsAsked says which bonds are to be derived.
type bondsAsked struct {
	state string
	among []string // with these states, nil with all
	known time.Time
	ids   []string                    // parties of the state that are asked about, beside those seen
	more  func(state string) []string // the same of another state, nil none
	own   func(state string) []ledger.Act
}

// bonds derives the bonds of a state from what the ledger tells of the two states of
// each, and of each alone: the answers are those of Status for two parties.
func (d *Desk) bonds(ctx context.Context, q bondsAsked) ([]*bond, error) {
	acts, err := d.Ledger.Acts(ctx, ledger.Query{Of: q.state, Among: q.among, Kinds: d.Doctrine.Kinds(), Known: q.known, Brief: true})
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about %s: %w", q.state, err)
	}
	shared := map[string][]ledger.Act{}
	for _, a := range acts {
		other := gazetteer.State(a.Actor)
		if other == q.state {
			other = gazetteer.State(a.Recipient)
		}
		if other != "" && other != q.state {
			shared[other] = append(shared[other], a)
		}
	}
	for _, other := range q.among {
		if shared[other] == nil && other != "" && other != q.state {
			shared[other] = []ledger.Act{} // there is nothing between them any more
		}
	}
	others := slices.Collect(maps.Keys(shared))
	slices.SortFunc(others, func(a, b string) int { return len(shared[b]) - len(shared[a]) }) // the long ones first
	list := make([]*bond, len(others))
	var at atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		group.Go(func() {
			for n := at.Add(1) - 1; n < int64(len(list)) && ctx.Err() == nil; n = at.Add(1) - 1 {
				list[n] = d.bond(&q, others[n], shared[others[n]])
			}
		})
	}
	group.Wait()
	return list, ctx.Err()
}

// bond derives what follows from the acts that a state shares with another.
func (d *Desk) bond(q *bondsAsked, other string, acts []ledger.Act) *bond {
	b := &bond{states: coupleOf(q.state, other), courses: map[way]Course{}, as: q.known}
	ids := [2][]string{}
	for n, state := range b.states {
		for k := range acts {
			for _, id := range []string{acts[k].Actor, acts[k].Recipient} {
				if gazetteer.State(id) == state {
					b.seen[n] = append(b.seen[n], id)
				}
			}
		}
		slices.Sort(b.seen[n])
		b.seen[n] = slices.Clip(slices.Compact(b.seen[n]))
		ids[n] = append([]string{state}, b.seen[n]...)
		switch {
		case state == q.state:
			ids[n] = append(ids[n], q.ids...)
		case q.more != nil:
			ids[n] = append(ids[n], q.more(state)...)
		}
		b.ids = append(b.ids, ids[n]...)
	}
	slices.Sort(b.ids)
	b.ids = slices.Compact(b.ids)
	acts = slices.Concat(acts, q.own(q.state), q.own(other))
	for n := range ids {
		for _, id := range ids[n] {
			for _, party := range b.seen[1-n] {
				for _, w := range []way{{id, party}, {party, id}} {
					if _, there := b.courses[w]; !there {
						b.courses[w] = d.course(acts, w)
					}
				}
			}
		}
	}
	return b
}

// course derives what is told in one direction.
func (d *Desk) course(acts []ledger.Act, w way) (c Course) {
	line := standing.Derive(d.Doctrine, d.Names, acts, w.by, w.of)
	for _, a := range line.Told() {
		switch a {
		case standing.Recognised:
			c.Recognised = stretches(line, a, "")
		case standing.Relations:
			c.Relations = stretches(line, a, "")
		case standing.Sovereignty:
			for _, over := range line.Territories() {
				c.Others = append(c.Others, Strand{a, over, stretches(line, a, over)})
			}
		default:
			c.Others = append(c.Others, Strand{a, "", stretches(line, a, "")})
		}
	}
	return c
}

// alone returns the acts of each state in which no other has a part.
func (d *Desk) alone(ctx context.Context, known time.Time) (map[string][]ledger.Act, error) {
	acts, err := d.Ledger.Acts(ctx, ledger.Query{Alone: true, Kinds: d.Doctrine.Kinds(), Known: known, Brief: true})
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about what states did alone: %w", err)
	}
	own := map[string][]ledger.Act{}
	for _, a := range acts {
		state := gazetteer.State(a.Actor)
		if state == "" {
			state = gazetteer.State(a.Recipient)
		}
		own[state] = append(own[state], a)
	}
	return own, nil
}
