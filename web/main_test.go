package web

import (
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
)

// newServer serves a ledger of some entries on 1 July 2026, with further options set
// by set, nil for none; it returns what adding each entry came to as well.
func newServer(t testing.TB, set func(*Options), entries ...ledger.Entry) (*Server, []ledger.Added) {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	var added []ledger.Added
	for _, e := range entries { // one by one, as articles come
		a, err := l.Add(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		added = append(added, a...)
	}
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		Ledger: l, Doctrine: doctrine, Names: names, Readers: new(readers.Pool), Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Now: func() time.Time { return time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC) },
	}
	if set != nil {
		set(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, added
}
