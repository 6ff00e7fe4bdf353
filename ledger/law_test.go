package ledger

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// someEntries draws entries about few parties, kinds and days, so that they
// meet.
func someEntries(t *rapid.T) []Entry {
	states := rapid.SampledFrom([]string{"RUS", "AFG", "AFG.TALIBAN", "CHN"})
	draw := func(t *rapid.T) says {
		return says{
			kind:      rapid.SampledFrom([]string{"visit", "recognize-government", "withdraw-recognition", "meet", "has-embassy"}).Draw(t, "kind"),
			actor:     states.Draw(t, "actor"),
			recipient: states.Draw(t, "recipient"),
			date:      rapid.SampledFrom([]string{"", "2021", "2021-08", "2021-08-15", "2021-08-17", "2022-03", "2021/.."}).Draw(t, "date"),
			modality:  rapid.SampledFrom([]string{"asserted", "asserted", "negated", "future", "hypothetical"}).Draw(t, "modality"),
		}
	}
	var list []Entry
	for n := range rapid.IntRange(1, 6).Draw(t, "documents") {
		published := rapid.SampledFrom([]string{"", "2021-08-16", "2022-01", "2025-07-07"}).Draw(t, "published")
		said := rapid.SliceOfN(rapid.Custom(draw), 0, 4).Draw(t, "says")
		list = append(list, entry(fmt.Sprintf("a%d", n), published, reader, said...))
	}
	return list
}

// contents returns the documents with what they say, in the order of ids.
func contents(t *rapid.T, l *Ledger, list []Entry) []string {
	var lines []string
	for _, e := range list {
		d, err := l.Document(t.Context(), DocumentID(&e.Document))
		if err != nil {
			t.Fatal(err)
		}
		as, err := l.AssertionsOf(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, d.ID.String()+" "+d.Text)
		for _, a := range as {
			lines = append(lines, fmt.Sprint(a.ID, a.Says))
		}
	}
	slices.Sort(lines)
	return lines
}

// acts returns the acts that are known at an instant.
func acts(t *rapid.T, l *Ledger, known time.Time) []Act {
	list, err := l.Acts(t.Context(), Query{Known: known})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// fresh opens a ledger of its own for one case of a property.
func fresh(t *rapid.T) *Ledger {
	folder, err := os.MkdirTemp("", "ledger")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	l, err := Open(t.Context(), filepath.Join(folder, "ledger.db"), Options{Now: clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	// No power is cut here, and there are hundreds of ledgers.
	if _, err := l.writer.ExecContext(t.Context(), `PRAGMA synchronous = OFF`); err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOrderAndRepetitionDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := someEntries(t)
		calm, other := fresh(t), fresh(t)
		if _, err := calm.Add(t.Context(), list...); err != nil {
			t.Fatal(err)
		}
		order := append(rapid.Permutation(list).Draw(t, "order"), rapid.SliceOf(rapid.SampledFrom(list)).Draw(t, "again")...)
		for _, e := range order {
			if _, err := other.Add(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
		if a, b := contents(t, calm, list), contents(t, other, list); !slices.Equal(a, b) {
			t.Fatalf("one order gives\n%q\nanother\n%q", a, b)
		}
		for p, err := range other.Verify(t.Context()) {
			t.Fatal(p, err)
		}
	})
}

// The law of the axis of recording: what was known at an instant stays so,
// whatever is added or decided later.
func TestWhatWasKnownStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := fresh(t)
		type moment struct {
			at   time.Time
			acts []Act
		}
		var past []moment
		for _, e := range someEntries(t) {
			if _, err := l.Add(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			decideSomething(t, l)
			at, err := l.latest(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			past = append(past, moment{at, acts(t, l, time.Time{})})
			for _, m := range past {
				if got := acts(t, l, m.at); !reflect.DeepEqual(got, m.acts) {
					t.Fatalf("known at %v:\n%+v\nthen it was\n%+v", m.at, got, m.acts)
				}
				for _, q := range []Query{{}, {Of: "AFG"}, {By: "RUS", Kinds: []string{"recognize-government", "visit"}}, {Of: "AFG", By: "RUS", Everyone: true}} {
					q.Known = m.at
					if diff := briefly(t.Context(), l, q); diff != "" {
						t.Fatal(diff)
					}
				}
			}
		}
	})
}

// decideSomething lets a person reject, merge, split, correct, undo or do nothing,
// or a reader read a document anew.
func decideSomething(t *rapid.T, l *Ledger) {
	list := acts(t, l, time.Time{})
	if len(list) < 2 {
		return
	}
	a, b := rapid.SampledFrom(list).Draw(t, "act"), rapid.SampledFrom(list).Draw(t, "other")
	report := rapid.SampledFrom(a.Reports).Draw(t, "report").Assertion
	var err error
	switch rapid.IntRange(0, 6).Draw(t, "do") {
	case 0:
		_, err = l.Decide(t.Context(), Review{Assertion: report, Decision: Reject, By: "Ada"})
	case 1:
		if a.ID != b.ID && a.Kind == b.Kind {
			err = l.Merge(t.Context(), a.ID, b.ID, "Ada", "one")
		}
	case 2:
		if len(a.Reports) > 1 {
			_, err = l.Split(t.Context(), a.ID, []ID{report}, "Ada", "two")
		}
	case 3:
		err = correctSomething(t, l, report)
	case 4:
		for r, failed := range l.ReviewsBy(t.Context(), "") {
			if err = failed; err == nil {
				_, err = l.Decide(t.Context(), Review{Decision: Undo, Undoes: r.Seq, By: "Bob"})
			}
			if err != nil && strings.Contains(err.Error(), "first") {
				err = nil // a correction of a correction stands in the way
			}
			break
		}
	case 5:
		err = readAnew(t, l, report)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// correctSomething lets a person give an assertion another date.
func correctSomething(t *rapid.T, l *Ledger, id ID) error {
	a, err := l.Assertion(t.Context(), id)
	if err != nil {
		return err
	}
	a.Says.Date = rapid.SampledFrom([]string{"2021-08-16", "2022-03-05"}).Draw(t, "corrected")
	_, err = l.Correct(t.Context(), id, a, "Ada", "another day")
	if err != nil && (strings.Contains(err.Error(), "first") || strings.Contains(err.Error(), "itself")) {
		return nil
	}
	return err
}

// readAnew lets a reader find one of a document's assertions only, in other words.
func readAnew(t *rapid.T, l *Ledger, id ID) error {
	a, err := l.Assertion(t.Context(), id)
	if err != nil {
		return err
	}
	d, err := l.Document(t.Context(), a.Document)
	if err != nil {
		return err
	}
	a.Reader = "credence " + rapid.SampledFrom([]string{"0.1", "0.2", "0.3"}).Draw(t, "version")
	if len(a.Says.Quote) > 2 {
		a.Says.Quote, a.Says.Start = a.Says.Quote[1:], a.Says.Start+1
	}
	_, err = l.Add(t.Context(), Entry{Document: d, Assertions: []Assertion{a}})
	return err
}
