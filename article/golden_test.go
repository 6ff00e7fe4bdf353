package article

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every file of testdata/golden and compares what came out
// with the .golden file beside it, which people can read.
func TestGolden(t *testing.T) {
	r := newReader(t, Options{})
	paths, err := filepath.Glob("testdata/golden/*.*")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, path := range paths {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		seen++
		t.Run(filepath.Base(path), func(t *testing.T) {
			var b strings.Builder
			for a, err := range r.Open(context.Background(), path) {
				b.WriteString(describe(a, err))
			}
			golden := path + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.String(); got != string(want) {
				t.Errorf("%s reads as\n%s\nwant\n%s", path, got, want)
			}
		})
	}
	if seen < 10 {
		t.Errorf("only %d golden files: they are not where the test looks", seen)
	}
}

// describe prints an article for people: its fields, then a unit a line.
func describe(a *Article, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "id: %s\n", a.ID)
	for _, f := range [][2]string{{"entry", a.Entry}, {"url", a.URL}, {"title", a.Title}, {"byline", a.Byline}, {"publisher", a.Publisher}, {"lang", a.Lang}} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	fmt.Fprintf(&b, "published: %s (%s)\n", a.Published, a.PublishedFrom)
	for _, u := range a.Units {
		fmt.Fprintf(&b, "%5d %5d %s", u.Start, u.End, u.Kind)
		if u.Quoted != nil {
			fmt.Fprintf(&b, " of %q %q", u.Quoted.Published, u.Quoted.Publisher)
		}
		fmt.Fprintf(&b, ": %s\n", strings.ReplaceAll(a.Text[u.Start:u.End], "\n", "⏎"))
	}
	b.WriteString("\n")
	return b.String()
}

// newReader returns a reader or ends the test. Readers without options are one
// and the same: compiling them is what takes the time.
func newReader(t testing.TB, o Options) *Reader {
	t.Helper()
	make := func() (*Reader, error) { return New(o) }
	if o.Lang == "" && o.Published == "" && o.Limit == 0 && o.Folders == nil && o.Stdin == nil {
		make = defaultReader
	}
	r, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var defaultReader = sync.OnceValues(func() (*Reader, error) { return New(Options{}) })
