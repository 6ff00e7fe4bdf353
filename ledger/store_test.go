package ledger

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

var tables = []string{"source", "document", "content", "place", "assertion", "act", "judgement", "review", "migration"}

// filled opens a ledger that has rows in every table.
func filled(t *testing.T, address string) *Ledger {
	t.Helper()
	l, ctx := open(t, address), t.Context()
	e := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})
	must(l.Add(ctx, e))(t)
	e.Document.Article = "b.txt"
	must(l.Add(ctx, e))(t)
	id := must(l.Acts(ctx, Query{}))(t)[0].Reports[0].Assertion
	must(l.Decide(ctx, Review{Assertion: id, Decision: Accept, By: "Ada"}))(t)
	return l
}

func TestNothingIsChangedOrDeleted(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := filled(t, address)
		before := must(l.Count(t.Context()))(t)
		for _, table := range tables {
			column := "seq"
			if table == "migration" {
				column = "number"
			}
			queries := []string{"UPDATE " + table + " SET " + column + " = " + column, "DELETE FROM " + table}
			if l.migrations == "postgres" {
				queries = append(queries, "TRUNCATE "+table+" CASCADE")
			}
			for _, q := range queries {
				if _, err := l.writer.ExecContext(t.Context(), q); err == nil || !strings.Contains(err.Error(), "the ledger is append-only") {
					t.Errorf("%s: %v", q, err)
				}
			}
		}
		if after := must(l.Count(t.Context()))(t); after != before {
			t.Errorf("counts %+v, before %+v", after, before)
		}
	})
}

// tamper changes rows in spite of the triggers.
func tamper(t *testing.T, l *Ledger, queries ...string) {
	t.Helper()
	conn, err := l.writer.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var guard, off, on []string
	if l.migrations == "postgres" {
		off, on = []string{"SET session_replication_role = replica"}, []string{"SET session_replication_role = origin"}
	} else {
		guard = []string{"PRAGMA foreign_keys = OFF"}
		for _, table := range tables {
			off = append(off, "DROP TRIGGER IF EXISTS "+table+"_update", "DROP TRIGGER IF EXISTS "+table+"_delete")
		}
		on = []string{"PRAGMA foreign_keys = ON"}
	}
	for _, list := range [][]string{guard, off, queries, on} {
		for _, q := range list {
			if _, err := conn.ExecContext(t.Context(), q); err != nil {
				t.Fatalf("%s: %v", q, err)
			}
		}
	}
}

func TestTamperingIsFound(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{`UPDATE document SET title = 'Another'`, "document"},
		{`UPDATE assertion SET start_byte = 1`, "does not stand at bytes"},
		{`UPDATE assertion SET date = '2024'`, "assertion"},
		{`UPDATE document SET fingerprint = 1`, "fingerprint"},
		{`UPDATE assertion SET echo = 1`, "echo"},
		{`UPDATE judgement SET date = '2024'`, "it copies what"},
		{`UPDATE judgement SET recipient_state = 'XYZ'`, "it copies what"},
		{`UPDATE act SET actor = 'USA'`, "act"},
		{`UPDATE act SET actor_state = 'USA'`, "filed under"},
		{`DELETE FROM judgement`, "belongs to no act"},
		{`DELETE FROM act`, "judgement: row 1"},
		{`DELETE FROM assertion`, "review: row 1"},
		{`DELETE FROM document`, "its document is not there"},
		{`DELETE FROM content`, "its text is not there"},
		{`UPDATE migration SET checksum = 'abc'`, "migration"},
	} {
		t.Run(c.query, func(t *testing.T) {
			onStores(t, func(t *testing.T, address string) {
				l := filled(t, address)
				tamper(t, l, c.query)
				var found []string
				for p, err := range l.Verify(t.Context()) {
					if err != nil {
						t.Fatal(err)
					}
					found = append(found, p.String())
				}
				if all := strings.Join(found, "\n"); !strings.Contains(all, c.want) {
					t.Errorf("problems:\n%s\nwant %q", all, c.want)
				}
			})
		})
	}
}

