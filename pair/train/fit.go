package train

import (
	"math"
	"math/rand/v2"

	"github.com/credence-project/credence/pair"
)

// Settings say how weights are learned.
type Settings struct {
	Seed     uint64
	Epochs   int
	Rate     float64              // of the first step
	Decay    [pair.Groups]float64 // how strongly weights of a group are drawn to none
	Drop     [pair.Groups]float64 // share of a group's features left out at each look
	Smooth   float64              // how much of the right answer is shared among all
	Least    int                  // in how many examples a feature must be
	Without  [pair.Groups]bool    // groups left out altogether
	Smallest float32              // weights of a feature all below this are not kept
}

// Sample is an example with its features.
type Sample struct {
	Features []pair.Feature
	Type     pair.Type
	Weight   float64
}

// fit is a model while it is learned: one row of weights a feature.
type fit struct {
	settings Settings
	index    map[uint32]int
	hashes   []uint32
	group    []pair.Group
	weights  [][pair.Types]float64
	squares  [][pair.Types]float64 // sums of squared slopes (AdaGrad)
	sum      [][pair.Types]float64 // of weights after each of the last epochs
}

// Fit learns weights from samples. The model's temperature is 1.
func Fit(samples []Sample, s Settings) *pair.Model {
	return pair.NewModel(rows(samples, s), 1)
}

func rows(samples []Sample, s Settings) []pair.Row {
	f := &fit{settings: s, index: map[uint32]int{}}
	f.number(samples)
	random := rand.New(rand.NewPCG(s.Seed, 1))
	order := random.Perm(len(samples))
	averaged := 0
	for epoch := range s.Epochs {
		random.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, n := range order {
			f.step(&samples[n], random)
		}
		if epoch >= s.Epochs/2 {
			averaged++
			for i := range f.weights {
				for k := range f.weights[i] {
					f.sum[i][k] += f.weights[i][k]
				}
			}
		}
	}
	var out []pair.Row
	for i, h := range f.hashes {
		row := pair.Row{Hash: h}
		most := float32(0)
		for k := range row.Weights {
			row.Weights[k] = float32(f.sum[i][k] / float64(averaged))
			most = max(most, row.Weights[k], -row.Weights[k])
		}
		if most >= s.Smallest {
			out = append(out, row)
		}
	}
	return out
}

// number gives each feature that is frequent enough its row.
func (f *fit) number(samples []Sample) {
	count := map[uint32]int{}
	for _, s := range samples {
		for _, x := range s.Features {
			if f.settings.Without[x.Group] {
				continue
			}
			count[x.Hash]++
			if count[x.Hash] == f.settings.Least {
				f.index[x.Hash] = len(f.hashes)
				f.hashes, f.group = append(f.hashes, x.Hash), append(f.group, x.Group)
			}
		}
	}
	f.weights = make([][pair.Types]float64, len(f.hashes))
	f.squares = make([][pair.Types]float64, len(f.hashes))
	f.sum = make([][pair.Types]float64, len(f.hashes))
}

// step moves the weights towards the right answer of one sample.
func (f *fit) step(s *Sample, random *rand.Rand) {
	type active struct {
		row   int
		value float64
	}
	var on []active
	var sums [pair.Types]float64
	for _, x := range s.Features {
		row, ok := f.index[x.Hash]
		if !ok {
			continue
		}
		drop := f.settings.Drop[x.Group]
		if drop > 0 && random.Float64() < drop {
			continue
		}
		value := float64(x.Value) / (1 - drop)
		on = append(on, active{row, value})
		for k, w := range f.weights[row] {
			sums[k] += w * value
		}
	}
	shares := softmax(sums)
	for k := range shares {
		want := f.settings.Smooth / float64(pair.Types)
		if pair.Type(k) == s.Type {
			want += 1 - f.settings.Smooth
		}
		shares[k] = (shares[k] - want) * s.Weight
	}
	for _, a := range on {
		decay := f.settings.Decay[f.group[a.row]]
		w, q := &f.weights[a.row], &f.squares[a.row]
		for k, slope := range shares {
			g := slope*a.value + decay*w[k]
			q[k] += g * g
			w[k] -= f.settings.Rate * g / math.Sqrt(q[k]+1e-6)
		}
	}
}

func softmax(sums [pair.Types]float64) [pair.Types]float64 {
	most, total := sums[0], 0.0
	for _, s := range sums {
		most = max(most, s)
	}
	for k := range sums {
		sums[k] = math.Exp(sums[k] - most)
		total += sums[k]
	}
	for k := range sums {
		sums[k] /= total
	}
	return sums
}
