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
	written  map[int64]bool // of the assertions with reviews, those that people wrote
	second   map[int64]bool // and those that second readers read

	everything bool // what does not count is asked for as well
}

func newOpinions() *opinions {
	return &opinions{of: map[int64][]opinion{}, replaces: map[int64][]int64{}, written: map[int64]bool{}, second: map[int64]bool{}}
}

// opinions returns the reviews of the assertions of rows, recorded up to an
// instant, with those on which they depend.
func (t *tx) opinions(ctx context.Context, rows []*row, until int64) (*opinions, error) {
	o := newOpinions()
	var reviewed []any
	asked := map[int64]bool{}
	for _, w := range rows {
		if w.reviewed && !asked[w.assertion] {
			asked[w.assertion] = true
			reviewed = append(reviewed, w.assertion)
		}
	}
	if err := t.opinionsOn(ctx, o, `SELECT seq FROM assertion WHERE seq`, reviewed, until); err != nil {
		return nil, err
	}
	if err := t.followed(ctx, o, until); err != nil {
		return nil, err
	}
	return o, t.replaced(ctx, o, rows, until)
}

// asked is how many rows one query is asked for by their numbers.
const asked = 500

// opinionsWhere adds the reviews of the assertions that a query chooses.
func (t *tx) opinionsWhere(ctx context.Context, o *opinions, assertions string, args []any, until int64) error {
	query := `SELECT r.seq, r.assertion, r.decision, coalesce(r.replacement, 0), coalesce(r.undoes, 0),
			coalesce(r.follows, 0), r.person, r.by_whom, r.recorded, s.reader
		FROM review r JOIN assertion s ON s.seq = r.assertion
		WHERE r.assertion IN (` + assertions + `) AND r.recorded <= ? ORDER BY r.seq`
	found := map[int64][]opinion{}
	err := t.each(ctx, query, append(slices.Clone(args), until), func(rows *sql.Rows) error {
		var r opinion
		var assertion, recorded int64
		var reader string
		err := rows.Scan(&r.Seq, &assertion, &r.Decision, &r.replacement, &r.Undoes, &r.Follows, &r.Person, &r.By, &recorded, &reader)
		r.Recorded = instant(recorded)
		found[assertion] = append(found[assertion], r)
		o.written[assertion], o.second[assertion] = byPerson(reader), SecondHand(reader)
		return err
	})
	for assertion, list := range found {
		if o.of[assertion] == nil {
			o.add(assertion, list)
		}
	}
	return err
}

// add adds the reviews of an assertion.
func (o *opinions) add(assertion int64, list []opinion) {
	o.of[assertion] = list
	for _, r := range list {
		if r.replacement != 0 {
			o.replaces[r.replacement] = append(o.replaces[r.replacement], assertion)
		}
	}
}

// upTo returns what was known at an instant, of opinions that are all there are on
// some reports.
func (o *opinions) upTo(until int64) *opinions {
	then := newOpinions()
	then.written, then.second = o.written, o.second
	holding := map[int64]int64{} // the assertion that was decided about, by the review
	for assertion, list := range o.of {
		var known []opinion
		for _, r := range list {
			if r.Recorded.UnixMicro() <= until {
				known = append(known, r)
				holding[r.Seq] = assertion
			}
		}
		if len(known) > 0 {
			then.add(assertion, known)
		}
	}
	then.drop(holding)
	return then
}

// opinionsOn adds the reviews of the assertions that a query chooses by numbers.
func (t *tx) opinionsOn(ctx context.Context, o *opinions, assertions string, numbers []any, until int64) error {
	for some := range slices.Chunk(numbers, asked) {
		if err := t.opinionsWhere(ctx, o, assertions+` IN (`+marks(len(some))+`)`, some, until); err != nil {
			return err
		}
	}
	return nil
}

