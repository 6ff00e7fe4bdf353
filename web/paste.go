package web

import (
	"errors"
	"io"
	"net/http"
	"path/filepath"
	"strings"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/readers"
)

// largestArticle is how many bytes of an article are taken in.
const largestArticle = 2 << 20

// pastePage is the form for an article.
type pastePage struct {
	Problem string // why the last one was not read, a key
}

// paste is the page where an article is given.
func (q *request) paste() (*page, error) {
	return &page{name: "read", title: q.locale.T("read.title"), data: pastePage{}}, nil
}

// readPasted reads the article that was given, and stores it where that was asked
// for.
func (q *request) readPasted() (*page, error) {
	if err := q.ParseMultipartForm(largestArticle); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		if most := new(http.MaxBytesError); errors.As(err, &most) {
			return q.notRead("read.too_large")
		}
		return nil, bad("problem.form", "")
	}
	a, key := q.given()
	if key != "" {
		return q.notRead(key)
	}
	said, err := q.server.Readers.Read(q.Context(), a)
	if errors.Is(err, readers.ErrNotRead) {
		return q.notRead("read.language")
	}
	if err != nil {
		return nil, err
	}
	if q.PostForm.Get("store") != "" {
		if err := q.must(account.Reviewer); err != nil {
			return nil, err
		}
		added, err := q.server.Ledger.Add(q.Context(), readers.Entry(a, said, "credence "+q.server.Version))
		if err != nil {
			return nil, err
		}
		return &page{goTo: "/article/" + added[0].Document.String()}, nil
	}
	data, err := q.marked(readers.Document(a), readers.Records(a, said), nil, q.known)
	if err != nil {
		return nil, err
	}
	return &page{name: "article", title: q.locale.T("read.result"), data: data}, nil
}

// notRead shows the form again, with what was wrong.
func (q *request) notRead(key string) (*page, error) {
	return &page{name: "read", title: q.locale.T("read.title"), status: http.StatusUnprocessableEntity, data: pastePage{Problem: key}}, nil
}

// given returns the article in a form: a file, else the text that was pasted. The
// key tells why there is none.
func (q *request) given() (a *article.Article, key string) {
	published := q.PostFormValue("published")
	if published != "" {
		if _, err := answers.ParseDay(published); err != nil {
			return nil, "problem.day"
		}
	}
	var in io.Reader = strings.NewReader(q.PostFormValue("text"))
	name, ending := "pasted", ".txt"
	if file, head, err := q.FormFile("file"); err == nil && head.Size > 0 {
		defer file.Close()
		in, name, ending = file, filepath.Base(head.Filename), filepath.Ext(head.Filename)
	} else if strings.TrimSpace(q.PostFormValue("text")) == "" {
		return nil, "read.nothing"
	}
	r, err := article.New(article.Options{Lang: q.PostFormValue("language"), Published: published, Limit: largestArticle})
	if err != nil {
		return nil, "read.unreadable"
	}
	for a, err := range r.Read(q.Context(), name, ending, in) {
		if err == nil {
			return a, ""
		}
	}
	return nil, "read.unreadable"
}
