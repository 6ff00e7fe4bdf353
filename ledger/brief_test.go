package ledger

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/gazetteer"
)

// briefly tells where brief reports, filled in, are not as those of the same
// query that is not brief.
func briefly(ctx context.Context, l *Ledger, q Query) string {
	want, err1 := l.Acts(ctx, q)
	q.Brief = true
	got, err2 := l.Acts(ctx, q)
	if err1 != nil || err2 != nil {
		return fmt.Sprint(err1, err2)
	}
	var reports []*Report
	for n := range got {
		for k := range got[n].Reports {
			p := &got[n].Reports[k]
			if p.Quote+p.Article+p.Title+p.Lang+p.Source+p.Reader != "" || p.Start != 0 || p.End != 0 {
				return fmt.Sprintf("%+v is not brief", *p)
			}
			reports = append(reports, p, p)
		}
	}
	if err := l.Fill(ctx, reports...); err != nil {
		return err.Error()
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Sprintf("%+v: briefly\n%+v\nwant\n%+v", q, got, want)
	}
	return ""
}

// A party's acts with some are those of its acts in which they have a part, in
// whatever way they are read.
func TestActsWithSomeAreThoseOfThem(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		must(l.Load(t.Context(), manyEntries(600)))(t)
		all := must(l.Acts(t.Context(), Query{Of: "S01"}))(t)
		for _, among := range [][]string{{}, {"S02"}, {"S02", "S05", "S02", "S99"}, {"S01"}, {"S01", "S03"}} {
			var want []Act
			for _, a := range all {
				other := a.Actor
				if other == "S01" {
					other = a.Recipient
				}
				if slices.Contains(among, other) {
					want = append(want, a)
				}
			}
			q := Query{Of: "S01", Among: among}
			if got := must(l.Acts(t.Context(), q))(t); !reflect.DeepEqual(got, want) {
				t.Errorf("among %q: %d acts, want %d", among, len(got), len(want))
			}
			var paged []Act
			for a, err := range l.All(t.Context(), q) {
				if err != nil {
					t.Fatal(err)
				}
				paged = append(paged, a)
			}
			if !reflect.DeepEqual(paged, want) {
				t.Errorf("among %q: %d acts page by page, want %d", among, len(paged), len(want))
			}
		}
	})
}

// tallied tells where acts are counted otherwise than they are read.
func tallied(ctx context.Context, l *Ledger, q Query) string {
	acts, err1 := l.Acts(ctx, q)
	tallies, err2 := l.Tallies(ctx, q)
	if err1 != nil || err2 != nil {
		return fmt.Sprint(err1, err2)
	}
	left := map[Tally]int{}
	for _, a := range acts {
		left[Tally{Kind: a.Kind, Actor: a.Actor, Recipient: a.Recipient}]++
	}
	for _, x := range tallies {
		n := x.Acts
		x.Acts = 0
		left[x] -= n
	}
	for x, n := range left {
		if n != 0 {
			return fmt.Sprintf("%+v: of %+v %d too few are counted", q, x, n)
		}
	}
	return ""
}

