package watch

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/ask"
)

// Hook is somebody who asked to be told when an answer changes.
type Hook struct {
	Question Question
	URL      string // https, or http of this machine
	Secret   []byte // by which what is sent is signed
}

// leastSecret is of how many bytes a secret must be.
const leastSecret = 16

// ReadHooks reads who is to be told from a file:
//
//	[[watch]]
//	question = "status?of=AFG.TALIBAN&by=RUS"   # as behind /feed/
//	url = "https://example.org/credence"
//	secret = "whsec_…"                          # base64 behind whsec_, else as it is
//
// Errors name the file and, of what cannot be parsed, the line.
func ReadHooks(ctx context.Context, r *ask.Reader, file string) ([]Hook, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading what to watch: %w", err)
	}
	var all struct {
		Watch []struct{ Question, URL, Secret string }
	}
	meta, err := toml.Decode(string(text), &all)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("%s: nothing is called %q: there are question, url and secret under [[watch]]", file, unknown[0])
	}
	var hooks []Hook
	seen := map[string]bool{}
	for n, x := range all.Watch {
		h, err := readHook(ctx, r, x.Question, x.URL, x.Secret)
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

func readHook(ctx context.Context, r *ask.Reader, question, address, secret string) (h Hook, err error) {
	sort, values, _ := strings.Cut(strings.TrimPrefix(question, "/feed/"), "?")
	v, err := url.ParseQuery(values)
	if err != nil {
		return h, fmt.Errorf("question %q: %w", question, err)
	}
	if h.Question, err = Read(ctx, r, sort, v); err != nil {
		return h, fmt.Errorf("question %q: %w", question, err)
	}
	if err := checkAddress(address); err != nil {
		return h, err
	}
	h.URL, h.Secret = address, []byte(secret)
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

// checkAddress refuses addresses to which answers would go in the open.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "":
		return fmt.Errorf("url %q is no address: write https://example.org/hook", address)
	case u.User != nil:
		return errors.New("url: a name or password has no place in it")
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	}
	return fmt.Errorf("url %q: only https is sent to, but for this machine itself", address)
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
