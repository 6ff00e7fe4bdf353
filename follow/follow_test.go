package follow_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/fetch"
	"github.com/credence-project/credence/follow"
)

// site is a server whose pages a test sets.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // by path; a number is a status
	asked []string
}

func newSite(t *testing.T) *site {
	s := &site{pages: map[string]string{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	page, there := s.pages[r.URL.Path]
	if r.URL.Path != "/robots.txt" {
		s.asked = append(s.asked, r.URL.Path)
	}
	s.mu.Unlock()
	status := 0
	switch n, err := fmt.Sscanf(page, "%3d", &status); {
	case !there:
		http.NotFound(w, r)
	case err == nil && n == 1:
		w.WriteHeader(status)
	default:
		tag := fmt.Sprintf("%q", fmt.Sprint(len(page), page[max(0, len(page)-20):len(page)/2*2]))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if strings.HasPrefix(page, "<!DOCTYPE") {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(w, page)
	}
}

func (s *site) set(path, page string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

// visited returns which paths were asked for since it was last called.
func (s *site) visited() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	asked := s.asked
	s.asked = nil
	return asked
}

// bench is a follower with what it handed on.
type bench struct {
	*follow.Follower
	t     *testing.T
	site  *site
	state *follow.State
	now   time.Time
	mu    sync.Mutex
	kept  []*article.Article
	seen  map[follow.Happened]int
	fails error // of Keep
}

func newBench(t *testing.T, paths ...string) *bench {
	b := &bench{t: t, site: newSite(t), now: time.Date(2024, 3, 5, 10, 0, 0, 0, time.UTC), seen: map[follow.Happened]int{}}
	b.open(filepath.Join(t.TempDir(), "state"), paths...)
	return b
}

func (b *bench) open(file string, paths ...string) {
	b.t.Helper()
	client, err := fetch.New(fetch.Options{Guard: fetch.Guard{Allow: fetch.Loopback()}, Delay: time.Microsecond, Timeout: 300 * time.Millisecond})
	if err != nil {
		b.t.Fatal(err)
	}
	reader, err := article.New(article.Options{})
	if err != nil {
		b.t.Fatal(err)
	}
	if b.state, err = follow.OpenState(b.t.Context(), file); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = b.state.Close() })
	o := follow.Options{Get: client.Get, Articles: reader, State: b.state, Keep: b.keep, Now: func() time.Time { return b.now }, Seen: func(h follow.Happened) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.seen[h]++
	}}
	for _, p := range paths {
		o.Feeds = append(o.Feeds, follow.Feed{URL: b.site.URL + p})
	}
	if b.Follower, err = follow.New(o); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) keep(_ context.Context, a *article.Article) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails != nil {
		return "", b.fails
	}
	b.kept = append(b.kept, a)
	return fmt.Sprint("v", len(b.kept)), nil
}

// once visits all feeds, and returns what was handed on: the last words of each text, and what it
// revises.
func (b *bench) once() (got []string, err error) {
	b.kept = nil
	err = b.Once(b.t.Context())
	for _, a := range b.kept {
		text := a.Text[strings.LastIndexByte(strings.TrimSpace(a.Text), '\n')+1:]
		got = append(got, strings.TrimSpace(text+" "+strings.Join(a.Revises, ",")))
	}
	return got, err
}

func (b *bench) expect(step string, want ...string) {
	b.t.Helper()
	got, err := b.once()
	if err != nil || !slices.Equal(got, want) {
		b.t.Errorf("%s: %q, %v, want %q", step, got, err, want)
	}
}

// filler makes a text too long for a summary.
var filler = "<p>" + strings.Repeat("The ministers of both countries met in Vienna on Tuesday and spoke of trade and of fish. ", 12) + "</p>"

func rss(items ...string) string {
	return `<rss version="2.0"><channel><title>The Post</title>` + strings.Join(items, "") + "</channel></rss>"
}

func item(guid, link, content string) string {
	return fmt.Sprintf("<item><guid>%s</guid><title>On %s</title><link>%s</link><pubDate>Tue, 05 Mar 2024 09:00:00 GMT</pubDate><description><![CDATA[%s]]></description></item>", guid, guid, link, content)
}

func full(guid, last string) string {
	return strings.Replace(item(guid, "", "x"), "<description><![CDATA[x]]></description>", "<encoded><![CDATA["+filler+"<p>"+last+"</p>]]></encoded>", 1)
}

