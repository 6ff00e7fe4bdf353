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
	shares        []float32 // by point, power and draw; sorted
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
	b.shares, b.leads = make([]float32, len(at)*b.powers*b.draws), make([]int, len(at)*b.powers)
	draws := make([][]varied, b.draws)
	for n := range draws {
		draws[n] = vary(o.Weights.rules, o.Seed, n)
	}
	gauges := make([]*gauge, levels)
	for l := range gauges {
		gauges[l] = newGauge(o.Weights, math.Exp2(2*float64(l)/(levels-1)-1), widest(at))
	}
	share(b.powers, func(next func() (int, bool)) {
		for p, more := next(); more; p, more = next() {
			b.score(p, powers[p].curves(gauges, at), draws, len(at))
		}
	})
	share(len(at), func(next func() (int, bool)) {
		for k, more := next(); more; k, more = next() {
			b.divide(k)
		}
	})
	return b
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

// curves is what the acts of a power count at the points, by level of the
// half-lives and by kind.
type curves struct {
	rules []int       // of the rows
	rows  [][]float64 // levels times rules
}

// curves reckons the curves of a power.
func (p *power) curves(gauges []*gauge, at []edtf.Day) *curves {
	var t tally
	to, rules := p.byRule()
	c := &curves{rules, make([][]float64, levels*len(rules))}
	for k := range c.rows {
		c.rows[k] = make([]float64, len(at))
	}
	for l, g := range gauges {
		p.walk(g, at, &t, to, c.rows[l*len(rules):(l+1)*len(rules)])
	}
	return c
}

// score sets the scores of a power in every draw, in the place of its shares.
func (b *bands) score(p int, c *curves, draws [][]varied, points int) {
	sum := make([]float64, points)
	for n, vary := range draws {
		clear(sum)
		for r, rule := range c.rules {
			v := vary[rule]
			for k, counts := range c.rows[v.level*len(c.rules)+r][:points] {
				sum[k] += v.weight * counts
			}
		}
		for k, s := range sum {
			b.shares[(k*b.powers+p)*b.draws+n] = float32(s)
		}
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

// divide turns the scores at a point into shares, sorts them, and counts who leads.
func (b *bands) divide(point int) {
	rows := b.shares[point*b.powers*b.draws:][:b.powers*b.draws]
	for n := range b.draws {
		total, most, second, leader := float32(0), float32(0), float32(0), 0
		for p := range b.powers {
			s := rows[p*b.draws+n]
			total += max(s, 0)
			switch {
			case s > most:
				second, most, leader = most, s, p
			case s > second:
				second = s
			}
		}
		if most > second*(1+1e-6) { // not one of equals
			b.leads[point*b.powers+leader]++
		}
		for p := range b.powers {
			if s := &rows[p*b.draws+n]; *s > 0 {
				*s /= total
			} else {
				*s = 0
			}
		}
	}
	for p := range b.powers {
		slices.Sort(rows[p*b.draws:][:b.draws])
	}
}

// of returns the 5th and the 95th percentile of a power's share at a point, by
// nearest rank; where it lies outside, the share itself is the end of the band.
func (b *bands) of(point, power int, share float64) (low, high float64) {
	if b.draws == 0 {
		return share, share
	}
	row := b.shares[(point*b.powers+power)*b.draws:][:b.draws]
	rank := int(math.Ceil(.05*float64(b.draws))) - 1
	return min(share, float64(row[rank])), max(share, float64(row[b.draws-1-rank]))
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
