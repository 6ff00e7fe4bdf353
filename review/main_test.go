package review

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

const reader = "credence 0.1"

// says is an assertion in short.
type says struct {
	kind, actor, recipient, date, modality string
	confidence                             float64
}

// entry returns a document of a source that says some things, a sentence each.
func entry(source, article, reader string, list ...says) ledger.Entry {
	e := ledger.Entry{Document: ledger.Document{Source: source, Article: article, Title: "Title", Published: "2025-07-07", Lang: "en"}, Reader: reader}
	e.Document.Text = "Article " + article + " begins. "
	for _, s := range list {
		quote, start := sentence(s), len(e.Document.Text)
		e.Document.Text += quote + " "
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: reader, Says: record(s, quote, start)})
	}
	e.Document.Text += "And it ends."
	return e
}

// table is a board over a new ledger.
type table struct {
	*Board
	t *testing.T
	l *ledger.Ledger
}

func newTable(t *testing.T, entries ...ledger.Entry) *table {
	t.Helper()
	seconds := 0
	clock := func() time.Time {
		seconds++
		return time.Date(2025, 8, 1, 0, 0, seconds, 0, time.UTC)
	}
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	d, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	b, err := New(l, d, names, Options{Today: func() time.Time { return time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	x := &table{b, t, l}
	x.add(entries...)
	return x
}

func (x *table) add(entries ...ledger.Entry) {
	x.t.Helper()
	if _, err := x.l.Add(x.t.Context(), entries...); err != nil {
		x.t.Fatal(err)
	}
}

// id returns the n-th assertion of an entry.
func id(e *ledger.Entry, n int) ledger.ID {
	a := e.Assertions[n]
	a.Document = ledger.DocumentID(&e.Document)
	return ledger.AssertionID(&a)
}

func (x *table) decide(d Decision) Receipt {
	x.t.Helper()
	r, err := x.Decide(x.t.Context(), d)
	if err != nil {
		x.t.Fatal(err)
	}
	return r
}

// recognised returns whether RUS recognises the Taliban today.
func (x *table) recognised() string {
	x.t.Helper()
	l, err := x.bench().line(x.t.Context(), pair{"RUS", "AFG.TALIBAN"})
	if err != nil {
		x.t.Fatal(err)
	}
	return l.On(standing.Recognised, x.day()).Value
}

func (x *table) must(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

// record returns what is said as a record.
func record(s says, quote string, start int) act.Record {
	r := act.Record{Act: s.kind, Date: s.date, Modality: s.modality, Quote: quote, Start: start, End: start + len(quote), Claims: []string{},
		Actors: []act.RecordParty{{ID: s.actor, Text: s.actor}}, Recipients: []act.RecordParty{{ID: s.recipient, Text: s.recipient}}, Confidence: s.confidence}
	if r.Modality == "" {
		r.Modality = "asserted"
	}
	if r.Confidence == 0 {
		r.Confidence = .9
	}
	if len(s.kind) > 4 && s.kind[:4] == "has-" {
		r.Kind, r.State, r.Act = "state", s.kind, ""
	}
	return r
}

// sentence returns the words that say something.
func sentence(s says) string {
	return fmt.Sprintf("%s %s %s %s %s.", s.actor, s.modality, s.kind, s.recipient, s.date)
}
