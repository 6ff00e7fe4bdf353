package influence

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/credence-project/credence/edtf"
)

// course is who led when, and how much every power had.
type course struct {
	powers []power
	days   []edtf.Day
	spells []spell
	sums   []float64 // of each power's shares of all days
}

// spell is a run of days, by their numbers, led by a power; -1 by none.
type spell struct {
	power, first, last int
	sum                float64 // of the leader's shares
}

// daily looks at the scores of every day.
func daily(powers []power, w *Weights, from, to edtf.Day) *course {
	c := &course{powers: powers, sums: make([]float64, len(powers))}
	for day := from; day <= to; day++ {
		c.days = append(c.days, day)
	}
	for s := newScores(powers, w, from, to); s.next(); {
		c.follow(s, w.margin)
		c.add(s)
	}
	return c
}

// add adds the shares of some days to those of each power.
func (c *course) add(s *scores) {
	of := make([]float64, len(s.total))
	for day, total := range s.total {
		of[day] = part(1, total)
	}
	share(len(c.sums), func(next func() (int, bool)) {
		for p, more := next(); more; p, more = next() {
			sum := 0.0
			for day, x := range s.score[p][:len(of)] {
				sum += max(x, 0) * of[day]
			}
			c.sums[p] += sum
		}
	})
}

// share runs work on every processor until the numbers below n are used up, and
// returns when all have ended. The results must not depend on who takes which.
func share(n int, work func(next func() (int, bool))) {
	var (
		wait  sync.WaitGroup
		mutex sync.Mutex
		taken int
	)
	next := func() (int, bool) {
		mutex.Lock()
		defer mutex.Unlock()
		taken++
		return taken - 1, taken <= n
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() { work(next) })
	}
	wait.Wait()
}

// follow divides some days by who leads. A leader stays until it has nothing, or
// another's share is larger by the margin.
func (c *course) follow(s *scores, margin float64) {
	leader := -1
	if n := len(c.spells); n > 0 {
		leader = c.spells[n-1].power
	}
	for day, top := range s.top {
		if top != leader && top >= 0 && leader >= 0 && s.score[leader][day] > 0 {
			if s.score[top][day]-s.score[leader][day] <= margin*s.total[day] {
				top = leader
			}
		}
		leader = top
		if n := len(c.spells); n == 0 || c.spells[n-1].power != leader {
			c.spells = append(c.spells, spell{power: leader, first: s.first + day})
		}
		now := &c.spells[len(c.spells)-1]
		now.last = s.first + day
		if leader >= 0 {
			now.sum += part(s.score[leader][day], s.total[day])
		}
	}
}

// points returns the numbers of the days to show: the first and the last, the
// first of every so many months, and those on which the lead changes.
func (c *course) points(every int) []int {
	last := len(c.days) - 1
	list := []int{0, last}
	for n, day := range c.days {
		year, month, dayOfMonth := day.Parts()
		if dayOfMonth == 1 && (year*12+month-1)%every == 0 {
			list = append(list, n)
		}
	}
	for _, s := range c.spells {
		list = append(list, s.first)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// ranking returns the powers that have a share on some day, the largest sum of
// shares first.
func (c *course) ranking() []string {
	order := make([]int, 0, len(c.sums))
	for p := range c.sums {
		if c.sums[p] > 0 {
			order = append(order, p)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return descending(c.sums[a], c.sums[b]) })
	ids := make([]string, 0, len(order))
	for _, p := range order {
		ids = append(ids, c.powers[p].id)
	}
	return ids
}

// series gives the shares at the points, with their bands. What a power scores
// there is reckoned to the day.
func series(c *course, at []int, b *bands, w *Weights) []Point {
	days := c.at(at)
	score, total := make([][]float64, len(c.powers)), make([]float64, len(at))
	g := newGauge(w, 1, widest(days))
	share(len(score), func(next func() (int, bool)) {
		var t tally
		for p, more := next(); more; p, more = next() {
			score[p] = make([]float64, len(at))
			t.begin(len(c.powers[p].cells))
			c.powers[p].walk(g, days, &t, c.powers[p].weighted(w), score[p:p+1])
		}
	})
	for _, s := range score {
		for n := range total {
			total[n] += max(s[n], 0)
		}
	}
	list := make([]Point, len(at))
	share(len(at), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			list[n] = Point{Date: days[n].Date(), Powers: []Share{}}
			for p := range c.powers {
				if score[p][n] == 0 {
					continue
				}
				s := Share{Power: c.powers[p].id, Share: part(score[p][n], total[n]), Score: score[p][n]}
				s.Low, s.High = b.of(n, p, s.Share)
				list[n].Powers = append(list[n].Powers, s)
			}
			slices.SortStableFunc(list[n].Powers, func(a, b Share) int {
				if n := descending(a.Score, b.Score); n != 0 {
					return n
				}
				return strings.Compare(a.Power, b.Power)
			})
		}
	})
	return list
}

// sure is the part of the draws in which a lead must show to be called sure.
const sure = 0.95

// leads describes the spells that some power leads.
func leads(c *course, at []int, b *bands) []Lead {
	list := []Lead{}
	for _, s := range c.spells {
		if s.power < 0 {
			continue
		}
		first, _ := slices.BinarySearch(at, s.first)
		end, _ := slices.BinarySearch(at, s.last+1)
		support := b.support(s.power, first, end)
		list = append(list, Lead{
			Power: c.powers[s.power].id, From: c.days[s.first].Date(), To: c.days[s.last].Date(),
			Share: s.sum / float64(s.last-s.first+1), Support: support, Sure: support >= sure,
		})
	}
	return list
}

// descending compares numbers, the larger first.
func descending(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// at returns the days of some numbers.
func (c *course) at(numbers []int) []edtf.Day {
	days := make([]edtf.Day, 0, len(numbers))
	for _, n := range numbers {
		days = append(days, c.days[n])
	}
	return days
}
