package ud_test

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// shippedTrees are sentences whose trees leave no room for doubt: for each word
// of interest "form tag relation head lemma".
var shippedTrees = []struct {
	code, text string
	want       []string
}{
	{"en", "LAGOS, May 22 (AP) - Zambia on Tuesday recognised Biafra.", []string{"LAGOS PROPN dep recognised LAGOS", "Zambia PROPN nsubj recognised Zambia", "on ADP case Tuesday on", "Tuesday PROPN obl recognised Tuesday"}},
	{"en", "President Carter Monday severed relations with Iran.", []string{"Carter PROPN nsubj severed Carter", "Monday PROPN obl:unmarked severed Monday"}},
	{"fr", "La Russie a reconnu le gouvernement des talibans jeudi.", []string{
		"Russie PROPN nsubj reconnu Russie", "a AUX aux reconnu avoir", "reconnu VERB root - reconnaître",
		"gouvernement NOUN obj reconnu gouvernement", "talibans NOUN nmod gouvernement taliban",
	}},
	{"fr", "La Chine n'a pas fermé son ambassade à Kaboul.", []string{
		"Chine PROPN nsubj fermé Chine", "pas ADV advmod fermé pas", "fermé VERB root - fermer", "ambassade NOUN obj fermé ambassade",
	}},
	{"fr", "L'ambassadeur a été rappelé par Paris.", []string{
		"ambassadeur NOUN nsubj:pass rappelé ambassadeur", "été AUX aux:pass rappelé être", "rappelé VERB root - rappeler", "Paris PROPN obl:agent rappelé Paris",
	}},
	{"en", "Russia recognised the Taliban government on Thursday.", []string{
		"Russia PROPN nsubj recognised Russia", "government NOUN obj recognised government", "Thursday PROPN obl recognised Thursday",
	}},
	{"en", "The ambassador was expelled by Norway.", []string{
		"ambassador NOUN nsubj:pass expelled ambassador", "was AUX aux:pass expelled be", "expelled VERB root - expel", "Norway PROPN obl:agent expelled Norway",
	}},
	{"en", "China has not closed its embassy in Kabul.", []string{
		"China PROPN nsubj closed China", "not PART advmod closed not", "closed VERB root - close", "embassy NOUN obj closed embassy",
	}},
}

func TestShippedModelsReadPlainSentences(t *testing.T) {
	models := map[string]*ud.Model{}
	for _, c := range shippedTrees {
		m := models[c.code]
		if m == nil {
			folder, err := lang.Open(c.code)
			if err != nil {
				t.Fatal(err)
			}
			if m, err = ud.Open(folder); err != nil {
				t.Fatal(err)
			}
			models[c.code] = m
		}
		sentences := m.NewParser().Parse(c.text, 0)
		if len(sentences) != 1 {
			t.Fatalf("%q is %d sentences", c.text, len(sentences))
		}
		for _, want := range c.want {
			if got := describe(&sentences[0], strings.Fields(want)[0]); got != want {
				t.Errorf("%q: %s, want %s", c.text, got, want)
			}
		}
	}
}

func describe(s *ud.Sentence, form string) string {
	for i := range s.Tokens {
		if t := &s.Tokens[i]; t.Form == form {
			head := "-"
			if t.Head >= 0 {
				head = s.Tokens[t.Head].Form
			}
			return strings.Join([]string{t.Form, t.UPOS, t.Rel, head, t.Lemma}, " ")
		}
	}
	return "no " + form
}

// BenchmarkParse reads a paragraph from raw text to trees.
func BenchmarkParse(b *testing.B) {
	folder, err := lang.Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	m, err := ud.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for _, c := range shippedTrees {
		if c.code == "fr" {
			text.WriteString(c.text + " ")
		}
	}
	p, words := m.NewParser(), 0
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range p.Parse(text.String(), 0) {
			words += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(words), "ns/word")
}

// BenchmarkOpen is the time that a language takes to be ready.
func BenchmarkOpen(b *testing.B) {
	folder, err := lang.Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := ud.Open(folder); err != nil {
			b.Fatal(err)
		}
	}
}
