package api

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
)

// server serves a ledger of the articles in examples, to all tests.
var server *Server

func TestMain(m *testing.M) {
	code, err := withServer(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func withServer(m *testing.M) (int, error) {
	folder, err := os.MkdirTemp("", "api")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	l, err := ledger.Open(ctx, filepath.Join(folder, "ledger.db"), ledger.Options{})
	if err != nil {
		return 0, err
	}
	defer l.Close()
	pool := new(readers.Pool)
	if err := fill(ctx, l, pool); err != nil {
		return 0, err
	}
	doctrine, err := standing.Load("default")
	if err != nil {
		return 0, err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return 0, err
	}
	now := func() time.Time { return time.Date(2025, 8, 1, 12, 0, 0, 0, time.UTC) }
	questions, err := ask.New(l, doctrine, names, now)
	if err != nil {
		return 0, err
	}
	server, err = New(Options{Questions: questions, Ledger: l, Readers: pool, Version: "test", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return 0, err
	}
	return m.Run(), nil
}

// fill adds the articles in examples to a ledger.
func fill(ctx context.Context, l *ledger.Ledger, pool *readers.Pool) error {
	r, err := article.New(article.Options{})
	if err != nil {
		return err
	}
	for a, err := range r.Open(ctx, "../examples/articles") {
		if err != nil {
			return err
		}
		said, err := pool.Read(ctx, a)
		if err != nil {
			return err
		}
		if _, err := l.Add(ctx, readers.Entry(a, said, "test")); err != nil {
			return err
		}
	}
	return nil
}

// do asks, and returns the answer.
func do(t testing.TB, method, address, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for n := 0; n+1 < len(headers); n += 2 {
		r.Header.Set(headers[n], headers[n+1])
	}
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	return w
}

// answer asks for what must be there, checks it against its schema, and reads it.
func answer[T any](t testing.TB, method, address, body string) (x T) {
	t.Helper()
	w := do(t, method, address, body)
	if w.Code != http.StatusOK {
		t.Fatalf("%s %s: %d %s", method, address, w.Code, w.Body)
	}
	conforms(t, method, address, w)
	if err := json.Unmarshal(w.Body.Bytes(), &x); err != nil {
		t.Fatalf("%s %s: %v", method, address, err)
	}
	return x
}

// conforms checks an answer against what the document says of it.
func conforms(t testing.TB, method, address string, w *httptest.ResponseRecorder) {
	t.Helper()
	doc := server.huma.OpenAPI()
	op := operation(doc, method, strings.SplitN(address, "?", 2)[0])
	if op == nil {
		t.Fatalf("%s %s: no such operation in the document", method, address)
	}
	response := op.Responses[fmt.Sprint(w.Code)]
	kind := w.Header().Get("Content-Type")
	if response == nil || response.Content[kind] == nil {
		t.Fatalf("%s %s: %d %s is not in the document", method, address, w.Code, kind)
	}
	var value any
	if err := json.Unmarshal(w.Body.Bytes(), &value); err != nil {
		t.Fatalf("%s %s: %v: %s", method, address, err, w.Body)
	}
	found := &huma.ValidateResult{}
	huma.Validate(doc.Components.Schemas, response.Content[kind].Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, value, found)
	for _, err := range found.Errors {
		t.Errorf("%s %s: the answer is not what its schema says: %v", method, address, err)
	}
}

// operation returns the operation of an address.
func operation(doc *huma.OpenAPI, method, address string) *huma.Operation {
	want := strings.Split(address, "/")
	for pattern, item := range doc.Paths {
		have, same := strings.Split(pattern, "/"), true
		if len(have) != len(want) {
			continue
		}
		for n := range have {
			same = same && (have[n] == want[n] || strings.HasPrefix(have[n], "{"))
		}
		switch {
		case same && method == http.MethodGet && item.Get != nil:
			return item.Get
		case same && method == http.MethodPost && item.Post != nil:
			return item.Post
		}
	}
	return nil
}
