package ledger

import (
	"context"
	"slices"
	"time"

	"github.com/credence-project/credence/gazetteer"
)

// Chronicle is the acts that a query chooses with all that was ever recorded about
// them, so that they can be told as known at any instant without asking the ledger
// again. It may be used by several goroutines.
type Chronicle struct {
	heads   map[int64]Act // by number, without reports
	rows    map[pair][]*row
	reviews *opinions
	changed map[int64][]int64 // instants at which something was recorded, and of which acts
}

// Chronicle reads the chronicle of the acts that a query chooses, whose reports
// are brief. With Known it goes up to then.
func (l *Ledger) Chronicle(ctx context.Context, q Query) (*Chronicle, error) {
	until := q.until()
	groups, err := l.groups(ctx, &q)
	if err != nil {
		return nil, err
	}
	type part struct {
		heads []numbered
		rows  []*row
	}
	parts := make([]part, len(groups))
	err = inTurn(len(groups), func(next func() (int, bool)) error {
		return l.read(ctx, "read", func(t *tx) (err error) {
			for n, more := next(); more && err == nil; n, more = next() {
				parts[n].heads, parts[n].rows, err = t.briefRows(ctx, &q, groups[n], until)
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	c := &Chronicle{heads: map[int64]Act{}, rows: map[pair][]*row{}, reviews: newOpinions(), changed: map[int64][]int64{}}
	var all []*row
	for _, part := range parts {
		for _, a := range part.heads {
			c.heads[a.seq] = a.Act
		}
		all = append(all, part.rows...)
	}
	slices.SortFunc(all, compareRows)
	for _, w := range all {
		p := c.pairOf(w)
		c.rows[p] = append(c.rows[p], w)
	}
	err = l.read(ctx, "read", func(t *tx) error { return t.everyOpinion(ctx, c.reviews, all, until) })
	c.index(all)
	return c, err
}

// pairOf is the pair that a row is filed under.
func (c *Chronicle) pairOf(w *row) pair {
	a := c.heads[w.act]
	return pair{gazetteer.State(a.Actor), gazetteer.State(a.Recipient)}
}

// everyOpinion adds the reviews, up to an instant, of the assertions of rows, of
// those that they were to replace, and of those whose decisions hold them back; and
// so on.
func (t *tx) everyOpinion(ctx context.Context, o *opinions, rows []*row, until int64) error {
	var next []any
	known := map[int64]bool{}
	want := func(assertion int64) {
		if !known[assertion] {
			known[assertion] = true
			next = append(next, assertion)
		}
	}
	for _, w := range rows {
		if w.reviewed || w.written {
			want(w.assertion)
		}
	}
	for len(next) > 0 {
		some := next
		next = nil
		for _, assertions := range []string{
			`SELECT seq FROM assertion WHERE seq`,
			`SELECT assertion FROM review WHERE replacement`,
			`SELECT f.assertion FROM review r JOIN review f ON f.seq = r.follows WHERE r.assertion`,
		} {
			if err := t.opinionsOn(ctx, o, assertions, some, until); err != nil {
				return err
			}
		}
		for assertion := range o.of {
			want(assertion)
		}
	}
	return nil
}

// index notes at which instants which acts can have changed. What is decided about
// an assertion bears on what replaces it, and on what it replaces; on what it holds
// back as well, but that is of the same parties (hold.go).
func (c *Chronicle) index(rows []*row) {
	kin := newKin()
	for assertion, list := range c.reviews.of {
		for _, r := range list {
			if r.replacement != 0 {
				kin.join(assertion, r.replacement)
			}
		}
	}
	acts := map[int64][]int64{} // by kin
	for _, w := range rows {
		c.change(w.judgement.Recorded, w.act)
		if len(c.reviews.of) > 0 {
			first := kin.of(w.assertion)
			acts[first] = append(acts[first], w.act)
		}
	}
	for assertion, list := range c.reviews.of {
		for _, r := range list {
			c.change(r.Recorded, acts[kin.of(assertion)]...)
		}
	}
}

// change notes that something was recorded about acts.
func (c *Chronicle) change(at time.Time, acts ...int64) {
	if len(acts) > 0 {
		c.changed[at.UnixMicro()] = append(c.changed[at.UnixMicro()], acts...)
	}
}

// kin puts together the numbers that have to do with one another.
type kin struct{ next map[int64]int64 }

func newKin() *kin { return &kin{map[int64]int64{}} }

// of returns the number that stands for all those of one kin.
func (k *kin) of(n int64) int64 {
	for {
		next, more := k.next[n]
		if !more {
			return n
		}
		n = next
	}
}

func (k *kin) join(a, b int64) {
	if a, b = k.of(a), k.of(b); a != b {
		k.next[a] = b
	}
}

// Moments returns the instants at which the acts can have changed, the last first:
// an assertion was added, judged to belong to one or not, or decided about, or
// another that such a decision depends on. At every other instant Acts gives what
// it gave just before.
func (c *Chronicle) Moments() (list []time.Time) {
	for at := range c.changed {
		list = append(list, instant(at))
	}
	slices.SortFunc(list, func(a, b time.Time) int { return b.Compare(a) })
	return list
}

// Changed returns the acts, without reports, that can have changed at an instant.
func (c *Chronicle) Changed(at time.Time) (acts []Act) {
	numbers := slices.Clone(c.changed[at.UnixMicro()])
	slices.Sort(numbers)
	for _, n := range slices.Compact(numbers) {
		acts = append(acts, c.heads[n])
	}
	return acts
}

// Acts returns those acts of the chronicle that a query chooses, as Ledger.Acts
// does where they are brief. A query that chooses others as well gets those alone
// that the chronicle was read for.
func (c *Chronicle) Acts(q Query) []Act {
	until := q.until()
	kinds := map[string]bool{}
	for _, k := range q.Kinds {
		kinds[k] = true
	}
	var then pile // copies: what was decided is noted in them
	for p, list := range c.rows {
		if !q.chooses(p) {
			continue
		}
		for _, w := range list {
			if w.judgement.Recorded.UnixMicro() <= until && (len(kinds) == 0 || kinds[c.heads[w.act].Kind]) {
				*then.next() = *w
			}
		}
	}
	rows := then.rows
	slices.SortFunc(rows, compareRows)
	var heads []numbered
	for n := range rows {
		if act := rows[n].act; len(heads) == 0 || heads[len(heads)-1].seq != act {
			heads = append(heads, numbered{act, c.heads[act]})
		}
	}
	return plainActs(assemble(heads, rows, c.reviews.upTo(until)))
}

// chooses reports whether a query chooses acts that are filed under a pair.
func (q *Query) chooses(p pair) bool {
	switch {
	case q.Of != "" && q.By != "":
		return slices.ContainsFunc(q.pairs(), func(list []pair) bool { return slices.Contains(list, p) })
	case q.Of != "" || q.By != "":
		party := q.Of + q.By
		other := p.actor
		if other == party {
			other = p.recipient
		}
		return (p.actor == party || p.recipient == party) && (q.Among == nil || slices.Contains(q.Among, other))
	case q.Alone:
		return p.actor == "" || p.recipient == "" || p.actor == p.recipient
	}
	return true
}
