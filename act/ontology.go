package act

import (
	_ "embed"
	"fmt"

	"github.com/BurntSushi/toml"
)

//go:embed ontology.toml
var ontologyTOML string

// Kind is a kind of act, or of state of affairs, in the ontology.
type Kind struct {
	Name        string
	Sense       string // what it is in law, and what it is not
	State       bool   `toml:"-"` // a state of affairs, not an act
	Symmetric   bool   // the order of the two sides carries nothing
	Mutual      bool   // two actors suffice, each the other\'s counterpart; every symmetric kind is so
	Reciprocal  bool   // of two actors and no recipient each is the other's counterpart
	Entering    bool   // who follows in it is taken in
	Between     bool   // the other side is both parties to what was done before
	Unary       bool   // has an actor and no counterpart
	Opinion     bool   // belongs to whoever voices it
	Counterpart bool   // the other side is who governs, not the country
	Explicit    bool   // its parties must stand in the sentence
	Polity      bool   // falls on a state or who governs one, never on an organisation
	Coup        bool   // who does it rules the country then
	Reaction    bool   // dated by its own time words alone
	Content     string // who does the deed that it asks for or threatens with: "actor", "recipient"
	Deed        bool   // its object, "it", is what was done or said
	Refused     string // the kind of who will not do what this asks: "London asked him to. He would not."
	Unweighed   bool   // no corpus annotates it: the confidence of the rules stands
	Plover      string // PLOVER event type
	Mode        string // PLOVER mode
	Cameo       string // CAMEO code
	Context     string // PLOVER context
	Finer       []Finer
}

// Finer is what more an act is where a word of a class stands among those that
// state it. What is "" stays as the kind has it.
type Finer struct{ Class, Mode, Cameo, Context string }

// Ontology is every kind by its name.
type Ontology map[string]*Kind

// LoadOntology reads the ontology that is part of the package.
func LoadOntology() (Ontology, error) {
	var file struct {
		Act   []*Kind
		State []*Kind
	}
	meta, err := toml.Decode(ontologyTOML, &file)
	if err != nil {
		return nil, fmt.Errorf("act/ontology.toml: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("act/ontology.toml: unknown key %s", extra[0])
	}
	o := Ontology{}
	for _, k := range file.State {
		k.State = true
	}
	for _, k := range append(file.Act, file.State...) {
		if k.Name == "" || o[k.Name] != nil {
			return nil, fmt.Errorf("act/ontology.toml: %q is empty or stands twice", k.Name)
		}
		k.Mutual = k.Mutual || k.Symmetric
		o[k.Name] = k
	}
	return o, nil
}
