package standing

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// someKinds are acts that move every aspect.
var someKinds = []string{
	"recognize-government", "recognize-state", "withdraw-recognition", "establish-relations", "sever-relations", "restore-relations", "accept-credentials",
	"recall-ambassador", "close-embassy", "appoint-ambassador", "designate-terrorist", "delist-terrorist", "deploy-forces", "withdraw-forces", "downgrade-relations", "visit",
}

var someDates = []string{"", "1997", "2001-09-22", "2021", "2021-08", "2024-01-30", "2025-07-03", "2025-07", "202X", "2021-08-15/2021-09"}

// drawActs draws acts between Russia and the Taliban.
func drawActs(t *rapid.T) []ledger.Act {
	var acts []ledger.Act
	for n := range rapid.IntRange(0, 8).Draw(t, "acts") {
		a := ledger.Act{Kind: rapid.SampledFrom(someKinds).Draw(t, "kind"), Actor: "RUS", Recipient: rapid.SampledFrom([]string{"AFG.TALIBAN", "AFG"}).Draw(t, "of")}
		for m := range rapid.IntRange(1, 3).Draw(t, "reports") {
			r := ledger.Report{
				Published: rapid.SampledFrom([]string{"2001-10-01", "2025-07-07", ""}).Draw(t, "published"), Date: rapid.SampledFrom(someDates).Draw(t, "date"),
				Modality: act.Modality(rapid.IntRange(0, 3).Draw(t, "modality")), AttributedTo: rapid.SampledFrom([]string{"", "RUS", "USA"}).Draw(t, "by"), Confidence: 1,
			}
			copy(r.Document[:], fmt.Sprint(n, m))
			a.Reports = append(a.Reports, r)
		}
		acts = append(acts, a)
	}
	return acts
}

func drawDay(t *rapid.T, label string) edtf.Day {
	return edtf.DayOf(rapid.IntRange(1996, 2027).Draw(t, label+" year"), rapid.IntRange(1, 12).Draw(t, label+" month"), rapid.IntRange(1, 28).Draw(t, label+" day"))
}

func TestOrderOfActsIsNoMatter(t *testing.T) {
	w, d := world(t), doctrine(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		acts, day := drawActs(t), drawDay(t, "on")
		shuffled := append([]ledger.Act(nil), acts...)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		a, b := Derive(d, w, acts, "RUS", "AFG.TALIBAN"), Derive(d, w, shuffled, "RUS", "AFG.TALIBAN")
		for _, x := range Aspects() {
			if got, want := b.On(x, day).Value, a.On(x, day).Value; got != want {
				t.Fatalf("%s on %s: %s and, in another order, %s", x, day, want, got)
			}
		}
	})
}

func TestPeriodsCoverAllDaysAndTellWhatTheDayTells(t *testing.T) {
	w, d := world(t), doctrine(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		l := Derive(d, w, drawActs(t), "RUS", "AFG.TALIBAN")
		from, to := edtf.DayOf(1996, 1, 1), edtf.DayOf(2027, 12, 31)
		day := drawDay(t, "on")
		for _, x := range Aspects() {
			next, told := from, false
			for _, p := range l.Periods(x, "", from, to) {
				if p.Span.First != next || p.Span.Last < p.Span.First {
					t.Fatalf("%s: a period from %s to %s, where one from %s was due", x, p.Span.First, p.Span.Last, next)
				}
				next = p.Span.Last + 1
				if p.Span.Holds(day) {
					told = true
					if s := l.On(x, day); s.Value != p.Value {
						t.Fatalf("%s on %s: %s, but its period says %s", x, day, s.Value, p.Value)
					}
				}
			}
			if next != to+1 || !told {
				t.Fatalf("%s: the periods end on %s", x, next-1)
			}
		}
	})
}

func TestAFinerDateSettlesButNeverTurnsAStanding(t *testing.T) {
	w, d := world(t), doctrine(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		year, month := rapid.IntRange(2005, 2020).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month")
		kind := rapid.SampledFrom([]string{"recognize-state", "establish-relations", "designate-terrorist", "withdraw-recognition", "sever-relations"}).Draw(t, "kind")
		on := func(date string) *Line {
			return Derive(d, w, []ledger.Act{{Kind: kind, Actor: "FRA", Recipient: "XKX", Reports: []ledger.Report{{Published: "2024-01-01", Date: date, Confidence: 1}}}}, "FRA", "XKX")
		}
		coarse, fine := on(edtf.Year(year).String()), on(edtf.Month(year, month).String())
		day := drawDay(t, "on")
		for _, x := range Aspects() {
			was, is := coarse.On(x, day).Value, fine.On(x, day).Value
			if was != Unknown && was != is {
				t.Fatalf("%s on %s: %s by the year, %s by the month", x, day, was, is)
			}
		}
	})
}

func TestEveryAnswerShowsItsGround(t *testing.T) {
	w, d := world(t), doctrine(t, "default")
	rapid.Check(t, func(t *rapid.T) {
		l := Derive(d, w, drawActs(t), "RUS", "AFG.TALIBAN")
		day := drawDay(t, "on")
		for _, x := range Aspects() {
			s := l.On(x, day)
			if s.Value != Unknown && (len(s.Evidence) == 0 || s.Rule == "" || s.Basis == "") {
				t.Fatalf("%s on %s is %s without rule or evidence: %+v", x, day, s.Value, s)
			}
			if s.Value == Contested && len(s.Dissent) == 0 && len(s.Dates) < 2 {
				t.Fatalf("%s on %s is contested and shows one side", x, day)
			}
		}
	})
}

func TestDoctrinesSayWhatIsWrongWithThem(t *testing.T) {
	for text, want := range map[string]string{
		`name = "x"` + "\n[[rule]]\nname = \"r\"": `doctrine f: rule 1, "r": name, acts, then and basis must be given`,
		`title = "x"`: "doctrine f: it has no name",
		`name = "x"` + "\n[[rule]]\nname = \"r\"\nacts = [\"hug\"]\nthen = \"yes\"\nbasis = \"b\"":                                          `doctrine f: rule 1, "r": no act or state of affairs is called "hug"`,
		`name = "x"` + "\n[[rule]]\nname = \"r\"\nacts = [\"meet\"]\nthen = \"yes\"\nbasis = \"b\"\naspect = \"love\"":                      `doctrine f: rule 1, "r": there is no aspect "love"`,
		`name = "x"` + "\n[[rule]]\nname = \"r\"\nacts = [\"meet\"]\nthen = \"ambassador\"\nbasis = \"b\"\naspect = \"listed\"":             `doctrine f: rule 1, "r": "ambassador" is no value of listed: there are yes, no`,
		`name = "x"` + "\n[[rule]]\nname = \"r\"\nacts = [\"meet\"]\nthen = \"yes\"\nbasis = \"b\"\naspect = \"listed\"\nsaid = [\"sung\"]": `doctrine f: rule 1, "r": "sung" is no modality`,
		`name = "x"` + "\nextends = \"x\"":    "doctrine f: it extends itself",
		`name = "x"` + "\ncolour = \"red\"":   "doctrine f: unknown key colour",
		`name = "x"` + "\nextends = \"nope\"": `doctrine f: no doctrine "nope": there are declaratory, default, estrada, or give a file that ends in .toml`,
	} {
		if _, err := parse("f", text); err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}
