package web

import (
	"encoding/csv"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// hostileWords stand wherever an article can put words of its own.
const hostileWords = `<script>alert(1)</script>"onmouseover='x'&#60;{{.}}javascript:`

// testServer serves a ledger with one plain and one hostileWords article.
func testServer(t *testing.T) (*Server, map[string]ledger.Added) {
	t.Helper()
	s, added := newServer(t, nil,
		entry("plain.txt", "Moscow decides", "", "Russia recognised the Taliban government on 3 July 2025", "RUS", "AFG.TALIBAN"),
		entry(hostileWords+"file", hostileWords+"title", hostileWords, "France recognised Palestine "+hostileWords, "FRA", "PSE"),
	)
	return s, map[string]ledger.Added{"plain": added[0], "hostile": added[1]}
}

// entry is an article with one sentence, all of whose other words are words.
func entry(file, title, words, quote, actor, recipient string) ledger.Entry {
	text := title + "\n\n" + quote + ".\n"
	start := strings.Index(text, quote)
	return ledger.Entry{
		Document: ledger.Document{Article: file, Title: title, Byline: words, Source: words, URL: words, Text: text, Lang: "en", Published: "2025-07-05"},
		Assertions: []ledger.Assertion{{Reader: "credence test", Says: act.Record{
			Act: "recognize-government", Modality: "asserted", Confidence: .9, Date: "2025-07-03", DateText: words, Quote: quote, Start: start, End: start + len(quote), Claims: []string{},
			Actors: []act.RecordParty{{ID: actor, Text: words}}, Recipients: []act.RecordParty{{ID: recipient, Text: words}},
		}}},
	}
}

func get(s http.Handler, address string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for n := 0; n+1 < len(header); n += 2 {
		r.Header.Set(header[n], header[n+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestWordsOfArticlesAreEscapedOnEveryPage(t *testing.T) {
	s, added := testServer(t)
	id := added["hostile"].Document
	said, err := s.Ledger.AssertionsOf(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	q := "?" + url.Values{"q": {hostileWords}, "claim": {hostileWords}, "x": {hostileWords}}.Encode()
	for _, path := range []string{
		"/", "/of/PSE", "/pair/FRA/PSE", "/act/" + said[0].ID.String(), "/tree/" + said[0].ID.String(), "/article/" + id.String(), "/check", "/read", "/search", "/sources",
		"/doctrine", "/influence/PSE", "/map", "/review", "/of/" + url.PathEscape(hostileWords), "/act/" + url.PathEscape(hostileWords),
	} {
		for _, address := range []string{path, path + q} {
			w := get(s, address)
			body := w.Body.String()
			if strings.Contains(body, "<script>") || strings.Contains(body, "onmouseover='x'") || strings.Contains(body, `"onmouseover`) {
				t.Errorf("%s: the words of an article are part of the page", address)
			}
			for _, part := range []string{`href="javascript:`, `src="javascript:`} {
				if strings.Contains(body, part) {
					t.Errorf("%s: %s", address, part)
				}
			}
		}
	}
	if body := get(s, "/article/"+id.String()).Body.String(); !strings.Contains(body, "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the words of the article are not shown")
	}
}

func TestProblemsAreTold(t *testing.T) {
	s, added := testServer(t)
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{"/nowhere", 404, "no page"},
		{"/of/Atlantis", 404, "Atlantis"},
		{"/pair/RUS/RUS", 400, "RUS"},
		{"/pair/RUS/FRA?on=yesterday", 400, "yesterday"},
		{"/pair/RUS/FRA?known=never", 400, "never"},
		{"/pair/RUS/FRA?doctrine=mine", 400, "mine"},
		{"/act/0000000000000000", 404, "0000000000000000"},
		{"/act/%00", 404, ""},
		{"/article/" + added["plain"].Document.String()[:6] + "zz", 404, "zz"},
		{"/check?claim=" + strings.Repeat("x", 700), 400, ""},
		{"/static/", 404, ""},
		{"/static/../web.go", 404, ""},
	} {
		w := get(s, c.address)
		if w.Code == http.StatusMovedPermanently || w.Code == http.StatusTemporaryRedirect { // a cleaned path
			w = get(s, w.Header().Get("Location"))
		}
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: status %d, not %d with %q: %.200s", c.address, w.Code, c.status, c.says, w.Body)
		}
		if c.status != 404 && w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: a problem may not be kept", c.address)
		}
	}
}

func TestAPageThatHasNotChangedIsNotSentAgain(t *testing.T) {
	s, _ := testServer(t)
	for _, address := range []string{"/of/AFG.TALIBAN?on=2025-07-07", "/of/AFG.TALIBAN?on=2025-07-07&format=csv"} {
		first := get(s, address)
		tag := first.Header().Get("ETag")
		if tag == "" || first.Code != 200 {
			t.Fatalf("%s: status %d, tag %q", address, first.Code, tag)
		}
		if again := get(s, address, "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s: status %d with %d bytes for what is known", address, again.Code, again.Body.Len())
		}
		if french := get(s, address, "If-None-Match", tag, "Accept-Language", "fr"); french.Code != 200 {
			t.Errorf("%s: in French it is another page", address)
		}
	}
	page := get(s, "/").Body.String()
	sheet := page[strings.Index(page, "/static/style."):]
	sheet = sheet[:strings.IndexByte(sheet, '"')]
	if w := get(s, sheet); w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: status %d, %v", sheet, w.Code, w.Header())
	}
}

