package standing

import (
	"sort"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// telling is the effects that tell one aspect in one era, in the order of their
// days, with what finds those that bear on each other: of two states that deal
// with each other daily there are thousands.
type telling struct {
	effects   []effect
	denials   []*effect               // that can defeat what is implied
	open      []*effect               // changes of which the day is not known
	documents map[ledger.ID][]*effect // by the documents that they rest on, nil before it is asked
	onsets    map[*effect]*effect     // what onset has found
	turns     map[string][]int        // the places of the changes that are said expressly, by value
	sorts     sorts
}

func newTelling(list []effect) *telling {
	t := &telling{effects: list, onsets: map[*effect]*effect{}, turns: map[string][]int{}, sorts: newSorts(list)}
	for n := range list {
		e := &list[n]
		e.place = n
		if e.change && e.strength == express {
			t.turns[e.value] = append(t.turns[e.value], n)
		}
		switch {
		case e.change && e.strength >= implied && e.span.Days() > 1:
			t.open = append(t.open, e)
		case !e.change && (e.strength == express || e.strength == universal) && e.rule.Where == "":
			t.denials = append(t.denials, e)
		}
	}
	return t
}

// after returns the place of the first effect that is there later than on a day.
func (t *telling) after(day edtf.Day) int {
	return sort.Search(len(t.effects), func(n int) bool { return t.effects[n].at() > day })
}

// beside calls do for the other effects that rest on a document of e's, until it
// returns true, and returns whether it did.
func (t *telling) beside(e *effect, do func(*effect) bool) bool {
	if t.documents == nil {
		t.documents = map[ledger.ID][]*effect{}
		for n := range t.effects {
			for _, p := range t.effects[n].reports {
				t.documents[p.Document] = append(t.documents[p.Document], &t.effects[n])
			}
		}
	}
	for _, p := range e.reports {
		for _, o := range t.documents[p.Document] {
			if o != e && do(o) {
				return true
			}
		}
	}
	return false
}
