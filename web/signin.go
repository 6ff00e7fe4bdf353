package web

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/credence-project/credence/account"
)

// signInPage is the form to sign in.
type signInPage struct {
	To      string // where to go then
	Name    string
	Problem string // why it did not work, a key
}

// sessionName is the name of the session's cookie. Under TLS a browser takes it
// from this very host alone.
func (s *Server) sessionName(r *http.Request) string {
	if s.secure(r) {
		return "__Host-credence"
	}
	return "credence"
}

// cookie returns a cookie of this server, which scripts cannot read and other
// sites cannot have sent along with what they post.
func (q *request) cookie(name, value string, lasting time.Duration) *http.Cookie {
	c := &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(lasting.Seconds()), HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: q.server.secure(q.Request),
	}
	if lasting == 0 {
		c.MaxAge = -1
	}
	return c
}

// signIn is the page to sign in at.
func (q *request) signIn() (*page, error) {
	if q.server.Accounts == nil {
		return &page{goTo: "/"}, nil
	}
	return &page{name: "signin", title: q.locale.T("signin.title"), data: signInPage{To: inside(q.values.Get("to"))}}, nil
}

// signInPosted begins a session.
func (q *request) signInPosted() (*page, error) {
	if q.server.Accounts == nil {
		return &page{goTo: "/"}, nil
	}
	if err := q.ParseForm(); err != nil {
		return nil, bad("problem.form", "")
	}
	data := signInPage{To: inside(q.PostForm.Get("to")), Name: strings.TrimSpace(q.PostForm.Get("name"))}
	u, err := q.server.Accounts.SignIn(q.Context(), data.Name, q.PostForm.Get("password"))
	if errors.Is(err, account.ErrSignIn) {
		q.server.metrics.signIns.WithLabelValues("refused").Inc()
		q.server.Log.WarnContext(q.Context(), "sign-in refused", "client", q.server.client(q.Request))
		data.Problem = "signin.wrong"
		return &page{name: "signin", title: q.locale.T("signin.title"), status: http.StatusForbidden, data: data}, nil
	}
	if err != nil {
		return nil, err
	}
	q.server.metrics.signIns.WithLabelValues("accepted").Inc()
	token, _ := q.server.Accounts.Issue(u, q.server.Now())
	return &page{goTo: data.To, cookies: []*http.Cookie{q.cookie(q.server.sessionName(q.Request), token, account.Lasting)}}, nil
}

// signOut ends a session.
func (q *request) signOut() (*page, error) {
	return &page{goTo: "/signin", cookies: []*http.Cookie{q.cookie(q.server.sessionName(q.Request), "", 0)}}, nil
}

// inside returns an address of this server, the first page where one leads
// elsewhere.
func inside(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(to, "/") ||
		strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") || strings.HasPrefix(u.Path, "//") {
		return "/"
	}
	return u.String()
}

// User is the name of who is signed in, "" where there are no accounts.
func (v *view) User() string {
	if v.server.Accounts == nil {
		return ""
	}
	return v.user.Name
}

// May reports whether who asks may do what a role may.
func (v *view) May(role string) bool { return v.user.Role.May(account.Role(role)) }

// message is what the page that follows tells of what was done.
type message struct {
	Key   string   `json:"k"` // of the locale
	Pairs []string `json:"p"`
	N     int      `json:"n"`           // the number that its words depend on
	Undo  string   `json:"u,omitempty"` // the decision that it is about
}

// said is the cookie of a message: it goes with one redirect.
const said = "credence-said"

// say returns the cookie that carries a message to the next page.
func (q *request) say(m message) *http.Cookie {
	text, err := json.Marshal(m)
	if err != nil {
		text = nil // strings and a number can always be written
	}
	return q.cookie(said, base64.RawURLEncoding.EncodeToString(text), time.Minute)
}

// Message is what the page before has to tell, nil for nothing.
func (v *view) Message() *message {
	c, err := v.Cookie(said)
	if err != nil || v.Page.status != 0 {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return nil
	}
	m := &message{}
	if json.Unmarshal(text, m) != nil || !strings.HasPrefix(m.Key, "said.") || m.N < 0 {
		return nil
	}
	return m
}

// Say writes a message in words.
func (v *view) Say(m *message) string {
	pairs := make([]any, len(m.Pairs))
	for n := range m.Pairs {
		pairs[n] = m.Pairs[n]
	}
	return v.N(m.Key, m.N, pairs...)
}
