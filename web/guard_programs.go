package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/credence-project/credence/account"
)

// mostPrograms is how many programs' passwords are remembered.
const mostPrograms = 1000

// programs lets programs and feed readers in, which keep no cookies: by name and
// password with each request (RFC 7617). Hashing a password takes long on purpose,
// so the session that it gave is remembered, under a key that only this process
// has; like any session it ends with the password.
type programs struct {
	mu     sync.Mutex
	secret [32]byte
	tokens map[[32]byte]string
}

func newPrograms() *programs {
	p := &programs{tokens: map[[32]byte]string{}}
	_, _ = rand.Read(p.secret[:]) // never fails
	return p
}

// mark returns what a name and a password are remembered under.
func (p *programs) mark(name, password string) (key [32]byte) {
	mac := hmac.New(sha256.New, p.secret[:])
	mac.Write([]byte(name + "\x00" + password))
	copy(key[:], mac.Sum(nil))
	return key
}

// program returns who asks by name and password, nobody where that is wrong or
// tried too often.
func (s *Server) program(r *http.Request, name, password string, now time.Time) (account.User, error) {
	key := s.programs.mark(name, password)
	s.programs.mu.Lock()
	token := s.programs.tokens[key]
	s.programs.mu.Unlock()
	if u, err := s.Accounts.Verify(token, now); !errors.Is(err, account.ErrSession) {
		return u, err
	}
	if !s.signIns.allow(s.client(r), time.Now()) {
		return account.User{}, nil
	}
	u, err := s.Accounts.SignIn(r.Context(), name, password)
	if errors.Is(err, account.ErrSignIn) {
		s.metrics.signIns.WithLabelValues("refused").Inc()
		s.Log.WarnContext(r.Context(), "sign-in refused", "client", s.client(r))
		return account.User{}, nil
	}
	if err != nil {
		return u, err
	}
	s.metrics.signIns.WithLabelValues("accepted").Inc()
	token, _ = s.Accounts.Issue(u, now)
	s.programs.mu.Lock()
	defer s.programs.mu.Unlock()
	if len(s.programs.tokens) >= mostPrograms {
		clear(s.programs.tokens)
	}
	s.programs.tokens[key] = token
	return u, nil
}
