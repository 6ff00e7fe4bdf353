package valency

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/credence-project/credence/ud"
)

// form is what an inflected verb form can be.
type form struct {
	lemmas []string
	feats  []ud.Feats // its readings, the likeliest first
}

// loadForms reads verbs.tsv, which a language may lack: the endings of each
// paradigm and the stems that take them.
func (g *Grammar) loadForms(language fs.FS) error {
	f, err := language.Open("verbs.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close() // opened for reading only
	g.forms = make(map[string]form, 1<<15)
	var feats []ud.Feats
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		left, right, _ := strings.Cut(line, "\t")
		if left == "forms" {
			feats = formFeats(strings.Fields(right))
			continue
		}
		endings := strings.Fields(left)
		if len(endings) != len(feats) || right == "" {
			return fmt.Errorf("verbs.tsv:%d: %d endings for %d forms, or no stem", n, len(endings), len(feats))
		}
		for _, stem := range strings.Fields(right) {
			g.inflect(strings.Trim(stem, "-"), endings, feats)
		}
	}
	return lines.Err()
}

// formFeats writes names of forms, "Ind.Pres.3s", "Part.Past.Fem.p", as features;
// the infinitive, which taggers know, has none.
func formFeats(names []string) []ud.Feats {
	number := map[byte]string{'s': "Sing", 'p': "Plur"}
	feats := make([]ud.Feats, len(names))
	for n, name := range names {
		p := strings.Split(name, ".")
		switch last := p[len(p)-1]; {
		case len(p) == 4:
			feats[n] = ud.Feats("Gender=" + p[2] + "|Number=" + number[last[0]] + "|Tense=" + p[1] + "|VerbForm=" + p[0])
		case len(p) == 3:
			feats[n] = ud.Feats("Mood=" + p[0] + "|Number=" + number[last[1]] + "|Person=" + last[:1] + "|Tense=" + p[1] + "|VerbForm=Fin")
		case len(p) == 2:
			feats[n] = ud.Feats("Tense=" + p[1] + "|VerbForm=" + p[0])
		}
	}
	return feats
}

// inflect notes the forms of one verb.
func (g *Grammar) inflect(stem string, endings []string, feats []ud.Feats) {
	write := func(ending string) string { return stem + strings.Trim(ending, "-") }
	lemma := write(endings[0])
	for n := 1; n < len(endings); n++ {
		w := write(endings[n])
		f := g.forms[w]
		if len(f.lemmas) == 0 || f.lemmas[len(f.lemmas)-1] != lemma {
			f.lemmas = append(f.lemmas, lemma)
		}
		f.feats = append(f.feats, feats[n])
		g.forms[w] = f
	}
}

// reinflect puts right the lemma and features of verb forms that cannot be what
// the tagger took them for: "reconnaîtrait" is no past, "rompit" no "rompir".
func (g *Grammar) reinflect(s *ud.Sentence) {
	if g.forms == nil {
		return
	}
	for i := range s.Tokens {
		tok := &s.Tokens[i]
		if tok.UPOS != "VERB" {
			continue
		}
		f, ok := g.forms[tok.Form]
		if !ok {
			if f, ok = g.forms[strings.ToLower(tok.Form)]; !ok {
				continue
			}
		}
		if len(f.lemmas) == 1 {
			tok.Lemma = f.lemmas[0]
		}
		if !f.can(tok.Feats) && !perfect(s, i) {
			tok.Feats = f.feats[0]
		}
	}
}

// perfect reports whether the participle at i stands behind its auxiliary: then it is
// one, though the accent be missing that tells it from a present, "a condamne".
func perfect(s *ud.Sentence, i int) bool {
	if !s.Tokens[i].Feats.Has("VerbForm", "Part") {
		return false
	}
	for n := i - 1; n >= max(0, i-widestPerfect); n-- {
		if s.Tokens[n].Head == i && is(s.Tokens[n].Rel, "aux") {
			return true
		}
	}
	return false
}

// widestPerfect is how many words back an auxiliary stands at most: "a de nouveau".
const widestPerfect = 4

// can reports whether the form can have the mood, tense and verb form that
// some features tell.
func (f *form) can(feats ud.Feats) bool {
	if feats.Has("VerbForm", "Inf") {
		return false
	}
	for _, r := range f.feats {
		if r.Get("Mood") == feats.Get("Mood") && r.Get("Tense") == feats.Get("Tense") && r.Get("VerbForm") == feats.Get("VerbForm") {
			return true
		}
	}
	return false
}
