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
			list := must(l.Chronicle(ctx, pair))(t).Moments()
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
		if list := must(l.Chronicle(ctx, pair))(t).Moments(); len(list) < 2 {
			t.Errorf("what bears on the correction: %v", list)
		}
		clean(t, l)
	})
}

// Whatever was recorded, a chronicle tells the acts as the ledger does, as known at
// every instant; between two moments they stay as they are, and at a moment those
// alone change that are said to.
func TestAChronicleTellsWhatTheLedgerDoes(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		recordMuch(t, l)
		last := must(l.Latest(ctx))(t)
		for _, q := range []Query{{Of: "RUS", By: "USA", Everyone: true}, {Of: "USA"}, {}, {Of: "RUS", By: "USA", Kinds: []string{"condemn", "reject"}}} {
			q.Brief = true
			c := must(l.Chronicle(ctx, q))(t)
			moments := map[time.Time]bool{}
			for _, at := range c.Moments() {
				moments[at] = true
			}
			if len(moments) < 5 {
				t.Errorf("%d moments", len(moments))
			}
			var before []Act
			for at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC); !at.After(last); at = at.Add(time.Second) {
				q.Known = at
				acts := must(l.Acts(ctx, q))(t)
				if got := c.Acts(q); !reflect.DeepEqual(got, acts) {
					t.Fatalf("%+v: it tells %+v, the ledger %+v", q, got, acts)
				}
				if !reflect.DeepEqual(acts, before) && !moments[at] {
					t.Errorf("%+v: the acts change at %v, which is no moment", q, at)
				}
				changed := c.Changed(at)
				for n := range acts {
					said := func(a Act) bool { return a.ID == acts[n].ID }
					same := func(a Act) bool { return reflect.DeepEqual(a, acts[n]) }
					if !slices.ContainsFunc(changed, said) && !slices.ContainsFunc(before, same) {
						t.Errorf("%+v: at %v %v changes as well", q, at, acts[n])
					}
				}
				before = acts
			}
		}
		all := must(l.Chronicle(ctx, Query{}))(t)
		for _, one := range []Query{{Of: "RUS", By: "USA", Kinds: []string{"visit"}}, {Of: "USA", Among: []string{"DEU", "FRA"}}, {By: "USA", Among: []string{"USA"}}, {Alone: true}} {
			one.Brief = true
			if got, want := all.Acts(one), must(l.Acts(ctx, one))(t); !reflect.DeepEqual(got, want) || len(want) == 0 {
				t.Errorf("%+v: %+v, want %+v", one, got, want)
			}
		}
	})
}

// recordMuch records all sorts of things in a ledger.
func recordMuch(t *testing.T, l *Ledger) {
	ctx := t.Context()
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
	rejected := must(l.Decide(ctx, Review{Assertion: list[0].ID, Decision: Reject, By: "Ada"}))(t)[0]
	e.Reader = "credence 0.9" // a later reading says again what was rejected
	for n := range e.Assertions {
		e.Assertions[n].Reader = e.Reader
		e.Assertions[n].Says.Date = "2025-07-04"
	}
	must(l.Add(ctx, e))(t)
	must(l.Decide(ctx, Review{Assertion: list[0].ID, Decision: Undo, Undoes: rejected.Seq, By: "Ada"}))(t)
	// What is decided about two others bears on this pair: a later reading says of it
	// what was rejected of them, and a correction what was corrected.
	for _, name := range []string{"e.txt", "f.txt"} {
		e := entry(name, "2025-07-07", reader, says{"threaten", "CHN", "FRA", "2025-07-06", ""})
		id := must(l.AssertionsOf(ctx, must(l.Add(ctx, e))(t)[0].Document))(t)[0].ID
		moved := record(says{"threaten", "RUS", "USA", "2025-07-06", ""}, e.Assertions[0].Says.Quote, 0)
		var decided Review
		if name == "e.txt" {
			decided = must(l.Decide(ctx, Review{Assertion: id, Decision: Reject, By: "Ada"}))(t)[0]
			e.Assertions[0].Says, e.Assertions[0].Reader, e.Reader = moved, "credence 0.9", "credence 0.9"
			must(l.Add(ctx, e))(t)
		} else {
			decided = must(l.Correct(ctx, id, Assertion{Says: moved}, "Ada", "a slip"))(t)
		}
		must(l.Decide(ctx, Review{Assertion: id, Decision: Undo, Undoes: decided.Seq, By: "Ada"}))(t)
	}
	// A second reader's word counts once it is accepted.
	other := entry("c.txt", "2025-07-09", SecondReader("x"), says{"threaten", "USA", "RUS", "2025-07-05", ""}, says{"meet", "USA", "USA", "2025-07-05", ""})
	held := must(l.AssertionsOf(ctx, must(l.Add(ctx, other))(t)[0].Document))(t)
	must(l.Decide(ctx, Review{Assertion: held[0].ID, Decision: Accept, By: "Eve"}))(t)
	// Acts are merged and split.
	must(l.Add(ctx, entry("d.txt", "2025-07-20", reader, says{"visit", "RUS", "USA", "2025-07-19", ""}, says{"seize-power", "USA", "USA", "2025-07-19", ""})))(t)
	visits := must(l.Acts(ctx, Query{Of: "RUS", By: "USA", Kinds: []string{"visit"}}))(t)
	if len(visits) < 2 {
		t.Fatalf("%d visits", len(visits))
	}
	must(l.Judge(ctx, Judgement{Assertion: visits[1].Reports[0].Assertion, Act: visits[0].ID, Belongs: true, By: "Ada", Why: "one visit"}))(t)
	clean(t, l)
}
