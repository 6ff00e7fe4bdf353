// Package browser proves the pages in a real Chromium: that people can do with
// them what they come for, with and without script, by mouse and by keyboard; that
// axe-core finds nothing in them; that they stay small, ask no other host and
// break none of their own rules. "make deps" installs Chromium and axe-core.
//
//	go test ./web/browser          # all of it
//	go test ./web/browser -update  # and take the pictures in docs/pages anew
//
// Non-goals: what handlers compute (package web), how fast they are (tools/bench).
package browser

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/credence-project/credence/api"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
	"github.com/credence-project/credence/watch"
	"github.com/credence-project/credence/web"
)

// examples are the articles that fill the ledgers.
const examples = "../../examples/articles"

// now is the clock of what is served: nothing that the tests see depends on the
// day on which they run.
func now() time.Time { return time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC) }

// world is what the tests share: what the example articles say, read once, and a
// running browser.
type world struct {
	names   *gazetteer.Directory
	readers *readers.Pool
	entries map[string]ledger.Entry // by the name of the article's file
	browser context.Context
	axe     string // the source of axe-core
}

// newWorld reads the example articles and starts a browser.
func newWorld(t *testing.T) *world {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf(`%v: run "make deps"`, err)
	}
	w := &world{readers: new(readers.Pool), entries: map[string]ledger.Entry{}, axe: string(axe)}
	if w.names, err = gazetteer.OpenDirectory(); err != nil {
		t.Fatal(err)
	}
	w.read(t)
	w.start(t)
	return w
}

// read reads the example articles.
func (w *world) read(t *testing.T) {
	r, err := article.New(article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range r.Open(t.Context(), examples) {
		if err != nil {
			t.Fatal(err)
		}
		said, err := w.readers.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		a.ID = strings.TrimPrefix(a.ID, "../../")
		w.entries[path.Base(a.Path)] = readers.Entry(a, said, "credence test")
	}
}

// start starts a browser with a new profile.
func (w *world) start(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf(`%v: run "make deps"`, err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en"), chromedp.Flag("accept-lang", "en"))
	all, stop := chromedp.NewExecAllocator(context.Background(), options...)
	browser, end := chromedp.NewContext(all)
	t.Cleanup(func() {
		_ = chromedp.Cancel(browser) // waits until it has ended, so that its folder can go
		end()
		stop()
	})
	if err := chromedp.Do(browser); err != nil {
		t.Fatal(err)
	}
	w.browser = browser
}

// site is a ledger of the example articles that is served.
type site struct {
	*world
	server    *httptest.Server
	ledger    *ledger.Ledger
	documents map[string]ledger.ID // by the name of the article's file
}

// serve fills a new ledger and serves it.
func (w *world) serve(t *testing.T) *site {
	s := &site{world: w, documents: map[string]ledger.ID{}}
	var err error
	recorded := ledger.Options{Now: func() time.Time { return now().Add(-time.Hour) }}
	if s.ledger, err = ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), recorded); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.ledger.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(w.entries)) { // in one order, so that what adds to what is always the same
		added, err := s.ledger.Add(t.Context(), w.entries[name])
		if err != nil {
			t.Fatal(err)
		}
		s.documents[name] = added[0].Document
	}
	s.server = httptest.NewServer(s.handler(t))
	t.Cleanup(s.server.Close)
	return s
}

// handler is what is served.
func (s *site) handler(t *testing.T) http.Handler {
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	questions, err := ask.New(s.ledger, doctrine, s.names, now)
	if err != nil {
		t.Fatal(err)
	}
	programs, err := api.New(api.Options{Questions: questions, Ledger: s.ledger, Readers: s.readers, Version: "test", Log: log})
	if err != nil {
		t.Fatal(err)
	}
	words, err := web.OpenWords()
	if err != nil {
		t.Fatal(err)
	}
	feeds := &watch.Feeds{Teller: &watch.Teller{Questions: questions, Ledger: s.ledger}, Words: words, Log: log}
	pages, err := web.New(web.Options{
		Ledger: s.ledger, Doctrine: doctrine, Names: s.names, Readers: s.readers, Version: "test", Now: now, Log: log, Owner: "Ada", Local: true,
		Questions: questions, OpenAPI: programs.Document(), Beside: map[string]http.Handler{"/api/": programs, "/feed/": feeds},
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// document returns the address of an example article.
func (s *site) document(name string) string { return "/article/" + s.documents[name].String() }

// assertion returns the address of the first thing that an example article says.
func (s *site) assertion(t *testing.T, name string) string {
	said, err := s.ledger.AssertionsOf(t.Context(), s.documents[name])
	if err != nil || len(said) == 0 {
		t.Fatalf("%s says nothing (%v)", name, err)
	}
	return "/act/" + said[0].ID.String()
}
