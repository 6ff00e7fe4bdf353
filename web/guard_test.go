package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

const (
	hostile  = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`
	password = "correct horse battery"
)

// guarded is a server with a small ledger, and what it logs.
type guarded struct {
	*Server
	t     *testing.T
	log   *bytes.Buffer
	entry ledger.Entry
}

// newGuarded returns a server of a ledger with a hostile article in it, with
// options set by set.
func newGuarded(t *testing.T, set func(*Options)) *guarded {
	t.Helper()
	g := &guarded{t: t, log: new(bytes.Buffer), entry: hostileEntry()}
	g.Server, _ = newServer(t, func(o *Options) {
		o.Version, o.Owner, o.Log = "test", "Ada", slog.New(slog.NewTextHandler(g.log, nil))
		o.Now = func() time.Time { return time.Date(2025, 8, 1, 12, 0, 0, 0, time.UTC) }
		if set != nil {
			set(o)
		}
	}, g.entry)
	return g
}

// withAccounts has a server ask for accounts, one of each role.
func withAccounts(t *testing.T) func(*Options) {
	t.Helper()
	store, err := account.Open(filepath.Join(t.TempDir(), "accounts.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range account.Roles() {
		if err := store.Add(string(role), role, password); err != nil {
			t.Fatal(err)
		}
	}
	return func(o *Options) { o.Accounts = store }
}

// hostileEntry is an article that wants to be more than text, and that says two
// things.
func hostileEntry() ledger.Entry {
	quotes := []string{"Russia recognised the \u202eTaliban\u202c " + hostile, "China {{.}} denied it " + hostile}
	e := ledger.Entry{Reader: "credence test", Document: ledger.Document{
		Source: hostile, Article: hostile, URL: "javascript:alert(3)", Title: "\u202e" + hostile, Byline: hostile, Published: "2025-07-07", Lang: `en" onload="alert(4)`,
	}}
	e.Document.Text = hostile + " "
	for n, quote := range quotes {
		start := len(e.Document.Text)
		e.Document.Text += quote + ". "
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: e.Reader, Says: act.Record{
			Act: "recognize-government", Date: "2025-07-03", DateText: hostile, Modality: "asserted", Quote: quote, Start: start, End: start + len(quote), Confidence: .6, Claims: []string{},
			Actors: []act.RecordParty{{ID: []string{"RUS", "CHN"}[n], Text: hostile}}, Recipients: []act.RecordParty{{ID: "AFG.TALIBAN", Text: hostile}},
		}})
	}
	return e
}

// assertion returns the id of the n-th thing that the article says.
func (g *guarded) assertion(n int) string {
	a := g.entry.Assertions[n]
	a.Document = ledger.DocumentID(&g.entry.Document)
	return ledger.AssertionID(&a).String()
}

// ask answers a request that change has changed.
func (g *guarded) ask(method, target string, body io.Reader, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(g.t.Context(), method, target, body)
	r.Host = "localhost:8080"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	g.ServeHTTP(w, r)
	return w
}

// post sends a form.
func (g *guarded) post(target string, form url.Values, change func(*http.Request)) *httptest.ResponseRecorder {
	return g.ask(http.MethodPost, target, strings.NewReader(form.Encode()), func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if change != nil {
			change(r)
		}
	})
}

// pages are addresses of all sorts of pages.
func (g *guarded) pages() []string {
	id, doc := g.assertion(0), ledger.DocumentID(&g.entry.Document).String()
	return []string{"/", "/of/AFG.TALIBAN", "/pair/RUS/AFG.TALIBAN", "/act/" + id, "/article/" + doc, "/check?claim=" + url.QueryEscape(hostile), "/read", "/nowhere",
		"/review", "/review/" + id, "/review/" + id + "/correct", "/review/" + id + "/merge", "/review/" + id + "/split", "/review/agreement", "/review/source",
		"/review/source?source=" + url.QueryEscape(hostile), "/of/" + url.PathEscape(hostile), "/?on=" + url.QueryEscape(hostile), "/ask?q=" + url.QueryEscape(hostile),
		"/review?after=" + url.QueryEscape(hostile), "/?lang=" + url.QueryEscape(hostile), "/healthz", "/metrics", "/act/" + id + "?format=csv"}
}

var executable = regexp.MustCompile(`(?i)<script(?: src="/static/[\w.]+" defer)?>alert|<img|<[^>]*\son\w+=|<[^>]*\sstyle=|href="javascript:|<style`)

func TestEveryPageIsSafe(t *testing.T) {
	g := newGuarded(t, func(o *Options) { o.Local = true })
	for _, target := range g.pages() {
		w := g.ask(http.MethodGet, target, nil, nil)
		body := w.Body.String()
		if w.Code >= 500 {
			t.Errorf("%s: %d\n%s", target, w.Code, g.log)
		}
		if found := executable.FindString(unquoted(body)); found != "" {
			t.Errorf("%s: %s", target, found)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Content-Security-Policy": policy} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q", target, name, got)
			}
		}
		if w.Header().Get("X-Request-Id") == "" {
			t.Errorf("%s has no id", target)
		}
	}
	if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Error(policy)
	}
}

