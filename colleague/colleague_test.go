package colleague

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
)

func TestGoodAnswerBecomesAssertions(t *testing.T) {
	s := serve(t, says(acted))
	r, _ := ask(t, s.URL, nil)
	a := read(t, oslo)
	got, err := r.Read(t.Context(), a)
	if err != nil || len(got.Assertions) != 1 || len(got.Refused) != 0 || got.By != "standin 1" {
		t.Fatalf("%+v, %v", got, err)
	}
	record := got.Assertions[0].Record(a)
	text, _ := json.Marshal(record)
	want := `{"article":"oslo.txt","title":"","published":"2024-05-29","lang":"en","act":"recognize-state","plover":"SUPPORT","cameo":"054",` +
		`"actors":[{"id":"NOR","text":"Norway"}],"recipients":[{"id":"PSE","text":"State of Palestine"}],"date":"2024-05-28","date_text":"Tuesday",` +
		`"modality":"asserted","attributed_to":"NOR","claims":[],"quote":"it had recognised the State of Palestine","start":43,"end":83,"confidence":0.2}`
	if string(text) != want {
		t.Errorf("%s\nwant %s", text, want)
	}
}

func TestQuestionHoldsWhatAServerMustKnow(t *testing.T) {
	s := serve(t, says(acted))
	r, _ := ask(t, s.URL, nil)
	if _, err := r.Read(t.Context(), read(t, oslo)); err != nil {
		t.Fatal(err)
	}
	q := s.asked[0]
	if q.Model != "standin" || q.Temperature != 0 || q.Stream || len(q.Messages) != 2 || q.ResponseFormat.Type != "json_schema" || !q.ResponseFormat.JSONSchema.Strict {
		t.Errorf("%+v", q)
	}
	for _, want := range []string{"recognize-government", "does-not-recognise-governments", "Montevideo", "AFG.TALIBAN", `{"acts":[]}`} {
		if !strings.Contains(q.Messages[0].Content, want) {
			t.Errorf("the task does not tell of %q", want)
		}
	}
	for _, want := range []string{"Published: 2024-05-29", "Language: en", "Kosovo XKX", "Norway NOR", "\n" + oslo + "\n"} {
		if !strings.Contains(q.Messages[1].Content, want) {
			t.Errorf("the question does not tell %q:\n%s", want, q.Messages[1].Content)
		}
	}
	if s.heads[0].Get("Authorization") != "" {
		t.Error("a key is sent where there is none")
	}
}

func TestKeyTravelsInTheHeaderAlone(t *testing.T) {
	s := serve(t, says(acted))
	r, _ := ask(t, s.URL, func(o *Options) { o.Key = "secret" })
	if _, err := r.Read(t.Context(), read(t, oslo)); err != nil {
		t.Fatal(err)
	}
	if got := s.heads[0].Get("Authorization"); got != "Bearer secret" {
		t.Errorf("authorization %q", got)
	}
}

