package influence

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// score returns a power's score and share on the last day of a result.
func score(r *Result, power string) (score, share float64) {
	for _, s := range r.Series[len(r.Series)-1].Powers {
		if s.Power == power {
			return s.Score, s.Share
		}
	}
	return 0, 0
}

func TestWhatCounts(t *testing.T) {
	const p = "2020-06-15"
	sure := func(a ledger.Act) ledger.Act { a.Reports[0].Confidence = 1; return a }
	both := func(a ledger.Act) ledger.Act {
		denied := a.Reports[0]
		denied.Modality = act.Negated
		a.Reports = append(a.Reports, denied)
		return a
	}
	accepted := func(a ledger.Act) ledger.Act { a.Reports[0].Decision = ledger.Accept; return a }
	planned := func(a ledger.Act) ledger.Act { a.Reports[0].Modality = act.Future; return a }
	twice := func(a ledger.Act) ledger.Act { a.Reports = append(a.Reports, a.Reports[0]); return a }
	for _, c := range []struct {
		name string
		acts []ledger.Act
		want float64 // score of USA on 2020-06-15
	}{
		{"a fresh and sure act gives its weight", []ledger.Act{sure(did("invade", "USA", "AFG", p, p))}, 10},
		{"a half-life halves it", []ledger.Act{sure(did("visit", "USA", "AFG", "2018-12-15", p))}, 1 * .5 * 5 / 4.5},
		{"confidence multiplies", []ledger.Act{did("invade", "USA", "AFG", p, p)}, 10 * .9 * 5 / 4.9},
		{"two reports count once", []ledger.Act{twice(did("invade", "USA", "AFG", p, p))}, 10 * .9 * 5 / 4.9},
		{"what is contested does not count", []ledger.Act{both(did("invade", "USA", "AFG", p, p))}, 0},
		{"what a person accepted does", []ledger.Act{accepted(both(did("invade", "USA", "AFG", p, p)))}, 10},
		{"a plan does not count", []ledger.Act{planned(did("invade", "USA", "AFG", p, p))}, 0},
		{"undated counts at a discount", []ledger.Act{sure(did("sign-agreement", "USA", "AFG", "", p))}, 3 * .5 * 5 / 4.5},
		{"an undated state holds when told", []ledger.Act{sure(did("has-forces", "USA", "AFG", "", p))}, 6},
		{"neither dated nor published does not count", []ledger.Act{did("invade", "USA", "AFG", "", "")}, 0},
		{"a year is capped by publication", []ledger.Act{sure(did("invade", "USA", "AFG", "2020", p))}, 10},
		{"a year told later means its last day", []ledger.Act{sure(did("invade", "USA", "AFG", "2020", "2021-01-01"))}, 0},
		{"a regime's act is its state's", []ledger.Act{sure(did("recognize-government", "USA", "AFG.TALIBAN", p, p))}, 4},
		{"the other side of a symmetric act", []ledger.Act{sure(did("sign-agreement", "AFG", "USA", p, p))}, 3},
		{"aid given by the country is no hold on it", []ledger.Act{sure(did("provide-aid", "AFG", "USA", p, p))}, 0},
		{"withdrawal ends presence", []ledger.Act{
			sure(did("invade", "USA", "AFG", "2001-10-07", p)), sure(did("has-forces", "USA", "AFG", "2011", p)),
			did("withdraw-forces", "USA", "AFG", "2019", p)}, 0},
		{"another's withdrawal does not", []ledger.Act{
			sure(did("invade", "USA", "AFG", p, p)), did("withdraw-forces", "GBR", "AFG", p, p)}, 10},
		{"the host's order closes an embassy", []ledger.Act{
			sure(did("has-embassy", "USA", "AFG", "2019", "2020-01-01")), sure(did("sever-relations", "AFG", "USA", p, p))}, -2},
		{"a state ends with its interval", []ledger.Act{sure(did("has-forces", "USA", "AFG", "2001/2019", p))}, 0},
		{"a state is not ended within it", []ledger.Act{sure(did("has-forces", "USA", "AFG", "2020-06-15/2024", "2025-01-01"))}, 6},
		{"sanctions lower", []ledger.Act{
			sure(did("invade", "USA", "AFG", p, p)), sure(did("impose-sanctions", "USA", "AFG", p, p))}, 8},
		{"lifting them ends that", []ledger.Act{
			sure(did("impose-sanctions", "USA", "AFG", "2019", p)), sure(did("lift-sanctions", "USA", "AFG", p, p))}, 2},
		{"who seizes power halves what the ousted agreed", []ledger.Act{
			sure(did("sign-agreement", "USA", "AFG", p, p)), sure(did("seize-power", "AFG.TALIBAN", "AFG", p, p))}, 3 * .5 * 5 / 4.5},
		{"but not what it agreed itself", []ledger.Act{
			sure(did("sign-agreement", "AFG.TALIBAN", "USA", p, p)), sure(did("seize-power", "AFG.TALIBAN", "AFG", p, p))}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := score(of(t, c.acts, "AFG", "2020-06-01", p, Options{Draws: -1}), "USA")
			if math.Abs(got-c.want) > .001*math.Abs(c.want)+1e-9 {
				t.Errorf("%.4f, want %.4f", got, c.want)
			}
		})
	}
}

