package ud_test

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// TestWordsSetAsideComeBack asks that what stands aside in parsing, or has a word
// standing in for it, is in the sentence as it was written.
func TestWordsSetAsideComeBack(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"fr", "Niger : Paris rappelle son ambassadeur.", "Niger/dep/PROPN"},
		{"fr", "Le Maroc dément avoir signé un accord.", "dément/root/VERB"},
		{"fr", "Moscou : « Nous partons. »", "Moscou/root/PROPN"},
		{"fr", "La Chine a reconnu mardi 14 mars le Kosovo.", "Kosovo/obj/PROPN"},
		{"fr", "La Chine a rappelé le 14 mars son ambassadeur.", "ambassadeur/obj/NOUN"},
		{"fr", "La Chine a rappelé deux jours plus tard son ambassadeur.", "ambassadeur/obj/NOUN"},
		{"fr", "La Chine a rouvert pour la première fois depuis 2009 son ambassade.", "ambassade/obj/NOUN"},
		{"fr", "La Chine a condamné en représailles à l'accord la Russie.", "représailles/obl"},
		{"fr", "La Chine a condamné en représailles la Russie.", "représailles/fixed"},
		{"fr", "La Chine a reconnu en décembre 2025 le Kosovo.", "Kosovo/obj/PROPN"},
		{"es", "China reconoció el martes 14 de marzo Kosovo.", "Kosovo/obj/PROPN"},
		{"en", "China on March 14 recognized Kosovo.", "Kosovo/obj/PROPN"},
		{"en", "Haiti: Kenya sends police.", "Haiti/dep/PROPN"},
		{"en", "DUBAI, Aug 9 (Gulf Wire) - Iraq closed the border.", "DUBAI/dep/PROPN"},
	} {
		folder, err := lang.Open(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		model, err := ud.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		sentences := model.NewParser().Parse(c.text, 0)
		if len(sentences) == 0 {
			t.Fatalf("%s: no sentence", c.text)
		}
		var words []string
		for _, tok := range sentences[0].Tokens {
			words = append(words, tok.Form+"/"+tok.Rel+"/"+tok.UPOS)
			if tok.Multi == 0 && c.text[tok.Start:tok.End] != tok.Form {
				t.Errorf("%s: %q stands where %q is written", c.text, tok.Form, c.text[tok.Start:tok.End])
			}
		}
		if !strings.Contains(strings.Join(words, " "), c.want) {
			t.Errorf("%s: %s, want %s", c.text, strings.Join(words, " "), c.want)
		}
	}
}
