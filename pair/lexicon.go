package pair

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/valency"
)

// lexiconFile stands in a language's folder; wideFile, which tells less surely
// of more words, may.
const (
	lexiconFile = "plover.toml"
	wideFile    = "plover.tsv"
)

// How surely an entry tells a type, and what is left of single words where a
// phrase that begins with them holds.
const (
	sureWord, surePhrase = 1, 1.5
	weakWord, weakPhrase = .4, .7
	besidePhrase         = .4
	phraseDepth          = 3 // how far below its first word the others may stand
)

// scores tells how strongly a word, or words, speak for each type.
type scores [Types]float32

// lexicon is the words of a language by what they say is done.
type lexicon struct {
	entries map[string][]entry // by the lemma of the first word
	size    int
	wide    map[string]scores // by part of speech and lemma: "v accuse", "v give_in"
}

// entry is a word, or one with others that must stand near it.
type entry struct {
	kind   Type
	noun   bool // the word is a noun, else a verb or an adjective
	any    bool // the word may be either
	weight float32
	others []lang.Words // of each set one must stand near
}

// words are the entries of one type as plover.toml has them.
type words struct {
	Verbs, Nouns, Adjectives, Weak string
}

// openLexicon reads plover.toml.
func openLexicon(folder fs.FS) (*lexicon, error) {
	var file struct {
		Class map[string]string
		Type  map[string]words
	}
	if err := lang.Decode(folder, lexiconFile, &file); err != nil {
		return nil, err
	}
	l := &lexicon{entries: map[string][]entry{}}
	for _, name := range sortedKeys(file.Type) {
		t, ok := ParseType(name)
		if !ok {
			return nil, fmt.Errorf("%s: no type %q", lexiconFile, name)
		}
		w := file.Type[name]
		for _, list := range []struct {
			text string
			form entry
			weak bool
		}{
			{w.Verbs, entry{kind: t}, false},
			{w.Adjectives, entry{kind: t}, false},
			{w.Nouns, entry{kind: t, noun: true}, false},
			{w.Weak, entry{kind: t, any: true}, true},
		} {
			for _, item := range strings.Fields(list.text) {
				if err := l.add(item, list.form, list.weak, file.Class); err != nil {
					return nil, fmt.Errorf("%s: %s: %w", lexiconFile, name, err)
				}
			}
		}
	}
	return l, l.widen(folder)
}

