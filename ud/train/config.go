// Package train makes the models of package ud from Universal Dependencies
// treebanks: it reads them, brings their labels to one set, trains tagger,
// lemmatiser and parser, and measures them on sentences held out.
//
// Training is reproducible: the same files and settings give the same bytes.
// Non-goal: tokenising; treebanks say what the words are.
package train

import (
	"fmt"
	"io"

	"github.com/BurntSushi/toml"

	network "github.com/credence-project/credence/ud/nn/train"
)

// Config says how the model of a language is trained. It is a TOML file.
type Config struct {
	Seed      uint64     `toml:"seed"`
	Treebanks []Treebank `toml:"treebank"` // the first one decides where they differ
	Heldout   []Heldout  `toml:"heldout"`

	Rewrites  []Rewrite `toml:"rewrite"`    // what an older treebank writes differently
	KeepRels  []string  `toml:"keep_rels"`  // subtypes that are learned; others are cut off
	DropFeats []string  `toml:"drop_feats"` // features that treebanks do not agree on
	BareTags  []string  `toml:"bare_tags"`  // parts of speech whose features are dropped

	Network network.Config `toml:"network"` // its sizes, and how it is trained
}

// Treebank is a part of the training data.
type Treebank struct {
	Name    string   `toml:"name"`
	Files   []string `toml:"files"`
	Feats   bool     `toml:"feats"`   // its morphological features are learned
	Lemmas  bool     `toml:"lemmas"`  // its lemmas are learned
	Own     bool     `toml:"own"`     // it is the project's own, kept beside the settings
	Licence string   `toml:"licence"` // for the notice
}

// Heldout is a part of a treebank that the measured model does not see.
type Heldout struct {
	Name     string `toml:"name"`
	Treebank string `toml:"treebank"`
	File     string `toml:"file"`   // only of this file, "" for any
	Prefix   string `toml:"prefix"` // only sentences with such an id, "" for any
	Every    int    `toml:"every"`  // one in so many, 1 for all
}

// ReadConfig reads the settings.
func ReadConfig(r io.Reader) (*Config, error) {
	var c Config
	meta, err := toml.NewDecoder(r).Decode(&c)
	if err != nil {
		return nil, fmt.Errorf("read training settings: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("read training settings: unknown key %s", extra[0])
	}
	if len(c.Treebanks) == 0 {
		return nil, fmt.Errorf("read training settings: no treebank")
	}
	return &c, nil
}
