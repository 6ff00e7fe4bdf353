package act_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// TestHistoriesOfRelations reads the paragraphs of testdata/histories.txt: each act
// named there must come out with its parties and day, and no other recognition.
func TestHistoriesOfRelations(t *testing.T) {
	title := ""
	eachLine(t, "testdata/histories.txt", func(t *testing.T, n int, line string) {
		if name, ok := strings.CutPrefix(line, "= "); ok {
			title = name
			return
		}
		history(t, n, title, line)
	})
}

// history checks one paragraph of testdata/histories.txt.
func history(t *testing.T, n int, title, line string) {
	t.Helper()
	text, acts, ok := strings.Cut(line, " | ")
	if !ok {
		t.Fatalf("line %d: not text | acts", n)
	}
	a := inParagraphs("en", "2020-01-01", text)
	a.Title = title
	var want, got []string
	if acts != "-" {
		want = strings.Split(acts, "; ")
	}
	for _, x := range says(t, coder(t, "en").NewReader(), a) {
		if x.Modality == act.Asserted && !x.Kind.State {
			got = append(got, between(&x))
		}
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("line %d: %s\n want %s\n got  %s", n, text, w, strings.Join(got, "; "))
		}
	}
	for _, g := range got {
		if strings.HasPrefix(g, "recognize-") && !slices.Contains(want, g) {
			t.Errorf("line %d: %s\n false %s", n, text, g)
		}
	}
}

// between tells an act by its kind, both sides as one, and its date.
func between(x *act.Assertion) string {
	var ids []string
	for _, p := range slices.Concat(x.Actors, x.Recipients) {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	return fmt.Sprintf("%s %s %s", x.Kind.Name, strings.Join(ids, ","), x.Date)
}
