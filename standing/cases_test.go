package standing

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// world is the gazetteer, opened once for all tests.
func world(t testing.TB) World {
	t.Helper()
	w, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func doctrine(t testing.TB, name string) *Doctrine {
	t.Helper()
	d, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// book is the acts of a case, reports of one act brought together as the ledger
// does it where the dates are the same.
type book struct {
	kinds act.Ontology
	acts  []ledger.Act
	index map[string]int
}

// enter reads a line "2025-07-07 article: RUS: RUS,… not kind AFG.TALIBAN over X 2025".
func (b *book) enter(t testing.TB, line string) {
	t.Helper()
	head, said, ok := strings.Cut(line, ": ")
	published, article, ok2 := strings.Cut(head, " ")
	if !ok || !ok2 {
		t.Fatalf("%q: want PUBLISHED ARTICLE: ACT", line)
	}
	r := ledger.Report{Article: article, Published: strings.Trim(published, "-"), Confidence: 1, Quote: said}
	copy(r.Document[:], article)
	copy(r.Assertion[:], fmt.Sprint(len(b.acts), said))
	if by, rest, says := strings.Cut(said, ": "); says {
		r.AttributedTo, said = by, rest
	}
	words := strings.Fields(said)
	actors := strings.Split(words[0], ",")
	words = words[1:]
	for name, m := range map[string]act.Modality{"not": act.Negated, "will": act.Future, "may": act.Hypothetical} {
		if words[0] == name {
			r.Modality, words = m, words[1:]
		}
	}
	kind := b.kinds[words[0]]
	if kind == nil {
		t.Fatalf("%q: no act %q", line, words[0])
	}
	says := act.Record{Recipients: parties(words[1])}
	if actors[0] != "nobody" {
		says.Actors = parties(strings.Join(actors, ","))
	}
	words = words[2:]
	if len(words) > 1 && words[0] == "over" {
		says.Over, words = parties(words[1]), words[2:]
	}
	if len(words) > 0 {
		r.Date = words[0]
	}
	for _, pair := range ledger.Dyads(kind, &says) {
		key := fmt.Sprint(kind.Name, pair, r.Date)
		if r.Date == "" {
			key = fmt.Sprint(kind.Name, pair, r.Modality)
		}
		n, known := b.index[key]
		if !known {
			n = len(b.acts)
			b.index[key] = n
			b.acts = append(b.acts, ledger.Act{Kind: kind.Name, State: kind.State, Actor: pair.Actor, Recipient: pair.Recipient, Over: pair.Over})
		}
		b.acts[n].Reports = append(b.acts[n].Reports, r)
	}
}

func parties(ids string) []act.RecordParty {
	var all []act.RecordParty
	for id := range strings.SplitSeq(ids, ",") {
		all = append(all, act.RecordParty{ID: id})
	}
	return all
}

// ask checks a line "? RUS AFG.TALIBAN 2025-07-02 recognised=no since=…".
func (b *book) ask(t testing.TB, w World, line, place string) {
	t.Helper()
	words := strings.Fields(line)[1:]
	by, of, day := words[0], words[1], edtf.MustParse(words[2]).Bounds().First
	name := "default"
	over := ""
	for _, x := range words[3:] {
		if n, ok := strings.CutPrefix(x, "doctrine="); ok {
			name = n
		}
		if n, ok := strings.CutPrefix(x, "over="); ok {
			over = n
		}
	}
	d := doctrine(t, name)
	l := Derive(d, w, b.acts, by, of)
	var s Standing
	for _, x := range words[3:] {
		key, want, _ := strings.Cut(x, "=")
		got := ""
		switch key {
		case "doctrine", "over":
			continue
		case "since":
			got = s.Since
		case "until":
			got = s.Until
		case "dates":
			got = strings.Join(s.Dates, ",")
		case "dissent":
			got = fmt.Sprint(len(s.Dissent) > 0)
		case "evidence":
			got = fmt.Sprint(len(s.Evidence) > 0)
		default:
			s = l.OnOver(Aspect(key), over, day)
			got = s.Value
		}
		if got != want {
			t.Errorf("%s: %s %s on %s: %s is %q, want %q (rule %q)", place, by, of, words[2], key, got, want, s.Rule)
		}
	}
}

// TestCases runs the cases of testdata/cases: acts as sources tell them, and
// what follows. A case begins with a line "# …"; the acts of one do not reach
// another.
func TestCases(t *testing.T) {
	w := world(t)
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	asked := 0
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		b := &book{kinds: kinds, index: map[string]int{}}
		lines := bufio.NewScanner(f)
		for n := 1; lines.Scan(); n++ {
			switch line := strings.TrimSpace(lines.Text()); {
			case line == "":
			case line[0] == '#':
				b = &book{kinds: kinds, index: map[string]int{}}
			case line[0] == '?':
				b.ask(t, w, line, fmt.Sprintf("%s:%d", file, n))
				asked++
			default:
				b.enter(t, line)
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	if asked < 50 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// TestEveryRuleIsShown asks for a case in which each rule of the default
// doctrine decides, so that no rule stands there untried.
func TestEveryRuleIsShown(t *testing.T) {
	d := doctrine(t, "default")
	w := world(t)
	for n := range d.Rules {
		r := &d.Rules[n]
		of := "SYR"
		switch {
		case slices.Contains(r.Of, "TWN") && !slices.Contains(r.Of, "state"):
			of = "TWN"
		case r.Aspect == Member:
			of = "NATO"
		case slices.Contains(r.Aside, "state"):
			of = "AFG.TALIBAN"
		}
		for _, kind := range r.Acts {
			for m := act.Asserted; m <= act.Hypothetical; m++ {
				if !r.said[m] {
					continue
				}
				a := ledger.Act{Kind: kind, State: strings.HasPrefix(kind, "has-") || strings.HasPrefix(kind, "is-") || strings.HasPrefix(kind, "no-"), Actor: "FRA", Recipient: of,
					Reports: []ledger.Report{{Published: "2024-06-01", Date: "2024-05-01", Modality: m, Confidence: 1}}}
				if r.Whose == "recipient" {
					a.Actor, a.Recipient = of, "FRA"
				}
				acts := []ledger.Act{a}
				if r.Where != "" {
					acts = append([]ledger.Act{{Kind: "sever-relations", Actor: "FRA", Recipient: of, Reports: []ledger.Report{{Published: "2024-06-01", Date: "2024-05-01", Confidence: 1, Document: ledger.ID{9}}}}}, acts...)
				}
				s := Derive(d, w, acts, "FRA", of).On(r.Aspect, edtf.MustParse("2024-05-15").Bounds().First)
				want := r.Then
				if want == Some {
					want = Unknown
				}
				if s.Value != want {
					t.Errorf("rule %q: %s %v gives %s, want %s (by rule %q)", r.Name, m, kind, s.Value, want, s.Rule)
				}
			}
		}
	}
}