func TestTheLanguageIsThatWhichIsAskedFor(t *testing.T) {
	s, _ := testServer(t)
	for _, c := range []struct {
		address string
		header  []string
		want    string
	}{
		{"/", nil, "en"},
		{"/", []string{"Accept-Language", "fr-CH, de;q=0.5"}, "fr"},
		{"/", []string{"Accept-Language", "ja"}, "en"},
		{"/", []string{"Accept-Language", "fr", "Cookie", "lang=en"}, "en"},
		{"/?lang=fr", []string{"Cookie", "lang=en"}, "fr"},
		{"/?lang=xx", []string{"Accept-Language", strings.Repeat(";", 5000)}, "en"},
	} {
		w := get(s, c.address, c.header...)
		if got := w.Header().Get("Content-Language"); got != c.want || !strings.Contains(w.Body.String(), `<html lang="`+c.want+`"`) {
			t.Errorf("%s %v: in %q, not %q", c.address, c.header, got, c.want)
		}
	}
}

func TestFilesAreHarmlessToSpreadsheets(t *testing.T) {
	s, _ := testServer(t)
	w := get(s, "/pair/RUS/AFG.TALIBAN?format=csv")
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 2 || !slices.Contains(rows[1], "Russia recognised the Taliban government on 3 July 2025") {
		t.Errorf("%q, %v", rows, err)
	}
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="acts-RUS-AFG.TALIBAN.csv"` {
		t.Errorf("the file is called %s", got)
	}
}

func TestOneFieldIsEnoughToAsk(t *testing.T) {
	s, added := testServer(t)
	id := added["plain"].Document.String()
	for text, want := range map[string]string{
		"":                       "/",
		"  Russie ":              "/of/RUS",
		"les talibans":           "/of/AFG.TALIBAN",
		"Russia, France":         "/pair/RUS/FRA",
		"Russia and the Taliban": "/pair/RUS/AFG.TALIBAN",
		"Russie avec talibans":   "/pair/RUS/AFG.TALIBAN",
		"Guinea-Bissau":          "/of/GNB",
		"Guinea-Bissau – France": "/pair/GNB/FRA",
		"Trinidad and Tobago":    "/of/TTO",
		"2025-07-03":             "/search?from=2025-07-03&to=2025-07-03",
		id[:12]:                  "/article/" + id,
		"recognize-state":        "/search?kind=recognize-state",
		"Paris, France":          "/of/FRA",
		"Russia is a state":      "/check?claim=Russia+is+a+state",
	} {
		w := get(s, "/ask?"+url.Values{"q": {text}}.Encode())
		if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != want {
			t.Errorf("%q leads to %q (%d), not %q", text, got, w.Code, want)
		}
	}
}

func TestACitationLeadsToTheSameAnswer(t *testing.T) {
	s, _ := testServer(t)
	r := httptest.NewRequest(http.MethodGet, "/pair/RUS/AFG.TALIBAN?on=2025-07-07", nil)
	q, err := s.newRequest(r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.newRequest(httptest.NewRequest(http.MethodGet, q.permalink(), nil))
	if err != nil || !again.known.Equal(q.known) || again.on != q.on || again.doctrine != q.doctrine {
		t.Errorf("%s: on %v as known %v, not on %v as known %v (%v)", q.permalink(), again.on, again.known, q.on, q.known, err)
	}
}

// TestMarkUpKeepsTheText proves that however quotes overlap, or lie outside of the
// text, nothing of it is lost or told twice.
func TestMarkUpKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-c \n«é]{0,40}`).Draw(t, "text")
		var found []finding
		for n := range rapid.IntRange(0, 5).Draw(t, "count") {
			f := finding{Number: n + 1}
			f.Says.Start, f.Says.End = rapid.IntRange(-5, 60).Draw(t, "start"), rapid.IntRange(-5, 60).Draw(t, "end")
			f.Says.Modality = "asserted"
			found = append(found, f)
		}
		var got strings.Builder
		for _, line := range markUp(text, found) {
			for _, s := range line {
				if s.Text == "" && len(line) > 1 || strings.Contains(s.Text, "\n") {
					t.Fatalf("a stretch %q", s.Text)
				}
				got.WriteString(s.Text)
			}
			got.WriteString("\n")
		}
		var want strings.Builder
		for line := range strings.SplitSeq(text, "\n") {
			if strings.TrimSpace(line) != "" {
				want.WriteString(line + "\n")
			}
		}
		if got.String() != want.String() {
			t.Fatalf("%q became %q", want.String(), got.String())
		}
	})
}

func TestMarksStandWhereQuotesDo(t *testing.T) {
	text := "One two three.\nFour five."
	at := func(from, to int, modality string) finding {
		f := finding{}
		f.Says.Start, f.Says.End, f.Says.Modality = from, to, modality
		return f
	}
	for _, c := range []struct {
		found []finding
		want  string
	}{
		{nil, "One two three.|Four five."},
		{[]finding{at(4, 7, "asserted")}, "One [two]¹ three.|Four five."},
		{[]finding{at(0, 7, "asserted"), at(4, 13, "negated")}, "[One ][two]¹[ three]¹.|Four five."},
		{[]finding{at(4, 19, "asserted")}, "One [two three.]|[Four]¹ five."},
		{[]finding{at(4, 7, "asserted"), at(4, 7, "future")}, "One [two]¹¹ three.|Four five."},
	} {
		var lines []string
		for _, line := range markUp(text, c.found) {
			var b strings.Builder
			for _, s := range line {
				if s.Marked {
					b.WriteString("[" + s.Text + "]" + strings.Repeat("¹", len(s.Ends)))
				} else {
					b.WriteString(s.Text)
				}
			}
			lines = append(lines, b.String())
		}
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}

func TestAnErrorThatIsOursIsNotShown(t *testing.T) {
	s, _ := testServer(t)
	q, err := s.newRequest(httptest.NewRequest(http.MethodGet, "/", nil))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	q.write(w, q.failed(errors.New("password of the database")))
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "password") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}
