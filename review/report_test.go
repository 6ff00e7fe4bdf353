package review

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/credence-project/credence/ledger"
)

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{
		{0, 0, 0, 1}, {0, 10, 0, .2775}, {10, 10, .7225, 1}, {81, 263, .2553, .3662}, // Newcombe 1998, table I
		{15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718},
	} {
		low, high := Wilson(c.k, c.n)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

func TestAgreement(t *testing.T) {
	e := entry("a.org", "a.txt", reader,
		says{"visit", "USA", "FRA", "2025-07-01", "", .3}, says{"visit", "USA", "DEU", "2025-07-01", "", .92},
		says{"visit", "USA", "ITA", "2025-07-01", "", .95}, says{"meet", "USA", "ITA", "2025-07-01", "", .95},
		says{"meet", "USA", "PER", "2025-07-01", "", 1})
	x, ctx := newTable(t, e), t.Context()
	if a, err := x.Agreement(ctx); err != nil || len(a.Kinds) != 0 {
		t.Errorf("nothing reviewed: %+v, %v", a, err)
	}
	ids := func(ns ...int) (list []ledger.ID) {
		for _, n := range ns {
			list = append(list, id(&e, n))
		}
		return list
	}
	x.decide(Decision{Verb: Reject, Assertions: ids(0, 1), By: "Ada", Why: "no"})
	x.decide(Decision{Verb: Accept, Assertions: ids(1, 2), By: "Bob"}) // overrules
	x.decide(Decision{Verb: Correct, Assertions: ids(3), Edits: Edits{Modality: "future"}, By: "Bob", Why: "plans"})
	x.decide(Decision{Verb: Unsure, Assertions: ids(4), By: "Bob"})
	a, err := x.Agreement(ctx)
	x.must(err)
	if v := a.Kinds[0]; len(a.Kinds) != 2 || v.Of != "visit" || v.Accepted != 2 || v.Rejected != 1 || v.Corrected != 0 || v.Precision != 2./3 {
		t.Errorf("kinds %+v", a.Kinds)
	}
	if m := a.Kinds[1]; m.Corrected != 1 || m.Unsure != 1 || m.Precision != 0 || m.Confidence != .95 {
		t.Errorf("meetings %+v", m)
	}
	if len(a.Bands) != 2 || a.Bands[0].Of != "below .5" || a.Bands[1].Of != ".9 to 1" || a.Bands[1].Accepted != 2 {
		t.Errorf("bands %+v", a.Bands)
	}
	if a.All.decided() != 4 {
		t.Errorf("all %+v", a.All)
	}
}

func TestRevertIsOneDecision(t *testing.T) {
	bad := entry("bad.org", "a.txt", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "", .9}, says{"visit", "USA", "FRA", "2025-07-01", "", .9}, says{"visit", "USA", "ITA", "2025-07-01", "", .9})
	good := entry("good.org", "b.txt", reader, says{"visit", "USA", "DEU", "2025-07-01", "", .9})
	shared := entry("bad.org", "c.txt", reader, says{"visit", "USA", "PER", "2025-07-01", "", .9})
	x, ctx := newTable(t, bad, good, shared), t.Context()
	shared.Document.Source = "good.org"
	x.add(shared)
	x.decide(Decision{Verb: Accept, Assertions: []ledger.ID{id(&bad, 1)}, By: "Ada"})
	r, err := x.Revert(ctx, "bad.org", "Ada", "a hoax")
	if x.must(err); r.Count != 2 || x.recognised() != "unknown" || !strings.Contains(strings.Join(r.Notes, ""), "other sources") {
		t.Errorf("reverted %+v, %s", r, x.recognised())
	}
	if again, err := x.Revert(ctx, "bad.org", "Ada", "a hoax"); err != nil || again.Count != 0 {
		t.Errorf("again %+v, %v", again, err)
	}
	u, err := x.Undo(ctx, "", "Ada", "no hoax")
	if x.must(err); u.Count != 2 || u.Undone[0] != r.Number || x.recognised() != "yes" {
		t.Errorf("undone %+v, %s", u, x.recognised())
	}
	for _, c := range []struct{ source, why, want string }{
		{"nowhere.org", "x", "no document is from"}, {"", "x", "no source"}, {"bad.org", "", "a reason"},
	} {
		if _, err := x.Revert(ctx, c.source, "Ada", c.why); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestFind(t *testing.T) {
	e := credentials("a.org", "a.txt")
	x, ctx := newTable(t, e), t.Context()
	one := id(&e, 0)
	acts, err := x.actsOf(ctx, one)
	x.must(err)
	if got, err := x.FindAssertion(ctx, strings.ToUpper(one.String()[:10])); err != nil || got != one {
		t.Errorf("%v, %v", got, err)
	}
	for _, c := range []struct{ text, want string }{
		{acts[0].ID.String()[:10], "is no assertion, but act"}, {"abc", "no id"}, {"zzzz", "no id"}, {"0123456789", "not in the ledger"},
	} {
		if _, err := x.FindAssertion(ctx, c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.text, err, c.want)
		}
	}
}

func TestAnAmbiguousIDIsToldWithAllThatItCanMean(t *testing.T) {
	var list []says
	for n := range 600 {
		list = append(list, says{"visit", "USA", "FRA", fmt.Sprintf("%d", 1200+n), "", .9})
	}
	e := entry("a.org", "a.txt", reader, list...)
	x := newTable(t, e)
	seen := map[string]ledger.ID{}
	for n := range list {
		one := id(&e, n)
		other, twice := seen[one.String()[:4]]
		seen[one.String()[:4]] = one
		if !twice {
			continue
		}
		_, err := x.FindAssertion(t.Context(), one.String()[:4])
		if err == nil || !strings.Contains(err.Error(), one.String()+"  visit ") || !strings.Contains(err.Error(), other.String()) {
			t.Errorf("%v", err)
		}
		return
	}
	t.Error("no two ids begin alike")
}
