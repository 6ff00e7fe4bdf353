package exchange

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"net/url"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// provContext says what the words of the JSON-LD layout mean. It stands in every
// export, so that nobody has to fetch it, and does not change but by additions.
//
//go:embed data/prov/context.jsonld
var provContext []byte

// urn returns the name of something in a graph.
func urn(sort, name string) string {
	if name == "" {
		return ""
	}
	return "urn:credence:" + sort + ":" + url.PathEscape(name)
}

// provNode is a document, an assertion, an act, a review, or one of those who had a
// part in them.
type provNode struct {
	ID             string   `json:"id"`
	Type           []string `json:"type"`
	Name           string   `json:"name,omitempty"`
	Title          string   `json:"title,omitempty"`
	Byline         string   `json:"byline,omitempty"`
	Language       string   `json:"language,omitempty"`
	Published      string   `json:"published,omitempty"`
	Identifier     string   `json:"identifier,omitempty"`
	URL            string   `json:"url,omitempty"`
	Publisher      string   `json:"publisher,omitempty"`
	AttributedTo   []string `json:"attributedTo,omitempty"`
	QuotedFrom     string   `json:"quotedFrom,omitempty"`
	DerivedFrom    []string `json:"derivedFrom,omitempty"`
	AssociatedWith string   `json:"associatedWith,omitempty"`
	Used           string   `json:"used,omitempty"`
	Recorded       string   `json:"recorded,omitempty"`
	Kind           string   `json:"kind,omitempty"`
	Says           string   `json:"says,omitempty"`
	Plover         string   `json:"plover,omitempty"`
	PloverMode     string   `json:"ploverMode,omitempty"`
	PloverAux      string   `json:"ploverAux,omitempty"`
	PloverContext  []string `json:"ploverContext,omitempty"`
	Cameo          string   `json:"cameo,omitempty"`
	Actor          []string `json:"actor,omitempty"`
	Recipient      []string `json:"recipient,omitempty"`
	Over           []string `json:"over,omitempty"`
	Date           string   `json:"date,omitempty"`
	DateText       string   `json:"dateText,omitempty"`
	Effect         string   `json:"effect,omitempty"`
	Modality       string   `json:"modality,omitempty"`
	OnTheWordOf    string   `json:"onTheWordOf,omitempty"`
	Claims         []string `json:"claims,omitempty"`
	Quote          string   `json:"quote,omitempty"`
	Start          *int     `json:"start,omitempty"`
	End            *int     `json:"end,omitempty"`
	Confidence     *float64 `json:"confidence,omitempty"`
	Counts         *bool    `json:"counts,omitempty"`
	SpeaksOf       []string `json:"speaksOf,omitempty"`
	Sources        *int     `json:"sources,omitempty"`
	Decision       string   `json:"decision,omitempty"`
}

// graph is a JSON-LD export on its way.
type graph struct {
	*export
	add   func(any) error
	known map[string]bool // of those who had a part: few
	last  ledger.ID       // the document that was written last
}

// jsonld writes JSON-LD in the words of PROV-O: documents, the assertions quoted from
// them, who read and who reviewed these, then the acts derived from them.
func (e *export) jsonld() error {
	var context bytes.Buffer
	if err := json.Compact(&context, provContext); err != nil {
		return err
	}
	return e.list(`{"@context":`+context.String()+`,"@graph":[`, "\n]}\n", func(add func(any) error) error {
		g := &graph{export: e, add: add, known: map[string]bool{}}
		if err := e.eachAssertion(g.stated); err != nil {
			return err
		}
		return e.eachAct(g.told)
	})
}

// agent writes who had a part, once, and returns the name in the graph.
func (g *graph) agent(sort, id, name string, types ...string) (string, error) {
	node := urn(sort, id)
	if node == "" || g.known[node] {
		return node, nil
	}
	g.known[node] = true
	return node, g.add(provNode{ID: node, Type: types, Name: name})
}

// party writes a party.
func (g *graph) party(id string) (string, error) {
	return g.agent("party", id, g.name(id), "Party", "Agent")
}