func TestReportsRenewAState(t *testing.T) {
	a := did("has-forces", "USA", "AFG", "", "2010-01-01")
	once, _ := score(of(t, []ledger.Act{a}, "AFG", "2020-01-01", "2020-06-15", Options{Draws: -1}), "USA")
	again := a.Reports[0]
	again.Published = "2020-06-15"
	a.Reports = append(a.Reports, again)
	renewed, _ := score(of(t, []ledger.Act{a}, "AFG", "2020-01-01", "2020-06-15", Options{Draws: -1}), "USA")
	if fresh := 6 * .9 * 5 / 4.9; math.Abs(renewed-fresh) > 1e-9 || once > fresh/2 {
		t.Errorf("told once %.2f, again %.2f, want %.2f", once, renewed, fresh)
	}
}

func TestSpansThatCannotBeWeighed(t *testing.T) {
	for _, c := range []struct {
		country  string
		from, to edtf.Day
	}{{"", 1, 2}, {"AFG", 0, 2}, {"AFG", 2, 1}, {"AFG", 1, edtf.MaxDay}} {
		if _, err := Of(nil, c.country, c.from, c.to, Options{}); err == nil {
			t.Errorf("%q from %d to %d is weighed", c.country, c.from, c.to)
		}
	}
	r := of(t, nil, "AFG", "2020-01-01", "2020-03-15", Options{})
	if text, _ := json.Marshal(r.Series[0]); string(text) != `{"date":"2020-01-01","powers":[]}` || len(r.Series) != 4 {
		t.Errorf("%d points, the first %s", len(r.Series), text)
	}
}

// some draws acts between a country and some powers.
func some(t *rapid.T) []ledger.Act {
	w, err := DefaultWeights()
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, r := range w.Rules() {
		kinds = append(kinds, r.Kind)
	}
	one := rapid.Custom(func(t *rapid.T) ledger.Act {
		date := rapid.SampledFrom([]string{"", "2001", "2003-05", "2004-02-29", "2005/2009", "../2006", "2007/..", "2004/", "2010?", "199X"}).Draw(t, "date")
		power := rapid.SampledFrom([]string{"USA", "RUS", "CHN", "NATO", "RUS.WAGNER", "AFG.TALIBAN", ""}).Draw(t, "power")
		party := rapid.SampledFrom([]string{"AFG", "AFG.TALIBAN"}).Draw(t, "party")
		if rapid.Bool().Draw(t, "swap") {
			power, party = party, power
		}
		a := did(rapid.SampledFrom(kinds).Draw(t, "kind"), power, party, date, rapid.SampledFrom([]string{"2008-01-01", "2011-06", ""}).Draw(t, "published"))
		a.Reports[0].Confidence = rapid.Float64Range(0, 1).Draw(t, "confidence")
		if rapid.Bool().Draw(t, "again") {
			b := a.Reports[0]
			b.Published, b.Date = "2009-03-04", "2005"
			b.Modality = act.Modality(rapid.IntRange(0, 3).Draw(t, "modality"))
			a.Reports = append(a.Reports, b)
		}
		return a
	})
	return rapid.SliceOfN(one, 0, 30).Draw(t, "acts")
}

