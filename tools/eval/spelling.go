package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/credence-project/credence/lang"
)

// spelling is how the letters of an article are written.
type spelling int

const (
	asWritten  spelling = iota
	plainText           // as they are, those without markup alone: what the next two are compared with
	unaccented          // "la Russie a reconnu l'Etat palestinien", as typed without accents
	capitals            // as telegrams and titles are
)

// write returns a text so written.
func (s spelling) write(text string) string {
	switch s {
	case unaccented:
		return strings.Map(lang.Unaccent, text)
	case capitals:
		return strings.ToUpper(text)
	}
	return text
}

// respelled writes the plain texts of a folder of articles anew, with the quotes of
// their acts, in a temporary folder that the caller removes. Articles with markup are
// left out.
func respelled(folder string, s spelling) (string, error) {
	out, err := os.MkdirTemp("", "credence-eval-")
	if err != nil {
		return "", err
	}
	texts, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return out, err
	}
	for _, text := range texts {
		if err := respell(text, out, s); err != nil {
			return out, err
		}
	}
	return out, nil
}

// respell writes one article and its acts.
func respell(text, folder string, s spelling) error {
	data, err := os.ReadFile(text)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, filepath.Base(text)), []byte(s.write(string(data))), 0o600); err != nil {
		return err
	}
	name := strings.TrimSuffix(text, ".txt") + ".gold.json"
	if data, err = os.ReadFile(name); err != nil {
		return err
	}
	var gold map[string]any
	if err := json.Unmarshal(data, &gold); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	acts, _ := gold["acts"].([]any)
	for _, a := range acts {
		a, _ := a.(map[string]any)
		if quote, ok := a["quote"].(string); ok {
			a["quote"] = s.write(quote)
		}
		mentions, _ := a["mentions"].([]any)
		for n, m := range mentions {
			if quote, ok := m.(string); ok {
				mentions[n] = s.write(quote)
			}
		}
	}
	if data, err = json.Marshal(gold); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, filepath.Base(name)), data, 0o600)
}
