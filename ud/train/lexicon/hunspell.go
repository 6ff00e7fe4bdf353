// Package lexicon expands the word lists that Debian packages hold into
// dictionaries of inflected forms: hunspell-fr-comprehensive for French,
// wordnet-base for English.
//
// Non-goal: words of closed classes, which the treebanks have all.
package lexicon

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

// affix is a rule of an .aff file: lemmas that match condition lose strip and
// gain add.
type affix struct {
	strip, add string
	condition  *regexp.Regexp
	morph      []string
}

// Hunspell returns the bytes of a dictionary file, from a word list in
// the notation of grammalecte.net: flags of two characters, and fields po: (part of speech, mood and tense, person) and is:
// (gender, number) on lemmas and suffixes.
func Hunspell(aff, dic io.Reader) ([]byte, error) {
	rules, err := readAffixes(aff)
	if err != nil {
		return nil, fmt.Errorf("read affixes: %w", err)
	}
	list, err := readEntries(dic)
	if err != nil {
		return nil, fmt.Errorf("read word list: %w", err)
	}
	b := &dictionary.Builder{}
	for _, e := range list {
		if err := e.expand(b, rules); err != nil {
			return nil, err
		}
	}
	return b.Encode()
}

// entry is a line of a .dic file.
type entry struct {
	lemma string
	flags []rune
	morph []string
	base  string // the lemma that its forms are given
}

// readEntries reads the word list. Of two spellings of a lemma, "connaître"
// and the newer "connaitre", the one with the circumflex stands for both, so
// that a verb has one lemma however a newspaper writes it.
func readEntries(r io.Reader) ([]entry, error) {
	var list []entry
	full := map[string]string{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		head, rest, ok := strings.Cut(lines.Text(), " ")
		if !ok {
			continue // the number of lines, and words without a part of speech
		}
		lemma, flags, _ := strings.Cut(head, "/")
		e := entry{lemma: lemma, flags: []rune(flags), morph: strings.Fields(rest), base: lemma}
		for _, m := range e.morph {
			if stem, ok := strings.CutPrefix(m, "st:"); ok {
				e.base = stem
			}
		}
		if plain := circumflex.Replace(lemma); plain != lemma && isVerb(e.morph) {
			full[plain] = lemma
		}
		list = append(list, e)
	}
	for k := range list {
		if lemma, ok := full[list[k].base]; ok && isVerb(list[k].morph) {
			list[k].base = lemma
		}
	}
	return list, lines.Err()
}

var circumflex = strings.NewReplacer("î", "i", "û", "u")

func isVerb(morph []string) bool {
	for _, m := range morph {
		if len(m) > 4 && m[:4] == "po:v" && m[4] >= '0' && m[4] <= '3' {
			return true
		}
	}
	return false
}

func readAffixes(r io.Reader) (map[string][]affix, error) {
	rules := map[string][]affix{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		p := strings.Fields(lines.Text())
		if len(p) < 5 || p[0] != "SFX" {
			continue
		}
		add, _, _ := strings.Cut(p[3], "/")
		condition, err := regexp.Compile(p[4] + "$")
		if err != nil {
			return nil, err
		}
		rules[p[1]] = append(rules[p[1]], affix{
			strip: strings.TrimPrefix(p[2], "0"), add: strings.TrimPrefix(add, "0"),
			condition: condition, morph: p[5:],
		})
	}
	return rules, lines.Err()
}

// expand adds all forms of a lemma.
func (e *entry) expand(b *dictionary.Builder, rules map[string][]affix) error {
	inflected := false
	for k := 0; k+1 < len(e.flags); k += 2 {
		for _, r := range rules[string(e.flags[k:k+2])] {
			if !strings.HasSuffix(e.lemma, r.strip) || !r.condition.MatchString(e.lemma) {
				continue
			}
			inflected = true
			if err := addForm(b, strings.TrimSuffix(e.lemma, r.strip)+r.add, e.base, e.morph, r.morph); err != nil {
				return err
			}
		}
	}
	if inflected {
		return nil
	}
	return addForm(b, e.lemma, e.base, e.morph, nil)
}

