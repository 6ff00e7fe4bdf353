package standing

import "slices"

// sorts are the effects of a telling by what decides whether one that was there
// earlier outweighs a later one. Two states that deal with each other daily have
// thousands of effects, and few sorts: those that cannot outweigh are passed over.
type sorts struct {
	numbers []int         // the sort of each effect, by its place
	first   []*effect     // the first effect of each sort
	places  [][]int       // of the effects of each sort, in order
	above   map[int][]int // of a sort those of which an earlier effect outweighs it, found when asked for
}

// sortOf is what outweighs looks at, but for the days.
type sortOf struct {
	value, before, where string
	strength             strength
	term, vague, change  bool
}

func newSorts(list []effect) sorts {
	s := sorts{numbers: make([]int, len(list)), above: map[int][]int{}}
	known := map[sortOf]int{}
	for n := range list {
		e := &list[n]
		key := sortOf{e.value, e.before, e.rule.Where, e.strength, e.term(), e.vague(), e.change}
		number, there := known[key]
		if !there {
			number = len(known)
			known[key] = number
			s.first, s.places = append(s.first, e), append(s.places, nil)
		}
		s.numbers[n] = number
		s.places[number] = append(s.places[number], n)
	}
	return s
}

// before returns the last place up to n of an effect that can outweigh a later one,
// -1 where there is none.
func (s *sorts) before(later *effect, n int, a Aspect) int {
	last := -1
	for _, number := range s.outweighing(s.numbers[later.place], a) {
		places := s.places[number]
		k, found := slices.BinarySearch(places, n)
		switch {
		case found:
			return n
		case k > 0:
			last = max(last, places[k-1])
		}
	}
	return last
}

// outweighing returns the sorts of which an effect outweighs a later one of a sort.
func (s *sorts) outweighing(number int, a Aspect) []int {
	list, known := s.above[number]
	if known {
		return list
	}
	for k, e := range s.first {
		earlier := *e
		earlier.span.Last = s.first[number].at() - 1
		if earlier.outweighs(s.first[number], a) {
			list = append(list, k)
		}
	}
	s.above[number] = list
	return list
}
