package review

import (
	_ "embed"
	"fmt"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
)

//go:embed weights.toml
var weightsTOML string

// weights say what hangs on an assertion.
type weights struct {
	Otherwise   float64
	Factor      factors
	Consequence []consequence
	byKind      map[string]*consequence
}

// factors raise the priority of what something rests on.
type factors struct {
	Again, Disputed, Contested, Alone, Past float64
}

// consequence is what hangs on some kinds.
type consequence struct {
	Of     string
	Weight float64
	Kinds  []string
}

// loadWeights reads the weights that are part of the package.
func loadWeights(kinds act.Ontology) (*weights, error) { return parseWeights(weightsTOML, kinds) }

// parseWeights reads weights. Kinds of the ontology without one get the weight of
// all others.
func parseWeights(text string, kinds act.Ontology) (*weights, error) {
	w := &weights{byKind: map[string]*consequence{}}
	meta, err := toml.Decode(text, w)
	if err != nil {
		return nil, fmt.Errorf("review/weights.toml: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("review/weights.toml: unknown key %s", extra[0])
	}
	for n := range w.Consequence {
		c := &w.Consequence[n]
		if c.Of == "" || !(c.Weight > 0 && c.Weight <= 1) {
			return nil, fmt.Errorf("review/weights.toml: consequence %d, of %q, weighs %v: want a name, and more than 0, at most 1", n+1, c.Of, c.Weight)
		}
		for _, k := range c.Kinds {
			if kinds[k] == nil || w.byKind[k] != nil {
				return nil, fmt.Errorf("review/weights.toml: %q is no kind of the ontology, or stands twice", k)
			}
			w.byKind[k] = c
		}
	}
	if !(w.Otherwise > 0 && w.Otherwise <= 1) {
		return nil, fmt.Errorf("review/weights.toml: otherwise is %v: want more than 0, at most 1", w.Otherwise)
	}
	others := &consequence{Of: "something", Weight: w.Otherwise}
	for k := range kinds {
		if w.byKind[k] == nil {
			w.byKind[k] = others
		}
	}
	f := w.Factor
	if !(1 <= f.Past && f.Past <= f.Alone && f.Alone <= f.Contested && f.Contested <= f.Disputed && f.Disputed <= f.Again) {
		return nil, fmt.Errorf("review/weights.toml: factors %+v: want 1 <= past <= alone <= contested <= disputed <= again", f)
	}
	return w, nil
}

// least returns the priority of an assertion on which nothing rests.
func (w *weights) least(kind string, confidence float64) float64 {
	return (1 - confidence) * w.byKind[kind].Weight
}
