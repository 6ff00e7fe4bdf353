package watch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"

	"github.com/credence-project/credence/fetch"
)

// newClient returns what messages are sent by. It follows nobody elsewhere: what
// is signed for one address is for that address. What a name means is looked at
// when it is connected to, and not before: whoever has the name can let it mean this
// machine, or another in the same network, a moment later. A proxy that the
// environment names is believed; there, names are looked up by the proxy.
func newClient(timeout time.Duration, resolver *net.Resolver) *http.Client {
	dialer := &net.Dialer{
		Resolver: resolver,
		ControlContext: func(ctx context.Context, _, address string, _ syscall.RawConn) error {
			reach, _ := ctx.Value(reachKey{}).(reach)
			return reach.check(address)
		},
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		DisableKeepAlives: true, // each connection is for one hook
	}
	return &http.Client{
		Timeout: timeout, Transport: transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// reach is how far a hook reaches.
type reach int

// The zero value reaches nothing.
const (
	internet reach = iota + 1
	network        // and what is private, because the file says so
	machine        // this machine alone
	proxied        // the proxy that the environment names
)

// reachKey is the key of a reach in a context.
type reachKey struct{}

// reach returns how far a hook reaches with a request.
func (h *Hook) reach(r *http.Request) (reach, error) {
	switch proxy, err := http.ProxyFromEnvironment(r); {
	case err != nil:
		return 0, fmt.Errorf("the proxy: %w", err)
	case proxy != nil:
		return proxied, nil
	case loopback(r.URL.Hostname()):
		return machine, nil
	case h.Private:
		return network, nil
	}
	return internet, nil
}

// check refuses an address, of an IP and a port, beyond a reach.
func (r reach) check(address string) error {
	if r == proxied {
		return nil
	}
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%q is no address: %w", address, err)
	}
	a := to.Addr().Unmap().WithZone("")
	switch r {
	case machine:
		if a.IsLoopback() {
			return nil
		}
		return fmt.Errorf("%s is not this machine", a)
	case internet, network:
		if public(a) || r == network && private(a) {
			return nil
		}
		if private(a) {
			return fmt.Errorf(`%s is in a private network: write "private = true" where that is meant`, a)
		}
		return fmt.Errorf("%s is no address to be called", a)
	}
	return errors.New("nothing may be called")
}

// private reports whether an address is one of a network of one's own.
func private(a netip.Addr) bool {
	return slices.ContainsFunc(fetch.Private(), func(p netip.Prefix) bool { return p.Contains(a) })
}

// public reports whether an address is one of the internet at large.
func public(a netip.Addr) bool { return fetch.Guard{}.Check(a) == nil }
