package gazetteer

import (
	"strings"

	"github.com/credence-project/credence/edtf"
)

// readings returns what a name of e in sense s means.
func (e *Entity) readings(s Sense, from, until string, days edtf.Span) []Reading {
	switch {
	case e.Kind == "person":
		list := make([]Reading, 0, len(e.Periods))
		for _, p := range e.Periods {
			if d := p.days.Meet(days); !d.IsZero() {
				list = append(list, Reading{ID: p.Of, Sense: Person, Office: p.Kind, Person: e.ID, From: later(p.From, from), Until: earlier(p.Until, until), days: d})
			}
		}
		return list
	case e.Kind == "place":
		var list []Reading
		for of := range strings.SplitSeq(e.Of, "|") {
			if of != "" {
				list = append(list, Reading{ID: of, Sense: placeSense(s), Place: e.ID, From: from, Until: until, days: days})
			}
		}
		return list
	case from == "" && until == "" && e.Kind != "state" && e.Kind != "territory":
		if d, err := daysBetween(e.From, e.Until); err == nil {
			from, until, days = e.From, e.Until, d
		}
	}
	past := until != "" && (e.Kind == "state" || e.Kind == "territory")
	regime := s == Capital && e.Kind != "state" && e.Kind != "territory"
	return []Reading{{ID: e.ID, Sense: s, From: from, Until: until, days: days, past: past, regime: regime}}
}

// placeSense returns the sense of a name of a place: its inhabitants and
// adjectives keep theirs.
func placeSense(s Sense) Sense {
	if s == Name {
		return Place
	}
	return s
}

func later(a, b string) string { return max(a, b) }

func earlier(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// rank orders the readings of a spelling: a town is likelier meant than the
// organs that sit there, and a state than what is named after it.
var rank = [...]int{Name: 0, Adjective: 1, Demonym: 2, Capital: 3, Place: 4, Seat: 5, Person: 6}

// rank orders readings: what is so today comes before what was, and the state
// before the regime that holds its capital.
func (r *Reading) rank() int {
	if r.regime {
		return rank[Seat]
	}
	if r.past {
		return rank[r.Sense] + len(rank)
	}
	return rank[r.Sense]
}

// rules reports whether r is a body that sits in the town that bears its name:
// an organisation, or a regime that holds the town.
func (r *Reading) rules() bool { return r.Sense == Seat || r.regime }

// rulerRank is rank for towns that stand for who rules there.
func (r *Reading) rulerRank() int {
	if r.rules() {
		return r.rank() - len(rank)
	}
	return r.rank()
}

// nounRank is rank for words that stand as nouns.
func (r *Reading) nounRank() int {
	if r.Sense == Demonym {
		return r.rank() - len(rank)
	}
	return r.rank()
}
