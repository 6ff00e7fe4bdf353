package standing

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// manyActs returns acts of all kinds between France and Syria, a year and a half
// of them for every thousand.
func manyActs(n int) []ledger.Act {
	random := rand.New(rand.NewPCG(3, 5))
	var acts []ledger.Act
	for i := range n {
		day := edtf.DayOf(1950, 1, 1) + edtf.Day(random.IntN(27000))
		a := ledger.Act{Kind: someKinds[random.IntN(len(someKinds))], Actor: "FRA", Recipient: "SYR"}
		r := ledger.Report{Published: (day + 1).String(), Date: day.String(), Modality: act.Modality(random.IntN(8) / 5), Confidence: 1}
		copy(r.Document[:], fmt.Sprint(i/10))
		copy(r.Assertion[:], fmt.Sprint(i))
		a.Reports = []ledger.Report{r}
		acts = append(acts, a)
	}
	return acts
}

// BenchmarkOn derives the standing of two states that deal with each other daily.
func BenchmarkOn(b *testing.B) {
	w, d := world(b), doctrine(b, "default")
	for _, n := range []int{250, 2500, 25000} {
		acts := manyActs(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				l := Derive(d, w, acts, "FRA", "SYR")
				for _, a := range l.Told() {
					l.On(a, edtf.DayOf(2000, 1, 1))
				}
			}
		})
	}
}

// BenchmarkPeriods derives it for all days.
func BenchmarkPeriods(b *testing.B) {
	w, d := world(b), doctrine(b, "default")
	for _, n := range []int{250, 2500, 25000} {
		acts := manyActs(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				l := Derive(d, w, acts, "FRA", "SYR")
				for _, a := range l.Told() {
					l.Periods(a, "", edtf.DayOf(1950, 1, 1), edtf.DayOf(2026, 1, 1))
				}
			}
		})
	}
}
