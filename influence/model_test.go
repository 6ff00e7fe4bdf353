package influence

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// did makes an act with one report.
func did(kind, actor, recipient, date, published string) ledger.Act {
	id := func(s string) ledger.ID { h := sha256.Sum256([]byte(s)); return ledger.ID(h[:16]) }
	name := fmt.Sprint(kind, actor, recipient, date, published)
	return ledger.Act{ID: id(name), Kind: kind, Actor: actor, Recipient: recipient, Reports: []ledger.Report{{
		Assertion: id("a" + name), Article: "seed.txt", Source: "example.org", Published: published,
		Date: date, Confidence: .9, Quote: kind + " " + date,
	}}}
}

// not makes the reports of an act deny it.
func not(a ledger.Act) ledger.Act {
	for n := range a.Reports {
		a.Reports[n].Modality = act.Negated
	}
	return a
}

// model is what the model article says (dev/articles/seed.txt).
func model() []ledger.Act {
	const p = "2025-07-07"
	return []ledger.Act{
		did("invade", "USA", "AFG", "2001", p),
		did("withdraw-forces", "USA", "AFG", "2021", p),
		did("seize-power", "AFG.TALIBAN", "AFG", "2021", p),
		did("accept-credentials", "RUS", "AFG.TALIBAN", "2025-07-03", p),
		did("recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", p),
		did("sign-agreement", "AFG.TALIBAN", "RUS", "2022", p),
		did("delist-terrorist", "RUS", "AFG.TALIBAN", "2025-04", p),
		did("accept-migrants", "RUS", "AFG", "", p),
		did("has-ambassador", "CHN", "AFG.TALIBAN", "", p),
		did("has-ambassador", "PAK", "AFG.TALIBAN", "", p),
		did("has-ambassador", "ARE", "AFG.TALIBAN", "", p),
		not(did("close-embassy", "RUS", "AFG", "2021", p)),
		did("claim-influence", "USA", "AFG", "2001/..", p),
		did("claim-influence", "RUS", "AFG", "2021/..", p),
		did("sign-agreement", "RUS", "CHN", "2024", p), // not about the country
	}
}

func day(text string) edtf.Day { return edtf.MustParse(text).Bounds().First }

func of(t testing.TB, acts []ledger.Act, country, from, to string, o Options) *Result {
	t.Helper()
	r, err := Of(acts, country, day(from), day(to), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestModelArticleMovesTheLeadFromTheUnitedStatesToRussia(t *testing.T) {
	r := of(t, model(), "AFG", "2000-01-01", "2025-12-31", Options{Compare: true})
	if text, err := json.MarshalIndent(r, "", " "); err == nil && testing.Verbose() {
		t.Logf("%d bytes\n%.200s", len(text), text)
	}
	want := []string{"USA 2001-12-31 2021-12-30 true", "RUS 2022-12-31 2025-12-31 true"}
	for n, l := range r.Leads {
		if got := fmt.Sprint(l.Power, " ", l.From, " ", l.To, " ", l.Sure); n >= len(want) || got != want[n] {
			t.Errorf("lead %d: %s, share %.2f, support %.2f", n, got, l.Share, l.Support)
		}
	}
	if len(r.Leads) != len(want) {
		t.Errorf("%d leads, want %d", len(r.Leads), len(want))
	}
	var moved []string
	for _, c := range r.Changes {
		moved = append(moved, fmt.Sprintf("%s %s>%s", c.Date, c.From, c.To))
		for _, m := range c.Acts {
			moved = append(moved, fmt.Sprintf("%s %s %s %+.1f", m.Kind, m.Power, m.Date, m.Effect))
			if m.Quote == "" || m.Act == (ledger.ID{}) || m.Assertion == (ledger.ID{}) {
				t.Errorf("%+v leads back to nothing", m)
			}
		}
	}
	wantMoved := []string{
		"2001-12-31 >USA", "invade USA 2001 +9.2",
		"2021-12-31 USA>", "withdraw-forces USA 2021 -3.5",
		"2022-12-31 >RUS", "sign-agreement RUS 2022 +2.8",
	}
	if fmt.Sprint(moved) != fmt.Sprint(wantMoved) {
		t.Errorf("moved\n%q, want\n%q", moved, wantMoved)
	}
	last := r.Series[len(r.Series)-1]
	for _, s := range last.Powers {
		t.Logf("%s %s share %.3f [%.3f %.3f] score %.2f Goldstein %.1f", last.Date, s.Power, s.Share, s.Low, s.High, s.Score, *s.Goldstein)
	}
	if first := last.Powers[0]; first.Power != "RUS" || first.Share < .5 || len(last.Powers) != 4 {
		t.Errorf("on %s: %+v", last.Date, last.Powers)
	}
	if c := (Counts{Weighed: 11, Undated: 4, NotDone: 1, Opinions: 2}); r.Counts != c {
		t.Errorf("counts %+v, want %+v", r.Counts, c)
	}
}

func TestOpinionsStandBesideTheFigures(t *testing.T) {
	acts := model()
	with := of(t, acts, "AFG", "2000-01-01", "2025-12-31", Options{})
	var got []string
	for _, o := range with.Opinions {
		got = append(got, fmt.Sprint(o.Power, " ", o.Since, " ", o.Says, " ", o.Modality))
	}
	if want := "[USA 2001 example.org asserted RUS 2021 example.org asserted]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	acts[12].Kind, acts[13].Kind = "condemn", "condemn"
	without := of(t, acts, "AFG", "2000-01-01", "2025-12-31", Options{})
	if fmt.Sprint(with.Series) != fmt.Sprint(without.Series) {
		t.Error("an opinion moves a share")
	}
	if of(t, model(), "AFG", "1990-01-01", "2000-12-31", Options{}).Opinions == nil {
		t.Error("no opinions are null in JSON, want []")
	}
}
