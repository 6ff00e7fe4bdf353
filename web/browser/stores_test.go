package browser

import (
	"cmp"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// How many addresses are compared.
const (
	mostOfAPage   = 2   // of one page with questions of one sort
	mostCompared  = 600 // in all, which is more than there are
	leastCompared = 120
)

// alike proves that two stores answer alike, byte for byte: every page, file, feed
// and answer for programs that a page leads to, before and after people decided.
func alike(t *testing.T, one, other *site) {
	t.Parallel()
	one, other = one.serve(t, sqlite), other.serve(t, postgres)
	before := compare(t, one, other)
	for _, s := range []*site{one, other} {
		s.decide(t)
	}
	after := compare(t, one, other)
	if min(before, after) < leastCompared || max(before, after) == mostCompared {
		t.Errorf("%d addresses were compared, and %d after decisions", before, after)
	}
}

// asked are addresses that no page leads to: those of forms, and some for programs.
func (s *site) asked(t *testing.T) []string {
	list := []string{
		"/search?words=recognised+Taliban&lang=fr", "/search?actor=RUS", "/search?recipient=AFG.TALIBAN", "/search?party=AFG&kind=recognize-government",
		"/search?actor=FRA&recipient=PSE&modality=future", "/search?actor=USA&party=CUB", "/search?recipient=CUB&party=USA", "/search?from=2015-01-01&to=2024-12-31",
		"/search?source=" + url.QueryEscape(s.source(t)), "/search?lang_of=fr", "/search?modality=negated", "/search?party=RUS&known=2026-07-01T10:59:30Z", "/search?words=no+such+words",
		"/influence/AFG?on=2025-07-07", "/review?sort=age", "/review/agreement", "/review/source?source=" + url.QueryEscape(s.source(t)),
		"/map?of=AFG.TALIBAN&on=2025-07-07&against=1990-01-01", "/map?by=RUS&on=2025-07-07", "/doctrine?of=AFG.TALIBAN&by=RUS&on=2025-07-07",
		"/feed/of?id=AFG.TALIBAN", "/feed/status?of=AFG.TALIBAN&by=RUS", "/feed/history?a=USA&b=CUB",
		"/api/v1/status?of=AFG.TALIBAN", "/api/v1/history?a=USA&b=CUB&limit=3", "/api/v1/changes", "/api/v1/search?party=RUS&limit=2", "/api/v1/why/" + s.said(t, "russie-talibans-2025.md")[0],
		"/api/v1/check?claim=Russia+recognised+the+Taliban+government", "/check?claim=France+was+the+first+country+to+recognise+Palestine",
	}
	for _, p := range s.pages(t) {
		list = append(list, p.path)
	}
	return list
}

var (
	links = regexp.MustCompile(`(?:href|action)="(/[^"]*)"`)
	ids   = regexp.MustCompile(`^[0-9a-f]{8,}$`)
	// What is asked again in another language, or as known then, or not of a ledger.
	elsewhere = regexp.MustCompile(`^/static/|[?&;](lang|known)=`)
)

// compare asks two sites for the same, from page to page, and returns for how much.
func compare(t *testing.T, one, other *site) (count int) {
	known, of := map[string]bool{}, map[string]int{}
	next := one.asked(t)
	for asked := len(next); len(next) > 0 && count < mostCompared; asked-- {
		address := html.UnescapeString(next[0])
		next = next[1:]
		sort, found := sortOf(t, address), asked <= 0
		if known[address] || found && (of[sort] >= mostOfAPage || elsewhere.MatchString(address)) {
			continue
		}
		known[address] = true
		of[sort]++
		count++
		page, words := answers(t, one, other, address)
		if words != "" {
			t.Fatalf("%s: %s", address, words)
		}
		for _, found := range links.FindAllStringSubmatch(page, -1) {
			next = append(next, found[1])
		}
	}
	return count
}

// sortOf is an address without what it asks about: its page, and the names of what
// stands in its question.
func sortOf(t *testing.T, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(u.Path, "/")
	for n, x := range parts {
		if n > 1 && (ids.MatchString(x) || strings.ToUpper(x) == x) {
			parts[n] = "*"
		}
	}
	var keys []string
	for key := range u.Query() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return strings.Join(append(parts, keys...), " ")
}

// answers returns what one site answers, and how another does otherwise, "" where
// it does not. What is worked out beside the requests has some time to come.
func answers(t *testing.T, one, other *site, address string) (page, words string) {
	for began := time.Now(); time.Since(began) < patience; time.Sleep(20 * time.Millisecond) {
		want, got := one.get(t, address), other.get(t, address)
		page = want.Body.String()
		switch {
		case want.Code >= http.StatusInternalServerError || want.Code != got.Code:
			return page, fmt.Sprintf("status %d in %s, %d in %s", want.Code, sqlite, got.Code, postgres)
		case page == got.Body.String():
			return page, ""
		}
		words = difference(page, got.Body.String())
	}
	return page, words
}

// get asks a site, without a browser.
func (s *site) get(t *testing.T, address string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	r.Host = "127.0.0.1"
	w := httptest.NewRecorder()
	s.server.Config.Handler.ServeHTTP(w, r)
	return w
}

// difference is where two texts part.
func difference(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	part := func(s string) string { return s[max(0, min(len(s), n)-60):min(len(s), n+100)] }
	return cmp.Or(part(a), "nothing") + " — " + cmp.Or(part(b), "nothing")
}

// decide does what people do in the queue: each decision, one of them taken back.
func (s *site) decide(t *testing.T) {
	var said []string
	for _, name := range []string{"russie-talibans-2025.md", "us-cuba-2015.html", "palestine-three-countries-2024.txt"} {
		said = append(said, s.said(t, name)...)
	}
	why := url.Values{"why": {"the text says so"}}
	s.post(t, "/review/"+said[0]+"/reject", why)
	s.post(t, "/review/"+said[1]+"/accept", nil)
	s.post(t, "/review/"+said[2]+"/unsure", why)
	s.post(t, "/review/"+said[3]+"/correct", url.Values{"why": {"a slip"}, "date": {"2015-07-19"}})
	s.post(t, "/review/-/undo", url.Values{"why": {"too early"}, "number": {"2"}})
	s.post(t, "/review/source", url.Values{"why": {"a hoax"}, "source": {s.source(t)}, "sure": {"yes"}})
}

// post sends a form, as a page of the site does.
func (s *site) post(t *testing.T, address string, form url.Values) {
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Host = "127.0.0.1"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	s.server.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%s: status %d: %.300s", address, w.Code, w.Body)
	}
}
