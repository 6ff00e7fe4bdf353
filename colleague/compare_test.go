package colleague

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// told is an assertion in short: "visit RUS>USA asserted 2025 10-20".
func told(t *testing.T, text string) act.Assertion {
	t.Helper()
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	f := strings.Fields(text)
	parties := func(s string) (list []act.Party) {
		for id := range strings.SplitSeq(s, ",") {
			if id != "" {
				list = append(list, act.Party{ID: id})
			}
		}
		return list
	}
	who, to, _ := strings.Cut(f[1], ">")
	m, _ := act.ParseModality(f[2])
	a := act.Assertion{Kind: kinds[f[0]], Actors: parties(who), Recipients: parties(to), Modality: m, Start: 10, End: 20}
	if f[3] != "-" {
		a.Date = f[3]
	}
	if f[4] == "elsewhere" {
		a.Start, a.End = 50, 60
	}
	return a
}

func TestCompareTellsWhereReadersDisagree(t *testing.T) {
	const visit = "visit RUS>USA asserted 2025 here"
	for _, c := range []struct{ name, ours, theirs, againstOurs, againstTheirs string }{
		{"they agree", visit, visit, "", ""},
		{"they agree, in other words", visit, "visit RUS>USA asserted 2025 elsewhere", "", ""},
		{"equals on either side", "meet RUS,USA> asserted - here", "meet USA>RUS asserted - here", "", ""},
		{"another date", visit, "visit RUS>USA asserted 2024 here", "reads it otherwise: date 2024, not 2025", "reads it otherwise: date 2025, not 2024"},
		{"no date", visit, "visit RUS>USA asserted - here", "reads it otherwise: date none, not 2025", "reads it otherwise: date 2025, not none"},
		{"another modality", visit, "visit RUS>USA future 2025 here", "reads it otherwise: modality future, not asserted", "reads it otherwise: modality asserted, not future"},
		{"other parties", visit, "visit RUS>GBR asserted 2025 here", "reads it otherwise: parties RUS → GBR, not RUS → USA", "reads it otherwise: parties RUS → USA, not RUS → GBR"},
		{"a regime", "visit RUS>AFG asserted 2025 here", "visit RUS>AFG.TALIBAN asserted 2025 here", "reads it otherwise: parties RUS → AFG.TALIBAN, not RUS → AFG", "reads it otherwise: parties RUS → AFG, not RUS → AFG.TALIBAN"},
		{"another kind", visit, "meet RUS>USA asserted 2025 here", "does not find it", "does not find it"},
		{"another place and date", visit, "visit RUS>USA asserted 2024 elsewhere", "does not find it", "does not find it"},
		{"ours alone", visit, "", "does not find it", ""},
		{"theirs alone", "", visit, "", "does not find it"},
	} {
		list := func(text string) []act.Assertion {
			if text == "" {
				return nil
			}
			return []act.Assertion{told(t, text)}
		}
		ours, theirs := Compare(list(c.ours), list(c.theirs))
		if got := strings.Join(ours, ""); got != c.againstOurs {
			t.Errorf("%s: against ours %q, want %q", c.name, got, c.againstOurs)
		}
		if got := strings.Join(theirs, ""); got != c.againstTheirs {
			t.Errorf("%s: against theirs %q, want %q", c.name, got, c.againstTheirs)
		}
	}
}

func TestCompareMeetsEachOfOursOnce(t *testing.T) {
	ours := []act.Assertion{told(t, "visit RUS>USA asserted 2025 here"), told(t, "visit RUS>USA negated 2025 here")}
	theirs := []act.Assertion{told(t, "visit RUS>USA negated 2025 here"), told(t, "visit RUS>USA asserted 2024 here"), told(t, "visit RUS>USA asserted 2023 here")}
	a, b := Compare(ours, theirs)
	if a[0] != "reads it otherwise: date 2024, not 2025" || a[1] != "" || b[0] != "" || b[1] == "" || b[2] != missing {
		t.Errorf("%q, %q", a, b)
	}
}

func TestResolveHoldsIdsAgainstNames(t *testing.T) {
	for _, c := range []struct{ id, name, day, want string }{
		{"NOR", "Norway", "2024-05-28", "NOR"},
		{"AUS", "Austria", "2024-05-28", "AUT"}, // the name says otherwise
		{"", "Autriche", "2024-05-28", "AUT"},
		{"Austria", "", "2024-05-28", "AUT"},
		{"XXX", "the Kremlin", "2024-05-28", "RUS"},
		{"AFG.TALIBAN", "the Taliban", "2024-05-28", "AFG.TALIBAN"},
		{"RUS", "the foreign ministry", "2024-05-28", "RUS"},
		{"", "Vladimir Putin", "2024-05-28", "RUS"},
		{"", "Vladimir Putin", "1990-05-28", ""},
		{"QQQ", "Ruritania", "2024-05-28", ""},
		{"", "", "2024-05-28", ""},
	} {
		if got, ok := resolve(names(t), c.id, c.name, c.day); got != c.want || ok != (c.want != "") {
			t.Errorf("%+v: %q, %v", c, got, ok)
		}
	}
}

func TestFindTakesTheArticlesOwnWords(t *testing.T) {
	const text = "Le 3 juillet, « Moscou » a reconnu l’Émirat – le premier.\nPuis\u00a0rien. Moscou encore, Moscouvite."
	for quote, want := range map[string]string{
		"a reconnu l’Émirat":              "a reconnu l’Émirat",
		"a reconnu l'Émirat - le premier": "a reconnu l’Émirat – le premier",
		"le premier. Puis rien":           "le premier.\nPuis\u00a0rien",
		`"Moscou" a reconnu`:              "", // the spaces within are the article's
		"Moscou encore":                   "Moscou encore",
		" Moscou ":                        "Moscou",
		"Mosc":                            "",
		"a reconnu l’Emirat":              "",
		"":                                "",
		"…":                               "",
	} {
		start, end, ok := find(text, quote)
		if ok != (want != "") || ok && text[start:end] != want {
			t.Errorf("%q: %q, %v", quote, text[start:end], ok)
		}
	}
}
