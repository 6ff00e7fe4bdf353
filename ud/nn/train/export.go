package train

import (
	"io"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/nn"
)

// margin is how much greater a number at run time may be than the greatest met
// in training before it is cut off.
const margin = 1.5

// Train fits a network to the sentences and returns it as nn.Open reads it. It
// annotates as the treebank called bank does; dict may be nil.
func Train(c Config, bank string, sents []*Sentence, dict *dictionary.Dictionary, log io.Writer) []byte {
	t := New(c, sents, dict, log)
	t.Fit(sents, nil)
	return t.Weights(bank, sents).Encode()
}

// Weights returns the network as package nn writes it down; it will annotate as
// the treebank called bank does. The sentences, of the training, show how great
// its numbers grow, and which lemmas words have.
func (t *Trainer) Weights(bank string, sents []*Sentence) *nn.Weights {
	home := slices.Index(t.Data.Banks, bank)
	h := t.Units
	w := &nn.Weights{
		Units: h, Arc: t.Arc, Label: t.Label, Tag: t.Tag,
		Keys:  t.Data.List,
		Words: append(slices.Clone(t.emb[:nn.Slots*t.in]), t.emb[t.Data.fixed()*t.in:]...),
		Bias:  slices.Clone(t.bx.w),
		Heads: t.wm.w, HeadsBias: t.bm.w, Pair: t.u.w, PairBias: t.bu.w,
		Distance: t.dist.w, RootArc: t.rootArc.w, RootLabel: t.rootLab.w,
		Rels: classes(t.Data.Rels.Names, t.wl.w, t.bl.w, 0, t.nRels),
		UPOS: classes(t.Data.UPOS.Names, t.wt.w, t.bt.w, 0, t.tags()),
	}
	for k, x := range t.row(t.emb, int32(nn.Slots+home)) {
		w.Bias[k] += x
	}
	w.Feats = classes(t.Data.Feats.Names, t.wt.w, t.bt.w, t.nUPOS, t.tags())
	for _, l := range t.layers {
		run := nn.Layer{W: l.w.w}
		for d := range 2 {
			for _, p := range []*param{l.vf, l.vr, l.bf, l.br} {
				run.V = append(run.V, p.w[d*h:(d+1)*h]...)
			}
		}
		w.Layers = append(w.Layers, run)
	}
	w.Range = t.ranges(bank, sents)
	w.Lemmas = nn.LearnLemmas(lexicon(bank, sents), t.sp.Dictionary)
	w.Dictionary = t.sp.Dictionary.Sum()
	return w
}

// classes takes the columns from at on of a matrix, as many as there are names.
func classes(names []string, w, b []float32, at, width int) nn.Classes {
	c := nn.Classes{Names: names, Bias: slices.Clone(b[at : at+len(names)])}
	for j := range names {
		for i := at + j; i < len(w); i += width {
			c.Rows = append(c.Rows, w[i])
		}
	}
	return c
}

func (t *Trainer) ranges(bank string, sents []*Sentence) nn.Range {
	var r nn.Range
	most := func(to *float32, v []float32) {
		for _, x := range v {
			*to = max(*to, x, -x)
		}
	}
	home := slices.Index(t.Data.Banks, bank)
	b := t.benches[0]
	for len(sents) > 0 {
		k := min(32, len(sents))
		b.used = 0
		s := t.forward(b, t.pack(sents[:k], home, false, t.rng), false)
		most(&r.Encoder, s.x)
		for _, l := range s.layers {
			most(&r.Encoder, l.h)
		}
		most(&r.Pair, s.q)
		w := t.headWidth()
		for i := range s.t {
			v := s.hm[i*w : (i+1)*w]
			most(&r.Arc, v[:2*t.Arc])
			most(&r.Label, v[2*t.Arc:2*t.Arc+2*t.Label])
			most(&r.Tag, v[2*t.Arc+2*t.Label:])
		}
		sents = sents[k:]
	}
	most(&r.Arc, t.rootArc.w)
	most(&r.Arc, t.dist.w)
	most(&r.Label, t.rootLab.w)
	for _, x := range []*float32{&r.Encoder, &r.Arc, &r.Pair, &r.Label, &r.Tag} {
		*x *= margin
	}
	return r
}

// lexicon lists the words of the sentences with their lemmas; those of the
// treebank called bank count ten times, so that its lemmas win.
func lexicon(bank string, sents []*Sentence) []nn.Entry {
	counts := map[nn.Entry]int{}
	for _, s := range sents {
		if s.NoLemmas {
			continue
		}
		n := 1
		if s.Bank == bank {
			n = 10
		}
		for i, f := range s.Forms {
			if l := s.Lemmas[i]; l != "" && l != "_" && !strings.ContainsAny(f+l, "\t\n") {
				e := nn.Entry{Form: f, UPOS: s.UPOS[i], Lemma: l}
				if !s.NoFeats {
					e.Feats = s.Feats[i]
				}
				counts[e] += n
			}
		}
	}
	out := make([]nn.Entry, 0, len(counts))
	for e, n := range counts {
		e.Count = n
		out = append(out, e)
	}
	return out
}
