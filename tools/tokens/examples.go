package main

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/ud"
)

// example is a choice with the treebank's answer.
type example struct {
	kind     string
	features []string
	rule     bool
	yes      bool
}

// read tokenises the text of a treebank and looks every choice up in it.
func read(t *ud.Tokenizer, path string, sentences bool) ([]example, error) {
	gold, err := load(path)
	if err != nil {
		return nil, err
	}
	var examples []example
	ask := func(c ud.Choice) bool {
		yes := gold.contractions[c.At]
		if c.Kind == "sentence" {
			yes = gold.ends[c.At]
			if !sentences {
				return yes
			}
		}
		examples = append(examples, example{c.Kind, c.Features, c.Rule, yes})
		return yes
	}
	for range t.WithOracle(ask).All(gold.text, 0) {
	}
	return examples, nil
}

// treebankText is the running text of a treebank and what stands where.
type treebankText struct {
	text         string
	ends         map[int]bool // where sentences end
	contractions map[int]bool // where multiword tokens start
}

func load(path string) (*treebankText, error) {
	gold := &treebankText{ends: map[int]bool{}, contractions: map[int]bool{}}
	var text strings.Builder
	for block, err := range ud.ReadTreebank(path) {
		if err != nil {
			return nil, err
		}
		at := text.Len()
		for _, token := range block.Sentence().Tokens {
			if token.Multi > 0 {
				gold.contractions[at+token.Start] = true
			}
		}
		text.WriteString(block.Text())
		gold.ends[text.Len()] = true
		text.WriteByte(' ')
	}
	gold.text = text.String()
	return gold, nil
}

// kinds lists the kinds of choices in examples.
func kinds(examples []example) []string {
	var list []string
	for i := range examples {
		if !slices.Contains(list, examples[i].kind) {
			list = append(list, examples[i].kind)
		}
	}
	slices.Sort(list)
	return list
}
