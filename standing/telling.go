package standing

import "github.com/credence-project/credence/ledger"

// telling is the effects that tell one aspect in one era, in the order of their
// days, with what finds those that bear on each other.
type telling struct {
	effects   []effect
	denials   []*effect               // that can defeat what is implied
	documents map[ledger.ID][]*effect // by the documents that they rest on
}

func newTelling(list []effect) *telling {
	t := &telling{effects: list, documents: map[ledger.ID][]*effect{}}
	for n := range list {
		e := &list[n]
		if (e.strength == express || e.strength == universal) && !e.change && e.rule.Where == "" {
			t.denials = append(t.denials, e)
		}
		for _, p := range e.reports {
			t.documents[p.Document] = append(t.documents[p.Document], e)
		}
	}
	return t
}

// beside calls do for the other effects that rest on a document of e's, until it
// returns true, and returns whether it did.
func (t *telling) beside(e *effect, do func(*effect) bool) bool {
	for _, p := range e.reports {
		for _, o := range t.documents[p.Document] {
			if o != e && do(o) {
				return true
			}
		}
	}
	return false
}