func addForm(b *dictionary.Builder, form, lemma string, morph, inflection []string) error {
	form, lemma = strings.ReplaceAll(form, "’", "'"), strings.ReplaceAll(lemma, "’", "'")
	for _, tag := range tags(lemma, morph) {
		list := []string{""}
		switch tag {
		case "VERB", "AUX":
			list = verbal(inflection)
		case "NOUN", "ADJ":
			list = nominal(append(append([]string{}, morph...), inflection...))
		}
		for _, feats := range list {
			if err := b.Add(form, lemma, tag, feats); err != nil {
				return err
			}
		}
	}
	return nil
}

// tags are the universal parts of speech that the po: fields of a lemma mean.
func tags(lemma string, morph []string) (out []string) {
	capital := strings.ToLower(lemma) != lemma
	for _, m := range morph {
		po, ok := strings.CutPrefix(m, "po:")
		if !ok {
			continue
		}
		switch po, _, _ := strings.Cut(po, "_"); {
		case po == "mg":
			return nil
		case po == "nom" && !capital:
			out = append(out, "NOUN")
		case po == "nom", po == "npr", po == "prn", po == "patr":
			out = append(out, "PROPN")
		case po == "adj", po == "nbro":
			out = append(out, "ADJ")
		case po == "adv", po == "loc.adv":
			out = append(out, "ADV")
		case po == "interj":
			out = append(out, "INTJ")
		case po == "nb":
			out = append(out, "NUM")
		case po == "v0ei", po == "v0ait":
			out = append(out, "AUX", "VERB")
		case len(po) > 1 && po[0] == 'v' && po[1] >= '1' && po[1] <= '3':
			out = append(out, "VERB")
		}
	}
	return out
}

// nominal is the gender and number of a form; a form that serves for both
// genders has none, as in the treebanks.
func nominal(morph []string) []string {
	gender, numbers := "", []string{"Number=Sing"}
	for _, m := range morph {
		switch m {
		case "is:mas":
			gender = "Gender=Masc|"
		case "is:fem":
			gender = "Gender=Fem|"
		case "is:epi":
			gender = ""
		case "is:sg":
			numbers = []string{"Number=Sing"}
		case "is:pl":
			numbers = []string{"Number=Plur"}
		case "is:inv":
			numbers = []string{"Number=Plur", "Number=Sing"}
		}
	}
	for k, n := range numbers {
		numbers[k] = gender + n
	}
	return numbers
}

// verbal is what the tenses and persons of a verb's form come to.
func verbal(morph []string) (out []string) {
	tenses, persons := []string{}, []string{}
	participle := []string{}
	for _, m := range morph {
		switch field := strings.TrimPrefix(m, "po:"); field {
		case "infi":
			out = append(out, "VerbForm=Inf")
		case "ppre":
			out = append(out, "Tense=Pres|VerbForm=Part")
		case "ppas":
			participle = nominal(morph)
		case "ipre":
			tenses = append(tenses, "Mood=Ind|%s|Tense=Pres|VerbForm=Fin")
		case "spre":
			tenses = append(tenses, "Mood=Sub|%s|Tense=Pres|VerbForm=Fin")
		case "iimp":
			tenses = append(tenses, "Mood=Ind|%s|Tense=Imp|VerbForm=Fin")
		case "ipsi":
			tenses = append(tenses, "Mood=Ind|%s|Tense=Past|VerbForm=Fin")
		case "ifut":
			tenses = append(tenses, "Mood=Ind|%s|Tense=Fut|VerbForm=Fin")
		case "cond":
			tenses = append(tenses, "Mood=Cnd|%s|Tense=Pres|VerbForm=Fin")
		case "simp":
			tenses = append(tenses, "Mood=Sub|%s|Tense=Imp|VerbForm=Fin")
		case "impe":
			tenses = append(tenses, "Mood=Imp|%s|Tense=Pres|VerbForm=Fin")
		case "1sg", "2sg", "3sg":
			persons = append(persons, "Number=Sing|Person="+field[:1])
		case "1pl", "2pl", "3pl", "3pl!":
			persons = append(persons, "Number=Plur|Person="+field[:1])
		}
	}
	for _, p := range participle {
		out = append(out, p+"|Tense=Past|VerbForm=Part")
	}
	for _, t := range tenses {
		for _, p := range persons {
			out = append(out, fmt.Sprintf(t, p))
		}
	}
	return out
}
