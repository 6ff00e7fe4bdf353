package ledger

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/credence-project/credence/ledger/pgtest"
)

// helperEnv tells this program that a test started it as another process.
const helperEnv = "LEDGER_TEST_HELPER"

// helper is that other process.
func helper() int {
	ctx, address := context.Background(), os.Getenv("LEDGER")
	numbers := map[string]int{}
	for _, name := range []string{"FROM", "COUNT", "SEED", "LIMIT"} {
		numbers[name], _ = strconv.Atoi(os.Getenv(name)) // 0 where not set
	}
	var err error
	switch os.Getenv(helperEnv) {
	case "read-only":
		err = helpReadOnly(ctx, address)
	case "add":
		err = helpAdd(ctx, address, numbers["FROM"], numbers["COUNT"], numbers["SEED"])
	case "load":
		err = helpLoad(ctx, address)
	case "full":
		err = helpFull(ctx, address, numbers["LIMIT"])
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// start starts the helper. Numbers are pairs of name and value.
func start(t *testing.T, task, address string, numbers ...any) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), helperEnv+"="+task, "LEDGER="+address)
	for n := 0; n < len(numbers); n += 2 {
		cmd.Env = append(cmd.Env, fmt.Sprintf("%v=%v", numbers[n], numbers[n+1]))
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// nth returns the nth entry: three reports a day of the same meeting, each
// with a visit that nobody else tells of.
func nth(n int) Entry {
	day := time.Date(2000, 1, 1+10*(n/3), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	return entry(fmt.Sprintf("a%d.txt", n), day, reader,
		says{"meet", "RUS", "USA", day, ""}, says{"visit", fmt.Sprintf("S%d", n), "USA", day, ""})
}

// helpAdd adds entries in an order by seed, telling of each when it is recorded.
func helpAdd(ctx context.Context, address string, from, count, seed int) error {
	l, err := Open(ctx, address, Options{})
	if err != nil {
		return err
	}
	order := rand.New(rand.NewPCG(uint64(seed), 0)).Perm(count)
	for _, n := range order {
		added, err := l.Add(ctx, nth(from+n))
		if err != nil {
			return err
		}
		fmt.Println(added[0].Document)
	}
	return l.Close()
}

// killed runs the helper until it is killed at a moment by seed, and returns
// what it said was recorded.
func killed(t *testing.T, address string, from, seed int) (printed []string) {
	t.Helper()
	cmd, lines := start(t, "add", address, "FROM", from, "COUNT", 3000, "SEED", seed)
	wait := time.Duration(rand.New(rand.NewPCG(uint64(seed), 1)).IntN(150)) * time.Millisecond
	for lines.Scan() {
		if len(printed) == 0 {
			time.AfterFunc(wait, func() { cmd.Process.Kill() })
		}
		if len(lines.Text()) == 32 {
			printed = append(printed, lines.Text())
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Error("it ended before it was killed")
	}
	if len(printed) == 0 {
		t.Error("nothing was recorded")
	}
	return printed
}

// whole fails a test where printed documents are missing or lack assertions, or
// an event has two acts.
func whole(t *testing.T, l *Ledger, printed []string) {
	t.Helper()
	clean(t, l)
	known := map[string]bool{}
	for d, err := range l.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if known[d.ID.String()] {
			t.Errorf("document %s is there twice", d.ID)
		}
		known[d.ID.String()] = true
	}
	for _, id := range printed {
		if !known[id] {
			t.Errorf("document %s was recorded and is gone", id)
		}
	}
	events, reports := map[string]int{}, map[ID]int{}
	for a, err := range l.All(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		events[a.Kind+a.Actor+a.Reports[0].Date]++
		for _, r := range a.Reports {
			reports[r.Document]++
		}
	}
	for event, count := range events {
		if count > 1 {
			t.Errorf("%s has %d acts", event, count)
		}
	}
	for id, count := range reports {
		if count != 2 || len(reports) != len(known) {
			t.Errorf("document %s has %d reports, %d of %d documents have any", id, count, len(reports), len(known))
		}
	}
}

func TestWritersThatAreKilledLoseNothingRecorded(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		var printed []string
		for seed := range 5 {
			printed = append(printed, killed(t, address, seed*1500, seed)...)
		}
		whole(t, open(t, address), printed)
	})
}

