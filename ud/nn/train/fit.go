package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/nn"
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

// New makes an untrained network for the treebanks; dict may be nil.
func New(c Config, sents []*Sentence, dict *dictionary.Dictionary, log io.Writer) *Trainer {
	d := collect(sents, c.Words, dict)
	t := &Trainer{Data: d, Log: log, rng: rand.New(rand.NewPCG(c.Seed, 1)), encoded: map[string]*entry{}, sp: nn.Speller{Dictionary: dict}}
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
			forms = t.swap(s, forms, r)
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
				if hide && nn.Own(k) {
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
	if t.Headlines > 0 {
		group = slices.Clone(group)
		for i, s := range group { // before the views part, so that both have the same words
			if t.rng.Float32() < t.Headlines {
				group[i] = headline(s, t.rng)
			}
		}
	}
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
