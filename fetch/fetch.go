// Package fetch gets pages and feeds from servers that nobody vouches for, and is a polite guest.
//
//	c, err := fetch.New(fetch.Options{Agent: "Credence/1.0 (+https://example.org/about)"})
//	page, err := c.Get(ctx, fetch.Request{URL: "https://example.org/feed.xml", ETag: last.ETag})
//
// Guarded: only addresses of the public internet are connected to (Guard), and what comes back is
// bounded: its size, also unpacked, its headers, its redirects, the time that it takes. Polite: one
// request a host at a time, with a pause that varies behind each; robots.txt is heeded, and so are
// Retry-After and Crawl-delay; what has not changed is not sent again. Non-goals: to read what
// comes, cookies, scripts, forms, proxies (the connection would be the proxy's to guard).
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Options say how pages are got. The zero value is useful.
type Options struct {
	Agent   string        // User-Agent; its name is what robots.txt goes by. "" for "Credence"
	Guard   Guard         // what is connected to
	Most    int64         // bytes of a page, unpacked, 0 for 8 MiB
	Timeout time.Duration // of one request, redirects and pauses not counted, 0 for 30 s
	Delay   time.Duration // between two requests to a host, half as much again by chance, 0 for 1 s
	// Resolver asks where a name leads, nil for the system's.
	Resolver *net.Resolver
	Now      func() time.Time                           // nil for time.Now
	Sleep    func(ctx context.Context, d time.Duration) // nil waits, or until ctx ends
	Chance   func() float64                             // of [0,1), nil for math/rand
	Seen     func(host string, status int, bytes int64) // is told of every answer, nil nobody
}

// Client gets pages. It may be used by several goroutines.
type Client struct {
	options Options
	http    http.RoundTripper // redirects are followed by Get, each checked
	hosts   hosts
}

// Request says what to get. With ETag or Modified it is got only where it has changed.
type Request struct {
	URL      string // http or https
	Accept   string // media types, "" any
	ETag     string // as an earlier Page had it
	Modified string // Last-Modified, as an earlier Page had it
}

// Page is what a server answered.
type Page struct {
	URL       string // where it was found in the end
	Moved     string // where the server says that it is for good, "" where it is
	Unchanged bool   // since ETag or Modified; there is no body then
	Media     string // "text/html", "" not told
	Charset   string // that the server says it is in, "" not told
	ETag      string
	Modified  string
	Body      []byte
}

// The causes that a caller may want to tell apart. See also ErrRefused and StatusError.
var (
	ErrTooLong    = errors.New("page too long")
	ErrDisallowed = errors.New("robots.txt does not allow it")
	ErrRedirects  = errors.New("redirected too often")
	ErrAddress    = errors.New("no address to get") // not http or https, or with a password
	ErrPacked     = errors.New("packed in an unknown way")
)

// StatusError is an answer that is no page.
type StatusError struct {
	Status int           // of HTTP
	After  time.Duration // that the server asks to be left alone for, 0 not told
}

// Error returns the status in words.
func (e *StatusError) Error() string {
	if e.After > 0 {
		return fmt.Sprintf("answered %d %s, wants %v of peace", e.Status, http.StatusText(e.Status), e.After.Round(time.Second))
	}
	return strings.TrimSpace(fmt.Sprintf("answered %d %s", e.Status, http.StatusText(e.Status)))
}

// Passing reports whether an error may be gone another time: trouble of the server or on the way
// to it. What is refused, disallowed, too long or not there is likely to be so again.
func Passing(err error) bool {
	var s *StatusError
	switch {
	case err == nil, errors.Is(err, ErrRefused), errors.Is(err, ErrDisallowed), errors.Is(err, ErrTooLong), errors.Is(err, ErrRedirects), errors.Is(err, ErrAddress), errors.Is(err, ErrPacked):
		return false
	case errors.As(err, &s):
		return s.Status >= 500 || s.Status == http.StatusTooManyRequests || s.Status == http.StatusRequestTimeout
	}
	return true
}

const (
	defaultMost    = 8 << 20
	defaultTimeout = 30 * time.Second
	defaultDelay   = time.Second
	mostRedirects  = 8
	mostHeaders    = 64 << 10
	longestPeace   = 24 * time.Hour // that a server can ask for
)

// New returns a client.
func New(o Options) (*Client, error) {
	o.fill()
	for _, c := range o.Agent {
		if c < ' ' || c > '~' {
			return nil, fmt.Errorf("%q is no name of a client: only printable ASCII is", o.Agent)
		}
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second, Control: o.Guard.Control, Resolver: o.Resolver}
	return &Client{options: o, hosts: hosts{of: map[string]*host{}}, http: &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: mostHeaders,
		TLSHandshakeTimeout: 10 * time.Second, MaxIdleConns: 64, MaxIdleConnsPerHost: 1, IdleConnTimeout: 20 * time.Second,
	}}, nil
}

