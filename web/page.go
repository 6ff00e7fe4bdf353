package web

import (
	"bytes"
	"errors"
	"net/http"
	"path"
	"time"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/tagged"
)

// page is what a handler has made of a request.
type page struct {
	name    string // of its template: "country"
	title   string
	status  int            // 0 for 200
	data    any            // what the template shows
	table   *table         // the same as a table, nil where there is none
	api     string         // the address of the same for programs, "" where there is none
	feed    string         // the address of what changes in it, "" where there is none
	goTo    string         // the address to go to instead
	wide    bool           // it takes the width of the window
	cookies []*http.Cookie // to be kept by who asks
}

// serve answers a request with the page that make makes.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, make handler) {
	q, err := s.newRequest(r)
	var p *page
	if err == nil {
		p, err = make(q)
	}
	if err == nil && p.table != nil && p.table.rest != nil && q.values.Get("format") == "csv" {
		err = p.table.rest()
	}
	if err != nil {
		p = q.failed(err)
	}
	q.setLanguage(w)
	for _, c := range p.cookies {
		http.SetCookie(w, c)
	}
	switch {
	case p.goTo != "":
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, p.goTo, http.StatusSeeOther)
	case q.values.Get("format") == "csv" && p.table != nil:
		q.writeCSV(w, p.table)
	default:
		q.write(w, p)
	}
}

// failed makes the page that shows an error. What is not the asker's fault is
// logged, and not shown.
func (q *request) failed(err error) *page {
	var what *problem
	switch {
	case errors.As(err, &what):
	case errors.Is(err, ledger.ErrNotFound):
		what = &problem{http.StatusNotFound, "problem.id", path.Base(q.URL.Path)}
	case q.Context().Err() != nil: // who asked has gone, or it took too long
		what = &problem{http.StatusServiceUnavailable, "problem.late", ""}
	default:
		q.server.Log.ErrorContext(q.Context(), "a page failed", "path", q.URL.Path, "error", err)
		what = &problem{http.StatusInternalServerError, "problem.internal", ""}
	}
	return &page{name: "problem", title: q.locale.T("problem.title"), status: what.status, data: what}
}

// nowhere answers an address that is none of ours.
func (q *request) nowhere() (*page, error) {
	return nil, missing("problem.address", q.URL.Path)
}

// write writes a page. Its tag is a hash of what is written, so that a page that
// has not changed is not sent again.
func (q *request) write(w http.ResponseWriter, p *page) {
	var out bytes.Buffer
	if err := q.server.templates[p.name].ExecuteTemplate(&out, "layout", &view{request: q, Page: p}); err != nil {
		q.server.Log.ErrorContext(q.Context(), "a template failed", "page", p.name, "error", err)
		http.Error(w, q.locale.T("problem.internal"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", q.locale.Code)
	h.Add("Vary", "Accept-Language, Cookie")
	if _, err := q.Cookie(said); err == nil && p.status == 0 {
		http.SetCookie(w, q.cookie(said, "", 0)) // it is told once
	}
	if p.status != 0 && p.status != http.StatusOK {
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(p.status)
		_, _ = w.Write(out.Bytes()) // an error is that of who reads
		return
	}
	q.send(w, out.Bytes())
}

// send writes what may be asked for again.
func (q *request) send(w http.ResponseWriter, body []byte) {
	tagged.Send(w, q.Request, body)
}

// setLanguage keeps the language that an address chooses for the addresses that
// follow.
func (q *request) setLanguage(w http.ResponseWriter) {
	if code := q.values.Get("lang"); code != "" && code == q.locale.Code {
		http.SetCookie(w, &http.Cookie{
			Name: "lang", Value: code, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
			HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: q.server.secure(q.Request),
		})
	}
}

// permalink returns the address of this answer for good: both days are in it.
func (q *request) permalink() string {
	scheme := "http"
	if q.server.secure(q.Request) {
		scheme = "https"
	}
	return scheme + "://" + q.Host + q.same("on", q.on.String(), "known", ask.Instant(q.known), "doctrine", q.doctrine.Name, "format", "", "lang", "")
}
