package review

import (
	"errors"
	"strings"
	"testing"

	"github.com/credence-project/credence/ledger"
)

// credentials is the case that most tests are about.
func credentials(source, article string) ledger.Entry {
	return entry(source, article, reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "", .62})
}

func TestPreviewTellsWhatTheDecisionThenDoes(t *testing.T) {
	date := "2025-07-10"
	for _, c := range []struct {
		name     string
		decision Decision
		want     string // the first change, "" none
		after    string
	}{
		{"accept", Decision{Verb: Accept}, "", "yes"},
		{"unsure", Decision{Verb: Unsure}, "", "yes"},
		{"reject", Decision{Verb: Reject}, "Russia recognises Taliban: yes since 2025-07-03 → unknown", "unknown"},
		{"negated", Decision{Verb: Correct, Edits: Edits{Modality: "negated"}}, "Russia recognises Taliban: yes since 2025-07-03 → no", "no"},
		{"date", Decision{Verb: Correct, Edits: Edits{Date: &date}}, "Russia recognises Taliban: yes since 2025-07-03 → yes since 2025-07-10", "yes"},
		{"actor", Decision{Verb: Correct, Edits: Edits{Actors: &[]string{"CHN"}}}, "Russia recognises Taliban: yes since 2025-07-03 → unknown", "unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := credentials("a.org", "a.txt")
			x := newTable(t, e)
			c.decision.Assertions, c.decision.By, c.decision.Why = []ledger.ID{id(&e, 0)}, "Ada", "because"
			changes, err := x.Preview(t.Context(), c.decision)
			x.must(err)
			got := ""
			if len(changes) > 0 {
				got = changes[0].Text
			}
			if got != c.want {
				t.Errorf("preview %q, want %q", got, c.want)
			}
			if was := x.recognised(); was != "yes" {
				t.Errorf("the preview decided: %s", was)
			}
			x.decide(c.decision)
			if is := x.recognised(); is != c.after {
				t.Errorf("after it %s, want %s", is, c.after)
			}
		})
	}
}

func TestDecisionsWantANameAndMostAReason(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x := newTable(t, e)
	one := []ledger.ID{id(&e, 0)}
	for _, c := range []struct {
		d    Decision
		want string
	}{
		{Decision{Verb: Accept, Assertions: one}, "nobody is named"},
		{Decision{Verb: Accept, Assertions: one, By: "rule"}, "no person's name"},
		{Decision{Verb: Reject, Assertions: one, By: "Ada"}, "a reason is wanted"},
		{Decision{Verb: Correct, Assertions: one, By: "Ada"}, "a reason is wanted"},
		{Decision{Verb: Correct, Assertions: one, By: "Ada", Why: "x"}, "says so already"},
		{Decision{Verb: Correct, Assertions: one, By: "Ada", Why: "x", Edits: Edits{Kind: "dance"}}, `called "dance"`},
		{Decision{Verb: Correct, Assertions: one, By: "Ada", Why: "x", Edits: Edits{Actors: &[]string{"XYZ"}}}, `"XYZ" is no state`},
		{Decision{Verb: Correct, Assertions: one, By: "Ada", Why: "x", Edits: Edits{Modality: "maybe"}}, `no modality`},
		{Decision{Verb: Merge, Acts: one, By: "Ada", Why: "x"}, "want two acts"},
		{Decision{Verb: Split, Acts: one, By: "Ada", Why: "x"}, "want an act and"},
		{Decision{Verb: "dance", By: "Ada", Why: "x"}, "nothing that is decided"},
		{Decision{Verb: Accept, By: "Ada"}, "want assertions"},
		{Decision{Verb: Accept, Assertions: []ledger.ID{{1}}, By: "Ada"}, "not in the ledger"},
	} {
		if _, err := x.Decide(t.Context(), c.d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", c.d, err, c.want)
		}
	}
	if c, err := x.l.Count(t.Context()); err != nil || c.Reviews != 0 || c.Assertions != 1 {
		t.Errorf("counts %+v, %v", c, err)
	}
}

func TestPeopleOutrankLaterReadings(t *testing.T) {
	negated := "negated"
	for _, c := range []struct {
		name     string
		decision Decision
		want     string
	}{
		{"accepted", Decision{Verb: Accept}, "yes"},
		{"rejected", Decision{Verb: Reject}, "unknown"},
		{"corrected", Decision{Verb: Correct, Edits: Edits{Modality: negated}}, "no"},
	} {
		for _, again := range []struct {
			name  string
			finds bool
		}{{"found again", true}, {"not found again", false}} {
			t.Run(c.name+", "+again.name, func(t *testing.T) {
				e := credentials("a.org", "a.txt")
				x := newTable(t, e)
				c.decision.Assertions, c.decision.By, c.decision.Why = []ledger.ID{id(&e, 0)}, "Ada", "because"
				x.decide(c.decision)
				for _, version := range []string{"credence 0.2", "credence 0.3", reader} {
					later := e
					later.Reader, later.Assertions = version, nil
					if again.finds {
						later.Assertions = append(later.Assertions, e.Assertions[0])
						later.Assertions[0].Reader = version
					}
					x.add(later)
					if got := x.recognised(); got != c.want {
						t.Errorf("read by %s: %s, want %s", version, got, c.want)
					}
				}
				items, err := x.Queue(t.Context(), 10)
				if x.must(err); len(items) != 0 {
					t.Errorf("queued again: %+v", items)
				}
			})
		}
	}
}

