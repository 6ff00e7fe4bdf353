package web

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/ledger/pgtest"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
)

// onPostgres has every test keep its ledger in a PostgreSQL server, which is theirs
// together, instead of a file: "make test" runs them both ways.
var (
	onPostgres = flag.Bool("postgres", false, "keep the ledgers of the tests in PostgreSQL")
	cluster    pgtest.Shared
)

func TestMain(m *testing.M) {
	code := m.Run()
	if err := cluster.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// newAddress is where a new ledger can be kept.
func newAddress(t testing.TB) string {
	t.Helper()
	if !*onPostgres {
		return filepath.Join(t.TempDir(), "ledger.db")
	}
	address, err := cluster.Address(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// newServer serves a ledger of some entries on 1 July 2026, with further options set
// by set, nil for none; it returns what adding each entry came to as well.
func newServer(t testing.TB, set func(*Options), entries ...ledger.Entry) (*Server, []ledger.Added) {
	t.Helper()
	l, err := ledger.Open(t.Context(), newAddress(t), ledger.Options{})
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
