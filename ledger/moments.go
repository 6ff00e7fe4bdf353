package ledger

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// Moments returns the instants at which the acts that a query chooses can have
// changed, the last first: an assertion was added, judged to belong to one or not,
// or decided about, or another that such a decision depends on. At every other
// instant Acts gives what it gave just before. With Known it returns those up to
// then.
func (l *Ledger) Moments(ctx context.Context, q Query) (list []time.Time, err error) {
	groups, err := l.groups(ctx, &q)
	if err != nil {
		return nil, err
	}
	err = l.read(ctx, "read", func(t *tx) error {
		m := moments{tx: t, at: map[int64]bool{}, known: map[int64]bool{}}
		for _, group := range groups {
			for _, c := range group {
				if err := m.judged(ctx, q.ofKinds(c, "j")); err != nil {
					return err
				}
			}
		}
		if err := m.reviewed(ctx); err != nil {
			return err
		}
		list = m.list(q.Known)
		return nil
	})
	return list, err
}

// moments gathers instants, and the assertions of which they are.
type moments struct {
	*tx
	at    map[int64]bool // instants
	known map[int64]bool // assertions that were seen
	next  []any          // those of them whose reviews were not asked for
}

// judged adds the instants of judgements, and their assertions.
func (m *moments) judged(ctx context.Context, c condition) error {
	return m.each(ctx, `SELECT j.assertion, j.recorded FROM judgement j WHERE `+c.where, c.args, m.row)
}

// row adds an assertion and an instant.
func (m *moments) row(r *sql.Rows) error {
	var assertion, at int64
	if err := r.Scan(&assertion, &at); err != nil {
		return err
	}
	m.at[at] = true
	if !m.known[assertion] {
		m.known[assertion] = true
		m.next = append(m.next, assertion)
	}
	return nil
}

// reviewed adds the instants of the reviews of all assertions, of those that they
// were to replace, and of those whose decisions hold them back; and so on.
func (m *moments) reviewed(ctx context.Context) error {
	for len(m.next) > 0 {
		next := m.next
		m.next = nil
		for some := range slices.Chunk(next, asked) {
			in := ` IN (` + marks(len(some)) + `)`
			for _, query := range []string{
				`SELECT r.assertion, r.recorded FROM review r WHERE r.assertion` + in,
				`SELECT r.assertion, r.recorded FROM review r WHERE r.replacement` + in,
				`SELECT f.assertion, f.recorded FROM review r JOIN review f ON f.seq = r.follows WHERE r.assertion` + in,
			} {
				if err := m.each(ctx, query, some, m.row); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// list returns the instants up to one, all where it is zero, the last first.
func (m *moments) list(known time.Time) (list []time.Time) {
	for at := range m.at {
		if t := instant(at); known.IsZero() || !t.After(known) {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b time.Time) int { return b.Compare(a) })
	return list
}
