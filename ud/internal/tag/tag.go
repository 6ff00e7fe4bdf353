// Package tag finds the part of speech and the morphological features of the
// words of a sentence. It reads the sentence twice, the second time knowing
// what the first reading took the words on both sides for.
//
// Non-goal: lemmas, see package lemma.
package tag

import (
	"fmt"

	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

// Lanes is the number of classes that the tables have room for.
const (
	TagLanes   = 24
	FeatsLanes = 48
	numTags    = len(words.Tags)
)

// Model is a trained tagger. It is not changed by use.
type Model struct {
	First, Second *perceptron.Table // parts of speech, by reading
	Feats         *perceptron.Table // bundles of features of a part of speech
	Bundles       [numTags][]uint16 // by part of speech, the bundles that Feats chooses from
}

// Check tells whether the parts of the model fit together.
func (m *Model) Check(bundles int) error {
	if m.First.Lanes() != TagLanes || m.Second.Lanes() != TagLanes || m.Feats.Lanes() != FeatsLanes {
		return fmt.Errorf("tagger: tables of %d, %d and %d lanes", m.First.Lanes(), m.Second.Lanes(), m.Feats.Lanes())
	}
	for _, list := range m.Bundles {
		if len(list) > FeatsLanes {
			return fmt.Errorf("tagger: %d feature bundles for one part of speech", len(list))
		}
		for _, b := range list {
			if int(b) >= bundles {
				return fmt.Errorf("tagger: feature bundle %d of %d", b, bundles)
			}
		}
	}
	return nil
}

// Tagger is a model with scratch space, for one goroutine.
type Tagger struct {
	model  *Model
	idx    [maxFeatures]uint32
	scores [FeatsLanes]int32
}

// New returns a tagger.
func New(m *Model) *Tagger { return &Tagger{model: m} }

// Tag fills UPOS and Feats of all words.
func (t *Tagger) Tag(s *words.Sentence) {
	t.read(s, t.model.First, First)
	t.read(s, t.model.Second, Second)
	for i := range s.Words {
		w := &s.Words[i]
		list := t.model.Bundles[w.UPOS]
		switch len(list) {
		case 0:
			w.Feats = 0
		case 1:
			w.Feats = list[0]
		default:
			idx := FeatsFeatures(t.idx[:0], t.model.Feats.Shift(), s, i)
			w.Feats = list[t.model.Feats.Best(idx, t.scores[:len(list)])]
		}
	}
}

func (t *Tagger) read(s *words.Sentence, table *perceptron.Table, features func([]uint32, uint, *words.Sentence, int) []uint32) {
	for i := range s.Words {
		idx := features(t.idx[:0], table.Shift(), s, i)
		s.Words[i].UPOS = uint8(table.Best(idx, t.scores[:numTags]))
	}
}