// TestSchema compares the schema with the one that stands in testdata, for people
// to read and for servers to be tried with. CREDENCE_UPDATE=1 writes it.
func TestSchema(t *testing.T) {
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	s, err := answerSchema(kinds)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	const file = "testdata/schema.json"
	if os.Getenv("CREDENCE_UPDATE") != "" {
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(want, b.Bytes()) {
		t.Errorf("the schema is not that of %s (%v): CREDENCE_UPDATE=1 writes it", file, err)
	}
}

func TestAnswersAreTakenForWhatTheyAre(t *testing.T) {
	with := func(from, to string) string { return strings.Replace(acted, from, to, 1) }
	for _, c := range []struct {
		name, answer string
		kept         int
		refused      string // the reason, "" none
		err          string
	}{
		{name: "prose around it", answer: "Sure! Here it is: " + acted + " Anything else?", kept: 1},
		{name: "a fence around it", answer: "```json\n" + acted + "\n```", kept: 1},
		{name: "thought before it", answer: `<think>{"acts": maybe {}}</think>` + acted, kept: 1},
		{name: "objects before it", answer: `{"note":"well"} {` + acted, kept: 1},
		{name: "no acts", answer: `{"acts":[]}`},
		{name: "said twice", answer: strings.TrimSuffix(acted, "]}") + "," + strings.TrimPrefix(acted, `{"acts":[`), kept: 1},
		{name: "other apostrophes and spaces", answer: with("it had recognised the State of Palestine", "Norway's government said  on Tuesday that it had recognised the State of Palestine"), kept: 1},
		{name: "not JSON", answer: "I found one recognition.", err: "no JSON"},
		{name: "cut off", answer: acted[:100], err: "no JSON"},
		{name: "null", answer: `{"acts":null}`, err: "no JSON"},
		{name: "empty", answer: "", err: "no JSON"},
		{name: "open braces", answer: strings.Repeat("{", 100_000), err: "no JSON"},
		{name: "too many", answer: `{"acts":[` + strings.Repeat("1,", 500) + `1]}`, err: "501 acts"},
		{name: "an invented quote", answer: with("it had recognised", "it had formally recognised"), refused: "quote does not stand"},
		{name: "a quote from within words", answer: with("it had recognised the State of Palestine", "t had recognised the State of Pales"), refused: "quote does not stand"},
		{name: "no quote", answer: with("it had recognised the State of Palestine", ""), refused: "quote does not stand"},
		{name: "an unknown kind", answer: with("recognize-state", "bless-state"), refused: `no kind is called "bless-state"`},
		{name: "an unknown modality", answer: with("asserted", "likely"), refused: `no modality`},
		{name: "a date in words", answer: with("2024-05-28", "last Tuesday"), refused: "no EDTF date"},
		{name: "an unknown party", answer: with(`{"text":"Norway","id":"NOR"}`, `{"text":"Ruritania","id":"RUR"}`), refused: "nobody known"},
		{name: "nobody", answer: with(`{"text":"Norway","id":"NOR"}`, ``), refused: "nobody does it"},
		{name: "to nobody", answer: with(`{"text":"State of Palestine","id":"PSE"}`, ``), refused: "done to nobody"},
		{name: "a wrong type", answer: with(`"actors":[`, `"actors":"Norway","x":[`), refused: "form"},
		{name: "numbers", answer: `{"acts":[7]}`, refused: "form"},
		{name: "what a terminal would obey", answer: with("recognize-state", `\u001b[2Jrecognize\u0007`), refused: `\x1b[2J`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, says(c.answer))
			r, _ := ask(t, s.URL, nil)
			got, err := r.Read(t.Context(), read(t, oslo))
			switch {
			case c.err != "":
				if err == nil || !strings.Contains(err.Error(), c.err) || len(got.Assertions) > 0 {
					t.Errorf("%+v, %v, want %q", got, err, c.err)
				}
			case err != nil || len(got.Assertions) != c.kept:
				t.Errorf("%+v, %v, want %d", got, err, c.kept)
			case c.refused != "" && (len(got.Refused) != 1 || !strings.Contains(got.Refused[0], c.refused)):
				t.Errorf("refused %q, want %q", got.Refused, c.refused)
			case c.refused == "" && len(got.Refused) > 0:
				t.Errorf("refused %q", got.Refused)
			}
			if len(s.asked) != 1 {
				t.Errorf("asked %d times", len(s.asked))
			}
		})
	}
}

