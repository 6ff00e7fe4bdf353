package api

import (
	"context"
	"strconv"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
)

// searchInput asks for acts by who, what, when, where and in which words.
type searchInput struct {
	Asking
	Party     string   `query:"party" maxLength:"200" example:"XKX" doc:"Who stands on either side: an id or a name."`
	Actor     string   `query:"actor" maxLength:"200" doc:"Who acted."`
	Recipient string   `query:"recipient" maxLength:"200" doc:"To whom."`
	Kind      []string `query:"kind,explode" maxItems:"60" doc:"Kinds of acts or states of affairs: recognize-state."`
	Modality  []string `query:"modality,explode" maxItems:"4" enum:"asserted,negated,future,hypothetical" doc:"How reports tell it."`
	LangOf    []string `query:"lang_of,explode" maxItems:"20" doc:"Languages of the articles (ISO 639-1)."`
	Source    string   `query:"source" maxLength:"400" doc:"Who published the article."`
	Words     string   `query:"words" maxLength:"200" doc:"Words that stand in the quote, whatever their case and accents."`
	From      string   `query:"from" maxLength:"40" doc:"The first day of the act, EDTF."`
	To        string   `query:"to" maxLength:"40" doc:"The last day of the act, EDTF."`
	After     int64    `query:"after" minimum:"0" doc:"Where the last answer stopped: its “next”."`
	Limit     int      `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many reports there are to be at most."`
}

// Search is what was found, by which question.
type Search struct {
	Answered
	answers.Found
}

// search finds acts, the newest recorded first.
func (s *Server) search(ctx context.Context, in *searchInput) (*Single[Search], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	f, err := asked.Filter(ask.Sought{
		Party: in.Party, Actor: in.Actor, Recipient: in.Recipient, Kinds: in.Kind, Modalities: in.Modality, Langs: in.LangOf,
		From: in.From, To: in.To, Source: in.Source, Words: in.Words, After: strconv.FormatInt(in.After, 10),
	})
	if err != nil {
		return nil, err
	}
	results, err := s.Ledger.Search(ctx, f, in.Limit)
	if err != nil {
		return nil, err
	}
	return &Single[Search]{Body: Search{Answered: answered(&asked), Found: *answers.NewFound(results)}}, nil
}
