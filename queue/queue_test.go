package queue_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/queue"
)

// start starts a server and opens a queue on it.
func start(t *testing.T, o queue.Options) *queue.Queue {
	t.Helper()
	o.URL = serve(t)
	return connect(t, o)
}

// serve starts a server.
func serve(t *testing.T) string {
	t.Helper()
	s, err := queue.Serve(t.TempDir(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s.URL()
}

// connect opens a queue.
func connect(t *testing.T, o queue.Options) *queue.Queue {
	t.Helper()
	q, err := queue.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

// text is an article that says one thing.
func text(n int) *article.Article {
	return &article.Article{ID: fmt.Sprint("a", n), Lang: "en", Published: "2025-07-07", Text: fmt.Sprintf("Text %d.", n), Units: []article.Unit{{End: 8}}}
}

// put puts articles in.
func put(t *testing.T, q *queue.Queue, n int) {
	t.Helper()
	for k := range n {
		if known, err := q.Put(t.Context(), text(k)); err != nil || known {
			t.Fatalf("put %d: known %v, %v", k, known, err)
		}
	}
}

// tally counts how often each article is done, and ends the work after so many.
type tally struct {
	mu    sync.Mutex
	times map[string]int
	over  int
	after int
	end   context.CancelFunc
}

// work does what waits until so many articles are over.
func work(t *testing.T, q *queue.Queue, after int, w queue.Worker) *tally {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	y := &tally{times: map[string]int{}, after: after, end: cancel}
	do := w.Do
	w.Do = func(ctx context.Context, a *article.Article) error {
		y.mu.Lock()
		y.times[a.ID]++
		y.mu.Unlock()
		if do != nil {
			return do(ctx, a)
		}
		return nil
	}
	w.Done = func(queue.Outcome) {
		y.mu.Lock()
		defer y.mu.Unlock()
		if y.over++; y.over >= y.after {
			y.end()
		}
	}
	if err := q.Work(ctx, w); err != nil {
		t.Fatal(err)
	}
	if y.over < after {
		t.Fatalf("%d articles are over, want %d", y.over, after)
	}
	return y
}

func TestEveryArticleIsDoneOnce(t *testing.T) {
	q := start(t, queue.Options{})
	put(t, q, 200)
	if known, err := q.Put(t.Context(), text(7)); err != nil || !known {
		t.Errorf("put again: known %v, %v", known, err)
	}
	y := work(t, q, 200, queue.Worker{Jobs: 8})
	for n := range 200 {
		if y.times[text(n).ID] != 1 {
			t.Errorf("article %d was done %d times", n, y.times[text(n).ID])
		}
	}
	s, err := q.State(t.Context())
	if err != nil || s.Waiting != 0 || s.InHand != 0 || s.Dead != 0 || s.Put != 200 {
		t.Errorf("it stands at %+v, %v", s, err)
	}
}

func TestArticlesKeepTheirUnitsAndQuotations(t *testing.T) {
	q := start(t, queue.Options{})
	quoted := &article.Quotation{Published: "2021-10"}
	want := &article.Article{ID: "x", URL: "http://a.example/x", Text: "Title\nWe wrote.", Units: []article.Unit{{Kind: article.Title, End: 5}, {Start: 6, End: 15, Quoted: quoted}}}
	if _, err := q.Put(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	work(t, q, 1, queue.Worker{Do: func(_ context.Context, a *article.Article) error {
		if a.URL != want.URL || len(a.Units) != 2 || a.Units[0] != want.Units[0] || *a.Units[1].Quoted != *quoted {
			t.Errorf("it came as %+v", a)
		}
		return nil
	}})
}

func TestSilentWorkersLoseTheirArticles(t *testing.T) {
	o := queue.Options{URL: serve(t), Wait: 300 * time.Millisecond}
	q := connect(t, o)
	put(t, q, 3)
	silent, err := queue.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	taken := make(chan string, 3)
	go func() { // it takes one and is gone
		_ = silent.Work(ctx, queue.Worker{Do: func(_ context.Context, a *article.Article) error {
			taken <- a.ID
			silent.Close()
			select {}
		}})
	}()
	<-taken
	cancel()
	if y := work(t, q, 3, queue.Worker{Jobs: 2}); len(y.times) != 3 {
		t.Errorf("done were %v", y.times)
	}
}

func TestWhatCannotBeDoneIsPutAsideAndPutInAgain(t *testing.T) {
	q := start(t, queue.Options{})
	put(t, q, 4)
	bad := map[string]error{"a1": fmt.Errorf("%w: it is in no language", queue.ErrHopeless), "a2": errors.New("again\nand again"), "a3": nil}
	y := work(t, q, 4, queue.Worker{Do: func(_ context.Context, a *article.Article) error {
		if a.ID == "a3" {
			panic("it broke")
		}
		return bad[a.ID]
	}})
	if y.times["a1"] != 1 || y.times["a2"] < 3 {
		t.Errorf("tried %v times", y.times)
	}
	letters, err := q.Dead(t.Context(), 10)
	if err != nil || len(letters) != 3 {
		t.Fatalf("put aside are %v, %v", letters, err)
	}
	reasons := map[string]string{}
	for _, l := range letters {
		reasons[l.Article] = l.Reason
	}
	if reasons["a1"] != "it would fail again: it is in no language" || reasons["a2"] != "again and again" || len(reasons["a3"]) < 20 {
		t.Errorf("the reasons are %q", reasons)
	}
	if n, err := q.Replay(t.Context(), 99); n != 0 || err == nil {
		t.Errorf("put in again %d, %v", n, err)
	}
	if n, err := q.Replay(t.Context(), letters[0].Number); n != 1 || err != nil {
		t.Errorf("put in again %d, %v", n, err)
	}
	if n, err := q.Replay(t.Context()); n != 2 || err != nil {
		t.Errorf("put in again %d, %v", n, err)
	}
	if y := work(t, q, 3, queue.Worker{}); len(y.times) != 3 {
		t.Errorf("done were %v", y.times)
	}
	if s, err := q.State(t.Context()); err != nil || s.Dead != 0 || s.Waiting != 0 {
		t.Errorf("it stands at %+v, %v", s, err)
	}
}

func TestWorkWaitsForWhatItNeeds(t *testing.T) {
	q := start(t, queue.Options{})
	put(t, q, 2)
	var mu sync.Mutex
	away := 12
	y := work(t, q, 2, queue.Worker{
		Do: func(context.Context, *article.Article) error {
			mu.Lock()
			defer mu.Unlock()
			if away > 0 {
				return errors.New("the ledger is away")
			}
			return nil
		},
		Ready: func(context.Context) error {
			mu.Lock()
			defer mu.Unlock()
			if away -= 6; away > 0 {
				return errors.New("still away")
			}
			return nil
		},
	})
	if len(y.times) != 2 {
		t.Errorf("done were %v", y.times)
	}
	if letters, err := q.Dead(t.Context(), 10); err != nil || len(letters) != 0 {
		t.Errorf("put aside are %v, %v", letters, err)
	}
}

func TestWhoeverPutsInWaitsWhereTheQueueIsFull(t *testing.T) {
	q := start(t, queue.Options{Most: 5})
	put(t, q, 5)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := q.Put(ctx, text(5)); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("put into a full queue: %v", err)
	}
	done := make(chan error)
	go func() {
		_, err := q.Put(t.Context(), text(6))
		done <- err
	}()
	y := work(t, q, 6, queue.Worker{})
	if err := <-done; err != nil || !slices.Contains(keys(y.times), "a6") {
		t.Errorf("put in %v, done %v", err, y.times)
	}
}

func TestServersKeepWhatWaits(t *testing.T) {
	folder := t.TempDir()
	s, err := queue.Serve(folder, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	q, err := queue.Open(t.Context(), queue.Options{URL: s.URL()})
	if err != nil {
		t.Fatal(err)
	}
	put(t, q, 10)
	q.Close()
	s.Stop()
	if s, err = queue.Serve(folder, "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	if y := work(t, connect(t, queue.Options{URL: s.URL()}), 10, queue.Worker{Jobs: 3}); len(y.times) != 10 {
		t.Errorf("done were %v", y.times)
	}
}

func TestBadAddressesAreErrors(t *testing.T) {
	if _, err := queue.Open(t.Context(), queue.Options{URL: "nats://user:secret@127.0.0.1:1"}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error is %v", err)
	}
	for _, address := range []string{"", "127.0.0.1", "127.0.0.1:x"} {
		if s, err := queue.Serve(t.TempDir(), address); err == nil {
			s.Stop()
			t.Errorf("%q is an address", address)
		}
	}
}

func keys(m map[string]int) (list []string) {
	for k := range m {
		list = append(list, k)
	}
	return list
}
