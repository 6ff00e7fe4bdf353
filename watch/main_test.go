package watch

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// start is when the clock of tests begins; it goes on an hour each time it is
// looked at.
var start = time.Date(2025, 7, 10, 0, 0, 0, 0, time.UTC)

// open opens a ledger for a test, and what reads questions to it.
func open(t *testing.T) (*ledger.Ledger, *ask.Reader) {
	t.Helper()
	var hours atomic.Int64
	l := must(ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{
		Now: func() time.Time { return start.Add(time.Duration(hours.Add(1)) * time.Hour) },
	}))(t)
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	doctrine, names := must(standing.Load("default"))(t), must(gazetteer.OpenDirectory())(t)
	return l, must(ask.New(l, doctrine, names, func() time.Time { return start.AddDate(0, 1, 0) }))(t)
}

// saying returns an article that says one thing.
func saying(article, kind, actor, recipient, date, modality string) ledger.Entry {
	quote := fmt.Sprintf("%s %s <b>%s</b> & %s on %s.", actor, modality, kind, recipient, date)
	return ledger.Entry{
		Document: ledger.Document{Source: article + ".org", Article: article, Title: "Of " + article, Published: "2025-07-07", Lang: "en", Text: quote},
		Reader:   "test", Assertions: []ledger.Assertion{{Reader: "test", Says: act.Record{
			Act: kind, Date: date, Modality: modality, Quote: quote, End: len(quote), Confidence: .9, Claims: []string{}, AttributedTo: actor,
			Actors: []act.RecordParty{{ID: actor, Text: actor}}, Recipients: []act.RecordParty{{ID: recipient, Text: recipient}},
		}}},
	}
}

// add adds entries, each at an instant of its own, and returns the ids of their
// assertions.
func add(t *testing.T, l *ledger.Ledger, entries ...ledger.Entry) (ids []ledger.ID) {
	t.Helper()
	for _, e := range entries {
		added := must(l.Add(t.Context(), e))(t)
		for _, a := range must(l.AssertionsOf(t.Context(), added[0].Document))(t) {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// words are words that show what they were made from.
type words struct{}

func (words) Codes() []string { return []string{"en", "fr"} }
func (words) T(code, key string, pairs ...any) string {
	return strings.TrimSpace(code + ":" + key + fmt.Sprint(pairs...))
}
func (words) Known(code, key, _ string) string { return code + ":" + key }
func (words) Date(_, text string) string       { return text }

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
