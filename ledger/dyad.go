package ledger

import (
	"github.com/credence-project/credence/act"
)

// Dyad is a pair of parties of an act, and the territory that it is about.
type Dyad struct {
	Actor, Recipient, Over string
}

// Dyads returns the pairs that a record speaks of: each actor with each
// recipient; where both sides stand among the actors of a mutual or reciprocal act, each two
// of them. The pairs of a symmetric act are in the order of their ids, so that
// the act is the same whoever is named first.
func Dyads(kind *act.Kind, says *act.Record) []Dyad {
	actors, recipients := ids(says.Actors), ids(says.Recipients)
	var pairs []Dyad
	add := func(actor, recipient string) {
		if kind.Symmetric && recipient < actor && recipient != "" {
			actor, recipient = recipient, actor
		}
		for _, over := range ids(says.Over) {
			pairs = append(pairs, Dyad{actor, recipient, over})
		}
	}
	if (kind.Mutual || kind.Reciprocal) && len(says.Recipients) == 0 && len(actors) > 1 {
		for n, a := range actors {
			for _, b := range actors[n+1:] {
				add(a, b)
			}
		}
		return pairs
	}
	for _, a := range actors {
		for _, b := range recipients {
			add(a, b)
		}
	}
	return pairs
}

// ids returns the ids of parties, at least one.
func ids(parties []act.RecordParty) []string {
	var list []string
	for _, p := range parties {
		list = append(list, p.ID)
	}
	if len(list) == 0 {
		list = []string{""}
	}
	return list
}
