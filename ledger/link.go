package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// candidate is a known act that a new assertion may speak of.
type candidate struct {
	seq     int64
	reports []report
}

// link judges which act an assertion speaks of for a dyad: the known one that
// fits best, or a new one. Candidates are acts of the same kind and parties;
// dates tell which is meant. Reviews play no part: even what a person rejected
// tells that others of its words belong to that act. But what a second reader
// says draws no other to its act before a person has accepted it.
func (t *tx) link(ctx context.Context, assertion int64, s *statement, d Dyad) (isNew bool, err error) {
	m := t.matcher(ctx, s.kind, d)
	candidates, err := t.candidates(ctx, s, d, m)
	if err != nil {
		return false, err
	}
	var found match
	var chosen int64
	for _, c := range candidates {
		fit, err := m.best(s.report, c.reports)
		if err != nil {
			return false, err
		}
		if fit.score > found.score || fit.score == found.score && fit.score > 0 && fit.away < found.away {
			found, chosen = fit, c.seq
		}
	}
	if chosen == 0 {
		isNew, found = true, match{score: 1, why: whyFirst}
		chosen, err = t.act(ctx, s.kind.Name, s.kind.State, d, m.reach(s.report), assertion, actID(s.kind.Name, d, s.ID, 0), 0)
		if err != nil {
			return false, err
		}
	}
	_, err = t.judge(ctx, judgement{assertion: assertion, act: chosen, belongs: true, score: found.score, by: ByRule, why: found.why})
	return isNew, err
}

// matcher returns what compares reports of a kind between two parties.
func (t *tx) matcher(ctx context.Context, kind *act.Kind, d Dyad) *matcher {
	return &matcher{
		rules: t.rules, state: kind.State, once: t.rules.once(kind.Name),
		undone: func(from, to edtf.Day) (bool, error) { return t.undone(ctx, kind.Name, d, from, to) },
	}
}

// candidates returns the acts that a statement may speak of, oldest first, each
// with the reports that are judged to belong to it.
func (t *tx) candidates(ctx context.Context, s *statement, d Dyad, m *matcher) ([]candidate, error) {
	// Only what has reviews can be held back: no other assertion is looked up.
	const query = `SELECT j.act, j.seq, j.assertion, j.belongs, coalesce(j.undoes, 0), j.by_whom,
			j.date, j.modality, j.published
		FROM judgement j
		WHERE j.actor_state = ? AND j.recipient_state = ? AND j.kind = ? AND j.last_day >= ? AND j.first_day <= ?
			AND j.actor = ? AND j.recipient = ? AND j.territory = ?
			AND NOT (EXISTS (SELECT 1 FROM review r WHERE r.assertion = j.assertion)
				AND EXISTS (SELECT 1 FROM assertion s WHERE s.seq = j.assertion AND ` + heldBack + `))
		ORDER BY j.act, j.assertion, j.seq`
	near := m.reach(s.report)
	args := []any{gazetteer.State(d.Actor), gazetteer.State(d.Recipient), s.kind.Name,
		int64(near.first - m.margin()), int64(near.last + m.margin()), d.Actor, d.Recipient, d.Over}
	var list []candidate
	var words []Judgement // about one link
	var link struct{ act, assertion int64 }
	var told report
	finish := func() {
		if r := ruling(words); r == nil || !r.Belongs {
			return
		}
		if n := len(list); n == 0 || list[n-1].seq != link.act {
			list = append(list, candidate{seq: link.act})
		}
		last := &list[len(list)-1]
		last.reports = append(last.reports, told)
	}
	err := t.each(ctx, query, args, func(r *sql.Rows) error {
		var j Judgement
		var act, assertion, modality int64
		var date, published string
		if err := r.Scan(&act, &j.Seq, &assertion, &j.Belongs, &j.Undoes, &j.By, &date, &modality, &published); err != nil {
			return err
		}
		if act != link.act || assertion != link.assertion {
			finish()
			link.act, link.assertion, words = act, assertion, words[:0]
			var err error
			if told, err = storedReport(s.kind, modality, date, published); err != nil {
				return err
			}
		}
		words = append(words, j)
		return nil
	})
	finish()
	return list, err
}

// storedReport returns a stored assertion as linking sees it.
func storedReport(kind *act.Kind, modality int64, date, published string) (report, error) {
	day, err := parseDate(date)
	if err != nil {
		return report{}, err
	}
	told, err := parseDate(published)
	if err != nil {
		return report{}, err
	}
	return newReport(kind, act.Modality(modality), day, told.Bounds()), nil
}

// undone reports whether an act that undoes a kind was done between two days,
// by either party.
func (t *tx) undone(ctx context.Context, kind string, d Dyad, from, to edtf.Day) (bool, error) {
	kinds := t.rules.undone[kind]
	if len(kinds) == 0 {
		return false, nil
	}
	query := fmt.Sprintf(`SELECT a.seq FROM judgement j JOIN act a ON a.seq = j.act AND a.founder = j.assertion
		WHERE ((j.actor_state = ? AND j.recipient_state = ?) OR (j.actor_state = ? AND j.recipient_state = ?))
			AND j.kind IN (%s) AND j.first_day >= ? AND j.last_day <= ? AND j.modality = 0`, marks(len(kinds)))
	one, other := gazetteer.State(d.Actor), gazetteer.State(d.Recipient)
	args := []any{one, other, other, one}
	for _, k := range kinds {
		args = append(args, k)
	}
	var seq int64
	return t.one(ctx, query, append(args, int64(from), int64(to)), &seq)
}

// marks returns n placeholders: "?, ?, ?".
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
