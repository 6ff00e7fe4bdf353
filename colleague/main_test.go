package colleague

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/gazetteer"
)

// oslo is an article of two paragraphs.
const oslo = `Norway’s government said on Tuesday that it had recognised the State of Palestine.

Two days later Spain’s ambassador left Oslo. Sweden has not recognised Kosovo’s neighbour, whatever the rumours say.`

// acted is an answer to it.
const acted = `{"acts":[{"quote":"it had recognised the State of Palestine","act":"recognize-state","actors":[{"text":"Norway","id":"NOR"}],` +
	`"recipients":[{"text":"State of Palestine","id":"PSE"}],"over":[],"modality":"asserted","date_text":"Tuesday","date":"2024-05-28","attributed_to":"NOR"}]}`

// read returns an article of a text.
func read(t testing.TB, text string) *article.Article {
	t.Helper()
	r, err := article.New(article.Options{Lang: "en", Published: "2024-05-29"})
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range r.Read(t.Context(), "oslo.txt", ".txt", strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatal("no article")
	return nil
}

var directory = sync.OnceValues(gazetteer.OpenDirectory)

func names(t testing.TB) *gazetteer.Directory {
	t.Helper()
	d, err := directory()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// standIn is a server in the place of a model.
type standIn struct {
	*httptest.Server
	mu    sync.Mutex
	asked []request
	heads []http.Header
}

// serve starts a stand-in that answers each request, which is numbered from 1.
func serve(t *testing.T, answer func(n int, w http.ResponseWriter, r *http.Request)) *standIn {
	t.Helper()
	s := &standIn{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q request
		if r.Method == http.MethodPost {
			if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
				t.Error(err)
			}
		}
		s.mu.Lock()
		s.asked, s.heads = append(s.asked, q), append(s.heads, r.Header)
		n := len(s.asked)
		s.mu.Unlock()
		answer(n, w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// UnmarshalJSON skips the schema, which is only written.
func (s *schema) UnmarshalJSON([]byte) error { return nil }

// completion writes a chat completion with these words.
func completion(w http.ResponseWriter, words, finish string) {
	text, _ := json.Marshal(words)
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(`{"choices":[{"message":{"role":"assistant","content":` + string(text) + `},"finish_reason":"` + finish + `"}]}`))
}

// says answers always with these words.
func says(words string) func(int, http.ResponseWriter, *http.Request) {
	return func(_ int, w http.ResponseWriter, _ *http.Request) { completion(w, words, "stop") }
}

// ask returns a second reader that asks a stand-in, and the pauses that it makes.
func ask(t *testing.T, url string, change func(*Options)) (*Reader, *[]time.Duration) {
	t.Helper()
	var pauses []time.Duration
	o := Options{URL: url, Model: "standin", Names: names(t), Timeout: 10 * time.Second, Random: func() float64 { return .5 }}
	o.Wait = func(ctx context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return ctx.Err()
	}
	if change != nil {
		change(&o)
	}
	r, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return r, &pauses
}
