package answers_test

import (
	"path/filepath"
	"testing"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/exchange"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// newDesk returns a desk over an empty ledger in a file.
func newDesk(t testing.TB) (*answers.Desk, *ledger.Ledger) {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	return &answers.Desk{Ledger: l, Doctrine: doctrine, Names: names}, l
}

// rows returns the rows of a file of some kind as they are imported.
func rows(t testing.TB, names *gazetteer.Directory, kind, file string) []exchange.Row {
	t.Helper()
	importer, err := exchange.New(exchange.Options{Directory: names})
	if err != nil {
		t.Fatal(err)
	}
	in, err := importer.Open(t.Context(), kind, file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var all []exchange.Row
	for row, err := range in.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if sum := in.Summary(); sum.Rows != sum.Taken+sum.Refused {
		t.Errorf("%s: %v: not all rows are accounted for", file, sum)
	}
	return all
}

// TestConflictsHaveNoSilentWinner puts real cases in which good sources
// contradict each other into a ledger, each source's acts as it tells them. What
// comes out is contested, or one of the readings with the other shown.
func TestConflictsHaveNoSilentWinner(t *testing.T) {
	type question struct {
		by, of, on string
		aspect     string // "" recognised
		want       string
		since      string
		both       bool // the other side must be shown: dissent, or other dates
	}
	const taliban = "AFG.TALIBAN"
	for file, questions := range map[string][]question{
		"af-ru-2025-first": {
			{"RUS", taliban, "2025-07-02", "", "no", "", false},
			{"RUS", taliban, "2025-07-20", "", "yes", "2025-07-03", true},
			{"PAK", taliban, "1998-01-01", "", "yes", "1997-05-26", false},
			{"PAK", taliban, "2025-07-20", "", "unknown", "", false},
		},
		"af-ru-2025-terror-list": {
			{"RUS", taliban, "2025-04-20", "listed", "contested", "", true},
			{"KAZ", taliban, "2023-11-30", "listed", "yes", "", false},
			{"KAZ", taliban, "2024-01-10", "listed", "contested", "", true},
			{"KAZ", taliban, "2025-01-10", "listed", "no", "2023-12", true},
		},
		"xk-sr-2017-withdrawal": {
			{"SUR", "XKX", "2017-10-01", "", "yes", "2016-07-08", false},
			{"SUR", "XKX", "2017-11-02", "", "contested", "", true},
		},
		"ps-gb-2025-date": {
			{"GBR", "PSE", "2025-09-20", "", "no", "", false},
			{"GBR", "PSE", "2025-09-23", "", "contested", "", true},
			{"GBR", "PSE", "2025-09-26", "", "yes", "2025-09-21", true},
			{"CAN", "PSE", "2025-09-23", "", "yes", "2025-09-21", false},
			{"FRA", "PSE", "2025-09-21", "", "unknown", "", false},
		},
		"af-cn-2024-credentials": {
			{"CHN", taliban, "2024-02-02", "", "no", "", true},
			{"CHN", taliban, "2024-02-02", "relations", "ambassador", "", false},
		},
		"af-ae-2001-break": {
			{"ARE", taliban, "2001-09-21", "", "yes", "1997-05-28", false},
			{"ARE", taliban, "2001-09-24", "", "yes", "1997-05-28", true},
			{"ARE", taliban, "2001-09-24", "relations", "none", "2001-09-22", false},
			{"SAU", taliban, "2001-09-24", "", "yes", "1997-05-26", false},
		},
		"af-pk-1997": {
			{"PAK", taliban, "1997-05-24", "", "no", "", false},
			{"PAK", taliban, "1998-06-01", "", "yes", "1997-05-25", true},
		},
	} {
		t.Run(file, func(t *testing.T) {
			desk, l := newDesk(t)
			for _, row := range rows(t, desk.Names, "acts", "testdata/conflicts/"+file+".jsonl") {
				if row.Refused != "" {
					t.Fatalf("line %d: %s", row.Line, row.Refused)
				}
				if _, err := l.Add(t.Context(), row.Entry); err != nil {
					t.Fatal(err)
				}
			}
			for _, q := range questions {
				answer, err := desk.Status(t.Context(), answers.Question{Of: q.of, By: q.by, On: edtf.MustParse(q.on).Bounds().First})
				if err != nil {
					t.Fatal(err)
				}
				s := answer[0]
				got := answers.Aspect{Value: s.Recognised, Since: s.Since, Dissent: s.Dissent, Dates: s.Dates, Rule: s.Rule, Evidence: s.Evidence}
				for _, a := range s.Aspects {
					if a.Aspect == q.aspect {
						got = a
					}
				}
				if got.Value != q.want || q.since != "" && got.Since != q.since {
					t.Errorf("%s of %s on %s: %s %s since %q, want %s since %q (rule %q)", q.by, q.of, q.on, q.aspect, got.Value, got.Since, q.want, q.since, got.Rule)
				}
				if q.both && len(got.Dissent) == 0 && len(got.Dates) < 2 {
					t.Errorf("%s of %s on %s: the other side is not shown", q.by, q.of, q.on)
				}
				if got.Value != "unknown" && len(got.Evidence) == 0 {
					t.Errorf("%s of %s on %s: no evidence", q.by, q.of, q.on)
				}
			}
		})
	}
}
