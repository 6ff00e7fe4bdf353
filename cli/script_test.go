package cli_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/credence-project/credence/cli"
	"github.com/credence-project/credence/queue"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"credence": func() {
			os.Exit(cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
		},
		"natsd": natsd,
	})
}

func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"repeat": repeat, "standin": standIn, "site": site},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHARED", os.Getenv("CREDENCE_SHARED"))
			old, err := filepath.Abs("../ledger/testdata/backcompat/v1.db")
			env.Setenv("OLD", old)
			return errors.Join(err, serveNATS(env))
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "root":
				return os.Getuid() == 0, nil
			case "shared":
				return os.Getenv("CREDENCE_SHARED") != "", nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
	})
}

// serveNATS starts a NATS server, of a script's own, at $NATS: scripts run at the same time.
func serveNATS(env *testscript.Env) error {
	server, err := queue.Serve(filepath.Join(env.WorkDir, ".nats"), "127.0.0.1:0")
	if err != nil {
		return err
	}
	env.Defer(server.Stop)
	env.Setenv("NATS", server.URL())
	return nil
}

// repeat is "repeat FILE N TEXT": it appends the text, escaped as in a Go
// string, to the file N times.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat FILE N TEXT")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	w := bufio.NewWriter(f)
	for range n {
		_, err := w.WriteString(text)
		ts.Check(err)
	}
	ts.Check(w.Flush())
	ts.Check(f.Close())
}

// standIn is "standin NAME WHAT": it serves in the place of a model and sets the
// environment variable NAME to its address. It answers with the words of the file
// WHAT; with a status, where that is a number; "never", or is "gone".
func standIn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: standin NAME WHAT")
	}
	code, err := strconv.Atoi(args[1])
	words := ""
	if err != nil && args[1] != "never" && args[1] != "gone" {
		code, words = http.StatusOK, ts.ReadFile(args[1])
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case args[1] == "never":
			<-r.Context().Done()
		case code != http.StatusOK:
			http.Error(w, `{"error":{"message":"no\u001b[2J"}}`, code)
		case r.Method == http.MethodGet:
			fmt.Fprint(w, `{"data":[{"id":"standin"}]}`)
		default:
			text, err := json.Marshal(words)
			if err != nil {
				panic(err)
			}
			fmt.Fprintf(w, `{"choices":[{"message":{"content":%s},"finish_reason":"stop"}]}`, text)
		}
	}))
	ts.Setenv(args[0], s.URL)
	if args[1] == "gone" {
		s.Close()
		return
	}
	ts.Defer(s.CloseClientConnections)
}

// site is "site NAME DIR": it serves the files of a folder, as they are when they are asked for, and
// sets the environment variable NAME to its address.
func site(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: site NAME DIR")
	}
	folder := ts.MkAbs(args[1])
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := os.ReadFile(filepath.Join(folder, filepath.Base(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		tag := fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(data)))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write(data) // who asked may be gone
	}))
	ts.Setenv(args[0], s.URL)
	ts.Defer(s.Close)
}
