package web

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"io"
)

// visitor is a browser without script.
type visitor struct {
	t      *testing.T
	client *http.Client
	at     string // the server
	path   string // of the page
	page   string
}

func visit(t *testing.T, g *guarded) *visitor {
	t.Helper()
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, client: &http.Client{Jar: jar}, at: server.URL}
}

func (v *visitor) took(r *http.Response, err error) int {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	v.page, v.path = string(text), r.Request.URL.RequestURI()
	return r.StatusCode
}

func (v *visitor) get(path string) int { v.t.Helper(); return v.took(v.client.Get(v.at + path)) }
func (v *visitor) post(path string, form ...string) int {
	v.t.Helper()
	values := url.Values{}
	for n := 0; n+1 < len(form); n += 2 {
		values.Set(form[n], form[n+1])
	}
	return v.took(v.client.PostForm(v.at+path, values))
}

func (v *visitor) sees(words ...string) {
	v.t.Helper()
	for _, w := range words {
		if !strings.Contains(v.page, w) {
			v.t.Errorf("%s has no %q", v.path, w)
		}
	}
}

func (v *visitor) seesNot(words ...string) {
	v.t.Helper()
	for _, w := range words {
		if strings.Contains(v.page, w) {
			v.t.Errorf("%s has %q", v.path, w)
		}
	}
}

// value returns the value of a hidden field.
func (v *visitor) value(name string) string {
	found := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(v.page)
	if found == nil {
		v.t.Fatalf("%s has no field %s", v.path, name)
	}
	return found[1]
}

func TestADecisionIsForeseenMadeToldAndTakenBack(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	id := g.assertion(0)
	v.get("/review/" + id)
	v.sees("Rejecting would change", "no evidence", "the only evidence of this: Russia → Taliban, Recognition: yes", `<kbd>a</kbd>`, `<kbd>r</kbd>`, `<kbd>c</kbd>`, `<kbd>u</kbd>`, `<kbd>z</kbd>`)

	if code := v.post("/review/"+id+"/reject", "why", " "); code != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %d", code)
	}
	v.sees("A reason is wanted")

	v.post("/review/"+id+"/reject", "why", "it asks")
	if v.path != "/review" {
		t.Errorf("at %s", v.path)
	}
	v.sees(`role="status"`, "Rejected: recognition of a government. Decision 1.", `name="number" value="1"`)
	v.seesNot("/review/" + id + `"`)
	v.get("/review")
	v.seesNot("Decision 1.") // it is told once
	v.get("/pair/RUS/AFG.TALIBAN")
	v.seesNot("has recognised")

	v.get("/review/" + id)
	v.sees("rejected", "Ada", "it asks")
	v.post("/review/"+id+"/undo", "why", "it does say so", "number", "1")
	v.sees("Taken back: decision 1.", `aria-current="true"`)
	if v.path != "/review/"+id {
		t.Errorf("at %s", v.path)
	}
	if code := v.post("/review/"+id+"/undo", "why", "again", "number", "1"); code != http.StatusUnprocessableEntity {
		t.Errorf("undone twice: %d", code)
	}
	v.sees("there is no such decision")
}

func TestWhoDecidedMeanwhileIsNotOverruledUnseen(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	id := g.assertion(0)
	v.get("/review/" + id)
	seen := v.value("seen")
	v.post("/review/"+id+"/accept", "seen", seen)
	v.sees("Accepted")
	if code := v.post("/review/"+id+"/reject", "why", "no", "seen", seen); code != http.StatusConflict {
		t.Errorf("%d", code)
	}
	v.sees("Somebody decided about this", `value="no"`)
	v.post("/review/"+id+"/reject", "why", "no", "seen", v.value("seen"))
	v.sees("which overrules Ada")
}

