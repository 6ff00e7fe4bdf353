package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// quotes returns the quotes of what was found, in order.
func quotes(found Results) (list []string) {
	for _, a := range found.Acts {
		for _, p := range a.Reports {
			list = append(list, p.Quote)
		}
	}
	return list
}

// searchable fills a ledger with reports of all sorts, in three documents.
func searchable(t *testing.T, l *Ledger) (known []time.Time) {
	t.Helper()
	first := entry("a.txt", "2025-07-07", reader,
		says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""},
		says{"visit", "USA", "AFG", "1998", ""},
		says{"meet", "CHN", "RUS", "", ""})
	second := entry("b.txt", "2025-08-01", reader,
		says{"recognize-government", "CHN", "AFG.TALIBAN", "2025-07-31", "negated"},
		says{"has-embassy", "RUS", "AFG", "2022/..", ""})
	second.Document.Source, second.Document.Lang = "lemonde.fr", "fr"
	third := entry("c.txt", "2025-08-02", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""}, says{"visit", "RUS", "PRK", "2025", "future"})
	for _, e := range []Entry{first, second, third} {
		must(l.Add(t.Context(), e))(t)
		known = append(known, must(l.Latest(t.Context()))(t))
	}
	return known
}

func TestSearch(t *testing.T) {
	day := func(text string) edtf.Day {
		d, err := edtf.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return d.Bounds().First
	}
	const (
		recognised = "RUS  recognize-government AFG.TALIBAN 2025-07-03."
		visited    = "USA  visit AFG 1998."
		met        = "CHN  meet RUS ."
		denied     = "CHN negated recognize-government AFG.TALIBAN 2025-07-31."
		embassy    = "RUS  has-embassy AFG 2022/..."
		planned    = "RUS future visit PRK 2025."
	)
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		known := searchable(t, l)
		for name, c := range map[string]struct {
			filter Filter
			want   []string
		}{
			"all, the newest first":      {Filter{}, []string{planned, recognised, recognised, embassy, denied, met, visited}},
			"an actor":                   {Filter{Actor: "CHN"}, []string{denied, met}},
			"an actor who is a regime":   {Filter{Actor: "AFG.TALIBAN"}, nil},
			"a recipient":                {Filter{Recipient: "AFG"}, []string{recognised, recognised, embassy, denied, visited}},
			"a regime":                   {Filter{Party: "AFG.TALIBAN"}, []string{recognised, recognised, denied}},
			"either side":                {Filter{Party: "CHN"}, []string{denied, met}},
			"both":                       {Filter{Actor: "RUS", Recipient: "AFG"}, []string{recognised, recognised, embassy}},
			"one and another":            {Filter{Party: "RUS", Recipient: "AFG"}, []string{recognised, recognised, embassy}},
			"an actor who is the party":  {Filter{Party: "RUS", Actor: "RUS"}, []string{planned, recognised, recognised, embassy}},
			"kinds":                      {Filter{Kinds: []string{"visit", "meet"}}, []string{planned, met, visited}},
			"a kind between two":         {Filter{Actor: "RUS", Recipient: "AFG", Kinds: []string{"has-embassy"}}, []string{embassy}},
			"a modality":                 {Filter{Modalities: []act.Modality{act.Negated, act.Future}}, []string{planned, denied}},
			"from a day":                 {Filter{From: day("2025-07-30")}, []string{planned, embassy, denied}},
			"to a day":                   {Filter{To: day("2020-01-01")}, []string{visited}},
			"days of publication":        {Filter{From: day("2025-07-07"), To: day("2025-07-07"), Kinds: []string{"meet"}}, []string{met}},
			"no day of publication":      {Filter{From: day("2025-07-08"), Kinds: []string{"meet"}}, nil},
			"a language":                 {Filter{Langs: []string{"fr"}}, []string{embassy, denied}},
			"a source":                   {Filter{Source: "lemonde.fr", Kinds: []string{"has-embassy"}}, []string{embassy}},
			"no such source":             {Filter{Source: "nobody.org"}, nil},
			"words":                      {Filter{Words: "talíban  NEGATED"}, []string{denied}},
			"words and a party":          {Filter{Words: "embassy", Party: "RUS"}, []string{embassy}},
			"as known then":              {Filter{Known: known[0]}, []string{recognised, met, visited}},
			"as known then, of a party":  {Filter{Known: known[1], Party: "CHN"}, []string{denied, met}},
			"before anything":            {Filter{Known: known[0].Add(-time.Hour)}, nil},
			"what would be SQL or words": {Filter{Party: "X' OR 1=1 --", Words: "% ?"}, nil},
		} {
			found := must(l.Search(t.Context(), c.filter, 20))(t)
			if list := quotes(found); !slices.Equal(sortedWithin(list), sortedWithin(c.want)) || found.Next != 0 || !found.Back.IsZero() {
				t.Errorf("%s: found %q, want %q (next %d)", name, list, c.want, found.Next)
			}
			if pages := inPages(t, l, c.filter); !slices.Equal(sortedWithin(pages), sortedWithin(c.want)) {
				t.Errorf("%s: one at a time %q, want %q", name, pages, c.want)
			}
		}
		if list := quotes(must(l.Search(t.Context(), Filter{}, 20))(t)); list[0] != planned || list[len(list)-1] != recognised && list[len(list)-1] != visited && list[len(list)-1] != met {
			t.Errorf("order %q", list)
		}
	})
}