// followed takes away the reviews that hold an assertion back because of a
// person's decision that no longer stands.
func (t *tx) followed(ctx context.Context, o *opinions, until int64) error {
	holding := map[int64]int64{} // the assertion that a person decided about, by the review
	var numbers []any
	for _, list := range o.of {
		for _, r := range list {
			if _, twice := holding[r.Follows]; r.Follows != 0 && !twice {
				holding[r.Follows] = 0
				numbers = append(numbers, r.Follows)
			}
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	if err := t.opinionsOn(ctx, o, `SELECT assertion FROM review WHERE seq`, numbers, until); err != nil {
		return err
	}
	for assertion, list := range o.of {
		for _, r := range list {
			if _, asked := holding[r.Seq]; asked {
				holding[r.Seq] = assertion
			}
		}
	}
	o.drop(holding)
	return nil
}

// drop drops the reviews that hold an assertion back because of a person's decision
// that no longer stands; holding tells about which assertion each was.
func (o *opinions) drop(holding map[int64]int64) {
	for assertion, list := range o.of {
		o.of[assertion] = slices.DeleteFunc(list, func(r opinion) bool {
			return r.Follows != 0 && !o.takenOut(holding[r.Follows])
		})
	}
}

// takenOut reports whether a person took an assertion out.
func (o *opinions) takenOut(assertion int64) bool {
	r := ruling(o.of[assertion])
	return r != nil && r.takesOut()
}

// replaced adds what is known of what some rows were to replace: those that
// people wrote, and those that would not count by themselves.
func (t *tx) replaced(ctx context.Context, o *opinions, rows []*row, until int64) error {
	known := map[int64]bool{}
	var ask []any
	want := func(assertion int64) {
		if !known[assertion] {
			known[assertion] = true
			ask = append(ask, assertion)
		}
	}
	for _, w := range rows {
		if r := ruling(o.of[w.assertion]); w.written || o.second[w.assertion] || r != nil && r.Decision == Supersede {
			want(w.assertion)
		}
	}
	for len(ask) > 0 {
		next := ask
		ask = nil
		if err := t.opinionsOn(ctx, o, `SELECT assertion FROM review WHERE replacement`, next, until); err != nil {
			return err
		}
		for _, replacement := range next {
			for _, of := range o.replaces[replacement.(int64)] {
				if o.written[of] { // a correction of a correction
					want(of)
				}
			}
		}
	}
	return nil
}

// admit reports whether a report counts, and notes what was decided about it.
// What a person wrote in the place of another counts as long as it replaces it;
// what a second reader says, as long as a person accepts it.
func (o *opinions) admit(w *row) bool {
	r := ruling(o.of[w.assertion])
	if o.second[w.assertion] && (r == nil || r.Decision != Accept) {
		return (r == nil || !r.takesOut()) && o.replacing(w.assertion, nil)
	}
	if r != nil {
		switch {
		case r.doubts():
		case r.Decision == Accept, r.Decision == Unsure:
			w.report.Decision, w.report.By = r.Decision, r.By
		case r.Decision == Supersede:
			return o.replacing(w.assertion, nil)
		default:
			return false
		}
	}
	return o.inPlace(w.assertion, w.written, nil)
}

// tell notes what was decided about a report that does not count. What awaits a
// person has no decision.
func (o *opinions) tell(w *row) {
	if r := ruling(o.of[w.assertion]); r != nil && !r.doubts() {
		w.report.Decision, w.report.By = r.Decision, r.By
	}
}

// inPlace reports whether an assertion has the place that it was given. What a
// person wrote in the place of another has it only while it replaces that one.
func (o *opinions) inPlace(assertion int64, written bool, passed []int64) bool {
	return !written || len(o.replaces[assertion]) == 0 || o.replacing(assertion, passed)
}

// replacing reports whether an assertion takes the place of another that has its
// own. Passed are those by which the question was come to.
func (o *opinions) replacing(assertion int64, passed []int64) bool {
	if holds(passed, assertion) {
		return false
	}
	passed = append(passed, assertion)
	return slices.ContainsFunc(o.replaces[assertion], func(of int64) bool {
		r := ruling(o.of[of])
		return r != nil && r.Decision == Correct && r.replacement == assertion && o.inPlace(of, o.written[of], passed)
	})
}
