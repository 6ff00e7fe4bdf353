package cli

import (
	"context"
	"net/http"

	"github.com/credence-project/credence/api"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/watch"
	"github.com/credence-project/credence/web"
)

// watchFlag is the flag that says who is told of changes.
type watchFlag struct {
	Watch string `placeholder:"FILE" help:"Tell others when answers change: a file of questions, addresses and secrets (docs/api.md). What each was last told is kept in FILE.state."`
}

// beside adds to pages what is served beside them, from the same ledger: the API
// for programs, and feeds of what changes. They go through the same guard. Until
// the caller calls done, it tells whoever is to be told of changes.
func (f *watchFlag) beside(ctx context.Context, o *web.Options) (done func(), err error) {
	questions, err := ask.New(o.Ledger, o.Doctrine, o.Names, o.Now)
	if err != nil {
		return nil, err
	}
	programs, err := api.New(api.Options{Questions: questions, Ledger: o.Ledger, Readers: o.Readers, Version: o.Version, Log: o.Log})
	if err != nil {
		return nil, err
	}
	words, err := web.OpenWords()
	if err != nil {
		return nil, err
	}
	feeds := &watch.Feeds{Teller: &watch.Teller{Questions: questions, Ledger: o.Ledger}, Words: words, TrustProxy: o.TrustProxy, Log: o.Log}
	o.Questions, o.OpenAPI = questions, programs.Document()
	o.Beside = map[string]http.Handler{"/api/": programs, "/feed/": feeds}
	if f.Watch == "" {
		return func() {}, nil
	}
	hooks, err := watch.ReadHooks(ctx, questions, f.Watch)
	if err != nil {
		return nil, err
	}
	watcher, err := watch.NewWatcher(watch.Options{
		Questions: questions, Ledger: o.Ledger, Hooks: hooks, State: f.Watch + ".state", Words: words, Version: o.Version, Log: o.Log,
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		watcher.Run(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}, nil
}
