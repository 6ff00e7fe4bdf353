package influence

import (
	"cmp"
	"math"
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// lookBack is how many days before a change of lead the acts that moved it are
// sought, where the lead did not change since.
const lookBack = 365

// slight is the part of the largest effect below which an act is not shown.
const slight = 0.1

// changes describes each passing of the lead, with the acts that moved it.
func changes(c *course, o Options) []Change {
	g := newGauge(o.Weights, 1, lookBack)
	list := make([]Change, len(c.spells)-1)
	share(len(list), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			list[n] = c.change(c.spells[n], c.spells[n+1], o, g)
		}
	})
	return list
}

// change describes the passing of the lead from one spell to the next.
func (c *course) change(old, now spell, o Options, g *gauge) Change {
	day := c.days[now.first]
	before := max(day-lookBack, c.days[old.first])
	ch := Change{Date: day.Date()}
	var moved []move
	if old.power >= 0 {
		p := &c.powers[old.power]
		ch.From, moved = p.id, append(moved, p.moved(before, day, -1, o.Weights, g)...)
	}
	if now.power >= 0 {
		p := &c.powers[now.power]
		ch.To, moved = p.id, append(moved, p.moved(before, day, 1, o.Weights, g)...)
	}
	ch.Acts = largest(moved, o.Movers)
	return ch
}

// move is what an act did to a power's score.
type move struct {
	act     *ledger.Act
	report  *ledger.Report
	counted edtf.Day
	power   string
	effect  float64
}

// largest describes the acts of the largest effects.
func largest(moved []move, most int) []Mover {
	top := 0.0
	for _, m := range moved {
		top = max(top, math.Abs(m.effect))
	}
	moved = slices.DeleteFunc(moved, func(m move) bool { return math.Abs(m.effect) < slight*top })
	slices.SortFunc(moved, func(a, b move) int {
		return cmp.Or(descending(math.Abs(a.effect), math.Abs(b.effect)), cmp.Compare(a.power, b.power),
			slices.Compare(a.act.ID[:], b.act.ID[:]), cmp.Compare(a.act.Kind, b.act.Kind))
	})
	list := []Mover{}
	for _, m := range moved[:min(most, len(moved))] {
		a, r := m.act, m.report
		list = append(list, Mover{
			Act: a.ID, Kind: a.Kind, Actor: a.Actor, Recipient: a.Recipient, Power: m.power, Effect: m.effect, Date: r.Date,
			Counted: m.counted.Date(), Assertion: r.Assertion, Published: r.Published, report: r,
		})
		list[len(list)-1].fill()
	}
	return list
}

// fill writes out what of a report may have come later.
func (m *Mover) fill() {
	m.Article, m.Title, m.Quote = m.report.Article, m.report.Title, m.report.Quote
}

// moved returns the acts that moved a power's score between two days in the
// direction of sign. What a dealing lost to an ending is the ending's doing.
func (p *power) moved(before, day edtf.Day, sign float64, w *Weights, g *gauge) []move {
	at := map[*ledger.Act]int{}
	var list []move
	for n := range p.cells {
		c := &p.cells[n]
		weight := w.rules[c.rule].Weight
		was, is := c.contributions(before, g), c.contributions(day, g)
		for k, d := range c.dealings {
			if is[k] == was[k] {
				continue
			}
			m := move{act: d.act, report: d.report, counted: d.days[0], power: p.id}
			if by := c.ended(d, before, day); by != nil {
				m.act, m.report, m.counted = by.act, by.report, by.day
			}
			if _, seen := at[m.act]; !seen {
				at[m.act] = len(list)
				list = append(list, m)
			}
			list[at[m.act]].effect += weight * (is[k] - was[k])
		}
	}
	return slices.DeleteFunc(list, func(m move) bool { return m.effect*sign <= 1e-9 })
}

// contributions divides what a cell counts on a day among its dealings.
func (c *cell) contributions(day edtf.Day, g *gauge) []float64 {
	levels, sum := make([]float64, len(c.dealings)), 0.0
	for k, d := range c.dealings {
		if d.days[0] > day {
			break
		}
		levels[k] = c.level(d, day, g)
		sum += levels[k]
	}
	if sum < nothing {
		return make([]float64, len(levels))
	}
	part := g.counts(sum) / sum
	for k := range levels {
		levels[k] *= part
	}
	return levels
}

// ended returns the last ending between two days of what a dealing had, nil none.
func (c *cell) ended(d *dealing, before, day edtf.Day) *ending {
	after := max(before+1, d.days[0])
	n, _ := slices.BinarySearchFunc(c.cuts, day+1, func(c cut, d edtf.Day) int { return cmp.Compare(c.day, d) })
	if n == 0 || c.cuts[n-1].day < after {
		return nil
	}
	return c.cuts[n-1].by
}
