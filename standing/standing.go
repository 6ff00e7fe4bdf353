// Package standing derives what follows in law from the acts of a ledger: who
// recognises whom, at what level their relations are, who lists whom, on any day.
//
//	d, err := standing.Load("default")
//	line := standing.Derive(d, world, acts, "RUS", "AFG.TALIBAN")
//	s := line.On(standing.Recognised, day)
//	fmt.Println(s.Value, s.Since, s.Rule)
//
// What follows from which act is the matter of a doctrine, a data file
// (doctrines/*.toml); the code only reckons with days. Standings are never
// stored: each can be derived again, with the acts and the rule that gave it.
//
// Non-goals: to find acts, and to put standings into words.
package standing

import (
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// Aspect is one side of the standing of one party towards another.
type Aspect string

// The aspects.
const (
	Recognised  Aspect = "recognised"  // as a state or as a government, whichever the other is
	Relations   Aspect = "relations"   // the level of diplomatic relations
	Listed      Aspect = "listed"      // as terrorist, by the one, the other
	Forces      Aspect = "forces"      // of the one, in the other's country
	Member      Aspect = "member"      // the one, of the other
	Sovereignty Aspect = "sovereignty" // of the other, over a territory, recognised by the one
)

// Aspects returns all aspects, in the order in which they are shown.
func Aspects() []Aspect {
	return []Aspect{Recognised, Relations, Listed, Forces, Member, Sovereignty}
}

// The values of every aspect but the level of relations.
const (
	Yes       = "yes"
	No        = "no"        // a source says so, or it follows from what one says
	Unknown   = "unknown"   // no evidence
	Contested = "contested" // sources disagree
)

// The levels of relations, beside Unknown and Contested.
const (
	Ambassador = "ambassador"
	Charge     = "charge"
	Embassy    = "embassy" // open, at a level that is not known
	Consulate  = "consulate"
	None       = "none"
	Some       = "some" // there are relations, at a level that is not known: a Value of Unknown, told as Some
)

// World is what is known of parties beside their acts. *gazetteer.Directory is
// one.
type World interface {
	Entity(id string) (gazetteer.Entity, bool)
}

// Standing is what holds on a day, with what tells so.
type Standing struct {
	By, Of   string
	Over     string // the territory, of Sovereignty
	Aspect   Aspect
	On       edtf.Day
	Value    string
	Since    string // EDTF, "" where not known
	Until    string // EDTF of the change that ended it, "" where it lasts or that is not known
	Doctrine string
	Rule     string
	Basis    string     // where the rule stands in law
	Evidence []Evidence // what tells so; of a contested standing, one side
	Dissent  []Evidence // what tells otherwise: outweighed or, of a contested standing, the other side
	Dates    []string   // EDTF: what the sources say of the day, where they disagree
}

// Told is the value as people are told it: Some, of relations that there are at a
// level that is not known.
func (s *Standing) Told() string {
	if s.Value == Unknown && s.Aspect == Relations && len(s.Evidence) > 0 && s.Evidence[0].Value == Some {
		return Some
	}
	return s.Value
}

// Evidence is one report, of one act, for a standing.
type Evidence struct {
	Act    *ledger.Act
	Report *ledger.Report
	Rule   string
	Value  string // what it tells
}

// strength is how firmly an act tells a standing. Stronger ones come later.
type strength uint8

const (
	universal   strength = iota // "no country has": of anybody, where nothing else tells
	presupposed                 // what must have held for the act to make sense
	implied                     // what follows unless it is denied expressly
	express
)