func page(last string) string {
	return "<!DOCTYPE html><html lang=en><title>On fish</title><body><article><h1>On fish</h1>" + filler + "<p>" + last + "</p></article></body></html>"
}

func TestEachEntryIsHandedOnOnce(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(full("a", "First.")))
	b.expect("at first", "First.")
	b.expect("unchanged")
	b.site.set("/feed", rss(full("b", "Second."), full("a", "First.")))
	b.expect("one more", "Second.")
	b.site.set("/feed", rss(full("b", "Second."), full("a", "First, corrected.")))
	b.expect("one has changed", "First, corrected. v1")
	b.site.set("/feed", rss(full("b", "Second."), strings.ReplaceAll(full("a", "First, corrected."), "</p>", "</p>\n\n ")))
	b.expect("spaces are no change")
	if b.seen[follow.Handed] != 2 || b.seen[follow.Revised] != 1 || b.seen[follow.Same] != 1 || b.seen[follow.Polled] != 4 {
		t.Errorf("%v", b.seen)
	}
}

func TestFullTextComesFromThePage(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(item("a", "/a.html", "<p>In short.</p>")))
	b.site.set("/a.html", page("In full."))
	b.expect("a summary", "In full.")
	a := b.kept[0]
	if a.URL != b.site.URL+"/a.html" || a.ID != a.URL || a.Entry != "a" || a.Published != "2024-03-05" || a.Publisher != "The Post" || a.Title != "On fish" {
		t.Errorf("%+v", a)
	}
	b.site.visited()
	b.expect("unchanged")
	if got := b.site.visited(); !slices.Equal(got, []string{"/feed"}) {
		t.Errorf("asked for %q", got)
	}
}

func TestPagesThatChangeLaterAreHandedOnAgain(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(item("a", "/a.html", "<p>In short.</p>")))
	b.site.set("/a.html", page("The treaty was signed."))
	b.expect("at first", "The treaty was signed.")
	b.site.set("/a.html", page("The treaty was not signed."))
	b.now = b.now.Add(30 * time.Minute)
	b.expect("too early")
	b.now = b.now.Add(time.Hour)
	b.expect("after an hour", "The treaty was not signed. v1")
	b.now = b.now.Add(6 * time.Hour)
	b.site.visited()
	b.expect("and not since")
	if got := b.site.visited(); !slices.Equal(got, []string{"/feed", "/a.html"}) {
		t.Errorf("asked for %q", got)
	}
	b.site.set("/a.html", page("The treaty was signed."))
	b.now = b.now.Add(24 * time.Hour)
	b.expect("as it was", "The treaty was signed. v1") // what keep calls versions begins anew with each visit
	b.site.set("/a.html", "<!DOCTYPE html><title>Subscribe</title><p>Subscribe to read on, it costs little.</p>")
	b.now = b.now.Add(49 * time.Hour)
	b.expect("a wall is no version")
	b.site.set("/a.html", "404")
	for range 10 {
		b.now = b.now.Add(24 * 24 * time.Hour)
		b.expect("gone is no version")
	}
	if b.seen[follow.Rechecked] != 6 {
		t.Errorf("looked at again %d times, want 6", b.seen[follow.Rechecked])
	}
}

func TestSummariesDoWherePagesCannotBeHad(t *testing.T) {
	for name, answer := range map[string]string{"gone": "410", "forbidden": "403", "a wall": "<!DOCTYPE html><p>Pay.</p>", "a picture": "\x89PNG\r\n\x1a\n", "empty": "<!DOCTYPE html>"} {
		b := newBench(t, "/feed")
		b.site.set("/feed", rss(item("a", "/a.html", "<p>Norway opened an embassy in Dakar.</p>")))
		b.site.set("/a.html", answer)
		b.expect(name, "Norway opened an embassy in Dakar.")
		b.expect(name + ", again")
	}
	for name, link := range map[string]string{"none": "", "a file": "file:///etc/passwd", "the network inside": "http://10.0.0.1/", "the cloud": "http://169.254.169.254/latest", "script": "javascript:alert(1)"} {
		b := newBench(t, "/feed")
		b.site.set("/feed", rss(item("a", link, "<p>Norway opened an embassy in Dakar.</p>")))
		b.expect(name, "Norway opened an embassy in Dakar.")
	}
}

