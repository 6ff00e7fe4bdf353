package cli_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/credence-project/credence/cli"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/queue"
)

// story is an article of a feed: what it says, and enough beside it to be no summary.
func story(says string) string {
	rest := strings.Repeat("The ferry came in at noon with post and flour, and the quay was full of people until it left again. ", 8)
	return "<rss><channel><title>The Quay</title><item><guid>1</guid><title>Envoys</title><pubDate>Wed, 29 May 2024 08:00:00 GMT</pubDate><encoded>&lt;p&gt;" + says + "&lt;/p&gt;&lt;p&gt;" + rest + "&lt;/p&gt;</encoded></item></channel></rss>"
}

// TestFollowingIntoAQueue follows a feed whose article changes into a queue, from which a worker
// reads it: the ledger has both versions, and knows what the second does not say any more.
func TestFollowingIntoAQueue(t *testing.T) {
	folder := t.TempDir()
	server, err := queue.Serve(filepath.Join(folder, "queue"), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	var page atomic.Pointer[string]
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, *page.Load())
	}))
	defer feed.Close()
	file := filepath.Join(folder, "news.db")
	run := func(args ...string) {
		t.Helper()
		var said strings.Builder
		if status := cli.Main(args, cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: &said}); status != 0 {
			t.Fatalf("%v: status %d: %s", args, status, said.String())
		}
	}
	for _, says := range []string{"Chile recognised Kosovo on Tuesday.", "Nothing was signed on Tuesday."} {
		text := story(says)
		page.Store(&text)
		run("follow", "--once", "--nats", server.URL(), "--state", filepath.Join(folder, "state"), "--allow", "127.0.0.1", "--delay", "1ms", "--log-format", "none", feed.URL+"/feed")
	}
	worker := exec.Command("credence", "work", "--nats", server.URL(), "--ledger", file, "--log-format", "text")
	var said strings.Builder
	worker.Stderr = &said
	if err := worker.Start(); err != nil {
		t.Fatal(err)
	}
	q, err := queue.Open(t.Context(), queue.Options{URL: server.URL()})
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	wait(t, q)
	_ = worker.Process.Signal(syscall.SIGTERM)
	_ = worker.Wait() // how it ends is not what is tested
	l, err := ledger.Open(t.Context(), file, ledger.Options{ReadOnly: true, MustExist: true})
	if err != nil {
		t.Fatal(err, said.String())
	}
	defer l.Close()
	var why []string
	list, err := l.Unreviewed(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		reviews, err := l.Reviews(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ledger.Doubting(reviews) {
			why = append(why, d.Why)
		}
	}
	if !slices.ContainsFunc(why, func(s string) bool { return strings.HasPrefix(s, "withdrawn: ") }) {
		t.Errorf("doubts: %q; the worker: %s", why, said.String())
	}
}

// wait waits until nothing of a queue waits or is in hand.
func wait(t *testing.T, q *queue.Queue) {
	t.Helper()
	for range 600 {
		s, err := q.State(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s.Dead > 0 {
			t.Fatalf("put aside: %s", s.Reason)
		}
		if s.Put > 0 && s.Waiting == 0 && s.InHand == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the queue does not empty")
}

// TestFollowingStops stops a follower that has begun, and one whose server says nothing.
func TestFollowingStops(t *testing.T) {
	asked := make(chan string, 100)
	feed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(w, story("Chile recognised Kosovo on Tuesday."))
		case "/silent":
			<-r.Context().Done()
		default:
			http.NotFound(w, r)
		}
	}))
	defer feed.Close()
	defer feed.CloseClientConnections()
	file := filepath.Join(t.TempDir(), "news.db")
	cmd := exec.Command("credence", "follow", "--ledger", file, "--allow", "127.0.0.1", "--delay", "1ms", "--every", "1s", "--metrics", "127.0.0.1:0", feed.URL+"/feed", feed.URL+"/silent")
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for path := range asked {
		if path == "/silent" {
			break
		}
	}
	time.Sleep(300 * time.Millisecond) // the silent server has the turn of its host
	start := time.Now()
	_ = cmd.Process.Signal(syscall.SIGTERM)
	err := cmd.Wait()
	if took := time.Since(start); err != nil || took > 10*time.Second {
		t.Errorf("ended after %v: %v: %s", took, err, said.String())
	}
	if !strings.Contains(said.String(), "following") || !strings.Contains(said.String(), "serving metrics") {
		t.Errorf("it said %q", said.String())
	}
}
