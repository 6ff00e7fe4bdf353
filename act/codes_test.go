package act

import (
	"fmt"
	"io/fs"
	"testing"

	"github.com/credence-project/credence/lang"
)

func TestCodesAreAsFineAsTheWords(t *testing.T) {
	for _, test := range []struct{ code, text, want string }{
		{"en", "Poland gave Ukraine fourteen tanks.", "072  [military] "},
		{"en", "Poland gave Ukraine fourteen tents and food.", "073  [disaster] "},
		{"en", "Poland gave Ukraine a loan of two billion dollars.", "071  [economic] "},
		{"en", "Poland threatened Belarus with sanctions.", "1312  [diplomatic economic] "},
		{"en", "Poland has not closed its embassy in Belarus.", "161 discontinue [diplomatic] negated"},
		{"en", "Poland closed its embassy in Belarus in 1939.", "161 discontinue [diplomatic] historical"},
		{"en", "Poland will close its embassy in Belarus.", "161 discontinue [diplomatic] future"},
		{"fr", "La Pologne a donné quatorze chars à l'Ukraine.", "072  [military] "},
		{"fr", "La Pologne a accusé la Biélorussie d'agression.", "112  [diplomatic] "},
	} {
		folder, err := lang.Open(test.code)
		if err != nil {
			t.Fatal(err)
		}
		coder, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		found, err := coder.NewReader().Read(t.Context(), inOneUnit(test.text))
		if err != nil || len(found) == 0 {
			t.Errorf("%q: %d acts, %v", test.text, len(found), err)
			continue
		}
		c := found[0].Codes
		if got := fmt.Sprint(c.Cameo, " ", c.Mode, " ", c.Contexts, " ", c.Auxiliary); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// TestFinerClassesStandInEveryLanguage looks in each language that has patterns.
func TestFinerClassesStandInEveryLanguage(t *testing.T) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fs.Stat(folder, "acts"); err != nil {
			continue
		}
		coder, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range coder.ontology {
			for _, f := range k.Finer {
				if coder.lexicon.classes[f.Class] == nil {
					t.Errorf("%s: no class %q, by which %s has finer codes", code, f.Class, k.Name)
				}
			}
		}
	}
}
