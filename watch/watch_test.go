package watch

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

const recognition = "recognize-government"

// told writes changes in short: aspect before>after, of each difference.
func told(changes []Change) (list []string) {
	for _, c := range changes {
		var parts []string
		for _, d := range c.Differences {
			before, after, aspect := "-", "-", ""
			if d.Before != nil {
				before, aspect = d.Before.Value, d.Before.Aspect
			}
			if d.After != nil {
				after, aspect = d.After.Value, d.After.Aspect
			}
			parts = append(parts, aspect+" "+before+">"+after)
		}
		list = append(list, strings.Join(parts, ", "))
	}
	return list
}

func read(t *testing.T, r *ask.Reader, text string) Question {
	t.Helper()
	sort, values, _ := strings.Cut(text, "?")
	return must(Read(t.Context(), r, sort, must(url.ParseQuery(values))(t)))(t)
}

func TestChangesAreThoseOfTheAnswer(t *testing.T) {
	l, questions := open(t)
	teller := &Teller{Questions: questions, Ledger: l}
	status := read(t, questions, "status?of=AFG.TALIBAN&by=RUS")
	expect := func(step string, want ...string) {
		t.Helper()
		got := told(must(teller.Changes(t.Context(), status))(t))
		if strings.Join(got, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s: %q, want %q", step, got, want)
		}
	}
	expect("nothing known")
	ids := add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))
	expect("told", "recognised ->yes")
	add(t, l, saying("b", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"), saying("c", recognition, "CHN", "AFG.TALIBAN", "2025-07-04", "asserted"))
	expect("told again, and of another", "recognised ->yes")
	bs := add(t, l, saying("b", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))
	for _, id := range append(bs, ids...) {
		must(l.Decide(t.Context(), ledger.Review{Assertion: id, Decision: ledger.Reject, By: "Ada", Why: "a hoax"}))(t)
	}
	expect("withdrawn", "recognised yes>-", "recognised ->yes")

	first := must(teller.Changes(t.Context(), status))(t)
	again := must((&Teller{Questions: questions, Ledger: l}).Changes(t.Context(), status))(t)
	if len(first) != 2 || !first[1].At.Equal(again[1].At) || first[1].On != "2025-07-10" {
		t.Errorf("%+v, again %+v", first, again)
	}
}

func TestWhatTakesLongIsFoundLater(t *testing.T) {
	l, questions := open(t)
	states := strings.Fields("RUS CHN PAK IND IRN UZB TJK KAZ FRA DEU GBR ESP ITA JPN")
	for _, state := range states {
		add(t, l, saying(state, recognition, state, "AFG.TALIBAN", "2025-07-03", "asserted"))
	}
	hasty := &Teller{Questions: questions, Ledger: l, Budget: 1}
	q := read(t, questions, "of?id=AFG.TALIBAN")
	for n := together; n < len(states)+together; n += together {
		if got := must(hasty.Changes(t.Context(), q))(t); len(got) != min(n, len(states)) {
			t.Errorf("%d changes, not %d of %d", len(got), n, len(states))
		}
	}
}

// However it is found out, what is told is what became otherwise in the answer at
// every instant of recording, and nothing else.
func TestChangesAreAllThatChanged(t *testing.T) {
	l, questions := open(t)
	entries := []ledger.Entry{
		saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"), saying("b", recognition, "CHN", "AFG.TALIBAN", "2025-07-04", "negated"),
		saying("c", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "negated"), saying("d", "seize-power", "AFG.TALIBAN", "AFG", "2021-08-15", "asserted"),
		saying("e", "sever-relations", "AFG", "RUS", "2025-07-09", "asserted"), saying("f", "visit", "RUS", "AFG.TALIBAN", "2025-07-05", "asserted"),
		saying("g", "appoint-ambassador", "KAZ", "AFG", "2025-07-06", "asserted"), saying("h", recognition, "", "AFG.TALIBAN", "2025-07-06", "negated"),
	}
	ids := add(t, l, entries...)
	for n, decision := range []ledger.Decision{ledger.Reject, ledger.Accept, ledger.Unsure, ledger.Reject} {
		r := must(l.Decide(t.Context(), ledger.Review{Assertion: ids[n], Decision: decision, By: "Ada", Why: "so"}))(t)[0]
		if n%2 == 1 {
			must(l.Decide(t.Context(), ledger.Review{Assertion: ids[n], Decision: ledger.Undo, Undoes: r.Seq, By: "Ada", Why: "no"}))(t)
		}
	}
	moved := entries[5].Assertions[0]
	moved.Says.Act, moved.Says.Actors = recognition, []act.RecordParty{{ID: "PAK", Text: "PAK"}}
	corrected := must(l.Correct(t.Context(), ids[5], moved, "Ada", "a slip"))(t)
	must(l.Decide(t.Context(), ledger.Review{Assertion: ids[5], Decision: ledger.Undo, Undoes: corrected.Seq, By: "Ada", Why: "no"}))(t)
	for _, text := range []string{
		"of?id=AFG.TALIBAN", "of?id=AFG", "of?id=RUS&on=2025-07-10", "status?of=AFG.TALIBAN&by=RUS", "status?of=AFG.TALIBAN&by=PAK", "history?a=AFG.TALIBAN&b=RUS",
		"history?a=AFG&b=CHN&on=2025-07-30", "of?id=AFG.TALIBAN&doctrine=estrada",
	} {
		q := read(t, questions, text)
		var want []Change
		for at := start; !at.After(must(l.Latest(t.Context()))(t)); at = at.Add(time.Hour) {
			on := q.On
			if on == "" {
				on = at.Format(time.DateOnly)
			}
			answer := func(known time.Time) []Fact {
				asked := must(questions.Read(t.Context(), ask.Text{On: on, Known: ask.Instant(known), Doctrine: q.Doctrine}))(t)
				return must(q.answer(t.Context(), &asked))(t)
			}
			if d := differ(answer(at.Add(-time.Microsecond)), answer(at)); len(d) > 0 {
				want = append([]Change{{at, on, d}}, want...)
			}
		}
		got := must((&Teller{Questions: questions, Ledger: l}).Changes(t.Context(), q))(t)
		if a, b := must(json.Marshal(got))(t), must(json.Marshal(want))(t); !bytes.Equal(a, b) || len(want) == 0 {
			t.Errorf("%s: %s\n\nwant %s", text, a, b)
		}
	}
}

// A history has no end: what is added far behind takes nothing out of it.
func TestWhatLiesFarBackIsNotWithdrawn(t *testing.T) {
	l, questions := open(t)
	many := saying("a", "visit", "RUS", "AFG", "2020-01-01", "asserted")
	for n := range answers.LastTold + 5 {
		another := many.Assertions[0]
		another.Says.Date = time.Date(2020, 1, 1+7*n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		many.Assertions = append(many.Assertions, another)
	}
	add(t, l, many)
	ids := add(t, l, saying("b", "visit", "RUS", "AFG", "2026-06-01", "asserted"))
	must(l.Decide(t.Context(), ledger.Review{Assertion: ids[0], Decision: ledger.Reject, By: "Ada", Why: "no"}))(t)
	q := read(t, questions, "history?a=RUS&b=AFG&on=2026-07-01")
	got := told(must((&Teller{Questions: questions, Ledger: l}).Changes(t.Context(), q))(t))
	if len(got) != 3 || got[0] != "act asserted>-" || got[1] != "act ->asserted" {
		t.Errorf("%.200q", got)
	}
}

func TestAChangeOfManyIsToldShort(t *testing.T) {
	l, questions := open(t)
	e := saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted")
	states := strings.Fields("CHN PAK IND IRN UZB TJK KAZ FRA DEU GBR ESP ITA JPN USA CAN BRA ARG CHL PER COL MEX CUB EGY DZA MAR TUN")
	for _, state := range states {
		e.Assertions[0].Says.Actors = append(e.Assertions[0].Says.Actors, act.RecordParty{ID: state, Text: state})
	}
	add(t, l, e)
	feeds := &Feeds{Teller: &Teller{Questions: questions, Ledger: l}, Words: words{}}
	w := httptest.NewRecorder()
	feeds.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "http://h/feed/of?id=AFG.TALIBAN", nil))
	if n := strings.Count(w.Body.String(), "en:feed.difference"); n != mostLines+1 || !strings.Contains(w.Body.String(), "en:feed.moren7") {
		t.Errorf("%d lines and a title: %.2000s", n, w.Body)
	}
}

