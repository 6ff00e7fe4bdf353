package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// The first page tells what turned last in the world, be it recorded first, and
// what is contested, be it denied long ago.
func TestHomeTellsWhatChangedAndWhatIsContested(t *testing.T) {
	s := mapServer(t, []mapFact{
		{"RUS", "recognize-government", "AFG.TALIBAN", "2025-07-03", "asserted", "RUS"},
		{"FRA", "recognize-state", "XKX", "2008-02-18", "asserted", "FRA"},
		{"GHA", "recognize-state", "XKX", "2012-01-23", "asserted", ""},
		{"GHA", "recognize-state", "XKX", "2012-06-01", "negated", ""},
	})
	home := func() string {
		t.Helper()
		if err := s.renew(t.Context()); err != nil {
			t.Fatal(err)
		}
		return mapGet(s, "/?lang=en").Body.String()
	}
	lately := func(page string) string {
		_, rest, _ := strings.Cut(page, `id="lately"`)
		list, _, _ := strings.Cut(rest, `id="contested"`)
		return list
	}
	page := home()
	for _, want := range []string{`href="/pair/RUS/AFG.TALIBAN"`, "RUS did recognize-government to AFG.TALIBAN", `href="/pair/FRA/XKX"`} {
		if !strings.Contains(lately(page), want) {
			t.Errorf("what changed lately lacks %q:\n%s", want, lately(page))
		}
	}
	if strings.Index(lately(page), "/pair/RUS/") > strings.Index(lately(page), "/pair/FRA/") {
		t.Error("what changed last is not the first")
	}
	if _, rest, _ := strings.Cut(page, `id="contested"`); !strings.Contains(rest, "1 standing is contested today") || !strings.Contains(rest, `href="/pair/GHA/XKX"`) {
		t.Errorf("what is contested: %s", rest)
	}
	if _, err := s.Ledger.Add(t.Context(), mapEntry(99, mapFact{"TKM", "recognize-government", "AFG.TALIBAN", "2026-06-01", "asserted", "TKM"})); err != nil {
		t.Fatal(err)
	}
	s.slow.outlook.next = time.Time{} // it need not rest
	if page := lately(home()); !strings.Contains(page, "/pair/TKM/AFG.TALIBAN") {
		t.Errorf("what was recorded last is not told: %s", page)
	}
}

// What is kept ready follows the ledger, and ends with its context.
func TestTheServerKeepsItselfReady(t *testing.T) {
	s := mapServer(t, mapFacts)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.Keep(ctx)
	}()
	known, err := s.questions.Desk(s.Doctrine).Survey.Touched(t.Context(), "XKX", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	q, err := s.newRequest(httptest.NewRequest(http.MethodGet, "/of/XKX", nil))
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if s.slow.hold.has(hold{of: "XKX", on: q.on, known: known}) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	held, err := q.hold("XKX", 0, time.Minute)
	if err != nil || held == nil || len(held.Shown) == 0 {
		t.Errorf("who has a hold on XKX: %+v, %v", held, err)
	}
	stop()
	<-ended
}
