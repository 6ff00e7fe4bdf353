package discourse

import (
	"io/fs"

	"github.com/credence-project/credence/lang"
)

// Lexicon is what a language adds: the words that describe parties.
type Lexicon struct {
	Former       lang.Words     // lemmas that end an office: "ancien", "former"
	Pair         lang.Words     // lemmas that make a pair: "deux", "both"
	Latter       lang.Words     // demonstrative pronouns that point at the party named last: "este"
	There        lang.Words     // words that mean the place spoken of: "y", "there"
	Personal     lang.Words     // classes of offices that are people
	Counts       map[string]int // numbers that count parties: "trois", "three"
	Animate      bool           // gendered pronouns mean people ("he", "she")
	Belongs      lang.Words     // nouns that with a possessor mean the possessor's party: "his country"
	Demands      lang.Words     // verbs whose clause somebody else does: "demands that it leave"
	Members      lang.Words     // classes of words that beside an organisation mean its members, not it
	Seated       lang.Words     // prepositions that tell where rulers sit: "the generals in Niamey"
	Between      lang.Words     // words that ask for two: "between them"
	Descriptions []*Noun        `toml:"description"`
	Regions      []*Region      `toml:"region"`

	description map[string]*Noun      // by lemma
	region      map[string]lang.Words // ids by adjective
}

// Noun is a set of nouns that describe parties of some kinds.
type Noun struct {
	Lemmas []string
	Kinds  []string   // kinds of entity in the gazetteer
	IDs    lang.Words // only these, where given: the kingdoms for "royaume"
	Placed bool       // only beside the adjective of a region: "the Baltic state"
	Regime bool       // of one that is not simply its state's government, where the text is about such
	Pairs  bool       // only of a pair: "les deux hommes"
	Other  bool       // another than whose it is: "son voisin"
}

// Region names the states that an adjective of place fits: "Baltic", "African".
type Region struct {
	Adjectives []string
	IDs        lang.Words
}

// Open reads discourse.toml in a language's folder.
func Open(language fs.FS) (*Lexicon, error) {
	l := &Lexicon{description: map[string]*Noun{}, region: map[string]lang.Words{}}
	if err := lang.Decode(language, "discourse.toml", l); err != nil {
		return nil, err
	}
	for _, d := range l.Descriptions {
		for _, lemma := range d.Lemmas {
			l.description[lemma] = d
		}
	}
	for _, r := range l.Regions {
		for _, a := range r.Adjectives {
			l.region[a] = r.IDs
		}
	}
	return l, nil
}

func (l *Lexicon) describes(lemma string) bool { return l.description[lemma] != nil }
