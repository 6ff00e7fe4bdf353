package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"syscall"
)

// ErrRefused is the error of an address that is not to be connected to.
var ErrRefused = errors.New("address refused") //nolint:gochecknoglobals // a sentinel

// Guard decides which addresses are connected to: those of the public internet, and what is
// allowed. Its Control is for net.Dialer, where it sees the address that a name has led to, at the
// moment of connecting: a name that leads elsewhere the next time it is asked for gains nothing.
type Guard struct {
	Allow []netip.Prefix // connected to though it is not public
}

// Control refuses connections, by net.Dialer's contract. The error is ErrRefused.
func (g Guard) Control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %q is no address", ErrRefused, address)
	}
	return g.Check(at.Addr())
}

// Check refuses an address.
func (g Guard) Check(a netip.Addr) error {
	a = a.WithZone("").Unmap()
	inside := func(p netip.Prefix) bool { return p.Contains(a) }
	switch {
	case slices.ContainsFunc(g.Allow, inside):
		return nil
	case slices.ContainsFunc(special(), inside):
		return fmt.Errorf("%w: %s is not of the public internet", ErrRefused, a)
	}
	if nat := netip.MustParsePrefix("64:ff9b::/96"); nat.Contains(a) { // what an IPv4 address is in networks without IPv4
		b := a.As16()
		return g.Check(netip.AddrFrom4([4]byte(b[12:])))
	}
	return nil
}

// Private are the networks of houses and companies, which a program of theirs may well call.
func Private() []netip.Prefix {
	return prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
}

// Loopback is this machine.
func Loopback() []netip.Prefix { return prefixes("127.0.0.0/8", "::1/128") }

// special returns what is not of the public internet: IANA's registries of special-purpose
// addresses (RFC 6890 and after), multicast, and what carries an IPv4 address inside.
func special() []netip.Prefix {
	return slices.Concat(Private(), Loopback(), prefixes(
		"0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
		"fe80::/10", "fec0::/10", "ff00::/8",
	))
}

func prefixes(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, len(texts))
	for n, s := range texts {
		list[n] = netip.MustParsePrefix(s)
	}
	return list
}
