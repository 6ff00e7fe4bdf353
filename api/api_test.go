package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
)

const v1 = "/api/v1/"

func TestStatus(t *testing.T) {
	one := answer[List[answers.Status]](t, "GET", v1+"status?of=Taliban&by=Russie&on=2025-08-01", "")
	if len(one.Items) != 1 || one.Items[0].Recognised != "yes" || one.Items[0].Since != "2025-07-03" || one.On != "2025-08-01" || one.Doctrine != "default" {
		t.Errorf("%+v", one)
	}
	before := answer[List[answers.Status]](t, "GET", v1+"status?of=AFG.TALIBAN&by=RUS&on=2025-07-02", "")
	if before.Items[0].Recognised == "yes" {
		t.Errorf("before it was done: %+v", before.Items[0])
	}
	all := answer[List[answers.Status]](t, "GET", v1+"status?of=AFG.TALIBAN", "")
	if all.Total < 2 || all.Total != len(all.Items) || all.Next != "" {
		t.Errorf("%d of %d, next %q", len(all.Items), all.Total, all.Next)
	}
}

func TestListsAreGivenInParts(t *testing.T) {
	all := answer[List[answers.Status]](t, "GET", v1+"status?of=AFG.TALIBAN", "")
	var got []string
	address := v1 + "status?of=AFG.TALIBAN&limit=1"
	for n := 0; address != ""; n++ {
		if n > all.Total {
			t.Fatal("there is no end of it")
		}
		w := do(t, "GET", address, "")
		part := answer[List[answers.Status]](t, "GET", address, "")
		for _, x := range part.Items {
			got = append(got, x.By)
		}
		address, _, _ = strings.Cut(strings.TrimPrefix(w.Header().Get("Link"), "<"), ">")
		if address != "" && !strings.Contains(address, "known=") {
			t.Errorf("%s does not tell as known when", address)
		}
	}
	for n, x := range all.Items {
		if n >= len(got) || got[n] != x.By {
			t.Fatalf("in parts %v, want %d", got, all.Total)
		}
	}
	if past := answer[List[answers.Status]](t, "GET", v1+"status?of=AFG.TALIBAN&cursor=99999", ""); len(past.Items) != 0 {
		t.Errorf("behind the end: %+v", past.Items)
	}
}

func TestPanorama(t *testing.T) {
	p := answer[Panorama](t, "GET", v1+"panorama?of=AFG.TALIBAN&lang=fr", "")
	for _, x := range p.Items {
		if x.Party == "RUS" {
			if x.Name != "Russie" || x.Theirs.Recognised != "yes" || len(x.Theirs.Through) == 0 {
				t.Errorf("%+v", x)
			}
			return
		}
	}
	t.Errorf("Russia is not in %+v", p)
}

func TestHistoryGoesBackInParts(t *testing.T) {
	all := answer[History](t, "GET", v1+"history?a=RUS&b=AFG.TALIBAN", "")
	if len(all.Acts) < 2 || len(all.Directions) != 2 || all.Next != "" {
		t.Fatalf("%d acts", len(all.Acts))
	}
	address := v1 + "history?a=RUS&b=AFG.TALIBAN&limit=1"
	last := answer[History](t, "GET", address, "")
	before := answer[History](t, "GET", address+"&cursor="+last.Next, "")
	n := len(all.Acts)
	if len(last.Acts) != 1 || last.Acts[0].Act != all.Acts[n-1].Act || len(before.Acts) != 1 || before.Acts[0].Act != all.Acts[n-2].Act {
		t.Errorf("%+v before %+v", before.Acts, last.Acts)
	}
	if past := answer[History](t, "GET", address+"&cursor=5000", ""); len(past.Acts) != 0 {
		t.Errorf("before the first: %+v", past.Acts)
	}
}

func TestTheGroundGoesDownToTheWords(t *testing.T) {
	why := answer[answers.Why](t, "GET", v1+"why?of=AFG.TALIBAN&by=RUS", "")
	if why.Status == nil || len(why.Acts) == 0 || len(why.Acts[0].Passages) == 0 {
		t.Fatalf("%+v", why)
	}
	act := why.Acts[0]
	if got := answer[answers.Ground](t, "GET", v1+"acts/"+act.Act.String(), ""); got.Kind != act.Kind {
		t.Errorf("act %+v", got)
	}
	p := act.Passages[0]
	for _, id := range []string{act.Act.String(), act.Act.String()[:12], p.Assertion.String()} {
		if got := answer[answers.Why](t, "GET", v1+"why/"+id, ""); len(got.Acts) == 0 {
			t.Errorf("why %s: %+v", id, got)
		}
	}
	a := answer[Article](t, "GET", v1+"articles/"+p.Document.String(), "")
	if a.Text[p.Start:p.End] != p.Quote || len(a.Acts) == 0 || len(a.Does) == 0 {
		t.Errorf("article %+v", a)
	}
}

