package act_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/article"
)

// TestWhatDatesActs reads the sentences of testdata/dates.txt: each act named there
// must come out with its date.
func TestWhatDatesActs(t *testing.T) {
	eachLine(t, "testdata/dates.txt", dated)
}

// eachLine checks each line of a file that is neither empty nor a comment.
func eachLine(t *testing.T, file string, check func(t *testing.T, n int, line string)) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // opened for reading only
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			check(t, n, line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// dated checks one line of testdata/dates.txt.
func dated(t *testing.T, n int, line string) {
	t.Helper()
	parts := strings.Split(line, " | ")
	if len(parts) != 3 {
		t.Fatalf("line %d: not language | text | acts", n)
	}
	var got []string
	for _, x := range says(t, coder(t, parts[0]).NewReader(), inParagraphs(parts[0], exampleDay, parts[1])) {
		date := x.Date
		if date == "" {
			date = "-"
		}
		got = append(got, x.Kind.Name+" "+date)
	}
	left := slices.Clone(got)
	for _, want := range strings.Split(parts[2], "; ") {
		i := slices.Index(left, want)
		if i < 0 {
			t.Errorf("line %d: %s\n want %s\n got  %s", n, parts[1], want, strings.Join(got, ", "))
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
}

// TestChronologiesDateTheirEntries reads an article whose headings and list items
// bear dates.
func TestChronologiesDateTheirEntries(t *testing.T) {
	text, units := "", []article.Unit{}
	for _, u := range []struct {
		kind article.UnitKind
		text string
	}{
		{article.Heading, "12 mars 2011"},
		{article.Paragraph, "La Bolivie rappelle son ambassadeur au Pérou. Le Chili ferme son ambassade en Bolivie."},
		{article.Heading, "1991"},
		{article.ListItem, "Le Pérou reconnaît la Croatie."},
		{article.ListItem, "3 novembre : la Bolivie ferme son ambassade en Israël. Israël expulse l'ambassadeur de Bolivie."},
		{article.ListItem, "2 juin 1995. Le Pérou rompt ses relations diplomatiques avec le Chili."},
		{article.Heading, "Réactions"},
		{article.Paragraph, "Le Mexique a rappelé jeudi son ambassadeur en Bolivie."},
		{article.Paragraph, "Le Chili a rappelé son ambassadeur au Mexique."},
	} {
		units = append(units, article.Unit{Kind: u.kind, Start: len(text), End: len(text) + len(u.text)})
		text += u.text + "\n"
	}
	var got []string
	for _, x := range says(t, coder(t, "fr").NewReader(), &article.Article{ID: "test", Lang: "fr", Published: exampleDay, Text: text, Units: units}) {
		got = append(got, x.Kind.Name+" "+x.Date)
	}
	want := []string{
		"recall-ambassador 2011-03-12", "close-embassy 2011-03-12", "recognize-state 1991", "close-embassy 1991-11-03",
		"expel-diplomats 1991-11-03", "sever-relations 1995-06-02", "recall-ambassador 2025-07-03", "recall-ambassador ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestEntriesTellTheirYear reads chronologies whose years stand on lines of their own, in
// headings or at earlier entries.
func TestEntriesTellTheirYear(t *testing.T) {
	text, units := "", []article.Unit{}
	for _, u := range []struct {
		kind article.UnitKind
		text string
	}{
		{article.Paragraph, "1993"},
		{article.Paragraph, "Feb. 15: Bolivia closes its embassy in Peru."},
		{article.Paragraph, "May: Chile recognizes Croatia."},
		{article.Paragraph, "On Thursday Chile closed its embassy in Israel."},
		{article.ListItem, "1999 - Bolivia opens an embassy in Mali. Peru recalls its ambassador to Mali in December."},
		{article.ListItem, "August 7, 2019: Peru expels the ambassador of Bolivia."},
		{article.ListItem, "September 27: Bolivia recalls its ambassador to Peru."},
		{article.ListItem, "January 4: Chile recalls its ambassador to Peru. Ecuador had recalled its own."},
		{article.Heading, "The rupture of 2016"},
		{article.Paragraph, "Peru severed diplomatic relations with Chile in March."},
		{article.Heading, "Today"},
		{article.Paragraph, "Peru opened an embassy in Chile in May."},
	} {
		units = append(units, article.Unit{Kind: u.kind, Start: len(text), End: len(text) + len(u.text)})
		text += u.text + "\n"
	}
	var got []string
	for _, x := range says(t, coder(t, "en").NewReader(), &article.Article{ID: "test", Lang: "en", Published: exampleDay, Text: text, Units: units}) {
		got = append(got, x.Kind.Name+" "+x.Date)
	}
	want := []string{
		"close-embassy 1993-02-15", "recognize-state 1993-05", "close-embassy 2025-07-03", "open-embassy 1999", "recall-ambassador 1999-12",
		"expel-diplomats 2019-08-07", "recall-ambassador 2019-09-27", "recall-ambassador 2020-01-04",
		"recall-ambassador ", "sever-relations 2016-03", "open-embassy 2025-05",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
