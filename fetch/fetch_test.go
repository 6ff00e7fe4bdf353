package fetch_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/credence-project/credence/fetch"
)

// client returns a client that may come here, and does not dawdle.
func client(t *testing.T, change func(*fetch.Options)) *fetch.Client {
	t.Helper()
	o := fetch.Options{Agent: "Credence/test", Guard: fetch.Guard{Allow: fetch.Loopback()}, Delay: time.Millisecond, Timeout: 5 * time.Second}
	if change != nil {
		change(&o)
	}
	c, err := fetch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// serve answers by path; /robots.txt is not there unless it is among them.
func serve(t *testing.T, paths map[string]http.HandlerFunc) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, h := range paths {
		mux.HandleFunc(path, h)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) }
}

func to(where string, status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, where, status) }
}

func TestHostileServers(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{
		"/loop":   to("/loop", 302),
		"/a":      to("/b", 302),
		"/b":      to("/a", 301),
		"/file":   to("file:///etc/passwd", 302),
		"/login":  to("http://user:word@example.org/", 302),
		"/bad":    to("http://[::1/", 302),
		"/cloud":  to("http://169.254.169.254/latest/meta-data/", 302),
		"/mapped": to("http://[::ffff:10.0.0.1]/", 302),
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for range 1000 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		},
		"/lies": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "short")
		},
		"/says": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99999999999") },
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 4096 {
				if _, err := z.Write(make([]byte, 1<<20)); err != nil {
					return
				}
			}
			_ = z.Close()
		},
		"/twice": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			fmt.Fprint(w, "x")
		},
		"/brotli": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "x")
		},
		"/headers": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) },
		"/hangs":   func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/drips": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				_ = http.NewResponseController(w).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		},
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"/ill":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) },
	})
	c := client(t, func(o *fetch.Options) { o.Most, o.Timeout = 1<<20, time.Second })
	for _, x := range []struct {
		address string
		cause   error // nil: none of ours
		passing bool
	}{
		{site + "/loop", fetch.ErrRedirects, false},
		{site + "/a", fetch.ErrRedirects, false},
		{site + "/file", fetch.ErrAddress, false},
		{site + "/login", fetch.ErrAddress, false},
		{site + "/bad", fetch.ErrAddress, false},
		{site + "/cloud", fetch.ErrRefused, false},
		{site + "/mapped", fetch.ErrRefused, false},
		{site + "/endless", fetch.ErrTooLong, false},
		{site + "/lies", io.ErrUnexpectedEOF, true},
		{site + "/says", fetch.ErrTooLong, false},
		{site + "/bomb", fetch.ErrTooLong, false},
		{site + "/twice", fetch.ErrPacked, false},
		{site + "/brotli", fetch.ErrPacked, false},
		{site + "/headers", nil, true},
		{site + "/hangs", context.DeadlineExceeded, true},
		{site + "/drips", context.DeadlineExceeded, true},
		{site + "/gone", nil, false},
		{site + "/ill", nil, true},
		{"ftp://example.org/", fetch.ErrAddress, false},
		{"http://", fetch.ErrAddress, false},
		{"http://a:b@example.org/", fetch.ErrAddress, false},
		{"nowhere", fetch.ErrAddress, false},
		{"http://10.0.0.1/\n\x1b[2J", fetch.ErrAddress, false},
		{"http://0x7f.1/", nil, true},
	} {
		start := time.Now()
		page, err := c.Get(t.Context(), fetch.Request{URL: x.address})
		switch {
		case err == nil:
			t.Errorf("%s: got %d bytes", x.address, len(page.Body))
		case x.cause != nil && !errors.Is(err, x.cause):
			t.Errorf("%s: %v, want %v", x.address, err, x.cause)
		case strings.ContainsAny(err.Error(), "\n\x1b"):
			t.Errorf("%s: %q takes more than a line", x.address, err)
		case fetch.Passing(err) != x.passing:
			t.Errorf("%s: %v: passing is %v", x.address, err, !x.passing)
		}
		if took := time.Since(start); took > 4*time.Second {
			t.Errorf("%s took %v", x.address, took)
		}
	}
}

