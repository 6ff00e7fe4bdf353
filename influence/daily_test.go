package influence

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// What is drawn between two steps is what is reckoned day by day.
func TestDailyScoresAreThoseOfEveryDay(t *testing.T) {
	w, err := DefaultWeights()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		fast := *w
		if rapid.Bool().Draw(t, "short half-lives") {
			fast.rules = slices.Clone(w.rules)
			for n := range fast.rules {
				fast.rules[n].HalfLife *= rapid.Float64Range(.01, 1).Draw(t, "shorter")
			}
		}
		powers := gather(some(t), "AFG", kinds, &fast).powers(&fast)
		from, to := day("2000-06-15"), day("2024-01-01")
		c, g := daily(powers, &fast, from, to), newGauge(&fast, 1, 1)
		for day := range c.days {
			if c.days[day] != from+edtf.Day(day) {
				t.Fatalf("day %d is %s", day, c.days[day])
			}
		}
		total := make([]float64, len(c.days))
		for n := range powers {
			want, tally := make([]float64, len(c.days)), tally{}
			tally.begin(len(powers[n].cells))
			powers[n].walk(g, c.days, &tally, powers[n].weighted(&fast), [][]float64{want})
			for k := range want {
				if math.Abs(c.score[n][k]-want[k]) > 1e-6 {
					t.Fatalf("%s on %s: %g, want %g", powers[n].id, c.days[k], c.score[n][k], want[k])
				}
				total[k] += max(c.score[n][k], 0)
			}
		}
		for k := range total {
			top, most := -1, 0.0
			for n := range powers {
				if s := c.score[n][k]; s > most {
					top, most = n, s
				}
			}
			if math.Abs(c.total[k]-total[k]) > 1e-12 || c.top[k] != top {
				t.Fatalf("on %s: %g and %d, want %g and %d", c.days[k], c.total[k], c.top[k], total[k], top)
			}
		}
	})
}

func TestNthIsThatOfTheSortedList(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		list := make([]float32, 1+random.IntN(40))
		for n := range list {
			list[n] = float32(random.IntN(12)) / 4
		}
		sorted := slices.Sorted(slices.Values(list))
		place := random.IntN(len(list))
		before := fmt.Sprint(list)
		if got := nth(list, place); got != sorted[place] {
			t.Fatalf("%s: the %dth is %g, want %g", before, place, got, sorted[place])
		}
		slices.Sort(list)
		if !slices.Equal(list, sorted) {
			t.Fatalf("%s has become %v", before, list)
		}
	}
}
