package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// rules are what a server's robots.txt says (RFC 9309).
type rules struct {
	group *robotstxt.Group // that is about us, nil where all is allowed
	why   error            // nothing is allowed, nil otherwise
	until time.Time        // when to ask again
}

const (
	robotsFor    = 24 * time.Hour   // how long rules hold
	robotsAgain  = 10 * time.Minute // when rules that could not be had are asked for again
	mostRobots   = 500 << 10        // bytes that are read, by RFC 9309
	longestPause = 30 * time.Second // of Crawl-delay that is heeded
)

// allowed reports as an error where a server's robots.txt does not allow an address.
func (c *Client) allowed(ctx context.Context, at *url.URL) error {
	h := c.hosts.take(&c.options, at.Hostname())
	defer c.hosts.give(h)
	server := at.Scheme + "://" + strings.ToLower(at.Host)
	x := h.known(server, c.options.Now())
	if x == nil {
		var err error
		if x, err = c.robots(ctx, server); err != nil {
			return err
		}
		h.keep(server, x)
	}
	path := at.EscapedPath()
	if at.RawQuery != "" {
		path += "?" + at.RawQuery
	}
	if path == "" {
		path = "/"
	}
	switch {
	case x.why != nil:
		return x.why
	case x.group != nil && !x.group.Test(path):
		return ErrDisallowed
	}
	return nil
}

// known returns what is known of a server's rules, nil nothing of late.
func (h *host) known(server string, now time.Time) *rules {
	h.mu.Lock()
	defer h.mu.Unlock()
	if x := h.rules[server]; x != nil && x.until.After(now) {
		return x
	}
	return nil
}

// keep keeps a server's rules.
func (h *host) keep(server string, x *rules) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.rules) > 100 { // ports of one host
		clear(h.rules)
	}
	h.rules[server] = x
	if x.group != nil {
		h.slow = min(x.group.CrawlDelay, longestPause)
	}
}

// robots asks a server for its rules. Where it has none all is allowed; where it cannot tell,
// nothing is, for a while. An address that is not connected to has no rules: that is an error.
func (c *Client) robots(ctx context.Context, server string) (*rules, error) {
	page, err := c.follow(ctx, Request{URL: server + "/robots.txt", Accept: "text/plain"}, nil)
	now := c.options.Now()
	var s *StatusError
	var wait *WaitError
	switch {
	case err == nil:
		return c.obey(page.Body, now), nil
	case ctx.Err() != nil, errors.Is(err, ErrRefused), errors.As(err, &wait):
		return nil, err
	case errors.As(err, &s) && s.Status >= 400 && s.Status < 500 && s.Status != http.StatusTooManyRequests, errors.Is(err, ErrRedirects):
		return &rules{until: now.Add(robotsFor)}, nil
	}
	return &rules{why: fmt.Errorf("its robots.txt cannot be had: %w", err), until: now.Add(robotsAgain)}, nil
}

// obey reads rules.
func (c *Client) obey(text []byte, now time.Time) *rules {
	all, err := robotstxt.FromBytes(text[:min(len(text), mostRobots)])
	if err != nil { // one line of it makes no sense: who knows what it was to forbid
		return &rules{why: fmt.Errorf("%w: it cannot be read", ErrDisallowed), until: now.Add(robotsFor)}
	}
	return &rules{group: all.FindGroup(c.name()), until: now.Add(robotsFor)}
}

// name is what robots.txt knows us by: the first word of the User-Agent, without its version.
func (c *Client) name() string {
	name, _, _ := strings.Cut(c.options.Agent, " ")
	name, _, _ = strings.Cut(name, "/")
	return name
}
