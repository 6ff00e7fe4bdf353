package act_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// TestWhoIsMeantByContext reads the texts of testdata/context.txt: of each kind named
// there the acts must come out with their parties, and no others.
func TestWhoIsMeantByContext(t *testing.T) {
	eachLine(t, "testdata/context.txt", inContext)
}

// inContext checks one line of testdata/context.txt.
func inContext(t *testing.T, n int, line string) {
	t.Helper()
	parts := strings.Split(line, " | ")
	if len(parts) != 4 {
		t.Fatalf("line %d: not language | title | text | acts", n)
	}
	a := inParagraphs(parts[0], exampleDay, strings.ReplaceAll(parts[2], " ¶ ", "\n"))
	if parts[1] != "-" {
		a.Title = parts[1]
	}
	found := says(t, coder(t, parts[0]).NewReader(), a)
	var kinds, want, got []string
	for _, w := range strings.Split(parts[3], "; ") {
		kind, _, _ := strings.Cut(w, " ")
		if kind == "no" {
			kind = strings.TrimPrefix(w, "no ")
		} else {
			want = append(want, w)
		}
		kinds = append(kinds, kind)
	}
	for n := range found {
		if slices.Contains(kinds, found[n].Kind.Name) {
			got = append(got, found[n].Kind.Name+" "+sides(&found[n]))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("line %d: %s\n want %s\n got  %s", n, parts[2], strings.Join(want, "; "), strings.Join(got, "; "))
	}
}

// sides writes out who did an act to whom: "BOL > PER"; of equals all stand on the
// left.
func sides(a *act.Assertion) string {
	actors, recipients := partyIDs(a.Actors), partyIDs(a.Recipients)
	if a.Kind.Symmetric {
		actors, recipients = append(actors, recipients...), nil
	}
	side := func(ids []string) string {
		if len(ids) == 0 {
			return "nobody"
		}
		return strings.Join(ids, ",")
	}
	return side(actors) + " > " + side(recipients)
}

func partyIDs(ps []act.Party) (all []string) {
	for _, p := range ps {
		all = append(all, p.ID)
	}
	return all
}
