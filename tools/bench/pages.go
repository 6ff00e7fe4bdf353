package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
	"github.com/credence-project/credence/web"
)

// pageRequests is how often each page is asked for.
const pageRequests = 300

// pageLimit is the time in which the server should have each page ready, but for
// one request in twenty.
const pageLimit = 100 * time.Millisecond

// pageKind is a page, and addresses of it that people ask for: parties as often as
// they act, days as they are asked about.
type pageKind struct {
	name    string
	address func(w *world) string
}

// pageKinds are the pages that are measured. documents and acts are ids of the
// ledger.
func pageKinds(documents, acts []ledger.ID) []pageKind {
	state := func(w *world) string { return w.states[w.draw(w.weights)] }
	on := func(w *world) string { return "?on=" + w.day(w.since[0]).String() }
	fixed := func(path string) func(*world) string { return func(*world) string { return path } }
	one := func(path string, ids []ledger.ID) func(*world) string {
		return func(w *world) string { return path + ids[w.random.IntN(len(ids))].String() }
	}
	return []pageKind{
		{"home", fixed("/")},
		{"map", func(w *world) string { return "/map" + on(w) + "&of=" + state(w) }},
		{"map, two days", func(w *world) string {
			return "/map" + on(w) + "&of=" + state(w) + "&against=" + w.day(w.since[0]).String()
		}},
		{"country", func(w *world) string { return "/of/" + state(w) + on(w) }},
		{"pair, any two states", func(w *world) string {
			a, b := w.uniform()
			return "/pair/" + w.states[a] + "/" + w.states[b] + on(w)
		}},
		{"pair, as often as they act", func(w *world) string {
			a, b := w.pair()
			return "/pair/" + w.states[a] + "/" + w.states[b] + on(w)
		}},
		{"act", one("/act/", acts)},
		{"tree", one("/tree/", acts)},
		{"article", one("/article/", documents)},
		{"check", func(w *world) string {
			a, b := w.pair()
			return "/check?claim=" + url.QueryEscape(w.names[a]+" recognises "+w.names[b])
		}},
		{"search, one party", func(w *world) string { return "/search?party=" + state(w) }},
		{"search, a kind", func(w *world) string { return "/search?kind=recognize-state&party=" + state(w) }},
		{"search, words", func(w *world) string { return "/search?words=" + url.QueryEscape(w.names[w.draw(w.weights)]) }},
		{"search, newest", fixed("/search")},
		{"sources", fixed("/sources")},
		{"doctrine", func(w *world) string {
			a, b := w.pair()
			return "/doctrine" + on(w) + "&of=" + w.states[a] + "&by=" + w.states[b]
		}},
		{"influence", func(w *world) string { return "/influence/" + state(w) }},
		{"review", fixed("/review")},
	}
}

// pages asks for every page, one request after another, and then as many readers
// at once.
func (b *ledgerBench) pages(ctx context.Context, readersAtOnce int, long time.Duration) error {
	doctrine, err := standing.Load("default")
	if err != nil {
		return err
	}
	server, err := web.New(web.Options{
		Ledger: b.l, Doctrine: doctrine, Names: b.names, Readers: new(readers.Pool), Version: "bench", Log: slog.New(slog.DiscardHandler), Owner: "bench",
	})
	if err != nil {
		return err
	}
	start := time.Now()
	if err := server.Warm(ctx); err != nil {
		return err
	}
	b.note("made ready", time.Since(start))
	fmt.Printf("  made ready in %v\n", time.Since(start).Round(time.Millisecond))
	documents, acts, err := b.someIDs(ctx)
	if err != nil {
		return err
	}
	kinds := pageKinds(documents, acts)
	fmt.Printf("  %-36s %6s %9s %9s %9s %9s %7s   ms\n", "pages, time of the server", "asked", "median", "p90", "p95", "most", "KB")
	var late []string
	for n, k := range kinds {
		w, err := newWorld(uint64(200+n), b.names, b.o.skew)
		if err != nil {
			return err
		}
		if got := b.page(server, k, w); got > pageLimit {
			late = append(late, fmt.Sprintf("%s (%.0f ms)", k.name, ms(got)))
		}
	}
	if len(late) > 0 {
		fmt.Printf("  over %v at p95: %s\n", pageLimit, strings.Join(late, ", "))
	}
	return b.crowd(ctx, server, kinds, readersAtOnce, long)
}

