package dictionary

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/credence-project/credence/ud/internal/modelfile"
)

const past3 = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"

// small is a dictionary of a few French and English forms.
func small(t testing.TB) []byte {
	t.Helper()
	b := &Builder{}
	for _, e := range [][4]string{
		{"vit", "voir", "VERB", past3},
		{"vit", "vivre", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
		{"pays", "pays", "NOUN", "Gender=Masc|Number=Sing"},
		{"pays", "pays", "NOUN", "Gender=Masc|Number=Plur"},
		{"chevaux", "cheval", "NOUN", "Gender=Masc|Number=Plur"},
		{"œufs", "œuf", "NOUN", "Gender=Masc|Number=Plur"},
		{"Norvège", "Norvège", "PROPN", ""},
		{"États-Unis", "États-Unis", "PROPN", ""},
		{"OTAN", "OTAN", "PROPN", ""},
		{"est", "être", "AUX", ""},
		{"est", "est", "NOUN", "Gender=Masc|Number=Sing"},
		{"mieux", "bien", "ADV", ""},
	} {
		if err := b.Add(e[0], e[1], e[2], e[3]); err != nil {
			t.Fatal(err)
		}
	}
	data, err := b.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLemmaAgreesWithTagAndFeatures(t *testing.T) {
	d, err := Open(small(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ low, tag, feats, want string }{
		{"vit", "VERB", past3, "voir"},
		{"vit", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "vivre"},
		{"chevaux", "NOUN", "Gender=Masc|Number=Plur", "cheval"},
		{"chevaux", "NOUN", "Gender=Fem|Number=Sing", "cheval"},
		{"chevaux", "VERB", "", ""},
		{"œufs", "NOUN", "", "œuf"},
		{"norvège", "PROPN", "", "Norvège"},
		{"états-unis", "PROPN", "", "États-Unis"},
		{"otan", "PROPN", "", "OTAN"},
		{"est", "AUX", "", "être"},
		{"est", "NOUN", "", "est"},
		{"mieux", "ADV", "", "bien"},
		{"cheva", "NOUN", "", ""},
		{"chevauxx", "NOUN", "", ""},
		{"", "NOUN", "", ""},
	} {
		got, ok := d.Lemma([]byte(c.low), c.tag, c.feats)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("lemma of %s %s %s: %q %v, want %q", c.low, c.tag, c.feats, got, ok, c.want)
		}
	}
}

func TestUnaccentedFindsFormsThatLackTheirAccents(t *testing.T) {
	b := &Builder{}
	for _, e := range [][4]string{
		{"établi", "établir", "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"},
		{"décret", "décret", "NOUN", "Gender=Masc|Number=Sing"},
		{"déçu", "décevoir", "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"},
		{"sœurs", "sœur", "NOUN", "Gender=Fem|Number=Plur"},
		{"à", "à", "ADP", ""},
		{"a", "avoir", "AUX", ""},
		{"juge", "juge", "NOUN", "Gender=Masc|Number=Sing"},
		{"jugé", "juger", "VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"},
	} {
		if err := b.Add(e[0], e[1], e[2], e[3]); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Open(must(b.Encode())(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ low, tag, want string }{
		{"etabli", "VERB", "établir"},
		{"établi", "VERB", ""}, // it has its accents
		{"etabli", "NOUN", ""},
		{"decret", "NOUN", "décret"},
		{"decu", "VERB", "décevoir"},
		{"soeurs", "NOUN", "sœur"},
		{"soeur", "NOUN", ""},
		{"a", "ADP", "à"},
		{"a", "AUX", "avoir"},
		{"juge", "NOUN", "juge"},
		{"juge", "VERB", "juger"},
		{"", "NOUN", ""},
	} {
		if got, ok := d.Unaccented([]byte(c.low), c.tag, ""); got != c.want || ok != (c.want != "") {
			t.Errorf("%s %s: %q %v, want %q", c.low, c.tag, got, ok, c.want)
		}
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestClassIsThatOfFormsWithTheSameReadings(t *testing.T) {
	d, err := Open(small(t))
	if err != nil {
		t.Fatal(err)
	}
	class := func(form string) uint32 { c, _ := d.Class([]byte(form)); return c }
	if class("chevaux") != class("œufs") || class("norvège") != class("otan") {
		t.Error("forms with the same readings have different classes")
	}
	if class("pays") == class("chevaux") || class("est") == class("norvège") {
		t.Error("forms with different readings have the same class")
	}
	if class("cheval") != 0 || class("norv") != 0 {
		t.Error("an unknown form has a class")
	}
}

func TestEveryFormOfARandomDictionaryIsFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	word := func() string {
		var w []byte
		for range 1 + rng.IntN(7) {
			w = append(w, byte('a'+rng.IntN(4)))
		}
		return string(w)
	}
	b := &Builder{}
	lemmas := map[string]map[string]bool{}
	for range 3000 {
		form, lemma := word(), word()
		if err := b.Add(form, lemma, "NOUN", fmt.Sprint("N=", rng.IntN(5))); err != nil {
			t.Fatal(err)
		}
		if lemmas[form] == nil {
			lemmas[form] = map[string]bool{}
		}
		lemmas[form][lemma] = true
	}
	data, err := b.Encode()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for range 20000 {
		form := word()
		got, ok := d.Lemma([]byte(form), "NOUN", "N=3")
		if ok != (lemmas[form] != nil) || ok && !lemmas[form][got] {
			t.Fatalf("%s: lemma %q %v, want one of %v", form, got, ok, lemmas[form])
		}
	}
}

// FuzzDamaged asserts that damaged arcs give no panic and no endless walk.
func FuzzDamaged(f *testing.F) {
	file, err := modelfile.Decode(small(f))
	if err != nil {
		f.Fatal(err)
	}
	arcs, err := file.Section("arcs")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(arcs, "chevaux")
	f.Add(arcs[:40], "est")
	f.Fuzz(func(t *testing.T, arcs []byte, form string) {
		data, err := modelfile.Encode([]modelfile.Section{{Name: "codes", Data: []byte("NOUN \nVERB x=y")}, {Name: "arcs", Data: arcs}})
		if err != nil {
			t.Fatal(err)
		}
		d, err := Open(data)
		if err != nil {
			return
		}
		d.Class([]byte(form))
		d.Lemma([]byte(form), "NOUN", "x=y")
		d.Unaccented([]byte(form), "NOUN", "x=y")
	})
}
