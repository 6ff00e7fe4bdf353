package ledger

import (
	"slices"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// tells returns what a selection chooses, act by act, in short: "visit RUS AFG
// 2025-07-03" for each report.
func tells(t *testing.T, l *Ledger, s Selection) (list []string) {
	t.Helper()
	for x, err := range l.Tell(t.Context(), s) {
		if err != nil {
			t.Fatal(err)
		}
		for n := range x.Reports {
			if p, said := &x.Reports[n], &x.Says[n]; said.ID != p.Assertion || said.Document != p.Document || said.Says.Quote != p.Quote || said.URL == "" {
				t.Errorf("the report %+v says %+v", p, said)
			}
			list = append(list, x.Kind+" "+x.Actor+" "+x.Recipient+" "+x.Reports[n].Date+out(&x.Reports[n]))
		}
	}
	return list
}

func out(p *Report) string {
	if !p.Out {
		return ""
	}
	return " out " + string(p.Decision)
}

func TestSelectionsChooseWhatIsTold(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		first := must(l.Add(ctx, entry("a", "2025-07-07", reader,
			says{"visit", "RUS", "AFG.TALIBAN", "2025-07-03", ""}, says{"condemn", "FRA", "AFG", "2025", "negated"})))(t)[0]
		known := must(l.Document(ctx, first.Document))(t).Recorded
		must(l.Add(ctx, entry("b", "2020-01-01", reader, says{"visit", "AFG", "RUS", "", ""}, says{"visit", "CHN", "FRA", "2001/..", "future"})))(t)
		const (
			taliban, france = "visit RUS AFG.TALIBAN 2025-07-03", "condemn FRA AFG 2025"
			undated, china  = "visit AFG RUS ", "visit CHN FRA 2001/.."
		)
		day := func(text string) edtf.Day { return edtf.MustParse(text).Bounds().First }
		for name, c := range map[string]struct {
			s    Selection
			want []string
		}{
			"all":                      {Selection{}, []string{taliban, france, undated, china}},
			"a state with its regimes": {Selection{Of: "AFG"}, []string{taliban, france, undated}},
			"a regime":                 {Selection{Of: "AFG.TALIBAN"}, []string{taliban}},
			"two, either way":          {Selection{Of: "AFG", By: "RUS"}, []string{taliban, undated}},
			"one side alone":           {Selection{By: "FRA"}, []string{france, china}},
			"a kind":                   {Selection{Kinds: []string{"condemn"}}, []string{france}},
			"a modality":               {Selection{Modalities: []act.Modality{act.Negated, act.Future}}, []string{france, china}},
			"from a day":               {Selection{From: day("2025-07-04")}, []string{france, china}},
			"to a day":                 {Selection{To: day("2020-01-01")}, []string{undated, china}},
			"between":                  {Selection{From: day("2025-07-03"), To: day("2025-07-03")}, []string{taliban, france, china}},
			"as known":                 {Selection{Known: known}, []string{taliban, france}},
			"before anything":          {Selection{Known: known.Add(-time.Hour)}, nil},
		} {
			if got := tells(t, l, c.s); !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
			var stated []string
			for x, err := range l.TellAssertions(ctx, c.s) {
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range x.Acts {
					stated = append(stated, a.Kind+" "+a.Actor+" "+a.Recipient+" "+x.Says.Date)
				}
			}
			if !slices.Equal(stated, c.want) {
				t.Errorf("%s: assertions %q, want %q", name, stated, c.want)
			}
		}
	})
}

func TestEverythingIsToldWithWhatWasDecided(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a", "2025-07-07", reader, says{"visit", "RUS", "AFG", "2025-07-03", ""},
			says{"meet", "FRA", "AFG", "2025-07-04", ""}, says{"condemn", "USA", "AFG", "2025-07-05", ""})
		id := must(l.Add(ctx, e))(t)[0].Document
		rejected := must(l.AssertionsOf(ctx, id))(t)[0]
		must(l.Decide(ctx, Review{Assertion: rejected.ID, Decision: Reject, By: "Ada", Why: "a misreading"}))(t)
		again := e
		again.Reader, again.Assertions = "credence 0.2", slices.Clone(e.Assertions[1:2])
		again.Assertions[0].Reader = again.Reader
		must(l.Add(ctx, again))(t)
		beside := entry("b", "2025-07-08", colleague, says{"visit", "CHN", "IND", "2025-07-01", ""})
		must(l.Add(ctx, beside))(t)

		if got, want := tells(t, l, Selection{}), []string{"meet AFG FRA 2025-07-04"}; !slices.Equal(got, want) {
			t.Errorf("what counts: %q, want %q", got, want)
		}
		want := []string{"visit RUS AFG 2025-07-03 out reject", "meet AFG FRA 2025-07-04", "condemn USA AFG 2025-07-05 out supersede", "visit CHN IND 2025-07-01 out "}
		if got := tells(t, l, Selection{Everything: true}); !slices.Equal(got, want) {
			t.Errorf("everything: %q, want %q", got, want)
		}
		count := 0
		for _, err := range l.TellAssertions(ctx, Selection{Everything: true}) {
			if err != nil {
				t.Fatal(err)
			}
			count++
		}
		if all := must(l.Count(ctx))(t).Assertions; count != all {
			t.Errorf("%d of %d assertions are told", count, all)
		}
	})
}

func TestTellingGoesOnAfterAPage(t *testing.T) {
	l := open(t, stores[0].address(t))
	const count = 2*page + 7
	if _, err := l.Load(t.Context(), manyEntries(count)); err != nil {
		t.Fatal(err)
	}
	acts, assertions := 0, 0
	for x, err := range l.Tell(t.Context(), Selection{}) {
		if err != nil || len(x.Reports) != 1 || x.Sources[act.Asserted] != 1 {
			t.Fatalf("%+v, %v", x, err)
		}
		acts++
	}
	for x, err := range l.TellAssertions(t.Context(), Selection{}) {
		if err != nil || len(x.Acts) != 1 {
			t.Fatalf("%+v, %v", x, err)
		}
		assertions++
	}
	if acts != count || assertions != count {
		t.Errorf("%d acts and %d assertions of %d", acts, assertions, count)
	}
}

func TestCopiesAreOneSourceOfWhatIsTold(t *testing.T) {
	l, ctx := open(t, stores[0].address(t)), t.Context()
	e := entry("a", "2025-07-07", reader, says{"visit", "RUS", "AFG", "2025-07-03", ""})
	copied := e
	copied.Document.Source, copied.Document.Title = "other.org", "Another title"
	denied := entry("c", "2025-07-08", reader, says{"visit", "RUS", "AFG", "2025-07-03", "negated"})
	must(l.Add(ctx, e, copied, denied))(t)
	for x, err := range l.Tell(ctx, Selection{Modalities: []act.Modality{act.Asserted}}) {
		if err != nil || len(x.Reports) != 2 || x.Sources[act.Asserted] != 1 || x.Sources[act.Negated] != 1 {
			t.Errorf("%d reports, %v sources, %v", len(x.Reports), x.Sources, err)
		}
	}
}
