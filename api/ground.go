package api

import (
	"context"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

// byID asks for something of the ledger.
type byID struct {
	Asking        // of which only the instant as known plays a part
	ID     string `path:"id" pattern:"^[0-9a-f]{4,32}$" minLength:"4" maxLength:"32" example:"0d1f2a3b" doc:"An id, or its first digits where they fit one thing only."`
}

// whyStandingInput asks why a standing is what it is.
type whyStandingInput struct {
	Asking
	Of string `query:"of" required:"true" minLength:"1" maxLength:"200" example:"AFG.TALIBAN" doc:"The party: an id or a name in any language."`
	By string `query:"by" required:"true" minLength:"1" maxLength:"200" example:"RUS" doc:"Whose standing towards it: an id or a name."`
}

// whyStanding gives the ground of a standing, down to the words.
func (s *Server) whyStanding(ctx context.Context, in *whyStandingInput) (*Single[answers.Why], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	of, by, err := asked.Parties("of", in.Of, "by", in.By)
	if err != nil {
		return nil, err
	}
	why, err := asked.Desk.Why(ctx, asked.Question(of, by))
	if err != nil {
		return nil, err
	}
	return &Single[answers.Why]{*why}, nil
}

// why gives the ground of an act, or of the acts that an assertion speaks of.
func (s *Server) why(ctx context.Context, in *byID) (*Single[answers.Why], error) {
	why, err := s.ground(ctx, in, "act", "assertion")
	if err != nil {
		return nil, err
	}
	return &Single[answers.Why]{*why}, nil
}

// act gives an act with every report of it.
func (s *Server) act(ctx context.Context, in *byID) (*Single[answers.Ground], error) {
	why, err := s.ground(ctx, in, "act")
	if err != nil {
		return nil, err
	}
	return &Single[answers.Ground]{why.Acts[0]}, nil
}

// ground returns the ground of the acts that an id of some sort means, of one at
// least.
func (s *Server) ground(ctx context.Context, in *byID, sorts ...string) (*answers.Why, error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	found, err := s.Questions.Find(ctx, in.ID, sorts...)
	if err != nil {
		return nil, err
	}
	why, err := asked.Desk.WhyID(ctx, found.ID.String(), asked.Known)
	if err == nil && len(why.Acts) == 0 {
		err = bad("id", in.ID, ask.ID)
	}
	return why, err
}

// Article is a document of the ledger with what it says.
type Article struct {
	ID        ledger.ID            `json:"id"`
	Source    string               `json:"source"`
	Article   string               `json:"article"`
	URL       string               `json:"url"`
	Title     string               `json:"title"`
	Byline    string               `json:"byline"`
	Published string               `json:"published"`
	Lang      string               `json:"lang"`
	Text      string               `json:"text"`
	Recorded  string               `json:"recorded" format:"date-time"`
	Places    []Place              `json:"places" nullable:"false"`
	Acts      []Said               `json:"acts" nullable:"false"`
	Does      []answers.Difference `json:"differences" nullable:"false" doc:"What each act did to the ledger when the article came."`
}

// Place is where a document was found.
type Place struct {
	Source   string `json:"source"`
	Article  string `json:"article"`
	URL      string `json:"url"`
	Recorded string `json:"recorded" format:"date-time"`
}

// Said is what an article says, under the id of the assertion.
type Said struct {
	Assertion ledger.ID  `json:"assertion"`
	Reader    string     `json:"reader"`
	Says      act.Record `json:"says"`
}

// articleInput asks for a document.
type articleInput struct {
	Asking
	ID string `path:"id" pattern:"^[0-9a-f]{4,32}$" minLength:"4" maxLength:"32" example:"0d1f2a3b" doc:"An id, or its first digits where they fit one document only."`
}

// article gives a document with what it says, and what that did to the ledger when
// it came.
func (s *Server) article(ctx context.Context, in *articleInput) (*Single[Article], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	found, err := s.Questions.Find(ctx, in.ID, "document")
	if err != nil {
		return nil, err
	}
	doc, err := s.Ledger.Document(ctx, found.ID)
	if err != nil {
		return nil, err
	}
	out := Article{
		ID: doc.ID, Source: doc.Source, Article: doc.Article, URL: doc.URL, Title: doc.Title, Byline: doc.Byline, Published: doc.Published, Lang: doc.Lang,
		Text: doc.Text, Recorded: ask.Instant(doc.Recorded), Places: []Place{}, Acts: []Said{},
	}
	places, err := s.Ledger.Places(ctx, found.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		out.Places = append(out.Places, Place{p.Source, p.Article, p.URL, ask.Instant(p.Recorded)})
	}
	assertions, err := s.Ledger.AssertionsOf(ctx, found.ID)
	if err != nil {
		return nil, err
	}
	var said []act.Record
	for n := range assertions {
		x := &assertions[n]
		said = append(said, x.Says)
		out.Acts = append(out.Acts, Said{Assertion: x.ID, Reader: x.Reader, Says: x.Says})
	}
	out.Does, err = asked.Desk.Diff(ctx, &doc, said, doc.Recorded.Add(-time.Microsecond))
	return &Single[Article]{out}, err
}
