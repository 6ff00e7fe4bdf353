package influence

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/credence-project/credence/edtf"
)

// course is the score of every power on every day of the span.
type course struct {
	powers []power
	days   []edtf.Day
	score  [][]float64 // by power and day
}

// spell is a run of days, by their numbers, led by a power; -1 by none.
type spell struct{ power, first, last int }

// daily reckons the scores of all days, the powers side by side.
func daily(powers []power, w *Weights, from, to edtf.Day) *course {
	c := &course{powers: powers, score: make([][]float64, len(powers))}
	for day := from; day <= to; day++ {
		c.days = append(c.days, day)
	}
	g := newGauge(w, 1, 1)
	share(len(powers), func(next func() (int, bool)) {
		var t tally
		for n, more := next(); more; n, more = next() {
			c.score[n] = make([]float64, len(c.days))
			powers[n].walk(g, c.days, &t, powers[n].weighted(w), c.score[n:n+1])
		}
	})
	return c
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

// total returns the sum of the positive scores of a day.
func (c *course) total(day int) float64 {
	sum := 0.0
	for _, s := range c.score {
		sum += max(s[day], 0)
	}
	return sum
}

// share returns a power's part of the positive scores of a day.
func (c *course) share(p, day int, total float64) float64 {
	if total <= 0 {
		return 0
	}
	return max(c.score[p][day], 0) / total
}

// first returns the power with the largest positive score on a day, -1 none. Of
// equals it is the first by id.
func (c *course) first(day int) int {
	best, most := -1, 0.0
	for p, s := range c.score {
		if s[day] > most {
			best, most = p, s[day]
		}
	}
	return best
}

// spells divides the days by who leads. A leader stays until it has nothing, or
// another's share is larger by the margin.
func (c *course) spells(margin float64) []spell {
	var list []spell
	leader := -1
	for day := range c.days {
		top := c.first(day)
		if top != leader && top >= 0 && leader >= 0 && c.score[leader][day] > 0 {
			if c.score[top][day]-c.score[leader][day] <= margin*c.total(day) {
				top = leader
			}
		}
		leader = top
		if n := len(list); n > 0 && list[n-1].power == leader {
			list[n-1].last = day
			continue
		}
		list = append(list, spell{leader, day, day})
	}
	return list
}

// points returns the numbers of the days to show: the first and the last, the
// first of every so many months, and those on which the lead changes.
func (c *course) points(every int, spells []spell) []int {
	last := len(c.days) - 1
	list := []int{0, last}
	for n, day := range c.days {
		year, month, dayOfMonth := day.Parts()
		if dayOfMonth == 1 && (year*12+month-1)%every == 0 {
			list = append(list, n)
		}
	}
	for _, s := range spells {
		list = append(list, s.first)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// ranking returns the powers that have a share on some day, the largest sum of
// shares first.
func (c *course) ranking() []string {
	sum := make([]float64, len(c.powers))
	for day := range c.days {
		total := c.total(day)
		for p := range c.powers {
			sum[p] += c.share(p, day, total)
		}
	}
	order := make([]int, 0, len(sum))
	for p := range sum {
		if sum[p] > 0 {
			order = append(order, p)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return descending(sum[a], sum[b]) })
	ids := make([]string, 0, len(order))
	for _, p := range order {
		ids = append(ids, c.powers[p].id)
	}
	return ids
}

// series gives the shares at the points, with their bands.
func series(c *course, at []int, b *bands) []Point {
	list := make([]Point, 0, len(at))
	for n, day := range at {
		total := c.total(day)
		point := Point{Date: c.days[day].Date(), Powers: []Share{}}
		for p := range c.powers {
			if c.score[p][day] == 0 {
				continue
			}
			s := Share{Power: c.powers[p].id, Share: c.share(p, day, total), Score: c.score[p][day]}
			s.Low, s.High = b.of(n, p, s.Share)
			point.Powers = append(point.Powers, s)
		}
		slices.SortStableFunc(point.Powers, func(a, b Share) int {
			if n := descending(a.Score, b.Score); n != 0 {
				return n
			}
			return strings.Compare(a.Power, b.Power)
		})
		list = append(list, point)
	}
	return list
}

// sure is the part of the draws in which a lead must show to be called sure.
const sure = 0.95

// leads describes the spells that some power leads.
func leads(c *course, spells []spell, at []int, b *bands) []Lead {
	list := []Lead{}
	for _, s := range spells {
		if s.power < 0 {
			continue
		}
		sum := 0.0
		for day := s.first; day <= s.last; day++ {
			sum += c.share(s.power, day, c.total(day))
		}
		first, _ := slices.BinarySearch(at, s.first)
		end, _ := slices.BinarySearch(at, s.last+1)
		support := b.support(s.power, first, end)
		list = append(list, Lead{
			Power: c.powers[s.power].id, From: c.days[s.first].Date(), To: c.days[s.last].Date(),
			Share: sum / float64(s.last-s.first+1), Support: support, Sure: support >= sure,
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
