package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestHeadlinesAreTreesOfTheWordsKept(t *testing.T) {
	s := &Sentence{
		Forms: strings.Fields("The envoy was summoned by the minister on Tuesday ."),
		UPOS:  strings.Fields("DET NOUN AUX VERB ADP DET NOUN ADP PROPN PUNCT"),
		Feats: []string{"Definite=Def|PronType=Art", "", "", "", "", "Definite=Def|PronType=Art", "", "", "", ""},
		Rel:   strings.Fields("det nsubj:pass aux:pass root case det obl case obl punct"),
		Heads: []int{1, 3, 3, -1, 6, 6, 3, 8, 3, 3},
	}
	s.Lemmas = s.Forms
	seen := map[string]bool{}
	r := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		h := headline(s, r)
		seen[strings.Join(h.Forms, " ")] = true
		for i := range h.Forms {
			k := slices.Index(s.Lemmas, h.Lemmas[i])
			if h.Lemmas[i] == "the" {
				k = 5
			}
			want := "root"
			if s.Heads[k] >= 0 {
				want = s.Lemmas[s.Heads[k]]
			}
			got := "root"
			if h.Heads[i] >= 0 {
				got = h.Lemmas[h.Heads[i]]
			}
			if got != want || h.UPOS[i] != s.UPOS[k] || h.Rel[i] != s.Rel[k] {
				t.Fatalf("%v: %s hangs on %s, want %s", h.Forms, h.Forms[i], got, want)
			}
		}
	}
	for _, want := range []string{"Envoy Summoned by Minister on Tuesday", "ENVOY WAS SUMMONED BY MINISTER ON TUESDAY", "The envoy summoned by the minister on Tuesday"} {
		if !seen[want] {
			t.Errorf("never %q, but %v", want, seen)
		}
	}
	if strings.Join(s.Forms, " ") != "The envoy was summoned by the minister on Tuesday ." {
		t.Error("the sentence was changed")
	}
}
