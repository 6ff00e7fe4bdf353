package answers_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/answers"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestVerdictsInWords holds the words of the verdicts on the claims of claims.txt
// to golden files, one a language.
func TestVerdictsInWords(t *testing.T) {
	d := checkDesk(t, file(t, "facts.txt"), "default")
	for _, code := range []string{"en", "fr"} {
		var b strings.Builder
		for _, line := range lines(file(t, "claims.txt")) {
			lang, rest, _ := strings.Cut(line, " ")
			_, rest, _ = strings.Cut(rest, " ")
			sentence, on := strings.TrimSpace(strings.Split(rest, "|")[0]), ""
			if strings.HasPrefix(sentence, "@") {
				on, sentence, _ = strings.Cut(sentence[1:], " ")
			}
			v, err := checkIn(t.Context(), d, code, lang, sentence, on)
			if err != nil {
				t.Fatal(err)
			}
			writeVerdict(&b, v)
		}
		golden(t, "verdicts."+code+".txt", b.String())
	}
}

// writeVerdict writes the words of a verdict.
func writeVerdict(b *strings.Builder, v *answers.Verdict) {
	fmt.Fprintf(b, "%s\n\t%s: %s\n\t= %s\n", v.Sentence, v.Verdict, v.Why, v.Frame.Text)
	for _, c := range v.Caveats {
		fmt.Fprintf(b, "\t! %s", c.Text)
		if c.Frame != "" {
			fmt.Fprintf(b, " (%s)", c.Frame)
		}
		fmt.Fprintln(b)
	}
}

// golden compares a text with a file of testdata/check.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "check", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := strings.Split(file(t, name), "\n")
	for n, line := range strings.Split(got, "\n") {
		if n >= len(want) || line != want[n] {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s", name, n+1, line, append(want, "nothing")[min(n, len(want))])
		}
	}
}
