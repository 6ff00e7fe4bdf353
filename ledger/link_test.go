package ledger

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// told is a report in short: kind, actor, recipient, date, modality, and the day
// of its publication.
type told struct {
	says
	published string
}

func TestReportsOfOneEventAreLinked(t *testing.T) {
	visit := func(date, published, modality string) told {
		return told{says{"visit", "RUS", "USA", date, modality}, published}
	}
	establish := func(date, published, modality string) told {
		return told{says{"establish-relations", "RUS", "USA", date, modality}, published}
	}
	sever := func(date string) told {
		return told{says{"sever-relations", "USA", "RUS", date, ""}, "2026"}
	}
	embassy := func(date, published, modality string) told {
		return told{says{"has-embassy", "RUS", "USA", date, modality}, published}
	}
	for _, c := range []struct {
		name  string
		told  []told
		acts  string // of each report in turn, by letter
		score float64
	}{
		{"the same day", []told{visit("2025-07-03", "2025-07-04", ""), visit("2025-07-03", "2025-07-05", "")}, "AA", 1},
		{"a day of the month", []told{visit("2025-07", "2025-08-04", ""), visit("2025-07-03", "2025-07-05", "")}, "AA", .9},
		{"overlapping", []told{visit("2025-07-01/2025-07-05", "2025-07-20", ""), visit("2025-07-04/2025-07-09", "2025-07-20", "")}, "AA", .8},
		{"the year of what recurs", []told{visit("2025", "2026", ""), visit("2025-07-03", "2025-07-05", "")}, "AA", .6},
		{"the year of what is done once", []told{establish("2025", "2026", ""), establish("2025-07-03", "2025-07-05", "")}, "AA", .9},
		{"some days apart", []told{visit("2025-07-03", "2025-07-04", ""), visit("2025-07-06", "2025-07-07", "")}, "AA", .6},
		{"another visit", []told{visit("2025-07-03", "2025-07-04", ""), visit("2025-07-07", "2025-07-08", "")}, "AB", 1},
		{"dates disagree", []told{establish("2025-03-03", "2026", ""), establish("2025-07-07", "2026", "")}, "AA", .5},
		{"too far apart", []told{establish("2023-03-03", "2026", ""), establish("2025-07-07", "2026", "")}, "AB", 1},
		{"undone meanwhile", []told{establish("2025-03-03", "2026", ""), sever("2025-05"), establish("2025-07-07", "2026", "")}, "ABC", 1},
		{"undone afterwards", []told{establish("2025-03-03", "2026", ""), sever("2025-09"), establish("2025-07-07", "2026", "")}, "ABA", .5},
		{"plan, denial and deed", []told{visit("2025-07-03", "2025-07-01", "future"), visit("2025-07-03", "2025-07-02", "negated"), visit("2025-07-03", "2025-07-04", "")}, "AAA", 1},
		{"a year that has not ended", []told{visit("2025", "2025-03-01", ""), visit("2025-07-03", "2025-07-04", "")}, "AB", 1},
		{"denials without a date", []told{visit("", "2021-07-04", "negated"), visit("", "2025-07-04", "negated"), visit("", "2025-07-04", "")}, "AAB", 1},
		{"a dated denial is another", []told{visit("", "2025-07-04", "negated"), visit("2025-07-03", "2025-07-04", "negated")}, "AB", 1},
		{"soon after", []told{visit("2025-07-03", "2025-07-04", ""), visit("", "2025-07-14", "")}, "AA", .7},
		{"soon after, the other way", []told{visit("", "2025-07-14", ""), visit("2025-07-03", "2025-07-04", "")}, "AA", .7},
		{"long after", []told{visit("2025-07-03", "2025-07-04", ""), visit("", "2025-07-24", "")}, "AB", 1},
		{"long after what is done once", []told{establish("1933", "2025-07-04", ""), establish("", "2025-07-24", "")}, "AA", .7},
		{"the latest before", []told{establish("1918", "2025", ""), establish("1933", "2025", ""), establish("", "2025", "")}, "ABB", .7},
		{"undated together", []told{visit("", "2025-07-14", ""), visit("", "2025-07-17", "")}, "AA", .7},
		{"undated, long apart", []told{visit("", "2025-07-14", ""), visit("", "2025-09-17", "")}, "AB", 1},
		{"a plan carried out", []told{establish("", "2025-01-01", "future"), establish("2025-07-03", "2025-07-04", "")}, "AA", .6},
		{"a plan of what recurs", []told{visit("", "2025-01-01", "future"), visit("2025-07-03", "2025-07-04", "")}, "AB", 1},
		{"plans together", []told{visit("", "2025-01-01", "future"), visit("", "2025-01-04", "future"), visit("", "2025-01-04", "hypothetical")}, "AAB", 1},
		{"states undated", []told{embassy("", "2025-01-01", ""), embassy("", "2020-01-01", ""), embassy("", "2020-01-01", "negated")}, "AAB", 1},
		{"states overlapping", []told{embassy("2021/..", "2025-01-01", ""), embassy("2024", "2025-01-01", ""), embassy("1999", "2025", "")}, "AAB", 1},
		{"the nearest of equals", []told{visit("2025-07-01", "2025-07-02", ""), visit("2025-07-06", "2025-07-07", ""), visit("2025-07-04", "2025-07-05", "")}, "ABB", .6},
	} {
		t.Run(c.name, func(t *testing.T) {
			onStores(t, func(t *testing.T, address string) {
				l := open(t, address)
				letters, score := linkInTurn(t, l, c.told)
				if letters != c.acts || score != c.score {
					t.Errorf("acts %s, the last with %v; want %s with %v", letters, score, c.acts, c.score)
				}
			})
		})
	}
}

