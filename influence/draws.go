package influence

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/credence-project/credence/edtf"
)

// bands is what becomes of the shares when the weights are varied.
type bands struct {
	powers, draws int
	low, high     []float32 // by point and power: the ends of the bands
	leads         []int     // by point and power: the draws in which it leads alone
}

// levels is how many half-lives there are to draw from: with so few the decay is
// reckoned once for each, not once for each draw, and a finer choice shows in no band.
const levels = 9

// draw varies the weights and reckons the shares at the points anew, as often as
// the options say. In each draw the weight of every kind is multiplied by a factor
// drawn log-uniformly from a half to two, and its half-life by one of nine evenly
// spread, as logarithms, over the same range.
func draw(powers []power, at []edtf.Day, o Options) *bands {
	b := &bands{powers: len(powers), draws: max(o.Draws, 0)}
	if b.draws == 0 || b.powers == 0 {
		b.draws = 0
		return b
	}
	b.low, b.high, b.leads = make([]float32, len(at)*b.powers), make([]float32, len(at)*b.powers), make([]int, len(at)*b.powers)
	x := &drawing{bands: b, list: make([]drawn, b.powers), draws: make([][]varied, b.draws), gauges: make([]*gauge, levels)}
	for n := range x.draws {
		x.draws[n] = vary(o.Weights.rules, o.Seed, n)
	}
	for l := range x.gauges {
		x.gauges[l] = newGauge(o.Weights, math.Exp2(2*float64(l)/(levels-1)-1), widest(at))
	}
	x.shares = make([]float32, min(abreast, len(at))*b.powers*b.draws)
	for first := 0; first < len(at); first += abreast {
		x.block(powers, at[first:min(first+abreast, len(at))], first)
	}
	return b
}

// abreast is at how many points the shares of all draws are reckoned at a time: those
// of all points would not stay at hand.
const abreast = 32

// drawing is bands on their way, from one block of points to the next.
type drawing struct {
	*bands
	draws  [][]varied
	gauges []*gauge
	list   []drawn
	shares []float32 // of the points of a block: by point, power and draw
}

// drawn is how far the walks of a power have come.
type drawn struct {
	to    columns
	rules []int   // of the rows
	walks []tally // by level
}

// block draws the bands of some points, the first of which has a number.
func (x *drawing) block(powers []power, at []edtf.Day, first int) {
	share(x.powers, func(next func() (int, bool)) {
		var s scratch
		for p, more := next(); more; p, more = next() {
			x.score(p, &powers[p], at, &s)
		}
	})
	share(len(at), func(next func() (int, bool)) {
		for k, more := next(); more; k, more = next() {
			x.divide(first+k, x.shares[k*x.powers*x.bands.draws:][:x.powers*x.bands.draws])
		}
	})
}

// varied is the weight of a rule in one draw, and the level of its half-life.
type varied struct {
	weight float64
	level  int
}

// vary returns the weights of the nth draw. They depend on the seed, the draw and
// the rules alone: not on the acts, nor on what else is drawn at the time.
func vary(rules []Rule, seed uint64, n int) []varied {
	random := rand.New(rand.NewPCG(seed, uint64(n)))
	list := make([]varied, len(rules))
	for k := range list {
		list[k] = varied{rules[k].Weight * math.Exp2(2*random.Float64()-1), random.IntN(levels)}
	}
	return list
}

// scratch is what one of those who reckon scores needs besides.
type scratch struct {
	rows   [][]float64 // levels times rules: what the acts of each count at the points
	none   []bool      // of rows: they count nothing
	sum    []float64
	scores []float32 // by draw and point
}

