package valency

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/credence-project/credence/lang"
)

// Grammar is what a language adds to the universal relations.
type Grammar struct {
	// Prepositions names classes of prepositions by which patterns speak of
	// them: "of", "by", "in", … each a list of lemmas or forms.
	Prepositions map[string][]string
	// Partitive tells that an object can look like a complement of "of".
	Partitive bool
	// Second tells that a passive may keep an object: "was given a week".
	Second bool
	// Perfect lists the auxiliaries of the active perfect: "avoir", "have".
	Perfect lang.Words
	// Active lists the verbs that have no passive, whose perfect takes the same
	// auxiliary as the passive of others: "tomber", "venir".
	Active lang.Words

	// Undergo lists the verbs whose reflexive makes a passive of an infinitive:
	// "se voir infliger une amende".
	Undergo lang.Words

	// ReflexivePassive tells that a reflexive clitic can make a passive: "se firmó
	// un acuerdo". The treebank labels it expl:pass.
	ReflexivePassive bool `toml:"reflexive_passive"`
	// DroppedSubject tells that a finite verb without subject points back like a
	// pronoun: "Anunció que rompía".
	DroppedSubject bool `toml:"dropped_subject"`
	// MarkedObject lists the prepositions that may stand before an object, where
	// it is somebody: "reconoció a Kosovo".
	MarkedObject lang.Words `toml:"marked_object"`
	// Times lists nouns of time on which parsers hang what stands behind them:
	// "a imposé dans la soirée des sanctions".
	Times lang.Words

	// Located lists the copulas that are verbs where somebody is in a place:
	// "est à Rabat".
	Located lang.Words

	// Own lists the verbs whose infinitive is done by their own subject, though
	// they have an object: "menacer Oslo de partir".
	Own lang.Words

	// Gerunds lists the prepositions before a gerund that completes its verb, which
	// treebanks call adverbial: "prevented Lima from leaving", done by the object.
	Gerunds lang.Words

	// Relative lists the conjunctions that look like relative pronouns: "que".
	Relative lang.Words

	// Among lists the words behind which some of those that a noun means are named:
	// "douze États, dont le Honduras".
	Among lang.Words

	// Dative lists the verbs whose infinitive is done by whom they address:
	// "demander à Lima de partir".
	Dative lang.Words

	// Calls lists the verbs that say what their object is: "brand it irresponsible".
	Calls lang.Words

	// Moves lists the verbs without object whose past form parsers take for a
	// participle of the noun that is its subject: "Ukrainian forces crossed into Kursk".
	Moves lang.Words

	// Informs lists the verbs whose clause follows whom they address: "informed the
	// Ministry of Foreign Affairs that …".
	Informs lang.Words

	// Appeals lists those that address by other prepositions: "call on Lima to leave".
	Appeals lang.Words

	// Lemmas puts right the lemmas that the model gets wrong: "scal" is "scale".
	Lemmas map[string]string

	// Participles names the verbs of participles that the tagger takes for
	// adjectives, lemma and all: "closed" is of "close".
	Participles map[string]string

	// Finite names the verbs of forms that the tagger takes for plural nouns
	// behind the name that is their subject: "views" is of "view".
	Finite map[string]string

	// Sited lists nouns that a name of the place may follow without a preposition,
	// "Embassy Kabul", each with what may follow it as a part of its own name:
	// "Consulate General".
	Sited map[string][]string

	// Phrasal lists the particles of verbs that need an object, which parsers
	// take for its preposition: "take" in.
	Phrasal map[string][]string

	class map[string]Preps // lemma to classes
	bit   map[string]Preps // class to its bit
	forms map[string]form  // inflected verb forms, nil where the language has no table
}

// Preps is a set of classes of prepositions.
type Preps uint64

// Open reads valency.toml in a language's folder.
func Open(language fs.FS) (*Grammar, error) {
	g := new(Grammar)
	if err := lang.Decode(language, "valency.toml", g); err != nil {
		return nil, err
	}
	if err := g.loadForms(language); err != nil {
		return nil, err
	}
	return g, g.compile()
}

func (g *Grammar) compile() error {
	names := make([]string, 0, len(g.Prepositions))
	for name := range g.Prepositions {
		names = append(names, name)
	}
	slices.Sort(names)
	if len(names) > 64 {
		return fmt.Errorf("valency.toml: %d classes of prepositions, at most 64", len(names))
	}
	g.class, g.bit = map[string]Preps{}, map[string]Preps{}
	for n, name := range names {
		g.bit[name] = 1 << n
		for _, lemma := range g.Prepositions[name] {
			g.class[lemma] |= 1 << n
		}
	}
	return nil
}

// Class returns the set that holds the one class called name, and whether the
// language has it.
func (g *Grammar) Class(name string) (Preps, bool) {
	p, ok := g.bit[name]
	return p, ok
}
