package act_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
)

var update = flag.Bool("update", false, "write the golden file anew")

// TestExampleArticlesReadAsBefore compares what the bundled example articles say
// with testdata/examples.golden, so that a change in reading shows as a diff.
func TestExampleArticlesReadAsBefore(t *testing.T) {
	var b strings.Builder
	reader, err := article.New(article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	readers := map[string]*act.Reader{}
	for a, err := range reader.Open(context.Background(), filepath.Join("..", "examples", "articles")) {
		if err != nil {
			t.Fatal(err)
		}
		if readers[a.Lang] == nil {
			readers[a.Lang] = coder(t, a.Lang).NewReader()
		}
		fmt.Fprintf(&b, "%s %s %s\n", filepath.Base(a.ID), a.Published, a.Title)
		for _, x := range says(t, readers[a.Lang], a) {
			fmt.Fprintf(&b, "\t%s | %s\n", line(&x), strings.Join(strings.Fields(x.Quote), " "))
		}
	}
	golden := filepath.Join("testdata", "examples.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	wanted, got := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
	for n := range max(len(wanted), len(got)) {
		w, g := nth(wanted, n), nth(got, n)
		if w != g {
			t.Fatalf("line %d of %s (run with -update where the change is meant)\nwas %s\nnow %s", n+1, golden, w, g)
		}
	}
}

func nth(lines []string, n int) string {
	if n < len(lines) {
		return lines[n]
	}
	return "(none)"
}
