package cli

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// reviewLedger makes a ledger of one document of two sentences, the one about
// recognition less certain, and a second that tells of the visit too.
func reviewLedger(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "l.db")
	l, err := ledger.Open(t.Context(), path, ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // of a test
	says := func(kind, actor, recipient, date, quote string, start int, confidence float64) ledger.Assertion {
		return ledger.Assertion{Reader: "credence 0.1", Says: act.Record{
			Act: kind, Actors: []act.RecordParty{{ID: actor}}, Recipients: []act.RecordParty{{ID: recipient}}, Date: date,
			Modality: "asserted", Claims: []string{}, Quote: quote, Start: start, End: start + len(quote), Confidence: confidence,
		}}
	}
	const recognised, visited = "Russia recognised the Taliban.", "Its minister visited Peru."
	d := ledger.Document{Source: "a.org", Article: "a.txt", Title: "A", Published: "2025-07-07", Lang: "en", Text: recognised + " " + visited}
	e := ledger.Document{Source: "b.org", Article: "b.txt", Title: "B", Published: "2025-07-07", Lang: "en", Text: visited}
	_, err = l.Add(t.Context(),
		ledger.Entry{Document: d, Assertions: []ledger.Assertion{
			says("recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", recognised, 0, .62),
			says("visit", "RUS", "PER", "2025-07-01", visited, len(recognised)+1, .7),
		}},
		ledger.Entry{Document: e, Assertions: []ledger.Assertion{says("visit", "RUS", "PER", "2025-06-01", visited, 0, .8)}})
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// play runs a session in which somebody types something, and returns what is
// shown and what was decided in the end.
func play(t *testing.T, path, typed string) (shown string, decided []string) {
	t.Helper()
	var out bytes.Buffer
	c := reviewCommand{ledgerFlag: ledgerFlag{path}, Doctrine: "default", By: "Ada"}
	err := c.at(t.Context(), &Streams{Out: &out}, ledger.Options{}, func(d *reviewDesk) error {
		if err := newSession(d, &keyboard{in: strings.NewReader(typed)}).run(t.Context()); err != nil {
			return err
		}
		for n, err := range d.ledger.Documents(t.Context()) {
			if err != nil {
				return err
			}
			list, err := d.ledger.AssertionsOf(t.Context(), n.ID)
			if err != nil {
				return err
			}
			for _, a := range list {
				reviews, err := d.ledger.Reviews(t.Context(), a.ID)
				if err != nil {
					return err
				}
				for _, r := range reviews {
					decided = append(decided, string(r.Decision)+" "+a.Says.Act+" "+r.By+": "+r.Why)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), decided
}

func TestSession(t *testing.T) {
	for _, c := range []struct {
		name, typed string
		shown       []string
		decided     []string
	}{
		{"accept all", "aaa", []string{
			"confidence .62; the only evidence that Russia recognises Taliban",
			"“Russia recognised the Taliban.” Its minister visited Peru.",
			"accept: no standing changes", "reject: Russia recognises Taliban: yes since 2025-07-03 → unknown",
			"accept: 1 assertion, decision 1", "nothing more awaits a review; 3 decisions in this session",
		}, []string{"accept recognize-government Ada: ", "accept visit Ada: ", "accept visit Ada: "}},
		{"reject wants a reason", "r\nrit asks\nq", []string{"why?", "reject: 1 assertion", "1 decision in this session"},
			[]string{"reject recognize-government Ada: it asks"}},
		{"next passes over", "nnn", []string{"nothing more awaits a review; 0 decisions"}, nil},
		{"undo comes back to it", "uzoops\nq", []string{"undo: 1 assertion", "takes back decision 1"},
			[]string{"unsure recognize-government Ada: ", "undo recognize-government Ada: oops"}},
		{"undo without a decision", "zoops\nq", []string{"there is no such decision"}, nil},
		{"correct", "c\nChina\n\n-\nnegated\n\nmisread\nq", []string{
			"actors [RUS]: ", "correct: Russia recognises Taliban: yes since 2025-07-03 → unknown", "now "},
			[]string{"correct recognize-government Ada: misread"}},
		{"a correction that cannot be", "c\nUtopia\nnq", []string{`"Utopia" is no state`}, nil},
		{"nothing corrected", "c\n\n\n\n\n\nq", []string{"says so already"}, nil},
		{"merge and split", "nm1\none visit\nsno\nq", []string{"1 act ", "one with which?", "merge: 1 assertion", "1 other report", "split: 1 assertion", "2 decisions"}, nil},
		{"nothing to merge", "msq", []string{"no other act of this kind", "the only report of its act"}, nil},
		{"arrows mean nothing", "\x1b[A\x1b[Bx\x03", []string{"0 decisions in this session"}, nil},
		{"the end of the input", "", []string{"0 decisions in this session"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			shown, decided := play(t, reviewLedger(t), c.typed)
			rest := shown
			for _, s := range c.shown {
				_, after, found := strings.Cut(rest, s)
				if !found {
					t.Fatalf("not shown (in this order): %q\n%s", s, shown)
				}
				rest = after
			}
			if strings.Join(decided, "\n") != strings.Join(c.decided, "\n") {
				t.Errorf("decided %q, want %q", decided, c.decided)
			}
		})
	}
}

func TestKeyboardIsLeftAsItWas(t *testing.T) {
	raw := 0
	k := &keyboard{in: io.MultiReader(strings.NewReader("a"), strings.NewReader("\x1bOA"), strings.NewReader("b"), strings.NewReader("why, é\nz")),
		raw: func() (func() error, error) {
			raw++
			return func() error { raw--; return nil }, nil
		}}
	for _, want := range "ab" {
		if b, err := k.key(); err != nil || b != byte(want) || raw != 0 {
			t.Errorf("key %q, %v, raw %d, want %q", b, err, raw, want)
		}
	}
	if s, err := k.line(); err != nil || s != "why, é" {
		t.Errorf("line %q, %v", s, err)
	}
	if b, err := k.key(); err != nil || b != 'z' {
		t.Errorf("key %q, %v", b, err)
	}
	if _, err := k.key(); !errors.Is(err, io.EOF) || raw != 0 {
		t.Errorf("%v, raw %d", err, raw)
	}
}