func TestTheSameInOtherWordsIsAskedFirst(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x := newTable(t, e, entry("b.org", "b.txt", reader, says{"recognize-state", "PER", "PSE", "2025-07-02", "", .4}))
	x.decide(Decision{Verb: Reject, Assertions: []ledger.ID{id(&e, 0)}, By: "Ada", Why: "a question"})
	later := e
	later.Reader = "credence 0.2"
	later.Assertions = []ledger.Assertion{e.Assertions[0]}
	a := &later.Assertions[0]
	a.Reader, a.Says.End = later.Reader, a.Says.End-1
	a.Says.Quote = strings.TrimSuffix(a.Says.Quote, ".")
	x.add(later)
	if got := x.recognised(); got != "unknown" {
		t.Errorf("what was rejected counts again: %s", got)
	}
	items, err := x.Queue(t.Context(), 1)
	if x.must(err); len(items) != 1 || !strings.Contains(items[0].Why, "read anew: Ada decided (reject)") {
		t.Fatalf("queue %+v", items)
	}
	changes, err := x.Preview(t.Context(), Decision{Verb: Accept, Assertions: []ledger.ID{items[0].Assertion.ID}})
	if x.must(err); len(changes) == 0 || changes[0].Text != "Russia recognises Taliban: unknown → yes since 2025-07-03" {
		t.Errorf("preview %+v", changes)
	}
	if _, err := x.Undo(t.Context(), "", "Ada", "no question"); err != nil || x.recognised() != "yes" {
		t.Errorf("undone: %v, %s", err, x.recognised())
	}
}

func TestAPersonMayBeCalledLikeTheReader(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x := newTable(t, e)
	x.decide(Decision{Verb: Reject, Assertions: []ledger.ID{id(&e, 0)}, By: "credence", Why: "a question"})
	for _, found := range [][]ledger.Assertion{nil, e.Assertions} {
		x.add(ledger.Entry{Document: e.Document, Reader: "credence 0.2", Assertions: found})
		if got := x.recognised(); got != "unknown" {
			t.Errorf("read again: %s", got)
		}
	}
	if r, err := x.Undo(t.Context(), "", "credence", "no question"); err != nil || r.Count != 1 || x.recognised() != "yes" {
		t.Errorf("undone %+v, %v: %s", r, err, x.recognised())
	}
}

func TestUnsureLeavesWhatWasDecided(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x := newTable(t, e)
	d := Decision{Verb: Unsure, Assertions: []ledger.ID{id(&e, 0)}, By: "Bob"}
	x.decide(Decision{Verb: Reject, Assertions: d.Assertions, By: "Ada", Why: "no"})
	if changes, err := x.Preview(t.Context(), d); err != nil || len(changes) != 0 {
		t.Errorf("preview %+v, %v", changes, err)
	}
	r := x.decide(d)
	if len(r.Overruled) != 0 || !strings.Contains(strings.Join(r.Notes, ""), "leaves as it is what Ada decided") || x.recognised() != "unknown" {
		t.Errorf("receipt %+v, %s", r, x.recognised())
	}
	a, err := x.Agreement(t.Context())
	if x.must(err); a.All.Rejected != 1 || a.All.Unsure != 0 {
		t.Errorf("agreement %+v", a.All)
	}
}

func TestCorrectionsCanBeCorrectedAndUndone(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x, ctx := newTable(t, e), t.Context()
	first := x.decide(Decision{Verb: Correct, Assertions: []ledger.ID{id(&e, 0)}, Edits: Edits{Modality: "negated"}, By: "Ada", Why: "it denies"})
	a, err := x.l.Assertion(ctx, first.Replacement)
	if x.must(err); a.Reader != "person Ada" || a.Says.Confidence != 1 || a.Document != ledger.DocumentID(&e.Document) {
		t.Errorf("replacement %+v", a)
	}
	second := x.decide(Decision{Verb: Correct, Assertions: []ledger.ID{first.Replacement}, Edits: Edits{Modality: "future"}, By: "Bob", Why: "it plans"})
	if _, err := x.Undo(ctx, first.Number, "Ada", "oops"); err == nil || !strings.Contains(err.Error(), "undo decision "+second.Number+" first") {
		t.Errorf("undo of the first: %v", err)
	}
	_, err = x.Decide(ctx, Decision{Verb: Correct, Assertions: []ledger.ID{second.Replacement}, Edits: Edits{Modality: "asserted"}, By: "Cyd", Why: "as it was"})
	if err == nil || !strings.Contains(err.Error(), "undo decision "+first.Number+" first") {
		t.Errorf("corrected in a circle: %v", err)
	}
	for _, c := range []struct{ by, want string }{{"Bob", "no"}, {"Ada", "yes"}} {
		if _, err := x.Undo(ctx, "", c.by, "oops"); err != nil || x.recognised() != c.want {
			t.Errorf("%s's undone: %v, %s, want %s", c.by, err, x.recognised(), c.want)
		}
	}
	if _, err := x.Undo(ctx, "", "Ada", "oops"); !errors.Is(err, errNothing) {
		t.Errorf("undo of nothing: %v", err)
	}
}

