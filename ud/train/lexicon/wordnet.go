package lexicon

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

// WordNet returns the bytes of a dictionary file, from the files data.* and
// *.exc of a WordNet folder: the irregular forms that these list, and the
// regular forms of all other lemmas.
func WordNet(folder fs.FS) ([]byte, error) {
	w := &wordNet{folder: folder, irregular: map[string]map[string]bool{}}
	for _, part := range []struct {
		name string
		add  func(lemma string) error
	}{{"noun", w.noun}, {"verb", w.verb}, {"adj", w.adjective}, {"adv", w.adverb}} {
		if err := w.exceptions(part.name); err != nil {
			return nil, fmt.Errorf("read WordNet: %w", err)
		}
		if err := w.lemmas(part.name, part.add); err != nil {
			return nil, fmt.Errorf("read WordNet: %w", err)
		}
	}
	return w.b.Encode()
}

type wordNet struct {
	folder    fs.FS
	b         dictionary.Builder
	irregular map[string]map[string]bool // kinds of forms that a lemma has irregular ones of
	err       error
}

// each calls f with the fields of every line of a file.
func (w *wordNet) each(name string, f func([]string) error) error {
	file, err := w.folder.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewReaderSize(file, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if line != "" && !strings.HasPrefix(line, "  ") { // the licence is indented
			if err := f(strings.Fields(line)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// lemmas calls add with the single words among the lemmas of a part of speech,
// with their capitals.
func (w *wordNet) lemmas(part string, add func(string) error) error {
	seen := map[string]bool{}
	return w.each("data."+part, func(p []string) error {
		if len(p) < 6 {
			return nil
		}
		var n int
		if _, err := fmt.Sscanf(p[3], "%x", &n); err != nil {
			return err
		}
		for k := 0; k < n && 4+2*k < len(p); k++ {
			lemma, _, _ := strings.Cut(p[4+2*k], "(")
			if strings.ContainsAny(lemma, "_0123456789/") || seen[lemma] {
				continue
			}
			seen[lemma] = true
			if err := add(lemma); err != nil {
				return err
			}
		}
		return nil
	})
}

// exceptions reads the irregular forms of a part of speech.
func (w *wordNet) exceptions(part string) error {
	return w.each(part+".exc", func(p []string) error {
		if len(p) < 2 || strings.Contains(p[0], "_") {
			return nil
		}
		form := p[0]
		for _, lemma := range p[1:] {
			kind, list := irregularKind(part, form)
			if w.irregular[part+lemma] == nil {
				w.irregular[part+lemma] = map[string]bool{}
			}
			w.irregular[part+lemma][kind] = true
			for _, code := range list {
				tag, feats, _ := strings.Cut(code, " ")
				if err := w.b.Add(form, lemma, tag, feats); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// irregularKind tells what kind of form an irregular one is, and its codes.
func irregularKind(part, form string) (string, []string) {
	switch {
	case part == "noun":
		return "s", []string{"NOUN Number=Plur"}
	case part == "verb" && strings.HasSuffix(form, "ing"):
		return "ing", ingForms
	case part == "verb" && strings.HasSuffix(form, "s"):
		return "s", []string{"VERB Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"}
	case part == "verb":
		return "ed", edForms
	case part == "adj" && strings.HasSuffix(form, "st"):
		return "est", []string{"ADJ Degree=Sup"}
	case part == "adj":
		return "er", []string{"ADJ Degree=Cmp"}
	}
	return "", []string{"ADV "}
}

var (
	ingForms = []string{"VERB Tense=Pres|VerbForm=Part", "VERB VerbForm=Ger"}
	edForms  = []string{"VERB Mood=Ind|Tense=Past|VerbForm=Fin", "VERB Tense=Past|VerbForm=Part"}
)

func (w *wordNet) add(form, lemma string, codes ...string) {
	for _, code := range codes {
		tag, feats, _ := strings.Cut(code, " ")
		if err := w.b.Add(form, lemma, tag, feats); err != nil && w.err == nil {
			w.err = err
		}
	}
}

func (w *wordNet) noun(lemma string) error {
	if lemma != strings.ToLower(lemma) {
		w.add(lemma, lemma, "PROPN Number=Sing")
		return w.err
	}
	w.add(lemma, lemma, "NOUN Number=Sing")
	if !w.irregular["noun"+lemma]["s"] {
		w.add(withS(lemma), lemma, "NOUN Number=Plur")
	}
	return w.err
}

func (w *wordNet) verb(lemma string) error {
	has := w.irregular["verb"+lemma]
	w.add(lemma, lemma, "VERB VerbForm=Inf", "VERB Mood=Ind|Tense=Pres|VerbForm=Fin")
	if !has["s"] {
		w.add(withS(lemma), lemma, "VERB Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
	}
	stem := lemma
	switch {
	case strings.HasSuffix(lemma, "ee"), strings.HasSuffix(lemma, "oe"), strings.HasSuffix(lemma, "ye"):
	case strings.HasSuffix(lemma, "e"):
		stem = strings.TrimSuffix(lemma, "e")
	}
	if !has["ing"] {
		w.add(stem+"ing", lemma, ingForms...)
	}
	if !has["ed"] {
		ed := strings.TrimSuffix(lemma, "e") + "ed"
		if consonantY(lemma) {
			ed = strings.TrimSuffix(lemma, "y") + "ied"
		}
		w.add(ed, lemma, edForms...)
	}
	return w.err
}

func (w *wordNet) adjective(lemma string) error {
	w.add(lemma, lemma, "ADJ Degree=Pos")
	if len(lemma) > 7 || lemma != strings.ToLower(lemma) {
		return w.err // long ones compare with more and most
	}
	stem := strings.TrimSuffix(lemma, "e")
	if consonantY(lemma) {
		stem = strings.TrimSuffix(lemma, "y") + "i"
	}
	has := w.irregular["adj"+lemma]
	if !has["er"] {
		w.add(stem+"er", lemma, "ADJ Degree=Cmp")
	}
	if !has["est"] {
		w.add(stem+"est", lemma, "ADJ Degree=Sup")
	}
	return w.err
}

func (w *wordNet) adverb(lemma string) error {
	w.add(lemma, lemma, "ADV ")
	return w.err
}

// withS adds the s of the plural and of the third person.
func withS(w string) string {
	for _, hiss := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(w, hiss) {
			return w + "es"
		}
	}
	if consonantY(w) {
		return strings.TrimSuffix(w, "y") + "ies"
	}
	return w + "s"
}

// consonantY reports whether a word ends in y behind a consonant.
func consonantY(w string) bool {
	return len(w) > 2 && strings.HasSuffix(w, "y") && !strings.ContainsRune("aeiou", rune(w[len(w)-2]))
}
