package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/pair"
	"github.com/credence-project/credence/pair/train"
)

func TestFramesNameBothPartiesOnce(t *testing.T) {
	for _, code := range []string{"en", "fr"} {
		made, err := framed(code, 60, 1)
		if err != nil {
			t.Fatal(err)
		}
		var of [pair.Types]int
		for _, e := range made {
			q := e.Question
			of[e.Type]++
			if q.Source == q.Target || !strings.Contains(q.Text, q.Source) || !strings.Contains(q.Text, q.Target) || strings.ContainsAny(q.Text, "<>()|") {
				t.Errorf("%s: %v %+v", code, e.Type, q)
			}
		}
		for k, n := range of {
			if n == 0 {
				t.Errorf("%s: no sentence of %v", code, pair.Type(k))
			}
		}
	}
	if made, err := framed("xx", 1, 1); err != nil || len(made) > 0 {
		t.Errorf("a language without frames: %v, %v", made, err)
	}
}

func TestTakeSplitsOnce(t *testing.T) {
	folder := t.TempDir()
	sheet := filepath.Join(folder, "AID.tsv")
	var lines []string
	for _, who := range []string{"Chad", "Mali", "Niger", "Peru", "Fiji", "Iran", "Oman", "Cuba", "Laos", "Togo", "Chad"} {
		lines = append(lines, "AID\t[S]Norway[/S] fed {T}"+who+"{/T}.")
	}
	if err := os.WriteFile(sheet, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	o := options{take: sheet, only: "en", corpus: filepath.Join(folder, "pairs")}
	for range 2 { // taking again changes nothing
		if err := take(o); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, part := range []string{"train", "dev", "test"} {
			if !exists(filepath.Join(o.corpus, "en", part+".tsv")) {
				continue
			}
			examples, err := load(o.corpus, "en", part)
			if err != nil {
				t.Fatal(err)
			}
			n += len(examples)
			for _, e := range examples {
				if e.Part() != part {
					t.Errorf("%s stands in %s", e.Line, part)
				}
			}
		}
		if n != 10 {
			t.Errorf("%d pairs, want 10", n)
		}
	}
}

// TestCorpusIsInOrder reads the project's own pairs: each in its part, none twice.
func TestCorpusIsInOrder(t *testing.T) {
	const corpus = "../../corpus/pairs"
	for _, code := range []string{"en", "fr"} {
		seen := map[pair.Question]string{}
		for _, part := range []string{"train", "dev", "test"} {
			var examples []train.Example
			examples, err := load(corpus, code, part)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range examples {
				if e.Part() != part {
					t.Errorf("%s stands in %s/%s", e.Line, code, part)
				}
				if other := seen[e.Question]; other != "" {
					t.Errorf("%s stands in %s and %s", e.Line, other, part)
				}
				seen[e.Question] = part
			}
		}
	}
}

func TestPhrasesAreInflected(t *testing.T) {
	v := readVerbs("send sent sent|ban banned banned banning")
	for text, want := range map[string][4]string{
		"send [tents] to T = a shipment to T":       {"sent tents to T", "sending tents to T", "sends tents to T", "tents were sent to T"},
		"ban [T] from office":                       {"banned T from office", "banning T from office", "bans T from office", "T was banned from office"},
		"deny [a visa] to T":                        {"denied a visa to T", "denying a visa to T", "denies a visa to T", "a visa was denied to T"},
		"free [T]":                                  {"freed T", "freeing T", "frees T", "T was freed"},
		"rule out concessions to T":                 {"ruled out concessions to T", "ruling out concessions to T", "rules out concessions to T", ""},
		"fire [two members of T] = the firing of T": {"fired two members of T", "firing two members of T", "fires two members of T", "two members of T were fired"},
	} {
		d := v.phrase(strings.TrimSpace(text))
		got := [4]string{d.past, d.ing, d.present, d.passive}
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("%s: %q, want %q", text, got[k], want[k])
			}
		}
	}
}
