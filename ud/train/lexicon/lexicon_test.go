package lexicon_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/train/lexicon"
)

const affixes = `SFX S. Y 2
SFX S. 0 0/L' [^s] is:sg
SFX S. 0 s/D' [^s] is:pl
SFX a0 Y 4
SFX a0 er er/n' er po:infi
SFX a0 er e/n' er po:ipre po:spre po:1sg po:3sg
SFX wQ aître aissent aître po:ipre po:3pl
SFX p+ Y 1
SFX p+ er ées er po:ppas is:fem is:pl
`

const words = `5
ambassade/S. po:nom is:fem
fermer/a0p+ po:v1__t
paraître/wQ po:v3_i
Oslo po:npr is:inv
souris po:nom is:fem is:inv
le po:mg po:det
`

func TestHunspellFormsAreExpanded(t *testing.T) {
	data, err := lexicon.Hunspell(strings.NewReader(affixes), strings.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	check(t, data, []reading{
		{"ambassades", "NOUN", "Gender=Fem|Number=Plur", "ambassade"},
		{"fermées", "VERB", "Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part", "fermer"},
		{"ferme", "VERB", "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "fermer"},
		{"paraissent", "VERB", "", "paraître"},
		{"oslo", "PROPN", "", "Oslo"},
		{"souris", "NOUN", "Gender=Fem|Number=Plur", "souris"},
		{"le", "DET", "", ""},
	})
}

func TestTheNewerSpellingHasTheLemmaOfTheOther(t *testing.T) {
	const both = "2\nparaître/wQ po:v3_i\nparaitre/wR po:v3_i\n"
	data, err := lexicon.Hunspell(strings.NewReader(affixes+"SFX wR aitre aitre aitre po:infi\n"), strings.NewReader(both))
	if err != nil {
		t.Fatal(err)
	}
	check(t, data, []reading{{"paraitre", "VERB", "VerbForm=Inf", "paraître"}})
}

func TestWordNetFormsAreInflected(t *testing.T) {
	synset := func(pos string, lemmas ...string) string {
		line := "00000000 00 " + pos + " 0" + string(rune('0'+len(lemmas)))
		for _, l := range lemmas {
			line += " " + l + " 0"
		}
		return line + " 000 | a gloss  \n"
	}
	folder := fstest.MapFS{
		"data.noun": {Data: []byte("  1 the licence\n" + synset("n", "embassy", "Oslo", "foreign_office") + synset("n", "man"))},
		"data.verb": {Data: []byte(synset("v", "sign", "close", "deny") + synset("v", "admit", "withdraw"))},
		"data.adj":  {Data: []byte(synset("a", "close", "early(a)"))},
		"data.adv":  {Data: []byte(synset("r", "early"))},
		"noun.exc":  {Data: []byte("men man\n")},
		"verb.exc":  {Data: []byte("admitted admit\nadmitting admit\nwithdrew withdraw\nwithdrawn withdraw\n")},
		"adj.exc":   {Data: []byte("")},
		"adv.exc":   {Data: []byte("")},
	}
	data, err := lexicon.WordNet(folder)
	if err != nil {
		t.Fatal(err)
	}
	check(t, data, []reading{
		{"embassies", "NOUN", "Number=Plur", "embassy"},
		{"men", "NOUN", "Number=Plur", "man"},
		{"mans", "NOUN", "", ""},
		{"oslo", "PROPN", "Number=Sing", "Oslo"},
		{"denies", "VERB", "", "deny"},
		{"denied", "VERB", "", "deny"},
		{"closing", "VERB", "VerbForm=Ger", "close"},
		{"admitted", "VERB", "", "admit"},
		{"admited", "VERB", "", ""},
		{"withdrew", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "withdraw"},
		{"withdrawing", "VERB", "", "withdraw"},
		{"earliest", "ADJ", "Degree=Sup", "early"},
		{"closer", "ADJ", "Degree=Cmp", "close"},
		{"foreign_office", "NOUN", "", ""},
	})
}

func TestSpanishFormsAreToldByTheirEndings(t *testing.T) {
	const affixes = `SFX R Y 6
SFX R ar ó ar
SFX R 0 á [aei]r
SFX R 0 a ar
SFX R er ieron [^aeo]er
SFX R ar é [^cguz]ar
SFX R ar ándose ar
SFX X Y 2
SFX X ener uvo ener
SFX X ener endrá ener
SFX D Y 1
SFX D r das [aií]r
SFX G Y 2
SFX G 0 a [dlrz]
SFX G 0 as [dlrz]
SFX S Y 1
SFX S 0 es [bdhíjlmrúxy]
`
	const words = `9
firmar/REDÀ
mirar/R
romper/R
tener/X
embajador/GS
Oslo
oficialmente
tenerlo
`
	data, err := lexicon.Spanish(strings.NewReader(affixes), strings.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	check(t, data, []reading{
		{"firmó", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "firmar"},
		{"firmadas", "VERB", "Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part", "firmar"},
		{"rompieron", "VERB", "", "romper"},
		{"tuvo", "VERB", "", "tener"},
		{"embajadoras", "NOUN", "Gender=Fem|Number=Plur", "embajador"},
		{"embajadores", "ADJ", "", "embajador"},
		{"oslo", "PROPN", "", "Oslo"},
		{"oficialmente", "ADV", "", "oficialmente"},
		{"tenerlo", "VERB", "", ""},
		{"firmándose", "VERB", "", ""},
	})
	d, err := dictionary.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{{"firmará", "tendrá"}, {"firmé", "miré"}} {
		a, _ := d.Class([]byte(pair[0]))
		if b, _ := d.Class([]byte(pair[1])); a != b || a == 0 {
			t.Errorf("%s and %s are read differently", pair[0], pair[1])
		}
	}
}

type reading struct{ low, upos, feats, lemma string }

func check(t *testing.T, data []byte, list []reading) {
	t.Helper()
	d, err := dictionary.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if got, _ := d.Lemma([]byte(r.low), r.upos, r.feats); got != r.lemma {
			t.Errorf("lemma of %s %s: %q, want %q", r.low, r.upos, got, r.lemma)
		}
	}
}