// unquoted returns a page without the values of its attributes, which may say
// anything, and must not contain the sign that ends them.
func unquoted(body string) string {
	return regexp.MustCompile(`(value|title|content|lang|placeholder)="[^"<>]*"`).ReplaceAllString(body, `$1`)
}

func TestTemplatesHoldNoCode(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:`)
	script := regexp.MustCompile(`(?is)<script[^>]*>(.*?)</script>`)
	foreign := regexp.MustCompile(`(?i)(src|href|action)="(https?:)?//`)
	err := fs.WalkDir(templateFiles, "templates", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := templateFiles.ReadFile(file)
		if err != nil {
			return err
		}
		if found := inline.FindString(string(text)); found != "" {
			t.Errorf("%s: %q", file, found)
		}
		for _, s := range script.FindAllStringSubmatch(string(text), -1) {
			if strings.TrimSpace(s[1]) != "" || !strings.Contains(s[0], "src=") {
				t.Errorf("%s: %q", file, s[0])
			}
		}
		if found := foreign.FindString(string(text)); found != "" {
			t.Errorf("%s: %q leads to another host", file, found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoCodeTakesTextForMarkup keeps all text of pages escaped: what goes around
// html/template's escaping has no place here.
func TestNoCodeTakesTextForMarkup(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	around := regexp.MustCompile(`template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\b|"text/template"`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := around.FindString(string(text)); found != "" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s: %s", file, found)
		}
	}
}

func TestRequestsFromElsewhereAreRefused(t *testing.T) {
	g := newGuarded(t, func(o *Options) { o.Local = true })
	form := url.Values{"why": {"because"}}
	for name, c := range map[string]struct {
		change func(*http.Request)
		want   int
	}{
		"same origin":      {func(r *http.Request) { r.Header.Set("Origin", "http://localhost:8080") }, http.StatusSeeOther},
		"no browser":       {nil, http.StatusSeeOther},
		"another origin":   {func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") }, http.StatusForbidden},
		"another site":     {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		"a sandboxed page": {func(r *http.Request) { r.Header.Set("Origin", "null") }, http.StatusForbidden},
		"another name":     {func(r *http.Request) { r.Host = "evil.example:8080" }, http.StatusMisdirectedRequest},
		"a likely name":    {func(r *http.Request) { r.Host = "localhost.evil.example" }, http.StatusMisdirectedRequest},
		"no name":          {func(r *http.Request) { r.Host = "" }, http.StatusMisdirectedRequest},
		"another address":  {func(r *http.Request) { r.Host = "192.168.1.2:8080" }, http.StatusMisdirectedRequest},
		"IPv6":             {func(r *http.Request) { r.Host = "[::1]:8080" }, http.StatusSeeOther},
	} {
		if w := g.post("/review/"+g.assertion(1)+"/unsure", form, c.change); w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
	}
}

func TestHostileRequests(t *testing.T) {
	g := newGuarded(t, nil)
	multipart := func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=x") }
	for name, c := range map[string]struct {
		method, target string
		body           io.Reader
		change         func(*http.Request)
		want           []int
	}{
		"a path that climbs":     {http.MethodGet, "/static/../web.go", nil, nil, []int{http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusNotFound}},
		"a path that hides it":   {http.MethodGet, "/static/%2e%2e%2fweb.go", nil, nil, []int{http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusNotFound}},
		"a folder":               {http.MethodGet, "/static/", nil, nil, []int{http.StatusNotFound}},
		"a method":               {"BREW", "/", nil, nil, []int{http.StatusNotFound, http.StatusMethodNotAllowed}},
		"a body without end":     {http.MethodPost, "/read", io.LimitReader(endless{}, 1<<30), multipart, []int{http.StatusUnprocessableEntity, http.StatusBadRequest}},
		"a large text":           {http.MethodPost, "/read", strings.NewReader("text=" + strings.Repeat("a", 11<<20)), func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, []int{http.StatusUnprocessableEntity}},
		"a bad multipart":        {http.MethodPost, "/read", strings.NewReader("--x\r\nContent-Disposition: nonsense\r\n\r\nhalf"), multipart, []int{http.StatusBadRequest}},
		"a multipart of nothing": {http.MethodPost, "/read", strings.NewReader(""), multipart, []int{http.StatusBadRequest}},
		"a form for a decision":  {http.MethodPost, "/review/" + g.assertion(0) + "/accept", strings.NewReader(strings.Repeat("a=b&", 1<<20)), func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, []int{http.StatusBadRequest}},
		"a verb":                 {http.MethodPost, "/review/" + g.assertion(0) + "/destroy", nil, nil, []int{http.StatusNotFound}},
		"an id":                  {http.MethodPost, "/review/%00%ff/accept", nil, nil, []int{http.StatusNotFound}},
		"a day":                  {http.MethodGet, "/?on=9999999-99-99&known=" + strings.Repeat("9", 5000), nil, nil, []int{http.StatusBadRequest}},
	} {
		w := g.ask(c.method, c.target, c.body, c.change)
		ok := false
		for _, want := range c.want {
			ok = ok || w.Code == want
		}
		if !ok {
			t.Errorf("%s: %d, want %v", name, w.Code, c.want)
		}
	}
	if g.log.Len() == 0 || strings.Contains(g.log.String(), "panicked") {
		t.Error(g.log)
	}
}

// endless is a body that goes on.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for n := range b {
		b[n] = 'x'
	}
	return len(b), nil
}

func TestAPageThatPanicsIsA500(t *testing.T) {
	g := newGuarded(t, nil)
	g.page("GET /panics", func(*request) (*page, error) { panic("no <b>luck</b>") })
	w := g.ask(http.MethodGet, "/panics", nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "luck") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	id := w.Header().Get("X-Request-Id")
	for _, want := range []string{"luck", "guard_test.go", "request=" + id, "status=500"} {
		if !strings.Contains(g.log.String(), want) {
			t.Errorf("the log has no %q: %s", want, g.log)
		}
	}
}

func TestATardyPageIsA503(t *testing.T) {
	g := newGuarded(t, func(o *Options) { o.Limits.Time = time.Millisecond })
	g.page("GET /tardy", func(q *request) (*page, error) {
		<-q.Context().Done()
		return nil, fmt.Errorf("asking: %w", context.DeadlineExceeded)
	})
	if w := g.ask(http.MethodGet, "/tardy", nil, nil); w.Code != http.StatusServiceUnavailable {
		t.Errorf("%d", w.Code)
	}
}

func TestWhoSendsTooOftenWaits(t *testing.T) {
	g := newGuarded(t, func(o *Options) { o.Limits.Posts = Rate{.0001, 2}; o.TrustProxy = true })
	send := func(from string) int {
		return g.post("/signout", nil, func(r *http.Request) { r.Header.Set("X-Forwarded-For", "1.1.1.1, "+from) }).Code
	}
	for n, c := range []struct {
		from string
		want int
	}{{"9.9.9.9", 303}, {"9.9.9.9", 303}, {"9.9.9.9", 429}, {"8.8.8.8", 303}, {"2001:db8::1", 303}, {"2001:db8::2", 303}, {"2001:db8::3", 429}, {"2001:db8:0:1::3", 303}} {
		if got := send(c.from); got != c.want {
			t.Errorf("%d, %s: %d, want %d", n, c.from, got, c.want)
		}
	}
	if w := g.ask(http.MethodGet, "/", nil, nil); w.Code != http.StatusOK {
		t.Errorf("reading waits too: %d", w.Code)
	}
}

func TestRatesForgetWhoIsQuiet(t *testing.T) {
	r, now := newRates(Rate{1, 1}), time.Now()
	for n := range mostClients {
		r.allow(fmt.Sprint(n), now)
	}
	if !r.allow("new", now) || r.allow("newer", now) || len(r.of) != mostClients {
		t.Errorf("%d clients", len(r.of))
	}
	if !r.allow("later", now.Add(time.Minute)) || len(r.of) != 1 {
		t.Errorf("%d clients", len(r.of))
	}
}

func TestPagesAreCompressed(t *testing.T) {
	g := newGuarded(t, nil)
	w := g.ask(http.MethodGet, "/", nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Etag") == "" {
		t.Errorf("%v", w.Header())
	}
	again := g.ask(http.MethodGet, "/", nil, func(r *http.Request) {
		r.Header.Set("Accept-Encoding", "gzip")
		r.Header.Set("If-None-Match", w.Header().Get("Etag"))
	})
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("%d, %d bytes", again.Code, again.Body.Len())
	}
}

func TestMetricsTellNothingOfWhatIsAsked(t *testing.T) {
	g := newGuarded(t, nil)
	g.ask(http.MethodGet, "/of/AFG.TALIBAN?on=2025-07-06", nil, nil)
	g.ask("BREW", "/of/secret", nil, nil)
	body := g.ask(http.MethodGet, "/metrics", nil, nil).Body.String()
	for _, want := range []string{`credence_http_requests_total{method="GET",route="/of/{id}",status="200"} 1`, `method="other"`, "credence_http_request_seconds_bucket", "go_goroutines", `version="test"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, never := range []string{"TALIBAN", "secret", "BREW", "Ada", "2025-07-06"} {
		if strings.Contains(body, never) {
			t.Errorf("%s stands in the metrics", never)
		}
	}
	if strings.Contains(g.log.String(), "2025-07-06") {
		t.Error("the question stands in the log")
	}
}

func TestReadinessIsThatOfTheLedger(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if w := g.ask(http.MethodGet, path, nil, nil); w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// session returns the cookie of who signs in.
func (g *guarded) session(name string) func(*http.Request) {
	g.t.Helper()
	w := g.post("/signin", url.Values{"name": {name}, "password": {password}}, nil)
	if len(w.Result().Cookies()) != 1 {
		g.t.Fatalf("signing in as %s: %d %s", name, w.Code, w.Body)
	}
	c := w.Result().Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
		g.t.Errorf("%v", c)
	}
	return func(r *http.Request) { r.AddCookie(c) }
}

func TestRolesMayWhatTheyMay(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	id := g.assertion(0)
	sessions := map[string]func(*http.Request){"": nil}
	for _, role := range account.Roles() {
		sessions[string(role)] = g.session(string(role))
	}
	for _, c := range []struct {
		method, target string
		form           url.Values
		want           [4]int // of nobody, a reader, a reviewer, an admin
	}{
		{"GET", "/", nil, [4]int{303, 200, 200, 200}},
		{"GET", "/signin", nil, [4]int{200, 200, 200, 200}},
		{"GET", "/static/nothing.css", nil, [4]int{404, 404, 404, 404}},
		{"GET", "/review", nil, [4]int{303, 200, 200, 200}},
		{"GET", "/api/v1/status", nil, [4]int{401, 404, 404, 404}},
		{"POST", "/api/v1/anything", nil, [4]int{401, 403, 404, 404}},
		{"POST", "/api/v1/diff", nil, [4]int{401, 404, 404, 404}},
		{"GET", "/review/" + id + "/correct", nil, [4]int{303, 403, 200, 200}},
		{"POST", "/review/" + id + "/unsure", nil, [4]int{303, 403, 303, 303}},
		{"POST", "/read", url.Values{"text": {"Iraq invaded Kuwait on August 2, 1990."}}, [4]int{303, 200, 200, 200}},
		{"POST", "/read", url.Values{"text": {"Iraq invaded Kuwait on August 2, 1990."}, "store": {"yes"}}, [4]int{303, 403, 303, 303}},
		{"GET", "/review/source", nil, [4]int{303, 403, 403, 200}},
		{"POST", "/review/source", url.Values{"source": {hostile}}, [4]int{303, 403, 403, 422}},
		{"POST", "/a/page/of/later", nil, [4]int{303, 403, 404, 404}},
	} {
		for n, who := range []string{"", "reader", "reviewer", "admin"} {
			w := g.post(c.target, c.form, func(r *http.Request) {
				r.Method = c.method
				if sessions[who] != nil {
					sessions[who](r)
				}
			})
			if w.Code != c.want[n] {
				t.Errorf("%s %s as %q: %d, want %d", c.method, c.target, who, w.Code, c.want[n])
			}
			if who == "" && w.Code == 303 && !strings.HasPrefix(w.Header().Get("Location"), "/signin") {
				t.Errorf("%s leads to %s", c.target, w.Header().Get("Location"))
			}
		}
	}
}

func TestSigningInAndOut(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	server := httptest.NewServer(g)
	defer server.Close()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	get := func() string {
		r, err := client.Get(server.URL + "/of/AFG.TALIBAN?on=2025-07-06")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		text, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return r.Request.URL.Path + "\n" + string(text)
	}
	if page := get(); !strings.HasPrefix(page, "/signin\n") || !strings.Contains(page, `value="/of/AFG.TALIBAN?on=2025-07-06"`) {
		t.Fatalf("nobody sees %.200s", page)
	}
	sign := func(form url.Values, path string) *http.Response {
		r, err := client.PostForm(server.URL+path, form)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := sign(url.Values{"name": {"admin"}, "password": {"wrong"}}, "/signin"); r.StatusCode != http.StatusForbidden {
		t.Errorf("%d", r.StatusCode)
	}
	if r := sign(url.Values{"name": {"admin"}, "password": {password}, "to": {"/of/AFG.TALIBAN"}}, "/signin"); r.StatusCode != 200 || r.Request.URL.Path != "/of/AFG.TALIBAN" {
		t.Errorf("%d %s", r.StatusCode, r.Request.URL)
	}
	if page := get(); !strings.HasPrefix(page, "/of/") || !strings.Contains(page, ">admin<") {
		t.Errorf("signed in, it is %.100s", page)
	}
	sign(nil, "/signout")
	if page := get(); !strings.HasPrefix(page, "/signin\n") {
		t.Errorf("signed out, it is %.100s", page)
	}
	if strings.Contains(g.log.String(), password) {
		t.Error("a password stands in the log")
	}
}

func TestProgramsSendNameAndPassword(t *testing.T) {
	var store *account.Store
	g := newGuarded(t, func(o *Options) { withAccounts(t)(o); store = o.Accounts; o.Limits.SignIns = Rate{.0001, 4} })
	ask := func(path, name, password string) int {
		return g.ask(http.MethodGet, path, nil, func(r *http.Request) { r.SetBasicAuth(name, password) }).Code
	}
	for range 20 { // what was right once is not counted again
		if code := ask("/api/v1/nothing", "reader", password); code != http.StatusNotFound {
			t.Fatalf("%d", code)
		}
	}
	if code := ask("/", "reader", password); code != http.StatusSeeOther {
		t.Errorf("a page let a program in: %d", code)
	}
	if w := g.ask(http.MethodGet, "/feed/nothing", nil, nil); w.Code != http.StatusUnauthorized || !strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic") {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if code := ask("/api/v1/nothing", "reader", "wrong"); code != http.StatusUnauthorized {
		t.Errorf("%d", code)
	}
	if err := store.SetPassword("reader", password+"!"); err != nil {
		t.Fatal(err)
	}
	if code := ask("/api/v1/nothing", "reader", password); code != http.StatusUnauthorized {
		t.Errorf("the old password still opens: %d", code)
	}
	if code := ask("/api/v1/nothing", "reader", password+"!"); code != http.StatusNotFound {
		t.Errorf("the new one does not: %d", code)
	}
	if code := ask("/api/v1/nothing", "admin", password); code != http.StatusUnauthorized {
		t.Errorf("a fifth attempt is let in: %d", code)
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	for to, want := range map[string]string{
		"/review?a=b": "/review?a=b", "": "/", "review": "/", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "/\t/evil.example": "/",
		"javascript:alert(1)": "/", "/%5cevil.example": "/%5cevil.example", "/%2fevil.example": "/", "http:/evil": "/", "/a\r\nSet-Cookie: x=y": "/",
	} {
		if got := inside(to); got != want {
			t.Errorf("%q leads to %q, want %q", to, got, want)
		}
	}
}

func TestUnderTLSTheCookieIsOfThisHostAlone(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	g.TrustProxy = true
	w := g.post("/signin", url.Values{"name": {"admin"}, "password": {password}}, func(r *http.Request) { r.Header.Set("X-Forwarded-Proto", "https") })
	c := w.Result().Cookies()[0]
	if c.Name != "__Host-credence" || !c.Secure || w.Header().Get("Strict-Transport-Security") == "" {
		t.Errorf("%v", c)
	}
}

func FuzzSigningInLeadsInside(f *testing.F) {
	for _, to := range []string{"/", "//a", `/\a`, "/a?b#c", "http://a", "/%2f/a", "/a\x00"} {
		f.Add(to)
	}
	base := &url.URL{Scheme: "https", Host: "here.example", Path: "/signin"}
	f.Fuzz(func(t *testing.T, to string) {
		got := inside(to)
		u, err := base.Parse(got)
		if err != nil || u.Host != base.Host || u.Scheme != base.Scheme || !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\\\r\n") {
			t.Errorf("%q leads to %q", to, got)
		}
	})
}
