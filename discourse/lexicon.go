package discourse

import (
	"io/fs"
	"slices"

	"github.com/credence-project/credence/lang"
)

// Lexicon is what a language adds: the words that describe parties.
type Lexicon struct {
	Former       lang.Words        // lemmas that end an office: "ancien", "former"
	Pair         lang.Words        // lemmas that make a pair: "deux", "both"
	Neither      lang.Words        // lemmas that deny something of two named together just before: "neither"
	One          lang.Words        // pronouns that with one of Else mean two one by one: "l'un et l'autre"
	Single       lang.Words        // forms of possessives of one owner: "its", "ses"
	Agreeing     bool              // that hold where the owner's name is plural: not "the Fijis … its"
	Elided       lang.Words        // forms of an article that shows no gender: "l'"
	Endings      lang.Words        // of names of states that are feminine: "e"
	Genders      map[string]string // names whose gender neither an article nor an ending shows
	Latter       lang.Words        // demonstrative pronouns that point at the party named last: "este"
	Here         lang.Words        // words that mean the place that the text is written from: "here"
	There        lang.Words        // words that mean the place spoken of: "y", "there"
	Personal     lang.Words        // classes of offices that are people
	Counts       map[string]int    // numbers that count parties: "trois", "three"
	Sets         map[string]int    // nouns that count parties already named: "the trio"
	Animate      bool              // gendered pronouns mean people ("he", "she")
	Belongs      lang.Words        // nouns that with a possessor mean the possessor's party: "his country"
	Demands      lang.Words        // verbs whose clause somebody else does: "demands that it leave"
	Else         lang.Words        // words beside a plural that mean nobody spoken of: "other states"
	Young        lang.Words        // adjectives of a state just founded: "new", "jeune"
	Members      lang.Words        // classes of words that beside an organisation mean its members, not it
	Seated       lang.Words        // prepositions that tell where rulers sit: "the generals in Niamey"
	Between      lang.Words        // words that ask for two: "between them"
	Descriptions []*Noun           `toml:"description"`
	Regions      []*Region         `toml:"region"`

	description map[string]*Noun   // by lemma
	region      map[string]*Region // by word beside a noun
	alone       map[string]*Region // by form
}

// Noun is a set of nouns that describe parties of some kinds.
type Noun struct {
	Lemmas []string
	Kinds  []string   // kinds of entity in the gazetteer
	IDs    lang.Words // only these, where given: the kingdoms for "royaume"
	Rulers bool       // nobody but who lately seized power, and these in the plural: "the generals"
	Seizes bool       // who lately seized power: "the junta"
	Placed bool       // only beside the word of a region: "the Baltic state"
	Regime bool       // of one that is not simply its state's government, where the text is about such
	Pairs  bool       // only of a pair: "les deux hommes"
	People bool       // who may be meant by those who act for them
	Body   bool       // in the plural too those of one party: "les autorités"
	Bygone bool       // what it says may be over: "l'ancienne métropole"
	Other  bool       // another than whose it is: "son voisin"
}

// Region is a group of states (gazetteer.Group) and the words that tell of it.
type Region struct {
	Group   string
	Words   []string // beside a noun that describes states, in small letters
	Alone   []string // forms that mean the whole group without a noun: "Koreas"
	Whole   bool     // "the Baltic states" are all of them
	Counted bool     // the words mean the group only where it is counted: "the two German states"
}

// Open reads discourse.toml in a language's folder.
func Open(language fs.FS) (*Lexicon, error) {
	l := &Lexicon{description: map[string]*Noun{}, region: map[string]*Region{}, alone: map[string]*Region{}}
	if err := lang.Decode(language, "discourse.toml", l); err != nil {
		return nil, err
	}
	for _, d := range l.Descriptions {
		for _, lemma := range d.Lemmas {
			l.description[lemma] = d
		}
	}
	for _, r := range l.Regions {
		for _, w := range r.Words {
			l.region[w] = r
		}
		for _, w := range r.Alone {
			l.alone[w] = r
		}
	}
	return l, nil
}

// hasKind reports whether the nouns describe entities of a kind.
func (d *Noun) hasKind(kind string) bool { return slices.Contains(d.Kinds, kind) }
