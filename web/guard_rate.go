package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostClients is how many clients are told apart; the others share one measure.
const mostClients = 10_000

// rates measures how often clients do something.
type rates struct {
	rate   Rate
	mu     sync.Mutex
	of     map[string]*rate.Limiter
	others *rate.Limiter
}

func newRates(r Rate) *rates {
	return &rates{rate: r, of: map[string]*rate.Limiter{}, others: rate.NewLimiter(rate.Limit(r.Each), r.Once)}
}

// allow reports whether a client may do it once more.
func (r *rates) allow(client string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := r.of[client]
	if l == nil {
		if len(r.of) >= mostClients {
			r.forget(now)
		}
		if len(r.of) >= mostClients {
			return r.others.AllowN(now, 1)
		}
		l = rate.NewLimiter(rate.Limit(r.rate.Each), r.rate.Once)
		r.of[client] = l
	}
	return l.AllowN(now, 1)
}

// forget forgets the clients that have done nothing for long.
func (r *rates) forget(now time.Time) {
	for client, l := range r.of {
		if l.TokensAt(now) >= float64(r.rate.Once) {
			delete(r.of, client)
		}
	}
}

// client returns who asks: an address or, of IPv6, the network that one household
// has. A proxy that is trusted tells it last in X-Forwarded-For; what stands before
// that, anybody could have written.
func (s *Server) client(r *http.Request) string {
	text, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		text = r.RemoteAddr
	}
	if told := r.Header.Values("X-Forwarded-For"); s.TrustProxy && len(told) > 0 {
		list := strings.Split(told[len(told)-1], ",")
		text = strings.TrimSpace(list[len(list)-1])
	}
	a, err := netip.ParseAddr(text)
	if err != nil {
		return "unknown"
	}
	if a = a.Unmap().WithZone(""); a.Is4() {
		return a.String()
	}
	network, err := a.Prefix(64)
	if err != nil {
		return "unknown"
	}
	return network.String()
}

// rated refuses what a client sends too often.
func (s *Server) rated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		measure := s.posts
		switch {
		case r.Method == http.MethodGet, r.Method == http.MethodHead, r.Method == http.MethodOptions:
			next.ServeHTTP(w, r)
			return
		case r.URL.Path == "/signin":
			measure = s.signIns
		case carriesArticle(r):
			measure = s.articles
		}
		if !measure.allow(s.client(r), time.Now()) {
			w.Header().Set("Retry-After", "10")
			s.refuse(w, r, http.StatusTooManyRequests, "problem.often")
			return
		}
		next.ServeHTTP(w, r)
	})
}