// linkInTurn adds reports one after another, and returns a letter for the act of
// each and the score of the last link.
func linkInTurn(t *testing.T, l *Ledger, list []told) (letters string, score float64) {
	var acts []ID
	for n, r := range list {
		e := entry(fmt.Sprintf("a%d", n), r.published, reader, r.says)
		as := must(l.AssertionsOf(t.Context(), must(l.Add(t.Context(), e))(t)[0].Document))(t)
		js := must(l.Judgements(t.Context(), as[0].ID))(t)
		if len(js) != 1 || js[0].By != ByRule || js[0].Why == "" {
			t.Fatalf("judgements %+v", js)
		}
		at := slices.Index(acts, js[0].Act)
		if at < 0 {
			at, acts = len(acts), append(acts, js[0].Act)
		}
		letters, score = letters+string(rune('A'+at)), js[0].Score
	}
	return letters, score
}

func TestSeveralPartiesAreSeveralActs(t *testing.T) {
	l := open(t, stores[0].address(t))
	e := entry("a", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})
	s := &e.Assertions[0].Says
	s.Actors = append(s.Actors, act.RecordParty{ID: "CHN"}, act.RecordParty{ID: "RUS"})
	if added := must(l.Add(t.Context(), e))(t)[0]; added.Acts != 2 || added.Joined != 0 {
		t.Errorf("added %+v", added)
	}
	clean(t, l)
}

func TestLinkingRulesAreChecked(t *testing.T) {
	kinds := must(act.LoadOntology())(t)
	for _, c := range []struct{ from, to, want string }{
		{"near = 3 ", "near = 0 ", "link.toml:"},
		{"same = 1.0", "same = 1.5", "same scores 1.5"},
		{`["open-embassy"]`, `["open-door"]`, `"open-door" is no kind`},
		{`kinds = ["open-embassy"]`, `kinds = ["close-embassy"]`, "twice"},
		{"[days]", "[hours]", "unknown key"},
		{"[days]", "[days", "line"},
	} {
		_, err := parseRules(strings.Replace(linkTOML, c.from, c.to, 1), kinds)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "ledger/link.toml") {
			t.Errorf("%s: error %v, want %q", c.to, err, c.want)
		}
	}
}
