// Package tagged answers HTTP requests with what may be asked for again: under a
// strong tag that is a hash of it, so that it is not sent twice.
//
//	tagged.Send(w, r, body)                 // an answer that is there
//	handler = tagged.Handler(handler)       // any answer of a handler to GET and HEAD
//
// Non-goals: to keep answers, and to let others keep them: they are private.
package tagged

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"
)

// Send answers with a body, or with 304 where the asker has it; to HEAD with its
// headers alone.
func Send(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	w.Header().Set("Cache-Control", "private, no-cache")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// Handler sends what a handler answers to GET and HEAD by Send. What is not 200 is
// passed on as it is, and kept by nobody.
func Handler(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Cache-Control", "no-store")
			h.ServeHTTP(w, r)
			return
		}
		held := &holder{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(held, r)
		if held.status == http.StatusOK {
			Send(w, r, held.body.Bytes())
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(held.status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(held.body.Bytes()) // an error is that of who reads
		}
	})
}

// holder holds an answer until it is whole.
type holder struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (h *holder) WriteHeader(status int)      { h.status = status }
func (h *holder) Write(p []byte) (int, error) { return h.body.Write(p) }

// Unwrap lets http.ResponseController reach the connection.
func (h *holder) Unwrap() http.ResponseWriter { return h.ResponseWriter }
