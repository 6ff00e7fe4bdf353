package discourse

import (
	"fmt"
	"io/fs"

	"github.com/BurntSushi/toml"
)

// Lexicon is what a language adds: the words that describe parties.
type Lexicon struct {
	Former       []string // lemmas that end an office: "ancien", "former"
	Pair         []string // lemmas that make a pair: "deux", "both"
	There        []string // words that mean the place spoken of: "y", "there"
	Personal     []string // classes of offices that are people
	Animate      bool     // gendered pronouns mean people ("he", "she")
	Descriptions []*Noun  `toml:"description"`

	former, pair, personal, there map[string]bool
	description                   map[string]*Noun
}

// Noun is a set of nouns that describe parties of some kinds.
type Noun struct {
	Lemmas []string
	Kinds  []string // kinds of entity in the gazetteer
	IDs    []string // only these, where given: the kingdoms for "royaume"

	ids map[string]bool
}

// Open reads discourse.toml in a language's folder.
func Open(language fs.FS) (*Lexicon, error) {
	l := new(Lexicon)
	meta, err := toml.DecodeFS(language, "discourse.toml", l)
	if err != nil {
		return nil, fmt.Errorf("discourse.toml: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("discourse.toml: unknown key %s", extra[0])
	}
	l.former, l.pair, l.personal, l.there = set(l.Former), set(l.Pair), set(l.Personal), set(l.There)
	l.description = map[string]*Noun{}
	for _, d := range l.Descriptions {
		if d.IDs != nil {
			d.ids = set(d.IDs)
		}
		for _, lemma := range d.Lemmas {
			l.description[lemma] = d
		}
	}
	return l, nil
}

func (l *Lexicon) describes(lemma string) bool { return l.description[lemma] != nil }

func set(words []string) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w] = true
	}
	return s
}