func TestQuestionsOfAllSorts(t *testing.T) {
	l, questions := open(t)
	add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"), saying("b", "visit", "RUS", "AFG.TALIBAN", "2025-07-05", "asserted"),
		saying("c", recognition, "CHN", "AFG.TALIBAN", "2025-07-04", "asserted"))
	for question, want := range map[string]string{
		"status?by=RUS&of=AFG.TALIBAN":               "recognised ->yes",
		"of?id=AFG.TALIBAN":                          "recognised ->yes; recognised ->yes",
		"history?a=AFG.TALIBAN&b=RUS":                "act ->asserted; recognised ->yes, act ->asserted",
		"status?by=RUS&of=AFG.TALIBAN&on=2025-07-02": "recognised ->no",
		"status?by=RUS&of=NRU":                       "",
	} {
		q := read(t, questions, question)
		if again := read(t, questions, q.String()); again != q {
			t.Errorf("%s became %s", question, q)
		}
		got := told(must((&Teller{Questions: questions, Ledger: l}).Changes(t.Context(), q))(t))
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
	for _, question := range []string{"status", "status?of=Atlantis", "status?of=RUS&by=RUS", "of", "history?a=RUS", "maybe?of=RUS", "status?of=RUS&by=CHN&on=soon", "of?id=RUS&doctrine=mine"} {
		sort, values, _ := strings.Cut(question, "?")
		v := must(url.ParseQuery(values))(t)
		var p *ask.Problem
		if _, err := Read(t.Context(), questions, sort, v); !errors.As(err, &p) {
			t.Errorf("%s: %v", question, err)
		}
	}
}

