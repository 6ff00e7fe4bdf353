package colleague

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// address is where a second reader is asked.
type address struct {
	base     string // "http://127.0.0.1:8080/v1"
	loopback bool   // nothing may leave the machine
	tls      bool
}

// parseAddress reads an address. What is no loopback address must be encrypted,
// or plain be allowed.
func parseAddress(text string, plain bool) (address, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return address{}, errors.New("second reader: want an address such as http://127.0.0.1:8080")
	}
	if u.User != nil {
		return address{}, errors.New("second reader: the address must hold no name and no key, which others can see")
	}
	at := address{tls: u.Scheme == "https"}
	if !at.tls && !plain {
		if !isLoopback(u.Hostname()) {
			return address{}, fmt.Errorf("second reader: articles would travel to %s without encryption: take https, or allow it", u.Hostname())
		}
		at.loopback = true
	}
	path := strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/chat/completions")
	if path == "" {
		path = "/v1"
	}
	at.base = u.Scheme + "://" + u.Host + path
	return at, nil
}

// CheckAddress reports what is no address of a second reader, or one to which
// articles would travel as they must not.
func CheckAddress(url string, plain bool) error {
	_, err := parseAddress(url, plain)
	return err
}

// isLoopback reports whether a host is this machine by its name.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true // what it resolves to is looked at when it is dialled
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// errAway says that a loopback name led to another machine.
var errAway = errors.New("the address leads to another machine") //nolint:gochecknoglobals // a sentinel

// newClient returns a client that speaks to an address and to nobody else.
func newClient(at address) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if at.loopback {
		dialer.Control = func(_, to string, _ syscall.RawConn) error {
			if ip, err := netip.ParseAddrPort(to); err != nil || !ip.Addr().Unmap().IsLoopback() {
				return errAway
			}
			return nil
		}
	}
	transport := &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 16}
	if at.tls { // a proxy then sees nothing of the text
		transport.Proxy = http.ProxyFromEnvironment
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