// parties writes parties.
func (g *graph) parties(list []act.RecordParty) (nodes []string, err error) {
	for _, p := range list {
		node, err := g.party(p.ID)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, node)
	}
	return nodes, nil
}

// document writes the document of an assertion.
func (g *graph) document(s *ledger.Stated) error {
	if g.last == s.Assertion.Document {
		return nil
	}
	g.last = s.Assertion.Document
	source, err := g.agent("source", s.Report.Source, s.Report.Source, "Organization", "Agent")
	if err != nil {
		return err
	}
	return g.add(provNode{
		ID: urn("document", g.last.String()), Type: []string{"Document", "Entity"}, Title: s.Says.Title, Byline: s.Byline,
		Language: s.Says.Lang, Published: s.Says.Published, Identifier: s.Says.Article, URL: s.URL, Publisher: source,
	})
}

// stated writes an assertion, after what it refers to.
func (g *graph) stated(s *ledger.Stated) error {
	if err := g.document(s); err != nil {
		return err
	}
	reader, err := g.agent("reader", s.Reader, s.Reader, "SoftwareAgent", "Agent")
	if err != nil {
		return err
	}
	says := &s.Says
	x := provNode{
		ID: urn("assertion", s.ID.String()), Type: []string{"Assertion", "Entity"}, AttributedTo: []string{reader},
		QuotedFrom: urn("document", s.Assertion.Document.String()), Recorded: instant(s.Assertion.Recorded), Kind: "act", Says: says.Act + says.State,
		Plover: says.Plover, PloverMode: says.PloverMode, PloverAux: says.PloverAux, PloverContext: says.PloverIn, Cameo: says.Cameo,
		Date: says.Date, DateText: says.DateText, Effect: s.Effect, Modality: says.Modality, Claims: says.Claims,
		Quote: says.Quote, Start: &says.Start, End: &says.End, Confidence: &says.Confidence,
	}
	if says.State != "" {
		x.Kind = "state"
	}
	if s.Report.Out {
		x.Counts = new(false)
	}
	for _, of := range []struct {
		list []act.RecordParty
		to   *[]string
	}{{says.Actors, &x.Actor}, {says.Recipients, &x.Recipient}, {says.Over, &x.Over}} {
		if *of.to, err = g.parties(of.list); err != nil {
			return err
		}
	}
	if x.OnTheWordOf, err = g.party(says.AttributedTo); err != nil {
		return err
	}
	for n := range s.Acts {
		x.SpeaksOf = append(x.SpeaksOf, urn("act", s.Acts[n].ID.String()))
	}
	if err := g.add(x); err != nil {
		return err
	}
	return g.review(x.ID, s)
}

// review writes what was decided about an assertion, and who decided.
func (g *graph) review(assertion string, s *ledger.Stated) error {
	if s.Report.Decision == "" {
		return nil
	}
	sort := "Person"
	if s.Report.Decision == ledger.Supersede {
		sort = "SoftwareAgent"
	}
	by, err := g.agent("reviewer", s.Report.By, s.Report.By, sort, "Agent")
	if err != nil {
		return err
	}
	return g.add(provNode{
		ID: urn("review", s.ID.String()), Type: []string{"Activity"}, Used: assertion, AssociatedWith: by, Decision: string(s.Report.Decision),
	})
}

// told writes an act.
func (g *graph) told(t *ledger.Told) error {
	x := provNode{ID: urn("act", t.ID.String()), Type: []string{"Act", "Entity"}, Kind: "act", Says: t.Kind, Sources: new(int)}
	if t.State {
		x.Kind = "state"
	}
	for _, of := range []struct {
		id string
		to *[]string
	}{{t.Actor, &x.Actor}, {t.Recipient, &x.Recipient}, {t.Over, &x.Over}} {
		node, err := g.party(of.id)
		if err != nil {
			return err
		}
		if node != "" {
			*of.to = []string{node}
		}
	}
	for n := range t.Reports {
		x.DerivedFrom = append(x.DerivedFrom, urn("assertion", t.Reports[n].Assertion.String()))
	}
	*x.Sources = t.Sources[act.Asserted]
	return g.add(x)
}