func TestOtherSchemasAreRefused(t *testing.T) {
	for _, c := range []struct {
		query string
		want  error
	}{
		{`UPDATE migration SET checksum = 'abc'`, errDrift},
		{`INSERT INTO migration (number, name, checksum, applied) VALUES (9999, '9999_dreams', 'abc', 0)`, errNewer},
	} {
		onStores(t, func(t *testing.T, address string) {
			tamper(t, filled(t, address), c.query)
			for _, o := range []Options{{}, {ReadOnly: true}} {
				_, err := Open(t.Context(), address, o)
				if !errors.Is(err, c.want) || !strings.Contains(err.Error(), "open ") {
					t.Errorf("%+v: %v, want %v", o, err, c.want)
				}
			}
		})
	}
}

func TestReadOnly(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		for _, o := range []Options{{ReadOnly: true}, {MustExist: true}} {
			if _, err := Open(t.Context(), address, o); err == nil {
				t.Errorf("%+v opened what is not there", o)
			}
		}
		filled(t, address)
		l, err := Open(t.Context(), address, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if list := must(l.Acts(t.Context(), Query{}))(t); len(list) != 1 {
			t.Errorf("acts %v", list)
		}
		clean(t, l)
		if _, err := l.Add(t.Context(), entry("c.txt", "", reader)); !errors.Is(err, errReadOnly) {
			t.Errorf("added: %v", err)
		}
	})
}

func TestFilesThatAreNoLedger(t *testing.T) {
	folder := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := write("notes.txt", strings.Repeat("These are notes, not a ledger.\n", 100))
	other := filepath.Join(folder, "other.db")
	db, err := openFile(t.Context(), other, true, "mode=rwc")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), `CREATE TABLE song (title TEXT)`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, other} {
		before := must(os.ReadFile(path))(t)
		for _, o := range []Options{{}, {ReadOnly: true}, {MustExist: true}} {
			_, err := Open(t.Context(), path, o)
			if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s, %+v: %v", path, o, err)
			}
		}
		if after := must(os.ReadFile(path))(t); string(after) != string(before) {
			t.Errorf("%s was changed", path)
		}
	}
	if _, err := Open(t.Context(), filepath.Join(folder, "no", "such.db"), Options{}); err == nil {
		t.Error("a ledger in a folder that is not there")
	}
	if l, err := Open(t.Context(), write("empty.db", ""), Options{}); err != nil {
		t.Errorf("an empty file: %v", err)
	} else if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Open(t.Context(), "postgres://nobody@/x?host="+folder, Options{}); err == nil || !strings.Contains(err.Error(), "no way to the database") {
		t.Errorf("no server: %v", err)
	}
}

// Who may not write to the file can read it, and is told so when writing. Root
// may do everything, so another process tries it as nobody.
func TestFileThatCannotBeWritten(t *testing.T) {
	folder, err := os.MkdirTemp("", "ledger")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	path := filepath.Join(folder, "ledger.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	must(l.Add(t.Context(), entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})))(t)
	if err := errors.Join(l.Close(), os.Chmod(path, 0o444), os.Chmod(folder, 0o555)); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "..", filepath.Base(folder)+".test")
	if err := copyProgram(program); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(program) })
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), helperEnv+"=read-only", "LEDGER="+path)
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "1 act, writing refused\n" {
		t.Errorf("%v: %s", err, out)
	}
}

// copyProgram copies the test's program to where anybody can run it.
func copyProgram(path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o755)
}

// helpReadOnly is the other process.
func helpReadOnly(ctx context.Context, path string) error {
	l, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer l.Close()
	list, err := l.Acts(ctx, Query{})
	if err != nil || len(list) != 1 {
		return errors.Join(err, errors.New("want one act"))
	}
	_, err = Open(ctx, path, Options{})
	if err == nil || !strings.Contains(err.Error(), "cannot be") || !strings.Contains(err.Error(), path) {
		return errors.Join(errors.New("want a refusal"), err)
	}
	_, err = os.Stdout.WriteString("1 act, writing refused\n")
	return err
}
