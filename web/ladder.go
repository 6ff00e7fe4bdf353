package web

import "github.com/credence-project/credence/answers"

// rung is a step of the relations that two parties can have, lowest first (Vienna
// Convention on Diplomatic Relations 1961, art. 14; on Consular Relations 1963,
// art. 2).
type rung struct {
	Level  string
	Theirs bool // one side stands on it
	Ours   bool // the other does
}

// ladder returns the steps with where each side stands; nil where neither is
// known.
func ladder(a, b answers.Status) []rung {
	known := false
	list := []rung{{Level: "none"}, {Level: "consulate"}, {Level: "embassy"}, {Level: "charge"}, {Level: "ambassador"}}
	for n := range list {
		list[n].Ours, list[n].Theirs = a.Relations == list[n].Level, b.Relations == list[n].Level
		known = known || list[n].Ours || list[n].Theirs
	}
	if !known {
		return nil
	}
	return list
}
