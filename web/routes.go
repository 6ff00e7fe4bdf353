package web

import "net/http"

// routes says which page is at which address.
func (s *Server) routes() {
	s.mux.Handle("GET /static/", s.assets)
	s.page("GET /{$}", (*request).home)
	s.page("GET /ask", (*request).ask)
	s.page("GET /of/{id}", (*request).country)
	s.page("GET /map", (*request).mapOf)
	s.page("GET /pair/{a}/{b}", (*request).pair)
	s.page("GET /act/{id}", (*request).act)
	s.page("GET /tree/{id}", (*request).tree)
	s.page("GET /article/{id}", (*request).article)
	s.page("GET /search", (*request).search)
	s.page("GET /sources", (*request).sources)
	s.page("GET /influence", (*request).influences)
	s.page("GET /influence/{id}", (*request).influence)
	s.page("GET /doctrine", (*request).doctrines)
	s.page("GET /check", (*request).check)
	s.page("GET /read", (*request).paste)
	s.page("POST /read", (*request).readPasted)
	s.page("GET /signin", (*request).signIn)
	s.page("POST /signin", (*request).signInPosted)
	s.page("POST /signout", (*request).signOut)
	s.page("GET /review", (*request).review)
	s.page("GET /review/{assertion}", (*request).reviewOne)
	s.page("GET /review/{assertion}/{verb}", (*request).reviewForm)
	s.page("POST /review/{assertion}/{verb}", (*request).reviewPosted)
	s.page("GET /review/agreement", (*request).agreement)
	s.page("GET /review/source", (*request).revertForm)
	s.page("POST /review/source", (*request).revertPosted)
	s.page("GET /api", (*request).programs)
	for pattern, h := range s.Beside {
		s.mux.Handle(pattern, h)
	}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, (*request).nowhere)
	})
}

// page gives an address to what makes a page.
func (s *Server) page(pattern string, make handler) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, make) })
}
