package ask

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

var now = time.Date(2025, 8, 1, 23, 30, 0, 0, time.UTC)

func reader(t *testing.T) *Reader {
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
	d, err := standing.Load("estrada")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(l, d, names, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestQuestionsAreRead(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		address, on, known, doctrine string
		field                        string // of the problem
	}{
		{"", "2025-08-01", "0001-01-01T00:00:00Z", "estrada", ""},
		{"on=2025-07-03&known=2025-07-31&doctrine=default", "2025-07-03", "2025-07-31T23:59:59.999999Z", "default", ""},
		{"on=2025-02", "2025-02-28", "0001-01-01T00:00:00Z", "estrada", ""},
		{"known=2025-07-31T14:00:00.000001%2B02:00", "2025-08-01", "2025-07-31T12:00:00.000001Z", "estrada", ""},
		{"on=soon", "2025-08-01", "0001-01-01T00:00:00Z", "estrada", "on"},
		{"on=2025-07/2025-08", "2025-08-01", "0001-01-01T00:00:00Z", "estrada", "on"},
		{"known=soon&on=2025", "2025-12-31", "0001-01-01T00:00:00Z", "estrada", "known"},
		{"known=0001-01-01T00:00:00%2B14:00", "2025-08-01", "0001-01-01T00:00:00Z", "estrada", "known"},
		{"doctrine=mine&on=soon", "2025-08-01", "0001-01-01T00:00:00Z", "estrada", "doctrine"},
	} {
		v, err := url.ParseQuery(c.address)
		if err != nil {
			t.Fatal(err)
		}
		a, err := r.Read(t.Context(), TextOf(v))
		var p *Problem
		errors.As(err, &p)
		if c.field != "" && (p == nil || p.Field != c.field) || c.field == "" && err != nil {
			t.Errorf("%s: %v, want a problem with %q", c.address, err, c.field)
		}
		if a.On.String() != c.on || Instant(a.Known) != c.known || a.Doctrine.Name != c.doctrine || a.Desk == nil {
			t.Errorf("%s: %v %v %s", c.address, a.On, Instant(a.Known), a.Doctrine.Name)
		}
	}
}

func TestPartiesAreFoundByName(t *testing.T) {
	a, err := reader(t).Read(t.Context(), Text{})
	if err != nil {
		t.Fatal(err)
	}
	if x, y, err := a.Parties("a", "la Russie", "b", "Taliban"); x != "RUS" || y != "AFG.TALIBAN" || err != nil {
		t.Errorf("%s %s %v", x, y, err)
	}
	for _, c := range [][3]string{{"", "RUS", "a"}, {"RUS", "Atlantis", "b"}, {"RUS", "Russia", "b"}, {"Vladimir Poutine", "RUS", "a"}} {
		_, _, err := a.Parties("a", c[0], "b", c[1])
		var p *Problem
		if !errors.As(err, &p) || p.Field != c[2] {
			t.Errorf("%s, %s: %v", c[0], c[1], err)
		}
	}
}

func TestIdsThatNameNothing(t *testing.T) {
	r := reader(t)
	for _, id := range []string{"", "ab", "zzzz", "0000"} {
		var p *Problem
		if _, err := r.Find(t.Context(), id, "act"); !errors.As(err, &p) || !p.Missing() {
			t.Errorf("%q: %v", id, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	var p *Problem
	if _, err := r.Find(gone, "0000", "act"); err == nil || errors.As(err, &p) {
		t.Errorf("nobody waits any more: %v", err)
	}
}
