package api

import (
	"context"
	"net/url"
	"strconv"

	"github.com/credence-project/credence/ask"
)

// Asking is what most operations ask by.
type Asking struct {
	On       string `query:"on" maxLength:"40" example:"2025-07-03" doc:"The day in the world that is asked about: EDTF to the day; of a month or a year its last day. Today where it is left out."`
	Known    string `query:"known" maxLength:"40" example:"2025-07-31" doc:"As known at the end of this day (UTC), or at this instant (RFC 3339). The last record where it is left out."`
	Doctrine string `query:"doctrine" maxLength:"200" example:"default" doc:"What follows from which act: the name of one of /doctrines."`
}

// Paging is which part of a list is asked for.
type Paging struct {
	Cursor string `query:"cursor" pattern:"^[0-9]{1,9}$" maxLength:"9" doc:"Where the last answer stopped: its “next”."`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many there are to be at most."`
}

// Naming is in which language names are wanted.
type Naming struct {
	Lang string `query:"lang" pattern:"^[a-z]{2,3}$" maxLength:"3" default:"en" example:"fr" doc:"The language of names (ISO 639-1): English where a language has none."`
}

// Answered is by what an answer was given.
type Answered struct {
	On       string `json:"on"`
	Known    string `json:"known" format:"date-time"`
	Doctrine string `json:"doctrine"`
}

// List is a part of a list.
type List[T any] struct {
	Answered
	Items []T    `json:"items" nullable:"false"`
	Total int    `json:"total"`
	Next  string `json:"next,omitempty"`
}

// Listed is a list as it is sent.
type Listed[T any] struct {
	Link string `header:"Link" doc:"The address of the next part, where there is one (rel=next). It asks as known at the same instant."`
	Body List[T]
}

// Single is one thing as it is sent.
type Single[T any] struct {
	Body T
}

// read reads a question.
func (s *Server) readQuestion(ctx context.Context, in *Asking) (ask.Asked, error) {
	return s.Questions.Read(ctx, ask.Text{On: in.On, Known: in.Known, Doctrine: in.Doctrine})
}

// answered tells by what an answer was given.
func answered(a *ask.Asked) Answered {
	return Answered{On: a.On.String(), Known: ask.Instant(a.Known), Doctrine: a.Doctrine.Name}
}

// from returns the number of the first item.
func (p *Paging) from() int {
	n, err := strconv.Atoi(p.Cursor)
	if err != nil {
		return 0 // the pattern leaves only ""
	}
	return n
}

// part cuts the part of a list that is asked for out of it. The next part is asked
// for at a path, by the same values.
func part[T any](a *ask.Asked, all []T, p *Paging, path string, v url.Values) *Listed[T] {
	from := min(p.from(), len(all))
	to := min(from+p.Limit, len(all))
	out := &Listed[T]{Body: List[T]{Answered: answered(a), Items: all[from:to], Total: len(all)}}
	if out.Body.Items == nil {
		out.Body.Items = []T{}
	}
	if to < len(all) {
		out.Body.Next = strconv.Itoa(to)
		out.Link = next(a, p.Limit, out.Body.Next, path, v)
	}
	return out
}

// next writes the address of the part of a list that follows.
func next(a *ask.Asked, limit int, cursor, path string, v url.Values) string {
	for key, x := range map[string]string{
		"on": a.On.String(), "known": ask.Instant(a.Known), "doctrine": a.Doctrine.Name, "limit": strconv.Itoa(limit), "cursor": cursor,
	} {
		v.Set(key, x)
	}
	return "<" + prefix + path + "?" + v.Encode() + `>; rel="next"`
}

// values makes the values of an address from pairs, without those that are "".
func values(pairs ...string) url.Values {
	v := url.Values{}
	for n := 0; n+1 < len(pairs); n += 2 {
		if pairs[n+1] != "" {
			v.Set(pairs[n], pairs[n+1])
		}
	}
	return v
}
