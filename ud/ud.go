// Package ud turns text into Universal Dependencies trees: sentences, words,
// lemmas, parts of speech, features, heads and relations, as
// https://universaldependencies.org (version 2) defines them.
//
//	model, err := ud.Open(folder)          // a language's folder: tokens.toml, model.bin
//	p := model.NewParser()                 // one a goroutine
//	for _, s := range p.Parse(text, 0) {   // text of one unit (a paragraph, a title)
//		fmt.Println(s.Tokens[s.Root()].Lemma)
//	}
//
// All offsets are bytes into the text that the caller has, not into a sentence.
// Non-goals: who is named, when, and what it means.
package ud

import "strings"

// Sentence is one tree over syntactic words.
type Sentence struct {
	Start, End int     // bytes of the text that the sentence covers
	Tokens     []Token // syntactic words, in order
}

// Token is a syntactic word. The words of a multiword token have bytes of
// their own where their forms join to what is written ("don't" = "do" + "n't",
// "Russia's" = "Russia" + "'s"); else all share the span of the whole ("du" =
// "de" + "le"). On the first word Multi tells how many words there are; what is
// written reaches from its Start to the End of the last.
type Token struct {
	Start, End int    // bytes of the text
	Form       string // as written, or the expanded form inside a multiword token
	Lemma      string
	UPOS       string // "NOUN", "VERB", … one of the 17 universal tags; interned
	Feats      Feats  // "Gender=Masc|Number=Sing", sorted by name; interned
	Head       int    // index in Tokens of the head, -1 for the root
	Rel        string // "nsubj", "obl:agent", …; interned
	Multi      int    // ≥ 2 on the first word of a multiword token, else 0
}

// Feats is a set of morphological features in CoNLL-U notation, "" for none.
type Feats string

// Get returns the value of the feature called name, "" where it is absent.
func (f Feats) Get(name string) string {
	s := string(f)
	for from := 0; ; {
		i := strings.Index(s[from:], name)
		if i < 0 {
			return ""
		}
		i += from
		from = i + len(name)
		if (i == 0 || s[i-1] == '|') && from < len(s) && s[from] == '=' {
			value, _, _ := strings.Cut(s[from+1:], "|")
			return value
		}
	}
}

// Has reports whether the feature called name has the given value.
func (f Feats) Has(name, value string) bool { return f.Get(name) == value }

// Root returns the index of the sentence's root, -1 where it has no token.
func (s *Sentence) Root() int {
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			return i
		}
	}
	return -1
}

// BaseRel returns the relation without its subtype: "obl" of "obl:agent".
func (t *Token) BaseRel() string {
	if i := strings.IndexByte(t.Rel, ':'); i >= 0 {
		return t.Rel[:i]
	}
	return t.Rel
}