func (o *Options) fill() {
	if o.Agent == "" {
		o.Agent = "Credence"
	}
	if o.Most <= 0 {
		o.Most = defaultMost
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.Delay <= 0 {
		o.Delay = defaultDelay
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Chance == nil {
		o.Chance = rand.Float64
	}
	if o.Sleep == nil {
		o.Sleep = func(ctx context.Context, d time.Duration) {
			timer := time.NewTimer(d)
			defer timer.Stop()
			select {
			case <-ctx.Done():
			case <-timer.C:
			}
		}
	}
}

// Get gets a page, wherever it was redirected to. It waits for its turn at each host.
func (c *Client) Get(ctx context.Context, r Request) (*Page, error) {
	page, err := c.follow(ctx, r, c.allowed)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", shown(r.URL), err)
	}
	return page, nil
}

// follow gets a page where allowed lets it, through redirects.
func (c *Client) follow(ctx context.Context, r Request, allowed func(context.Context, *url.URL) error) (*Page, error) {
	at, err := parse(r.URL)
	if err != nil {
		return nil, err
	}
	moved, forGood := "", true
	for range mostRedirects {
		if allowed != nil {
			if err := allowed(ctx, at); err != nil {
				return nil, err
			}
		}
		page, next, status, err := c.once(ctx, r, at)
		if err != nil || next == "" {
			if page != nil {
				page.Moved = moved
			}
			return page, err
		}
		to, err := at.Parse(next)
		if err != nil {
			return nil, fmt.Errorf("redirected: %w: it cannot be parsed", ErrAddress)
		}
		if at, err = parse(to.String()); err != nil {
			return nil, fmt.Errorf("redirected: %w", err)
		}
		if forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect); forGood {
			moved = at.String()
		}
	}
	return nil, fmt.Errorf("%w: %d times", ErrRedirects, mostRedirects)
}

// parse reads an address that can be got.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: it cannot be parsed", ErrAddress)
	case u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "":
		return nil, fmt.Errorf("%w: http:// or https:// and a host are wanted", ErrAddress)
	case u.User != nil:
		return nil, fmt.Errorf("%w: a name or password has no place in it", ErrAddress)
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// once asks one server once, in its turn. next is where it redirects to, with its status.
func (c *Client) once(ctx context.Context, r Request, at *url.URL) (page *Page, next string, status int, err error) {
	h, done, err := c.hosts.enter(ctx, &c.options, at.Hostname())
	if err != nil {
		return nil, "", 0, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, "", 0, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	q.Header.Set("User-Agent", c.options.Agent)
	for name, value := range map[string]string{"Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.Modified} {
		if value != "" {
			q.Header.Set(name, value)
		}
	}
	answer, err := c.http.RoundTrip(q)
	if err != nil {
		return nil, "", 0, bare(err)
	}
	defer answer.Body.Close() // nothing was written: there is no error to lose
	page, next, err = c.take(answer, at)
	if c.options.Seen != nil {
		n := int64(0)
		if page != nil {
			n = int64(len(page.Body))
		}
		c.options.Seen(at.Hostname(), answer.StatusCode, n)
	}
	var s *StatusError
	if errors.As(err, &s) {
		s.After = c.peace(answer.Header.Get("Retry-After"))
		if s.Status == http.StatusTooManyRequests || s.Status == http.StatusServiceUnavailable {
			h.leave(c.options.Now().Add(s.After))
		}
	}
	return page, next, answer.StatusCode, err
}

// take makes a page of an answer, or tells where it redirects to.
func (c *Client) take(answer *http.Response, at *url.URL) (page *Page, next string, err error) {
	switch s := answer.StatusCode; {
	case s == http.StatusNotModified:
		return &Page{URL: at.String(), Unchanged: true, ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified")}, "", nil
	case s >= 300 && s < 400 && answer.Header.Get("Location") != "":
		return nil, answer.Header.Get("Location"), nil
	case s < 200 || s > 299:
		return nil, "", &StatusError{Status: s}
	}
	if how := answer.Header.Get("Content-Encoding"); how != "" && !strings.EqualFold(how, "identity") { // gzip was unpacked on its way
		return nil, "", fmt.Errorf("%w: %.40q", ErrPacked, how)
	}
	if answer.ContentLength > c.options.Most {
		return nil, "", fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLong, answer.ContentLength, c.options.Most)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, c.options.Most+1))
	if int64(len(body)) > c.options.Most {
		return nil, "", fmt.Errorf("%w: the limit is %d bytes", ErrTooLong, c.options.Most)
	}
	if err != nil {
		return nil, "", fmt.Errorf("read the answer: %w", bare(err))
	}
	media, more, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil {
		media, more = "", nil // as if nothing were told
	}
	return &Page{
		URL: at.String(), Media: media, Charset: more["charset"], Body: body,
		ETag: answer.Header.Get("ETag"), Modified: answer.Header.Get("Last-Modified"),
	}, "", nil
}

// peace reads Retry-After: seconds, or an instant.
func (c *Client) peace(text string) time.Duration {
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, longestPeace)
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	return min(max(0, at.Sub(c.options.Now())), longestPeace)
}

// bare says it of an error that it is for want of time.
func bare(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("too slow: %w", err)
	}
	return err
}

// shown is an address as errors tell it: on one line, and not too long.
func shown(address string) string {
	const most = 200
	s := strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return '\ufffd'
		}
		return c
	}, address)
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
