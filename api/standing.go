package api

import (
	"context"
	"strconv"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
)

// statusInput asks who recognises a party.
type statusInput struct {
	Asking
	Paging
	Of string `query:"of" required:"true" minLength:"1" maxLength:"200" example:"AFG.TALIBAN" doc:"The party: an id or a name in any language."`
	By string `query:"by" maxLength:"200" example:"RUS" doc:"Whose standing towards it, an id or a name: everybody's of whom anything is known where it is left out."`
}

// status tells who recognises a party on a day, and at what level relations are.
func (s *Server) status(ctx context.Context, in *statusInput) (*Listed[answers.Status], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	of, by := "", ""
	if in.By == "" {
		of, err = asked.Party("of", in.Of)
	} else {
		of, by, err = asked.Parties("of", in.Of, "by", in.By)
	}
	if err != nil {
		return nil, err
	}
	rows, err := asked.Desk.Status(ctx, asked.Question(of, by))
	if err != nil {
		return nil, err
	}
	return part(&asked, rows, &in.Paging, "/status", values("of", of, "by", by)), nil
}

// Panorama is how one party and all others stand to each other.
type Panorama struct {
	Of string `json:"of"`
	List[Neighbour]
}

// Neighbour is another party, with what is told in both directions.
type Neighbour struct {
	Party  string `json:"party"`
	Name   string `json:"name"`
	Theirs Course `json:"theirs" doc:"Of this party towards the one that is asked about."`
	Ours   Course `json:"ours" doc:"Of the one that is asked about towards this party."`
}

// Course is recognition and relations on the day, and through all days.
type Course struct {
	Recognised string    `json:"recognised"`
	Relations  string    `json:"relations"`
	Since      string    `json:"since" doc:"EDTF date of the recognition, “” where none is known."`
	Rule       string    `json:"rule"`
	Doubted    bool      `json:"doubted"`
	Through    []Stretch `json:"through" nullable:"false"`
}

// Stretch is a run of days on which recognition or relations are the same.
type Stretch struct {
	Aspect  string `json:"aspect" enum:"recognised,relations"`
	From    string `json:"from"`
	To      string `json:"to"`
	Value   string `json:"value"`
	Since   string `json:"since"`
	Rule    string `json:"rule"`
	Doubted bool   `json:"doubted"`
}

// panoramaInput asks how all stand to a party.
type panoramaInput struct {
	Asking
	Paging
	Naming
	Of string `query:"of" required:"true" minLength:"1" maxLength:"200" example:"AFG.TALIBAN" doc:"The party: an id or a name in any language."`
}

// panoramaOutput is a panorama as it is sent.
type panoramaOutput struct {
	Link string `header:"Link" doc:"The address of the next part, where there is one (rel=next). It asks as known at the same instant."`
	Body Panorama
}

// panorama tells how a party and all others stand to each other, through all days.
func (s *Server) panorama(ctx context.Context, in *panoramaInput) (*panoramaOutput, error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	of, err := asked.Party("of", in.Of)
	if err != nil {
		return nil, err
	}
	view, err := asked.Desk.Panorama(ctx, asked.Question(of, ""))
	if err != nil {
		return nil, err
	}
	var all []Neighbour
	for n := range view.Parties {
		p := &view.Parties[n]
		all = append(all, Neighbour{Party: p.Party, Name: s.Questions.Names.Name(p.Party, in.Lang), Theirs: course(&p.Theirs, asked.On), Ours: course(&p.Ours, asked.On)})
	}
	list := part(&asked, all, &in.Paging, "/panorama", values("of", of, "lang", in.Lang))
	return &panoramaOutput{Link: list.Link, Body: Panorama{Of: of, List: list.Body}}, nil
}

// course writes what is told in one direction.
func course(c *answers.Course, on edtf.Day) Course {
	recognised, relations := c.On(on)
	out := Course{
		Recognised: recognised.Value, Relations: relations.Value, Since: recognised.Since, Rule: recognised.Rule, Doubted: recognised.Doubted, Through: []Stretch{},
	}
	out.Through = append(out.Through, stretches("recognised", c.Recognised)...)
	out.Through = append(out.Through, stretches("relations", c.Relations)...)
	return out
}

// stretches writes runs of days; ".." is an open end.
func stretches(aspect string, list []answers.Stretch) (out []Stretch) {
	end := func(d edtf.Day) string {
		if d <= edtf.MinDay || d >= edtf.MaxDay {
			return ".."
		}
		return d.String()
	}
	for _, x := range list {
		out = append(out, Stretch{Aspect: aspect, From: end(x.From), To: end(x.To), Value: x.Value, Since: x.Since, Rule: x.Rule, Doubted: x.Doubted})
	}
	return out
}

// historyInput asks what became of two parties.
type historyInput struct {
	Asking
	Paging
	A string `query:"a" required:"true" minLength:"1" maxLength:"200" example:"RUS" doc:"One party: an id or a name in any language."`
	B string `query:"b" required:"true" minLength:"1" maxLength:"200" example:"AFG.TALIBAN" doc:"The other."`
}

// historyOutput is a history as it is sent.
type historyOutput struct {
	Link string `header:"Link" doc:"The address of the acts before these, where there are any (rel=next)."`
	Body History
}

// History is what became of two parties, the last acts first asked for.
type History struct {
	answers.History
	On   string `json:"on"`
	Next string `json:"next,omitempty"`
}

// history tells what became of two parties, and the last acts between them; the
// acts before these are the next part.
func (s *Server) history(ctx context.Context, in *historyInput) (*historyOutput, error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	a, b, err := asked.Parties("a", in.A, "b", in.B)
	if err != nil {
		return nil, err
	}
	passed := in.from()
	h, err := asked.Desk.History(ctx, asked.Question(a, b), passed+in.Limit)
	if err != nil {
		return nil, err
	}
	h.Acts = h.Acts[:max(0, len(h.Acts)-passed)]
	out := &historyOutput{Body: History{History: *h, On: asked.On.String()}}
	if h.Earlier > 0 {
		out.Body.Next = strconv.Itoa(passed + in.Limit)
		out.Link = next(&asked, in.Limit, out.Body.Next, "/history", values("a", a, "b", b))
	}
	return out, nil
}
