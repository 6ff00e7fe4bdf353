package train

import (
	"fmt"
	"time"

	"github.com/credence-project/credence/ud"
)

// Figures are counts of what a model got right on given words.
type Figures struct {
	Sentences, Words              int
	UPOS, Feats, Lemmas, UAS, LAS int
	FeatWords, LemmaWords         int // words of treebanks whose features and lemmas count
	Subtyped                      int // LAS with subtypes
	Took                          time.Duration
}

// Measure annotates the sentences and compares.
func Measure(m *ud.Model, list []*Sentence) Figures {
	var f Figures
	p := m.NewParser()
	for _, gold := range list {
		s := ud.Sentence{Tokens: make([]ud.Token, len(gold.Tokens))}
		for i := range gold.Tokens {
			s.Tokens[i].Form = gold.Tokens[i].Form
		}
		start := time.Now()
		p.Annotate(&s)
		f.Took += time.Since(start)
		f.compare(gold, &s)
	}
	return f
}

func (f *Figures) compare(gold *Sentence, s *ud.Sentence) {
	f.Sentences++
	for i := range s.Tokens {
		got, want := &s.Tokens[i], &gold.Tokens[i]
		f.Words++
		count(&f.UPOS, got.UPOS == want.UPOS)
		if gold.Bank.Feats {
			f.FeatWords++
			count(&f.Feats, got.Feats == want.Feats)
		}
		if gold.Bank.Lemmas {
			f.LemmaWords++
			count(&f.Lemmas, got.Lemma == want.Lemma)
		}
		if got.Head == want.Head {
			f.UAS++
			count(&f.LAS, got.BaseRel() == want.BaseRel())
			count(&f.Subtyped, got.Rel == want.Rel)
		}
	}
}

func count(n *int, right bool) {
	if right {
		*n++
	}
}

// String writes the figures in percent.
func (f Figures) String() string {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return fmt.Sprintf("%5d sentences %6d words  UPOS %.2f  feats %.2f  lemma %.2f  UAS %.2f  LAS %.2f  with subtypes %.2f",
		f.Sentences, f.Words, share(f.UPOS, f.Words), share(f.Feats, f.FeatWords), share(f.Lemmas, f.LemmaWords),
		share(f.UAS, f.Words), share(f.LAS, f.Words), share(f.Subtyped, f.Words))
}

// WordsPerSecond is the speed on one core.
func (f Figures) WordsPerSecond() float64 { return float64(f.Words) / f.Took.Seconds() }
