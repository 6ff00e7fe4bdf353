package gazetteer

import (
	"slices"
	"testing"
)

func TestLookupFindsNamesOfAnyLanguage(t *testing.T) {
	d, err := OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"rus": "RUS", "RUSSIE": "RUS", "la Russie": "RUS", "russia": "RUS", "the Netherlands": "NLD", "etats unis": "USA",
		"l'Iran": "IRN", "Cote d’Ivoire": "CIV", "U.S.": "USA", "afg.taliban": "AFG.TALIBAN", "Taliban": "AFG.TALIBAN",
		"OTAN": "NATO", "Le Kremlin": "RUS", "Kosovo": "XKX", "Pékin": "CHN", "Ulaanbaatar": "MNG", "rus.Kaliningrad": "RUS.kaliningrad", "vladimir-putin": "vladimir-putin", "Crimée": "UKR.crimea", "xkx.nowhere": "",
		"Atlantis": "", "": "",
	} {
		got := d.Lookup(name)
		if want == "" {
			if len(got) != 0 {
				t.Errorf("%q: %v, want nothing", name, got)
			}
			continue
		}
		if len(got) == 0 || got[0] != want {
			t.Errorf("%q: %v, want %s first", name, got, want)
		}
	}
	if got := d.Lookup("Congo"); !slices.Contains(got, "COD") || !slices.Contains(got, "COG") {
		t.Errorf("Congo: %v", got)
	}
}

func TestNamesToShow(t *testing.T) {
	d, err := OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ id, code, want string }{
		{"ARE", "fr", "Émirats arabes unis"}, {"ARE", "en", "United Arab Emirates"}, {"ARE", "xx", "United Arab Emirates"},
		{"TUR", "en", "Turkey"}, {"XYZ", "fr", "XYZ"},
	} {
		if got := d.Name(c.id, c.code); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.id, c.code, got, c.want)
		}
	}
	if got := d.Phrase("JPN", "fr", In); got != "au Japon" {
		t.Errorf("got %q", got)
	}
	if len(d.Names("fr")) != len(d.IDs()) {
		t.Error("Names leaves entities out")
	}
}