func TestServerThatIsKilledLosesNothingRecorded(t *testing.T) {
	c, err := pgtest.Start(t.Context(), pgtest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	})
	var printed []string
	for seed := range 2 {
		cmd, lines := start(t, "add", c.Address(), "FROM", seed*1500, "COUNT", 3000, "SEED", seed)
		for lines.Scan() {
			if len(lines.Text()) == 32 {
				printed = append(printed, lines.Text())
			}
			if len(printed) == 60*(seed+1) {
				if err := c.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := cmd.Wait(); err == nil {
			t.Error("it ended without its server")
		}
		if err := c.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	whole(t, open(t, c.Address()), printed)
}

func TestTwoWritersAtOnceAreAsOne(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		const count = 150
		var cmds []*exec.Cmd
		for seed := range 3 {
			cmd, lines := start(t, "add", address, "COUNT", count, "SEED", seed)
			cmds = append(cmds, cmd)
			go func() {
				for lines.Scan() {
					if len(lines.Text()) != 32 {
						t.Error(lines.Text())
					}
				}
			}()
		}
		for _, cmd := range cmds {
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		}
		l, calm := open(t, address), open(t, filepath.Join(t.TempDir(), "calm.db"))
		for n := range count {
			must(calm.Add(t.Context(), nth(n)))(t)
		}
		whole(t, l, nil)
		a, b := must(l.Count(t.Context()))(t), must(calm.Count(t.Context()))(t)
		if a != b {
			t.Errorf("counts %+v, of a calm run %+v", a, b)
		}
		if a, b := gist(t, l), gist(t, calm); !slices.Equal(a, b) {
			t.Error("the acts are not those of a calm run")
		}
	})
}

// gist returns what acts a ledger has, with their reports, in an order of its own.
func gist(t *testing.T, l *Ledger) (lines []string) {
	for a, err := range l.All(t.Context(), Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		var reports []string
		for _, r := range a.Reports {
			reports = append(reports, r.Assertion.String())
		}
		slices.Sort(reports)
		lines = append(lines, fmt.Sprint(a.Kind, a.Actor, a.Recipient, reports))
	}
	slices.Sort(lines)
	return lines
}

func TestFullDisk(t *testing.T) {
	l := open(t, filepath.Join(t.TempDir(), "ledger.db"))
	must(l.Add(t.Context(), nth(0)))(t)
	if _, err := l.writer.ExecContext(t.Context(), `PRAGMA max_page_count = 80`); err != nil {
		t.Fatal(err)
	}
	var printed []string
	var err error
	for n := 1; err == nil && n < 10_000; n++ {
		var added []Added
		if added, err = l.Add(t.Context(), nth(n)); err == nil {
			printed = append(printed, added[0].Document.String())
		}
	}
	if err == nil || !strings.Contains(err.Error(), "the disk is full") || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v", err)
	}
	whole(t, l, printed)
	if _, err := l.writer.ExecContext(t.Context(), `PRAGMA max_page_count = 100000`); err != nil {
		t.Fatal(err)
	}
	must(l.Add(t.Context(), nth(9999)))(t)
	whole(t, l, printed)
}

// As TestFullDisk, but the system itself refuses to write more.
func TestFileThatCannotGrow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	cmd, lines := start(t, "full", path, "LIMIT", 1<<20)
	var printed []string
	said := ""
	for lines.Scan() {
		if said = lines.Text(); len(said) == 32 {
			printed = append(printed, said)
		}
	}
	if err := cmd.Wait(); err == nil || len(printed) == 0 || !strings.Contains(said, "nothing of this was recorded") || !strings.Contains(said, path) {
		t.Errorf("after %d documents: %v, %q", len(printed), err, said)
	}
	whole(t, open(t, path), printed)
}

// helpFull adds entries until its files may not grow.
func helpFull(ctx context.Context, path string, limit int) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(limit), Max: uint64(limit)}); err != nil {
		return err
	}
	l, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	for n := range 100_000 {
		added, err := l.Add(ctx, nth(n))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(os.Stdout, added[0].Document.String()+"\n"); err != nil {
			return err
		}
	}
	return errors.New("the files grew without end")
}
