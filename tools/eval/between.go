package main

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
)

//go:embed between.toml
var betweenFile string //nolint:gochecknoglobals // embedded

// inserted is what is put beside the verb of a language's clauses.
type inserted struct {
	Before bool
	Words  []string
}

// betweenDay is the day of reading: a Tuesday, as the words have it, so that what is
// told of it lies not ahead.
const betweenDay = "2025-07-08"

// between prints how many examples of the patterns are no longer read when words
// are put beside their verb.
func between(ctx context.Context) error {
	var all map[string]inserted
	if _, err := toml.Decode(betweenFile, &all); err != nil {
		return fmt.Errorf("between.toml: %w", err)
	}
	for _, code := range lang.Codes() {
		if len(all[code].Words) == 0 {
			continue
		}
		folder, err := lang.Open(code)
		if err != nil {
			return err
		}
		coder, err := act.Open(folder)
		if err != nil {
			return err
		}
		r := coder.NewReader()
		places := clauses(coder, all[code].Before)
		fmt.Printf("── %s: %d examples of patterns; not read with words put in\n", code, len(places))
		for _, words := range slices.Concat([]string{""}, all[code].Words) {
			lost := 0
			for n := range places {
				ok, err := places[n].holds(ctx, r, code, words)
				if err != nil {
					return err
				}
				if !ok {
					lost++
				}
			}
			fmt.Printf("%-40s %4d\n", words, lost)
		}
		fmt.Println()
	}
	return nil
}

// clause is an example of one act, cut beside its verb.
type clause struct {
	head, tail string
	want       string
}

// clauses returns the examples of one sentence and one act whose main verb has words
// behind it.
func clauses(coder *act.Coder, before bool) (list []clause) {
	for _, e := range coder.Examples() {
		sentences := coder.Parse(e.Text)
		if len(e.Want) != 1 || len(sentences) != 1 {
			continue
		}
		s := &sentences[0]
		verb := s.Tokens[s.Root()]
		if verb.UPOS != "VERB" || verb.End+1 >= len(e.Text) || e.Text[verb.End] != ' ' {
			continue
		}
		at := verb.End + 1
		if before {
			at = verb.Start
		}
		if at > 0 {
			list = append(list, clause{e.Text[:at], e.Text[at:], strings.Join(strings.Fields(e.Want[0])[:5], " ")})
		}
	}
	return list
}

// holds reports whether the act is read with words put in.
func (c *clause) holds(ctx context.Context, r *act.Reader, code, words string) (bool, error) {
	head := c.head
	if words != "" {
		if strings.HasPrefix(words, ",") {
			head = strings.TrimRight(head, " ")
		}
		head += words + " "
	}
	text := head + c.tail
	found, err := r.Read(ctx, &article.Article{ID: "example", Published: betweenDay, Lang: code, Text: text, Units: []article.Unit{{End: len(text)}}})
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(found, func(a act.Assertion) bool {
		return fmt.Sprintf("%s %s > %s %s", a.Kind.Name, parties(a.Actors), parties(a.Recipients), a.Modality) == c.want
	}), nil
}

// parties writes ids as the examples have them.
func parties(list []act.Party) string {
	if len(list) == 0 {
		return "nobody"
	}
	ids := make([]string, len(list))
	for n := range list {
		ids[n] = list[n].ID
	}
	return strings.Join(ids, ",")
}
