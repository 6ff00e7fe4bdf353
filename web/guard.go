package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// Limits say what one client may ask. The zero value is what a small server can
// bear.
type Limits struct {
	Time     time.Duration // a request, 0 for 30 s
	Body     int64         // bytes of what is sent, beside articles; 0 for 256 KiB
	Posts    Rate          // what is sent, a client; 0 for 5 a second, 60 at once
	Articles Rate          // articles to read, a client; 0 for 1 a second, 20 at once
	SignIns  Rate          // attempts to sign in, a client; 0 for one in 6 seconds, 10 at once
}

// Rate is how often something may be done: so often a second in the long run, so
// often at once.
type Rate struct {
	Each float64
	Once int
}

// or fills in what is not set.
func (l Limits) or() Limits {
	if l.Time == 0 {
		l.Time = 30 * time.Second
	}
	if l.Body == 0 {
		l.Body = 256 << 10
	}
	for set, to := range map[*Rate]Rate{&l.Posts: {5, 60}, &l.Articles: {1, 20}, &l.SignIns: {1. / 6, 10}} {
		if *set == (Rate{}) {
			*set = to
		}
	}
	return l
}

// policy lets a page load from its own host, and nothing that stands in the page
// itself run: what an article says can never be more than text.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard puts what every request goes through around the pages, the outermost
// first: it is numbered, counted and logged; sent with safe headers; refused where
// it comes from elsewhere, too often or from who may not; and it ends in time.
func (s *Server) guard(pages http.Handler) (http.Handler, error) {
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.EnableZstd(false))
	if err != nil {
		return nil, err
	}
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusForbidden, "problem.cross")
	}))
	h := s.recovered(s.bounded(s.admitted(pages)))
	h = cross.Handler(s.apart(s.rated(h)))
	return s.logged(s.headed(s.hosted(compress(h)))), nil
}

// headed sends the headers that keep a browser from doing more than it should.
func (s *Server) headed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		if !s.Local && s.secure(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// secure reports whether a request came over TLS, as far as can be known.
func (s *Server) secure(r *http.Request) bool {
	return r.TLS != nil || s.TrustProxy && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// hosted refuses a server that only this machine should reach to names that are
// not this machine's: a page of another site can make its own name mean 127.0.0.1,
// and would be of the same origin.
func (s *Server) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Local && !thisMachine(r.Host) {
			s.refuse(w, r, http.StatusMisdirectedRequest, "problem.host")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// apart refuses what a page of another site loads into itself, as browsers tell
// (Fetch Metadata): it could not read what comes, but how long that takes, and
// whether it comes, tells what the ledger holds, and many such requests keep it
// busy. A link that somebody follows is no such thing.
func (s *Server) apart(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("Sec-Fetch-Site") {
		case "", "none", "same-origin": // no browser, one's own doing, a page of ours
		default:
			if r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" {
				s.refuse(w, r, http.StatusForbidden, "problem.cross")
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// thisMachine reports whether a host, perhaps with a port, can only be this
// machine.
func thisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && a.Unmap().IsLoopback()
}

// bounded bounds how much is read of a request, and how long it may take.
func (s *Server) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.Limits.Time)
		defer cancel()
		r = r.WithContext(ctx)
		most := s.Limits.Body
		if carriesArticle(r) {
			most = largestArticle + s.Limits.Body
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		defer func() {
			if r.MultipartForm != nil {
				_ = r.MultipartForm.RemoveAll() // at worst a file stays in the folder for such files
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// carriesArticle reports whether a request may be as long as an article is.
func carriesArticle(r *http.Request) bool {
	return r.Method == http.MethodPost && (r.URL.Path == "/read" || strings.HasPrefix(r.URL.Path, "/api/"))
}
