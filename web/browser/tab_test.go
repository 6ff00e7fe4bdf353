package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a tab waits for what must come. It is long, so that no
// test fails for a slow machine.
const patience = 60 * time.Second

// tab is a tab of the browser, with cookies of its own, that keeps account of
// what its pages do.
type tab struct {
	*testing.T
	site *site
	ctx  context.Context
	deeds
}

// deeds are what the pages of a tab did. A browser's goroutine fills it.
type deeds struct {
	sync.Mutex
	bytes   map[network.RequestID]float64 // received for each request since the last page
	hosts   []string                      // asked, other than the site's
	trouble []string                      // errors of scripts and of loading, breaches of the page's own rules
}

// tab opens a tab.
func (s *site) tab(t *testing.T) *tab {
	ctx, cancel := chromedp.NewContext(s.browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	b := &tab{T: t, site: s, ctx: ctx, deeds: deeds{bytes: map[network.RequestID]float64{}}}
	if err := chromedp.Listen(ctx, b.see); err != nil {
		t.Fatal(err)
	}
	b.call(func() error {
		_, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
		return err
	})
	return b
}

// see takes note of an event.
func (b *tab) see(event any) {
	b.Lock()
	defer b.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Scheme != "data" && !strings.HasPrefix(e.Request.URL, b.site.server.URL+"/") {
			b.hosts = append(b.hosts, e.Request.URL)
		}
	case *network.EventLoadingFinished:
		b.bytes[e.RequestID] += e.EncodedDataLength
	case *runtime.EventExceptionThrown:
		b.trouble = append(b.trouble, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			b.trouble = append(b.trouble, fmt.Sprintf("console: %s: %v", e.Type, e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			b.trouble = append(b.trouble, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// weigh returns how many bytes were received since it was asked last.
func (b *tab) weigh() (sum int) {
	b.Lock()
	defer b.Unlock()
	for _, n := range b.bytes {
		sum += int(n)
	}
	clear(b.bytes)
	return sum
}

// clean fails where a page did what no page may.
func (b *tab) clean() {
	b.Helper()
	b.Lock()
	defer b.Unlock()
	for _, x := range b.hosts {
		b.Errorf("another host was asked: %s", x)
	}
	for _, x := range b.trouble {
		b.Errorf("the browser complains: %s", x)
	}
	b.hosts, b.trouble = nil, nil
}

// call does what may fail.
func (b *tab) call(do func() error) {
	b.Helper()
	if err := do(); err != nil {
		b.Fatal(err)
	}
}

// do does steps one after another.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	b.call(func() error { return chromedp.Do(b.ctx, steps...) })
}

// open goes to a path of the site.
func (b *tab) open(path string) {
	b.Helper()
	b.do(chromedp.Navigate(b.site.server.URL + path))
}

// follow does steps that lead to another page, and waits for it.
func (b *tab) follow(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	b.call(func() error {
		r, err := chromedp.RunResponse(b.ctx, steps...)
		if err == nil && r.Status >= 400 {
			err = fmt.Errorf("%s: status %d", r.URL, r.Status)
		}
		return err
	})
}

// value is what a script returns.
func value[T any](b *tab, script string) T {
	b.Helper()
	x, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%.80s: %v", script, err)
	}
	return x
}

// text is the text of the first element that a selector names.
func (b *tab) text(selector string) string {
	b.Helper()
	x, err := chromedp.Run(b.ctx, chromedp.TextContent(chromedp.CSS(selector)))
	if err != nil {
		b.Fatalf("%s: %v", selector, err)
	}
	return strings.Join(strings.Fields(x), " ")
}

// has fails where the text of an element does not hold words.
func (b *tab) has(selector string, words ...string) {
	b.Helper()
	text := b.text(selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.Errorf("%s has no %q: %q", selector, w, text)
		}
	}
}

// at is the path and question of the page that is shown.
func (b *tab) at() string {
	b.Helper()
	x, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimPrefix(x, b.site.server.URL)
}

// look sets the window's width and whether the page is light or dark.
func (b *tab) look(width int64, dark bool) {
	b.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	b.do(chromedp.EmulateViewport(width, 900))
	b.call(func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}})
		return err
	})
}

// withoutScript turns the pages' scripts off.
func (b *tab) withoutScript() {
	b.Helper()
	b.call(func() error {
		_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}
