// Package api answers programs over HTTP: what the pages show, as JSON, with an
// OpenAPI 3.1 document that is made from the very types that are sent.
//
//	server, err := api.New(api.Options{Questions: questions, Ledger: l, Readers: pool, Version: "1.2"})
//	mux.Handle("/api/", server)        // /api/v1/status?of=AFG.TALIBAN&by=RUS
//
// An operation is a method on Server, with the types that it takes and gives beside
// it. What cannot be answered is told as problem+json (RFC 9457), on one line, with
// the part of the question that is to blame. Answers are derived from the same desk
// that pages ask; nothing is derived here, and nothing that is posted is stored.
//
// Non-goals: pages (package web), who may ask (package account), and to be told of
// changes (package watch).
package api

import (
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/tagged"
)

// Options say what is served. Questions, Ledger and Readers must be there.
type Options struct {
	Questions *ask.Reader
	Ledger    *ledger.Ledger
	Readers   *readers.Pool
	Version   string       // of the program
	Log       *slog.Logger // nil slog.Default
}

// Server answers at /api/v1/, and gives its OpenAPI document at /api/openapi.json
// and /api/openapi.yaml. It may be used by several goroutines.
type Server struct {
	Options
	huma     huma.API
	document []byte
	handler  http.Handler
}

// prefix is where the operations stand.
const prefix = "/api/v1"

// New returns a server. Its error is that of writing the document.
func New(o Options) (*Server, error) {
	s := &Server{Options: o}
	if s.Log == nil {
		s.Log = slog.Default()
	}
	mux := http.NewServeMux()
	s.huma = humago.New(mux, config(o.Version))
	s.operations()
	describe(s.huma.OpenAPI())
	var err error
	if s.document, err = s.huma.OpenAPI().MarshalJSON(); err != nil {
		return nil, err
	}
	mux.HandleFunc("/api/", nowhere)
	s.handler = tagged.Handler(mux)
	return s, nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Document returns the OpenAPI document, JSON.
func (s *Server) Document() []byte { return s.document }

// config is what the document says of the whole. Nothing in it is loaded from other
// hosts: there is no page of documentation here.
func config(version string) huma.Config {
	c := huma.DefaultConfig("Credence", version)
	c.Info.Description = "Who recognises whom, since when, and on what evidence: answers from a ledger of diplomatic acts. " +
		"An answer is never about more than the evidence: “unknown” is not “no”. " +
		"Questions are asked of a day in the world (on) and as known at an instant (known); with both given, an answer does not change."
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.OpenAPIPath = "/api/openapi"
	c.DocsPath, c.SchemasPath = "", ""
	c.CreateHooks = nil // no $schema in answers
	c.RejectUnknownQueryParameters = true
	c.Components.Schemas = schemas()
	c.Transformers = []huma.Transformer{oneLine}
	return c
}

// operations says what can be asked where.
func (s *Server) operations() {
	get(s, "status", "/status", "Who recognises a party", s.status)
	get(s, "panorama", "/panorama", "How a party and all others stand to each other", s.panorama)
	get(s, "search", "/search", "Acts by who, what, when, where and in which words", s.search)
	get(s, "history", "/history", "What became of two parties, and the acts between them", s.history)
	get(s, "whyStanding", "/why", "The ground of a standing", s.whyStanding)
	get(s, "why", "/why/{id}", "The ground of an act, or of the acts that an assertion speaks of", s.why)
	get(s, "act", "/acts/{id}", "An act with every report of it", s.act)
	get(s, "article", "/articles/{id}", "An article of the ledger, and what it says", s.article)
	get(s, "check", "/check", "Whether a sentence is true", s.check)
	post(s, "checkPosted", "/check", "Whether a sentence is true", s.checkPosted)
	post(s, "read", "/read", "The acts that an article tells; nothing is stored", s.read)
	post(s, "diff", "/diff", "What an article would change; nothing is stored", s.diff)
	get(s, "influence", "/influence", "Who has a hold on a country, as far as acts show", s.influence)
	get(s, "sources", "/sources", "Who published what the ledger holds", s.sources)
	get(s, "doctrines", "/doctrines", "What follows from which act", s.doctrines)
	get(s, "compare", "/doctrines/compare", "A standing by each doctrine, from the same acts", s.compare)
	get(s, "parties", "/parties", "States, regimes, organisations and others, by name", s.parties)
	get(s, "version", "/version", "What answers, and how much it knows", s.version)
}
