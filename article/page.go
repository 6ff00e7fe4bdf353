package article

import (
	"bytes"
	"fmt"
	"strings"
)

// Page is a page as a server gave it.
type Page struct {
	URL       string // where it was found: it is what the article and errors are called too
	Media     string // "text/html"; "" is found out
	Charset   string // that the server says it is in, "" where it does not
	Published string // date of publication as told elsewhere, by a feed; "" where it is not
	Body      []byte
}

// Page reads the article of a page. Its address is where it was found, whatever the page says.
// The error is an *Error.
func (r *Reader) Page(p Page) (*Article, error) {
	d := &draft{path: p.URL, id: p.URL, url: p.URL, charset: p.Charset}
	if p.Published != "" {
		d.dates = append(d.dates, dated{FromGiven, p.Published})
	}
	read := readPage
	switch media := strings.ToLower(p.Media); {
	case media == "text/html", media == "application/xhtml+xml", media == "":
	case media == "text/plain" && !looksLikeHTML(p.Body): // servers say so of what they do not know
		read = readText
	case media == "text/plain":
	default:
		return nil, &Error{Path: p.URL, Err: fmt.Errorf("%w: the server calls it %.60q", ErrFormat, media)}
	}
	if len(p.Body) > r.options.Limit {
		return nil, &Error{Path: p.URL, Err: tooLong(r.options.Limit)}
	}
	if err := read(r, d, p.Body); err != nil {
		return nil, wrap(p.URL, err)
	}
	a, err := r.finish(d)
	if err != nil {
		return nil, wrap(p.URL, err)
	}
	return a, nil
}

// looksLikeHTML reports whether the first bytes are those of a page.
func looksLikeHTML(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], "\ufeff \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}
