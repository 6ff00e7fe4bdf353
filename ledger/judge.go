package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// judgement is a judgement by the numbers of its rows.
type judgement struct {
	assertion, act int64
	belongs        bool
	undoes         int64
	score          float64
	by, why        string
}

// judge records a judgement.
func (t *tx) judge(ctx context.Context, j judgement) (int64, error) {
	return t.insert(ctx, `INSERT INTO judgement (assertion, act, belongs, undoes, score, by_whom, why, recorded, `+copied+`)
		SELECT s.seq, a.seq, ?, ?, ?, ?, ?, ?, `+copies+`
		FROM act a, assertion s JOIN document d ON d.seq = s.document WHERE a.seq = ? AND s.seq = ?`,
		j.belongs, orNull(j.undoes), j.score, j.by, j.why, t.instant, j.act, j.assertion)
}

// orNull returns a reference, null where it is none.
func orNull(seq int64) any {
	if seq == 0 {
		return nil
	}
	return seq
}

// Judge records judgements, all or none, and returns them as recorded. The
// assertions and acts must be known. What a rule judges after a person changes
// nothing.
func (l *Ledger) Judge(ctx context.Context, judgements ...Judgement) ([]Judgement, error) {
	var keys []int64
	for _, j := range judgements {
		keys = append(keys, key(j.Act), key(j.Assertion))
	}
	out := make([]Judgement, len(judgements))
	err := l.write(ctx, "judge in", keys, func(t *tx) error {
		for n, j := range judgements {
			if j.Undoes != 0 {
				return errors.New("a judgement is undone by UndoJudgements")
			}
			recorded, err := t.judgeByID(ctx, j)
			if err != nil {
				return err
			}
			out[n] = recorded
		}
		return nil
	})
	return out, err
}

// judgeByID checks a judgement and records it.
func (t *tx) judgeByID(ctx context.Context, j Judgement) (Judgement, error) {
	if err := signed(j.By, j.Why); err != nil {
		return j, err
	}
	if !(j.Score >= 0 && j.Score <= 1) {
		return j, fmt.Errorf("a score of %v: want 0 to 1", j.Score)
	}
	assertion, err := t.seq(ctx, "assertion", j.Assertion)
	if err != nil {
		return j, err
	}
	act, err := t.seq(ctx, "act", j.Act)
	if err != nil {
		return j, err
	}
	j.Seq, err = t.judge(ctx, judgement{assertion, act, j.Belongs, j.Undoes, j.Score, j.By, j.Why})
	j.Recorded = instant(t.instant)
	return j, err
}

// UndoJudgements takes back judgements, all or none, be they of a rule or of a
// person: a merge or a split is undone by all of its judgements at once. What was
// judged before them counts again.
func (l *Ledger) UndoJudgements(ctx context.Context, seqs []int64, by, why string) ([]Judgement, error) {
	undone := make([]Judgement, len(seqs))
	err := l.write(ctx, "judge in", nil, func(t *tx) error {
		if err := person(by, why); err != nil {
			return err
		}
		for n, seq := range seqs {
			list, err := t.judgements(ctx, `j.seq = ?`, seq)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return fmt.Errorf("judgement %d: %w", seq, ErrNotFound)
			}
			undo := list[0]
			undo.Belongs, undo.Score, undo.By, undo.Why, undo.Undoes = !undo.Belongs, 1, by, why, seq
			if undone[n], err = t.judgeByID(ctx, undo); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return undone, nil
}

// Judgements returns the judgements about an assertion or an act, in order.
func (l *Ledger) Judgements(ctx context.Context, about ID) (list []Judgement, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		list, err = t.judgements(ctx, `s.id = ? ORDER BY j.seq`, about)
		if err != nil || len(list) > 0 {
			return err
		}
		list, err = t.judgements(ctx, `a.id = ? ORDER BY j.seq`, about)
		return err
	})
	return list, err
}

// judgements returns the judgements for which a condition holds.
func (t *tx) judgements(ctx context.Context, where string, args ...any) (list []Judgement, err error) {
	query := `SELECT j.seq, s.id, a.id, j.belongs, coalesce(j.undoes, 0), j.score, j.by_whom, j.why, j.recorded
		FROM judgement j JOIN assertion s ON s.seq = j.assertion JOIN act a ON a.seq = j.act
		WHERE ` + where
	err = t.each(ctx, query, args, func(r *sql.Rows) error {
		var j Judgement
		var at int64
		err := r.Scan(&j.Seq, &j.Assertion, &j.Act, &j.Belongs, &j.Undoes, &j.Score, &j.By, &j.Why, &at)
		j.Recorded = instant(at)
		list = append(list, j)
		return err
	})
	return list, err
}

// seq returns the number of a row by its id.
func (t *tx) seq(ctx context.Context, table string, id ID) (seq int64, err error) {
	found, err := t.one(ctx, `SELECT seq FROM `+table+` WHERE id = ?`, []any{id}, &seq)
	if err == nil && !found {
		err = fmt.Errorf("%s %s: %w", table, id, ErrNotFound)
	}
	return seq, err
}

// signed reports words that the stores cannot keep, or that nobody says.
func signed(by, why string) error {
	if by == "" {
		return errors.New("nobody is named who says so")
	}
	return errors.Join(name(by), plain(why))
}

// person is as signed, of what only a person may say.
func person(by, why string) error {
	if by == ByRule {
		return errors.New("a person decides this, not a rule")
	}
	return signed(by, why)
}

// instant returns the time of a row's recording.
func instant(microseconds int64) time.Time { return time.UnixMicro(microseconds).UTC() }