func TestLocalAddressesAreRefusedUnlessAllowed(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/": text("secret")})
	port := site[strings.LastIndex(site, ":"):]
	c := client(t, func(o *fetch.Options) { o.Guard = fetch.Guard{} })
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"} {
		if _, err := c.Get(t.Context(), fetch.Request{URL: "http://" + host + port + "/"}); !errors.Is(err, fetch.ErrRefused) {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestProxiesOfTheEnvironmentAreNotUsed(t *testing.T) {
	asked := atomic.Int32{}
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	c := client(t, func(o *fetch.Options) { o.Guard = fetch.Guard{} })
	if _, err := c.Get(t.Context(), fetch.Request{URL: "http://10.0.0.1/"}); !errors.Is(err, fetch.ErrRefused) || asked.Load() > 0 {
		t.Errorf("%v, the proxy was asked %d times", err, asked.Load())
	}
}

// names answers every question for an address with the next of a list, the last again and again.
func names(t *testing.T, addresses ...string) *net.Resolver {
	t.Helper()
	socket, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	go func() {
		n := 0
		for buffer := make([]byte, 1500); ; {
			size, from, err := socket.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:size]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response = true
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				a := netip.MustParseAddr(addresses[min(n, len(addresses)-1)]).As4()
				n++
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: a}}}
			}
			m.Additionals = nil
			if out, err := m.Pack(); err == nil {
				_, _ = socket.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", socket.LocalAddr().String())
	}}
}

// TestNamesThatLeadElsewhereTheNextTime rebinds: the first answer is where the page may be got
// from, the second is not.
func TestNamesThatLeadElsewhereTheNextTime(t *testing.T) {
	listener, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	reached := sync.Map{}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		reached.Store(local.String()[:strings.LastIndex(local.String(), ":")], r.URL.Path)
		w.Header().Set("Connection", "close")
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "secret")
	})}
	go func() { _ = server.Serve(listener) }()
	defer server.Close()
	c := client(t, func(o *fetch.Options) {
		o.Guard = fetch.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.2/32")}}
		o.Resolver = names(t, "127.0.0.2", "127.0.0.1")
	})
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	_, err = c.Get(t.Context(), fetch.Request{URL: "http://rebinds.example:" + port + "/"})
	if !errors.Is(err, fetch.ErrRefused) {
		t.Errorf("%v, want it refused", err)
	}
	if _, there := reached.Load("127.0.0.2"); !there {
		t.Error("the first address was not asked: nothing was tested")
	}
	if path, there := reached.Load("127.0.0.1"); there {
		t.Errorf("the second address was asked for %v", path)
	}
}

