package article

import (
	"os"
	"strings"
	"testing"
)

// TestDetectKnowsItsLanguagesAndAdmitsWhenNoneFits reads testdata/languages.tsv.
func TestDetectKnowsItsLanguagesAndAdmitsWhenNoneFits(t *testing.T) {
	d, err := newDetector(testFolders(t))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/languages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(strings.TrimSpace(line), "\t")
		want := parts[0]
		if want == "-" {
			want = ""
		}
		if got := d.detect(parts[2], ""); got != want {
			t.Errorf("%s in %q is read as %q, want %q", parts[1], parts[2], got, want)
		}
	}
}
