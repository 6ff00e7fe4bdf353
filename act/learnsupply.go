package act

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/credence-project/credence/article"
)

// PartyLearner learns from lessons in one language who is meant where the rules find nobody.
type PartyLearner struct {
	coder   *Coder
	choices []choice
}

// choice is a side of a match in a lesson that the rules left empty, with all who could be on it.
type choice struct {
	lesson   int
	features [][]uint32 // of each candidate, of whom nobody is the first
	right    []bool
	sums     []float64 // by weights that the lesson had no part in
}

// NewPartyLearner returns what learns for the rules of a coder, whose own weights play no part.
func NewPartyLearner(c *Coder) *PartyLearner {
	rules := *c
	rules.weights, rules.parties = nil, nil
	return &PartyLearner{coder: &rules}
}

// Study reads the lessons, and notes of each side that the rules leave empty whether a careful
// reader has somebody on it. The near misses among the examples of the language's patterns are
// lessons as well, in which nobody is meant.
func (l *PartyLearner) Study(ctx context.Context, lessons []Lesson) error {
	r := l.coder.NewReader()
	r.ponder = func(m *match, s side, list []candidate) { l.note(r, example, &Lesson{}, m, s, list) }
	for _, e := range l.coder.Examples() {
		if len(e.Want) > 0 {
			continue
		}
		if _, err := r.Read(ctx, &article.Article{Text: e.Text, Units: []article.Unit{{End: len(e.Text)}}}); err != nil {
			return err
		}
	}
	for n := range lessons {
		r.ponder = func(m *match, s side, list []candidate) { l.note(r, n, &lessons[n], m, s, list) }
		if _, err := r.Read(ctx, lessons[n].Article); err != nil {
			return err
		}
	}
	return nil
}

// note takes a side of a match in, and gives it to who is on it, so that the other side is
// looked at as well.
func (l *PartyLearner) note(r *Reader, n int, lesson *Lesson, m *match, s side, list []candidate) {
	acts := lesson.told(r, m)
	x := choice{lesson: n, right: make([]bool, len(list))}
	for k := range list {
		r.candidateFeatures(m, s, &list[k], list)
		x.features = append(x.features, slices.Clone(r.feats.list))
		x.right[k] = k > 0 && slices.ContainsFunc(acts, func(t *Taught) bool { return t.has(m, s, idsOf(list[k].refs)) })
	}
	if best := slices.Index(x.right, true); best > 0 {
		s.set(m, list[best].refs)
	} else {
		x.right[0] = true
	}
	l.choices = append(l.choices, x)
}

// told returns the acts of a lesson of the kind of a match that its word tells.
func (l *Lesson) told(r *Reader, m *match) (acts []*Taught) {
	tok := &r.tree.Tokens[m.trigger]
	for n := range l.Acts {
		if t := &l.Acts[n]; t.Kind == m.kind.Name && t.in(tok.Start, tok.End) {
			acts = append(acts, t)
		}
	}
	return acts
}

// has reports whether a careful reader has some of the ids on a side of the act.
func (t *Taught) has(m *match, s side, ids []string) bool {
	switch {
	case m.kind.Symmetric:
		return agree(ids, slices.Concat(t.Actors, t.Recipients))
	case s == doing:
		return agree(ids, t.Actors)
	}
	return agree(ids, t.Recipients)
}

// Supplied is a side of a match of a lesson that the rules left empty, as weights learned from
// other lessons fill it.
type Supplied struct {
	Margin float64 // by how much the likeliest party is likelier than nobody
	Right  bool
}

// Fit learns the weights. Nobody is supplied who is not likelier than nobody by the margin. It
// returns too what the weights make of lessons that they were not learned from, the largest
// margin first, and on how many sides the rules left somebody out.
func (l *PartyLearner) Fit(margin float64) (w *Weights, supplied []Supplied, left int) {
	for k := range folds {
		f := l.fit(func(c *choice) bool { return c.lesson == example || c.lesson%folds != k })
		for n := range l.choices {
			if c := &l.choices[n]; c.lesson != example && c.lesson%folds == k {
				c.sums = make([]float64, len(c.features))
				for x := range c.features {
					c.sums[x] = f.sum(c.features[x])
				}
			}
		}
	}
	for n := range l.choices {
		c := &l.choices[n]
		if c.lesson == example {
			continue
		}
		if !c.right[0] {
			left++
		}
		if best := slices.Index(c.sums, slices.Max(c.sums)); best > 0 {
			supplied = append(supplied, Supplied{c.sums[best] - c.sums[0], c.right[best]})
		}
	}
	slices.SortStableFunc(supplied, func(a, b Supplied) int { return cmp.Compare(b.Margin, a.Margin) })
	w = l.fit(func(*choice) bool { return true }).weights()
	w.threshold, w.blend = margin, calibrate(supplied)
	return w, supplied, left
}

// calibrate fits how probable a margin makes it that a party is right, by gradient descent.
func calibrate(supplied []Supplied) [3]float64 {
	const steps, rate = 4000, .3
	w := Weights{blend: [3]float64{0, 1, 0}}
	for range steps {
		var constant, slope float64
		for _, s := range supplied {
			d := w.probability(s.Margin, 0) - truth(s.Right)
			constant, slope = constant+d, slope+d*s.Margin
		}
		w.blend[0] -= rate * constant / float64(max(1, len(supplied)))
		w.blend[1] -= rate * slope / float64(max(1, len(supplied)))
	}
	return w.blend
}

// fit learns from the choices that keep tells, by the likelihood of the right ones among all.
func (l *PartyLearner) fit(keep func(*choice) bool) *fitting {
	f := new(fitting)
	var order []int
	for n := range l.choices {
		if keep(&l.choices[n]) {
			order = append(order, n)
		}
	}
	random := rand.New(rand.NewPCG(1, 2)) // the same on every run
	for range laps {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, n := range order {
			f.prefer(&l.choices[n])
		}
	}
	return f
}

// prefer moves the weights so that the right candidates of a choice become likelier.
func (f *fitting) prefer(c *choice) {
	p := make([]float64, len(c.features))
	for n := range p {
		p[n] = f.sum(c.features[n])
	}
	most, all, right := slices.Max(p), 0., 0.
	for n := range p {
		p[n] = math.Exp(p[n] - most)
		all += p[n]
		if c.right[n] {
			right += p[n]
		}
	}
	for n := range p {
		want := 0.
		if c.right[n] {
			want = p[n] / right
		}
		f.move(c.features[n], p[n]/all-want)
	}
}
