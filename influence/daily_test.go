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
		days := []edtf.Day{}
		for day := from; day <= to; day++ {
			days = append(days, day)
		}
		want, g := make([][]float64, len(powers)), newGauge(&fast, 1, 1)
		for n := range powers {
			tally := tally{}
			tally.begin(len(powers[n].cells))
			want[n] = make([]float64, len(days))
			powers[n].walk(g, days, &tally, powers[n].weighted(&fast), want[n:n+1])
		}
		looked := 0
		for s := newScores(powers, &fast, from, to); s.next(); looked += len(s.total) {
			if s.first != looked {
				t.Fatalf("the scores begin with day %d, want %d", s.first, looked)
			}
			for k := range s.total {
				top, most, total := -1, 0.0, 0.0
				for n := range powers {
					x := s.score[n][k]
					if math.Abs(x-want[n][looked+k]) > 1e-6 {
						t.Fatalf("%s on %s: %g, want %g", powers[n].id, days[looked+k], x, want[n][looked+k])
					}
					if total += max(x, 0); x > most {
						top, most = n, x
					}
				}
				if math.Abs(s.total[k]-total) > 1e-12 || s.top[k] != top {
					t.Fatalf("on %s: %g and %d, want %g and %d", days[looked+k], s.total[k], s.top[k], total, top)
				}
			}
		}
		if looked != len(days) {
			t.Fatalf("%d days, want %d", looked, len(days))
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