func TestACorrectionIsShownBeforeItIsMade(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	id := g.assertion(0)
	path := "/review/" + id + "/correct"
	v.get(path)
	v.sees(`name="actors" value="RUS"`, `value="recognize-government" selected`, `name="date" value="2025-07-03"`)
	v.get(path + "?show=1&actors=" + url.QueryEscape("le Pakistan") + "&date=2025-07-04")
	v.sees("Pakistan", "What it would change", "no evidence", `name="actors" value="le Pakistan"`)
	v.get(path + "?show=1&actors=Utopia")
	v.sees("“Utopia” is no state", `role="alert"`)
	for _, bad := range [][]string{{"actors", "Utopia"}, {"date", "some day"}, {"kind", "conquer"}, {"modality", "maybe"}, {"date", "2025-07-03"}} {
		if code := v.post(path, append(bad, "why", "because")...); code != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, code)
		}
		v.sees(`role="alert"`)
	}
	v.post(path, "actors", "PAK", "why", "misread")
	v.sees("Corrected")
	v.get("/pair/PAK/AFG.TALIBAN")
	v.sees("has recognised")
	v.get("/pair/RUS/AFG.TALIBAN")
	v.seesNot("has recognised")
}

func TestWhatCountsNoLongerIsShownWithItsHistory(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	id := g.assertion(0)
	v.get("/act/" + id)
	v.sees("1 source")
	v.seesNot("not counted")
	act := regexp.MustCompile(`/api/v1/why/([0-9a-f]{32})`).FindStringSubmatch(v.page)
	if act == nil {
		t.Fatal("no address for programs")
	}
	v.post("/review/"+id+"/reject", "why", "it asks")
	for _, path := range []string{"/act/" + id, "/act/" + id + "?doctrine=estrada"} {
		if code := v.get(path); code != http.StatusOK {
			t.Fatalf("%s: %d", path, code)
		}
		v.sees("not counted", "Rejected by Ada", "1 August 2025", "it asks", "Russia recognised the", "no. 1", "the first report")
		v.seesNot("1 source")
	}
	if code := v.get("/act/" + id + "?known=2001-01-01"); code != http.StatusNotFound {
		t.Errorf("before it was recorded: %d", code)
	}
	v.post("/review/"+id+"/undo", "why", "it says so", "number", "1")
	v.get("/act/" + id)
	v.sees("1 source", "it says so")
	v.seesNot("not counted")

	v.post("/review/"+id+"/correct", "why", "misread", "actors", "PAK")
	v.get("/act/" + id)
	v.sees("Corrected by Ada", "misread", "What it says instead")
	instead := regexp.MustCompile(`href="(/act/[0-9a-f]+)">What it says instead`).FindStringSubmatch(v.page)
	v.get(instead[1])
	v.sees("Pakistan", "Ada, a person", "1 source")
}

func TestPassingOverTheQueueEnds(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	v.get("/review")
	next := regexp.MustCompile(`href="(/review\?after=[0-9a-f]+)" data-key="n"`)
	for range g.entry.Assertions {
		found := next.FindStringSubmatch(v.page)
		if found == nil {
			t.Fatalf("%s has nothing next", v.path)
		}
		v.get(found[1])
	}
	v.sees("That was the end of the queue")
}

func TestASourceIsRevertedOnceSure(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	v.get("/review/source")
	v.sees("2 assertions")
	if code := v.post("/review/source", "source", hostile, "why", "forged"); code != http.StatusUnprocessableEntity {
		t.Errorf("%d", code)
	}
	v.sees("Tick the box", `value="forged"`)
	if code := v.post("/review/source", "source", "nobody", "why", "forged", "sure", "yes"); code != http.StatusNotFound {
		t.Errorf("%d", code)
	}
	v.post("/review/source", "source", hostile, "why", "forged", "sure", "yes")
	v.sees("Rejected: 2 assertions", "Nothing awaits a review")
	v.get("/review/agreement")
	v.sees("recognition of a government", "All")
	v.post("/review/-/undo", "why", "it was not", "number", "1")
	v.sees("about 2 assertions")
}

