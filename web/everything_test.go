package web

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/api"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/review"
)

// What people and articles say in the ledger of everything is in neither language.
const (
	strange = "Zmrzlina vlk krtek"
	someone = "Zdeněk"
)

// everyKind is an article that tells of every kind of act and state of affairs, in
// one modality, the day of each a little later than that of the one before.
func everyKind(t *testing.T, source, modality, year string, doubts ...ledger.Doubt) ledger.Entry {
	t.Helper()
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	e := ledger.Entry{Reader: "credence 1", Doubts: map[int][]ledger.Doubt{}, Document: ledger.Document{
		Source: source, Article: source + modality, Title: strange, Published: "2025-07-07", Lang: "cs", Text: strange + strings.Repeat(" "+source+modality, 40),
	}}
	parties := []string{"RUS", "AFG.TALIBAN", "CHN", "XKX", "USA", "PSE"}
	for n, name := range slices.Sorted(maps.Keys(kinds)) {
		says := act.Record{
			Modality: modality, Quote: strange, End: len(strange), Confidence: .6, Claims: []string{}, Date: year,
			Actors: []act.RecordParty{{ID: parties[n%2*2]}}, Recipients: []act.RecordParty{{ID: parties[n%3*2+1]}},
		}
		if len(year) == len("2025-07") {
			says.Date = fmt.Sprintf("%s-%02d", year, 1+n%28)
		}
		if says.Act = name; kinds[name].State {
			says.Act, says.State, says.Kind = "", name, "state"
		}
		if n%7 == 0 {
			says.Over, says.AttributedTo = []act.RecordParty{{ID: "UKR.CRIMEA"}}, "FRA"
		}
		if len(doubts) > 0 {
			e.Doubts[n] = doubts
		}
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: e.Reader, Says: says})
	}
	return e
}

// everything is a server of a ledger in which everything occurs that pages tell of,
// and pages that show what is hard to come by.
func everything(t *testing.T) (*Server, []string) {
	t.Helper()
	doubts := []ledger.Doubt{
		{By: "second model-x", Why: "does not find it"}, {By: "second model-y", Why: "does not read this language"},
		{By: "second model-z", Why: "reads it otherwise: parties RUS → TUR, not –; modality negated, not future; date 2024, not none"},
	}
	entries := []ledger.Entry{
		everyKind(t, "Qa", "asserted", "2025-07", doubts...), everyKind(t, "Qb", "asserted", "2025-06"), everyKind(t, "Qc", "negated", ""),
		everyKind(t, "Qd", "future", ""), everyKind(t, "Qe", "hypothetical", "2024"), everyKind(t, "Qf", "asserted", ""), everyKind(t, "Qg", "asserted", "2023"),
		everyKind(t, "Qh", "negated", "2025-07"), everyKind(t, "Qi", "asserted", "2025-07"),
	}
	again := entries[1]
	again.Reader = "credence 2"
	again.Assertions = slices.Clone(again.Assertions[:3])
	for n := range again.Assertions {
		again.Assertions[n].Reader = again.Reader
	}
	entries = append(entries, again)
	var document []byte
	s, added := newServer(t, func(o *Options) {
		o.Version, o.Owner = "1", someone
		questions, err := ask.New(o.Ledger, o.Doctrine, o.Names, o.Now)
		if err != nil {
			t.Fatal(err)
		}
		programs, err := api.New(api.Options{Questions: questions, Ledger: o.Ledger, Readers: new(readers.Pool), Version: "1", Log: o.Log})
		if err != nil {
			t.Fatal(err)
		}
		document = programs.Document()
		o.OpenAPI = document
	}, entries...)
	return s, decideAll(t, s, added)
}

// decideAll makes every sort of decision, and returns the pages that show them.
func decideAll(t *testing.T, s *Server, added []ledger.Added) (pages []string) {
	t.Helper()
	b, err := s.board(s.Doctrine)
	if err != nil {
		t.Fatal(err)
	}
	said := func(n int) []ledger.Assertion {
		list, err := s.Ledger.AssertionsOf(t.Context(), added[n].Document)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	decide := func(d review.Decision) review.Receipt {
		d.By, d.Why = someone, strange
		r, err := b.Decide(t.Context(), d)
		if err != nil {
			t.Fatalf("%s: %v", d.Verb, err)
		}
		for _, id := range d.Assertions {
			pages = append(pages, "/act/"+id.String(), "/review/"+id.String())
		}
		return r
	}
	one := said(0)
	for n, verb := range []review.Verb{review.Accept, review.Reject, review.Unsure, review.Reject, review.Accept} {
		r := decide(review.Decision{Verb: verb, Assertions: []ledger.ID{one[n].ID}})
		if n == 3 {
			if _, err := b.Undo(t.Context(), r.Number, someone, strange); err != nil {
				t.Fatal(err)
			}
		}
	}
	date := "2021"
	decide(review.Decision{Verb: review.Correct, Assertions: []ledger.ID{one[5].ID}, Edits: review.Edits{Date: &date}})
	split, merged := false, false
	for n := 6; n < len(one) && !(split && merged); n++ {
		item, err := b.Item(t.Context(), one[n].ID)
		if err != nil || len(item.Acts) != 1 {
			continue
		}
		like, err := b.Like(t.Context(), &item.Acts[0])
		if err != nil {
			t.Fatal(err)
		}
		path := "/review/" + one[n].ID.String()
		switch {
		case !split && len(item.Acts[0].Reports) > 1:
			pages = append(pages, path+"/split")
			decide(review.Decision{Verb: review.Split, Acts: []ledger.ID{item.Acts[0].ID}, Assertions: []ledger.ID{one[n].ID}})
			split = true
		case !merged && len(like) > 0:
			pages = append(pages, path+"/merge", path+"/merge?show=1&act="+like[0].ID.String(), path, "/act/"+one[n].ID.String())
			r := decide(review.Decision{Verb: review.Merge, Acts: []ledger.ID{like[0].ID, item.Acts[0].ID}})
			pages = append(pages, "/act/"+r.Act.String(), "/act/"+item.Acts[0].ID.String())
			merged = true
		}
	}
	if !split || !merged {
		t.Fatalf("split %v, merged %v", split, merged)
	}
	last := said(8)
	if _, err := b.Revert(t.Context(), "Qi", someone, strange); err != nil {
		t.Fatal(err)
	}
	id := one[9].ID.String()
	return append(pages, "/act/"+last[0].ID.String(), "/act/"+said(1)[0].ID.String(), "/act/"+said(1)[9].ID.String(), "/review/"+id,
		"/review/"+id+"/correct?show=1&date=2020", "/review/"+id+"/correct?show=1&date=zz", "/review/"+id+"/correct?show=1", "/review/"+id+"/correct?show=1&kind=zz",
		"/review/"+id+"/correct?show=1&modality=zz", "/review/"+id+"/correct?show=1&actors=zz", "/review/"+id+"/merge?show=1", "/review/"+id+"/merge?show=1&act=ffff",
		"/review/"+id+"/merge?show=1&act=zz", "/review/"+id+"/merge?show=1&act="+id, "/review/"+id+"/split", "/review/source?source=Qa", "/tree/"+id)
}
