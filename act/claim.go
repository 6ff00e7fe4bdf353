package act

import (
	"io/fs"
	"slices"

	"github.com/credence-project/credence/lang"
)

// Claims is the words of a language that claim a rank or an extent for an act,
// from claims.toml: claims that the ledger can check.
type Claims struct {
	Claim []struct {
		Name   string   // "first", "only", "never", …
		Lemmas []string // words that make it, beside the act's words or its actor's
	}
	Nouns lang.Words // nouns that carry such a word: "le premier pays à"

	claim map[string]string // name by lemma
}

func loadClaims(language fs.FS) (*Claims, error) {
	c := &Claims{claim: map[string]string{}}
	if err := lang.Decode(language, "claims.toml", c); err != nil {
		return nil, err
	}
	for _, k := range c.Claim {
		for _, l := range k.Lemmas {
			c.claim[l] = k.Name
		}
	}
	return c, nil
}

// claims returns what the sentence claims for a match: "first" where its
// actor is the first country to do so.
func (r *Reader) claims(m *match) []string {
	var found []string
	add := func(i int) {
		if name := r.coder.claims.claim[r.tree.Tokens[i].Lemma]; name != "" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	t := &r.tree
	for c := t.First(m.trigger); c >= 0; c = t.Next(c) {
		if t.Is(c, "advmod") {
			add(c)
		}
	}
	var buf [8]int
	nouns := t.Subjects(buf[:0], m.trigger)
	if h := t.Head(m.trigger); h >= 0 && t.Is(m.trigger, "acl") {
		nouns = append(nouns, h)
	}
	for _, n := range nouns {
		if r.coder.claims.claim[t.Tokens[n].Lemma] != "" { // "was first to sign"
			add(n)
		}
		if !r.coder.claims.Nouns[t.Tokens[n].Lemma] {
			continue
		}
		for c := t.First(n); c >= 0; c = t.Next(c) {
			if t.Is(c, "amod") || t.Is(c, "det") || t.Is(c, "nummod") {
				add(c)
			}
		}
	}
	return found
}
