package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

// Logistic regression by stochastic gradient descent.
const (
	epochs   = 20
	rate     = 0.1  // of the first epoch, falling with 1/epoch
	decay    = 1e-3 // of a weight, each time its feature is met
	unit     = 100  // weights are written in hundredths
	smallest = 5    // hundredths below which a weight is left out
)

// rarest is how often a feature of each kind of choice must have been met.
var rarest = map[string]int{"sentence": 8, "contraction": 3}

// model is the weight of each feature.
type model map[string]float64

func (m model) sum(features []string) float64 {
	total := 0.0
	for _, f := range features {
		total += m[f]
	}
	return total
}

// learnAll learns a model for every kind of choice.
func learnAll(examples []example, seed uint64) map[string]model {
	models := map[string]model{}
	for _, kind := range kinds(examples) {
		var mine []example
		for _, e := range examples {
			if e.kind == kind {
				mine = append(mine, e)
			}
		}
		models[kind] = learn(mine, seed, rarest[kind])
	}
	return models
}

func learn(examples []example, seed uint64, rarest int) model {
	counts := map[string]int{}
	for _, e := range examples {
		for _, f := range e.features {
			counts[f]++
		}
	}
	m := model{}
	random := rand.New(rand.NewPCG(seed, 0))
	order := random.Perm(len(examples))
	for epoch := range epochs {
		step := rate / (1 + float64(epoch)/4)
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &examples[i]
			wrong := -1 / (1 + math.Exp(-m.sum(e.features)))
			if e.yes {
				wrong++
			}
			for _, f := range e.features {
				if counts[f] >= rarest {
					m[f] += step * (wrong - decay*m[f])
				}
			}
		}
	}
	for f, w := range m {
		if w = math.Round(w * unit); math.Abs(w) < smallest {
			delete(m, f)
		} else {
			m[f] = w
		}
	}
	return m
}

// write writes the models as tokens.tsv, in the order of their names.
func write(path string, c *config, models map[string]model) error {
	var out bytes.Buffer
	out.WriteString("# Where sentences end and which words are contractions: weights learned by tools/tokens from\n")
	for _, bank := range c.Treebank {
		fmt.Fprintf(&out, "# %s (%s)\n", strings.Join(bank.Files, ", "), bank.Licence)
	}
	out.WriteString("# kind\tfeature\tweight\n")
	for _, kind := range sorted(models) {
		for _, f := range sorted(models[kind]) {
			fmt.Fprintf(&out, "%s\t%s\t%.0f\n", kind, f, models[kind][f])
		}
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing weights: %w", err)
	}
	fmt.Printf("wrote %s, %d bytes\n", path, out.Len())
	return nil
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
