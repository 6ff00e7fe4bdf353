package influence

import (
	"math"

	"github.com/credence-project/credence/edtf"
)

// gauge is the decay of the weights made ready for reckoning.
type gauge struct {
	rate       []float64   // half-lives a day, by rule
	table      [][]float64 // by rule and days: what is left of 1
	saturation float64
}

// newGauge makes weights ready, all half-lives multiplied by a factor. Decay over
// up to maxGap days will be looked up.
func newGauge(w *Weights, halfLives float64, maxGap int) *gauge {
	g := &gauge{saturation: w.saturation}
	for _, r := range w.rules {
		rate := 0.0
		if r.HalfLife > 0 {
			rate = 1 / (r.HalfLife * halfLives * 365.2425)
		}
		table := make([]float64, maxGap+1)
		table[0] = 1
		for k, day := 1, math.Exp2(-rate); k <= maxGap; k++ {
			table[k] = table[k-1] * day
		}
		g.rate, g.table = append(g.rate, rate), append(g.table, table)
	}
	return g
}

// decay returns what is left of 1 after some days.
func (g *gauge) decay(rule, days int) float64 {
	if t := g.table[rule]; days < len(t) {
		return t[days]
	}
	return math.Exp2(-g.rate[rule] * float64(days))
}

// counts returns what a strength counts: 1 counts 1, and ever more never more than
// 1+saturation.
func (g *gauge) counts(strength float64) float64 {
	return strength * (1 + g.saturation) / (strength + g.saturation)
}

// nothing is the strength below which a cell is empty.
const nothing = 1e-9

// tally is the state of a power's cells along a walk.
type tally struct {
	strength []float64
	at       []edtf.Day
	next     int // the event that comes next, of a walk that goes on
}

// begin empties the cells.
func (t *tally) begin(cells int) {
	t.strength = append(t.strength[:0], make([]float64, cells)...)
	t.at = append(t.at[:0], make([]edtf.Day, cells)...)
	t.next = 0
}

// until lets all events up to a day change their cells.
func (t *tally) until(day edtf.Day, p *power, g *gauge) {
	for ; t.next < len(p.events) && p.events[t.next].day <= day; t.next++ {
		e := &p.events[t.next]
		t.apply(e, p.cells[e.cell].rule, g)
	}
}

// columns says where a walk adds up what each cell counts: cell k, times factor[k],
// in row[k]. The rows ascend.
type columns struct {
	row    []int
	factor []float64
}

// walk sets out[row][n], which are 0, to what the cells count on the nth of the
// days, which ascend. The next walk goes on from where it ended.
func (p *power) walk(g *gauge, days []edtf.Day, t *tally, to columns, out [][]float64) {
	for n, day := range days {
		t.until(day, p, g)
		row, sum := 0, 0.0
		for k, s := range t.strength {
			if s == 0 {
				continue
			}
			if to.row[k] != row {
				out[row][n] = sum
				row, sum = to.row[k], 0
			}
			s *= g.decay(p.cells[k].rule, int(day-t.at[k]))
			if s < nothing {
				s = 0
			}
			t.strength[k], t.at[k] = s, day
			sum += to.factor[k] * g.counts(s)
		}
		if sum != 0 {
			out[row][n] = sum
		}
	}
}

// weighted returns columns that add up the score of the power.
func (p *power) weighted(w *Weights) columns {
	c := columns{make([]int, len(p.cells)), make([]float64, len(p.cells))}
	for k := range p.cells {
		c.factor[k] = w.rules[p.cells[k].rule].Weight
	}
	return c
}

// byRule returns columns that keep the kinds of acts apart, and the rule of each row.
func (p *power) byRule() (c columns, rules []int) {
	for k := range p.cells {
		if n := len(rules); n == 0 || rules[n-1] != p.cells[k].rule {
			rules = append(rules, p.cells[k].rule)
		}
		c.row, c.factor = append(c.row, len(rules)-1), append(c.factor, 1)
	}
	return c, rules
}

// apply lets an event change its cell.
func (t *tally) apply(e *event, rule int, g *gauge) {
	s := t.strength[e.cell]
	if s > 0 {
		s *= g.decay(rule, int(e.day-t.at[e.cell]))
	}
	s = s*e.scale + e.add
	if e.sub > 0 {
		s -= e.sub * g.decay(rule, e.gap)
	}
	if s < nothing {
		s = 0
	}
	t.strength[e.cell], t.at[e.cell] = s, e.day
}
