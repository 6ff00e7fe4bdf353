package cli

import (
	"context"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
	"github.com/credence-project/credence/web"
)

// site serves the articles in examples, with what is beside the pages.
func site(t *testing.T, f *watchFlag) (http.Handler, *web.Options) {
	t.Helper()
	ctx := t.Context()
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	o := &web.Options{Ledger: l, Doctrine: doctrine, Names: names, Readers: new(readers.Pool), Version: "test"}
	done, err := f.beside(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(done)
	pages, err := web.New(*o)
	if err != nil {
		t.Fatal(err)
	}
	return pages, o
}

// addExamples adds the articles of examples.
func addExamples(ctx context.Context, t *testing.T, o *web.Options) {
	t.Helper()
	r, err := article.New(article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range r.Open(ctx, "../examples/articles") {
		if err != nil {
			t.Fatal(err)
		}
		said, err := o.Readers.Read(ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Ledger.Add(ctx, readers.Entry(a, said, "test")); err != nil {
			t.Fatal(err)
		}
	}
}

var addresses = regexp.MustCompile(`href="((?:/api|/feed|/act|/article)[^"]*)"`)

func TestWhatPagesPointToBesideThemIsThere(t *testing.T) {
	pages, o := site(t, &watchFlag{})
	addExamples(t.Context(), t, o)
	ask := func(address string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1"+address, nil)
		r.RemoteAddr = "127.0.0.1:4711"
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, r)
		return w
	}
	seen := map[string]bool{}
	next := []string{
		"/", "/api", "/api?lang=fr", "/of/AFG.TALIBAN", "/pair/RUS/AFG.TALIBAN?on=2025-07-01&known=2100-01-01&doctrine=estrada", "/pair/USA/CUB", "/check?claim=Russia+recognises+the+Taliban",
	}
	feeds, programs := 0, 0
	for len(next) > 0 && len(seen) < 200 {
		address := next[0]
		next = next[1:]
		if seen[address] {
			continue
		}
		seen[address] = true
		w := ask(address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %.200s", address, w.Code, w.Body)
		}
		switch kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";"); {
		case strings.HasPrefix(address, "/feed/"):
			feeds++
			if kind != "application/atom+xml" {
				t.Errorf("%s: %s", address, kind)
			}
		case strings.HasPrefix(address, "/api/v1/"):
			programs++
			if kind != "application/json" {
				t.Errorf("%s: %s", address, kind)
			}
		case kind == "text/html":
			for _, found := range addresses.FindAllStringSubmatch(w.Body.String(), -1) {
				next = append(next, html.UnescapeString(found[1]))
			}
		}
	}
	if feeds < 3 || programs < 10 {
		t.Errorf("%d feeds and %d answers were pointed to", feeds, programs)
	}
}

func TestOthersAreToldOfChangesWhileItServes(t *testing.T) {
	got := make(chan []byte, 10)
	listener := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got <- body
	}))
	defer listener.Close()
	file := filepath.Join(t.TempDir(), "watch.toml")
	text := "[[watch]]\nquestion = \"status?of=AFG.TALIBAN&by=RUS\"\nurl = \"" + listener.URL + "\"\nsecret = \"0123456789abcdef\"\n"
	state := `{"status?by=RUS&of=AFG.TALIBAN ` + listener.URL + `": {"on":"2025-01-01","known":"2025-01-01T00:00:00Z","answer":[{"by":"RUS","of":"AFG.TALIBAN","aspect":"recognised","value":"contested","since":"","doubted":true}]}}`
	for name, text := range map[string]string{file: text, file + ".state": state} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	site(t, &watchFlag{Watch: file})
	select {
	case body := <-got:
		var message struct{ Question string }
		if err := json.Unmarshal(body, &message); err != nil || message.Question != "status?by=RUS&of=AFG.TALIBAN" {
			t.Errorf("%s: %v", body, err)
		}
	case <-time.After(10 * time.Second):
		t.Error("nobody was told")
	}
}

func TestAFileOfHooksMustBeRight(t *testing.T) {
	file := filepath.Join(t.TempDir(), "watch.toml")
	if err := os.WriteFile(file, []byte("[[watch]]\nquestion = \"weather\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, o := site(t, &watchFlag{})
	if _, err := (&watchFlag{Watch: file}).beside(t.Context(), o); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("%v", err)
	}
}
