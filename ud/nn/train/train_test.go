package train

import (
	"bytes"
	"io"
	"testing"

	"github.com/credence-project/credence/ud/nn"
)

var small = Config{
	Units: 16, Layers: 2, Arc: 16, Label: 16, Tag: 16, Epochs: 60, BatchTokens: 60, Rate: 4e-3, Beta2: 0.98,
	DropIn: 0.1, DropMid: 0.05, DropHead: 0.05, DropWord: 0.1, TagWeight: 1, Mutual: 0.3, Seed: 5,
}

func TestATinyTreebankIsLearnedTheSameEveryTime(t *testing.T) {
	sents := phrases(80)
	first := Train(small, "toy", sents, nil, io.Discard)
	if !bytes.Equal(first, Train(small, "toy", sents, nil, io.Discard)) {
		t.Fatal("two trainings differ")
	}
	m, err := nn.Open(first, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, right, all := m.New(), 0, 0
	for _, s := range sents {
		a.Reset()
		for _, f := range s.Forms {
			a.Add(f)
		}
		a.Run()
		for i := range s.Forms {
			lemma, upos, _, rel, head := a.Word(i)
			all++
			if lemma == s.Lemmas[i] && upos == s.UPOS[i] && rel == s.Rel[i] && head == s.Heads[i] {
				right++
			}
		}
	}
	if right*100 < all*97 {
		t.Errorf("%d of %d words right", right, all)
	}
}

// phrases are sentences of one pattern: a subject, a verb, an object, a stop.
func phrases(n int) (out []*Sentence) {
	names, verbs, things := []string{"Oslo", "Paris", "Rome", "Londres"}, []string{"ferme", "ouvre", "garde"}, []string{"ambassades", "ports", "routes"}
	for i := range n {
		verb, thing := verbs[i%3], things[i/3%3]
		out = append(out, &Sentence{
			Bank:   "toy",
			Forms:  []string{names[i%4], verb, "des", thing, "."},
			UPOS:   []string{"PROPN", "VERB", "DET", "NOUN", "PUNCT"},
			Feats:  []string{"", "Number=Sing", "", "Number=Plur", ""},
			Lemmas: []string{names[i%4], infinitive[verb], "un", thing[:len(thing)-1], "."},
			Heads:  []int{1, -1, 3, 1, 1},
			Rel:    []string{"nsubj", "root", "det", "obj", "punct"},
		})
	}
	return out
}

var infinitive = map[string]string{"ferme": "fermer", "ouvre": "ouvrir", "garde": "garder"}
