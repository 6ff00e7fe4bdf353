package act_test

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/article"
)

func TestChronologies(t *testing.T) {
	check(t, []telling{
		{"days under years on lines of their own", "en", "1961\nJan. 3: Norway severs relations with Cuba.\n1973\nFeb. 15: Norway signs a treaty with Cuba.", []string{
			"sever-relations NOR > CUB asserted 1961-01-03", "sign-agreement NOR > CUB asserted 1973-02-15",
		}},
		{"years that open entries", "en", "1984 - Norway severs relations with Cuba on April 22.\n1999 - Norway restores relations with Cuba in July.", []string{
			"sever-relations NOR > CUB asserted 1984-04-22", "restore-relations NOR > CUB asserted 1999-07",
		}},
		{"days that go on from a full date", "en", "August 7, 2019: Norway recalls its ambassador from Cuba.\nAugust 26: Norway severs relations with Cuba.\nFebruary 2: Norway restores relations with Cuba.", []string{
			"recall-ambassador NOR > CUB asserted 2019-08-07", "sever-relations NOR > CUB asserted 2019-08-26", "restore-relations NOR > CUB asserted 2020-02-02",
		}},
	})
}

// TestHereIsTheDateline reads "here" as the country of the town that the date line names.
func TestHereIsTheDateline(t *testing.T) {
	head, text := "ASTANA, July 7, 2025 - ", "Emmanuel Macron spent two days here."
	a := &article.Article{ID: "test", Lang: "en", Published: exampleDay, Text: head + text, Units: []article.Unit{
		{Kind: article.Meta, End: len(head)}, {Start: len(head), End: len(head + text)},
	}}
	var got []string
	for _, x := range says(t, coder(t, "en").NewReader(), a) {
		got = append(got, line(&x))
	}
	if len(got) != 1 || !strings.HasPrefix(got[0], "visit FRA > KAZ asserted") {
		t.Errorf("got %v", got)
	}
}
