package discourse

import (
	"io/fs"

	"github.com/credence-project/credence/lang"
)

// Lexicon is what a language adds: the words that describe parties.
type Lexicon struct {
	Former       lang.Words // lemmas that end an office: "ancien", "former"
	Pair         lang.Words // lemmas that make a pair: "deux", "both"
	Latter       lang.Words // demonstrative pronouns that point at the party named last: "este"
	There        lang.Words // words that mean the place spoken of: "y", "there"
	Personal     lang.Words // classes of offices that are people
	Animate      bool       // gendered pronouns mean people ("he", "she")
	Descriptions []*Noun    `toml:"description"`

	description map[string]*Noun // by lemma
}

// Noun is a set of nouns that describe parties of some kinds.
type Noun struct {
	Lemmas []string
	Kinds  []string   // kinds of entity in the gazetteer
	IDs    lang.Words // only these, where given: the kingdoms for "royaume"
}

// Open reads discourse.toml in a language's folder.
func Open(language fs.FS) (*Lexicon, error) {
	l := &Lexicon{description: map[string]*Noun{}}
	if err := lang.Decode(language, "discourse.toml", l); err != nil {
		return nil, err
	}
	for _, d := range l.Descriptions {
		for _, lemma := range d.Lemmas {
			l.description[lemma] = d
		}
	}
	return l, nil
}

func (l *Lexicon) describes(lemma string) bool { return l.description[lemma] != nil }
