package fetch_test

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/credence-project/credence/fetch"
)

func TestOnlyThePublicInternetIsConnectedTo(t *testing.T) {
	for _, c := range []struct {
		address string
		refused bool
	}{
		{"93.184.216.34:80", false},
		{"[2606:2800:220:1:248:1893:25c8:1946]:443", false},
		{"127.0.0.1:80", true},
		{"127.255.1.2:80", true},
		{"0.0.0.0:80", true},
		{"10.1.2.3:80", true},
		{"172.31.255.255:80", true},
		{"172.32.0.1:80", false},
		{"192.168.1.1:80", true},
		{"100.64.0.1:80", true},
		{"169.254.169.254:80", true}, // what clouds tell their machines
		{"192.0.2.7:80", true},
		{"198.18.0.1:80", true},
		{"224.0.0.1:80", true},
		{"255.255.255.255:80", true},
		{"[::1]:80", true},
		{"[::]:80", true},
		{"[::ffff:127.0.0.1]:80", true},
		{"[::ffff:10.0.0.1]:80", true},
		{"[::ffff:93.184.216.34]:80", false},
		{"[::127.0.0.1]:80", true},
		{"[fe80::1%eth0]:80", true},
		{"[fc00::1]:80", true},
		{"[fd12:3456::1]:80", true},
		{"[ff02::1]:80", true},
		{"[64:ff9b::7f00:1]:80", true},
		{"[64:ff9b::5db8:d822]:80", false},
		{"[2002:7f00:1::]:80", true},
		{"[2001:0:4136:e378::]:80", true},
		{"[2001:db8::1]:80", true},
		{"localhost:80", true}, // names have been looked up by then
		{"", true},
	} {
		err := fetch.Guard{}.Control("tcp", c.address, nil)
		if got := errors.Is(err, fetch.ErrRefused); got != c.refused {
			t.Errorf("%s: %v", c.address, err)
		}
	}
}

func TestWhatIsAllowedIsConnectedTo(t *testing.T) {
	g := fetch.Guard{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("::1/128")}}
	for address, want := range map[string]bool{"10.1.2.3": true, "::ffff:10.1.2.3": true, "10.2.0.1": false, "::1": true, "127.0.0.1": false} {
		if err := g.Check(netip.MustParseAddr(address)); (err == nil) != want {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func FuzzGuard(f *testing.F) {
	for _, s := range []string{"127.0.0.1", "::ffff:10.0.0.1", "fe80::1%lo", "64:ff9b::a00:1"} {
		f.Add(netip.MustParseAddr(s).AsSlice())
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a, ok := netip.AddrFromSlice(b)
		if !ok {
			return
		}
		err := fetch.Guard{}.Check(a)
		if u := a.Unmap(); err == nil && (u.IsLoopback() || u.IsPrivate() || u.IsLinkLocalUnicast() || u.IsMulticast() || u.IsUnspecified() || u.IsInterfaceLocalMulticast()) {
			t.Errorf("%s is let through", a)
		}
	})
}
