package nn

import (
	"math/rand/v2"
	"testing"
)

// bestByTrial tries every assignment of heads.
func bestByTrial(scores []float32, n int) float32 {
	heads := make([]int32, n)
	best := float32(-1e30)
	var f Forest
	for {
		roots, sum := 0, float32(0)
		ok := true
		for i, h := range heads {
			if int(h) == i+1 {
				ok = false
			}
			if h == 0 {
				roots++
			}
			sum += scores[i*(n+1)+int(h)]
		}
		if ok && roots == 1 && sum > best {
			real := make([]int32, n)
			for i, h := range heads {
				real[i] = h - 1
			}
			if f.acyclic(real) {
				best = sum
			}
		}
		i := 0
		for ; i < n; i++ {
			if heads[i]++; int(heads[i]) <= n {
				break
			}
			heads[i] = 0
		}
		if i == n {
			return best
		}
	}
}

func TestTreeIsTheBestOfAllTrees(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var f Forest
	for range 2000 {
		n := 1 + r.IntN(5)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.IntN(40))
		}
		heads := make([]int32, n)
		f.Tree(heads, scores)
		sum, roots := float32(0), 0
		for i, h := range heads {
			if h < 0 {
				roots++
			}
			sum += scores[i*(n+1)+int(h)+1]
		}
		if roots != 1 || !f.acyclic(heads) {
			t.Fatalf("%v is no tree of one root", heads)
		}
		if want := bestByTrial(scores, n); n <= 4 && sum != want {
			t.Fatalf("n=%d: %v scores %g, the best tree %g", n, heads, sum, want)
		}
	}
}

func TestTreeOfManyWordsHasOneRootAndNoCycle(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var f Forest
	for range 200 {
		n := 1 + r.IntN(60)
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = r.Float32()
		}
		heads := make([]int32, n)
		f.Tree(heads, scores)
		roots := 0
		for i, h := range heads {
			if h < 0 {
				roots++
			}
			if int(h) == i || int(h) >= n || h < -1 {
				t.Fatalf("word %d has head %d", i, h)
			}
		}
		if roots != 1 || !f.acyclic(heads) {
			t.Fatalf("%v is no tree of one root", heads)
		}
	}
}
