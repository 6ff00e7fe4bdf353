package timex

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// open compiles a language's rules, and reads words without a model.
func open(t testing.TB, code string) *Grammar {
	t.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	g, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// dates returns the EDTF of what is found in a text.
func dates(all []Expression) string {
	var list []string
	for _, x := range all {
		list = append(list, x.EDTF)
	}
	return strings.Join(list, " ")
}

func TestRelativeDatesNeedADate(t *testing.T) {
	g := open(t, "fr")
	for _, c := range []struct{ doc, text, want string }{
		{"", "Il est parti hier.", ""},
		{"", "Il est parti mardi.", ""},
		{"", "Il est né le 3 mars 1957 et fut baptisé le lendemain.", "1957-03-03 1957-03-04"},
		{"", "Élu en 2011, il a démissionné deux ans plus tard.", "2011 2013"},
		{"2021-10", "Il est parti hier.", ""},
		{"2021-10", "Il est parti l'an dernier.", "2020"},
		{"2021-10", "Il est parti en avril.", "2021-04"},
		{"2021", "Il est parti l'an dernier.", "2020"},
		{"2021", "Il est parti le mois dernier.", ""},
		{"not a date", "Il est parti en 2011.", "2011"},
	} {
		if got := dates(read(g, plainWords, c.doc, past, c.text)); got != c.want {
			t.Errorf("%s, published %q: %q, want %q", c.text, c.doc, got, c.want)
		}
	}
}

func TestQuotationCountsFromItsOwnDate(t *testing.T) {
	r := open(t, "fr").NewReader("2025-07-07")
	r.given = past
	next := func(text string) string {
		sentences := plainWords(text)
		return dates(r.Read(&sentences[0]))
	}
	if got := next("Il est parti l'an dernier."); got != "2024" {
		t.Errorf("before the quotation: %s", got)
	}
	r.SetAnchor("2021-10-03")
	if got := next("Il est parti l'an dernier, et hier."); got != "2020 2021-10-02" {
		t.Errorf("inside the quotation: %s", got)
	}
	r.SetAnchor("2025-07-07")
	if got := next("Il est parti hier."); got != "2025-07-06" {
		t.Errorf("after the quotation: %s", got)
	}
}

func TestDatesGoOnInTheYearTold(t *testing.T) {
	for _, c := range []struct {
		text []string
		want string
	}{
		{[]string{"Il est arrivé le 21 janvier 1946.", "Il est parti le 3 août.", "Il est revenu le 7 septembre."}, "1946-01-21 1946-08-03 1946-09-07"},
		{[]string{"Ouverte le 2 mars 1921, la légation a fermé le 28 décembre."}, "1921-03-02 1921-12-28"},
		{[]string{"Le 5 janvier 1922, il a répondu à une note du 30 décembre."}, "1922-01-05 1921-12-30"},
		{[]string{"Il est parti le 28 décembre 1979.", "Le 3 janvier, il est revenu."}, "1979-12-28 1980-01-03"},
		{[]string{"Il est parti le 28 décembre 1979.", "Le 3 juin, il est revenu."}, "1979-12-28 2025-06-03"},
	} {
		r := open(t, "fr").NewReader("2025-07-07")
		r.given = past
		var got []string
		for _, text := range c.text {
			sentences := plainWords(text)
			got = append(got, dates(r.Read(&sentences[0])))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestExpressionTellsHowItWasResolved(t *testing.T) {
	g := open(t, "fr")
	for _, c := range []struct {
		text   string
		how    Relation
		anchor string
		kind   Type
	}{
		{"Il est parti le 3 mars 2021.", Absolute, "", Date},
		{"Il est parti hier.", FromDocument, "2025-07-07", Date},
		{"Il est parti jeudi.", LatestBefore, "2025-07-07", Date},
		{"Il est parti jeudi matin.", LatestBefore, "2025-07-07", Time},
		{"Il est resté trois ans.", Unresolved, "", Duration},
		{"Il vient chaque année.", Unresolved, "", Set},
		{"Il est parti il y a trois ans.", FromDocument, "2025-07-07", Duration},
	} {
		got := read(g, plainWords, "2025-07-07", past, c.text)
		if len(got) != 1 || got[0].Relation != c.how || got[0].Anchor != c.anchor || got[0].Type != c.kind {
			t.Errorf("%s: %+v, want %q from %q as %s", c.text, got, c.how, c.anchor, c.kind)
		}
	}
}

func TestDurationWithAPlaceHasAnExtent(t *testing.T) {
	g := open(t, "fr")
	for text, want := range map[string]string{
		"Il y vit depuis trois ans.":                 "2022/..",
		"Les prix ont doublé ces deux derniers ans.": "2023-07-07/2025-07-07",
		"Il y resta trois ans.":                      "",
	} {
		if got := read(g, plainWords, "2025-07-07", past, text); len(got) != 1 || got[0].Extent.String() != want {
			t.Errorf("%s: %+v, want %q", text, got, want)
		}
	}
}

func TestAllNumberDatesFollowTheDocument(t *testing.T) {
	for _, c := range []struct{ code, text, want string }{
		{"fr", "Le 07/08/2025.", "2025-08-07"},
		{"en", "On 07/08/2025.", "2025-07-08"},
		{"fr", "Le 12/25/2024, puis le 07/08/2025.", "2024-12-25 2025-07-08"},
		{"en", "On 25/12/2024, then on 07/08/2025.", "2024-12-25 2025-08-07"},
		{"fr", "Le vendredi 03/08/2024.", "2024-03-08"},
		{"fr", "Le 32/13/2024.", ""},
	} {
		if got := dates(read(open(t, c.code), plainWords, "2025-07-10", past, c.text)); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestCapitalsAndTypographyChangeNothing(t *testing.T) {
	curly := strings.NewReplacer("'", "’")
	glued := strings.NewReplacer(" h ", "\u00a0h\u202f", "20 ", "20\u00a0", " mai", "\u00a0mai", "July ", "July\u00a0")
	for _, code := range []string{"fr", "en"} {
		g := open(t, code)
		for _, x := range g.Examples() {
			given := tenseNames[x.Tense]
			want := dates(read(g, plainWords, x.DocDate, given, x.Text))
			for name, text := range map[string]string{
				"curly apostrophes": curly.Replace(x.Text), "no-break spaces": glued.Replace(x.Text), "capitals": strings.ToUpper(x.Text),
			} {
				if name == "capitals" && len(x.Want) == 0 {
					continue // "they may march": capitals make months of them
				}
				if got := dates(read(g, plainWords, x.DocDate, given, text)); got != want {
					t.Errorf("%s: with %s %q, without %q: %s", code, name, got, want, text)
				}
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, code := range []string{"fr", "en"} {
		for i, x := range open(f, code).Examples() {
			if i%5 == 0 {
				f.Add(code == "fr", x.DocDate, x.Text)
			}
		}
	}
	f.Add(true, "2024-02-29", "il y a 99999999 ans, dans 4000000 jours, le 31/02/0000 à 25 h 61")
	fr, en := open(f, "fr"), open(f, "en")
	f.Fuzz(func(t *testing.T, french bool, docDate, text string) {
		g := en
		if french {
			g = fr
		}
		end := 0
		for _, x := range read(g, plainWords, docDate, unknownTense, text) {
			if x.Start < end || x.End <= x.Start || x.End > len(text) {
				t.Fatalf("%q stands at %d to %d, after %d", x.Text, x.Start, x.End, end)
			}
			end = x.End
			if x.Rule == "" || x.Type == "" || x.First > x.Last {
				t.Fatalf("%+v lacks something", x)
			}
			if d, err := edtf.Parse(x.EDTF); x.Date.IsZero() != (err != nil) || d != x.Date {
				t.Fatalf("%q has the date %q", x.EDTF, x.Date)
			}
			if x.Date.IsZero() && x.EDTF != "" && x.EDTF[0] != 'P' && x.EDTF[0] != 'X' {
				t.Fatalf("%q is no EDTF, duration or set", x.EDTF)
			}
		}
	})
}

// TestLongSentencesEnd reads sentences without end, such as a file on one line
// can give: were a rule to look back over all of them, this test would not end
// in its time.
func TestLongSentencesEnd(t *testing.T) {
	g := open(t, "fr")
	for _, piece := range []string{"le 3 mai ", "de 3 à ", "mi-", "fin de ", "vingt et ", "lundi, ", "à 3 h ", "deux ans après ", "début de la fin de l'an ", "entre 1990 et "} {
		text := strings.Repeat(piece, 5_000)
		s := plainWords(text)
		for _, x := range read(g, func(string) []ud.Sentence { return s }, "2025-07-07", unknownTense, text) {
			if x.Start < 0 || x.End > len(text) || x.Start >= x.End {
				t.Fatalf("%q: expression at %d-%d of %d bytes", piece, x.Start, x.End, len(text))
			}
		}
	}
}
