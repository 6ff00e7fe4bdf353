package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Merge moves the reports of one act to another of the same kind: they spoke of
// one event. Each move is two judgements of a person, which can be undone.
func (l *Ledger) Merge(ctx context.Context, from, into ID, by, why string) error {
	return l.write(ctx, "judge in", []int64{key(from), key(into)}, func(t *tx) error {
		if err := person(by, why); err != nil {
			return err
		}
		if from == into {
			return errors.New("an act is not merged with itself")
		}
		source, err := t.actRow(ctx, from)
		if err != nil {
			return err
		}
		target, err := t.actRow(ctx, into)
		if err != nil {
			return err
		}
		if source.kind != target.kind {
			return fmt.Errorf("acts of two kinds, %s and %s, are not one", source.kind, target.kind)
		}
		linked, err := t.linked(ctx, source.seq)
		if err != nil {
			return err
		}
		return t.move(ctx, linked, source.seq, target.seq, by, why)
	})
}

// Split moves some of the reports of an act to a new act, whose id it returns:
// they spoke of another event.
func (l *Ledger) Split(ctx context.Context, from ID, assertions []ID, by, why string) (ID, error) {
	var made ID
	err := l.write(ctx, "judge in", []int64{key(from)}, func(t *tx) error {
		if err := person(by, why); err != nil {
			return err
		}
		source, err := t.actRow(ctx, from)
		if err != nil {
			return err
		}
		moved, err := t.chosen(ctx, source.seq, assertions)
		if err != nil {
			return err
		}
		target, id, err := t.splitAct(ctx, source, moved[0], assertions[0])
		if err != nil {
			return err
		}
		made = id
		return t.move(ctx, moved, source.seq, target, by, why)
	})
	return made, err
}

// Bare returns an act without its reports, though none of them count any longer.
func (l *Ledger) Bare(ctx context.Context, id ID) (a Act, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		row, err := t.actRow(ctx, id)
		a = Act{ID: id, Kind: row.kind, State: row.state, Actor: row.Actor, Recipient: row.Recipient, Over: row.Over}
		return err
	})
	return a, err
}

// actRow is an act without its reports.
type actRow struct {
	seq   int64
	kind  string
	state bool
	Dyad
	days days
}

// actRow returns an act by its id.
func (t *tx) actRow(ctx context.Context, id ID) (a actRow, err error) {
	found, err := t.one(ctx, `SELECT seq, kind, state, actor, recipient, territory, first_day, last_day
		FROM act WHERE id = ?`, []any{id},
		&a.seq, &a.kind, &a.state, &a.Actor, &a.Recipient, &a.Over, &a.days.first, &a.days.last)
	if err == nil && !found {
		err = fmt.Errorf("act %s: %w", id, ErrNotFound)
	}
	return a, err
}

// linked returns the assertions that are judged to belong to an act.
func (t *tx) linked(ctx context.Context, act int64) (list []int64, err error) {
	const query = `SELECT assertion, seq, belongs, coalesce(undoes, 0), by_whom FROM judgement
		WHERE act = ? ORDER BY assertion, seq`
	words := map[int64][]Judgement{}
	err = t.each(ctx, query, []any{act}, func(r *sql.Rows) error {
		var assertion int64
		var j Judgement
		err := r.Scan(&assertion, &j.Seq, &j.Belongs, &j.Undoes, &j.By)
		if len(words[assertion]) == 0 {
			list = append(list, assertion)
		}
		words[assertion] = append(words[assertion], j)
		return err
	})
	return slices.DeleteFunc(list, func(assertion int64) bool {
		link := ruling(words[assertion])
		return link == nil || !link.Belongs
	}), err
}

// chosen returns the numbers of assertions of an act, which must not be all of
// them, nor none.
func (t *tx) chosen(ctx context.Context, act int64, assertions []ID) ([]int64, error) {
	linked, err := t.linked(ctx, act)
	if err != nil {
		return nil, err
	}
	var moved []int64
	for _, id := range assertions {
		seq, err := t.seq(ctx, "assertion", id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(linked, seq) {
			return nil, fmt.Errorf("assertion %s does not belong to the act", id)
		}
		if !slices.Contains(moved, seq) {
			moved = append(moved, seq)
		}
	}
	if len(moved) == 0 || len(moved) == len(linked) {
		return nil, fmt.Errorf("%d of %d reports are to be split off: want some, not all", len(moved), len(linked))
	}
	return moved, nil
}

// splitAct makes an act like another, founded by an assertion.
func (t *tx) splitAct(ctx context.Context, like actRow, founder int64, assertion ID) (seq int64, id ID, err error) {
	number := 0
	for {
		id = actID(like.kind, like.Dyad, assertion, number)
		if found, err := t.one(ctx, `SELECT seq FROM act WHERE id = ?`, []any{id}, &seq); err != nil {
			return 0, id, err
		} else if !found {
			break
		}
		number++
	}
	seq, err = t.act(ctx, like.kind, like.state, like.Dyad, like.days, founder, id, number)
	return seq, id, err
}

// move judges that assertions belong to one act and not to another.
func (t *tx) move(ctx context.Context, assertions []int64, from, into int64, by, why string) error {
	for _, assertion := range assertions {
		for _, j := range []judgement{
			{assertion: assertion, act: from, belongs: false},
			{assertion: assertion, act: into, belongs: true},
		} {
			j.score, j.by, j.why = 1, by, why
			if _, err := t.judge(ctx, j); err != nil {
				return err
			}
		}
	}
	return nil
}
