package ledger

import (
	"context"
	"database/sql"
	"slices"
)

// opinion is a review by the numbers of its rows.
type opinion struct {
	Review
	replacement int64
}

// opinions are what is known of the reviews that bear on some reports.
type opinions struct {
	of map[int64][]opinion // the reviews of an assertion, in order
	// replaces holds the assertions that a correction named as replacement, with
	// those that they were to replace.
	replaces map[int64][]int64
}

// opinions returns the reviews of the assertions of rows, which a condition
// chose, recorded up to an instant.
func (t *tx) opinions(ctx context.Context, rows []row, c condition, until int64) (*opinions, error) {
	o := &opinions{of: map[int64][]opinion{}, replaces: map[int64][]int64{}}
	if slices.ContainsFunc(rows, func(w row) bool { return w.reviewed }) {
		err := t.opinionsWhere(ctx, o, `SELECT DISTINCT r.assertion FROM act a JOIN judgement j ON j.act = a.seq
			JOIN review r ON r.assertion = j.assertion WHERE `+c.where, slices.Concat(c.args, []any{until}))
		if err != nil {
			return nil, err
		}
	}
	asked := map[int64]bool{}
	for n := range rows {
		w := &rows[n]
		if asked[w.assertion] || !byPerson(w.report.Reader) {
			continue
		}
		asked[w.assertion] = true
		err := t.opinionsWhere(ctx, o, `SELECT DISTINCT assertion FROM review WHERE replacement = ?`, []any{w.assertion, until})
		if err != nil {
			return nil, err
		}
	}
	return o, nil
}

// opinionsWhere adds the reviews of the assertions that a query chooses.
func (t *tx) opinionsWhere(ctx context.Context, o *opinions, assertions string, args []any) error {
	query := `SELECT r.seq, r.assertion, r.decision, coalesce(r.replacement, 0), coalesce(r.undoes, 0), r.by_whom
		FROM review r WHERE r.assertion IN (` + assertions + `) AND r.recorded <= ? ORDER BY r.seq`
	found := map[int64][]opinion{}
	err := t.each(ctx, query, args, func(rows *sql.Rows) error {
		var r opinion
		var assertion int64
		err := rows.Scan(&r.Seq, &assertion, &r.Decision, &r.replacement, &r.Undoes, &r.By)
		found[assertion] = append(found[assertion], r)
		return err
	})
	for assertion, list := range found {
		o.of[assertion] = list
		for _, r := range list {
			if r.replacement != 0 {
				o.replaces[r.replacement] = append(o.replaces[r.replacement], assertion)
			}
		}
	}
	return err
}

// admit reports whether a report counts, and notes what was decided about it.
// What a person wrote in the place of another counts as long as it replaces it.
func (o *opinions) admit(w *row) bool {
	if r := ruling(o.of[w.assertion]); r != nil {
		w.report.Decision, w.report.By = r.Decision, r.By
		if r.Decision != Accept && r.Decision != Unsure {
			return false
		}
	}
	replaced := o.replaces[w.assertion]
	for _, of := range replaced {
		if r := ruling(o.of[of]); r != nil && r.Decision == Correct && r.replacement == w.assertion {
			return true
		}
	}
	return len(replaced) == 0 || !byPerson(w.report.Reader)
}
