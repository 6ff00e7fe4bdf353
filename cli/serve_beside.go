package cli

import (
	"context"
	"net/http"

	"github.com/credence-project/credence/api"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/watch"
	"github.com/credence-project/credence/web"
)

// beside adds to pages what is served beside them, from the same ledger: the API
// for programs, and feeds of what changes. They go through the same guard.
func (c *serveCommand) beside(_ context.Context, o *web.Options) error {
	questions, err := ask.New(o.Ledger, o.Doctrine, o.Names, o.Now)
	if err != nil {
		return err
	}
	programs, err := api.New(api.Options{Questions: questions, Ledger: o.Ledger, Readers: o.Readers, Version: o.Version, Log: o.Log})
	if err != nil {
		return err
	}
	words, err := web.OpenWords()
	if err != nil {
		return err
	}
	feeds := &watch.Feeds{Teller: &watch.Teller{Questions: questions, Ledger: o.Ledger}, Words: words, Log: o.Log}
	o.OpenAPI = programs.Document()
	o.Beside = map[string]http.Handler{"/api/": programs, "/feed/": feeds}
	return nil
}
