package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// mapFact is an act, or a denial of one, in a ledger of a test.
type mapFact struct{ actor, kind, recipient, date, modality, said string }

var mapFacts = []mapFact{
	{"RUS", "recognize-government", "AFG.TALIBAN", "2025-07-03", "asserted", "RUS"},
	{"PAK", "recognize-government", "AFG.TALIBAN", "1997-05-25", "asserted", "PAK"},
	{"NRU", "recognize-state", "XKX", "2008-04-23", "asserted", "NRU"},
	{"NRU", "withdraw-recognition", "XKX", "2019-11-13", "asserted", "NRU"},
	{"FRA", "recognize-state", "XKX", "2008-02-18", "asserted", "FRA"},
	{"YUG", "recognize-state", "BGD", "1972-01-22", "asserted", "YUG"},
	{"LBY.NTC", "recognize-state", "XKX", "2011-10-01", "asserted", "LBY.NTC"},
}

func mapEntry(n int, f mapFact) ledger.Entry {
	quote := fmt.Sprintf("%s did %s to %s", f.actor, f.kind, f.recipient)
	return ledger.Entry{
		Document: ledger.Document{Article: fmt.Sprintf("%d.txt", n), Title: "News", Text: quote + ".\n", Lang: "en", Published: f.date},
		Assertions: []ledger.Assertion{{Reader: "credence test", Says: act.Record{
			Act: f.kind, Modality: f.modality, Confidence: .99, Date: f.date, Quote: quote, End: len(quote), Claims: []string{}, AttributedTo: f.said,
			Actors: []act.RecordParty{{ID: f.actor}}, Recipients: []act.RecordParty{{ID: f.recipient}},
		}}},
	}
}

// mapServer serves a ledger of facts on 1 July 2026.
func mapServer(t testing.TB, facts []mapFact) *Server {
	t.Helper()
	var entries []ledger.Entry
	for n, f := range facts {
		entries = append(entries, mapEntry(n, f))
	}
	s, _ := newServer(t, nil, entries...)
	return s
}

func mapGet(s http.Handler, address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w
}

// drawnAs returns the class of the layer in which a link with a title stands.
func drawnAs(t *testing.T, page, title string) string {
	t.Helper()
	class := ""
	for _, m := range regexp.MustCompile(`<g class="([a-z]+)"|<title>([^<]*)</title>`).FindAllStringSubmatch(page[strings.Index(page, `class="world"`):], -1) {
		if m[1] != "" {
			class = m[1]
		} else if strings.HasPrefix(m[2], title) {
			return class
		}
	}
	return "not drawn"
}

func TestMapDrawsWhatTheLedgerTells(t *testing.T) {
	s := mapServer(t, mapFacts)
	for _, c := range []struct{ address, title, want string }{
		{"/map?of=AFG.TALIBAN&on=2025-07-02", "Russia: no", "no"},
		{"/map?of=AFG.TALIBAN&on=2025-07-03", "Russia: yes", "yes"},
		{"/map?of=AFG.TALIBAN&on=2025-07-03", "Taliban", "self"},
		{"/map?of=AFG.TALIBAN&on=1998-01-01", "Pakistan: yes", "yes"},
		{"/map?of=XKX&on=2015-01-01", "Nauru: yes", "yes"},
		{"/map?of=XKX&on=2020-01-01", "Nauru: no", "no"},
		{"/map?of=XKX&on=2020-01-01", "France: yes", "yes"},
		{"/map?of=XKX&on=2012-01-01", "Transitional National Council: yes", "yes"}, // on Libya's shape
		{"/map?of=BGD&on=1980-01-01", "Yugoslavia: yes", "yes"},                    // on the shapes of those that followed
		{"/map?of=BGD&on=1980-01-01", "Namibia: not a state", "absent"},
		{"/map?of=FRA&show=recognises&on=2020-01-01", "Kosovo: yes", "yes"},
	} {
		w := mapGet(s, c.address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", c.address, w.Code)
			continue
		}
		if got := drawnAs(t, w.Body.String(), c.title); got != c.want {
			t.Errorf("%s: %q is drawn as %q, not %q", c.address, c.title, got, c.want)
		}
	}
}

