package tag

import (
	"math/rand/v2"

	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

// Example is a sentence with what should come out.
type Example struct {
	S     *words.Sentence
	UPOS  []uint8
	Feats []uint16 // nil: this sentence teaches no features
}

// Options are the settings of the training.
type Options struct {
	Epochs             int
	LogRows, FeatsRows int // binary logarithms of the numbers of rows
	Seed               uint64
}

type featureFunc = func([]uint32, uint, *words.Sentence, int) []uint32

// Learn trains a tagger. bundles lists, by part of speech, the feature bundles
// to choose from. The words' own UPOS and Feats are overwritten.
func Learn(examples []Example, bundles [numTags][]uint16, o Options) *Learned {
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	l := &Learned{Bundles: bundles}
	l.First = learnTags(examples, First, o, rng)
	readUnseen(examples, o, rng)
	l.Second = learnTags(examples, Second, o, rng)
	l.Feats = learnFeats(examples, bundles, o, rng)
	return l
}

// Learned is a tagger fresh from training.
type Learned struct {
	First, Second, Feats *perceptron.Learner
	Bundles              [numTags][]uint16
}

// Model returns the quantised tagger.
func (l *Learned) Model() (*Model, error) {
	m := &Model{Bundles: l.Bundles}
	var err error
	for _, part := range []struct {
		to   **perceptron.Table
		from *perceptron.Learner
	}{{&m.First, l.First}, {&m.Second, l.Second}, {&m.Feats, l.Feats}} {
		if *part.to, err = part.from.Table(); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func learnTags(examples []Example, features featureFunc, o Options, rng *rand.Rand) *perceptron.Learner {
	l := perceptron.NewLearner(o.LogRows, TagLanes, 1)
	var idx [maxFeatures]uint32
	var scores [numTags]float32
	second := make([]uint8, 0, 256)
	for range o.Epochs {
		for _, e := range rng.Perm(len(examples)) {
			ex := examples[e]
			second = second[:0] // the first reading's tags, put back afterwards
			for i := range ex.S.Words {
				second = append(second, ex.S.Words[i].UPOS)
				rows := features(idx[:0], l.Shift(), ex.S, i)
				l.Score(rows, scores[:])
				got, want := perceptron.ArgMax(scores[:]), int(ex.UPOS[i])
				l.Step()
				if got != want {
					l.Update(rows, want, got)
				}
				ex.S.Words[i].UPOS = uint8(got)
			}
			for i := range ex.S.Words {
				ex.S.Words[i].UPOS = second[i]
			}
		}
	}
	l.Average()
	return l
}

// readUnseen gives every sentence the tags of a first reading by a classifier
// that has not seen it, such as the second reading will meet them.
func readUnseen(examples []Example, o Options, rng *rand.Rand) {
	const folds = 4
	o.Epochs = max(1, o.Epochs/2)
	for f := range folds {
		var rest []Example
		for k, ex := range examples {
			if k%folds != f {
				rest = append(rest, ex)
			}
		}
		l := learnTags(rest, First, o, rng)
		for k, ex := range examples {
			if k%folds == f {
				firstReading(ex.S, l)
			}
		}
	}
}

func firstReading(s *words.Sentence, l *perceptron.Learner) {
	var idx [maxFeatures]uint32
	var scores [numTags]float32
	for i := range s.Words {
		l.Score(First(idx[:0], l.Shift(), s, i), scores[:])
		s.Words[i].UPOS = uint8(perceptron.ArgMax(scores[:]))
	}
}

// learnFeats teaches the bundles on the right parts of speech.
func learnFeats(examples []Example, bundles [numTags][]uint16, o Options, rng *rand.Rand) *perceptron.Learner {
	l := perceptron.NewLearner(o.FeatsRows, FeatsLanes, 1)
	var idx [maxFeatures]uint32
	var scores [FeatsLanes]float32
	for range o.Epochs {
		for _, e := range rng.Perm(len(examples)) {
			ex := examples[e]
			if ex.Feats == nil {
				continue
			}
			for i := range ex.S.Words {
				ex.S.Words[i].UPOS = ex.UPOS[i]
			}
			for i := range ex.S.Words {
				w := &ex.S.Words[i]
				list := bundles[w.UPOS]
				w.Feats = 0
				if len(list) == 1 {
					w.Feats = list[0]
				}
				if len(list) < 2 {
					continue
				}
				rows := FeatsFeatures(idx[:0], l.Shift(), ex.S, i)
				l.Score(rows, scores[:len(list)])
				got, want := perceptron.ArgMax(scores[:len(list)]), index(list, ex.Feats[i])
				l.Step()
				if want >= 0 && got != want {
					l.Update(rows, want, got)
				}
				w.Feats = list[got]
			}
		}
	}
	l.Average()
	return l
}

func index(list []uint16, b uint16) int {
	for k, x := range list {
		if x == b {
			return k
		}
	}
	return -1
}
