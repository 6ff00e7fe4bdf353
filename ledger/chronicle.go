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
	rows    map[pair][]row
	reviews *opinions
	changed map[int64]map[pair]bool // instants at which something was recorded, and of which acts
}

// Chronicle reads the chronicle of the acts that a query chooses, whose reports
// are brief. With Known it goes up to then.
func (l *Ledger) Chronicle(ctx context.Context, q Query) (*Chronicle, error) {
	until := q.until()
	groups, err := l.groups(ctx, &q)
	if err != nil {
		return nil, err
	}
	c := &Chronicle{heads: map[int64]Act{}, rows: map[pair][]row{}, reviews: newOpinions(), changed: map[int64]map[pair]bool{}}
	err = l.read(ctx, "read", func(t *tx) error {
		var all []row
		for _, group := range groups {
			heads, rows, err := t.briefRows(ctx, &q, group, until)
			if err != nil {
				return err
			}
			for _, a := range heads {
				c.heads[a.seq] = a.Act
			}
			all = append(all, rows...)
		}
		slices.SortFunc(all, compareRows)
		for n := range all {
			p := c.pairOf(&all[n])
			c.rows[p] = append(c.rows[p], all[n])
		}
		return t.everyOpinion(ctx, c.reviews, all, until)
	})
	c.index()
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
func (t *tx) everyOpinion(ctx context.Context, o *opinions, rows []row, until int64) error {
	var next []any
	known := map[int64]bool{}
	want := func(assertion int64) {
		if !known[assertion] {
			known[assertion] = true
			next = append(next, assertion)
		}
	}
	for n := range rows {
		if rows[n].reviewed || rows[n].written {
			want(rows[n].assertion)
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
func (c *Chronicle) index() {
	kin := newKin()
	for assertion, list := range c.reviews.of {
		for _, r := range list {
			if r.replacement != 0 {
				kin.join(assertion, r.replacement)
			}
		}
	}
	pairs := map[int64]map[pair]bool{} // by kin
	for p, rows := range c.rows {
		for n := range rows {
			c.change(rows[n].judgement.Recorded, p)
			if first := kin.of(rows[n].assertion); pairs[first] == nil {
				pairs[first] = map[pair]bool{p: true}
			} else {
				pairs[first][p] = true
			}
		}
	}
	for assertion, list := range c.reviews.of {
		for _, r := range list {
			for p := range pairs[kin.of(assertion)] {
				c.change(r.Recorded, p)
			}
		}
	}
}

// change notes that something was recorded about the acts of a pair.
func (c *Chronicle) change(at time.Time, p pair) {
	key := at.UnixMicro()
	if c.changed[key] == nil {
		c.changed[key] = map[pair]bool{}
	}
	c.changed[key][p] = true
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

// Changed returns the states of the parties, in pairs of actor and recipient, whose
// acts can have changed at an instant. An act without the one or the other has "".
func (c *Chronicle) Changed(at time.Time) (pairs [][2]string) {
	for p := range c.changed[at.UnixMicro()] {
		pairs = append(pairs, [2]string{p.actor, p.recipient})
	}
	return pairs
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
	var rows []row
	some := 0
	for p := range c.rows {
		if !q.chooses(p) {
			continue
		}
		some++
		for n := range c.rows[p] {
			w := &c.rows[p][n]
			if w.judgement.Recorded.UnixMicro() <= until && (len(kinds) == 0 || kinds[c.heads[w.act].Kind]) {
				rows = append(rows, *w)
			}
		}
	}
	if some > 1 {
		slices.SortFunc(rows, compareRows)
	}
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
		return p.actor == party || p.recipient == party
	}
	return true
}
