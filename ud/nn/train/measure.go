package train

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train/f32"
)

// Score is what a set of sentences is measured by, in percent of the words.
type Score struct {
	Words                        int
	UPOS, Feats, Lemma, UAS, LAS float64
	SubLAS                       float64 // with subtypes of relations
	Roots                        float64 // right roots, of sentences
}

func (s Score) String() string {
	return fmt.Sprintf("UPOS %.2f feats %.2f lemma %.2f UAS %.2f LAS %.2f sub %.2f root %.1f (%d words)", s.UPOS, s.Feats, s.Lemma, s.UAS, s.LAS, s.SubLAS, s.Roots, s.Words)
}

// Analyse annotates sentences as the network in single precision does.
func (t *Trainer) Analyse(sents []*Sentence, bank string) []*Sentence {
	var out []*Sentence
	b := t.benches[0]
	var forest nn.Forest
	home := slices.Index(t.Data.Banks, bank)
	for len(sents) > 0 {
		k := min(len(sents), 32)
		x := t.pack(sents[:k], home, false, t.rng)
		b.used = 0
		s := t.forward(b, x, false)
		for i, src := range sents[:k] {
			out = append(out, t.read(b, s, src, x.start[i], x.start[i+1], &forest))
		}
		sents = sents[k:]
	}
	return out
}

func (t *Trainer) read(b *bench, s *state, src *Sentence, a, z int, forest *nn.Forest) *Sentence {
	n := z - a
	r := &Sentence{ID: src.ID, Forms: src.Forms}
	heads := make([]int32, n)
	forest.Tree(heads, t.arcScores(b, s, a, z))
	w, L := t.headWidth(), t.Label
	for i := range n {
		v := append([]float32(nil), s.hm[(a+i)*w+2*t.Arc:][:L]...)
		f32.Add(v, t.labelHead(s, a, heads[i]))
		lab := append([]float32(nil), t.bl.w...)
		for k, x := range v {
			if x > 0 {
				for j := range lab {
					lab[j] += x * t.wl.w[k*t.nRels+j]
				}
			}
		}
		if heads[i] >= 0 {
			lab[t.Data.Rels.of("root")] = -1e30
		} else {
			clear(lab)
			lab[t.Data.Rels.of("root")] = 1
		}
		tags := append([]float32(nil), t.bt.w...)
		for k, x := range s.hm[(a+i)*w+2*t.Arc+2*L:][:t.Tag] {
			if x > 0 {
				f := t.wt.w[k*t.tags() : (k+1)*t.tags()]
				for j := range tags {
					tags[j] += x * f[j]
				}
			}
		}
		up := t.Data.UPOS.Names[argmax(tags[:t.nUPOS])]
		fs := tags[t.nUPOS : t.nUPOS+t.nFeats]
		for j, name := range t.Data.Feats.Names {
			if !strings.HasPrefix(name, up+" ") {
				fs[j] = -1e30
			}
		}
		_, feats, _ := strings.Cut(t.Data.Feats.Names[argmax(fs)], " ")
		script := t.Data.Scripts.Names[argmax(tags[t.nUPOS+t.nFeats:])]
		r.UPOS, r.Feats = append(r.UPOS, up), append(r.Feats, feats)
		r.Lemmas = append(r.Lemmas, nn.Apply(script, src.Forms[i]))
		r.Heads, r.Rel = append(r.Heads, int(heads[i])), append(r.Rel, t.Data.Rels.Names[argmax(lab)])
	}
	return r
}

func argmax(v []float32) int {
	best := 0
	for i, x := range v {
		if x > v[best] {
			best = i
		}
	}
	return best
}

// Measure compares annotated sentences with the gold ones.
func Measure(gold, got []*Sentence) Score {
	var s Score
	base := func(r string) string { b, _, _ := strings.Cut(r, ":"); return b }
	for k, g := range gold {
		for i := range g.Forms {
			s.Words++
			p := got[k]
			add(&s.UPOS, p.UPOS[i] == g.UPOS[i])
			add(&s.Feats, g.NoFeats || p.Feats[i] == g.Feats[i])
			add(&s.Lemma, g.NoLemmas || p.Lemmas[i] == g.Lemmas[i])
			add(&s.UAS, p.Heads[i] == g.Heads[i])
			add(&s.LAS, p.Heads[i] == g.Heads[i] && base(p.Rel[i]) == base(g.Rel[i]))
			add(&s.SubLAS, p.Heads[i] == g.Heads[i] && p.Rel[i] == g.Rel[i])
			add(&s.Roots, p.Heads[i] == -1 && g.Heads[i] == -1)
		}
	}
	for _, x := range []*float64{&s.UPOS, &s.Feats, &s.Lemma, &s.UAS, &s.LAS, &s.SubLAS} {
		*x *= 100 / float64(max(1, s.Words))
	}
	s.Roots *= 100 / float64(max(1, len(gold)))
	return s
}

func add(x *float64, ok bool) {
	if ok {
		*x++
	}
}
