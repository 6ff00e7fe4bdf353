package act_test

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
)

// exampleDay is the day on which the examples of pattern files are published.
const exampleDay = "2025-07-07"

// read returns what a text says, as the examples of pattern files write it.
func read(t *testing.T, r *act.Reader, code, text string) (got []string, kinds []string) {
	t.Helper()
	a := &article.Article{ID: "example", Published: exampleDay, Lang: code, Text: text, Units: []article.Unit{{End: len(text)}}}
	for _, x := range says(t, r, a) {
		got = append(got, fmt.Sprintf("%s %s > %s %s", x.Kind.Name, ids(x.Actors), ids(x.Recipients), x.Modality))
		if x.Date != "" {
			got[len(got)-1] += " " + x.Date
		}
		kinds = append(kinds, x.Kind.Name)
		if text[x.Start:x.End] != x.Quote {
			t.Errorf("%q: quote %q is not what stands at %d-%d", text, x.Quote, x.Start, x.End)
		}
	}
	return got, kinds
}

func ids(ps []act.Party) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.ID)
	}
	if len(out) == 0 {
		return "nobody"
	}
	return strings.Join(out, ",")
}

// TestExamplesReadAsPromised reads every example of the pattern files: the acts
// promised must come out (further ones may), and a near miss must not.
func TestExamplesReadAsPromised(t *testing.T) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if files, _ := fs.Glob(folder, "acts/*.act"); len(files) == 0 {
			continue // a language that is parsed but not read for acts yet
		}
		coder, err := act.Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		r := coder.NewReader()
		for _, e := range coder.Examples() {
			got, kinds := read(t, r, code, e.Text)
			for _, want := range e.Want {
				if !slices.ContainsFunc(got, func(g string) bool { return g == want || strings.HasPrefix(g, want+" ") }) {
					t.Errorf("%s/acts/%s: %q\n want %s\n got  %s", code, e.Source, e.Text, want, strings.Join(got, "\n      "))
				}
			}
			if len(e.Want) == 0 && slices.Contains(kinds, e.Kind) {
				t.Errorf("%s/acts/%s: near miss %q\n got %s", code, e.Source, e.Text, strings.Join(got, "\n     "))
			}
		}
	}
}

// TestEveryPatternHasExamples demands that each line of the pattern files, the
// one that a promised act is read by, fires on an example of its language, and
// that each act and state has a near miss.
func TestEveryPatternHasExamples(t *testing.T) {
	languages := 0
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		files, err := fs.Glob(folder, "acts/*.act")
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			continue
		}
		languages++
		fired := firedPatterns(t, code, folder)
		for _, file := range files {
			for _, missing := range unexercised(t, folder, file, fired) {
				t.Errorf("%s/%s", code, missing)
			}
		}
	}
	if languages < 2 {
		t.Errorf("%d languages with patterns: they are not where the test looks", languages)
	}
}

// firedPatterns returns the "file:line" of the patterns that fire on examples.
func firedPatterns(t *testing.T, code string, folder fs.FS) map[string]bool {
	t.Helper()
	coder, err := act.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	r, fired := coder.NewReader(), map[string]bool{}
	for _, e := range coder.Examples() {
		if len(e.Want) == 0 {
			continue
		}
		a := &article.Article{ID: "example", Published: exampleDay, Lang: code, Text: e.Text, Units: []article.Unit{{End: len(e.Text)}}}
		for _, x := range says(t, r, a) {
			fired[path.Base(x.Trace.Pattern)] = true
		}
	}
	return fired
}

// unexercised lists the patterns of a file that no example fires and the
// sections without a near miss.
func unexercised(t *testing.T, folder fs.FS, file string, fired map[string]bool) (missing []string) {
	t.Helper()
	data, err := fs.ReadFile(folder, file)
	if err != nil {
		t.Fatal(err)
	}
	section, nearMiss := "", true
	close := func() {
		if !nearMiss {
			missing = append(missing, fmt.Sprintf("%s: %s has no near miss", file, section))
		}
	}
	for n, line := range strings.Split(string(data), "\n") {
		switch word, _, _ := strings.Cut(line, " "); word {
		case "act", "state":
			close()
			section, nearMiss = line, false
		case "-":
			nearMiss = true
		case "verb", "noun":
			if at := fmt.Sprintf("%s:%d", path.Base(file), n+1); !fired[at] {
				missing = append(missing, fmt.Sprintf("%s:%d: no example is read by it: %s", file, n+1, line))
			}
		}
	}
	close()
	return missing
}
