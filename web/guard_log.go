package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"runtime/debug"
	"time"
)

// trail is what is known of a request while it is answered.
type trail struct {
	id    string
	route string // the pattern that it goes by, "" of none
	user  string // "" of nobody
}

type trailKey struct{}

// trailOf returns the trail of a request.
func trailOf(ctx context.Context) *trail {
	if t, ok := ctx.Value(trailKey{}).(*trail); ok {
		return t
	}
	return &trail{}
}

// numbered is a log in which each line tells the request that it is about.
type numbered struct{ slog.Handler }

// Handle logs a line.
func (h numbered) Handle(ctx context.Context, r slog.Record) error {
	if id := trailOf(ctx).id; id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs and WithGroup keep it a numbered one.
func (h numbered) WithAttrs(a []slog.Attr) slog.Handler { return numbered{h.Handler.WithAttrs(a)} }

// WithGroup is as WithAttrs.
func (h numbered) WithGroup(name string) slog.Handler { return numbered{h.Handler.WithGroup(name)} }

// answer is a response with what is logged of it.
type answer struct {
	http.ResponseWriter
	status int // 0 before anything was sent
	bytes  int
}

// WriteHeader notes the status.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (a *answer) Write(b []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	n, err := a.ResponseWriter.Write(b)
	a.bytes += n
	return n, err
}

// Unwrap gives http.ResponseController what it wants.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// idForm is what the id of a request looks like that a proxy gives.
var idForm = regexp.MustCompile(`^[0-9A-Za-z_-]{8,64}$`) //nolint:gochecknoglobals // compiled once

// requestID returns the id of a request: a proxy's, else a new one.
func (s *Server) requestID(r *http.Request) string {
	if id := r.Header.Get("X-Request-Id"); s.TrustProxy && idForm.MatchString(id) {
		return id
	}
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// logged numbers, counts and logs requests. What is asked stands in no log: only
// the path, not what follows it.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		t := &trail{id: s.requestID(r)}
		ctx := context.WithValue(r.Context(), trailKey{}, t)
		w.Header().Set("X-Request-Id", t.id)
		a := &answer{ResponseWriter: w}
		s.metrics.open.Inc()
		defer func() {
			took := time.Since(begun)
			s.metrics.open.Dec()
			if a.status == 0 { // nothing was sent: net/http does, unless the handler gave up
				a.status = http.StatusOK
			}
			s.metrics.answered(r.Method, t.route, a.status, took)
			s.Log.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", a.status),
				slog.Int("bytes", a.bytes), slog.Float64("ms", float64(took.Microseconds())/1000), slog.String("client", s.client(r)), slog.String("user", t.user))
		}()
		next.ServeHTTP(a, r.WithContext(ctx))
	})
}

// recovered answers a request whose page panics, and logs where it did.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			what := recover()
			if what == nil {
				return
			}
			if what == http.ErrAbortHandler { //nolint:errorlint // it is compared as net/http does
				panic(what)
			}
			s.metrics.panics.Inc()
			s.Log.ErrorContext(r.Context(), "a page panicked", "path", r.URL.Path, "panic", fmt.Sprint(what), "stack", string(debug.Stack()))
			s.refuse(w, r, http.StatusInternalServerError, "problem.internal")
		}()
		next.ServeHTTP(w, r)
	})
}
