package lexicon

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

//go:embed spanish.tsv
var spanishEndings string

// Flags of the Spanish list that inflect; the others derive words and append
// pronouns, which the tokenizer takes off.
const (
	conjugating = "REIX" // regular, present, irregular present, irregular
	participial = "D"
	gendered    = "G"
	plural      = "S"
)

// Spanish returns the bytes of a dictionary file, from hunspell's Spanish word
// list. That one has no parts of speech: verbs are what its affixes conjugate,
// and what a form means is told by its ending; words that are not verbs are
// read as nouns and as adjectives.
func Spanish(aff, dic io.Reader) ([]byte, error) {
	rules, err := readAffixes(aff)
	if err != nil {
		return nil, fmt.Errorf("read affixes: %w", err)
	}
	list, err := readEndings(spanishEndings)
	if err != nil {
		return nil, err
	}
	s := &spanish{rules: rules, endings: list}
	lines := bufio.NewScanner(dic)
	for lines.Scan() {
		lemma, flags, _ := strings.Cut(lines.Text(), "/")
		if err := s.entry(lemma, flags); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read word list: %w", err)
	}
	return s.b.Encode()
}

type spanish struct {
	rules   map[string][]affix
	endings []ending
	b       dictionary.Builder
}

// ending is a line of spanish.tsv.
type ending struct {
	classes string // of infinitives
	where   string
	text    string
	feats   []string
}

func readEndings(table string) (list []ending, err error) {
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("spanish.tsv: %q has not four columns", line)
		}
		e := ending{classes: f[0], where: f[1], text: f[2]}
		if f[3] != "-" {
			e.feats = strings.Split(f[3], " / ")
		}
		list = append(list, e)
	}
	return list, nil
}

func (s *spanish) entry(lemma, flags string) error {
	switch {
	case lemma == "" || strings.ContainsAny(lemma, "0123456789 "):
		return nil // the number of lines
	case lemma != strings.ToLower(lemma):
		return s.b.Add(lemma, lemma, "PROPN", "")
	case strings.HasSuffix(lemma, "mente"):
		return s.b.Add(lemma, lemma, "ADV", "")
	case infinitive(lemma) != "" && strings.ContainsAny(flags, conjugating):
		return s.verb(lemma, flags)
	case strings.ContainsAny(flags, gendered+plural):
		return s.nominal(lemma, flags)
	}
	return nil // closed classes, and forms with pronouns
}

// infinitive is the class of an infinitive, "" of another word.
func infinitive(lemma string) string {
	for _, class := range []string{"ar", "er", "ir"} {
		if strings.HasSuffix(strings.Replace(lemma, "ír", "ir", 1), class) {
			return class
		}
	}
	return ""
}

func (s *spanish) verb(lemma, flags string) error {
	if err := s.b.Add(lemma, lemma, "VERB", "VerbForm=Inf"); err != nil {
		return err
	}
	return s.each(lemma, flags, conjugating+participial, func(form, flag string) error {
		if flag == participial {
			return s.b.Add(form, lemma, "VERB", genderOf(form)+"Number="+numberOf(form)+"|Tense=Past|VerbForm=Part")
		}
		for _, feats := range s.meaning(form, lemma, flag == "X") {
			if err := s.b.Add(form, lemma, "VERB", feats); err != nil {
				return err
			}
		}
		return nil
	})
}

// meaning is what the ending of a verb's form stands for.
func (s *spanish) meaning(form, lemma string, irregular bool) (feats []string) {
	longest := 0
	for _, e := range s.endings {
		if e.classes != "any" && !strings.Contains(e.classes, infinitive(lemma)) {
			continue
		}
		switch {
		case e.where == "+" && form == lemma+e.text:
			return e.feats
		case e.where == "-" || e.where == "x" && irregular:
			if len(e.text) > longest && strings.HasSuffix(form, e.text) {
				longest, feats = len(e.text), e.feats
			}
		}
	}
	return feats
}

func (s *spanish) nominal(lemma, flags string) error {
	add := func(form, flag string) error {
		gender := ""
		if strings.Contains(flags, gendered) {
			gender = "Gender=Masc|"
			if flag == gendered {
				gender = "Gender=Fem|"
			}
		}
		number := "Sing"
		if flag != "" {
			number = numberOf(form)
		}
		for _, tag := range []string{"NOUN", "ADJ"} {
			if err := s.b.Add(form, lemma, tag, gender+"Number="+number); err != nil {
				return err
			}
		}
		return nil
	}
	if err := add(lemma, ""); err != nil {
		return err
	}
	return s.each(lemma, flags, gendered+plural, add)
}

// each calls f with every form that those of the flags that are wanted make.
func (s *spanish) each(lemma, flags, wanted string, f func(form, flag string) error) error {
	for _, flag := range strings.Split(flags, "") {
		if !strings.Contains(wanted, flag) {
			continue
		}
		for _, r := range s.rules[flag] {
			if !strings.HasSuffix(lemma, r.strip) || !r.condition.MatchString(lemma) {
				continue
			}
			if err := f(strings.TrimSuffix(lemma, r.strip)+r.add, flag); err != nil {
				return err
			}
		}
	}
	return nil
}

func numberOf(form string) string {
	if strings.HasSuffix(form, "s") {
		return "Plur"
	}
	return "Sing"
}

func genderOf(form string) string {
	if strings.HasSuffix(strings.TrimSuffix(form, "s"), "a") {
		return "Gender=Fem|"
	}
	return "Gender=Masc|"
}
