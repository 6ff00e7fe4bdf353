package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/credence-project/credence/account"
)

// anyone is what an address asks for that needs no account.
const anyone account.Role = ""

// wants says which role an address asks for. What is not named here: to see, a
// reader; to change anything, a reviewer.
//
// What is mounted as a whole (/api/v1/) is told apart by its paths.
func wants(pattern string, r *http.Request) account.Role {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		pattern = r.Method + " " + r.URL.Path
	}
	switch pattern {
	case "GET /static/", "GET /signin", "POST /signin", "POST /signout", "GET /healthz", "GET /readyz", "GET /metrics":
		return anyone
	case "POST /read", "POST /api/v1/read", "POST /api/v1/diff", "POST /api/v1/check": // storing what was read asks for more, which only its form tells
		return account.Reader
	case "GET /review/source", "POST /review/source":
		return account.Admin
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return account.Reader
	}
	return account.Reviewer
}

type userKey struct{}

// userOf returns who asks; without a name, nobody.
func userOf(ctx context.Context) account.User {
	u, _ := ctx.Value(userKey{}).(account.User)
	return u
}

// admitted finds out who asks, and refuses who may not.
func (s *Server) admitted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, pattern := s.mux.Handler(r)
		t := trailOf(r.Context())
		t.route = pattern
		u, err := s.who(r)
		if err != nil {
			s.Log.ErrorContext(r.Context(), "the accounts cannot be read", "error", err)
			s.refuse(w, r, http.StatusInternalServerError, "problem.internal")
			return
		}
		t.user = u.Name
		*r = *r.WithContext(context.WithValue(r.Context(), userKey{}, u)) // in place: what is parsed of it later, others clean up
		role := wants(pattern, r)
		switch {
		case role == anyone, u.Role.May(role):
			next.ServeHTTP(w, r)
		case u.Name == "":
			s.toSignIn(w, r)
		default:
			s.refuse(w, r, http.StatusForbidden, "problem.role")
		}
	})
}

// who returns who asks, by the session's cookie or, of a program, by name and
// password. Without accounts whoever comes
// may do everything.
func (s *Server) who(r *http.Request) (account.User, error) {
	if s.Accounts == nil {
		return account.User{Name: s.Owner, Role: account.Admin}, nil
	}
	if name, password, ok := r.BasicAuth(); ok && forPrograms(r) {
		return s.program(r, name, password, s.Now())
	}
	c, err := r.Cookie(s.sessionName(r))
	if err != nil {
		return account.User{}, nil //nolint:nilerr // no cookie is nobody
	}
	u, err := s.Accounts.Verify(c.Value, s.Now())
	if errors.Is(err, account.ErrSession) {
		return account.User{}, nil
	}
	return u, err
}

// must is an error where who asks may not do what a role may.
func (q *request) must(role account.Role) error {
	if q.user.Role.May(role) {
		return nil
	}
	return &problem{http.StatusForbidden, "problem.role", ""}
}

// forPrograms reports whether an address is asked by programs, which see no
// pages.
func forPrograms(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/feed/")
}

// toSignIn asks for a session.
func (s *Server) toSignIn(w http.ResponseWriter, r *http.Request) {
	if forPrograms(r) {
		w.Header().Set("WWW-Authenticate", `Basic realm="Credence", charset="UTF-8"`)
		s.refuse(w, r, http.StatusUnauthorized, "problem.session")
		return
	}
	to := "/"
	if r.Method == http.MethodGet {
		to = r.URL.RequestURI()
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, (&request{Request: r, server: s}).link("/signin", "to", to), http.StatusSeeOther)
}

// refuse answers that something will not be done, without asking the ledger.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	s.metrics.refused.WithLabelValues(strings.TrimPrefix(key, "problem.")).Inc()
	q := &request{Request: r, server: s, values: r.URL.Query(), doctrine: s.Doctrine, locale: s.locales.choose(r), user: userOf(r.Context())}
	if !forPrograms(r) {
		q.write(w, &page{name: "problem", title: q.locale.T("problem.title"), status: status, data: &problem{status, key, ""}})
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{ // an error is that of who reads
		"type": "about:blank", "title": http.StatusText(status), "status": status, "detail": s.locales.list[0].T(key),
	})
}
