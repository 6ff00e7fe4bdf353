package web

import (
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// told is a report in short.
type told struct{ kind, actor, recipient, date, modality, quote string }

// library serves a ledger with a document for each source's reports.
func library(t *testing.T, bySource map[string][]told) *Server {
	t.Helper()
	var entries []ledger.Entry
	for source, list := range bySource {
		e := ledger.Entry{Document: ledger.Document{Source: source, Article: source + "/1", Title: "Of " + source, Lang: "en", Published: "2025-07-05"}}
		for _, x := range list {
			start := len(e.Document.Text)
			e.Document.Text += x.quote + "\n"
			says := act.Record{
				Act: x.kind, Date: x.date, Modality: x.modality, Quote: x.quote, Start: start, End: start + len(x.quote), Confidence: .9, Claims: []string{},
				Actors: []act.RecordParty{{ID: x.actor, Text: x.actor}}, Recipients: []act.RecordParty{{ID: x.recipient, Text: x.recipient}},
			}
			if strings.HasPrefix(x.kind, "has-") {
				says.Kind, says.State, says.Act = "state", x.kind, ""
			}
			e.Assertions = append(e.Assertions, ledger.Assertion{Reader: "credence test", Says: says})
		}
		entries = append(entries, e)
	}
	s, _ := newServer(t, nil, entries...)
	return s
}

// shelf is what most tests read.
func shelf() map[string][]told {
	return map[string][]told{
		"a.org": {
			{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "asserted", "Russia recognised the Taliban."},
			{"establish-relations", "CHN", "AFG.TALIBAN", "2024-01-30", "asserted", "China and the Taliban established relations."},
			{"deploy-forces", "USA", "AFG", "2001-10-07", "asserted", "American forces went in."},
		},
		"b.org": {
			{"recognize-government", "FRA", "AFG.TALIBAN", "2025-07-04", "negated", "Paris n’a pas reconnu <b>Kaboul</b>."},
			{"recognize-government", "IRN", "AFG.TALIBAN", "2025-06-01", "negated", "Iran has not recognised them."},
		},
		"c.org": {{"recognize-government", "IRN", "AFG.TALIBAN", "2025-06-01", "asserted", "Iran has recognised them."}},
	}
}

// open returns a page, of which it wants a status.
func (s *Server) open(t *testing.T, address string, status int) string {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	if w.Code != status {
		t.Fatalf("%s: status %d, want %d", address, w.Code, status)
	}
	body := w.Body.String()
	if strings.Contains(body, "style=\"") || strings.Contains(body, "<b>Kaboul") {
		t.Errorf("%s: code or the words of an article stand in the page", address)
	}
	return body
}

// settled opens a page until what is worked out beside it is there.
func (s *Server) settled(t *testing.T, address string) string {
	t.Helper()
	for range 100 {
		if body := s.open(t, address, http.StatusOK); !strings.Contains(body, "being worked out") {
			return body
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s is never worked out", address)
	return ""
}

func TestSearchPage(t *testing.T) {
	s := library(t, shelf())
	const russia, china, forces, france, iranNot, iran = "Russia recognised", "China and", "American forces", "Paris n", "Iran has not", "Iran has recognised"
	all := []string{russia, china, forces, france, iranNot, iran}
	for query, want := range map[string][]string{
		"":                                    all,
		"?party=Russie":                       {russia},
		"?party=AFG.TALIBAN&modality=negated": {france, iranNot},
		"?actor=IRN":                          {iranNot, iran},
		"?recipient=AFG&to=2010":              {forces},
		"?kind=deploy-forces&kind=establish-relations": {china, forces},
		"?from=2025-06&to=2025-06":                     {iranNot, iran},
		"?source=c.org":                                {iran},
		"?lang_of=fr":                                  nil,
		"?words=KABOUL+reconnu":                        {france},
		"?words=%3Cscript%3E":                          nil,
		"?known=2001-01-01":                            nil,
		"?actor=&kind=&modality=&from=&to=&source=":    all,
	} {
		body := s.open(t, "/search"+query, http.StatusOK)
		for _, quote := range all {
			is, should := strings.Contains(body, quote), false
			for _, w := range want {
				should = should || w == quote
			}
			if is != should {
				t.Errorf("%s: %q shown %v", query, quote, is)
			}
		}
		if len(want) == 0 && !strings.Contains(body, "Nothing was found") {
			t.Errorf("%s: finds nothing and does not say so", query)
		}
	}
	for query, status := range map[string]int{
		"?party=Atlantis": 404, "?from=yesterday": 400, "?to=2025-13": 400, "?kind=frown": 400, "?modality=maybe": 400, "?lang_of=%3C%3E": 400,
		"?after=x": 400, "?after=-1": 400, "?words=" + strings.Repeat("a", 201): 400,
	} {
		s.open(t, "/search"+query, status)
	}
	rows, err := csv.NewReader(strings.NewReader(s.open(t, "/search?actor=IRN&format=csv", http.StatusOK))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Errorf("the file has %d rows: %v", len(rows), err)
	}
}

var nextPage = regexp.MustCompile(`rel="next" href="([^"]*)"`)

func TestSearchPagesLeadToAll(t *testing.T) {
	var list []told
	for n := range 2*resultsShown + 7 {
		list = append(list, told{"meet", "FRA", "DEU", fmt.Sprintf("%d-02-03", 1800+n), "asserted", fmt.Sprintf("They met, time %d.", n)})
	}
	s := library(t, map[string][]told{"a.org": list})
	address, seen := "/search?party=FRA", 0
	for pages := 1; ; pages++ {
		body := s.open(t, address, http.StatusOK)
		seen += strings.Count(body, "They met, time")
		next := nextPage.FindStringSubmatch(body)
		if next == nil {
			if seen != len(list) || pages != 3 {
				t.Errorf("%d of %d reports on %d pages", seen, len(list), pages)
			}
			return
		}
		if address = html.UnescapeString(next[1]); !strings.Contains(address, "known=") {
			t.Errorf("%s is not as known at one instant", address)
		}
	}
}

func TestCountryShowsActsAndInfluence(t *testing.T) {
	s := library(t, shelf())
	s.settled(t, "/influence/AFG")
	body := s.open(t, "/of/AFG", http.StatusOK)
	for _, want := range []string{"American forces", "Iran has not", "/search?party=AFG", "/influence/AFG"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestSourcesPage(t *testing.T) {
	many := shelf()
	for n := range sourcesShown {
		many[fmt.Sprintf("source%03d.org", n)] = []told{{"meet", "FRA", "DEU", "2020-02-03", "asserted", fmt.Sprintf("They met, says %d.", n)}}
	}
	s := library(t, many)
	body := s.settled(t, "/sources")
	if !strings.Contains(body, `href="/search?source=b.org"`) || !strings.Contains(body, "253 sources") || strings.Contains(body, "source249.org") {
		t.Error("the first page of sources is not what it should be")
	}
	next := nextPage.FindStringSubmatch(body)
	if next == nil || !strings.Contains(s.open(t, html.UnescapeString(next[1]), http.StatusOK), "source249.org") {
		t.Error("the second page of sources has not the last")
	}
	s.open(t, "/sources?skip=9999999", http.StatusOK)
	s.open(t, "/sources?skip=-1", http.StatusBadRequest)
	if rows := strings.Count(s.open(t, "/sources?format=csv", http.StatusOK), "\n"); rows != 254 {
		t.Errorf("the file has %d lines", rows)
	}
}

func TestDoctrinesDifferOnTheSameActs(t *testing.T) {
	s := library(t, shelf())
	body := s.open(t, "/doctrine?by=CHN&of=AFG.TALIBAN", http.StatusOK)
	for _, want := range []string{"they differ", "China and the Taliban", "takes no notice", "diplomatic relations recognise", "no evidence"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	rules := s.open(t, "/doctrine", http.StatusOK)
	for _, want := range []string{"declared recognition", "Montevideo Convention 1933, arts 6, 7", "Estrada doctrine, 1930"} {
		if !strings.Contains(rules, want) {
			t.Errorf("no %q among the rules", want)
		}
	}
	s.open(t, "/doctrine?by=CHN", http.StatusOK)
	s.open(t, "/doctrine?by=CHN&of=CHN", http.StatusBadRequest)
	s.open(t, "/doctrine?by=CHN&of=Atlantis", http.StatusNotFound)
}

func TestInfluencePage(t *testing.T) {
	s := library(t, shelf())
	body := s.settled(t, "/influence/AFG")
	for _, want := range []string{"<svg class=\"shares\"", "url(#look-1)", "American forces", "United States", "<summary>Method"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	if body := s.settled(t, "/influence/NRU"); strings.Contains(body, "<svg class=\"shares\"") || !strings.Contains(body, "no acts") {
		t.Error("a chart of nothing")
	}
	if csv := s.open(t, "/influence/AFG?format=csv&from=2001-10-07&on=2001-12-01", http.StatusOK); !strings.Contains(csv, "AFG,2001-12-01,USA,1.00") {
		t.Errorf("file:\n%s", csv)
	}
	s.open(t, "/influence", http.StatusOK)
	s.open(t, "/influence?of=AFG", http.StatusSeeOther)
	s.open(t, "/influence/AFG?from=2030", http.StatusBadRequest)
	s.open(t, "/influence/AFG?from=soon", http.StatusBadRequest)
	s.open(t, "/influence/Atlantis", http.StatusNotFound)
}

func TestHomeShowsWhatChangedAndWhatIsContested(t *testing.T) {
	s := library(t, shelf())
	body := s.settled(t, "/")
	for _, want := range []string{"Russia recognised the Taliban", "/pair/IRN/AFG.TALIBAN", "6 reports await a person"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q", want)
		}
	}
	contested := body[strings.Index(body, `id="contested"`):strings.Index(body, `id="waiting"`)]
	if !strings.Contains(contested, "Iran") || strings.Contains(contested, "France") {
		t.Errorf("contested: %s", contested)
	}
	if !strings.Contains(library(t, nil).open(t, "/", http.StatusOK), "This ledger is empty") {
		t.Error("an empty ledger does not say so")
	}
}
