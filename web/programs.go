package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// programsPage lists what programs can ask.
type programsPage struct {
	Operations []operation
}

// operation is one thing that programs can ask, as the OpenAPI document tells of it.
type operation struct {
	ID, Method, Path, Summary string
	Parameters                []parameter
	Example                   string // an address that asks it, "" where it takes a body
}

// parameter is a part of a question.
type parameter struct {
	Name, In, Description string
	Required              bool
	Schema                struct{ Examples []any }
}

// openAPI is as much of a document as is shown.
type openAPI struct {
	Paths map[string]map[string]struct {
		OperationID string
		Summary     string
		Parameters  []parameter
	}
}

// programs is the page that tells programmers what they can ask, and how.
func (q *request) programs() (*page, error) {
	if q.server.OpenAPI == nil {
		return nil, missing("problem.address", q.URL.Path)
	}
	var doc openAPI
	if err := json.Unmarshal(q.server.OpenAPI, &doc); err != nil {
		return nil, fmt.Errorf("reading the OpenAPI document: %w", err)
	}
	var data programsPage
	for path, item := range doc.Paths {
		for method, op := range item {
			x := operation{ID: op.OperationID, Method: strings.ToUpper(method), Path: path, Summary: op.Summary, Parameters: op.Parameters}
			if x.Method == http.MethodGet {
				x.Example = x.example()
			}
			data.Operations = append(data.Operations, x)
		}
	}
	slices.SortFunc(data.Operations, func(a, b operation) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Method, b.Method))
	})
	return &page{name: "programs", title: q.locale.T("programs.title"), data: data}, nil
}

// example returns an address made of the examples of what must be asked, "" where
// one of these has none that would be found in any ledger.
func (x *operation) example() string {
	var pairs []string
	for _, p := range x.Parameters {
		switch {
		case p.In == "path", p.Required && len(p.Schema.Examples) == 0:
			return ""
		case p.Required:
			pairs = append(pairs, p.Name, fmt.Sprint(p.Schema.Examples[0]))
		}
	}
	return address(x.Path, map[string][]string{}, pairs)
}
