package ledger

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the ledger of the newest format anew, and what is read from the old ones")

// newest is the number of the newest migration. Ledgers of older ones stay in
// testdata/backcompat as they were written.
const newest = 2

func TestOldLedgersAreRead(t *testing.T) {
	folder := filepath.Join("testdata", "backcompat")
	if *update {
		writeNewest(t, filepath.Join(folder, fmt.Sprintf("v%d.db", newest)))
	}
	for version := 1; version <= newest; version++ {
		t.Run(fmt.Sprintf("v%d", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "ledger.db")
			old := must(os.ReadFile(filepath.Join(folder, fmt.Sprintf("v%d.db", version))))(t)
			if err := os.WriteFile(path, old, 0o600); err != nil {
				t.Fatal(err)
			}
			l := open(t, path)
			clean(t, l)
			got := dump(t, l)
			golden := filepath.Join(folder, fmt.Sprintf("v%d.txt", version))
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(must(os.ReadFile(golden))(t)); got != want {
				t.Errorf("it reads as\n%s\nwant\n%s", got, want)
			}
			must(l.Add(t.Context(), nth(7)))(t)
			clean(t, l)
		})
	}
	if list := must(known("sqlite"))(t); len(list) != newest {
		t.Errorf("there are %d migrations: raise newest, and run with -update", len(list))
	}
}

func TestStoresHaveTheSameMigrations(t *testing.T) {
	a, b := must(known("sqlite"))(t), must(known("postgres"))(t)
	if len(a) != len(b) {
		t.Fatalf("%d of SQLite, %d of PostgreSQL", len(a), len(b))
	}
	for n := range a {
		if a[n].name != b[n].name {
			t.Errorf("%s and %s", a[n].name, b[n].name)
		}
	}
}

// writeNewest writes a small ledger with something of everything.
func writeNewest(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), path, Options{Now: clock()})
	if err != nil {
		t.Fatal(err)
	}
	e := entry("a.txt", "2025-07-07", reader,
		says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""}, says{"has-embassy", "RUS", "AFG", "2021/..", ""},
		says{"visit", "CHN", "AFG", "", "negated"})
	must(l.Add(t.Context(), e))(t)
	e.Document.Article = "copy.txt"
	must(l.Add(t.Context(), e, entry("b.txt", "2025-07-08", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07", ""})))(t)
	as := must(l.AssertionsOf(t.Context(), DocumentID(&e.Document)))(t)
	must(l.Decide(t.Context(), Review{Assertion: as[0].ID, Decision: Accept, By: "Ada", Why: "so it is"},
		Review{Assertion: as[2].ID, Decision: Reject, By: "Ada", Why: "another sense"}))(t)
	act := must(l.Acts(t.Context(), Query{Kinds: []string{"recognize-government"}}))(t)[0]
	must(l.Split(t.Context(), act.ID, []ID{act.Reports[1].Assertion}, "Ada", "another act"))(t)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

// dump returns all that a ledger holds as text.
func dump(t *testing.T, l *Ledger) string {
	t.Helper()
	var b strings.Builder
	for d, err := range l.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%+v\n%+v\n", d, must(l.Places(t.Context(), d.ID))(t))
		for _, a := range must(l.AssertionsOf(t.Context(), d.ID))(t) {
			fmt.Fprintf(&b, "%+v\n%+v\n%+v\n", a, must(l.Judgements(t.Context(), a.ID))(t), must(l.Reviews(t.Context(), a.ID))(t))
		}
	}
	for a, err := range l.All(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%+v\n", a)
	}
	return b.String()
}

// TestOldPostgresLedgersAreRead puts the rows of the oldest file into the tables
// that PostgreSQL had then: opened, they read as the file does.
func TestOldPostgresLedgersAreRead(t *testing.T) {
	file := must(sql.Open("sqlite", filepath.Join("testdata", "backcompat", "v1.db")))(t)
	defer file.Close()
	address := postgresAddress(t)
	l := &Ledger{now: clock()}
	if err := l.openPostgres(t.Context(), address, Options{}); err != nil {
		t.Fatal(err)
	}
	list := must(known("postgres"))(t)
	err := l.transact(t.Context(), l.writer, nil, func(x *tx) error {
		if err := x.apply(t.Context(), list[:1]); err != nil {
			return err
		}
		for _, table := range []string{"source", "document", "place", "assertion", "act", "judgement", "review"} {
			copyTable(t, file, x, table)
		}
		return nil
	})
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	now := open(t, address)
	clean(t, now)
	want := string(must(os.ReadFile(filepath.Join("testdata", "backcompat", "v1.txt")))(t))
	if got := dump(t, now); got != want {
		t.Errorf("it reads as\n%s\nwant\n%s", got, want)
	}
	must(now.Add(t.Context(), nth(7)))(t)
	clean(t, now)
}

// copyTable copies the rows of a table, with 0 and 1 as PostgreSQL's truth.
func copyTable(t *testing.T, from *sql.DB, to *tx, table string) {
	t.Helper()
	rows := must(from.QueryContext(t.Context(), `SELECT * FROM `+table+` ORDER BY seq`))(t)
	defer rows.Close()
	names := must(rows.Columns())(t)
	query := `INSERT INTO ` + table + ` (` + strings.Join(names, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(names)-1) + `)`
	for rows.Next() {
		values, places := make([]any, len(names)), make([]any, len(names))
		for n := range values {
			places[n] = &values[n]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		for n, name := range names {
			if name == "state" || name == "belongs" {
				values[n] = values[n] == int64(1)
			}
		}
		if err := to.exec(t.Context(), query, values...); err != nil {
			t.Fatal(table, err)
		}
	}
	if err := errors.Join(rows.Err(), to.numbered(t.Context(), to, table)); err != nil {
		t.Fatal(err)
	}
}
