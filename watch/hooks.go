package watch

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"runtime"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/ask"
)

// Hook is somebody who asked to be told when an answer changes.
type Hook struct {
	Question Question
	URL      string // https, or http of this machine
	Secret   []byte // by which what is sent is signed
	Private  bool   // its name may mean an address of a private network
}

// leastSecret is of how many bytes a secret must be.
const leastSecret = 16

// ReadHooks reads who is to be told from a file:
//
//	[[watch]]
//	question = "status?of=AFG.TALIBAN&by=RUS"   # as behind /feed/
//	url = "https://example.org/credence"
//	secret = "whsec_…"                          # base64 behind whsec_, else as it is
//	private = true                              # where the address is in a network of one's own
//
// Others than its owner and its group must not be able to read it. Errors name the file and, of what cannot be parsed, the line.
func ReadHooks(ctx context.Context, r *ask.Reader, file string) ([]Hook, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("reading what to watch: %w", err)
	}
	if info.Mode().Perm()&0o007 != 0 && runtime.GOOS != "windows" { // where a mode says nothing of others
		return nil, fmt.Errorf("%s holds secrets, and everybody may read it: chmod 600 %s", file, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading what to watch: %w", err)
	}
	var all struct {
		Watch []struct {
			Question, URL, Secret string
			Private               bool
		}
	}
	meta, err := toml.Decode(string(text), &all)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("%s: nothing is called %q: there are question, url, secret and private under [[watch]]", file, unknown[0])
	}
	var hooks []Hook
	seen := map[string]bool{}
	for n, x := range all.Watch {
		h, err := readHook(ctx, r, x.Question, x.URL, x.Secret, x.Private)
		if err == nil && seen[h.key()] {
			err = errors.New("the same question is sent to the same address above")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: watch %d: %w", file, n+1, err)
		}
		seen[h.key()] = true
		hooks = append(hooks, h)
	}
	return hooks, nil
}

func readHook(ctx context.Context, r *ask.Reader, question, address, secret string, private bool) (h Hook, err error) {
	sort, values, _ := strings.Cut(strings.TrimPrefix(question, "/feed/"), "?")
	v, err := url.ParseQuery(values)
	if err != nil {
		return h, fmt.Errorf("question %q: %w", question, err)
	}
	if h.Question, err = Read(ctx, r, sort, v); err != nil {
		return h, fmt.Errorf("question %q: %w", question, err)
	}
	h.URL, h.Secret, h.Private = address, []byte(secret), private
	if err := h.checkAddress(); err != nil {
		return h, err
	}
	if encoded, ok := strings.CutPrefix(secret, "whsec_"); ok {
		if h.Secret, err = base64.StdEncoding.DecodeString(encoded); err != nil {
			return h, errors.New("secret: what stands behind whsec_ is not base64")
		}
	}
	if len(h.Secret) < leastSecret {
		return h, fmt.Errorf("secret: %d bytes are too few: give %d at least", len(h.Secret), leastSecret)
	}
	return h, nil
}

// checkAddress refuses addresses to which answers would go in the open, and those
// that can be seen to lie beyond its reach.
func (h *Hook) checkAddress() error {
	u, err := url.Parse(h.URL)
	switch {
	case err != nil || u.Hostname() == "":
		return fmt.Errorf("url %q is no address: write https://example.org/hook", h.URL)
	case u.User != nil:
		return errors.New("url: a name or password has no place in it")
	case u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	case u.Scheme != "https":
		return fmt.Errorf("url %q: only https is sent to, but for this machine itself", h.URL)
	}
	a, err := netip.ParseAddr(u.Hostname())
	if err != nil || a.IsLoopback() {
		return nil //nolint:nilerr // a name: what it means is looked at when it is called
	}
	reach := internet
	if h.Private {
		reach = network
	}
	if err := reach.check(netip.AddrPortFrom(a, 443).String()); err != nil {
		return fmt.Errorf("url: %w", err)
	}
	return nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// host is where a hook is, as much of its address as can be logged.
func (h *Hook) host() string {
	u, err := url.Parse(h.URL)
	if err != nil {
		return ""
	}
	return u.Host
}

// key tells hooks apart.
func (h *Hook) key() string { return h.Question.String() + " " + h.URL }