func TestResponsesThatAreNone(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"no JSON":    {"<html>", "not as a chat completion"},
		"no choices": {`{"choices":[]}`, "not as a chat completion"},
		"huge":       {strings.Repeat("x", longestBody+10), "more than 4 MiB"},
		"a refusal":  {`{"choices":[{"message":{"content":"","refusal":"I would\nrather not"},"finish_reason":"stop"}]}`, "it refuses: I would rather not"},
	} {
		s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(c.body)) })
		r, _ := ask(t, s.URL, nil)
		if got, err := r.Read(t.Context(), read(t, oslo)); err == nil || !strings.Contains(err.Error(), c.want) || len(got.Assertions) > 0 {
			t.Errorf("%s: %+v, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestAnswerThatIsTakenForThought(t *testing.T) {
	s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		text, _ := json.Marshal(acted)
		_, _ = w.Write([]byte(`{"choices":[{"message":{"content":null,"reasoning_content":` + string(text) + `},"finish_reason":"stop"}]}`))
	})
	r, _ := ask(t, s.URL, nil)
	if got, err := r.Read(t.Context(), read(t, oslo)); err != nil || len(got.Assertions) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestBusyServerIsAskedAgain(t *testing.T) {
	for _, code := range []int{429, 500, 502, 503, 504} {
		s := serve(t, func(n int, w http.ResponseWriter, _ *http.Request) {
			switch n {
			case 1:
				w.WriteHeader(code)
			case 2:
				w.Header().Set("Retry-After", "7")
				w.WriteHeader(code)
			default:
				completion(w, acted, "stop")
			}
		})
		r, pauses := ask(t, s.URL, nil)
		got, err := r.Read(t.Context(), read(t, oslo))
		if err != nil || len(got.Assertions) != 1 || len(*pauses) != 2 || (*pauses)[0] != 375*time.Millisecond || (*pauses)[1] != 7*time.Second {
			t.Errorf("%d: %+v, %v, pauses %v", code, got, err, *pauses)
		}
	}
}

func TestServerIsNotAskedForEver(t *testing.T) {
	s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(503)
		_, _ = w.Write([]byte(`{"error":{"message":"Loading\nmodel","code":503}}`))
	})
	r, pauses := ask(t, s.URL, nil)
	_, err := r.Read(t.Context(), read(t, oslo))
	if err == nil || err.Error() != "it answers 503 Service Unavailable: Loading model" || len(s.asked) != 4 || len(*pauses) != 3 {
		t.Errorf("%v after %d, pauses %v", err, len(s.asked), *pauses)
	}
}

func TestWhatIsWrongForGoodIsNotAskedAgain(t *testing.T) {
	for code, body := range map[int]string{400: `{"error":"bad"}`, 401: `{"message":"who?"}`, 404: `{"detail":"no such model"}`, 302: ""} {
		away := serve(t, says(acted))
		s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", away.URL)
			w.WriteHeader(code)
			_, _ = w.Write([]byte(body))
		})
		r, _ := ask(t, s.URL, nil)
		if _, err := r.Read(t.Context(), read(t, oslo)); err == nil || len(s.asked) != 1 {
			t.Errorf("%d: %v after %d", code, err, len(s.asked))
		}
		if len(away.asked) != 0 {
			t.Errorf("%d led the article to another server", code)
		}
	}
}

