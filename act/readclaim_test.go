package act_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// claimLine writes a claim on one line.
func claimLine(c *act.Claim) string {
	ids := func(ps []act.RecordParty) string {
		var all []string
		for _, p := range ps {
			all = append(all, p.ID)
		}
		return strings.Join(all, ",")
	}
	out := []string{c.Act + c.State, ids(c.Actors) + ">" + ids(c.Recipients), c.Modality}
	for _, more := range []struct {
		is   bool
		text string
	}{
		{c.Date != "", c.Date},
		{len(c.Claims) > 0, strings.Join(c.Claims, "+")},
		{c.Rank > 0, fmt.Sprintf("rank=%d", c.Rank)},
		{c.Unequal, "unequal"},
		{c.Present, "present"},
		{c.Asked, "asked"},
		{c.Among != "", fmt.Sprintf("among=%q", c.Among)},
		{len(c.Unread) > 0, "unread=" + strings.Join(c.Unread, ",")},
	} {
		if more.is {
			out = append(out, more.text)
		}
	}
	if c.Count != nil {
		out = append(out, fmt.Sprintf("%s %d", c.Count.Bound, c.Count.Number))
	}
	return strings.Join(out, " ")
}

func TestReadClaim(t *testing.T) {
	tests := []struct{ lang, sentence, want string }{
		{"fr", "Seule la Bolivie a reconnu le Kosovo.", "recognize-state BOL>XKX asserted only"},
		{"fr", "La Bolivie reconnaît le Kosovo depuis 2011.", "recognize-state BOL>XKX asserted 2011 since present"},
		{"fr", "La Bolivie n'est pas le premier pays à reconnaître le Kosovo.", "recognize-state BOL>XKX asserted first unequal"},
		{"fr", "Le Pérou est le troisième pays du G20 à reconnaître le Kosovo.", `recognize-state PER>XKX asserted rank=3 among="G20"`},
		{"fr", "Combien de pays reconnaissent le Kosovo ?", "recognize-state >XKX asserted present asked exactly 0"},
		{"fr", "Qui reconnaît le Kosovo ?", "recognize-state >XKX asserted present asked exactly 0"},
		{"fr", "Quatre-vingt-dix-sept pays reconnaissent le Kosovo.", "recognize-state >XKX asserted present exactly 97"},
		{"fr", "Plus de cent vingt pays reconnaissent le Kosovo.", "recognize-state >XKX asserted present more than 120"},
		{"fr", "Aucun pays du G7 ne reconnaît les talibans.", `recognize-government >AFG.TALIBAN negated present among="G7"`},
		{"fr", "Le Pérou reconnaît-il le Kosovo ?", "recognize-state PER>XKX asserted present asked"},
		{"en", "Bolivia was the first to recognise Kosovo.", "recognize-state BOL>XKX asserted first"},
		{"en", "Bolivia is the only member of the European Union that recognises Kosovo.", `recognize-state BOL>XKX asserted only present among="European Union"`},
		{"en", "Bolivia is no longer the only country that recognises Kosovo.", "recognize-state BOL>XKX asserted only unequal present"},
		{"en", "Kosovo is recognised by at least one hundred and seventeen countries.", "recognize-state >XKX asserted present at least 117"},
		{"en", "Which G7 countries recognise Palestine?", `recognize-state >PSE asserted present asked among="G7" exactly 0`},
		{"en", "Has Peru recognised Kosovo?", "recognize-state PER>XKX asserted asked"},
		{"en", "Peru recognised Kosovo before Bolivia.", "recognize-state PER>XKX asserted unread=Bolivia"},
		{"en", "Bolivia became the first country to formally recognize the Taliban government.", "recognize-government BOL>AFG.TALIBAN asserted first"},
		{"en", "Bolivia first recognised Kosovo in 2008.", "recognize-state BOL>XKX asserted 2008"},
		{"en", "Bolivia is the first and only country to recognise Kosovo.", "recognize-state BOL>XKX asserted only"},
		{"fr", "Le Pérou fut le premier État membre de l'Union africaine à reconnaître le Kosovo.", `recognize-state PER>XKX asserted first among="Union africaine"`},
		{"en", "Bolivia was the first country in the world to recognise Kosovo.", "recognize-state BOL>XKX asserted first"},
	}
	for _, test := range tests {
		found, err := coder(t, test.lang).NewReader().ReadClaim(t.Context(), test.sentence, "2025-11-01")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range found {
			got = append(got, claimLine(&found[n]))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", test.sentence, strings.Join(got, "; "), test.want)
		}
	}
}
