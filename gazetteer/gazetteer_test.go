package gazetteer

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

func openLanguage(t testing.TB, code string) *Gazetteer {
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

// tokens hangs words, which follow each other with one space between, under
// the first. A word a+b is one written word that stands for the two.
func tokens(words ...string) *ud.Sentence {
	s := &ud.Sentence{}
	at := 0
	for _, w := range words {
		parts := strings.Split(w, "+")
		length := len(parts[0])
		for k, p := range parts {
			t := ud.Token{Start: at, End: at + length, Form: p, Lemma: p, UPOS: "NOUN", Rel: "dep"}
			if k == 0 && len(parts) > 1 {
				t.Multi = len(parts)
			}
			if len(s.Tokens) == 0 {
				t.Head, t.Rel = -1, "root"
			}
			s.Tokens = append(s.Tokens, t)
		}
		at += length + 1
	}
	s.End = at
	return s
}

func TestContractionsDoNotPartNames(t *testing.T) {
	g := openLanguage(t, "fr")
	s := tokens("La", "République", "de+le", "Congo", "et", "l'", "Organisation", "de+les", "Nations", "unies")
	got := g.Mentions(s)
	if len(got) != 2 || got[0].Readings[0].ID != "COG" || got[0].First != 1 || got[0].Last != 4 {
		t.Fatalf("got %+v", got)
	}
}

func TestOfficesSpanTheAdjectiveInside(t *testing.T) {
	g := openLanguage(t, "fr")
	s := tokens("Le", "ministère", "russe", "de+les", "Affaires", "étrangères")
	s.Tokens[2].UPOS = "ADJ"
	s.Tokens[1].Head, s.Tokens[5].Head = -1, 5
	got := g.Offices(s)
	if len(got) != 1 || got[0].Class != "foreign-ministry" || got[0].First != 1 || got[0].Last != 6 || got[0].Head != 1 {
		t.Fatalf("got %+v", got)
	}
}

func TestNamesMeanWhatTheyMeantOnTheDay(t *testing.T) {
	g := openLanguage(t, "en")
	for _, c := range []struct{ name, day, id string }{
		{"Yugoslavia", "1985", "YUG"},
		{"Yugoslavia", "1995-05-01", "SRB"},
		{"Yugoslavia", "2024-05-01", "YUG"},
		{"Yugoslavia", "", "YUG"},
		{"Saigon", "1952-06-24", "VNM"},
		{"Saigon", "1965", "VNM.SOUTH"},
		{"Aden", "1968-01", "YEM.SOUTH"},
		{"USSR", "2024-05-01", "RUS"},
		{"Belgrade", "2024-05-01", "SRB"},
		{"Jerusalem", "2024-05-01", "ISR"},
		{"Western Sahara", "2024-05-01", "ESH"},
		{"Zaire", "not a date", "COD"},
	} {
		found := g.Mentions(tokens(strings.Fields(c.name)...))
		if len(found) != 1 {
			t.Errorf("%s: %d mentions", c.name, len(found))
			continue
		}
		if id := g.ID(found[0], c.day); id != c.id {
			t.Errorf("%s on %s: %s, want %s", c.name, c.day, id, c.id)
		}
	}
}

func TestAccentsMayStandApartOrBeLeftOut(t *testing.T) {
	g := openLanguage(t, "fr")
	for _, name := range []string{"E\u0301quateur", "Équateur", "Equateur", "ÉQUATEUR", "EQUATEUR"} {
		if found := g.Mentions(tokens("L'", name)); len(found) != 1 || found[0].Readings[0].ID != "ECU" {
			t.Errorf("%q: %+v", name, found)
		}
	}
}

func TestOnKeepsTheReadingsOfTheDay(t *testing.T) {
	g := openLanguage(t, "en")
	m := g.Mentions(tokens("Prague"))[0]
	for day, want := range map[string]int{"1980": 2, "2020": 1, "": 2, "1992/1993": 2} {
		if got := g.On(m, day); len(got) != want {
			t.Errorf("on %q %d readings, want %d: %v", day, len(got), want, got)
		}
	}
}

func TestContestedPlacesHaveAllClaimants(t *testing.T) {
	g := openLanguage(t, "en")
	m := g.Mentions(tokens("Jerusalem"))[0]
	var ids []string
	for _, r := range m.Readings {
		if r.Sense != Place || r.Place != "ISR.jerusalem" {
			t.Errorf("got %+v", r)
		}
		ids = append(ids, r.ID)
	}
	if !slices.Equal(ids, []string{"ISR", "PSE"}) {
		t.Errorf("got %v", ids)
	}
}

func TestNounsMeanPeopleBeforeAdjectives(t *testing.T) {
	g := openLanguage(t, "en")
	s := tokens("The", "Russians", "and", "a", "Russian", "left")
	s.Tokens[4].Rel = "nsubj"
	m := g.Mentions(s)
	if m[1].Readings[0].Sense != Demonym {
		t.Errorf("a Russian: %v", m[1].Readings)
	}
	s.Tokens[4].Rel = "amod"
	if m := g.Mentions(s); m[1].Readings[0].Sense != Adjective {
		t.Errorf("Russian left: %v", m[1].Readings)
	}
}

func TestTownsThatActStandForWhoRulesThere(t *testing.T) {
	g := openLanguage(t, "en")
	s := tokens("Brussels", "and", "London", "rejected", "it")
	for _, c := range []struct{ rel, want string }{{"nsubj", "EU"}, {"obl", "BEL"}} {
		s.Tokens[0].Rel, s.Tokens[2].Rel, s.Tokens[2].Head = c.rel, "conj", 0
		if m := g.Mentions(s); g.ID(m[0], "2024-01-01") != c.want || g.ID(m[1], "2024-01-01") != "GBR" {
			t.Errorf("%s: %v", c.rel, m)
		}
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	const states = "names/states.tsv"
	head := "# comment\nid\tsense\tforms\tfrom\tuntil\tnote\n"
	for _, c := range []struct{ name, path, text, want string }{
		{"unknown id", states, head + "XXX\tname\tNowhere\n", "names/states.tsv:3: unknown id \"XXX\""},
		{"unknown sense", states, head + "RUS\tnick\tBear\n", "names/states.tsv:3: unknown sense"},
		{"bad date", states, head + "RUS\tname\tRussia\t1991-13\n", "names/states.tsv:3: from:"},
		{"empty time", states, head + "RUS\tname\tRussia\t1991\t1990\n", "names/states.tsv:3: from 1991 until 1990"},
		{"no forms", states, head + "RUS\tname\n", "names/states.tsv:3: no forms"},
		{"form without letters", states, head + "RUS\tname\tRussia|-\n", "names/states.tsv:3: form \"-\""},
		{"too many cells", states, head + "RUS\tname\tRussia\t\t\t\tx\n", "names/states.tsv:3: 7 cells"},
		{"unknown column", states, "id\tsense\tform\n", "names/states.tsv:1: unknown column \"form\""},
		{"no header", states, "# nothing\n", "names/states.tsv: no header line"},
		{"unknown class", "names/offices.tsv", "class\tforms\tid\nking\troi\n", "names/offices.tsv:2: unknown class"},
		{"unknown owner", "names/offices.tsv", "class\tforms\tid\nmonarch\troi\tXXX\n", "names/offices.tsv:2: unknown id"},
		{"two classes", "names/offices.tsv", "class\tforms\nmonarch\troi\npeople\troi\n", "names/offices.tsv:3: form \"roi\" is of class monarch"},
		{"guard of nothing", "names/guards.tsv", "forms\tguard\twith\nMoon\tgiven\n", "names/guards.tsv:2: no name is spelled \"Moon\""},
		{"unknown guard", "names/guards.tsv", "forms\tguard\twith\nRussia\tsad\n", "names/guards.tsv:2: unknown guard"},
		{"phrase without name", "names/phrases.tsv", "definite\tin\tof\tids\nthe\tin %\tof %\tRUS\n", "names/phrases.tsv:2: definite"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := fstest.MapFS{states: {Data: []byte(head + "RUS\tname\tRussia\n")}}
			folder[c.path] = &fstest.MapFile{Data: []byte(c.text)}
			if _, err := Open(folder); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %s…", err, c.want)
			}
		})
	}
}