func TestMapComparesTwoDays(t *testing.T) {
	s := mapServer(t, mapFacts)
	page := mapGet(s, "/map?of=XKX&on=2020-01-01&against=2015-01-01").Body.String()
	if n := strings.Count(page, `class="changed"`); n < 1 {
		t.Errorf("nothing is marked as changed")
	}
	if !strings.Contains(page, "Nauru: no; on the other day yes") || strings.Contains(page, "France: yes; on the other day") {
		t.Error("the change is not told, or one that is none is")
	}
	rows, err := csv.NewReader(mapGet(s, "/map?of=XKX&on=2020-01-01&against=2015-01-01&format=csv").Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range rows {
		found = found || r[5] == "NRU" && r[7] == "no" && r[12] == "yes"
	}
	if !found {
		t.Error(rows)
	}
}

func TestMapMoves(t *testing.T) {
	s := mapServer(t, mapFacts)
	for _, c := range []struct{ address, on string }{
		{"/map?of=XKX&on=2020-03-31&move=back", "on=2020-02-29"},
		{"/map?of=XKX&on=2020-12-31&move=ahead", "on=2021-01-31"},
		{"/map?of=XKX&on=2020-02-29&move=ahead&step=year", "on=2021-02-28"},
		{"/map?of=XKX&on=2020-02-29&move=ahead&step=day", "on=2020-03-01"},
		{"/map?of=XKX&on=2020-02-29&move=back&step=change", "on=2019-11-13"},
		{"/map?of=XKX&on=2008-02-18&move=ahead&step=change", "on=2008-04-23"},
		{"/map?of=XKX&on=2020-01-01&move=ahead&step=change", "on=2020-01-01"}, // there is none
		{"/map?of=XKX&slide=" + fmt.Sprint(int(edtf.DayOf(2014, 5, 6))), "on=2014-05-06"},
		{"/map?of=Kosovo&against=", "of=XKX"},
	} {
		w := mapGet(s, c.address)
		to := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther || !strings.Contains(to, c.on) || strings.Contains(to, "move") || strings.Contains(to, "slide") || strings.Contains(to, "against") {
			t.Errorf("%s: %d to %q", c.address, w.Code, to)
		}
	}
}

// Enter in a field presses the first button of its form, and must not move the day.
func TestEnterOnlyShows(t *testing.T) {
	page := mapGet(mapServer(t, nil), "/map?of=XKX").Body.String()
	form := page[strings.Index(page, `class="days mapform"`):]
	if first := regexp.MustCompile(`<button[^>]*>`).FindString(form); strings.Contains(first, "name=") {
		t.Error(first)
	}
}

func TestStepsStayWithinTheDaysThatThereAre(t *testing.T) {
	for _, day := range []edtf.Day{edtf.MinDay, edtf.MaxDay, edtf.DayOf(2024, 2, 29), edtf.DayOf(2025, 12, 31), edtf.DayOf(2025, 1, 31)} {
		for _, step := range mapSteps[:3] {
			for _, sign := range []int{-1, 1} {
				got := stepped(day, step, sign)
				if !got.Valid() || sign > 0 && got < day || sign < 0 && got > day {
					t.Errorf("%s, a %s by %d: %d", day, step, sign, got)
				}
			}
		}
	}
}

func TestMapRefusesWhatItCannotAnswer(t *testing.T) {
	s := mapServer(t, nil)
	for address, want := range map[string]int{
		"/map":                                http.StatusOK,
		"/map?of=XKX":                         http.StatusOK, // of an empty ledger
		"/map?of=nowhere-land":                http.StatusNotFound,
		"/map?of=XKX&show=love":               http.StatusBadRequest,
		"/map?of=XKX&against=tomorrow":        http.StatusBadRequest,
		"/map?of=XKX&slide=-4":                http.StatusBadRequest,
		"/map?of=XKX&slide=99999999999":       http.StatusBadRequest,
		"/map?of=XKX&step=%22%3E%3Cscript%3E": http.StatusOK,
	} {
		w := mapGet(s, address)
		if w.Code != want || strings.Contains(w.Body.String(), `"><script>`) {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}

func TestMapPageIsSmall(t *testing.T) {
	s := mapServer(t, mapFacts)
	if n := mapGet(s, "/map?of=XKX&on=2020-01-01&against=2015-01-01&known=2026-06-30&doctrine=default&lang=fr").Body.Len(); n > 250_000 {
		t.Errorf("%d bytes", n)
	}
}

func TestPolicyHasItsWords(t *testing.T) {
	s := mapServer(t, nil)
	for _, r := range s.world.Rules {
		for _, l := range s.locales.list {
			if _, ok := l.words["map.policy."+r.Key]; !ok && r.Key != "" {
				t.Errorf("%s has no words for the rule %s", l.Code, r.Key)
			}
		}
	}
}

// What is kept must not outlive a new record, nor mix up doctrines or instants.
func TestKeptPanoramasFollowTheLedger(t *testing.T) {
	s := mapServer(t, mapFacts)
	count := func(address string) int { return strings.Count(mapGet(s, address).Body.String(), `value yes`) }
	future := "/map?of=AFG.TALIBAN&on=2025-07-03&known=2200-01-01" // beyond the last record
	before := count(future)
	if _, err := s.Ledger.Add(t.Context(), mapEntry(99, mapFact{"TKM", "recognize-government", "AFG.TALIBAN", "2025-07-01", "asserted", "TKM"})); err != nil {
		t.Fatal(err)
	}
	if after := count(future); after != before+1 {
		t.Errorf("%d, then %d: the page shows what was known before the last record", before, after)
	}
	if n := count("/map?of=AFG.TALIBAN&on=2025-07-03&known=2000-01-01"); n != 0 {
		t.Errorf("%d were known before there was a ledger", n)
	}
}

func TestMapsAreDrawnByManyAtOnce(t *testing.T) {
	s := mapServer(t, mapFacts)
	want := mapGet(s, "/map?of=XKX&on=2015-01-01").Body.String()
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			if mapGet(s, "/map?of=XKX&on=2015-01-01").Body.String() != want {
				t.Error("the page differs")
			}
		})
	}
	wait.Wait()
}

func BenchmarkMap(b *testing.B) {
	s := mapServer(b, mapFacts)
	for b.Loop() {
		mapGet(s, "/map?of=XKX&on=2020-01-01&against=2015-01-01")
	}
}

// A state's shape is its own row's, whatever its regimes say.
func TestNoRegimeTakesTheShapeOfAState(t *testing.T) {
	s := mapServer(t, nil)
	r := httptest.NewRequest(http.MethodGet, "/map?of=XKX&on=2012-01-01&lang=en", nil)
	q, err := s.newRequest(r)
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string]*mapShape{"LBY": {Shape: atlas.Shape{ID: "LBY"}}}
	drawn := q.claim([]mapRow{{Party: "LBY.NTC", Value: "yes"}, {Party: "LBY", Value: "no"}}, shapes)
	if shapes["LBY"].Value != "no" || drawn["LBY.NTC"] || !drawn["LBY"] {
		t.Errorf("%+v, %v", shapes["LBY"], drawn)
	}
}
