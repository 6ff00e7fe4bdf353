package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train/f32"
)

// Trainer fits a network to treebanks.
type Trainer struct {
	*Net
	Data *Data
	Log  io.Writer

	rng     *rand.Rand
	benches [shards]*bench
	steps   int
	mark    []bool
	touched []int32
	encoded map[string]*entry
	sp      nn.Speller
}

type entry struct {
	rows [nn.Slots]int32
	keep float32 // chance that the word's own rows are hidden in training
}

// New makes an untrained network for the treebanks.
func New(c Config, sents []*Sentence, log io.Writer) *Trainer {
	d := collect(sents)
	t := &Trainer{Data: d, Log: log, rng: rand.New(rand.NewPCG(c.Seed, 1)), encoded: map[string]*entry{}}
	t.Net = newNet(c, d.size(), len(d.UPOS.Names), len(d.Feats.Names), len(d.Scripts.Names), len(d.Rels.Names))
	for i := range t.benches {
		t.benches[i] = &bench{rng: rand.New(rand.NewPCG(c.Seed, uint64(i)+100))}
	}
	t.mark = make([]bool, d.size())
	return t
}

func (t *Trainer) entry(form string) *entry {
	e := t.encoded[form]
	if e == nil {
		k := t.sp.Keys(form)
		n := float32(t.Data.Count[k[0]])
		e = &entry{rows: t.Data.rows(k), keep: t.DropWord / (t.DropWord + n)}
		t.encoded[form] = e
	}
	return e
}

// pack makes a batch of sentences; in training, rows are dropped at random.
func (t *Trainer) pack(sents []*Sentence, bank int, training bool, r *rand.Rand) *batch {
	b := &batch{start: []int{0}}
	for _, s := range sents {
		forms := s.Forms
		home := bank
		if training {
			home = slices.Index(t.Data.Banks, s.Bank)
			if r.Float32() < t.Augment {
				forms = augment(forms, r)
			}
		}
		for i, f := range forms {
			e := t.entry(f)
			rows := make([]int32, 0, nn.Slots+1)
			hide := training && r.Float32() < e.keep
			for k, row := range e.rows {
				if row < 0 {
					continue
				}
				if hide && (k == 0 || k >= 11) {
					row = int32(k)
				} else if training && r.Float32() < t.DropSlot {
					continue
				}
				rows = append(rows, row)
			}
			if home >= 0 {
				rows = append(rows, int32(nn.Slots+home))
			}
			b.rows = append(b.rows, rows)
			b.upos = append(b.upos, t.Data.UPOS.of(s.UPOS[i]))
			b.feats = append(b.feats, known(!s.NoFeats, t.Data.Feats.of(s.UPOS[i]+" "+s.Feats[i])))
			b.lem = append(b.lem, known(!s.NoLemmas, t.Data.Scripts.of(nn.Script(s.Forms[i], s.Lemmas[i]))))
			b.rel = append(b.rel, t.Data.Rels.of(s.Rel[i]))
			b.head = append(b.head, int32(s.Heads[i]))
		}
		b.start = append(b.start, len(b.rows))
	}
	return b
}

func known(ok bool, class int32) int32 {
	if ok {
		return class
	}
	return -1
}

// Fit trains on the sentences and calls after at the end of every epoch.
func (t *Trainer) Fit(sents []*Sentence, after func(epoch int)) {
	total := 0
	words := 0
	for _, s := range sents {
		words += len(s.Forms)
	}
	total = t.Epochs * max(1, words/t.batchWords())
	for e := range t.Epochs {
		began := time.Now()
		for _, b := range t.benches {
			b.loss = [5]float64{}
		}
		for _, group := range t.batches(sents) {
			t.step(group, total)
		}
		l := [5]float64{}
		for _, b := range t.benches {
			for i, x := range b.loss {
				l[i] += x / float64(words)
			}
		}
		fmt.Fprintf(t.Log, "epoch %d: loss arcs %.3f labels %.3f tags %.3f feats %.3f lemmas %.3f (%.1fs)\n",
			e+1, l[0], l[1], l[2], l[3], l[4], time.Since(began).Seconds())
		if after != nil {
			after(e + 1)
		}
	}
}

// batches deals the sentences into groups of about BatchTokens words, sentences
// of like length together.
func (t *Trainer) batches(sents []*Sentence) [][]*Sentence {
	order := t.rng.Perm(len(sents))
	var groups [][]*Sentence
	var cur []*Sentence
	n := 0
	for _, i := range order {
		if n > 0 && n+len(sents[i].Forms) > t.batchWords() {
			groups = append(groups, cur)
			cur, n = nil, 0
		}
		cur = append(cur, sents[i])
		n += len(sents[i].Forms)
	}
	return append(groups, cur)
}

