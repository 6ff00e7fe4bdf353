package watch

import (
	"net"
	"net/http"
	"time"

	"github.com/credence-project/credence/fetch"
)

// guarded connects to hooks. One that is not of this machine may be anywhere but here: on the
// internet or in a network of one's own, but a name of it that leads to this machine, or to what only
// this machine can reach, is not followed (package fetch tells how).
type guarded struct{ open, closed http.RoundTripper }

func newGuarded() guarded {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: fetch.Guard{Allow: fetch.Private()}.Control}
	return guarded{http.DefaultTransport, &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: 90 * time.Second, MaxIdleConns: 16,
	}}
}

// RoundTrip implements http.RoundTripper. Where the environment names a proxy, whom to connect to
// is its matter.
func (g guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	if loopback(r.URL.Hostname()) {
		return g.open.RoundTrip(r)
	}
	if proxy, err := http.ProxyFromEnvironment(r); proxy != nil || err != nil {
		return g.open.RoundTrip(r)
	}
	return g.closed.RoundTrip(r)
}
