package cli

import (
	"strconv"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
)

// mark tells how an act stands by a sign and a word, neither of which needs
// colour: in a modality or, where sources disagree, contested. States of affairs
// hold, acts are done.
func mark(modality string, state bool) (text string, i ink) {
	switch modality {
	case act.Negated.String():
		return "✗ not", red
	case act.Future.String():
		return "→ will", cyan
	case act.Hypothetical.String():
		return "? may", yellow
	case answers.BothSaid:
		return "! both", yellow
	}
	if state {
		return "= holds", blue
	}
	return "✓ did", green
}

// markWidth is the widest mark, in columns.
const markWidth = 7

// name returns what the article's language calls a party.
func (r reading) name(id string) string {
	if r.coder == nil {
		return r.second.names.Name(id, r.article.Lang)
	}
	return or(r.coder.Names().Name(id), id)
}

func (r reading) names(ps []act.Party, between string) string {
	var out []string
	for _, p := range ps {
		out = append(out, r.name(p.ID))
	}
	return strings.Join(out, between)
}

// parties writes who did it to whom: "Russie → Taliban", "France ↔ Iran" where
// the order carries nothing, "nobody named" where nobody is.
func (r reading) parties(a *act.Assertion) string {
	arrow := " → "
	if a.Kind.Symmetric {
		arrow = " ↔ "
	}
	between := ", "
	if a.Kind.Symmetric && len(a.Actors) == 2 && len(a.Recipients) == 0 {
		between = arrow
	}
	who := r.names(a.Actors, between)
	if len(a.Recipients) > 0 {
		who = or(who, "?") + arrow + r.names(a.Recipients, ", ")
	}
	if len(a.Over) > 0 {
		who += " over " + r.names(a.Over, ", ")
	}
	return or(who, "nobody named")
}

// date writes an EDTF date for people: an interval without what its end
// repeats ("2014-03-24/30"), and "–" for none.
func date(edtf string) string {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval || len(from) != len(to) {
		return or(edtf, "–")
	}
	for n := len(from) - 1; n >= 0; n-- {
		if from[n] == '-' && from[:n+1] == to[:n+1] {
			return from + "/" + to[n+1:]
		}
	}
	return edtf
}

// count writes how many acts and states of affairs were found.
func count(found []act.Assertion) string {
	acts, states := 0, 0
	for n := range found {
		if found[n].Kind.State {
			states++
		} else {
			acts++
		}
	}
	var out []string
	tell := func(n int, one, more string) {
		switch {
		case n == 1:
			out = append(out, "1 "+one)
		case n > 1:
			out = append(out, strconv.Itoa(n)+" "+more)
		}
	}
	tell(acts, "act", "acts")
	tell(states, "state of affairs", "states of affairs")
	return or(strings.Join(out, ", "), "no act found")
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// number reads a whole number, 0 where s is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
