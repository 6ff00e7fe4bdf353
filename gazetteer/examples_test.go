package gazetteer

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
)

// TestExamplesOfTheData reads every sentence of names/examples*.tsv and compares
// the names found with those expected: "RUS@name AFG.TALIBAN@adjective", "-" for
// none, in the order of the text; in the column offices
// "foreign-ministry envoy foreign-ministry:USA".
func TestExamplesOfTheData(t *testing.T) {
	seen := 0
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		files, err := fs.Glob(folder, "names/examples*.tsv")
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			continue
		}
		seen++
		g, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			t.Run(code+"/"+path.Base(file), func(t *testing.T) { runExamples(t, g, folder, file) })
		}
	}
	if seen < 4 {
		t.Errorf("examples of %d languages: they are not where the test looks", seen)
	}
}

func runExamples(t *testing.T, g *Gazetteer, folder fs.FS, file string) {
	table, err := readTable(folder, file, "text", "day", "expected", "offices", "note")
	if err != nil {
		t.Fatal(err)
	}
	text, day, expected, offices := table.column("text"), table.column("day"), table.column("expected"), table.column("offices")
	for _, r := range table.rows {
		for _, split := range []bool{false, true} {
			s := sentence(r.at(text), split)
			if want := r.at(expected); want != "" {
				var got []string
				for _, m := range g.Mentions(s) {
					got = append(got, describe(g, m, r.at(day)))
				}
				if line := orDash(got); line != want {
					t.Errorf("%s:%d: %s\n got %s\nwant %s", file, r.line, r.at(text), line, want)
				}
			}
			if want := r.at(offices); want != "" {
				var got []string
				for _, o := range g.Offices(s) {
					word := o.Class
					if o.ID != "" {
						word += ":" + o.ID
					}
					got = append(got, word)
				}
				if line := orDash(got); line != want {
					t.Errorf("%s:%d: %s\n got offices %s\nwant offices %s", file, r.line, r.at(text), line, want)
				}
			}
		}
	}
}

func describe(g *Gazetteer, m Mention, day string) string {
	i := pick(m.Readings, daysOf(day))
	if i < 0 {
		return "nobody"
	}
	return fmt.Sprintf("%s@%s", m.Readings[i].ID, m.Readings[i].Sense)
}

func orDash(words []string) string {
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, " ")
}
