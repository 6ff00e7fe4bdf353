package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
)

// largestArticle is how many bytes are taken in: an article of two megabytes, and
// what JSON adds to it.
const largestArticle = 3 << 20

// get adds an operation that asks. HEAD asks for it too.
func get[I, O any](s *Server, id, path, summary string, do func(context.Context, *I) (*O, error)) {
	add(s, huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: prefix + path, Summary: summary, Tags: []string{tagOf(path)},
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}, do)
}

// post adds an operation that is given something to look at.
func post[I, O any](s *Server, id, path, summary string, do func(context.Context, *I) (*O, error)) {
	add(s, huma.Operation{
		OperationID: id, Method: http.MethodPost, Path: prefix + path, Summary: summary, Tags: []string{tagOf(path)}, MaxBodyBytes: largestArticle,
		Errors: []int{http.StatusBadRequest, http.StatusNotFound, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity, http.StatusServiceUnavailable},
	}, do)
}

// tagOf files an operation under the first word of its path.
func tagOf(path string) string {
	word, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return word
}

// add adds an operation whose errors are told as problems.
func add[I, O any](s *Server, op huma.Operation, do func(context.Context, *I) (*O, error)) {
	huma.Register(s.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, op.OperationID, err)
		}
		return out, nil
	})
}

// problem makes of an error what an asker is told. What is not the asker's fault is
// logged, and not shown.
func (s *Server) problem(ctx context.Context, op string, err error) error {
	var p *ask.Problem
	var told huma.StatusError
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &p):
		status := http.StatusBadRequest
		if p.Missing() {
			status = http.StatusNotFound
		}
		return huma.NewError(status, p.Field+": "+p.Error(), at(p.Field, p.About, p.Error()))
	case errors.Is(err, answers.ErrNoClaim):
		return huma.NewError(http.StatusUnprocessableEntity, "claim: "+err.Error(), at("claim", "", err.Error()))
	case errors.Is(err, readers.ErrNotRead):
		return huma.NewError(http.StatusUnprocessableEntity, "lang: the article is in no language whose acts are read", at("lang", "", "not read"))
	case errors.Is(err, ledger.ErrNotFound):
		return huma.NewError(http.StatusNotFound, "the ledger has nothing of that id as known then")
	case ctx.Err() != nil:
		return huma.NewError(http.StatusServiceUnavailable, "this took too long: ask again, or for less")
	}
	s.Log.ErrorContext(ctx, "an operation failed", "operation", op, "error", err)
	return huma.NewError(http.StatusInternalServerError, "something went wrong here; it has been noted")
}

// bad is a problem with a part of what was asked.
func bad(field, about, what string) error {
	return &ask.Problem{Field: field, What: what, About: about}
}

// at names the part of a question that a problem is about.
func at(field, value, message string) error {
	d := &huma.ErrorDetail{Location: field, Message: message}
	if value != "" {
		d.Value = shown(value)
	}
	return d
}

// shown is as much of a value as a problem shows.
func shown(value string) string {
	const most = 80
	if len(value) <= most {
		return value
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(value[cut]) {
		cut--
	}
	return value[:cut] + "…"
}

// oneLine puts what a validator found into the one line that a problem has for
// people.
func oneLine(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	for _, d := range e.Errors {
		switch value := d.Value.(type) {
		case string:
			d.Value = shown(value)
		case map[string]any, []any:
			d.Value = nil // the whole of what was posted
		}
		d.Message = strings.ReplaceAll(d.Message, "\n", " ")
	}
	if e.Detail == "validation failed" && len(e.Errors) > 0 {
		e.Detail = e.Errors[0].Location + ": " + e.Errors[0].Message
	}
	e.Detail = strings.ReplaceAll(e.Detail, "\n", " ")
	return e, nil
}

// nowhere answers an address that is none of ours.
func nowhere(w http.ResponseWriter, r *http.Request) {
	body, err := json.Marshal(huma.ErrorModel{
		Title: http.StatusText(http.StatusNotFound), Status: http.StatusNotFound,
		Detail: fmt.Sprintf("there is no operation %s %s: see /api/openapi.json", r.Method, shown(r.URL.Path)),
	})
	if err != nil { // cannot be: all of it is text
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(body) // an error is that of who reads
}
