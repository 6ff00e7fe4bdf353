package influence

import (
	"math"

	"github.com/credence-project/credence/edtf"
)

// scores is what every power scores on some days, one run of days after another: those
// of all days would not stay at hand.
type scores struct {
	powers   []power
	weights  *Weights
	gauge    *gauge
	tallies  []tally // of the powers
	from, to edtf.Day

	first int         // the number of the first day at hand
	score [][]float64 // by power and day
	total []float64   // of the positive scores, by day
	top   []int       // the power with the largest positive score, by day: -1 none, of equals the first by id
}

// atHand is of how many days the scores are reckoned at a time, and together of how
// many they are added up before those of the next powers are looked at.
const (
	atHand   = 4096
	together = 512
)

// newScores returns the scores from one day to another, of which none is reckoned yet.
func newScores(powers []power, w *Weights, from, to edtf.Day) *scores {
	s := &scores{powers: powers, weights: w, gauge: newGauge(w, 1, longestStep), from: from, to: to, tallies: make([]tally, len(powers)), score: make([][]float64, len(powers))}
	for n := range powers {
		s.tallies[n].begin(len(powers[n].cells))
		s.score[n] = make([]float64, 0, min(atHand, int(to-from)+1))
	}
	return s
}

// next reckons the scores of the days that follow, false where there are none.
func (s *scores) next() bool {
	s.first += len(s.total)
	day := s.from + edtf.Day(s.first)
	if day > s.to {
		return false
	}
	count := min(atHand, int(s.to-day)+1)
	share(len(s.powers), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			s.score[n] = s.score[n][:count]
			clear(s.score[n])
			s.powers[n].trace(s.gauge, s.weights, day, &s.tallies[n], s.score[n])
		}
	})
	s.total, s.top = make([]float64, count), make([]int, count)
	share((count+together-1)/together, func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			s.sum(n*together, min((n+1)*together, count))
		}
	})
	return true
}

// sum adds up the scores of some days, and finds the largest of each.
func (s *scores) sum(first, end int) {
	total, top, most := s.total[first:end], s.top[first:end], make([]float64, end-first)
	for k := range top {
		top[k] = -1
	}
	for p := range s.score {
		for k, x := range s.score[p][first:end] {
			if x > 0 {
				total[k] += x
				if x > most[k] {
					most[k], top[k] = x, p
				}
			}
		}
	}
}

// part returns what part of a total a score is.
func part(score, total float64) float64 {
	if total <= 0 {
		return 0
	}
	return max(score, 0) / total
}

// Between two acts a score only ages, and smoothly: it is reckoned every few days,
// and drawn between these through the values and the slopes (a cubic spline). The
// steps are so long that within one the shortest-lived evidence loses no more than
// a twentieth of a half-life, whence the curve is off by less than one part in ten
// million (daily_test.go compares it with every day).
const (
	longestStep = 64 // days
	agesAStep   = 0.05
)

// step returns how many days a step of a power may have.
func (p *power) step(g *gauge) int {
	fastest := 0.0
	for k := range p.cells {
		fastest = max(fastest, g.rate[p.cells[k].rule])
	}
	if fastest*longestStep <= agesAStep {
		return longestStep
	}
	return max(int(agesAStep/fastest), 1)
}

// trace sets score[n], which is 0, to what a power scores on the nth day from a
// first one. The next goes on from where it ended.
func (p *power) trace(g *gauge, w *Weights, from edtf.Day, t *tally, score []float64) {
	to, step, last := p.weighted(w), p.step(g), from+edtf.Day(len(score)-1)
	for day := from; day <= last; {
		t.until(day, p, g)
		end := last
		if t.next < len(p.events) {
			end = min(end, p.events[t.next].day-1)
		}
		p.glide(g, t, to.factor, day, step, score[day-from:end-from+1])
		day = end + 1
	}
}

// point is what a power scores on a day, and by how much that changes in a day.
type point struct{ value, slope float64 }

// glide sets the scores of days on which nothing is done, from a day on.
func (p *power) glide(g *gauge, t *tally, factor []float64, day edtf.Day, step int, score []float64) {
	left := p.age(g, t, factor, day)
	score[0] = left.value
	for n := 0; n < len(score)-1 && left != (point{}); {
		h := min(step, len(score)-1-n)
		right := p.age(g, t, factor, day+edtf.Day(n+h))
		x := float64(h)
		rise := (right.value - left.value) / x
		square, cube := (3*rise-2*left.slope-right.slope)/x, (left.slope+right.slope-2*rise)/(x*x)
		for k := 1; k < h; k++ {
			x := float64(k)
			score[n+k] = left.value + x*(left.slope+x*(square+x*cube))
		}
		n += h
		score[n], left = right.value, right
	}
}

// age lets all cells age to a day, and returns the score then.
func (p *power) age(g *gauge, t *tally, factor []float64, day edtf.Day) (at point) {
	for k, s := range t.strength {
		if s == 0 {
			continue
		}
		rule := p.cells[k].rule
		if s *= g.decay(rule, int(day-t.at[k])); s < nothing {
			s = 0
		}
		t.strength[k], t.at[k] = s, day
		counts := g.counts(s)
		at.value += factor[k] * counts
		at.slope -= factor[k] * counts * g.saturation / (s + g.saturation) * g.rate[rule] * math.Ln2
	}
	return at
}