func TestOverrulingACorrectionTakesOutWhatRestsOnIt(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x, date := newTable(t, e), "2025-07-10"
	first := x.decide(Decision{Verb: Correct, Assertions: []ledger.ID{id(&e, 0)}, Edits: Edits{Modality: "negated"}, By: "Ada", Why: "it denies"})
	x.decide(Decision{Verb: Correct, Assertions: []ledger.ID{first.Replacement}, Edits: Edits{Modality: "asserted", Date: &date}, By: "Bob", Why: "later"})
	reject := Decision{Verb: Reject, Assertions: []ledger.ID{id(&e, 0)}, By: "Cyd", Why: "a question"}
	changes, err := x.Preview(t.Context(), reject)
	if x.must(err); len(changes) == 0 || changes[0].Text != "Russia recognises Taliban: yes since 2025-07-10 → unknown" {
		t.Errorf("preview %+v", changes)
	}
	x.decide(reject)
	if got := x.recognised(); got != "unknown" {
		t.Errorf("rejected: %s", got)
	}
}

func TestOverrulingIsTold(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x := newTable(t, e)
	one := []ledger.ID{id(&e, 0)}
	x.decide(Decision{Verb: Reject, Assertions: one, By: "Ada", Why: "no"})
	changes, err := x.Preview(t.Context(), Decision{Verb: Accept, Assertions: one})
	if x.must(err); len(changes) == 0 || changes[0].Text != "Russia recognises Taliban: unknown → yes since 2025-07-03" {
		t.Errorf("preview %+v", changes)
	}
	r := x.decide(Decision{Verb: Accept, Assertions: one, By: "Bob"})
	if len(r.Overruled) != 1 || !strings.Contains(strings.Join(r.Notes, ""), "overrules what Ada decided") || x.recognised() != "yes" {
		t.Errorf("receipt %+v, %s", r, x.recognised())
	}
}

func TestMergeAndSplitAreUndoneWhole(t *testing.T) {
	visit := func(article, date string) ledger.Entry {
		return entry("a.org", article, reader, says{"visit", "RUS", "USA", date, "", 0})
	}
	a, b, c := visit("a.txt", "2025-05-01"), visit("b.txt", "2025-06-20"), visit("c.txt", "2025-06-20")
	x, ctx := newTable(t, a, b, c), t.Context()
	count := func() (n []int) {
		acts, err := x.l.Acts(ctx, ledger.Query{})
		x.must(err)
		for _, a := range acts {
			n = append(n, len(a.Reports))
		}
		return n
	}
	acts, err := x.l.Acts(ctx, ledger.Query{})
	if x.must(err); len(acts) != 2 {
		t.Fatalf("acts %+v", acts)
	}
	if like, err := x.Like(ctx, &acts[0]); err != nil || len(like) != 1 || like[0].ID != acts[1].ID {
		t.Errorf("like it %+v, %v", like, err)
	}
	r := x.decide(Decision{Verb: Merge, Acts: []ledger.ID{acts[0].ID, acts[1].ID}, By: "Ada", Why: "one visit"})
	if n := count(); r.Count != 2 || len(n) != 1 || n[0] != 3 {
		t.Errorf("merged %+v: %v", r, n)
	}
	undo, err := x.Undo(ctx, "", "Ada", "two after all")
	if n := count(); err != nil || len(n) != 2 || undo.Undone[0] != r.Number {
		t.Errorf("undone %+v %v: %v", undo, err, n)
	}
	d := Decision{Verb: Split, Acts: []ledger.ID{acts[1].ID}, Assertions: []ledger.ID{id(&c, 0)}, By: "Ada", Why: "another visit"}
	if _, err := x.Preview(ctx, d); err != nil {
		t.Error(err)
	}
	r = x.decide(d)
	if n := count(); r.Count != 1 || len(n) != 3 {
		t.Errorf("split %+v: %v", r, n)
	}
	if _, err := x.Undo(ctx, r.Number, "Bob", "one visit"); err != nil || len(count()) != 2 {
		t.Errorf("undone: %v, %v", err, count())
	}
}