func weigh(t *rapid.T, acts []ledger.Act) *Result {
	r, err := Of(acts, "AFG", day("2000-06-15"), day("2012-01-01"), Options{Draws: 20})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSharesSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, p := range weigh(t, some(t)).Series {
			sum, evidence := 0.0, false
			for _, s := range p.Powers {
				sum += s.Share
				evidence = evidence || s.Score > 0
				if !(0 <= s.Low && s.Low <= s.Share && s.Share <= s.High && s.High <= 1) {
					t.Fatalf("%s: %+v", p.Date, s)
				}
			}
			if want := float64(order(evidence, false)); math.Abs(sum-want) > 1e-9 {
				t.Fatalf("%s: shares sum to %g, want %g", p.Date, sum, want)
			}
		}
	})
}

func TestOrderOfActsAndReportsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := some(t)
		want := weigh(t, acts)
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		other := slices.Clone(acts)
		shuffle.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		for n := range other {
			other[n].Reports = slices.Clone(other[n].Reports)
			slices.Reverse(other[n].Reports)
		}
		got := weigh(t, other)
		a, _ := json.Marshal(want)
		b, _ := json.Marshal(got)
		if string(a) != string(b) {
			t.Fatalf("%s\nis not\n%s", b, a)
		}
	})
}

func TestAnotherActNeverLowersItsPower(t *testing.T) {
	w, err := DefaultWeights()
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, r := range w.Rules() {
		if r.Weight > 0 && len(r.Ends) == 0 {
			kinds = append(kinds, r.Kind)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		acts := some(t)
		more := did(rapid.SampledFrom(kinds).Draw(t, "kind of one more"), "USA", "AFG", "2004", "2008-01-01")
		before, after := weigh(t, acts), weigh(t, append(acts, more))
		scores := map[string]float64{}
		for _, p := range after.Series {
			for _, s := range p.Powers {
				scores[p.Date.String()+s.Power] = s.Score
			}
		}
		for _, p := range before.Series {
			for _, s := range p.Powers {
				got, shown := scores[p.Date.String()+s.Power]
				if shown && s.Power == "USA" && got < s.Score-1e-9 {
					t.Fatalf("%s: %g falls to %g with %s", p.Date, s.Score, got, more.Kind)
				}
			}
		}
	})
}

// text writes a result out.
func text(t testing.TB, r *Result) string {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestSameSeedSameBands(t *testing.T) {
	for seed := range uint64(3) {
		a := of(t, model(), "AFG", "2000-01-01", "2025-12-31", Options{Seed: seed})
		b := of(t, model(), "AFG", "2000-01-01", "2025-12-31", Options{Seed: seed})
		if one, other := text(t, a), text(t, b); one != other {
			t.Errorf("seed %d gives two results", seed)
		}
		other := of(t, model(), "AFG", "2000-01-01", "2025-12-31", Options{Seed: seed + 1})
		if fmt.Sprint(a.Series) == fmt.Sprint(other.Series) {
			t.Errorf("seeds %d and %d give the same bands", seed, seed+1)
		}
	}
}

func BenchmarkTenThousandActs(b *testing.B) {
	w, err := DefaultWeights()
	if err != nil {
		b.Fatal(err)
	}
	rules, random := w.Rules(), rand.New(rand.NewPCG(1, 2))
	acts := make([]ledger.Act, 0, 10000)
	for range cap(acts) {
		power := fmt.Sprintf("P%02d", int(math.Exp(random.Float64()*math.Log(40)))) // few have most
		date := (day("2000-01-01") + edtf.Day(random.IntN(9131))).String()
		acts = append(acts, did(rules[random.IntN(len(rules))].Kind, power, []string{"AFG", "AFG.TALIBAN"}[random.IntN(2)], date, date))
	}
	b.ResetTimer()
	for b.Loop() {
		of(b, acts, "AFG", "2000-01-01", "2025-01-01", Options{})
	}
}