func TestPagesAreTriedAgain(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(item("a", "/a.html", "<p>Short.</p>"), item("b", "/b.html", "<p>Brief.</p>"), full("c", "Whole.")))
	b.site.set("/a.html", "503 ill")
	b.site.set("/b.html", "500 ill")
	b.expect("ill", "Whole.")
	b.site.set("/a.html", page("Long."))
	b.expect("well again", "Long.")
	b.expect("three times in vain", "Brief.")
	b.expect("done")
}

func TestWhatIsNotKeptComesAgain(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(full("a", "First."), full("b", "Second.")))
	b.fails = errors.New("the disk is full")
	if got, err := b.once(); len(got) > 0 || err == nil || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), b.site.URL+"/feed") {
		t.Errorf("%q, %v", got, err)
	}
	b.fails = nil
	b.expect("it is left in peace for a while")
	b.now = b.now.Add(2 * time.Minute)
	b.expect("then comes again", "First.", "Second.")
}

func TestFeedsThatFail(t *testing.T) {
	for name, x := range map[string]struct{ answer, says string }{
		"gone":         {"410", "410"},
		"ill":          {"503", "503"},
		"a page":       {"<!DOCTYPE html><html><title>x</title>", "a page and no feed"},
		"nothing":      {" ", "neither RSS nor Atom"},
		"a picture":    {"\x89PNG\r\n\x1a\n", "not text"},
		"other xml":    {"<catalog/>", "neither RSS nor Atom"},
		"other json":   {`{"error":"no"}`, "no JSON Feed"},
		"cut off":      {"<rss><channel><item><title>", "EOF"},
		"billions":     {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss>&b;`, "rss"},
		"many nestled": {"<rss>" + strings.Repeat("<a>", 100_000), ""},
	} {
		b := newBench(t, "/feed")
		b.site.set("/feed", x.answer)
		got, err := b.once()
		if len(got) > 0 || err == nil || name != "billions" && !strings.Contains(err.Error(), x.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		b.site.visited()
		b.expect(name + ": in peace")
		if asked := b.site.visited(); len(asked) > 0 {
			t.Errorf("%s: asked for %q", name, asked)
		}
	}
	b := newBench(t, "/feed")
	b.site.set("/feed", rss())
	b.expect("a feed without entries is fine")
}

// TestFeedsThatFailAreAskedLessAndLess counts visits over two days to a feed that is asked every ten minutes.
func TestFeedsThatFailAreAskedLessAndLess(t *testing.T) {
	b := newBench(t, "/feed")
	b.site.set("/feed", "500")
	for range 2 * 24 * 6 {
		_, _ = b.once()
		b.now = b.now.Add(10 * time.Minute)
	}
	if n := len(b.site.visited()); n < 6 || n > 14 {
		t.Errorf("asked %d times", n)
	}
	b.site.set("/feed", rss(full("a", "First.")))
	b.now = b.now.Add(48 * time.Hour)
	b.expect("well again", "First.")
	b.site.set("/feed", rss(full("a", "First."), full("b", "Second.")))
	b.expect("and asked as ever", "Second.")
}

func TestOneBadEntryDoesNotSpoilAFeed(t *testing.T) {
	b := newBench(t, "/feed", "/none", "/json")
	b.site.set("/feed", rss(full("a", "First."), "<item></item>", full("b", "Second.")))
	b.site.set("/json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":[{}]},{"id":"j","content_html":"`+filler+`<p>Third.</p>"}]}`)
	got, err := b.once()
	slices.Sort(got)
	if !slices.Equal(got, []string{"First.", "Second.", "Third."}) || err == nil || !strings.Contains(err.Error(), "/none") || strings.Contains(err.Error(), "/feed") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAStateHasOneFollower(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state")
	b := newBench(t, "/feed")
	b.site.set("/feed", rss(full("a", "First.")))
	b.open(file, "/feed")
	b.expect("with the first", "First.")
	if other, err := follow.OpenState(t.Context(), file); err == nil {
		_ = other.Close()
		t.Error("it was opened twice")
	} else if !strings.Contains(err.Error(), file) {
		t.Error(err)
	}
	if err := b.state.Close(); err != nil {
		t.Fatal(err)
	}
	b.open(file, "/feed")
	b.expect("what the first knew the second knows")
}

func TestRunningStops(t *testing.T) {
	b := newBench(t, "/feed", "/other")
	b.site.set("/feed", rss(full("a", "First.")))
	b.site.set("/other", rss())
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, time.Hour) }()
	for range 500 {
		b.mu.Lock()
		n := len(b.kept)
		b.mu.Unlock()
		if n > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("it does not stop")
	}
	b.expect("it was noted")
}
