package tagged

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAnswersAreTagged(t *testing.T) {
	body := "one"
	h := Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		if r.URL.Path == "/bad" {
			w.WriteHeader(http.StatusBadRequest)
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Error(err)
		}
	}))
	ask := func(method, path, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
		r.Header.Set("If-None-Match", tag)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	first := ask("GET", "/", "")
	tag := first.Header().Get("ETag")
	if first.Code != 200 || first.Body.String() != "one" || tag == "" || first.Header().Get("Cache-Control") != "private, no-cache" {
		t.Errorf("%d %v", first.Code, first.Header())
	}
	if again := ask("GET", "/", tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("again: %d %s", again.Code, again.Body)
	}
	if head := ask("HEAD", "/", ""); head.Body.Len() > 0 || head.Header().Get("ETag") != tag || head.Header().Get("Content-Length") != "3" {
		t.Errorf("HEAD: %v", head.Header())
	}
	body = "two"
	if other := ask("GET", "/", tag); other.Code != 200 || other.Body.String() != "two" || other.Header().Get("ETag") == tag {
		t.Errorf("changed: %d %v", other.Code, other.Header())
	}
	for _, w := range []*httptest.ResponseRecorder{ask("GET", "/bad", ""), ask("POST", "/", tag)} {
		if w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" || w.Body.String() != "two" {
			t.Errorf("%d %v", w.Code, w.Header())
		}
	}
	if w := ask("HEAD", "/bad", ""); w.Code != http.StatusBadRequest || w.Body.Len() > 0 {
		t.Errorf("HEAD of a problem: %d %s", w.Code, w.Body)
	}
}
