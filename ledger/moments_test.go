package ledger

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

func TestMomentsAreThoseOfEveryChange(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		pair := Query{Of: "RUS", By: "USA", Everyone: true}
		expect := func(step string, want int) {
			t.Helper()
			list := must(l.Moments(ctx, pair))(t)
			if len(list) != want || !slices.IsSortedFunc(list, func(a, b time.Time) int { return b.Compare(a) }) {
				t.Errorf("%s: %d moments, want %d: %v", step, len(list), want, list)
			}
		}
		expect("nothing there", 0)
		visit, meet := says{"visit", "RUS", "USA", "2025-07-03", ""}, says{"meet", "RUS", "USA", "2025-07-03", ""}
		e := entry("a.txt", "2025-07-07", reader, visit)
		document := must(l.Add(ctx, e))(t)[0].Document
		expect("added", 1)
		must(l.Add(ctx, entry("b.txt", "2025-07-07", reader, says{"visit", "CHN", "FRA", "2025-07-03", ""})))(t)
		expect("others meet", 1)
		must(l.Add(ctx, entry("c.txt", "2025-07-07", reader, says{"seize-power", "RUS", "RUS", "1917-11-07", ""})))(t)
		expect("one's own act", 2)
		id := must(l.AssertionsOf(ctx, document))(t)[0].ID
		rejected := must(l.Decide(ctx, Review{Assertion: id, Decision: Reject, By: "Ada"}))(t)[0]
		expect("rejected", 3)
		must(l.Decide(ctx, Review{Assertion: id, Decision: Undo, Undoes: rejected.Seq, By: "Ada"}))(t)
		expect("undone", 4)
		act := must(l.Acts(ctx, Query{Kinds: []string{"visit"}, Of: "RUS"}))(t)[0]
		must(l.Judge(ctx, Judgement{Assertion: id, Act: act.ID, Belongs: false, By: "Ada", Why: "no"}))(t)
		expect("judged", 5)
		replacement := Assertion{Says: record(meet, e.Assertions[0].Says.Quote, 0)}
		must(l.Correct(ctx, id, replacement, "Ada", "they met"))(t)
		expect("corrected", 6)

		pair.Known = rejected.Recorded
		expect("as known at the rejection", 3)
		pair.Known, pair.Kinds = time.Time{}, []string{"meet"}
		if list := must(l.Moments(ctx, pair))(t); len(list) < 2 {
			t.Errorf("what bears on the correction: %v", list)
		}
		clean(t, l)
	})
}

// Whatever was recorded, the acts of a query stay as they are between two moments.
func TestActsChangeAtMomentsAlone(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""}, says{"condemn", "CHN", "FRA", "2025-07-03", ""})
		document := must(l.Add(ctx, e))(t)[0].Document
		must(l.Add(ctx, entry("b.txt", "2025-07-08", reader, says{"visit", "RUS", "USA", "2025-07-03", ""}, says{"meet", "DEU", "USA", "2025", ""})))(t)
		list := must(l.AssertionsOf(ctx, document))(t)
		// A correction moves what was said of two others to this pair, and is
		// corrected and withdrawn in its turn.
		first := must(l.Correct(ctx, list[1].ID, Assertion{Says: record(says{"condemn", "RUS", "USA", "2025-07-03", ""}, list[1].Says.Quote, list[1].Says.Start)}, "Ada", "a slip"))(t)
		second := must(l.Correct(ctx, first.Replacement, Assertion{Says: record(says{"reject", "RUS", "USA", "2025-07-03", ""}, list[1].Says.Quote, list[1].Says.Start)}, "Eve", "no"))(t)
		must(l.Decide(ctx, Review{Assertion: second.Replacement, Decision: Accept, By: "Eve"}))(t)
		must(l.Decide(ctx, Review{Assertion: first.Replacement, Decision: Undo, Undoes: second.Seq, By: "Eve"}))(t)
		must(l.Decide(ctx, Review{Assertion: list[1].ID, Decision: Undo, Undoes: first.Seq, By: "Ada"}))(t)
		must(l.Decide(ctx, Review{Assertion: list[0].ID, Decision: Reject, By: "Ada"}))(t)
		e.Reader = "credence 0.9" // a later reading says again what was rejected
		for n := range e.Assertions {
			e.Assertions[n].Reader = e.Reader
			e.Assertions[n].Says.Date = "2025-07-04"
		}
		must(l.Add(ctx, e))(t)

		pair := Query{Of: "RUS", By: "USA", Everyone: true}
		moments := map[time.Time]bool{}
		for _, at := range must(l.Moments(ctx, pair))(t) {
			moments[at] = true
		}
		var before []Act
		last := must(l.Latest(ctx))(t)
		for at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC); !at.After(last); at = at.Add(time.Second) {
			pair.Known = at
			acts := must(l.Acts(ctx, pair))(t)
			if !reflect.DeepEqual(acts, before) && !moments[at] {
				t.Errorf("the acts change at %v, which is no moment", at)
			}
			before = acts
		}
		if len(moments) < 5 {
			t.Errorf("%d moments", len(moments))
		}
	})
}