func TestCheck(t *testing.T) {
	const sentence = "Russia recognises the Taliban government"
	asked := answer[answers.Verdict](t, "GET", v1+"check?claim="+url.QueryEscape(sentence), "")
	posted := answer[answers.Verdict](t, "POST", v1+"check", `{"claim":"`+sentence+`"}`)
	if asked.Verdict != answers.True || posted.Verdict != asked.Verdict || len(asked.For) == 0 {
		t.Errorf("%s, %s", asked.Verdict, posted.Verdict)
	}
}

func TestWhatIsPostedIsReadAndNotStored(t *testing.T) {
	before := answer[Version](t, "GET", v1+"version", "")
	body := `{"title":"Sahel","published":"2025-07-20","text":"France recognised the Taliban government on 18 July 2025."}`
	read := answer[Read](t, "POST", v1+"read", body)
	if len(read.Acts) != 1 || read.Acts[0].Act != "recognize-government" || read.Acts[0].Date != "2025-07-18" {
		t.Fatalf("%+v", read.Acts)
	}
	diff := answer[Read](t, "POST", v1+"diff", body)
	if len(diff.Does) == 0 || diff.Does[0].Does != answers.Adds || len(diff.Does[0].Changes) == 0 {
		t.Errorf("%+v", diff.Does)
	}
	if after := answer[Version](t, "GET", v1+"version", ""); after != before {
		t.Errorf("%+v became %+v", before, after)
	}
}

func TestWhatIsKnownBeside(t *testing.T) {
	if r := answer[influence.Result](t, "GET", v1+"influence?of=AFG&from=2000", ""); r.Country != "AFG" {
		t.Errorf("%+v", r)
	}
	if s := answer[List[ledger.Source]](t, "GET", v1+"sources", ""); s.Total == 0 {
		t.Error("no sources")
	}
	if d := answer[Doctrines](t, "GET", v1+"doctrines", ""); len(d.Items) < 3 || len(d.Items[0].Rules) == 0 {
		t.Errorf("%+v", d)
	}
	if p := answer[List[Entity]](t, "GET", v1+"parties?name=Russie&lang=fr", ""); p.Items[0].ID != "RUS" || p.Items[0].Name != "Russie" {
		t.Errorf("%+v", p.Items)
	}
	if p := answer[List[Entity]](t, "GET", v1+"parties?kind=organization&limit=5", ""); len(p.Items) != 5 || p.Items[0].Kind != "organization" {
		t.Errorf("%+v", p.Items)
	}
	if v := answer[Version](t, "GET", v1+"version", ""); v.Program != "test" || v.Today != "2025-08-01" || v.Holds.Documents != 12 {
		t.Errorf("%+v", v)
	}
}

func TestProblemsNameTheField(t *testing.T) {
	for _, c := range []struct {
		method, address, body string
		status                int
		field                 string
	}{
		{"GET", "status", "", 422, "query.of"},
		{"GET", "status?of=Atlantis", "", 404, "of"},
		{"GET", "status?of=AFG&by=Atlantis", "", 404, "by"},
		{"GET", "status?of=AFG&by=AFG", "", 400, "by"},
		{"GET", "status?of=AFG&on=soon", "", 400, "on"},
		{"GET", "status?of=AFG&known=soon", "", 400, "known"},
		{"GET", "status?of=AFG&doctrine=mine", "", 400, "doctrine"},
		{"GET", "status?of=AFG&limit=0", "", 422, "query.limit"},
		{"GET", "status?of=AFG&limit=many", "", 422, "query.limit"},
		{"GET", "status?of=AFG&cursor=x", "", 422, "query.cursor"},
		{"GET", "status?of=AFG&off=2025", "", 422, "query.off"},
		{"GET", "status?of=" + strings.Repeat("x", 300), "", 422, "query.of"},
		{"GET", "history?a=RUS&b=RUS", "", 400, "b"},
		{"GET", "why/xyz", "", 422, "path.id"},
		{"GET", "why/" + strings.Repeat("0", 32), "", 404, "id"},
		{"GET", "acts/" + strings.Repeat("0", 32), "", 404, "id"},
		{"GET", "articles/" + strings.Repeat("0", 32), "", 404, "id"},
		{"GET", "check?claim=blue", "", 422, "claim"},
		{"GET", "check?claim=a&in=zz", "", 400, "in"},
		{"GET", "influence?of=AFG&from=2040", "", 400, "from"},
		{"GET", "influence?of=AFG&from=soon", "", 400, "from"},
		{"POST", "check", `{"claim":""}`, 422, "body.claim"},
		{"POST", "check", `{"claim":"a","more":1}`, 422, "body.more"},
		{"POST", "read", `{"text":""}`, 422, "body.text"},
		{"POST", "read", `{"text":"a","published":"soon"}`, 400, "body.published"},
		{"POST", "diff", `{"text":`, 400, "body"},
	} {
		w := do(t, c.method, v1+c.address, c.body)
		conforms(t, c.method, v1+c.address, w)
		var p huma.ErrorModel
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(c.address, err)
		}
		if w.Code != c.status || p.Status != c.status || len(p.Errors) == 0 || p.Errors[0].Location != c.field {
			t.Errorf("%s %.60s: %d %s", c.method, c.address, w.Code, w.Body)
		}
		if p.Detail == "" || strings.Contains(p.Detail, "\n") || len(p.Detail) > 300 {
			t.Errorf("%s %.60s: %q is not one line", c.method, c.address, p.Detail)
		}
		if got := w.Header().Get("Content-Type") + " " + w.Header().Get("Cache-Control"); got != "application/problem+json no-store" {
			t.Errorf("%s: %s", c.address, got)
		}
	}
}

