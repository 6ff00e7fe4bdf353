package api

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
)

// checkInput asks whether a sentence is true.
type checkInput struct {
	Asking
	Claim string `query:"claim" required:"true" minLength:"1" maxLength:"600" example:"Russia is the first country to recognise the Taliban" doc:"One sentence that is true or not, in any language whose acts are read."`
	In    string `query:"in" pattern:"^[a-z]{2}$" maxLength:"2" example:"en" doc:"The language of the sentence (ISO 639-1); told from its words where it is left out."`
}

// check judges a sentence by the ledger.
func (s *Server) check(ctx context.Context, in *checkInput) (*Single[answers.Verdict], error) {
	return s.judge(ctx, &in.Asking, in.Claim, in.In)
}

// checkPostedInput is checkInput with the sentence posted.
type checkPostedInput struct {
	Asking
	Body struct {
		Claim string `json:"claim" minLength:"1" maxLength:"600" example:"Russia is the first country to recognise the Taliban" doc:"One sentence that is true or not."`
		In    string `json:"in,omitempty" pattern:"^[a-z]{2}$" maxLength:"2" example:"en" doc:"The language of the sentence (ISO 639-1)."`
	}
}

// checkPosted judges a sentence that is posted.
func (s *Server) checkPosted(ctx context.Context, in *checkPostedInput) (*Single[answers.Verdict], error) {
	return s.judge(ctx, &in.Asking, in.Body.Claim, in.Body.In)
}

func (s *Server) judge(ctx context.Context, in *Asking, sentence, language string) (*Single[answers.Verdict], error) {
	asked, err := s.readQuestion(ctx, in)
	if err != nil {
		return nil, err
	}
	if language != "" {
		if _, err := s.Readers.Coder(language); err != nil {
			return nil, huma.NewError(400, "in: acts are not read in that language", at("in", language, "acts are not read in that language"))
		}
	}
	says, err := s.Readers.Claim(ctx, strings.TrimSpace(sentence), language, asked.On.String())
	if err != nil {
		return nil, err
	}
	verdict, err := asked.Desk.Check(ctx, answers.Claim{Sentence: sentence, Says: says, On: asked.On, Known: asked.Known})
	if err != nil {
		return nil, err
	}
	return &Single[answers.Verdict]{*verdict}, nil
}

// Given is an article that is posted.
type Given struct {
	ID        string `json:"id,omitempty" maxLength:"500" doc:"By what it is to be called in the answer."`
	URL       string `json:"url,omitempty" maxLength:"2000" doc:"Where it was published. It is not fetched."`
	Title     string `json:"title,omitempty" maxLength:"2000"`
	Byline    string `json:"byline,omitempty" maxLength:"500"`
	Published string `json:"published,omitempty" maxLength:"40" example:"2025-07-07" doc:"The day of publication (EDTF): days that the text names by words are told from it."`
	Lang      string `json:"lang,omitempty" pattern:"^[a-z]{2}$" maxLength:"2" doc:"Its language (ISO 639-1); told from its words where it is left out."`
	Text      string `json:"text" minLength:"1" maxLength:"2097152" doc:"Its text, plain, as UTF-8."`
}

// givenInput gives an article to be looked at.
type givenInput struct {
	Asking
	Body Given
}

// Read is what an article says, and of a comparison what that would change.
type Read struct {
	Published string               `json:"published"`
	Lang      string               `json:"lang"`
	Text      string               `json:"text" doc:"The text that the bytes of the acts are counted in."`
	Acts      []act.Record         `json:"acts" nullable:"false"`
	Does      []answers.Difference `json:"differences,omitempty" nullable:"false" doc:"What each act would do to the ledger: of /diff alone."`
}

// read tells the acts of an article.
func (s *Server) read(ctx context.Context, in *givenInput) (*Single[Read], error) {
	out, _, err := s.readArticle(ctx, &in.Body)
	return &Single[Read]{out}, err
}

// diff tells what an article would change.
func (s *Server) diff(ctx context.Context, in *givenInput) (*Single[Read], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	out, doc, err := s.readArticle(ctx, &in.Body)
	if err != nil {
		return nil, err
	}
	out.Does, err = asked.Desk.Diff(ctx, &doc, out.Acts, asked.Known)
	return &Single[Read]{out}, err
}

// readArticle reads an article as a line of JSON is read from a file.
func (s *Server) readArticle(ctx context.Context, given *Given) (out Read, doc ledger.Document, err error) {
	if _, err := answers.ParseDay(given.Published); err != nil {
		return out, doc, bad("body.published", given.Published, "on")
	}
	line, err := json.Marshal(given)
	if err != nil {
		return out, doc, err
	}
	r, err := article.New(article.Options{Limit: largestArticle})
	if err != nil {
		return out, doc, err
	}
	for a, err := range r.Read(ctx, "given", ".jsonl", bytes.NewReader(line)) {
		if err != nil {
			return out, doc, huma.NewError(422, "body.text: this could not be read as an article", at("body.text", "", "not read"))
		}
		said, err := s.Readers.Read(ctx, a)
		if err != nil {
			return out, doc, err
		}
		return Read{Published: a.Published, Lang: a.Lang, Text: a.Text, Acts: readers.Records(a, said)}, readers.Document(a), nil
	}
	return out, doc, bad("body.text", "", ask.ID)
}