func TestBriefReportsAreTheSame(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		must(l.Load(t.Context(), manyEntries(900)))(t)
		for e := range manyEntries(60) { // known, in other words
			e.Document.Title, e.Document.Source = "Another title", "another.org"
			must(l.Add(t.Context(), e))(t)
		}
		for n, a := range must(l.Acts(t.Context(), Query{Of: "S01"}))(t) {
			p := a.Reports[0].Assertion
			switch n % 5 {
			case 0:
				must(l.Decide(t.Context(), Review{Assertion: p, Decision: Reject, By: "Ada"}))(t)
			case 1:
				must(l.Decide(t.Context(), Review{Assertion: p, Decision: Accept, By: "Ada"}))(t)
			case 2:
				says := must(l.Assertion(t.Context(), p))(t)
				says.Says.Date = "1999"
				must(l.Correct(t.Context(), p, says, "Ada", "another day"))(t)
			}
		}
		clean(t, l)
		kinds := []string{"visit", "recognize-government"}
		for _, q := range []Query{
			{}, {Kinds: kinds}, {Of: "S01"}, {By: "S01", Kinds: kinds}, {Of: "S01", By: "S02"}, {Of: "S01", By: "S01"},
			{Of: "S01", By: "S02", Everyone: true}, {Of: "S03", By: "S03", Everyone: true, Kinds: kinds}, {Of: "S99", By: "S01"},
			{Of: "S01", Among: []string{"S02", "S03", "S02"}}, {Of: "S01", Among: []string{"S01", "S04"}, Kinds: kinds}, {Of: "S99", Among: []string{}}, {Alone: true, Of: "S01"},
		} {
			if len(must(l.Acts(t.Context(), q))(t)) == 0 && q.Of != "S99" && q.Of != q.By {
				t.Errorf("%+v: no acts", q)
			}
			if diff := briefly(t.Context(), l, q); diff != "" {
				t.Error(diff)
			}
			if diff := tallied(t.Context(), l, q); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// What the index of parties holds must fit where names are as long as they may be.
func TestLongestNamesAreKept(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		name := func(n uint64) string {
			random := rand.New(rand.NewPCG(n, 1))
			b := make([]byte, longest)
			for k := range b {
				b[k] = byte('!' + random.IntN(90)) // what cannot be pressed
			}
			return strings.ReplaceAll(string(b), ".", "-")
		}
		a := Assertion{Reader: reader, Effect: "2025-07-04", Says: act.Record{Act: "recognize-sovereignty", Date: "2025-07-03/2025-07-05", Modality: "asserted",
			Actors: []act.RecordParty{{ID: name(1)}}, Recipients: []act.RecordParty{{ID: name(2)}}, Over: []act.RecordParty{{ID: name(3)}}, AttributedTo: name(4)}}
		must(l.Add(t.Context(), Entry{Document: Document{Article: "a", Published: "2025-07-07"}, Assertions: []Assertion{a}}))(t)
		found := must(l.Acts(t.Context(), Query{Brief: true}))(t)
		if len(found) != 1 || found[0].Actor != name(1) {
			t.Fatalf("acts %+v", found)
		}
		must(l.Judge(t.Context(), Judgement{Assertion: found[0].Reports[0].Assertion, Act: found[0].ID, Belongs: true, Score: 1, By: name(5)}))(t)
		clean(t, l)
	})
}

// Acts of nobody else, and who deals with whom, are those of all acts.
func TestWhoDealsWithWhom(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		must(l.Load(t.Context(), manyEntries(300)))(t)
		must(l.Add(t.Context(), entry("alone", "2025-01-01", reader, says{"seize-power", "S01.REBELS", "S01", "2024", ""},
			says{"recognize-state", "", "S02", "2024", "negated"}, says{"visit", "S03", "", "2024", ""}, says{"visit", "S98", "S99", "2024", ""})))(t)
		var alone []Act
		shared := map[string]map[string]bool{}
		share := func(a, b string) {
			if shared[a] == nil {
				shared[a] = map[string]bool{}
			}
			shared[a][b] = true
		}
		for _, a := range must(l.Acts(t.Context(), Query{}))(t) {
			x, y := gazetteer.State(a.Actor), gazetteer.State(a.Recipient)
			if x == "" || y == "" || x == y {
				alone = append(alone, a)
				continue
			}
			share(x, y)
			share(y, x)
		}
		if got := must(l.Acts(t.Context(), Query{Alone: true}))(t); !reflect.DeepEqual(got, alone) || len(alone) < 3 {
			t.Errorf("alone: %d acts, want %d", len(got), len(alone))
		}
		var paged []Act
		for a, err := range l.All(t.Context(), Query{Alone: true}) {
			if err != nil {
				t.Fatal(err)
			}
			paged = append(paged, a)
		}
		if !reflect.DeepEqual(paged, alone) {
			t.Errorf("alone, page by page: %d acts, want %d", len(paged), len(alone))
		}
		want := map[string][]string{}
		for state, others := range shared {
			want[state] = slices.Sorted(maps.Keys(others))
		}
		if got := must(l.Parties(t.Context()))(t); !reflect.DeepEqual(got, want) {
			t.Errorf("parties %v, want %v", got, want)
		}
	})
}
