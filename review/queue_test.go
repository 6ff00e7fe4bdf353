package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

func TestEveryKindHasAWeight(t *testing.T) {
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	w, err := loadWeights(kinds)
	if err != nil {
		t.Fatal(err)
	}
	for k, c := range w.byKind {
		if c.Kinds == nil {
			t.Errorf("review/weights.toml does not tell what hangs on %s", k)
		}
	}
	for _, c := range []struct{ from, to, want string }{
		{`otherwise = 0.5`, ``, `otherwise is 0`},
		{`"meet"`, `"meat"`, `no kind of the ontology`},
		{`"meet"`, `"visit"`, `stands twice`},
		{`weight = 1.0`, `weight = 2.0`, `weighs 2`},
		{`past = 1.5`, `past = 0.5`, `factors`},
		{`past = 1.5`, `passed = 1.5`, `unknown key`},
	} {
		if _, err := parseWeights(strings.Replace(weightsTOML, c.from, c.to, 1), kinds); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s for %s: %v, want %q", c.to, c.from, err, c.want)
		}
	}
}

func TestQueueAsksForTheUncertainAndConsequentialFirst(t *testing.T) {
	e := entry("a.org", "a.txt", reader,
		says{"visit", "USA", "FRA", "2025-07-01", "", .3},
		says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "", .62},
		says{"recognize-state", "PER", "PSE", "2025-07-02", "", .95},
	)
	other := entry("b.org", "b.txt", reader, says{"recognize-state", "PER", "PSE", "2025-07-02", "", .95})
	x := newTable(t, e, other)
	items, err := x.Queue(t.Context(), 10)
	x.must(err)
	var got []string
	for _, i := range items {
		got = append(got, cmp.Or(i.Assertion.Says.Act, i.Assertion.Says.State)+": "+i.Why)
	}
	want := []string{
		"recognize-government: confidence .62; the only evidence that Russia recognises Taliban",
		"visit: confidence .30; talk hangs on it",
		"recognize-state: confidence .95; recognition hangs on it",
		"recognize-state: confidence .95; recognition hangs on it",
	}
	if !slices.Equal(got, want) {
		t.Errorf("queue\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c := items[0].Context; !strings.HasSuffix(c.Before, "FRA 2025-07-01. ") || !strings.HasPrefix(c.After, " PER") {
		t.Errorf("context %q", c)
	}
	if len(items[0].Acts) != 1 || items[0].Document.Source != "a.org" {
		t.Errorf("item %+v", items[0])
	}
}

func TestQueuePutsContestedStandingsFirst(t *testing.T) {
	x := newTable(t,
		entry("a.org", "a.txt", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "", .8}, says{"recognize-state", "PER", "PSE", "2025-07-02", "", .8}),
		entry("b.org", "b.txt", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "negated", .8}),
	)
	items, err := x.Queue(t.Context(), 2)
	x.must(err)
	for _, i := range items {
		if !strings.Contains(i.Why, "one side of what is contested: whether Russia recognises Taliban") {
			t.Errorf("%s: %s", i.Assertion.Says.Act, i.Why)
		}
	}
}

func TestQueueOfABigLedgerIsThatOfAll(t *testing.T) {
	var list []says
	kinds := []string{"visit", "meet", "recognize-state", "sign-agreement", "open-embassy"}
	states := []string{"FRA", "DEU", "ITA", "ESP", "PRT", "PER", "CHL", "BRA", "ARG", "USA"}
	for n := range 1500 {
		list = append(list, says{kinds[n%5], states[n%10], states[(n/10+n+1)%10], fmt.Sprintf("%d", 1900+n%120), "", .3 + float64(n*7%700)/1000})
	}
	x := newTable(t, entry("a.org", "a.txt", reader, list...))
	b := x.bench()
	var all []Item
	waiting, err := x.ledger.Unreviewed(t.Context(), 0, 10_000)
	x.must(err)
	for _, a := range waiting {
		i, err := b.item(t.Context(), a)
		x.must(err)
		all = append(all, i)
	}
	slices.SortStableFunc(all, func(a, b Item) int { return cmp.Compare(b.Priority, a.Priority) })
	got, err := x.Queue(t.Context(), 8)
	x.must(err)
	for n := range got {
		if got[n].Priority != all[n].Priority {
			t.Errorf("number %d has priority %v (%s), want %v (%s)", n+1, got[n].Priority, got[n].Why, all[n].Priority, all[n].Why)
		}
	}
}

func TestQueueLeavesOutWhatWasDecided(t *testing.T) {
	e := entry("a.org", "a.txt", reader, says{"visit", "USA", "FRA", "2025-07-01", "", .3}, says{"meet", "USA", "DEU", "2025-07-01", "", .3})
	x := newTable(t, e)
	r := x.decide(Decision{Verb: Unsure, Assertions: []ledger.ID{id(&e, 0)}, By: "Ada"})
	items, err := x.Queue(t.Context(), 5)
	x.must(err)
	if len(items) != 1 || items[0].Assertion.ID != id(&e, 1) {
		t.Errorf("queue %+v", items)
	}
	if _, err := x.Undo(t.Context(), r.Number, "Bob", "look again"); err != nil {
		t.Fatal(err)
	}
	if items, err = x.Queue(t.Context(), 5); err != nil || len(items) != 2 {
		t.Errorf("queue %+v, %v", items, err)
	}
	if items, err := x.Queue(t.Context(), 0); len(items) != 0 || err != nil {
		t.Errorf("queue of none: %v, %v", items, err)
	}
}

func TestQueueTellsWhereReadersDisagree(t *testing.T) {
	const other = "second model 1"
	e := entry("a.org", "a.txt", reader,
		says{"visit", "USA", "FRA", "2025-07-01", "", .9},
		says{"visit", "USA", "ITA", "2025-07-01", "", .9},
	)
	e.Doubts = map[int][]ledger.Doubt{1: {{By: other, Why: "does not find it"}}}
	held := entry("b.org", "b.txt", other, says{"recognize-state", "PER", "PSE", "2025-07-02", "", .2})
	held.Doubts = map[int][]ledger.Doubt{0: {{By: reader, Why: "reads it otherwise: modality negated, not asserted"}}}
	x := newTable(t, e, held)
	items, err := x.Queue(t.Context(), 10)
	x.must(err)
	var got []string
	for _, i := range items {
		got = append(got, i.Why)
	}
	want := []string{
		"confidence .20; recognition hangs on it; readers disagree: credence 0.1 reads it otherwise: modality negated, not asserted",
		"confidence .90; talk hangs on it; readers disagree: second model 1 does not find it",
		"confidence .90; talk hangs on it",
	}
	if !slices.Equal(got, want) {
		t.Errorf("queue\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	accept := Decision{Verb: Accept, Assertions: []ledger.ID{id(&held, 0)}, By: "Ada"}
	changes, err := x.Preview(t.Context(), accept)
	x.must(err)
	if len(changes) == 0 || changes[0].Text != "Peru recognises Palestine: unknown → yes since 2025-07-02" {
		t.Errorf("accepting would change %+v", changes)
	}
	x.decide(accept)
	a, err := x.Agreement(t.Context())
	x.must(err)
	if len(a.Second) != 1 || a.Second[0].Of != other || a.Second[0].Accepted != 1 || a.All.Accepted != 0 {
		t.Errorf("agreement %+v", a)
	}
	x.decide(Decision{Verb: Accept, Assertions: []ledger.ID{id(&e, 1)}, By: "Ada"})
	if items, err = x.Queue(t.Context(), 10); err != nil || len(items) != 1 {
		t.Errorf("%d wait, %v", len(items), err)
	}
}
