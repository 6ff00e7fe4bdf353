package ud

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// asideFile is the optional file of a language's folder that names the words
// that parsing sets aside.
const asideFile = "aside.toml"

// Aside is what a language says of the bare words of time that news puts
// anywhere in a clause ("Mr Carter Monday severed ties"). Treebanks of other
// text hardly have them, and parsers take them for subjects or for parts of
// names: a sentence is parsed without them, and they are hung on its verb.
type Aside struct {
	Words []string // days of the week
	Parts []string // that may follow one: "night"
	After []string // words behind which a day is bound: prepositions, determiners
	Ahead []string // words before which it is: "'s", "and"

	words, parts, after, ahead map[string]bool
}

// openAside reads aside.toml; nil where the language has none.
func openAside(folder fs.FS) (*Aside, error) {
	data, err := fs.ReadFile(folder, asideFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", asideFile, err)
	}
	a := new(Aside)
	meta, err := toml.Decode(string(data), a)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", asideFile, err)
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("%s: unknown key %s", asideFile, keys[0])
	}
	a.words, a.parts, a.after, a.ahead = set(a.Words), set(a.Parts), set(a.After), set(a.Ahead)
	return a, nil
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// marked appends the indices of the words of s that stand aside.
func (a *Aside) marked(dst []int, s *Sentence) []int {
	for i := 1; i < len(s.Tokens)-1; i++ {
		if !a.words[s.Tokens[i].Form] || a.after[strings.ToLower(s.Tokens[i-1].Form)] {
			continue
		}
		last := i
		if a.parts[s.Tokens[i+1].Form] {
			last++
		}
		if last+1 >= len(s.Tokens) || a.ahead[s.Tokens[last+1].Form] || s.Tokens[i-1].Form == "," && s.Tokens[last+1].Form == "," {
			continue
		}
		for ; i <= last; i++ {
			dst = append(dst, i)
		}
	}
	return dst
}

// without returns the sentence s without the words at the indices out.
func without(s *Sentence, out []int) Sentence {
	rest := Sentence{Start: s.Start, End: s.End, Tokens: make([]Token, 0, len(s.Tokens)-len(out))}
	for i := range s.Tokens {
		if !slices.Contains(out, i) {
			rest.Tokens = append(rest.Tokens, s.Tokens[i])
		}
	}
	return rest
}

// restore gives the words of s the annotation of rest, where those at the
// indices out were left out, and hangs these on the verb beside them.
func restore(s, rest *Sentence, out []int) {
	place := make([]int, 0, len(rest.Tokens)) // of the words of rest in s
	for i := range s.Tokens {
		if !slices.Contains(out, i) {
			place = append(place, i)
		}
	}
	for k, i := range place {
		t := rest.Tokens[k]
		if t.Head >= 0 {
			t.Head = place[t.Head]
		}
		s.Tokens[i] = t
	}
	for n, i := range out {
		t := &s.Tokens[i]
		t.Lemma, t.UPOS, t.Feats, t.Rel = t.Form, "PROPN", "Number=Sing", "obl:unmarked"
		if n > 0 && out[n-1] == i-1 {
			t.Lemma, t.UPOS, t.Head = strings.ToLower(t.Form), "NOUN", s.Tokens[i-1].Head
			s.Tokens[i-1].Head, s.Tokens[i-1].Rel = i, "compound"
			continue
		}
		t.Head = -1
		t.Head = verbBeside(s, i)
	}
}

// verbBeside returns the verb that a word of time at i belongs to: the one
// right before it, else the one whose subject stands before it, else the head
// of the clause of the word before.
func verbBeside(s *Sentence, i int) int {
	if s.Tokens[i-1].UPOS == "VERB" {
		return i - 1
	}
	for k := i + 1; k < len(s.Tokens) && k < i+5; k++ {
		switch t := &s.Tokens[k]; t.UPOS {
		case "VERB":
			return k
		case "AUX":
			if t.Head >= 0 && t.Head != i {
				return t.Head
			}
			return k
		case "ADV", "PART":
			continue
		}
		k = len(s.Tokens)
	}
	k := i - 1
	for n := 0; n < len(s.Tokens); n++ {
		if s.Tokens[k].UPOS == "VERB" || s.Tokens[k].Head < 0 || s.Tokens[k].Head == i {
			break
		}
		k = s.Tokens[k].Head
	}
	return k
}
