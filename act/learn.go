package act

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
)

// Lesson is an article with the acts that a careful reader finds in it.
type Lesson struct {
	Article *article.Article
	Acts    []Taught
}

// Taught is an act of a lesson.
type Taught struct {
	Kind       string
	Actors     []string // ids
	Recipients []string
	Spans      []Span // each of which states it
	Modality   string
	Date       string // EDTF
}

// Learner learns from lessons in one language how far matches can be trusted.
type Learner struct {
	coder   *Coder
	samples []sample
}

// sample is a match that the rules found in a lesson.
type sample struct {
	lesson     int
	features   []uint32
	confidence float64 // of the rules
	right      bool
	sum        float64 // of its features, by weights that it had no part in
}

// NewLearner returns what learns for the rules of a coder, whose own weights play
// no part.
func NewLearner(c *Coder) *Learner {
	rules := *c
	rules.weights, rules.parties = nil, nil
	return &Learner{coder: &rules}
}

// Study reads the lessons, and notes of each match whether a careful reader finds
// the act too. The examples of the language's patterns are lessons as well, in which
// whatever is found is right: the tests of the patterns see to that.
func (l *Learner) Study(ctx context.Context, lessons []Lesson) error {
	r := l.coder.NewReader()
	if err := l.studyExamples(ctx, r); err != nil {
		return err
	}
	for n := range lessons {
		r.observe = func() {
			for x := range r.found {
				l.note(r, &r.found[x], n, lessons[n].bears(r, &r.found[x]))
			}
		}
		if _, err := r.Read(ctx, lessons[n].Article); err != nil {
			return err
		}
	}
	return nil
}

// example is the number of the lesson that the examples of patterns are.
const example = -1

// studyExamples reads the examples of the patterns.
func (l *Learner) studyExamples(ctx context.Context, r *Reader) error {
	r.observe = func() {
		for x := range r.found {
			l.note(r, &r.found[x], example, true)
		}
	}
	for _, e := range l.coder.Examples() {
		if len(e.Want) == 0 {
			continue
		}
		if _, err := r.Read(ctx, &article.Article{Text: e.Text, Units: []article.Unit{{End: len(e.Text)}}}); err != nil {
			return err
		}
	}
	return nil
}

// note takes a match of a lesson in.
func (l *Learner) note(r *Reader, m *match, lesson int, right bool) {
	if m.kind.State || m.kind.Unweighed {
		return
	}
	r.matchFeatures(m)
	l.samples = append(l.samples, sample{lesson: lesson, features: slices.Clone(r.feats.list), confidence: m.confidence, right: right})
}

// bears reports whether a lesson bears a match out: it has an act of the kind in
// the same sentence, by and towards one of the same parties.
func (l *Lesson) bears(r *Reader, m *match) bool {
	s := r.tree.Sentence
	return slices.ContainsFunc(l.Acts, func(t Taught) bool {
		return t.Kind == m.kind.Name && t.in(s.Start, s.End) && t.between(m.kind, idsOf(m.actors), idsOf(m.recipients))
	})
}

// in reports whether the act is stated between two bytes, in part at least.
func (t *Taught) in(start, end int) bool {
	return slices.ContainsFunc(t.Spans, func(x Span) bool { return x.Start < end && start < x.End })
}

// between reports whether the act is one by and towards one of the same parties.
func (t *Taught) between(k *Kind, actors, recipients []string) bool {
	if k.Symmetric {
		actors = slices.Concat(actors, recipients)
		recipients = actors
	}
	return (len(t.Actors) == 0 && len(actors) == 0 || agree(actors, t.Actors)) && (len(t.Recipients) == 0 || agree(recipients, t.Recipients))
}

// agree reports whether one of the ids is one of the wanted: of the same state,
// and both or neither of a body inside it.
func agree(ids, wanted []string) bool {
	return slices.ContainsFunc(ids, func(a string) bool {
		return slices.ContainsFunc(wanted, func(b string) bool {
			return gazetteer.State(a) == gazetteer.State(b) && strings.Contains(a, ".") == strings.Contains(b, ".")
		})
	})
}