// widen reads the file of more words, where there is one: lines of a part of
// speech, a lemma, and types with how surely they are meant.
func (l *lexicon) widen(folder fs.FS) error {
	data, err := fs.ReadFile(folder, wideFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	l.wide = make(map[string]scores, bytes.Count(data, []byte("\n")))
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if line[0] == '#' {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 3 {
			return fmt.Errorf("%s:%d: want a part of speech, a lemma and types", wideFile, n)
		}
		var s scores
		for _, part := range f[2:] {
			name, number, _ := strings.Cut(part, ":")
			t, known := ParseType(name)
			weight, err := strconv.ParseFloat(number, 32)
			if !known || err != nil {
				return fmt.Errorf("%s:%d: want TYPE:NUMBER, not %q", wideFile, n, part)
			}
			s[t] = float32(weight)
		}
		l.wide[f[0]+" "+f[1]] = s
	}
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// add takes in one item: "call+for|on", "provide|give+@aid".
func (l *lexicon) add(item string, e entry, weak bool, classes map[string]string) error {
	parts := strings.Split(item, "+")
	for _, part := range parts[1:] {
		set := lang.Words{}
		for _, word := range strings.Split(part, "|") {
			if class, ok := strings.CutPrefix(word, "@"); ok {
				if classes[class] == "" {
					return fmt.Errorf("%s: no class %q", item, class)
				}
				for _, w := range strings.Fields(classes[class]) {
					set[w] = true
				}
				continue
			}
			if word == "" {
				return fmt.Errorf("%q: a word is missing", item)
			}
			set[word] = true
		}
		e.others = append(e.others, set)
	}
	switch e.weight = sureWord; {
	case weak && len(e.others) > 0:
		e.weight = weakPhrase
	case weak:
		e.weight = weakWord
	case len(e.others) > 0:
		e.weight = surePhrase
	}
	for _, head := range strings.Split(parts[0], "|") {
		if head == "" {
			return fmt.Errorf("%q: the first word is missing", item)
		}
		l.entries[head] = append(l.entries[head], e)
		l.size++
	}
	return nil
}

// look returns how strongly the word at i of the tree speaks for each type, and
// whether it does for any.
func (l *lexicon) look(t *valency.Tree, i int) (s scores, found bool) {
	tok := &t.Tokens[i]
	noun := tok.UPOS == "NOUN" || tok.UPOS == "PROPN"
	if !noun && tok.UPOS != "VERB" && tok.UPOS != "ADJ" && tok.UPOS != "AUX" && tok.UPOS != "ADV" {
		return s, false
	}
	phrase := false
	var words scores // of single words
	entries := l.entries[strings.ToLower(tok.Lemma)]
	for n := range entries {
		e := &entries[n]
		weight := e.weight
		if !e.any && e.noun != noun {
			weight /= 2 // the tagger may be wrong: "protests" at the end of a headline
		}
		switch {
		case len(e.others) == 0:
			words[e.kind] = max(words[e.kind], weight)
		case l.together(t, i, e.others):
			phrase = true
			s[e.kind] = max(s[e.kind], weight)
		default:
			continue
		}
		found = true
	}
	for k := range s {
		if phrase {
			words[k] *= besidePhrase
		}
		s[k] = max(s[k], words[k])
	}
	return s, found
}

// lookWide returns what the wider list says of the word at i, with a particle or
// preposition that hangs on it where the list has the two.
func (l *lexicon) lookWide(t *valency.Tree, i int) (scores, bool) {
	pos := ""
	switch t.Tokens[i].UPOS {
	case "VERB":
		pos = "v "
	case "NOUN":
		pos = "n "
	case "ADJ":
		pos = "a "
	}
	if pos == "" || l.wide == nil {
		return scores{}, false
	}
	key := pos + strings.ToLower(t.Tokens[i].Lemma)
	for c := t.First(i); c >= 0 && pos == "v "; c = t.Next(c) {
		particle := c
		if t.Is(c, "obl") {
			particle = t.Child(c, "case")
		} else if !t.Is(c, "compound") && !t.Is(c, "advmod") {
			continue
		}
		if particle < 0 {
			continue
		}
		if s, ok := l.wide[key+"_"+strings.ToLower(t.Tokens[particle].Form)]; ok {
			return s, true
		}
	}
	s, ok := l.wide[key]
	return s, ok
}

// together reports whether of each set a word stands near the word at i: below
// it, or above it where it modifies a noun ("talks held in Geneva").
func (l *lexicon) together(t *valency.Tree, i int, sets []lang.Words) bool {
	for _, set := range sets {
		above := (t.Is(i, "acl") || t.Is(i, "amod")) && t.Head(i) >= 0 && set[strings.ToLower(t.Tokens[t.Head(i)].Lemma)]
		if !above && !below(t, i, set, phraseDepth) {
			return false
		}
	}
	return true
}

func below(t *valency.Tree, i int, set lang.Words, depth int) bool {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if set[strings.ToLower(t.Tokens[c].Lemma)] || depth > 1 && below(t, c, set, depth-1) {
			return true
		}
	}
	return false
}

// best returns the type that is spoken for most, and whether any is.
func (s *scores) best() (Type, bool) {
	at := 0
	for k := range s {
		if s[k] > s[at] {
			at = k
		}
	}
	return Type(at), s[at] > 0
}

// raise takes the greater of both for each type, that of from times weight.
func (s *scores) raise(from *scores, weight float32) {
	for k := range s {
		s[k] = max(s[k], from[k]*weight)
	}
}

// EachWord calls f on the single words of the lexicon, as "v accuse" or "n
// attack", with the type that they say and how surely.
func (c *Coder) EachWord(f func(word string, t Type, weight float64)) {
	for _, lemma := range sortedKeys(c.lexicon.entries) {
		for _, e := range c.lexicon.entries[lemma] {
			if len(e.others) > 0 {
				continue
			}
			if e.noun || e.any {
				f("n "+lemma, e.kind, float64(e.weight))
			}
			if !e.noun {
				f("v "+lemma, e.kind, float64(e.weight))
				f("a "+lemma, e.kind, float64(e.weight))
			}
		}
	}
}