func TestServerThatTakesNoSchemaIsAskedWithout(t *testing.T) {
	s := serve(t, func(n int, w http.ResponseWriter, _ *http.Request) {
		if n == 1 {
			w.WriteHeader(400)
			_, _ = w.Write([]byte(`{"error":{"code":400,"message":"Failed to initialize samplers: failed to parse grammar"}}`))
			return
		}
		completion(w, acted, "stop")
	})
	r, _ := ask(t, s.URL, nil)
	for range 2 {
		if got, err := r.Read(t.Context(), read(t, oslo)); err != nil || len(got.Assertions) != 1 {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if len(s.asked) != 3 || s.asked[1].ResponseFormat != nil || s.asked[2].ResponseFormat != nil {
		t.Errorf("asked %+v", s.asked)
	}
}

func TestPartThatIsTooLongIsHalved(t *testing.T) {
	long := strings.Repeat("The committee met again and nothing came of it at all. ", 40) + "\n\n" + oslo
	for name, tooLong := range map[string]func(http.ResponseWriter){
		"for an answer": func(w http.ResponseWriter) { completion(w, acted[:50], "length") },
		"for the server": func(w http.ResponseWriter) {
			w.WriteHeader(400)
			_, _ = w.Write([]byte(`{"error":{"message":"request (9000 tokens) exceeds the available context size"}}`))
		},
		"for a proxy": func(w http.ResponseWriter) { w.WriteHeader(413) },
	} {
		s := serve(t, func(n int, w http.ResponseWriter, _ *http.Request) {
			if n == 1 {
				tooLong(w)
				return
			}
			completion(w, acted, "stop")
		})
		r, _ := ask(t, s.URL, nil)
		a := read(t, long)
		got, err := r.Read(t.Context(), a)
		if err != nil || len(s.asked) != 3 || len(got.Assertions) != 1 || len(got.Refused) != 1 { // the quote stands in one half
			t.Fatalf("%s: %+v, %v, asked %d", name, got, err, len(s.asked))
		}
		if x := got.Assertions[0]; a.Text[x.Start:x.End] != x.Quote {
			t.Errorf("%s: the quote %q stands elsewhere", name, x.Quote)
		}
	}
}

func TestLongArticleIsSplitAtParagraphs(t *testing.T) {
	var paragraphs []string
	for n := range 30 {
		paragraphs = append(paragraphs, strings.Repeat("Nothing happened at the port that day either. ", 5+n%7))
	}
	paragraphs = append(paragraphs, oslo)
	a := read(t, strings.Join(paragraphs, "\n\n"))
	parts, err := split(a, 2000)
	if err != nil || len(parts) < 3 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	for n, p := range parts {
		if p.end-p.start > 2000 || n > 0 && p.start < parts[n-1].end || strings.TrimSpace(a.Text[p.start:p.end]) == "" {
			t.Errorf("part %d: %+v", n, p)
		}
		if n > 0 && strings.TrimSpace(a.Text[parts[n-1].end:p.start]) != "" {
			t.Errorf("between parts %d and %d is lost: %q", n-1, n, a.Text[parts[n-1].end:p.start])
		}
	}
	s := serve(t, says(acted))
	r, _ := ask(t, s.URL, func(o *Options) { o.Part = 2000 })
	got, err := r.Read(t.Context(), a)
	if err != nil || len(got.Assertions) != 1 || len(s.asked) != len(parts) {
		t.Fatalf("%+v, %v, asked %d", got, err, len(s.asked))
	}
	if x := got.Assertions[0]; a.Text[x.Start:x.End] != x.Quote {
		t.Errorf("the quote %q stands elsewhere", x.Quote)
	}
	if _, err := split(read(t, strings.Repeat("word ", 100_000)), 2000); err == nil {
		t.Error("an endless article is split")
	}
}

func TestSlowServerIsLeft(t *testing.T) {
	release := make(chan struct{})
	s := serve(t, func(_ int, _ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	r, pauses := ask(t, s.URL, func(o *Options) { o.Timeout = 50 * time.Millisecond })
	_, err := r.Read(t.Context(), read(t, oslo))
	if !errors.Is(err, errUnreachable) || !strings.Contains(err.Error(), "no answer within 50ms") || len(*pauses) != 0 {
		t.Errorf("%v, pauses %v", err, *pauses)
	}
}

func TestCancellationIsHeard(t *testing.T) {
	started := make(chan struct{})
	s := serve(t, func(_ int, _ http.ResponseWriter, r *http.Request) {
		close(started)
		<-r.Context().Done()
	})
	r, _ := ask(t, s.URL, nil)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-started; cancel() }()
	if _, err := r.Read(ctx, read(t, oslo)); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if _, err := r.Read(ctx, read(t, oslo)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
}

func TestServerThatIsNotThereIsGivenUp(t *testing.T) {
	s := serve(t, says(acted))
	url := s.URL
	s.Close()
	r, pauses := ask(t, url, nil)
	for n := range patience {
		if _, err := r.Read(t.Context(), read(t, oslo)); !errors.Is(err, errUnreachable) {
			t.Errorf("%d: %v", n, err)
		}
	}
	if len(*pauses) != 3*patience {
		t.Errorf("pauses %v", *pauses)
	}
	if _, err := r.Read(t.Context(), read(t, oslo)); !errors.Is(err, ErrGone) {
		t.Errorf("%v", err)
	}
}

func TestNoMoreRequestsAtOnceThanAllowed(t *testing.T) {
	var now, most atomic.Int32
	s := serve(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
		completion(w, acted, "stop")
	})
	r, _ := ask(t, s.URL, func(o *Options) { o.Jobs = 2 })
	var group sync.WaitGroup
	for range 12 {
		group.Go(func() {
			if _, err := r.Read(t.Context(), read(t, oslo)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if most.Load() > 2 {
		t.Errorf("%d at once", most.Load())
	}
}

func TestOnlyModelIsTaken(t *testing.T) {
	for _, c := range []struct{ list, by, err string }{
		{`{"data":[{"id":"qwen3:8b"}]}`, "qwen3:8b 1", ""},
		{`{"data":[{"id":"a"},{"id":"b"}]}`, "", "it has a, b"},
		{`{"data":[]}`, "", "does not tell"},
		{`{"data":[{"id":"a\u0000b"}]}`, "", "no model's name"},
	} {
		s := serve(t, func(_ int, w http.ResponseWriter, q *http.Request) {
			if q.URL.Path == "/v1/models" {
				_, _ = w.Write([]byte(c.list))
				return
			}
			completion(w, acted, "stop")
		})
		r, _ := ask(t, s.URL, func(o *Options) { o.Model = "" })
		got, err := r.Read(t.Context(), read(t, oslo))
		if got.By != c.by || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v", c.list, got.By, err)
		}
	}
}

func TestArticlesTravelOnlyWhereTheyMay(t *testing.T) {
	for url, want := range map[string]string{
		"http://127.0.0.1:8080":                  "http://127.0.0.1:8080/v1",
		"http://localhost:11434/v1/":             "http://localhost:11434/v1",
		"http://[::1]:8000/v1/chat/completions":  "http://[::1]:8000/v1",
		"https://example.org/openai/v1":          "https://example.org/openai/v1",
		"http://127.0.0.1.example.org":           "",
		"http://example.org":                     "",
		"http://192.168.1.7:8080":                "",
		"ftp://127.0.0.1":                        "",
		"http://":                                "",
		"127.0.0.1:8080":                         "",
		"https://user:key@example.org":           "",
		"":                                       "",
		"http://localhost.example.org:8080/v1":   "",
		"http://0x7f000001.example.org:8080/v1/": "",
	} {
		at, err := parseAddress(url, false)
		if at.base != want || (err == nil) != (want != "") {
			t.Errorf("%s: %+v, %v", url, at, err)
		}
	}
	if at, err := parseAddress("http://192.168.1.7:8080", true); err != nil || at.loopback {
		t.Errorf("allowed: %+v, %v", at, err)
	}
}

func TestLoopbackNameThatLeadsAwayIsNotFollowed(t *testing.T) {
	c := newClient(address{loopback: true})
	answer, err := c.Get("http://192.0.2.1/")
	if err == nil {
		_ = answer.Body.Close()
	}
	if !errors.Is(err, errAway) {
		t.Errorf("%v", err)
	}
}

func TestPassagesThatWerePublishedBeforeAreTold(t *testing.T) {
	before := &article.Quotation{Published: "2021-10"}
	one, two, three := strings.Repeat("Now. ", 300), strings.Repeat("Then it was so. ", 40), strings.Repeat("And later. ", 40)
	a := &article.Article{ID: "a", Lang: "en", Published: "2025-07-07", Text: one + two + three + one}
	at := 0
	for n, text := range []string{one, two, three, one} {
		u := article.Unit{Start: at, End: at + len(text)}
		if n == 1 || n == 2 {
			u.Quoted = before
		}
		at += len(text)
		a.Units = append(a.Units, u)
	}
	parts, err := split(a, 2500)
	if err != nil || len(parts) != 2 || len(parts[0].quoted) != 1 || len(parts[1].quoted) != 1 {
		t.Fatalf("%+v, %v", parts, err)
	}
	r, _ := ask(t, "http://127.0.0.1:1", nil)
	want := "published on 2021-10, and its dates count from that day: Then it was so. Then it was so. … Then it was so. Then it was so.\n"
	if q := r.question(a, parts[0], "part 1 of 2"); !strings.Contains(q, want) {
		t.Errorf("%.600s", q)
	}
	if q := r.question(a, parts[1], "part 2 of 2"); !strings.Contains(q, "This is: part 2 of 2\n") || !strings.Contains(q, "The article begins (list no acts of this): Now. Now.") {
		t.Errorf("%.600s", q)
	}
	for _, h := range parts[0].halve(a.Text) {
		for _, q := range h.quoted {
			if q.start < h.start || q.end > h.end || q.start >= q.end {
				t.Errorf("half %+v", h)
			}
		}
	}
}
