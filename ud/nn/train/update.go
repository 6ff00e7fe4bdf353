package train

import (
	"math"
	"sync"

	"github.com/credence-project/credence/ud/nn/train/f32"
)

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
