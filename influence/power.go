package influence

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/edtf"
)

// power is one state or organisation with its evidence. Of each kind of act with
// each party of the country it has a cell.
type power struct {
	id     string
	cells  []cell
	events []event
}

// cell is the acts of one kind between a power and one party.
type cell struct {
	rule     int
	party    string
	dealings []*dealing // by their first days
	cuts     []cut      // by their days
}

// cut is an ending as it bears on a cell: all that was there on its day is left
// to the part keep.
type cut struct {
	day  edtf.Day
	keep float64
	by   *ending
}

// event changes the strength s of a cell on its day, from s to
// s·scale + add − sub·(what a strength of 1 has decayed to after gap days).
type event struct {
	day             edtf.Day
	order           int // within the day: what begins, what is ended, what ends by itself
	cell            int
	scale, add, sub float64
	gap             int
}

// powers arranges the evidence by power and kind, in the order of the powers' ids.
func (e *evidence) powers(w *Weights) []power {
	var list []power
	for n := range e.dealings {
		d := &e.dealings[n]
		if len(list) == 0 || list[len(list)-1].id != d.power {
			list = append(list, power{id: d.power})
		}
		p := &list[len(list)-1]
		if k := len(p.cells); k == 0 || p.cells[k-1].rule != d.rule || p.cells[k-1].party != d.party {
			p.cells = append(p.cells, cell{rule: d.rule, party: d.party})
		}
		c := &p.cells[len(p.cells)-1]
		c.dealings = append(c.dealings, d)
	}
	share(len(list), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			list[n].end(e.endings, w)
			list[n].schedule()
		}
	})
	return list
}

// end gives each cell the endings that bear on it.
func (p *power) end(endings []ending, w *Weights) {
	var bear []*ending
	for n := range endings {
		if by := &endings[n]; by.power == p.id || by.power == "" {
			bear = append(bear, by)
		}
	}
	for k := range p.cells {
		c := &p.cells[k]
		ends := make([]bool, len(w.rules))
		for n := range w.rules {
			ends[n] = slices.Contains(w.rules[n].Ends, w.rules[c.rule].Kind)
		}
		for _, by := range bear {
			spared := by.power == "" && by.party == c.party
			if ends[by.rule] && !spared {
				c.cuts = append(c.cuts, cut{by.day, w.rules[by.rule].Leaves, by})
			}
		}
	}
}

// schedule lists the events of all cells by day.
func (p *power) schedule() {
	for n := range p.cells {
		c := &p.cells[n]
		list := make([]event, 0, len(c.dealings)*3/2+len(c.cuts))
		for _, d := range c.dealings {
			list = d.events(list, n, c)
		}
		for _, cut := range c.cuts {
			list = append(list, event{day: cut.day, order: 1, cell: n, scale: cut.keep})
		}
		slices.SortFunc(list, compareEvents)
		p.events = append(p.events, effective(list)...)
	}
	slices.SortFunc(p.events, compareEvents)
}

// effective leaves out, of a cell's events in order, the endings of nothing.
func effective(list []event) []event {
	empty, kept := true, list[:0]
	for _, e := range list {
		if e.order == 1 && empty {
			continue
		}
		empty = e.order == 1 && e.scale == 0
		kept = append(kept, e)
	}
	return kept
}

func compareEvents(a, b event) int {
	if a.day != b.day {
		return int(a.day - b.day)
	}
	return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.cell, b.cell),
		cmp.Compare(a.scale, b.scale), cmp.Compare(a.add, b.add), cmp.Compare(a.sub, b.sub), cmp.Compare(a.gap, b.gap))
}

// events adds to a list what a dealing does to its cell, the nth: it begins with
// its factor, each renewal brings it back to that, and its own end takes out what
// is left.
func (d *dealing) events(list []event, n int, c *cell) []event {
	for k, day := range d.days {
		e := event{day: day, cell: n, scale: 1, add: d.factor}
		if k > 0 {
			last := d.days[k-1]
			e.sub, e.gap = d.factor*c.kept(last, day), int(day-last)
		}
		list = append(list, e)
	}
	if d.until != 0 {
		last := d.days[len(d.days)-1]
		list = append(list, event{day: d.until, order: 2, cell: n, scale: 1,
			sub: d.factor * c.kept(last, d.until+1), gap: int(d.until - last)})
	}
	return list
}

// kept returns what the endings from one day to the day before another leave.
func (c *cell) kept(from, before edtf.Day) float64 {
	keep := 1.0
	n, _ := slices.BinarySearchFunc(c.cuts, from, func(c cut, d edtf.Day) int { return cmp.Compare(c.day, d) })
	for ; n < len(c.cuts) && c.cuts[n].day < before; n++ {
		keep *= c.cuts[n].keep
	}
	return keep
}

// level returns what is left of a dealing on a day.
func (c *cell) level(d *dealing, day edtf.Day, g *gauge) float64 {
	n, told := slices.BinarySearch(d.days, day)
	if told {
		n++
	}
	if n == 0 || d.until != 0 && day >= d.until {
		return 0
	}
	last := d.days[n-1]
	return d.factor * c.kept(last, day+1) * g.decay(c.rule, int(day-last))
}