func TestNoNamesIsAnError(t *testing.T) {
	if _, err := Open(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was opened")
	}
}

func TestInflectedNamesMatchByLemma(t *testing.T) {
	g, err := Open(fstest.MapFS{"names/states.tsv": {Data: []byte("id\tsense\tforms\n" +
		"RUS\tname\t~россия\nUSA\tname\t~соединённый штат|США\nRUS\tadjective\t~российский\n")}})
	if err != nil {
		t.Fatal(err)
	}
	s := tokens("Послы", "России", "и", "Соединённых", "Штатов", "США")
	for i, lemma := range []string{"посол", "Россия", "и", "соединенный", "штат", "США"} {
		s.Tokens[i].Lemma = lemma
	}
	var got []string
	for _, m := range g.Mentions(s) {
		got = append(got, m.Readings[0].ID)
	}
	if !slices.Equal(got, []string{"RUS", "USA", "USA"}) {
		t.Errorf("got %v", got)
	}
}

func TestPhrasesFollowTheLanguage(t *testing.T) {
	for _, c := range []struct {
		code, id string
		c        Case
		want     string
	}{
		{"fr", "RUS", Definite, "la Russie"},
		{"fr", "RUS", Of, "de Russie"},
		{"fr", "IRN", In, "en Iran"},
		{"fr", "USA", In, "aux États-Unis"},
		{"fr", "CUB", Of, "de Cuba"},
		{"fr", "XKX", In, "au Kosovo"},
		{"en", "NLD", Of, "of the Netherlands"},
		{"en", "FRA", Definite, "France"},
	} {
		if got := openLanguage(t, c.code).Phrase(c.id, c.c); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.code, c.id, got, c.want)
		}
	}
}

func TestKindChangesWithTheDay(t *testing.T) {
	g := openLanguage(t, "en")
	e, ok := g.Entity("AFG.TALIBAN")
	if !ok {
		t.Fatal("no Taliban")
	}
	for day, want := range map[string]string{"1999-05-01": "government", "2010": "movement", "2021-08-14": "movement", "2021-08-15": "government"} {
		if got := e.KindOn(day); got != want {
			t.Errorf("on %s a %s, want %s", day, got, want)
		}
	}
	if State("AFG.TALIBAN") != "AFG" || State("RUS") != "RUS" {
		t.Error("wrong state")
	}
}