func TestFeeds(t *testing.T) {
	l, questions := open(t)
	ids := add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))
	at := must(l.Assertion(t.Context(), ids[0]))(t).Recorded
	must(l.Decide(t.Context(), ledger.Review{Assertion: ids[0], Decision: ledger.Reject, By: "Ada"}))(t)
	feeds := &Feeds{Teller: &Teller{Questions: questions, Ledger: l}, Words: words{}}
	ask := func(address string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), "GET", address, nil)
		for n := 0; n+1 < len(headers); n += 2 {
			r.Header.Set(headers[n], headers[n+1])
		}
		w := httptest.NewRecorder()
		feeds.ServeHTTP(w, r)
		return w
	}
	w := ask("http://credence.example:8080/feed/status?of=AFG.TALIBAN&by=RUS&lang=fr")
	var f feed
	if err := xml.Unmarshal(w.Body.Bytes(), &f); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	if w.Code != http.StatusOK || len(f.Entries) != 2 || f.Lang != "fr" || f.Updated != f.Entries[0].Updated || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%d %+v", w.Code, f)
	}
	withdrawn, told := f.Entries[0], f.Entries[1]
	if told.ID != fmt.Sprintf("tag:credence.example,2025:credence/status?by=RUS&of=AFG.TALIBAN/%d", at.UnixMicro()) || told.ID == withdrawn.ID || told.Updated != at.Format(time.RFC3339) {
		t.Errorf("%s at %s, %s", told.ID, told.Updated, withdrawn.ID)
	}
	if told.Link.Href != "http://credence.example:8080/pair/AFG.TALIBAN/RUS?known="+url.QueryEscape(told.Updated)+"&on=2025-07-10" {
		t.Errorf("link %s", told.Link.Href)
	}
	for _, part := range []string{`<div lang="fr">`, `<div lang="en">`, "fr:feed.difference", "en:value.yes", "asserted &lt;b&gt;recognize-government&lt;/b&gt; &amp; AFG", "/act/" + ids[0].String()} {
		if !strings.Contains(told.Content.Text, part) {
			t.Errorf("no %s in %s", part, told.Content.Text)
		}
	}
	if !strings.Contains(withdrawn.Content.Text, "fr:feed.before") || strings.Contains(told.Content.Text, "fr:feed.before") {
		t.Errorf("withdrawn: %s", withdrawn.Content.Text)
	}
	if again := ask("http://credence.example:8080/feed/status?of=AFG.TALIBAN&by=RUS&lang=fr", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("again: %d", again.Code)
	}
	if none := ask("http://h/feed/of?id=NRU"); none.Code != http.StatusOK || strings.Contains(none.Body.String(), "<entry>") {
		t.Errorf("%d %s", none.Code, none.Body)
	}
	for address, want := range map[string]int{
		"/feed/": 404, "/feed/maybe?of=RUS": 404, "/feed/status?of=Atlantis": 404, "/feed/status?of=RUS&by=RUS": 400, "/feed/of?id=RUS&on=soon": 400,
	} {
		if got := ask("http://h" + address); got.Code != want || strings.Count(strings.TrimSpace(got.Body.String()), "\n") > 0 {
			t.Errorf("%s: %d %s", address, got.Code, got.Body)
		}
	}
}