// sortedWithin returns quotes in alphabetical order: what one document says was
// recorded at once.
func sortedWithin(list []string) []string { return slices.Sorted(slices.Values(list)) }

// inPages returns the quotes of what is found one at a time.
func inPages(t *testing.T, l *Ledger, f Filter) (list []string) {
	t.Helper()
	for range 20 {
		found := must(l.Search(t.Context(), f, 1))(t)
		if list = append(list, quotes(found)...); found.Next == 0 {
			return list
		}
		if found.Back.IsZero() {
			t.Fatal("more, but not said how far back")
		}
		f.After = found.Next
	}
	t.Fatal("no end")
	return nil
}

func TestSearchLeavesOutWhatWasRejected(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		searchable(t, l)
		before := must(l.Latest(ctx))(t)
		found := must(l.Search(ctx, Filter{Kinds: []string{"meet"}}, 9))(t)
		review := Review{Assertion: found.Acts[0].Reports[0].Assertion, Decision: Reject, By: "Ada", Why: "no"}
		if _, err := l.Decide(ctx, review); err != nil {
			t.Fatal(err)
		}
		if found = must(l.Search(ctx, Filter{Kinds: []string{"meet"}}, 9))(t); len(found.Acts) != 0 {
			t.Errorf("still found: %+v", found)
		}
		if found = must(l.Search(ctx, Filter{Kinds: []string{"meet"}, Known: before}, 9))(t); len(found.Acts) != 1 {
			t.Errorf("not found as known before: %+v", found)
		}
	})
}

// A page looks at so much and no more, and tells how far it looked.
func TestSearchTellsHowFarItLooked(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		rare := entry("rare.txt", "1990-01-01", reader, says{"condemn", "FRA", "DEU", "1990-01-01", ""})
		must(l.Add(ctx, rare))(t)
		back := must(l.Latest(ctx))(t)
		if _, err := l.Load(ctx, manyEntries(closest+2_000)); err != nil {
			t.Fatal(err)
		}
		f := Filter{Langs: []string{"en"}, Words: "FRA"}
		var list []string
		for range 20 {
			found := must(l.Search(ctx, f, 5))(t)
			list = append(list, quotes(found)...)
			if found.Next == 0 {
				break
			}
			if !found.Back.After(back) {
				t.Fatalf("looked back to %v, which is all, and says there is more", found.Back)
			}
			f.After = found.Next
		}
		if len(list) != 1 {
			t.Errorf("found %q", list)
		}
		found := must(l.Search(ctx, Filter{Party: "FRA"}, 5))(t)
		if len(found.Acts) != 1 || found.Next != 0 {
			t.Errorf("by the index: %+v", found)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	for _, s := range stores {
		b.Run(s.name, func(b *testing.B) { benchmarkSearch(b, s.address(b)) })
	}
}

// benchmarkSearch asks for what is everywhere, rare, and nowhere.
func benchmarkSearch(b *testing.B, address string) {
	if *kept != "" {
		address = *kept
	}
	l := open(b, address)
	if must(l.Count(b.Context()))(b).Acts == 0 {
		if _, err := l.Load(b.Context(), manyEntries(*scale)); err != nil {
			b.Fatal(err)
		}
	}
	for name, f := range map[string]Filter{
		"all": {}, "party": {Party: "S01"}, "recipient": {Recipient: "S01"}, "actor": {Actor: "S01"}, "pair": {Actor: "S01", Recipient: "S02"},
		"kind": {Kinds: []string{"condemn"}}, "no-kind": {Kinds: []string{"invade"}}, "modality": {Modalities: []act.Modality{act.Negated}},
		"days": {From: edtf.DayOf(1890, 1, 1), To: edtf.DayOf(1891, 1, 1)}, "source": {Source: "source7.org"}, "lang": {Langs: []string{"ja"}},
		"words": {Words: "nowhere"}, "party-words": {Party: "S01", Words: "nowhere"}, "known": {Known: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		b.Run(name, func(b *testing.B) {
			reports := 0
			for b.Loop() {
				reports = len(quotes(must(l.Search(b.Context(), f, 50))(b)))
			}
			b.ReportMetric(float64(reports), "reports")
		})
	}
}
