package influence

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
)

//go:embed weights.toml
var weightsTOML string

// Weights says what each kind of act weighs. It comes from a file only
// (DefaultWeights, ReadWeights), and is read only.
type Weights struct {
	name       string
	saturation float64
	undated    float64
	margin     float64
	rules      []Rule // by kind
	endable    map[string]bool
}

// Rule is what one kind of act weighs, how it ages and what it ends.
type Rule struct {
	Kind     string   `json:"kind"`
	Power    string   `json:"power"` // "actor" or "either"
	Weight   float64  `json:"weight"`
	HalfLife float64  `json:"half_life,omitempty" toml:"half_life"` // years
	Ends     []string `json:"ends,omitempty"`
	Leaves   float64  `json:"leaves,omitempty"` // part of what it ends that is left
	Everyone bool     `json:"everyone,omitempty"`
	Reason   string   `json:"reason"`
}

// DefaultWeights returns the weights of the package, influence/weights.toml.
func DefaultWeights() (*Weights, error) { return ReadWeights("influence/weights.toml", weightsTOML) }

// Name returns the name of the file that the weights were read from.
func (w *Weights) Name() string { return w.name }

// Rules returns the rules in the order of their kinds.
func (w *Weights) Rules() []Rule { return slices.Clone(w.rules) }

// Kinds returns the kinds of acts that bear on a result by the weights: those with
// a rule, and opinions.
func (w *Weights) Kinds() ([]string, error) {
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	rules, list := w.index(), []string{}
	for name, k := range kinds {
		if _, weighed := rules[name]; weighed || k.Opinion {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list, nil
}

// ReadWeights reads weights in the form of weights.toml, which explains it. Errors
// give the name and the line.
func ReadWeights(name, text string) (*Weights, error) {
	var file struct {
		Saturation, Undated, Margin float64
		Weight                      []Rule
	}
	at := newLines(name, text, "[[weight]]")
	meta, err := toml.Decode(text, &file)
	if err != nil {
		return nil, at.parse(err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, at.key(extra[0][len(extra[0])-1], "unknown key")
	}
	w := &Weights{name: name, saturation: file.Saturation, undated: file.Undated, margin: file.Margin, rules: file.Weight}
	for _, k := range []struct {
		key            string
		value, low, up float64
	}{{"saturation", w.saturation, .01, 1000}, {"undated", w.undated, 0, 1}, {"margin", w.margin, 0, .5}} {
		if !(k.value >= k.low && k.value <= k.up) || !meta.IsDefined(k.key) {
			return nil, at.key(k.key, fmt.Sprintf("want a number from %g to %g", k.low, k.up))
		}
	}
	if err := w.check(at); err != nil {
		return nil, err
	}
	slices.SortFunc(w.rules, func(a, b Rule) int { return strings.Compare(a.Kind, b.Kind) })
	return w, nil
}

// check checks the rules against the ontology and against one another.
func (w *Weights) check(at *lines) error {
	kinds, err := act.LoadOntology()
	if err != nil {
		return err
	}
	listed := map[string]bool{}
	for n, r := range w.rules {
		if key, problem := r.problem(kinds[r.Kind], listed[r.Kind]); problem != "" {
			return at.entry(n, key, problem)
		}
		listed[r.Kind] = true
	}
	w.endable = map[string]bool{}
	for n, r := range w.rules {
		for _, kind := range r.Ends {
			if !listed[kind] || kind == r.Kind {
				return at.entry(n, "ends", fmt.Sprintf("%q is not another kind of this file", kind))
			}
			w.endable[kind] = w.endable[kind] || !r.Everyone
		}
	}
	return nil
}

// problem returns what is wrong with a rule, and at which key; "" nothing.
func (r *Rule) problem(kind *act.Kind, twice bool) (key, what string) {
	switch {
	case kind == nil:
		return "kind", fmt.Sprintf("%q is no act or state of the ontology", r.Kind)
	case kind.Opinion:
		return "kind", fmt.Sprintf("%q is an opinion: opinions have no weight", r.Kind)
	case twice:
		return "kind", fmt.Sprintf("%q stands twice", r.Kind)
	case r.Power != "actor" && r.Power != "either":
		return "power", fmt.Sprintf("%q is neither actor nor either", r.Power)
	case math.IsNaN(r.Weight) || math.Abs(r.Weight) > 1000:
		return "weight", "want a number from -1000 to 1000"
	case r.Weight != 0 && !(r.HalfLife >= .01 && r.HalfLife <= 1000):
		return "half_life", "want a number of years from 0.01 to 1000"
	case r.Weight == 0 && len(r.Ends) == 0:
		return "weight", "neither weighs nor ends anything"
	case !(r.Leaves >= 0 && r.Leaves < 1):
		return "leaves", "want a number from 0 to below 1"
	case strings.TrimSpace(r.Reason) == "":
		return "reason", "no reason is given"
	}
	return "", ""
}

// index returns the number of each kind's rule.
func (w *Weights) index() map[string]int {
	numbers := make(map[string]int, len(w.rules))
	for n, r := range w.rules {
		numbers[r.Kind] = n
	}
	return numbers
}

// lines finds the lines of a TOML file that errors speak of.
type lines struct {
	name  string
	text  []string
	heads []int // lines on which the entries start, from 0
}

func newLines(name, text, head string) *lines {
	l := &lines{name: name, text: strings.Split(text, "\n")}
	for n, line := range l.text {
		if strings.HasPrefix(strings.TrimSpace(line), head) {
			l.heads = append(l.heads, n)
		}
	}
	return l
}

// entry returns an error at a key of the nth entry, or at its head.
func (l *lines) entry(n int, key, what string) error {
	if n >= len(l.heads) {
		return fmt.Errorf("%s: entry %d: %s: %s", l.name, n+1, key, what)
	}
	end := len(l.text)
	if n+1 < len(l.heads) {
		end = l.heads[n+1]
	}
	return l.within(l.heads[n], end, key, what)
}

// key returns an error at the first line that sets a key.
func (l *lines) key(key, what string) error { return l.within(0, len(l.text), key, what) }

func (l *lines) within(first, end int, key, what string) error {
	line := first
	for n := first; n < end; n++ {
		if name, _, set := strings.Cut(l.text[n], "="); set && strings.TrimSpace(name) == key {
			line = n
			break
		}
	}
	return fmt.Errorf("%s:%d: %s: %s", l.name, line+1, key, what)
}

// parse returns the error of the TOML reader with its line.
func (l *lines) parse(err error) error {
	var pe toml.ParseError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s:%d: %s", l.name, pe.Position.Line, pe.Message)
	}
	return fmt.Errorf("%s: %w", l.name, err)
}
