package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// request is a request with the question that stands in its address.
type request struct {
	*http.Request
	server   *Server
	locale   *locale
	values   url.Values // of the address
	asked    ask.Asked  // the question, of which these are parts:
	doctrine *standing.Doctrine
	desk     *answers.Desk
	user     account.User // who asks, without a name nobody
	on       edtf.Day     // the day that is asked about, today where the address names none
	known    time.Time    // as known at this instant, the last record where the address names none
}

// handler makes a page, or an error that is shown in its place.
type handler func(*request) (*page, error)

// problem is an error with the status that it is answered with, and the key of
// the locale's words for it.
type problem struct {
	status int
	key    string
	about  string // the part that cannot be used, as it came
}

func (p *problem) Error() string { return fmt.Sprintf("%s: %q", p.key, p.about) }

// bad is a problem with what was asked.
func bad(key, about string) error { return &problem{http.StatusBadRequest, key, about} }

// missing is a problem with what is not there.
func missing(key, about string) error { return &problem{http.StatusNotFound, key, about} }

// newRequest reads the question in an address. With an error, the request can
// still be used to show it.
func (s *Server) newRequest(r *http.Request) (*request, error) {
	q := &request{Request: r, server: s, values: r.URL.Query(), user: userOf(r.Context())}
	q.locale = s.locales.choose(r)
	var err error
	q.asked, err = s.questions.Read(r.Context(), ask.TextOf(q.values))
	q.on, q.known, q.doctrine, q.desk = q.asked.On, q.asked.Known, q.asked.Doctrine, q.asked.Desk
	return q, unusable(err)
}

// unusable makes what cannot be used of a question a problem that a page shows.
func unusable(err error) error {
	var p *ask.Problem
	switch {
	case !errors.As(err, &p):
		return err
	case p.Missing():
		return missing("problem."+p.What, p.About)
	case p.What == "on":
		return bad("problem.day", p.About)
	}
	about := p.About
	if cut := []rune(about); len(cut) > longestShown {
		about = string(cut[:longestShown]) + "…"
	}
	return bad("problem."+p.What, about)
}

// longestShown is how many letters of what cannot be used are shown.
const longestShown = 80

// question returns what is asked of one party, and towards another where there is
// one.
func (q *request) question(of, by string) answers.Question { return q.asked.Question(of, by) }

// party returns the id that a name in an address means.
func (q *request) party(name string) (string, error) {
	id, err := q.asked.Party("", name)
	return id, unusable(err)
}

// find returns the one thing of some sorts that an id, which may be abbreviated,
// names.
func (q *request) find(id string, sorts ...string) (ledger.ID, error) {
	found, err := q.server.questions.Find(q.Context(), id, sorts...)
	return found.ID, unusable(err)
}

// keeps are the parts of an address that go with a reader from page to page.
var keeps = []string{"on", "known", "doctrine"} //nolint:gochecknoglobals // a table

// link returns an address that keeps the days and the doctrine of this one, with
// further keys and values.
func (q *request) link(path string, pairs ...string) string {
	v := url.Values{}
	for _, key := range keeps {
		if x := q.values.Get(key); x != "" {
			v.Set(key, x)
		}
	}
	return address(path, v, pairs)
}

// same returns this very address with some of its keys set anew; "" takes a key
// away.
func (q *request) same(pairs ...string) string {
	v := url.Values{}
	for key, x := range q.values {
		v[key] = slices.Clone(x)
	}
	return address(q.URL.Path, v, pairs)
}

// address writes an address.
func address(path string, v url.Values, pairs []string) string {
	for n := 0; n+1 < len(pairs); n += 2 {
		v.Del(pairs[n])
		if pairs[n+1] != "" {
			v.Set(pairs[n], pairs[n+1])
		}
	}
	u := url.URL{Path: path, RawQuery: v.Encode()}
	return u.String()
}
