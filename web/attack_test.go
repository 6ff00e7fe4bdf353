package web

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/credence-project/credence/account"
)

func TestOtherSitesLoadNothing(t *testing.T) {
	g := newGuarded(t, func(o *Options) { o.Local = true })
	for _, c := range []struct {
		site, mode, dest string
		want             int
	}{
		{"", "", "", 200}, {"none", "navigate", "document", 200}, {"same-origin", "cors", "empty", 200}, {"same-origin", "no-cors", "script", 200},
		{"cross-site", "navigate", "document", 200}, {"same-site", "navigate", "document", 200}, // a link
		{"cross-site", "no-cors", "image", 403}, {"cross-site", "cors", "empty", 403}, {"cross-site", "navigate", "iframe", 403}, {"cross-site", "no-cors", "empty", 403},
		{"same-site", "no-cors", "script", 403}, {"cross-site", "", "", 403}, {"CROSS-SITE", "no-cors", "image", 403}, {"unheard-of", "no-cors", "image", 403},
	} {
		for _, target := range []string{"/search?words=secret", "/check?claim=x", "/metrics"} {
			w := g.ask(http.MethodGet, target, nil, func(r *http.Request) {
				for name, value := range map[string]string{"Sec-Fetch-Site": c.site, "Sec-Fetch-Mode": c.mode, "Sec-Fetch-Dest": c.dest} {
					if value != "" {
						r.Header.Set(name, value)
					}
				}
			})
			if w.Code != c.want {
				t.Errorf("%s from %+v: %d", target, c, w.Code)
			}
		}
	}
}

// Signing somebody in, or out, is a change too.
func TestOtherSitesSignNobodyIn(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	for _, target := range []string{"/signin", "/signout"} {
		w := g.post(target, url.Values{"name": {"admin"}, "password": {password}}, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
		if w.Code != http.StatusForbidden || len(w.Result().Cookies()) > 0 {
			t.Errorf("%s: %d %v", target, w.Code, w.Result().Cookies())
		}
	}
	w := g.ask(http.MethodGet, "/signin?name=admin&password="+url.QueryEscape(password), nil, nil)
	if len(w.Result().Cookies()) > 0 || strings.Contains(w.Body.String(), password) {
		t.Errorf("an address signs in: %v", w.Result().Cookies())
	}
}

// What a proxy tells is believed of nobody else.
func TestNobodyElseTellsWhatAProxyTells(t *testing.T) {
	g := newGuarded(t, func(o *Options) {
		withAccounts(t)(o)
		o.Limits.SignIns = Rate{.0001, 3}
	})
	for n, want := range []int{403, 403, 403, 429, 429} {
		w := g.post("/signin", url.Values{"name": {"admin"}, "password": {"wrong"}}, func(r *http.Request) {
			r.Header.Set("X-Forwarded-For", "9.9.9."+string(rune('0'+n)))
			r.Header.Set("X-Forwarded-Proto", "https")
			r.Header.Set("X-Request-Id", "chosen-by-me")
		})
		if w.Code != want || w.Header().Get("X-Request-Id") == "chosen-by-me" || w.Header().Get("Strict-Transport-Security") != "" {
			t.Errorf("%d: %d %v", n, w.Code, w.Header())
		}
	}
	g.TrustProxy = true
	w := g.ask(http.MethodGet, "/signin", nil, func(r *http.Request) { r.Header.Set("X-Request-Id", "a\r\nlevel=ERROR msg=forged") })
	if strings.Contains(w.Header().Get("X-Request-Id"), "forged") {
		t.Errorf("%v", w.Header())
	}
	g.ask(http.MethodGet, "/x%0alevel=ERROR%20msg=forged", nil, func(r *http.Request) { r.Header.Set("X-Forwarded-For", "1.1.1.1\nlevel=ERROR msg=forged") })
	if strings.Contains(g.log.String(), "\nlevel=ERROR msg=forged") {
		t.Error("a line of the log is the client's own")
	}
}

// However an address is written, it wants the role of the page that answers.
func TestNoWayOfWritingAnAddressAvoidsItsRole(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	reader := g.session("reader")
	id := g.assertion(0)
	before, err := g.Ledger.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{
		"/review/source", "/review/%73ource", "/review//source", "/./review/source", "/static/../review/source", "/static/%2e%2e/review/source", "/review/source/", "/REVIEW/source",
		"/api/v1/../../review/source", "/review/source;x=y", "/signin/../review/source", "//review/source", "/review/" + id + "/correct", "/review/" + id + "/%63orrect",
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete, "BREW"} {
			w := g.ask(method, target, strings.NewReader("why=x&sure=yes&source="+url.QueryEscape(hostile)), func(r *http.Request) {
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("X-HTTP-Method-Override", "GET")
				reader(r)
			})
			moved := w.Code == http.StatusMovedPermanently || w.Code == http.StatusTemporaryRedirect
			if w.Code < 300 || w.Code == http.StatusSeeOther || moved && strings.HasPrefix(w.Header().Get("Location"), "//") {
				t.Errorf("%s %s: %d, to %q", method, target, w.Code, w.Header().Get("Location"))
			}
		}
	}
	if after, err := g.Ledger.Latest(t.Context()); err != nil || !after.Equal(before) {
		t.Errorf("something was recorded at %v (%v)", after, err)
	}
}

