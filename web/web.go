// Package web shows a ledger to people: pages of who recognises whom, since when,
// and on which words, served as HTML that works without script.
//
//	server, err := web.New(web.Options{Ledger: l, Doctrine: d, Names: names, Readers: pool})
//	http.ListenAndServe("127.0.0.1:8080", server)
//
// A page is a file of its own here (country.go), with its template (templates),
// its words (locales, a folder a language, a file a page) and, where it has any,
// its style and script (static). What it shows comes from package answers and its
// neighbours; nothing is derived here. The question stands in the address, with
// the day that is asked about and the instant as known at which it is answered,
// so that every page can be cited.
//
// Every request goes through the guard (guard.go): it is numbered, logged, limited,
// and refused where it comes from another site or from who may not (guard_roles.go).
//
// Non-goals: answers for programs (package api), to keep accounts (package account).
package web

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
)

// Options say what is served. Ledger, Doctrine, Names and Readers must be there.
type Options struct {
	Ledger   *ledger.Ledger
	Doctrine *standing.Doctrine // where no address names another
	Names    *gazetteer.Directory
	Readers  *readers.Pool
	Version  string           // of the program, by which its reader is known in the ledger
	Now      func() time.Time // the clock, nil time.Now
	Log      *slog.Logger     // nil slog.Default

	Accounts   *account.Store // nil: whoever comes may do everything, and is called
	Owner      string         // by this name
	Local      bool           // only this machine can reach it: other names for it are refused
	TrustProxy bool           // what a proxy tells of who asks (X-Forwarded-For, -Proto, X-Request-Id) is believed
	Limits     Limits

	// Questions reads the questions, and has what is kept of answers; nil: a reader of
	// its own. It must be of the same ledger, doctrine, names and clock.
	Questions *ask.Reader

	// Beside are what else is served, by patterns of http.ServeMux: the API under
	// "/api/", feeds under "/feed/". Each sets its own headers.
	Beside map[string]http.Handler
	// OpenAPI is the document of the API, JSON, which the page /api lists; nil
	// where there is none.
	OpenAPI []byte
}

// Server serves the pages. It may be used by several goroutines.
type Server struct {
	Options
	locales                  locales
	templates                map[string]*template.Template // by page
	assets                   *assets
	questions                *ask.Reader
	doctrines                map[string]*standing.Doctrine
	world                    *atlas.World
	mux                      *http.ServeMux
	guarded                  http.Handler // mux, and what goes before it
	metrics                  *metrics
	posts, articles, signIns *rates
	programs                 *programs
	boards                   boards
	slow                     struct { // what is worked out beside the requests
		counts   *slow[*ledger.Counts]
		outlook  *slow[*outlook]
		awaiting *slow[*awaiting]
		sources  *slow[[]ledger.Source]
		hold     *holds
	}
}

// New returns a server of a ledger. Its errors are those of the files that the
// program was built with, and of doctrines.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, mux: http.NewServeMux()}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.Default()
	}
	s.Log = slog.New(numbered{s.Log.Handler()})
	s.Limits, s.metrics = o.Limits.or(), newMetrics(o.Version)
	s.posts, s.articles, s.signIns = newRates(s.Limits.Posts), newRates(s.Limits.Articles), newRates(s.Limits.SignIns)
	s.programs = newPrograms()
	var err error
	if s.locales, err = readLocales(); err != nil {
		return nil, err
	}
	if s.assets, err = readAssets(); err != nil {
		return nil, err
	}
	if s.templates, err = readTemplates(); err != nil {
		return nil, err
	}
	if s.questions = o.Questions; s.questions == nil {
		if s.questions, err = ask.New(o.Ledger, o.Doctrine, o.Names, s.Now); err != nil {
			return nil, err
		}
	}
	if s.world, err = atlas.Open(); err != nil {
		return nil, err
	}
	s.doctrines = s.questions.Doctrines
	s.slow.counts = besides(s, "the counts", func(ctx context.Context) (*ledger.Counts, error) {
		c, err := s.Ledger.Count(ctx)
		return &c, err
	})
	s.slow.outlook = besides(s, "what changed and what is contested", s.outlook)
	s.slow.awaiting = besides(s, "what awaits review", s.awaiting)
	s.slow.sources = besides(s, "the sources", s.Ledger.Sources)
	s.slow.hold = newHolds()
	s.routes()
	s.signs()
	s.guarded, err = s.guard(s.mux)
	return s, err
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.guarded.ServeHTTP(w, r) }
