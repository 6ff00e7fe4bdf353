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
		Names  bool     // beside a name too: "only Russia"
		Times  bool     // in front of the act's date: "since 2021"
		Rank   bool     // compares who did it with all others: "first"
	}
	Nouns      lang.Words     // nouns that carry such a word: "le premier pays à"
	StandIns   []string       `toml:"stand_ins"` // names in the plural, put where a sentence only counts: see Claim
	Asks       lang.Words     // "combien", "which"
	Alone      lang.Words     // those of Asks that stand without a noun: "who"
	Everywhere lang.Words     // "monde": no restriction
	Numbers    map[string]int // words for numbers
	Ranks      map[string]int // "second", by lemma; the first is a claim of its own
	// Reword is what to write for words that are seldom parsed well: "the first
	// country to" for "the first to".
	Reword map[string]string
	Bound  []struct {
		Name  string // AtLeast, MoreThan, …
		Words []string
	}

	claim map[string]string // name by lemma
	named map[string]bool   // claims that stand beside names
	timed map[string]bool   // claims that stand in front of dates
	ranks map[string]bool   // claims of rank
}

func loadClaims(language fs.FS) (*Claims, error) {
	c := &Claims{claim: map[string]string{}, named: map[string]bool{}, timed: map[string]bool{}, ranks: map[string]bool{}}
	if err := lang.Decode(language, "claims.toml", c); err != nil {
		return nil, err
	}
	for _, k := range c.Claim {
		c.named[k.Name], c.timed[k.Name], c.ranks[k.Name] = k.Names, k.Times, k.Rank
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
	words := r.coder.claims
	add := func(i int) {
		if name := words.claim[r.tree.Tokens[i].Lemma]; name != "" && !words.timed[name] && !slices.Contains(found, name) {
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
	if h := t.Head(m.trigger); h >= 0 {
		switch {
		case t.Is(m.trigger, "acl"):
			nouns = append(nouns, h)
		case words.claim[t.Tokens[h].Lemma] != "" && (t.Is(m.trigger, "advcl") || t.Is(m.trigger, "xcomp")): // "was the first to sign"
			add(h)
		}
	}
	for _, n := range nouns {
		if words.claim[t.Tokens[n].Lemma] != "" { // "was first to sign"
			add(n)
		}
		for c := t.First(n); c >= 0; c = t.Next(c) {
			switch name := words.claim[t.Tokens[c].Lemma]; {
			case words.Nouns[t.Tokens[n].Lemma] && (t.Is(c, "amod") || t.Is(c, "det") || t.Is(c, "nummod")):
				add(c)
			case words.named[name] && (t.Is(c, "amod") || t.Is(c, "advmod")): // "only Russia"
				add(c)
			}
		}
	}
	if name := r.timed(m); name != "" {
		found = append(found, name)
	}
	return found
}

// timed returns the claim that a word in front of the date of a match makes:
// "since" of "since 2021".
func (r *Reader) timed(m *match) string {
	if m.when.x < 0 {
		return ""
	}
	first := r.times[m.when.x].First
	for i := max(first-1, 0); i <= first; i++ {
		if name := r.coder.claims.claim[r.tree.Tokens[i].Lemma]; r.coder.claims.timed[name] {
			return name
		}
	}
	return ""
}
