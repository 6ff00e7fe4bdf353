package train

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/ud"
)

// Rewrite brings a convention of an older treebank to that of Universal
// Dependencies today. It holds of a word of which all that is given is true.
type Rewrite struct {
	Rel   []string `toml:"rel"`   // its relation
	Tag   []string `toml:"tag"`   // its part of speech
	Lemma []string `toml:"lemma"` // its lemma
	Feats []string `toml:"feats"` // features that it has all of: "Case=Dat"

	Case    []string `toml:"case"`    // lemmas of the preposition that introduces it, "" for none
	NotCase []string `toml:"notcase"` // lemmas of no preposition that introduces it, "" for none

	Head    []string `toml:"head"`    // features that its head has all of
	Sibling string   `toml:"sibling"` // a relation of another word under its head without preposition
	Child   []string `toml:"child"`   // features that one of its dependents has all of
	Behind  bool     `toml:"behind"`  // it stands behind its head

	NewRel  string            `toml:"new_rel"`
	NewTag  string            `toml:"new_tag"`
	NewVals map[string]string `toml:"new_feats"`   // features to put in place of others, "" to take away
	Endings [][2]string       `toml:"new_endings"` // of the lemma: the first that gives a verb of the treebanks
	Lemmas  map[string]string `toml:"new_lemmas"`  // whole lemmas
}

// rewrite applies the rules in turn to all sentences.
func (c *Config) rewrite(all []*Sentence) {
	if len(c.Rewrites) == 0 {
		return
	}
	verbs := map[string]bool{}
	for _, s := range all {
		for i := range s.Tokens {
			if s.Tokens[i].UPOS == "VERB" {
				verbs[s.Tokens[i].Lemma] = true
			}
		}
	}
	for k := range c.Rewrites {
		r := &c.Rewrites[k]
		for _, s := range all {
			for i := range s.Tokens {
				if r.holds(s.Tokens, i) {
					r.apply(&s.Tokens[i], verbs)
				}
			}
		}
	}
}

func (r *Rewrite) holds(tokens []ud.Token, i int) bool {
	t := &tokens[i]
	switch {
	case len(r.Rel) > 0 && !slices.Contains(r.Rel, t.Rel),
		len(r.Tag) > 0 && !slices.Contains(r.Tag, t.UPOS),
		len(r.Lemma) > 0 && !slices.Contains(r.Lemma, t.Lemma),
		!hasAll(t.Feats, r.Feats),
		r.Behind && (t.Head < 0 || t.Head > i):
		return false
	}
	if len(r.Head) > 0 && (t.Head < 0 || !hasAll(tokens[t.Head].Feats, r.Head)) {
		return false
	}
	by := introduced(tokens, i)
	if len(r.Case) > 0 && !slices.Contains(r.Case, by) || len(r.NotCase) > 0 && slices.Contains(r.NotCase, by) {
		return false
	}
	return (r.Sibling == "" || sibling(tokens, i, r.Sibling)) && (len(r.Child) == 0 || child(tokens, i, r.Child))
}

// introduced returns the lemma of the first preposition of the word i, "" for none.
func introduced(tokens []ud.Token, i int) string {
	for c := range tokens {
		if tokens[c].Head == i && tokens[c].Rel == "case" {
			return tokens[c].Lemma
		}
	}
	return ""
}

func sibling(tokens []ud.Token, i int, rel string) bool {
	for c := range tokens {
		if c != i && tokens[i].Head >= 0 && tokens[c].Head == tokens[i].Head && tokens[c].Rel == rel && introduced(tokens, c) == "" {
			return true
		}
	}
	return false
}

func child(tokens []ud.Token, i int, feats []string) bool {
	for c := range tokens {
		if tokens[c].Head == i && hasAll(tokens[c].Feats, feats) {
			return true
		}
	}
	return false
}

func hasAll(f ud.Feats, pairs []string) bool {
	for _, pair := range pairs {
		if name, value, _ := strings.Cut(pair, "="); !f.Has(name, value) {
			return false
		}
	}
	return true
}

func (r *Rewrite) apply(t *ud.Token, verbs map[string]bool) {
	if r.NewRel != "" {
		t.Rel = r.NewRel
	}
	if r.NewTag != "" {
		t.UPOS = r.NewTag
	}
	if len(r.NewVals) > 0 {
		t.Feats = replaced(t.Feats, r.NewVals)
	}
	if lemma, ok := r.Lemmas[t.Lemma]; ok {
		t.Lemma = lemma
		return
	}
	for _, e := range r.Endings {
		if stem, ok := strings.CutSuffix(t.Lemma, e[0]); ok && verbs[stem+e[1]] {
			t.Lemma = stem + e[1]
			return
		}
	}
	for _, e := range r.Endings {
		if stem, ok := strings.CutSuffix(t.Lemma, e[0]); ok {
			t.Lemma = stem + e[1]
			return
		}
	}
}

// replaced puts the values of features in place of those that f has, in the order of names.
func replaced(f ud.Feats, values map[string]string) ud.Feats {
	all := map[string]string{}
	for pair := range strings.SplitSeq(string(f), "|") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			all[name] = value
		}
	}
	for name, value := range values {
		all[name] = value
	}
	var pairs []string
	for _, name := range sortedKeys(all) {
		if all[name] != "" {
			pairs = append(pairs, name+"="+all[name])
		}
	}
	return ud.Feats(strings.Join(pairs, "|"))
}
