package train

import (
	"io"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/nn"
)

// margin is how much greater a number at run time may be than the greatest met
// in training before it is cut off.
const margin = 1.5

// Train fits a network to the sentences and returns it as nn.Open reads it. It
// annotates as the treebank called bank does.
func Train(c Config, bank string, sents []*Sentence, log io.Writer) ([]byte, error) {
	t := New(c, sents, log)
	t.Fit(sents, nil)
	w, err := t.Weights(bank, sents)
	if err != nil {
		return nil, err
	}
	return w.Encode(), nil
}

// Weights returns the network as package nn writes it down; it will annotate as
// the treebank called bank does. The sentences, of the training, show how great
// its numbers grow and which lemmas it gets wrong.
func (t *Trainer) Weights(bank string, sents []*Sentence) (*nn.Weights, error) {
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
	t.scripts(w, sents)
	w.Range = t.ranges(bank, sents)
	return w, t.lemmas(w, bank, sents)
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

// scripts lists the scripts that go with each part of speech.
func (t *Trainer) scripts(w *nn.Weights, sents []*Sentence) {
	all := classes(t.Data.Scripts.Names, t.wt.w, t.bt.w, t.nUPOS+t.nFeats, t.tags())
	seen := map[string]bool{}
	for _, s := range sents {
		for i, f := range s.Forms {
			if s.NoLemmas {
				break
			}
			seen[s.UPOS[i]+" "+nn.Script(f, s.Lemmas[i])] = true
		}
	}
	for _, tag := range t.Data.UPOS.Names {
		for k, name := range all.Names {
			if seen[tag+" "+name] {
				w.Scripts.Names = append(w.Scripts.Names, tag+" "+name)
				w.Scripts.Rows = append(w.Scripts.Rows, all.Rows[k*t.Tag:(k+1)*t.Tag]...)
				w.Scripts.Bias = append(w.Scripts.Bias, all.Bias[k])
			}
		}
	}
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

// lemmas notes the words whose lemma the network gets wrong though it is nearly
// always the same.
func (t *Trainer) lemmas(w *nn.Weights, bank string, sents []*Sentence) error {
	m, err := nn.Open(w.Encode())
	if err != nil {
		return err
	}
	type tally struct {
		lemmas map[string]int
		wrong  int
	}
	seen := map[string]*tally{}
	a := m.New()
	for _, s := range sents {
		if s.NoLemmas {
			continue
		}
		weight := 1
		if s.Bank == bank {
			weight = 10
		}
		got := Annotate(a, s)
		for i, f := range s.Forms {
			key := strings.ToLower(f) + "\t" + s.UPOS[i]
			c := seen[key]
			if c == nil {
				c = &tally{lemmas: map[string]int{}}
				seen[key] = c
			}
			c.lemmas[s.Lemmas[i]] += weight
			if got.UPOS[i] == s.UPOS[i] && got.Lemmas[i] != s.Lemmas[i] {
				c.wrong++
			}
		}
	}
	w.Lemmas = map[string]string{}
	for key, c := range seen {
		sum, best := 0, ""
		for l, n := range c.lemmas {
			sum += n
			if n > c.lemmas[best] || n == c.lemmas[best] && l < best {
				best = l
			}
		}
		if c.wrong > 0 && sum >= 2 && c.lemmas[best]*10 >= sum*9 && !strings.ContainsAny(key+best, "\n") {
			w.Lemmas[key] = best
		}
	}
	return nil
}

// Annotate runs a model on the words of a sentence.
func Annotate(a *nn.Annotator, s *Sentence) *Sentence {
	a.Reset()
	for _, f := range s.Forms {
		a.Add(f)
	}
	a.Run()
	r := &Sentence{ID: s.ID, Forms: s.Forms}
	for i := range s.Forms {
		lemma, upos, feats, rel, head := a.Word(i)
		r.Lemmas, r.UPOS, r.Feats = append(r.Lemmas, lemma), append(r.UPOS, upos), append(r.Feats, feats)
		r.Rel, r.Heads = append(r.Rel, rel), append(r.Heads, head)
	}
	return r
}
