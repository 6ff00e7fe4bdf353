package ledger

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger/pgtest"
)

// cluster is the PostgreSQL server of all tests.
var cluster pgtest.Shared

// batch is how many entries the ledgers of tests load at once.
const batch = 400

func TestMain(m *testing.M) {
	if os.Getenv(helperEnv) != "" {
		os.Exit(helper())
	}
	code := m.Run()
	if err := cluster.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// postgresAddress returns the address of a ledger of its own in the cluster.
func postgresAddress(t testing.TB) string {
	t.Helper()
	address, err := cluster.Address(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// stores are the stores that every test of the suite runs on.
var stores = []struct {
	name    string
	address func(testing.TB) string
}{
	{"sqlite", func(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }},
	{"postgres", postgresAddress},
}

// onStores runs a test on each store.
func onStores(t *testing.T, test func(t *testing.T, address string)) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) { test(t, s.address(t)) })
	}
}

// clock is a clock that goes on a second each time it is looked at.
func clock() func() time.Time {
	var seconds atomic.Int64
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	return func() time.Time { return start.Add(time.Duration(seconds.Add(1)) * time.Second) }
}

// open opens a ledger for a test.
func open(t testing.TB, address string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), address, Options{Now: clock(), Batch: batch})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// says is an assertion in short: kind actor>recipient date modality.
type says struct {
	kind, actor, recipient, date, modality string
}

// entry returns a document published on a day that says some things, each in a
// sentence of its own.
func entry(article, published, reader string, list ...says) Entry {
	e := Entry{Document: Document{Source: "example.org", Article: article, URL: "https://example.org/" + article,
		Title: "Title of " + article, Published: published, Lang: "en"}, Reader: reader}
	for _, s := range list {
		quote := fmt.Sprintf("%s %s %s %s %s.", s.actor, s.modality, s.kind, s.recipient, s.date)
		start := len(e.Document.Text)
		e.Document.Text += quote + "\n"
		e.Assertions = append(e.Assertions, Assertion{Reader: reader, Says: record(s, quote, start)})
	}
	return e
}

// record returns what is said as a record.
func record(s says, quote string, start int) act.Record {
	r := act.Record{Act: s.kind, Date: s.date, Modality: s.modality, Quote: quote, Start: start, End: start + len(quote),
		Actors: []act.RecordParty{{ID: s.actor, Text: s.actor}}, Confidence: .9, Claims: []string{}}
	if r.Modality == "" {
		r.Modality = "asserted"
	}
	if len(s.kind) > 4 && s.kind[:4] == "has-" {
		r.Kind, r.State, r.Act = "state", s.kind, ""
	}
	r.Recipients = []act.RecordParty{{ID: s.recipient, Text: s.recipient}}
	return r
}

// must stops a test on an error.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// clean fails a test where a ledger does not verify.
func clean(t testing.TB, l *Ledger) {
	t.Helper()
	for p, err := range l.Verify(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		t.Error(p)
	}
}
