package train

import (
	"io"
	"math"
	"math/rand/v2"
	"testing"
)

// toy is a treebank of random trees.
func toy(n int, seed uint64) []*Sentence {
	r := rand.New(rand.NewPCG(seed, 9))
	words := []string{"Paris", "reconnaît", "un", "État", "du", "2021", ",", "l'", "ambassade", "ferme"}
	tags := []string{"PROPN", "VERB", "DET", "NOUN", "ADP", "NUM", "PUNCT", "DET", "NOUN", "VERB"}
	var out []*Sentence
	for range n {
		s := &Sentence{Bank: "toy"}
		k := 1 + r.IntN(7)
		for i := range k {
			w := r.IntN(len(words))
			s.Forms, s.UPOS, s.Lemmas = append(s.Forms, words[w]), append(s.UPOS, tags[w]), append(s.Lemmas, words[w])
			s.Feats = append(s.Feats, "")
			rel := "dep"
			if i == 0 {
				rel = "root"
			}
			s.Rel, s.Heads = append(s.Rel, rel), append(s.Heads, r.IntN(i+1)-1)
			if i > 0 && s.Heads[i] < 0 {
				s.Heads[i] = 0
			}
		}
		out = append(out, s)
	}
	return out
}

func TestGradientsEqualFiniteDifferences(t *testing.T) {
	sents := toy(6, 1)
	c := Config{Units: 8, Layers: 2, Arc: 6, Label: 5, Tag: 7, Seed: 3, TagWeight: 1}
	tr := New(c, sents, nil, io.Discard)
	r := rand.New(rand.NewPCG(1, 1))
	for _, p := range tr.params {
		for i := range p.w {
			p.w[i] += float32(r.NormFloat64() * 0.2)
		}
	}
	for i := range tr.emb {
		tr.emb[i] += float32(r.NormFloat64() * 0.3)
	}
	b := tr.benches[0]
	x := tr.pack(sents, 0, false, tr.rng)
	loss := func() float64 {
		b.used = 0
		b.loss = [5]float64{}
		s := tr.forward(b, x, true)
		for _, p := range tr.params {
			clear(p.g[0])
		}
		tr.predict(b, x, s)
		tr.backward(b, x, s, nil, 0, 1)
		return b.loss[0] + b.loss[1] + b.loss[2] + 0.5*b.loss[3] + 0.5*b.loss[4]
	}
	loss()
	check := func(name string, w []float32, g []float32) {
		for range 12 {
			i := r.IntN(len(w))
			const e = 2e-3
			old := w[i]
			w[i] = old + e
			up := loss()
			w[i] = old - e
			down := loss()
			w[i] = old
			want := (up - down) / (2 * e)
			if math.Abs(want-float64(g[i])) > 0.03*(1+math.Abs(want)) {
				t.Errorf("%s[%d]: %g, finite difference %g", name, i, g[i], want)
			}
		}
	}
	for k, p := range tr.params {
		g := append([]float32(nil), p.g[0]...)
		check("tensor "+string(rune('a'+k)), p.w, g)
	}
	loss()
	g := make([]float32, len(tr.emb))
	for i, rows := range x.rows {
		for _, row := range rows {
			for k := range tr.in {
				g[int(row)*tr.in+k] += b.dx[i*tr.in+k]
			}
		}
	}
	check("embedding", tr.emb, g)
}
