package pair

import (
	"strings"

	"github.com/credence-project/credence/act"
)

// Type is what one party does to another, by the root types of PLOVER; CONCEDE
// and RETREAT are one here, YIELD.
type Type uint8

// The types.
const (
	Agree Type = iota
	Consult
	Support
	Cooperate
	Aid
	Yield
	Request
	Accuse
	Reject
	Threaten
	Protest
	Sanction
	Mobilize
	Coerce
	Assault
	Types int = iota // how many there are
)

// types names each type and the CAMEO category that it comes from.
var types = [Types]struct{ name, cameo string }{
	{"AGREE", "03"}, {"CONSULT", "04"}, {"SUPPORT", "05"}, {"COOPERATE", "06"}, {"AID", "07"},
	{"YIELD", "08"}, {"REQUEST", "10"}, {"ACCUSE", "11"}, {"REJECT", "12"}, {"THREATEN", "13"},
	{"PROTEST", "14"}, {"SANCTION", "16"}, {"MOBILIZE", "15"}, {"COERCE", "17"}, {"ASSAULT", "19"},
}

// String returns the type's name in PLOVER.
func (t Type) String() string { return types[t].name }

// Cameo returns the code of the CAMEO category that the type comes from.
func (t Type) Cameo() string { return types[t].cameo }

// side tells whether a type brings two parties closer, sets them apart in words,
// or in deeds.
func (t Type) side() string {
	switch t {
	case Agree, Consult, Support, Cooperate, Aid, Yield:
		return "closer"
	case Request, Accuse, Reject, Threaten:
		return "words"
	}
	return "deeds"
}

// ParseType returns the type of a name; the two sorts of YIELD have names of
// their own in PLOVER.
func ParseType(name string) (Type, bool) {
	switch name = strings.ToUpper(name); name {
	case "CONCEDE", "RETREAT":
		return Yield, true
	}
	for t := range types {
		if types[t].name == name {
			return Type(t), true
		}
	}
	return 0, false
}

// cameoPenalty is CAMEO's category of sanctions and embargoes, which PLOVER's
// table of 2021 has as COERCE.
const cameoPenalty = "163"

// typeOf returns the type of a kind of act.
func typeOf(k *act.Kind) (Type, bool) {
	if strings.HasPrefix(k.Cameo, cameoPenalty) {
		return Coerce, true
	}
	return ParseType(k.Plover)
}
