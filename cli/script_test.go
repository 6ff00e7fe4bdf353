package cli_test

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/credence-project/credence/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"credence": func() {
			os.Exit(cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
		},
	})
}

func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"repeat": repeat},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHARED", os.Getenv("CREDENCE_SHARED"))
			return nil
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
