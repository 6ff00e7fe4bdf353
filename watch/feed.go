package watch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/tagged"
)

// Feeds serves feeds (Atom, RFC 4287) at /feed/status?of=&by=, /feed/of?id= and
// /feed/history?a=&b=; each takes on, doctrine and lang, the language that comes
// first. It may be used by several goroutines.
type Feeds struct {
	*Teller
	Words      Words
	TrustProxy bool         // what a proxy tells of the scheme (X-Forwarded-Proto) is believed
	Log        *slog.Logger // nil slog.Default
}

// ServeHTTP answers with a feed.
func (f *Feeds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "a feed can only be read", http.StatusMethodNotAllowed)
		return
	}
	q, err := Read(r.Context(), f.Questions, strings.TrimPrefix(r.URL.Path, "/feed/"), r.URL.Query())
	var changes []Change
	if err == nil {
		changes, err = f.Changes(r.Context(), q)
	}
	var body []byte
	if err == nil {
		body, err = f.atom(r, q, changes)
	}
	if err != nil {
		f.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	tagged.Send(w, r, body)
}

// fail answers with a problem, on one line. What is not the asker's fault is
// logged, and not shown.
func (f *Feeds) fail(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Cache-Control", "no-store")
	var p *ask.Problem
	switch {
	case errors.As(err, &p) && p.Missing():
		http.Error(w, p.Field+": "+p.Error(), http.StatusNotFound)
	case errors.As(err, &p):
		http.Error(w, p.Field+": "+p.Error(), http.StatusBadRequest)
	case r.Context().Err() != nil:
		http.Error(w, "this took too long", http.StatusServiceUnavailable)
	default:
		log := f.Log
		if log == nil {
			log = slog.Default()
		}
		log.ErrorContext(r.Context(), "a feed failed", "path", r.URL.Path, "error", err)
		http.Error(w, "something went wrong here; it has been noted", http.StatusInternalServerError)
	}
}

// feed, entry, link and content are the elements of Atom.
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []link   `xml:"link"`
	Entries []entry  `xml:"entry"`
}

type entry struct {
	ID      string  `xml:"id"`
	Title   string  `xml:"title"`
	Updated string  `xml:"updated"`
	Link    link    `xml:"link"`
	Content content `xml:"content"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type content struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atom writes a feed.
func (f *Feeds) atom(r *http.Request, q Question, changes []Change) ([]byte, error) {
	speakers := f.speakers(r.URL.Query().Get("lang"))
	base := f.base(r)
	out := feed{
		Lang: speakers[0].code, ID: tagOf(r, q, ""), Title: speakers[0].title(q), Author: "Credence",
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339), // nothing ever changed
		Links:   []link{{"self", "application/atom+xml", base + r.URL.RequestURI()}, {"alternate", "text/html", base + q.page("", "")}},
	}
	for n := range changes {
		c := &changes[n]
		text, err := f.text(base, q, c, speakers)
		if err != nil {
			return nil, err
		}
		out.Entries = append(out.Entries, entry{
			ID: tagOf(r, q, fmt.Sprint(c.At.UnixMicro())), Title: title(c, speakers[0]), Updated: ask.Instant(c.At),
			Link: link{"alternate", "text/html", base + q.page(c.On, ask.Instant(c.At))}, Content: content{"html", text},
		})
	}
	if len(out.Entries) > 0 {
		out.Updated = out.Entries[0].Updated
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", " ")
	if err := e.Encode(out); err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// speakers returns one for each language, that of a code first.
func (f *Feeds) speakers(code string) (list []*speaker) {
	for _, c := range f.Words.Codes() {
		s := &speaker{f.Words, f.Questions.Names, c}
		if c == code {
			list = slices.Insert(list, 0, s)
		} else {
			list = append(list, s)
		}
	}
	return list
}

// title tells the first difference of a change, and of how many.
func title(c *Change, s *speaker) string {
	text := s.difference(&c.Differences[0])
	if more := len(c.Differences) - 1; more > 0 {
		text += fmt.Sprintf(" (+%d)", more)
	}
	return text
}

// page is the address of the page that answers a question on a day, as known at
// an instant.
func (q Question) page(on, known string) string {
	path := "/pair/" + url.PathEscape(q.Of) + "/" + url.PathEscape(q.By)
	if q.Sort == Of {
		path = "/of/" + url.PathEscape(q.Of)
	}
	v := url.Values{}
	for key, x := range map[string]string{"on": on, "known": known, "doctrine": q.Doctrine} {
		if x != "" {
			v.Set(key, x)
		}
	}
	u := url.URL{Path: path, RawQuery: v.Encode()}
	return u.String()
}

// base returns the scheme and host by which a request reached the program.
func (f *Feeds) base(r *http.Request) string {
	if r.TLS != nil || f.TrustProxy && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https") {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// tagOf returns the id of a feed or, with its instant, of an entry (RFC 4151): the
// same whenever it is asked for at a host.
func tagOf(r *http.Request, q Question, at string) string {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(host))
	id := "tag:" + host + ",2025:credence/" + q.String()
	if at != "" {
		id += "/" + at
	}
	return id
}
