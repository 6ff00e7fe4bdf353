package cli_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/ledger/pgtest"
	"github.com/credence-project/credence/queue"
)

// natsd is a NATS server in a process of its own: natsd FOLDER ADDRESS.
func natsd() {
	s, err := queue.Serve(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer s.Stop()
	select {}
}

// line is a network between a worker and the servers: it can be cut without either side noticing.
type line struct {
	listener net.Listener
	to       string
	mu       sync.Mutex
	cut      bool
}

// newLine opens a line to an address.
func newLine(t *testing.T, to string) *line {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{listener: listener, to: to}
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			go l.join(near)
		}
	}()
	t.Cleanup(func() { _ = listener.Close() })
	return l
}

// join carries bytes both ways.
func (l *line) join(near net.Conn) {
	far, err := net.Dial("tcp", l.to)
	if err != nil {
		_ = near.Close()
		return
	}
	carry := func(to, from net.Conn) {
		defer to.Close()
		defer from.Close()
		var buf [32 << 10]byte
		for {
			n, err := from.Read(buf[:])
			for l.isCut() {
				time.Sleep(20 * time.Millisecond)
			}
			if _, failed := to.Write(buf[:n]); err != nil || failed != nil {
				return
			}
		}
	}
	go carry(far, near)
	carry(near, far)
}

func (l *line) isCut() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cut
}

func (l *line) set(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
}

// process is a program that is started again and again.
type process struct {
	t    *testing.T
	args []string
	cmd  *exec.Cmd
}

func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(p.args[0], p.args[1:]...)
	p.cmd.Stderr = io.Discard
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// end ends the program by a signal.
func (p *process) end(s syscall.Signal) {
	_ = p.cmd.Process.Signal(s) // one that is gone already is gone
	_ = p.cmd.Wait()
}

// freeAddress returns an address on which nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// writeNews writes so many articles that all tell something, as JSON Lines.
func writeNews(t *testing.T, path string, n int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(f)
	encoder := json.NewEncoder(out)
	states := []string{"Chad", "Peru", "Kenya", "Norway", "Fiji", "Cuba", "Nepal", "Oman", "Malta", "Ghana", "Laos", "Haiti"}
	deeds := []string{"recalled its ambassador from", "closed its embassy in", "severed relations with", "condemned the policy of"}
	random := rand.New(rand.NewPCG(5, 6))
	for k := range n {
		text := fmt.Sprintf("Report %d. %s %s %s on %d May 2024.", k, states[random.IntN(6)], deeds[random.IntN(4)], states[6+random.IntN(6)], 1+random.IntN(28))
		if err := encoder.Encode(map[string]string{"id": fmt.Sprint("news-", k), "lang": "en", "published": "2024-06-01", "text": text}); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// content returns what a ledger holds: every document with its assertions, in order.
func content(t *testing.T, address string) []string {
	t.Helper()
	l, err := ledger.Open(t.Context(), address, ledger.Options{MustExist: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var list []string
	for d, err := range l.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		assertions, err := l.AssertionsOf(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, a := range assertions {
			ids = append(ids, fmt.Sprint(a.ID))
		}
		slices.Sort(ids)
		list = append(list, fmt.Sprint(d.ID, " ", strings.Join(ids, " ")))
	}
	slices.Sort(list)
	return list
}

// TestWorkersLoseNothing has three workers read articles into one ledger, while they are killed, the
// NATS server and PostgreSQL are killed and started again, and one worker's network is cut: each
// article must be in the ledger once, as after a calm run. CREDENCE_ARTICLES says how many
// there are, CREDENCE_SEED what happens when.
func TestWorkersLoseNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a while")
	}
	articles, seed := 400, uint64(1)
	if n, err := strconv.Atoi(os.Getenv("CREDENCE_ARTICLES")); err == nil {
		articles = n
	}
	if n, err := strconv.ParseUint(os.Getenv("CREDENCE_SEED"), 10, 64); err == nil {
		seed = n
	}
	dir := t.TempDir()
	news := filepath.Join(dir, "news.jsonl")
	writeNews(t, news, articles)
	calm := filepath.Join(dir, "calm.db")
	if out, err := exec.Command("credence", "add", "--ledger", calm, news).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}

	postgres, err := pgtest.Start(t.Context(), pgtest.Options{})
	if err != nil {
		t.Skip("there is no PostgreSQL: ", err)
	}
	t.Cleanup(func() { _ = postgres.Stop() })
	address := freeAddress(t)
	server := &process{t: t, args: []string{"natsd", filepath.Join(dir, "nats"), address}}
	server.start()
	t.Cleanup(func() { server.end(syscall.SIGKILL) })
	waitFor(t, address)
	wire := newLine(t, address)
	q, err := queue.Open(t.Context(), queue.Options{URL: "nats://" + address, Wait: 3 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	var workers []*process
	for n := range 3 {
		to := address
		if n == 0 {
			to = wire.listener.Addr().String()
		}
		w := &process{t: t, args: []string{"credence", "work", "--ledger", postgres.Address(), "--nats", "nats://" + to, "--ack-wait", "3s", "--jobs", "2", "--log-format", "none"}}
		w.start()
		t.Cleanup(func() { w.end(syscall.SIGKILL) })
		workers = append(workers, w)
	}
	put := exec.Command("credence", "queue", "--nats", "nats://"+address, "put", news)
	if err := put.Start(); err != nil {
		t.Fatal(err)
	}

	random := rand.New(rand.NewPCG(seed, 0))
	deadline := time.Now().Add(4*time.Minute + time.Duration(articles)*20*time.Millisecond)
	for round := 0; ; round++ {
		time.Sleep(time.Duration(300+random.IntN(700)) * time.Millisecond)
		if s, err := state(t, q); err == nil && round > 12 && put.ProcessState != nil && s.Waiting == 0 && s.InHand == 0 {
			break
		}
		if time.Now().After(deadline) {
			s, err := state(t, q)
			t.Fatalf("it is not done: %+v, %v", s, err)
		}
		if put.ProcessState == nil && round == 4 {
			if err := put.Wait(); err != nil {
				t.Fatalf("put: %v", err)
			}
		}
		if round > 12 {
			continue // calm down
		}
		switch event := random.IntN(6); event {
		case 0, 1, 2:
			workers[event].end(syscall.SIGKILL)
			workers[event].start()
		case 3:
			server.end(syscall.SIGKILL)
			time.Sleep(200 * time.Millisecond)
			server.start()
		case 4:
			if err := postgres.Kill(); err != nil {
				t.Fatal(err)
			}
			if err := postgres.Run(context.WithoutCancel(t.Context())); err != nil {
				t.Fatal(err)
			}
		case 5:
			wire.set(!wire.isCut())
		}
	}
	wire.set(false)
	for _, w := range workers {
		w.end(syscall.SIGTERM)
	}
	if letters, err := q.Dead(t.Context(), 3); err != nil || len(letters) > 0 {
		t.Errorf("put aside are %v, %v", letters, err)
	}
	want, got := content(t, calm), content(t, postgres.Address())
	if len(got) != articles {
		t.Errorf("the ledger has %d documents, want %d", len(got), articles)
	}
	if !slices.Equal(got, want) {
		t.Error("the ledger is not as after a calm run")
	}
}

// waitFor waits until something listens.
func waitFor(t *testing.T, address string) {
	t.Helper()
	for range 200 {
		if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("nothing listens on ", address)
}

// state tells how the queue stands, within a moment.
func state(t *testing.T, q *queue.Queue) (queue.State, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	return q.State(ctx)
}
