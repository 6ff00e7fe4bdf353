package main

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/ud"
)

// repeats is how often each example of tokens.toml counts beside the
// treebanks, which have few abbreviations at the ends of sentences.
const repeats = 3

// readOwn takes the examples of a language's tokens.toml as a treebank of
// sentence ends: our own sentences, of the kinds that treebanks lack.
func readOwn(t *ud.Tokenizer, folder fs.FS) ([]example, error) {
	var file map[string]struct{ Examples []string }
	if _, err := toml.DecodeFS(folder, "tokens.toml", &file); err != nil {
		return nil, fmt.Errorf("reading examples: %w", err)
	}
	var examples []example
	for _, table := range sorted(file) {
		for _, line := range file[table].Examples {
			text, words, _ := strings.Cut(line, " => ")
			ends := endsOf(text, words)
			ask := func(c ud.Choice) bool {
				if c.Kind != "sentence" {
					return c.Rule
				}
				e := example{c.Kind, c.Features, c.Rule, ends[c.At]}
				for range repeats {
					examples = append(examples, e)
				}
				return e.yes
			}
			t.WithOracle(ask).Sentences(text, 0)
		}
	}
	return examples, nil
}

// endsOf finds the bytes of text at which the sentences of words end; words
// are in the notation of tokens.toml.
func endsOf(text, words string) map[int]bool {
	ends := map[int]bool{}
	at := 0
	for sentence := range strings.SplitSeq(words, " ¶ ") {
		for _, w := range strings.Fields(sentence) {
			for range written(w) {
				r, n := utf8.DecodeRuneInString(text[at:])
				for unicode.IsSpace(r) {
					at += n
					r, n = utf8.DecodeRuneInString(text[at:])
				}
				at += n
			}
		}
		ends[at] = true
	}
	return ends
}

// written is a word of an example as the text has it, without white space.
func written(w string) string {
	if before, _, ok := strings.Cut(w, "("); ok && before != "" {
		return before
	}
	if strings.HasPrefix(w, "[") && strings.HasSuffix(w, "]") && strings.Contains(w, "+") {
		w = strings.ReplaceAll(w[1:len(w)-1], "+", "")
	}
	return strings.ReplaceAll(w, "_", "")
}
