package watch

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestAddressesThatAreCalled(t *testing.T) {
	for address, want := range map[string][3]bool{ // by hooks of the internet, of a private network, of this machine
		"93.184.216.34":          {true, true, false},
		"2606:4700::1111":        {true, true, false},
		"64:ff9b::5db8:d822":     {true, true, false},
		"10.1.2.3":               {false, true, false},
		"172.16.0.1":             {false, true, false},
		"192.168.1.1":            {false, true, false},
		"100.64.0.1":             {false, true, false},
		"fd00::1":                {false, true, false},
		"::ffff:10.1.2.3":        {false, true, false},
		"127.0.0.1":              {false, false, true},
		"127.255.255.254":        {false, false, true},
		"::1":                    {false, false, true},
		"::ffff:127.0.0.1":       {false, false, true},
		"0.0.0.0":                {false, false, false},
		"::":                     {false, false, false},
		"169.254.169.254":        {false, false, false}, // what clouds tell of themselves
		"::ffff:169.254.169.254": {false, false, false},
		"fe80::1%eth0":           {false, false, false},
		"64:ff9b::a9fe:a9fe":     {false, false, false},
		"64:ff9b::7f00:1":        {false, false, false},
		"64:ff9b::a00:1":         {false, false, false},
		"::127.0.0.1":            {false, false, false},
		"2002:7f00:1::":          {false, false, false},
		"2001:0:4136:e378::1":    {false, false, false},
		"224.0.0.1":              {false, false, false},
		"ff02::1":                {false, false, false},
		"255.255.255.255":        {false, false, false},
		"192.0.0.192":            {false, false, false},
		"fec0::1":                {false, false, false},
	} {
		at := netip.AddrPortFrom(netip.MustParseAddr(address), 443).String()
		for n, r := range []reach{internet, network, machine} {
			if err := r.check(at); (err == nil) != want[n] {
				t.Errorf("%s, %d: %v", address, r, err)
			}
		}
	}
	for _, address := range []string{"", "localhost:80", "127.0.0.1", "1.2.3.4:http"} {
		if internet.check(address) == nil || network.check(address) == nil || machine.check(address) == nil {
			t.Errorf("%q is called", address)
		}
	}
	if reach(0).check("93.184.216.34:443") == nil {
		t.Error("without a reach somebody is called")
	}
}

// meaning resolves every name to addresses, each time to the next.
func meaning(t *testing.T, addresses ...string) *net.Resolver {
	server := must((&net.ListenConfig{}).ListenPacket(t.Context(), "udp", "127.0.0.1:0"))(t)
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		buffer := make([]byte, 1500)
		for n := 0; ; {
			size, from, err := server.ReadFrom(buffer)
			if err != nil {
				return // closed
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:size]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Additionals = true, nil
			if q.Type == dnsmessage.TypeA {
				a := netip.MustParseAddr(addresses[min(n, len(addresses)-1)]).As4()
				m.Answers = append(m.Answers, dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: a}})
				n++
			}
			if answer, err := m.Pack(); err == nil {
				_, _ = server.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

func TestANameIsLookedAtWhenItIsCalled(t *testing.T) {
	called := make(chan string, 10)
	inside := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { called <- r.Host }))
	defer inside.Close()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inside.URL, "http://"))
	_, questions := open(t)
	for _, c := range []struct {
		url     string
		private bool
		means   string
		called  bool
	}{
		{"http://hook.example:" + port, false, "127.0.0.1", false},
		{"http://hook.example:" + port, true, "127.0.0.1", false},
		{"http://localhost.:" + port, false, "127.0.0.1", false},
		{"http://127.0.0.1:" + port, false, "", true},
	} {
		h := Hook{Question: read(t, questions, "of?id=RUS"), URL: c.url, Secret: []byte(secret), Private: c.private}
		w := &Watcher{Options: Options{Questions: questions, Words: words{}}, client: newClient(5*time.Second, meaning(t, c.means))}
		err := w.send(t.Context(), &h, &Message{})
		if c.called != (err == nil) || !c.called && !strings.Contains(err.Error(), "no address to be called") {
			t.Errorf("%s: %v", c.url, err)
		}
	}
	if len(called) != 1 {
		t.Errorf("%d calls", len(called))
	}
	// It may mean something else the next time.
	h := Hook{Question: read(t, questions, "of?id=RUS"), URL: "http://hook.example:" + port, Secret: []byte(secret)}
	w := &Watcher{Options: Options{Questions: questions, Words: words{}}, client: newClient(300*time.Millisecond, meaning(t, "192.0.2.1", "10.0.0.1", "169.254.169.254", "127.0.0.1"))}
	for range 4 {
		if err := w.send(t.Context(), &h, &Message{}); err == nil {
			t.Error("it was called")
		}
	}
}

func TestHooksThatReachTooFar(t *testing.T) {
	_, questions := open(t)
	for address, private := range map[string][2]bool{ // whether it is taken, without and with private = true
		"https://example.org/x": {true, true}, "https://10.0.0.1/": {false, true}, "https://[fd00::1]:8443/": {false, true}, "https://169.254.169.254/": {false, false},
		"https://[::ffff:169.254.169.254]/": {false, false}, "https://0.0.0.0/": {false, false}, "http://10.0.0.1/": {false, false}, "http://example.org/": {false, false},
		"http://localhost:8081/": {true, true}, "http://[::1]/": {true, true}, "http://localhost.evil.example/": {false, false}, "https://a:b@example.org/": {false, false},
		"file:///etc/passwd": {false, false}, "gopher://example.org/": {false, false}, "https:///x": {false, false},
	} {
		for n, p := range []bool{false, true} {
			if _, err := readHook(t.Context(), questions, "of?id=RUS", address, secret, p); (err == nil) != private[n] {
				t.Errorf("%s, private %v: %v", address, p, err)
			}
		}
	}
}

func TestSecretsThatOthersCanReadAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mode says nothing there")
	}
	_, questions := open(t)
	file := filepath.Join(t.TempDir(), "watch.toml")
	text := "[[watch]]\nquestion = \"of?id=RUS\"\nurl = \"https://example.org/x\"\nsecret = \"" + secret + "\"\nprivate = true\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, good := range map[os.FileMode]bool{0o600: true, 0o640: true, 0o644: false, 0o602: false} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		hooks, err := ReadHooks(t.Context(), questions, file)
		if (err == nil) != good || good && !hooks[0].Private {
			t.Errorf("%v: %v", mode, err)
		}
	}
}
