package train

import (
	"fmt"
	"math"
	"strings"

	"github.com/credence-project/credence/pair"
)

// Figures are how good answers are.
type Figures struct {
	Confused [pair.Types][pair.Types]int // right answer, answer given
	bins     [10]bin                     // by confidence
	loss     float64
	n        int
}

// bin is the answers of some confidence.
type bin struct {
	n, right int
	sum      float64
}

// Measure compares what a model answers with what is right.
func Measure(m *pair.Model, samples []Sample) *Figures {
	f := new(Figures)
	for _, s := range samples {
		shares := m.Shares(s.Features)
		best := 0
		for k := range shares {
			if shares[k] > shares[best] {
				best = k
			}
		}
		f.Add(s.Type, pair.Type(best), shares[best])
		f.loss -= math.Log(max(shares[s.Type], 1e-9))
	}
	return f
}

// Add counts one answer.
func (f *Figures) Add(right, given pair.Type, confidence float64) {
	f.n++
	f.Confused[right][given]++
	b := &f.bins[min(9, int(confidence*10))]
	b.n++
	b.sum += confidence
	if right == given {
		b.right++
	}
}

// Into adds what was counted to other figures.
func (f *Figures) Into(sum *Figures) {
	sum.n += f.n
	sum.loss += f.loss
	for i := range f.Confused {
		for k, n := range f.Confused[i] {
			sum.Confused[i][k] += n
		}
	}
	for i, b := range f.bins {
		sum.bins[i].n += b.n
		sum.bins[i].right += b.right
		sum.bins[i].sum += b.sum
	}
}

// Accuracy is the share of right answers.
func (f *Figures) Accuracy() float64 {
	right := 0
	for k := range f.Confused {
		right += f.Confused[k][k]
	}
	return float64(right) / float64(max(f.n, 1))
}

// F1 is the harmonic mean of precision and recall of a type.
func (f *Figures) F1(t pair.Type) float64 {
	right, given, wanted := f.Confused[t][t], 0, 0
	for k := range f.Confused {
		given += f.Confused[k][t]
		wanted += f.Confused[t][k]
	}
	return 2 * float64(right) / float64(max(given+wanted, 1))
}

// MacroF1 is the mean F1 of all types.
func (f *Figures) MacroF1() float64 {
	sum := 0.0
	for t := range pair.Types {
		sum += f.F1(pair.Type(t))
	}
	return sum / float64(pair.Types)
}

// Loss is the mean surprise at the right answer.
func (f *Figures) Loss() float64 { return f.loss / float64(max(f.n, 1)) }

// Gap is by how much confidence and the share of right answers differ on
// average.
func (f *Figures) Gap() float64 {
	sum := 0.0
	for _, b := range f.bins {
		sum += math.Abs(b.sum - float64(b.right))
	}
	return sum / float64(max(f.n, 1))
}

// String writes the figures in a line.
func (f *Figures) String() string {
	loss := ""
	if f.loss > 0 {
		loss = fmt.Sprintf("  loss %.3f", f.Loss())
	}
	return fmt.Sprintf("%5d pairs  accuracy %.3f  macro F1 %.3f%s  calibration gap %.3f", f.n, f.Accuracy(), f.MacroF1(), loss, f.Gap())
}

// Reliability writes out how often answers of each confidence are right.
func (f *Figures) Reliability() string {
	var b strings.Builder
	for _, x := range f.bins {
		if x.n > 0 {
			n := float64(x.n)
			fmt.Fprintf(&b, "  confidence %.2f  right %.2f  of %4d\n", x.sum/n, float64(x.right)/n, x.n)
		}
	}
	return b.String()
}

// Held is a model with samples that it did not learn from.
type Held struct {
	Model   *pair.Model
	Samples []Sample
}

// Temperature returns by what the sums of the models should be divided for
// their confidence to be right on the samples held out.
func Temperature(held []Held) float64 {
	best, least := 1.0, math.Inf(1)
	for t := .3; t < 3; t *= 1.03 {
		loss := 0.0
		for _, h := range held {
			loss += Measure(h.Model.At(t), h.Samples).loss
		}
		if loss < least {
			best, least = t, loss
		}
	}
	return best
}

// Fold parts samples by turns into count, and returns those of all parts but the
// n-th, and those of that one.
func Fold(samples []Sample, count, n int) (learn, held []Sample) {
	for i := range samples {
		if i%count == n {
			held = append(held, samples[i])
		} else {
			learn = append(learn, samples[i])
		}
	}
	return learn, held
}
