package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ledger/pgtest"
	"github.com/credence-project/credence/queue"
	"github.com/credence-project/credence/readers"
)

// measureWork has one, two and four workers of one core each read so many articles out of a queue
// into PostgreSQL, and tells how fast, beside the reader alone on as many cores.
func measureWork(ctx context.Context, binary, examples string, count int) (err error) {
	if count == 0 {
		return nil
	}
	if binary, err = filepath.Abs(binary); err != nil {
		return err
	}
	c, err := newsCorpus(ctx, "fr", examples, count)
	if err != nil {
		return err
	}
	fmt.Printf("%d articles of %d sentences, articles a second:\n", count, sentencesAnArticle)
	fmt.Printf("%-8s %12s %12s %10s\n", "workers", "reader", "workers", "share")
	for _, workers := range []int{1, 2, 4} {
		alone, err := c.read(binary, workers)
		if err != nil {
			return err
		}
		took, err := throughQueue(ctx, binary, c, count, workers)
		if err != nil {
			return err
		}
		reader, worked := float64(count)/alone.took.Seconds(), float64(count)/took.Seconds()
		fmt.Printf("%-8d %12.0f %12.0f %9.0f%%\n", workers, reader, worked, 100*worked/reader)
	}
	return nil
}

// newsCorpus returns articles as news has them: most sentences tell of no act, and one article in
// five has one that does.
func newsCorpus(ctx context.Context, code, examples string, count int) (*corpus, error) {
	sentences, _, err := exampleSentences(code, examples)
	if err != nil {
		return nil, err
	}
	var pool readers.Pool
	var plain, telling []string
	for _, s := range sentences {
		found, err := pool.Read(ctx, &article.Article{Text: s, Lang: code, Units: []article.Unit{{End: len(s)}}})
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			plain = append(plain, s)
		} else {
			telling = append(telling, s)
		}
	}
	if len(plain) == 0 || len(telling) == 0 {
		return nil, fmt.Errorf("%s: its sentences all tell of acts, or none does", examples)
	}
	random := rand.New(rand.NewPCG(7, 8))
	c := new(corpus)
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for n := range count {
		text := []string{fmt.Sprintf("Dépêche %d.", n)}
		for range sentencesAnArticle - 1 {
			text = append(text, plain[random.IntN(len(plain))])
		}
		if n%5 == 0 {
			text[1] = telling[random.IntN(len(telling))]
		}
		if err := encoder.Encode(map[string]string{"id": fmt.Sprint("news-", n), "lang": code, "published": "2024-05-01", "text": strings.Join(text, " ")}); err != nil {
			return nil, err
		}
	}
	c.lines = lines.Bytes()
	return c, nil
}

// throughQueue times how long workers take for a queue of articles, from the first that is
// taken to the last that is in the ledger.
func throughQueue(ctx context.Context, binary string, c *corpus, count, workers int) (took time.Duration, err error) {
	folder, err := os.MkdirTemp("", "bench-work")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	postgres, err := pgtest.Start(ctx, pgtest.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, postgres.Stop()) }()
	server, err := queue.Serve(filepath.Join(folder, "nats"), "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer server.Stop()
	q, err := queue.Open(ctx, queue.Options{URL: server.URL(), Most: int64(count) + 1})
	if err != nil {
		return 0, err
	}
	defer q.Close()
	if err := putAll(ctx, q, c); err != nil {
		return 0, err
	}
	var running []*exec.Cmd
	defer func() {
		for _, w := range running {
			_ = w.Process.Signal(syscall.SIGTERM) // one that is gone is gone
			_ = w.Wait()
		}
	}()
	for range workers {
		w := exec.Command(binary, "work", "--nats", server.URL(), "--ledger", postgres.Address(), "--jobs", "1", "--log-format", "none")
		w.Env = append(os.Environ(), "GOMAXPROCS=1")
		if err := w.Start(); err != nil {
			return 0, err
		}
		running = append(running, w)
	}
	return emptied(ctx, q, count)
}

// putAll puts the articles of a corpus into a queue.
func putAll(ctx context.Context, q *queue.Queue, c *corpus) error {
	reader, err := article.New(article.Options{})
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(c.lines))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		for a, err := range reader.Read(ctx, "bench", ".jsonl", strings.NewReader(lines.Text())) {
			if err == nil {
				_, err = q.Put(ctx, a)
			}
			if err != nil {
				return err
			}
		}
	}
	return lines.Err()
}

// emptied waits until a queue is empty, and returns how long that took from when the first article
// was over: workers take a second to start.
func emptied(ctx context.Context, q *queue.Queue, count int) (time.Duration, error) {
	var start time.Time
	var before uint64
	for {
		s, err := q.State(ctx)
		if err != nil {
			return 0, err
		}
		left := s.Waiting + uint64(s.InHand)
		switch {
		case start.IsZero() && left < uint64(count):
			start, before = time.Now(), left
		case left == 0 && s.Dead > 0:
			return 0, fmt.Errorf("%d articles were put aside: %s", s.Dead, s.Reason)
		case left == 0:
			return time.Duration(float64(time.Since(start)) * float64(count) / float64(before)), nil
		}
		time.Sleep(20 * time.Millisecond)
	}
}
