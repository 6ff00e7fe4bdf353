package nn

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

const present3 = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
const past3 = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"

func french(t *testing.T) *dictionary.Dictionary {
	t.Helper()
	b := &dictionary.Builder{}
	for _, e := range [][4]string{
		{"rompit", "rompre", "VERB", past3},
		{"crût", "croître", "VERB", past3},
		{"vit", "vivre", "VERB", present3},
		{"vit", "voir", "VERB", past3},
		{"fils", "fils", "NOUN", "Gender=Masc|Number=Plur"},
		{"fils", "fil", "NOUN", "Gender=Masc|Number=Plur"},
		{"joueuse", "joueur", "NOUN", "Gender=Fem|Number=Sing"},
		{"aujourd'hui", "aujourd'hui", "ADV", ""},
		{"Norvège", "Norvège", "PROPN", ""},
	} {
		if err := b.Add(e[0], e[1], e[2], e[3]); err != nil {
			t.Fatal(err)
		}
	}
	data, err := b.Encode()
	if err != nil {
		t.Fatal(err)
	}
	d, err := dictionary.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLemmasComeFromTheDictionaryWhereTheTreebankIsSilent(t *testing.T) {
	l := LearnLemmas(append([]Entry{
		{Form: "joueuse", UPOS: "NOUN", Feats: "Gender=Fem|Number=Sing", Lemma: "joueuse", Count: 2},
		{Form: "Rompit", UPOS: "VERB", Feats: past3, Lemma: "Rompre", Count: 3},
		{Form: "rompit", UPOS: "VERB", Feats: past3, Lemma: "rompre", Count: 1},
		{Form: "vit", UPOS: "VERB", Feats: present3, Lemma: "vivre", Count: 3},
		{Form: "vit", UPOS: "VERB", Feats: past3, Lemma: "voir", Count: 1},
	}, lexicon...), french(t))
	for _, c := range []struct{ name, form, upos, feats, want string }{
		{"only the dictionary knows it", "crût", "VERB", past3, "croître"},
		{"a title had capitals", "rompit", "VERB", past3, "rompre"},
		{"the treebank says otherwise", "joueuse", "NOUN", "Gender=Fem|Number=Sing", "joueuse"},
		{"features decide", "vit", "VERB", past3, "voir"},
		{"features decide", "vit", "VERB", present3, "vivre"},
		{"in capitals", "ROMPIT", "VERB", past3, "rompre"},
		{"with a curly apostrophe", "aujourd’hui", "ADV", "", "aujourd'hui"},
		{"another part of speech follows its ending", "rompits", "NOUN", "", "rompit"},
		{"a name is as it is written", "NORVÈGE", "PROPN", "", "NORVÈGE"},
	} {
		if got := l.Lemma(c.form, c.upos, c.feats); got != c.want {
			t.Errorf("%s: lemma of %s %s is %q, want %q", c.name, c.form, c.upos, got, c.want)
		}
	}
}

func TestDictionaryFillsItsSlots(t *testing.T) {
	with, without := Speller{Dictionary: french(t)}, Speller{}
	class := func(s *Speller, form string) [2]uint32 {
		k := s.Keys(form)
		return [2]uint32{k[slotClass], k[slotKinds]}
	}
	if got := class(&without, "rompit"); got != [2]uint32{} {
		t.Errorf("without a dictionary: %v", got)
	}
	if got := class(&with, "xyz"); got[0] != 0 || got[1] == 0 {
		t.Errorf("a word that the dictionary does not know: %v", got)
	}
	if class(&with, "Rompit") != class(&with, "rompit") || class(&with, "rompit") == class(&with, "vit") {
		t.Error("classes do not follow readings")
	}
	if got := class(&with, "ex-joueuse"); got[0] != class(&with, "joueuse")[0] || got == class(&with, "joueuse") {
		t.Errorf("a compound is known by its last part, and as a compound: %v", got)
	}
}

func TestNamesInASentenceInCapitalsAreWrittenAsUsual(t *testing.T) {
	l := LearnLemmas(nil, french(t))
	for form, want := range map[string]string{"NORVÈGE": "Norvège", "OTAN": "OTAN"} {
		if got := l.Name(form); got != want {
			t.Errorf("name %s: %q, want %q", form, got, want)
		}
	}
	for text, want := range map[string]bool{
		"LA NORVÈGE FERME SON AMBASSADE": true, "La NORVÈGE ferme son AMBASSADE": false, "L' OTAN et le FMI": false,
		"OTAN": false, "LE 12.05.2025 , NORVÈGE ET SUÈDE": true, "": false,
	} {
		if got := shouted(strings.Fields(text)); got != want {
			t.Errorf("%q: in capitals %v, want %v", text, got, want)
		}
	}
}
