package dep

import (
	"math/rand/v2"

	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

// Example is a tagged sentence with its tree.
type Example struct {
	S     *words.Sentence
	Heads []int32 // the root's head is len(Heads)
	Rels  []Allowed
}

// Allowed is the relations that are right for a word: most often one, more
// where a treebank names a relation less finely than the others.
type Allowed []uint8

func (a Allowed) has(r int) bool {
	for _, x := range a {
		if int(x) == r {
			return true
		}
	}
	return false
}

// Options are the settings of the training.
type Options struct {
	Epochs            int
	MoveRows, RelRows int // binary logarithms of the numbers of rows
	MinCount          int
	Explore           float64 // how often a wrong move is made while training, to learn to go on from it
	Seed              uint64
	Rels              int
}

// Learned is a parser fresh from training.
type Learned struct {
	Moves, Rels *perceptron.Learner
	names       int
}

// Model returns the quantised parser.
func (l *Learned) Model() (*Model, error) {
	moves, err := l.Moves.Table()
	if err != nil {
		return nil, err
	}
	rels, err := l.Rels.Table()
	if err != nil {
		return nil, err
	}
	return &Model{Moves: moves, Rels: rels, Names: l.names}, nil
}

// Learn trains a parser with a dynamic oracle: it follows its own moves, and
// is taught the best that can still be done after an error.
func Learn(examples []Example, o Options) *Learned {
	l := &Learned{
		Moves: perceptron.NewLearner(o.MoveRows, MoveLanes, o.MinCount),
		Rels:  perceptron.NewLearner(o.RelRows, RelLanes, o.MinCount),
		names: o.Rels,
	}
	rng := rand.New(rand.NewPCG(o.Seed, 2))
	golds := make([]gold, len(examples))
	for k, ex := range examples {
		golds[k] = newGold(ex.Heads)
	}
	for epoch := range o.Epochs {
		for _, e := range rng.Perm(len(examples)) {
			explore := 0.0
			if epoch > 0 {
				explore = o.Explore
			}
			l.sentence(examples[e], golds[e], explore, rng)
		}
	}
	l.Moves.Average()
	l.Rels.Average()
	return l
}

func (l *Learned) sentence(ex Example, g gold, explore float64, rng *rand.Rand) {
	var st State
	var idx [maxFeatures]uint32
	st.reset(ex.S)
	for !st.done() {
		rows := moveFeatures(idx[:0], l.Moves.Shift(), &st)
		var scores [4]float32
		l.Moves.Score(rows, scores[:])
		got := best(&st, scores)
		want, right := oracle(&st, g, scores, got)
		l.Moves.Step()
		move := got
		if !right {
			l.Moves.Update(rows, want, got)
			if explore == 0 || rng.Float64() >= explore {
				move = want
			}
		}
		var rel uint8
		if move != Shift {
			head, dep := st.arc(move)
			rel = l.relation(&st, ex, head, dep)
		}
		st.do(move, rel)
	}
}

// oracle returns the best-scored of the moves that cost least, and whether
// the move got is among these.
func oracle(st *State, g gold, scores [4]float32, got int) (want int, right bool) {
	var cost [moves]int
	least := 1 << 30
	for m := range moves {
		if cost[m] = 1 << 30; st.allowed(m) {
			cost[m] = g.cost(st, m)
			least = min(least, cost[m])
		}
	}
	want = -1
	for m := range moves {
		if cost[m] == least && (want < 0 || scores[m] > scores[want]) {
			want = m
		}
	}
	return want, cost[got] == least
}

// relation teaches the relation of an arc and returns what the parser takes
// it for.
func (l *Learned) relation(st *State, ex Example, head, dep int32) uint8 {
	var buf [maxFeatures]uint32
	var scores [RelLanes]float32
	rows := relFeatures(buf[:0], l.Rels.Shift(), st, head, dep)
	l.Rels.Score(rows, scores[:l.names])
	got := perceptron.ArgMax(scores[:l.names])
	if ex.Heads[dep] != head {
		return uint8(got)
	}
	l.Rels.Step()
	if allowed := ex.Rels[dep]; len(allowed) > 0 && !allowed.has(got) {
		want := allowed[0]
		for _, r := range allowed[1:] {
			if scores[r] > scores[want] {
				want = r
			}
		}
		l.Rels.Update(rows, int(want), got)
	}
	return uint8(got)
}