// score sets the scores of a power in every draw, in the place of its shares.
func (x *drawing) score(p int, of *power, at []edtf.Day, s *scratch) {
	d := &x.list[p]
	if d.walks == nil {
		d.to, d.rules = of.byRule()
		d.walks = make([]tally, levels)
		for l := range d.walks {
			d.walks[l].begin(len(of.cells))
		}
	}
	s.count(d, of, x.gauges, at)
	s.scores = slices.Grow(s.scores[:0], len(x.draws)*len(at))[:len(x.draws)*len(at)]
	for n, vary := range x.draws {
		clear(s.sum)
		for r, rule := range d.rules {
			v := vary[rule]
			row := v.level*len(d.rules) + r
			if s.none[row] {
				continue
			}
			sum := s.sum
			for k, counts := range s.rows[row][:len(sum)] {
				sum[k] += v.weight * counts
			}
		}
		for k, sum := range s.sum {
			s.scores[n*len(at)+k] = float32(sum)
		}
	}
	for k := range at {
		row := x.shares[(k*x.powers+p)*len(x.draws):][:len(x.draws)]
		for n := range row {
			row[n] = s.scores[n*len(at)+k]
		}
	}
}

// count reckons what the acts of a power count at the points, by level of the
// half-lives and by kind.
func (s *scratch) count(d *drawn, of *power, gauges []*gauge, at []edtf.Day) {
	for len(s.rows) < levels*len(d.rules) {
		s.rows, s.none = append(s.rows, make([]float64, abreast)), append(s.none, false)
	}
	s.sum = slices.Grow(s.sum[:0], len(at))[:len(at)]
	rows := s.rows[:levels*len(d.rules)]
	for _, row := range rows {
		clear(row)
	}
	for l, g := range gauges {
		of.walk(g, at, &d.walks[l], d.to, rows[l*len(d.rules):(l+1)*len(d.rules)])
	}
	for n, row := range rows {
		s.none[n] = !slices.ContainsFunc(row, func(x float64) bool { return x != 0 })
	}
}

// widest returns the largest number of days between two points.
func widest(at []edtf.Day) int {
	most := 1
	for n := 1; n < len(at); n++ {
		most = max(most, int(at[n]-at[n-1]))
	}
	return most
}

// divide turns the scores at a point, by power and draw, into shares, takes the ends
// of the bands from them, and counts who leads.
func (b *bands) divide(point int, scores []float32) {
	total, most, second, leader := make([]float32, b.draws), make([]float32, b.draws), make([]float32, b.draws), make([]int, b.draws)
	for p := range b.powers {
		for n, s := range scores[p*b.draws:][:b.draws] {
			total[n] += max(s, 0)
			switch {
			case s > most[n]:
				second[n], most[n], leader[n] = most[n], s, p
			case s > second[n]:
				second[n] = s
			}
		}
	}
	for n := range leader {
		if most[n] > second[n]*(1+1e-6) { // not one of equals
			b.leads[point*b.powers+leader[n]]++
		}
	}
	rank := int(math.Ceil(.05*float64(b.draws))) - 1
	for p := range b.powers {
		row, some := scores[p*b.draws:][:b.draws], false
		for n := range row {
			if s := &row[n]; *s > 0 {
				*s, some = *s/total[n], true
			} else {
				*s = 0
			}
		}
		if some {
			at := point*b.powers + p
			b.low[at], b.high[at] = nth(row, rank), nth(row, b.draws-1-rank)
		}
	}
}

// nth returns what stands in a place of a list that is sorted as far as that takes:
// what is smaller stands before, what is larger behind.
func nth(list []float32, place int) float32 {
	for first, last := 0, len(list)-1; first < last; {
		pivot, i, j := list[first+(last-first)/2], first, last
		for i <= j {
			for list[i] < pivot {
				i++
			}
			for list[j] > pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case place <= j:
			last = j
		case place >= i:
			first = i
		default:
			return list[place]
		}
	}
	return list[place]
}

// of returns the 5th and the 95th percentile of a power's share at a point, by
// nearest rank; where it lies outside, the share itself is the end of the band.
func (b *bands) of(point, power int, share float64) (low, high float64) {
	if b.draws == 0 {
		return share, share
	}
	at := point*b.powers + power
	return min(share, float64(b.low[at])), max(share, float64(b.high[at]))
}

// support returns the part of the draws in which a power leads alone, mean over
// the points from first to before end.
func (b *bands) support(power, first, end int) float64 {
	if b.draws == 0 || end <= first {
		return 0
	}
	sum := 0
	for k := first; k < end; k++ {
		sum += b.leads[k*b.powers+power]
	}
	return float64(sum) / float64(b.draws*(end-first))
}