func TestTooMuchIsNotRead(t *testing.T) {
	w := do(t, "POST", v1+"read", `{"text":"`+strings.Repeat("a", largestArticle)+`"}`)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
}

func TestWhatIsKnownIsNotSentAgain(t *testing.T) {
	address := v1 + "status?of=AFG.TALIBAN&by=RUS&known=2100-01-01"
	first := do(t, "GET", address, "")
	tag := first.Header().Get("ETag")
	if len(tag) < 10 || strings.HasPrefix(tag, "W/") || first.Header().Get("Cache-Control") != "private, no-cache" {
		t.Errorf("%v", first.Header())
	}
	if again := do(t, "GET", address, "", "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("%d %s", again.Code, again.Body)
	}
	if other := do(t, "GET", address, "", "If-None-Match", `"other"`); other.Code != http.StatusOK {
		t.Errorf("%d", other.Code)
	}
	head := do(t, "HEAD", address, "")
	if head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("ETag") != tag || head.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d %v", head.Code, head.Header())
	}
}

func TestUnknownAddresses(t *testing.T) {
	for _, address := range []string{"/api/v1/", "/api/v1/nothing", "/api/v2/status", "/api/openapi"} {
		w := do(t, "GET", address, "")
		if w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
	}
}

func FuzzQuestions(f *testing.F) {
	for _, seed := range []string{
		"status?of=AFG.TALIBAN&by=RUS", "status?of=%00&on=%ff", "history?a=RUS&b=AFG&known=9999-12-31T23:59:59Z", "why/ffff", "check?claim=Russia+recognises+Kosovo",
		"parties?name=%E2%80%8B&lang=fr", "panorama?of=RUS&on=0000", "influence?of=RUS&from=-9999", "status?of=RUS&known=0001-01-01T00:00:00%2B14:00", "sources?cursor=999999999",
		"status?of=RUS&on=2025-99", "status?of=RUS&on=XXXX", "articles/0000?on=..", "status?of;=a&&&=", "history?a=RUS&b=USA&limit=500&cursor=999999999",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, question string) {
		u, err := url.Parse(v1 + question)
		if err != nil || u.Host != "" || !strings.HasPrefix(u.EscapedPath(), "/") {
			return
		}
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.URL = u
		w := httptest.NewRecorder()
		if server.ServeHTTP(w, r); w.Code >= 500 {
			t.Errorf("%q: %d %s", question, w.Code, w.Body)
		}
	})
}

func TestSearchGoesOnWhereItStopped(t *testing.T) {
	all := answer[Search](t, "GET", v1+"search?party=AFG.TALIBAN&limit=500", "")
	if len(all.Acts) < 3 || all.Next != 0 {
		t.Fatalf("%d acts, next %d", len(all.Acts), all.Next)
	}
	reports, parts := 0, 0
	for _, x := range all.Acts {
		reports += len(x.Reports)
	}
	for after := int64(0); ; parts++ {
		part := answer[Search](t, "GET", v1+"search?party=AFG.TALIBAN&limit=1&after="+strconv.FormatInt(after, 10), "")
		for _, x := range part.Acts {
			reports -= len(x.Reports)
		}
		if after = part.Next; after == 0 || parts > 500 {
			break
		}
	}
	if reports != 0 {
		t.Errorf("in %d parts %d reports more or fewer", parts, reports)
	}
	some := answer[Search](t, "GET", v1+"search?actor=Russie&kind=recognize-government&kind=recognize-state&modality=asserted&lang_of=fr&from=2025-07&to=2025-07", "")
	if len(some.Acts) != 1 || some.Acts[0].Recipient != "AFG.TALIBAN" {
		t.Errorf("%+v", some.Acts)
	}
	for _, bad := range []string{"kind=shrug", "from=yesterday", "party=Nobodia", "modality=perhaps", "after=-1"} {
		if w := do(t, "GET", v1+"search?"+bad, ""); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
}

func TestDoctrinesAreComparedOnTheSameActs(t *testing.T) {
	rows := answer[[]answers.Status](t, "GET", v1+"doctrines/compare?of=AFG.TALIBAN&by=CHN&on=2025-08-01", "")
	got := map[string]string{}
	for _, x := range rows {
		got[x.Doctrine] = x.Recognised
	}
	if want := map[string]string{"default": "no", "declaratory": "no", "estrada": "yes"}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