// page asks for one page, as often as there is patience for, prints what that took,
// and returns the time that all but one request in twenty keep to.
func (b *ledgerBench) page(server http.Handler, k pageKind, w *world) time.Duration {
	status, bytes, answered := map[int]int{}, 0, 0
	what := "page " + k.name
	for began := time.Now(); answered < pageRequests && time.Since(began) < patience/6; answered++ {
		r := httptest.NewRequest(http.MethodGet, k.address(w), nil)
		r.Host = "127.0.0.1"
		out := httptest.NewRecorder()
		start := time.Now()
		server.ServeHTTP(out, r)
		b.note(what, time.Since(start))
		status[out.Code]++
		bytes += out.Body.Len()
	}
	list := b.times[what]
	told := ""
	if status[http.StatusOK] != answered {
		told = fmt.Sprint("   status ", status)
	}
	fmt.Printf("  %-36s %6d %9.2f %9.2f %9.2f %9.2f %7d%s\n", k.name, len(list), ms(at(list, .5)), ms(at(list, .9)), ms(at(list, .95)), ms(at(list, 1)), bytes/answered/1000, told)
	return at(list, .95)
}

// someIDs returns ids of documents and of assertions.
func (b *ledgerBench) someIDs(ctx context.Context) (documents, acts []ledger.ID, err error) {
	for d, err := range b.l.Documents(ctx) {
		if err != nil {
			return nil, nil, err
		}
		said, err := b.l.AssertionsOf(ctx, d.ID)
		if err != nil {
			return nil, nil, err
		}
		if documents = append(documents, d.ID); len(said) > 0 {
			acts = append(acts, said[0].ID)
		}
		if len(documents) == pageRequests {
			break
		}
	}
	if len(acts) == 0 {
		return nil, nil, errors.New("the ledger says nothing")
	}
	return documents, acts, nil
}

// crowd lets many read at once over connections of their own, each a page after
// another, and prints how they fared. What is not answered well is an error.
func (b *ledgerBench) crowd(ctx context.Context, handler http.Handler, kinds []pageKind, count int, long time.Duration) error {
	if count == 0 {
		return nil
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }() // ends by Close
	defer server.Close()
	ctx, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	var group sync.WaitGroup
	var mutex sync.Mutex
	var failures []string
	const what = "readers at once"
	for n := range count {
		w, err := newWorld(uint64(1000+n), b.names, b.o.skew)
		if err != nil {
			return err
		}
		group.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			for ctx.Err() == nil {
				path := kinds[w.random.IntN(len(kinds))].address(w)
				start := time.Now()
				err := fetch(ctx, client, "http://"+listener.Addr().String()+path)
				mutex.Lock()
				if err == nil {
					b.note(what, time.Since(start))
				} else if ctx.Err() == nil {
					failures = append(failures, path+": "+err.Error())
				}
				mutex.Unlock()
			}
		})
	}
	group.Wait()
	list := b.times[what]
	fmt.Printf("  %d readers at once for %v: %d pages (%.0f a second), median %.0f ms, p95 %.0f, most %.0f; %d errors\n",
		count, long, len(list), float64(len(list))/long.Seconds(), ms(at(list, .5)), ms(at(list, .95)), ms(at(list, 1)), len(failures))
	if len(failures) > 0 {
		return fmt.Errorf("%d requests failed: %s", len(failures), failures[0])
	}
	return nil
}

// fetch reads a page to its end.
func fetch(ctx context.Context, client *http.Client, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}