func TestAReviewersDecisionHasTheReviewersName(t *testing.T) {
	g := newGuarded(t, withAccounts(t))
	v := visit(t, g)
	v.post("/signin", "name", "reader", "password", password)
	v.get("/review")
	v.sees("Deciding takes the role of a reviewer")
	v.seesNot("<kbd>")
	v.post("/signin", "name", "reviewer", "password", password)
	v.post("/review/"+g.assertion(0)+"/accept", "by", "somebody else")
	v.get("/review/" + g.assertion(0))
	v.sees("accepted by reviewer")
}

// TestKeysOfTheScriptAreOnTheButtons keeps the script and the page together: each
// key that a button shows is the one that it answers to.
func TestKeysOfTheScriptAreOnTheButtons(t *testing.T) {
	text, err := os.ReadFile("templates/review.html")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile(`data-key="(\w)"[^<]*(?:<[^k][^<]*)*?<kbd>(\w)</kbd>`).FindAllStringSubmatch(string(text), -1)
	keys := ""
	for _, s := range shown {
		if s[1] != s[2] {
			t.Errorf("%s is shown as %s", s[1], s[2])
		}
		keys += s[1]
	}
	for _, key := range "arcumszn" {
		if !strings.ContainsRune(keys, key) {
			t.Errorf("no button has %c", key)
		}
	}
}

func TestActsAreMergedAndSplit(t *testing.T) {
	g := newGuarded(t, nil)
	v := visit(t, g)
	var ids []string
	for n, date := range []string{"2025-07-03", "2019-01-01"} { // the same act as the first, and another
		e := hostileEntry()
		e.Document.Title, e.Document.Text = date, strings.Replace(e.Document.Text, hostile, strings.Repeat("=", len(hostile)), 1)
		e.Document.Article = date
		e.Document.Text += date
		e.Assertions = e.Assertions[:1]
		e.Assertions[0].Says.Date = date
		added, err := g.Ledger.Add(t.Context(), e)
		if err != nil {
			t.Fatal(n, err)
		}
		of, err := g.Ledger.AssertionsOf(t.Context(), added[0].Document)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, of[0].ID.String())
	}
	v.get("/review/" + ids[0])
	v.sees("Other reports of the same act", "<kbd>m</kbd>", "<kbd>s</kbd>")
	v.get("/review/" + ids[0] + "/split")
	v.sees("another event than these", "What it would change")
	v.post("/review/"+ids[0]+"/split", "why", "another day")
	v.sees("Split off: 1 report")
	v.seesNot("Other reports of the same act")
	number := v.value("number")
	v.get("/act/" + ids[0])
	from := regexp.MustCompile(`Act <code>([0-9a-f]{32})</code>`).FindStringSubmatch(v.page)[1]

	v.get("/review/" + ids[0] + "/merge")
	acts := regexp.MustCompile(`name="act" value="([0-9a-f]{32})"`).FindAllStringSubmatch(v.page, -1)
	if len(acts) != 2 {
		t.Fatalf("%d acts to merge with", len(acts))
	}
	if code := v.post("/review/"+ids[0]+"/merge", "why", "the same"); code != http.StatusUnprocessableEntity {
		t.Errorf("merged with nothing: %d", code)
	}
	v.sees("Choose an act")
	if code := v.post("/review/"+ids[0]+"/merge", "why", "the same", "act", ids[0]); code != http.StatusUnprocessableEntity {
		t.Errorf("merged with no act: %d", code)
	}
	v.get("/review/" + ids[0] + "/merge?show=1&act=" + acts[0][1])
	v.sees("What it would change", `checked`)
	v.post("/review/"+ids[0]+"/merge", "why", "the same", "act", acts[0][1])
	v.sees("Merged: 1 report", "Other reports of the same act")
	number2 := v.value("number")
	v.get("/act/" + from)
	v.sees("judged to speak of another act", "does not belong", "the same")
	v.get("/review/" + ids[0])
	v.post("/review/"+ids[0]+"/undo", "why", "they differ", "number", number2)
	v.sees("Taken back")
	v.post("/review/"+ids[0]+"/undo", "why", "no, one", "number", number)
	v.sees("Taken back", "Other reports of the same act")
}
