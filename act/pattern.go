package act

import "github.com/credence-project/credence/valency"

// Pattern says what evokes one kind of act and where its roles stand. It is
// one line of a file in lang/<code>/acts:
//
//	act close-embassy
//	verb fermer clore    obj=@mission    A=subj  R=in|obj.own
//
// reads: the verb "fermer" or "clore" whose deep object is one of the class
// "mission"; its deep subject closes; the recipient is what "in" governs, else
// what the object belongs to. See docs/patterns.md for the whole language.
type Pattern struct {
	Kind         *Kind
	Verb         bool     // evoked by a verb, else by a noun
	Lemmas       []string // that evoke it
	Tests        []Test
	Actor        Role
	Recip        Role
	Over         Role
	Negate       bool   // what it says is that the act was not done
	Future       bool   // the words themselves put the act off: "is expected in"
	Hypothetical bool   // the words themselves only offer it: "proposed to mediate"
	Assert       bool   // its own "not" or "would" is how the words say it: "would not hear of"
	Intransitive bool   // the verb must have no object
	Source       string // file and line, "fr/acts/missions.act:12"
	weight       int    // how specific it is: the number of its tests
}

// Test is a condition on a word that a path leads to.
type Test struct {
	Path   Path
	Words  *Class // the lemma must be one of these
	Within bool   // or one of these must stand in its subtree ("~")
	Not    bool   // no word there may be one of these ("!")
}

// Role says where the fillers of a role stand: the first of the alternatives
// that yields somebody fills it.
type Role struct {
	Paths    []Filler
	Optional bool
}

// Filler is one alternative of a role, with the sort of party that it accepts.
type Filler struct {
	Path Path
	Sort Sort
}

// Path leads from the word that evokes an act to another, step by step.
type Path []Step

// Step is one step of a path: a deep function, or a class of prepositions.
type Step struct {
	Func  Func
	Preps valency.Preps // of the function Prep, the classes
}

// Func is a deep grammatical function.
type Func uint8

// The functions that steps name.
const (
	Subj    Func = iota // deep subject of a verb; of a noun, who does it
	Obj                 // deep object
	IObj                // indirect object without preposition
	Comp                // clause that completes it
	Own                 // what a noun belongs to: possessor, adjective, compound, "of"
	Adj                 // adjective or compound noun
	Adv                 // adverb or particle
	Poss                // possessor
	Prep                // complement of a preposition of a class
	Gov                 // the word that governs it
	Self                // itself
	Appos               // apposition
	Support             // subject of the verb that lends a noun its own
	Known               // who had this role in the act told before
	Home                // the state that the actor belongs to
	Main                // the party that the article is about
	Clause              // verb of a relative or participial clause that says more of it
)

// Sort is a sort of party.
type Sort uint8

// The sorts of parties that a role may ask for.
const (
	AnyParty      Sort = iota // whoever acts: a state, regime, movement, organisation
	StateParty                // a state or an entity that claims to be one
	RegimeParty               // a regime, rival government or movement
	PowerParty                // a regime, or who or what governs for a state
	OrgParty                  // an international organisation
	CountryParty              // a state, also by a place that lies in it
	OfficialParty             // somebody who acts for a party, not its people or places
	PlaceParty                // a country or place by its name
	PeopleParty               // the people of a country, by their name: "Syrians"
	PersonParty               // a person who acts for a party, by name or office
)

// Class is a set of lemmas.
type Class struct {
	Name   string
	Lemmas map[string]bool
	Any    bool // "*": every word

	anyVerb, anyNumber bool // among the lemmas
}