// What stands in a cookie of a message is shown as words, if at all.
func TestCookiesThatWereMadeUp(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	admin := g.session("admin")
	for _, text := range []string{
		`{"k":"said.accept","p":["what"],"n":1}`, `{"k":"said.accept","p":["what","` + `<script>alert(1)</script>` + `","number","{n}"],"n":-9223372036854775808,"u":"\"><script>alert(1)</script>"}`,
		`{"k":"said.`, `{"k":"problem.internal"}`, `{"k":"said.nothing","p":null,"n":1e400}`, `[]`, "\x00", strings.Repeat("[", 5000),
	} {
		w := g.ask(http.MethodGet, "/review", nil, func(r *http.Request) {
			admin(r)
			r.AddCookie(&http.Cookie{Name: said, Value: base64.RawURLEncoding.EncodeToString([]byte(text))})
			r.Header.Add("Cookie", `lang=en"><script>alert(1)</script>`)
		})
		if body := w.Body.String(); w.Code != http.StatusOK || strings.Contains(body, "<script>alert") {
			t.Errorf("%.80q: %d", text, w.Code)
		}
	}
	if strings.Contains(g.log.String(), "panicked") {
		t.Error(g.log)
	}
}

func TestSessionsThatWereMadeUp(t *testing.T) {
	var store *account.Store
	g := newGuarded(t, func(o *Options) { withAccounts(t)(o); store = o.Accounts })
	w := g.post("/signin", url.Values{"name": {"reader"}, "password": {password}}, nil)
	good := w.Result().Cookies()[0].Value
	parts := strings.Split(good, ".")
	name := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	code := func(value, cookie string) int {
		return g.ask(http.MethodGet, "/review", nil, func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookie, Value: value}) }).Code
	}
	if got := code(good, "credence"); got != http.StatusOK {
		t.Fatalf("%d", got)
	}
	for _, value := range []string{
		name("admin") + "." + parts[1] + "." + parts[2], parts[0] + ".zzzzzzzz." + parts[2], parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1], "", "..", "...",
		parts[0] + "." + parts[1] + "." + strings.ToUpper(parts[2]), good + "." + parts[2], parts[0] + ".-1." + parts[2], parts[0] + "=." + parts[1] + "." + parts[2],
		strings.Repeat("a", 4000), name("") + "." + parts[1] + "." + parts[2],
	} {
		if got := code(value, "credence"); got != http.StatusSeeOther {
			t.Errorf("%.60s: %d", value, got)
		}
	}
	if got := code(good, "__Host-credence"); got != http.StatusSeeOther {
		t.Errorf("over a plain connection the cookie of TLS is taken: %d", got)
	}
	if err := store.Remove("reader"); err != nil {
		t.Fatal(err)
	}
	if err := store.Add("reader", account.Admin, password); err != nil {
		t.Fatal(err)
	}
	if got := code(good, "credence"); got != http.StatusSeeOther {
		t.Errorf("who was removed and came again has the old session: %d", got)
	}
}

// No field of the first page leads to another host.
func TestAskingLeadsNowhereElse(t *testing.T) {
	g := newGuarded(t, nil)
	for _, text := range []string{"//evil.example", "https://evil.example/", `\\evil.example`, "/\\evil.example", "javascript:alert(1)", "\r\nLocation: https://evil.example", "%2f%2fevil.example"} {
		w := g.ask(http.MethodGet, "/ask?q="+url.QueryEscape(text), nil, nil)
		to, err := url.Parse(w.Header().Get("Location"))
		if err != nil || to.Host != "" || to.Scheme != "" || strings.HasPrefix(w.Header().Get("Location"), "//") || strings.ContainsAny(w.Header().Get("Location"), "\\\r\n") {
			t.Errorf("%q leads to %q", text, w.Header().Get("Location"))
		}
	}
}

// Answers are nobody's but who asked: no cache between may keep them.
func TestNothingIsKeptForOthers(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	admin := g.session("admin")
	for _, target := range append(g.pages(), "/signin", "/api/v1/nothing") {
		for _, who := range []func(*http.Request){admin, nil} {
			var w *httptest.ResponseRecorder
			if w = g.ask(http.MethodGet, target, nil, who); w.Code == http.StatusMovedPermanently {
				continue
			}
			if kept := w.Header().Get("Cache-Control"); !strings.HasPrefix(kept, "private") && kept != "no-store" && !(target == "/metrics" && kept == "") {
				t.Errorf("%s: status %d, Cache-Control %q", target, w.Code, kept)
			}
		}
	}
}