// idsOf returns the ids of parties.
func idsOf(refs []discourse.Referent) (ids []string) {
	for n := range refs {
		ids = append(ids, refs[n].ID)
	}
	return ids
}

// Judged is a match of a lesson, with the probability that weights learned from
// other lessons give it.
type Judged struct {
	Probability float64
	Confidence  float64 // of the rules
	Right       bool
}

// folds is in how many parts the lessons are cut, to see what weights learned from
// the others make of each.
const folds = 10

// Fit learns the weights. A match will be left out where its probability is below
// threshold. It returns too what the weights make of lessons that they were not
// learned from, the most probable match first.
func (l *Learner) Fit(threshold float64) (*Weights, []Judged) {
	for k := range folds {
		f := l.fit(func(s *sample) bool { return s.lesson == example || s.lesson%folds != k })
		for n := range l.samples {
			if s := &l.samples[n]; s.lesson != example && s.lesson%folds == k {
				s.sum = f.sum(s.features)
			}
		}
	}
	w := l.fit(func(*sample) bool { return true }).weights()
	w.threshold, w.blend = threshold, l.blend()
	var judged []Judged
	for n := range l.samples {
		s := &l.samples[n]
		if s.lesson == example {
			continue
		}
		judged = append(judged, Judged{w.probability(s.sum, s.confidence), s.confidence, s.right})
	}
	slices.SortStableFunc(judged, func(a, b Judged) int { return cmp.Compare(b.Probability, a.Probability) })
	return w, judged
}

// bits is of how many bits the hashes are that choose a weight.
const bits = 18

// fitting is weights while they are learned, by AdaGrad (Duchi, Hazan and Singer
// 2011).
type fitting struct{ at, squares [1 << bits]float64 }

// How fast weights move, how strongly they are drawn back to nothing, and how
// often each sample is seen.
const (
	rate  = .08
	decay = 5e-5
	laps  = 5
)

// fit learns from the samples that keep tells.
func (l *Learner) fit(keep func(*sample) bool) *fitting {
	f := new(fitting)
	var order []int
	for n := range l.samples {
		if keep(&l.samples[n]) {
			order = append(order, n)
		}
	}
	random := rand.New(rand.NewPCG(1, 2)) // the same on every run
	for range laps {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, n := range order {
			s := &l.samples[n]
			f.move(s.features, logistic(f.sum(s.features))-truth(s.right))
		}
	}
	return f
}

// truth is a truth value as a probability.
func truth(right bool) float64 {
	if right {
		return 1
	}
	return 0
}

func (f *fitting) sum(features []uint32) (sum float64) {
	for _, x := range features {
		sum += f.at[x&(1<<bits-1)]
	}
	return sum
}

// move moves the weights of features along a gradient.
func (f *fitting) move(features []uint32, gradient float64) {
	for _, x := range features {
		x &= 1<<bits - 1
		g := gradient + decay*f.at[x]
		f.squares[x] += g * g
		f.at[x] -= rate * g / math.Sqrt(f.squares[x]+1e-6)
	}
}

// weights makes weights ready for use: in steps of which 127 are the largest.
func (f *fitting) weights() *Weights {
	most := 1e-9
	for _, w := range f.at {
		most = max(most, math.Abs(w))
	}
	out := &Weights{scale: most / 127, steps: make([]int8, len(f.at))}
	for n, w := range f.at {
		out.steps[n] = int8(math.Round(w / out.scale))
	}
	return out
}

// blend fits how the sums of features and the confidence of the rules go together,
// by gradient descent (stacking: Wolpert 1992).
func (l *Learner) blend() [3]float64 {
	const steps, rate = 4000, .5
	w := Weights{blend: [3]float64{0, 1, 0}}
	for range steps {
		var gradient [3]float64
		for n := range l.samples {
			s := &l.samples[n]
			if s.lesson == example {
				continue
			}
			d := w.probability(s.sum, s.confidence) - truth(s.right)
			gradient[0] += d
			gradient[1] += d * s.sum
			gradient[2] += d * s.confidence
		}
		for k := range gradient {
			w.blend[k] -= rate * gradient[k] / float64(max(1, len(l.samples)))
		}
	}
	return w.blend
}
