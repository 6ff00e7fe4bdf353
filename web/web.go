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
// Non-goals: answers for programs (package api), who may do what (package account).
package web

import (
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"github.com/credence-project/credence/answers"
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
}

// Server serves the pages. It may be used by several goroutines.
type Server struct {
	Options
	locales   locales
	templates map[string]*template.Template // by page
	assets    *assets
	doctrines map[string]*standing.Doctrine
	world     *atlas.World
	panoramas *panoramas
	mux       *http.ServeMux
}

// New returns a server of a ledger. Its errors are those of the files that the
// program was built with, and of doctrines.
func New(o Options) (*Server, error) {
	s := &Server{Options: o, doctrines: map[string]*standing.Doctrine{}, mux: http.NewServeMux()}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.Default()
	}
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
	if s.world, err = atlas.Open(); err != nil {
		return nil, err
	}
	if s.panoramas, err = newPanoramas(); err != nil {
		return nil, err
	}
	for _, name := range standing.Names() {
		if s.doctrines[name], err = standing.Load(name); err != nil {
			return nil, fmt.Errorf("doctrine %s: %w", name, err)
		}
	}
	s.doctrines[o.Doctrine.Name] = o.Doctrine
	s.routes()
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// desk returns the desk that answers under a doctrine.
func (s *Server) desk(d *standing.Doctrine) *answers.Desk {
	return &answers.Desk{Ledger: s.Ledger, Doctrine: d, Names: s.Names, Today: s.Now}
}