func TestWhatHasNotChangedIsNotSentAgain(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/feed": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		w.Header().Set("Last-Modified", "Wed, 03 Jan 2024 10:00:00 GMT")
		w.Header().Set("Content-Type", `application/rss+xml; charset="ISO-8859-1"`)
		if r.Header.Get("If-None-Match") == `"one"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, "<rss/>")
	}})
	c := client(t, nil)
	first, err := c.Get(t.Context(), fetch.Request{URL: site + "/feed"})
	if err != nil || first.Unchanged || string(first.Body) != "<rss/>" || first.Media != "application/rss+xml" || first.Charset != "ISO-8859-1" {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Get(t.Context(), fetch.Request{URL: site + "/feed", ETag: first.ETag, Modified: first.Modified})
	if err != nil || !second.Unchanged || second.Body != nil {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestRobots(t *testing.T) {
	for name, x := range map[string]struct {
		robots  http.HandlerFunc
		allowed map[string]bool
	}{
		"none":       {http.NotFound, map[string]bool{"/a": true}},
		"ours":       {text("User-agent: *\nDisallow: /\n\nUser-agent: credence\nDisallow: /private\nAllow: /private/press\n"), map[string]bool{"/a": true, "/private/x": false, "/private/press/1": true}},
		"all":        {text("User-agent: *\nDisallow: /\n"), map[string]bool{"/a": false}},
		"query":      {text("User-agent: *\nDisallow: /*?print\n"), map[string]bool{"/a?print=1": false, "/a?page=1": true}},
		"a page":     {text("<!DOCTYPE html><title>Not here</title>"), map[string]bool{"/a": true}},
		"ill":        {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, map[string]bool{"/a": false}},
		"circle":     {to("/robots.txt", 302), map[string]bool{"/a": true}},
		"silent":     {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, map[string]bool{"/a": false}},
		"senseless":  {text("Disallow: /secret\nUser-agent: *\nCrawl-delay: never\n"), map[string]bool{"/a": false}},
		"very long":  {text("User-agent: *\nDisallow: /a\n" + strings.Repeat("# nothing\n", 60_000)), map[string]bool{"/a": false, "/b": true}},
		"other name": {text("User-agent: Credenceful\nDisallow: /\n"), map[string]bool{"/a": true}},
	} {
		t.Run(name, func(t *testing.T) {
			site := serve(t, map[string]http.HandlerFunc{"/robots.txt": x.robots, "/": text("here")})
			c := client(t, func(o *fetch.Options) { o.Timeout = 300 * time.Millisecond })
			for path, want := range x.allowed {
				if _, err := c.Get(t.Context(), fetch.Request{URL: site + path}); (err == nil) != want {
					t.Errorf("%s: %v", path, err)
				}
			}
		})
	}
}

// TestRedirectsAreAskedForToo goes to a server that does not want it.
func TestRedirectsAreAskedForToo(t *testing.T) {
	closed := serve(t, map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nDisallow: /"), "/": text("here")})
	open := serve(t, map[string]http.HandlerFunc{"/": to(closed+"/", 302)})
	if _, err := client(t, nil).Get(t.Context(), fetch.Request{URL: open + "/"}); !errors.Is(err, fetch.ErrDisallowed) {
		t.Error(err)
	}
}

func TestOneRequestAHostAtATime(t *testing.T) {
	var now, most atomic.Int32
	var mu sync.Mutex
	var at []time.Time
	site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, _ *http.Request) {
		most.Store(max(most.Load(), now.Add(1)))
		mu.Lock()
		at = append(at, time.Now())
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
	}})
	const delay = 20 * time.Millisecond
	c := client(t, func(o *fetch.Options) { o.Delay = delay })
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() {
			if _, err := c.Get(t.Context(), fetch.Request{URL: site}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() != 1 {
		t.Errorf("%d at once", most.Load())
	}
	for n := 1; n < len(at); n++ {
		if gap := at[n].Sub(at[n-1]); gap < delay {
			t.Errorf("asked again after %v", gap)
		}
	}
}

func TestPeaceIsKept(t *testing.T) {
	now := time.Date(2024, 1, 3, 10, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "Wed, 03 Jan 2024 11:00:00 GMT": time.Hour, "": 0, "soon": 0, "-5": 0, "99999999999999": 0, "4000000000": 24 * time.Hour,
	} {
		asked := 0
		site := serve(t, map[string]http.HandlerFunc{"/": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			asked++
			w.Header().Set("Retry-After", header)
			w.WriteHeader(http.StatusTooManyRequests)
		}})
		clock := now
		c := client(t, func(o *fetch.Options) {
			o.Now = func() time.Time { return clock }
			o.Sleep = func(_ context.Context, d time.Duration) { clock = clock.Add(d) }
		})
		_, err := c.Get(t.Context(), fetch.Request{URL: site})
		var s *fetch.StatusError
		if !errors.As(err, &s) || s.After > want || s.After < want-time.Second {
			t.Errorf("%q: %v", header, err)
		}
		if want == 0 {
			continue
		}
		_, err = c.Get(t.Context(), fetch.Request{URL: site})
		var wait *fetch.WaitError
		if !errors.As(err, &wait) || asked != 1 || !fetch.Passing(err) {
			t.Errorf("%q: asked %d times, %v", header, asked, err)
		}
		clock = clock.Add(want + time.Second)
		if _, err = c.Get(t.Context(), fetch.Request{URL: site}); asked != 2 {
			t.Errorf("%q: not asked again: %v", header, err)
		}
	}
}

func TestWhereAPageMovedForGood(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/old": to("/new", 301), "/new": text("here"), "/now": to("/old", 302)})
	c := client(t, nil)
	for path, moved := range map[string]string{"/old": site + "/new", "/now": "", "/new": ""} {
		page, err := c.Get(t.Context(), fetch.Request{URL: site + path})
		if err != nil || page.Moved != moved || page.URL != site+"/new" {
			t.Errorf("%s: %+v, %v", path, page, err)
		}
	}
}

func TestWaitingEnds(t *testing.T) {
	site := serve(t, map[string]http.HandlerFunc{"/": text("here")})
	c := client(t, func(o *fetch.Options) { o.Delay = time.Hour })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := c.Get(ctx, fetch.Request{URL: site}); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 2*time.Second {
		t.Error(err)
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://127.0.0.1/", "//x", "http://[::1%25lo]/", "http://a\x00b/"} {
		f.Add(s)
	}
	c, err := fetch.New(fetch.Options{Timeout: time.Millisecond, Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no names")
	}}, Sleep: func(context.Context, time.Duration) {}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if u, err := url.Parse(address); err == nil { // nothing of the internet is to be bothered
			if a, err := netip.ParseAddr(u.Hostname()); err == nil && (fetch.Guard{}).Check(a) == nil {
				return
			}
		}
		if page, err := c.Get(t.Context(), fetch.Request{URL: address}); err == nil || strings.ContainsAny(err.Error(), "\n\r\x1b\x00") {
			t.Errorf("%q: %v, %q", address, page, err)
		}
	})
}