// batchWords is how many words a batch has; with Mutual each is met twice.
func (t *Trainer) batchWords() int {
	if t.Mutual > 0 {
		return t.BatchTokens / shards
	}
	return t.BatchTokens
}

func (t *Trainer) rate(total int) float32 {
	warm := 200.0
	s := float64(t.steps)
	if s < warm {
		return t.Rate * float32(s/warm)
	}
	x := min(1, (s-warm)/max(1, float64(total)-warm))
	return t.Rate * float32(0.02+0.98*0.5*(1+math.Cos(math.Pi*x)))
}

func (t *Trainer) step(group []*Sentence, total int) {
	t.steps++
	words := 0
	for _, s := range group {
		words += len(s.Forms)
	}
	// Deal the sentences to the shards by words, or give all to each.
	var parts [shards][]*Sentence
	n := 0
	for _, s := range group {
		if t.Mutual > 0 {
			for k := range parts {
				parts[k] = append(parts[k], s)
			}
			continue
		}
		k := min(shards-1, n*shards/words)
		parts[k] = append(parts[k], s)
		n += len(s.Forms)
	}
	scale := 1 / float32(words)
	if t.Mutual > 0 {
		scale /= shards
	}
	var xs [shards]*batch
	var states, others [shards]*state
	for k := range parts {
		xs[k] = t.pack(parts[k], -1, true, t.rng)
	}
	t.both(func(k int) {
		b := t.benches[k]
		b.used = 0
		if len(xs[k].rows) == 0 {
			return
		}
		states[k] = t.forward(b, xs[k], true)
		t.predict(b, xs[k], states[k])
	})
	if t.Mutual > 0 {
		others[0], others[1] = states[1], states[0]
	}
	t.both(func(k int) {
		for _, p := range t.params {
			clear(p.g[k])
		}
		if states[k] == nil {
			return
		}
		t.backward(t.benches[k], xs[k], states[k], others[k], k, scale)
	})
	t.update(xs, total)
}

// both runs the work of all shards.
func (t *Trainer) both(work func(k int)) {
	var wg sync.WaitGroup
	for k := range shards {
		wg.Go(func() { work(k) })
	}
	wg.Wait()
}

func (t *Trainer) update(xs [shards]*batch, total int) {
	norm := 0.0
	for _, p := range t.params {
		for k := 1; k < shards; k++ {
			f32.Add(p.g[0], p.g[k])
		}
		for _, g := range p.g[0] {
			norm += float64(g) * float64(g)
		}
	}
	clip := float32(1)
	if l := math.Sqrt(norm); l > 2 {
		clip = float32(2 / l)
	}
	c := t.adam(total)
	for _, p := range t.params {
		if clip < 1 {
			for i := range p.g[0] {
				p.g[0][i] *= clip
			}
		}
		c.Step(p.w, p.g[0], p.m, p.v)
	}
	// The embedding: only the rows met, half of them a thread.
	t.touched = t.touched[:0]
	for _, x := range xs {
		for _, rows := range x.rows {
			for _, r := range rows {
				if !t.mark[r] {
					t.mark[r] = true
					t.touched = append(t.touched, r)
				}
			}
		}
	}
	c.Decay = t.Decay
	var wg sync.WaitGroup
	for part := range int32(2) {
		wg.Go(func() {
			for _, r := range t.touched {
				if r&1 == part {
					clear(t.row(t.embG, r))
				}
			}
			for k, x := range xs {
				for i, rows := range x.rows {
					d := t.benches[k].dx[i*t.in : (i+1)*t.in]
					for _, r := range rows {
						if r&1 == part {
							f32.Add(t.row(t.embG, r), d)
						}
					}
				}
			}
			for _, r := range t.touched {
				if r&1 == part {
					c.Step(t.row(t.emb, r), t.row(t.embG, r), t.row(t.embM, r), t.row(t.embV, r))
				}
			}
		})
	}
	wg.Wait()
	for _, r := range t.touched {
		t.mark[r] = false
	}
}

func (t *Trainer) row(m []float32, r int32) []float32 { return m[int(r)*t.in : (int(r)+1)*t.in] }

func (t *Trainer) adam(total int) *f32.Adam {
	const beta1 = 0.9
	s := float64(t.steps)
	fix := math.Sqrt(1-math.Pow(float64(t.Beta2), s)) / (1 - math.Pow(beta1, s))
	return &f32.Adam{Rate: t.rate(total) * float32(fix), Beta1: beta1, Beta2: t.Beta2, Eps: 1e-8}
}

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
