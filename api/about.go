package api

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// influenceInput asks who has a hold on a country.
type influenceInput struct {
	Asking
	Of   string `query:"of" required:"true" minLength:"1" maxLength:"200" example:"AFG" doc:"The country: an id or a name in any language."`
	From string `query:"from" maxLength:"40" example:"2000" doc:"The first day: EDTF; of a month or a year its first day. That of the earliest act where it is left out. The last day is “on”."`
}

// influence tells who has a hold on a country, as far as acts show.
func (s *Server) influence(ctx context.Context, in *influenceInput) (*Single[influence.Result], error) {
	asked, err := s.readQuestion(ctx, &in.Asking)
	if err != nil {
		return nil, err
	}
	of, err := asked.Party("of", in.Of)
	if err != nil {
		return nil, err
	}
	from, err := answers.ParseFirstDay(in.From)
	if err != nil {
		return nil, bad("from", in.From, "on")
	}
	if from != 0 && (from > asked.On || asked.On-from > influence.MaxYears*366) {
		return nil, huma.NewError(400, "from: the first day must be before the last, by 400 years at most", at("from", in.From, "not a span that is weighed"))
	}
	r, err := asked.Desk.Influence(ctx, asked.Question(of, ""), from, influence.Options{})
	if err != nil {
		return nil, err
	}
	return &Single[influence.Result]{*r}, nil
}

// sources tells who published what the ledger holds.
func (s *Server) sources(ctx context.Context, in *Paging) (*Listed[ledger.Source], error) {
	asked, err := s.Questions.Read(ctx, ask.Text{})
	if err != nil {
		return nil, err
	}
	all, err := s.Ledger.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := part(&asked, all, in, "/sources", values())
	if out.Link != "" { // sources are not asked for as known once
		out.Link = "<" + prefix + "/sources?" + values("cursor", out.Body.Next).Encode() + `>; rel="next"`
	}
	return out, nil
}

// Doctrine is what follows from which act.
type Doctrine struct {
	Name         string `json:"name"`
	Title        string `json:"title"`
	Extends      string `json:"extends,omitempty" doc:"The doctrine whose rules come first; they are among these."`
	ImpliesState bool   `json:"implies_state" doc:"Whether to recognise a government is to recognise its state."`
	Ends         string `json:"government_ends,omitempty" doc:"By what rule the recognition of a government ends with its rule."`
	Default      bool   `json:"default" doc:"Whether it answers where a question names none."`
	Rules        []Rule `json:"rules" nullable:"false"`
}

// Rule is one rule of a doctrine.
type Rule struct {
	Name     string   `json:"name"`
	Acts     []string `json:"acts" doc:"The kinds of acts and states of affairs that it is about."`
	Aspect   string   `json:"aspect"`
	Then     string   `json:"then" doc:"What follows."`
	Strength string   `json:"strength,omitempty"`
	Basis    string   `json:"basis" doc:"Where it stands in law."`
}

// Doctrines are all doctrines.
type Doctrines struct {
	Items []Doctrine `json:"items" nullable:"false"`
}

// doctrines tells what follows from which act.
func (s *Server) doctrines(context.Context, *struct{}) (*Single[Doctrines], error) {
	out := Doctrines{Items: []Doctrine{}}
	for _, d := range s.Questions.Doctrines {
		out.Items = append(out.Items, s.doctrine(d))
	}
	slices.SortFunc(out.Items, func(a, b Doctrine) int { return strings.Compare(a.Name, b.Name) })
	return &Single[Doctrines]{out}, nil
}

func (s *Server) doctrine(d *standing.Doctrine) Doctrine {
	x := Doctrine{Name: d.Name, Title: d.Title, Extends: d.Extends, ImpliesState: d.ImpliesState, Default: d.Name == s.Questions.Doctrine.Name, Rules: []Rule{}}
	if d.GovernmentEnds != nil {
		x.Ends = d.GovernmentEnds.Name
	}
	for n := range d.Rules {
		r := &d.Rules[n]
		x.Rules = append(x.Rules, Rule{Name: r.Name, Acts: r.Acts, Aspect: string(r.Aspect), Then: r.Then, Strength: r.Strength, Basis: r.Basis})
	}
	return x
}

// Entity is somebody who can be asked about, or who can be named.
type Entity struct {
	ID    string `json:"id"`
	Name  string `json:"name" doc:"In the language that was asked for."`
	Kind  string `json:"kind"`
	Of    string `json:"of,omitempty" doc:"The state that it belongs to."`
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
}

// partiesInput asks for parties by name.
type partiesInput struct {
	Paging
	Naming
	Name string `query:"name" maxLength:"200" example:"Russie" doc:"A name or an id, or a part of the name in the language that is asked for; all where it is left out."`
	Kind string `query:"kind" enum:"state,territory,government,movement,organization" doc:"Of what kind they are to be."`
}

// parties tells who can be asked about.
func (s *Server) parties(ctx context.Context, in *partiesInput) (*Listed[Entity], error) {
	asked, err := s.Questions.Read(ctx, ask.Text{})
	if err != nil {
		return nil, err
	}
	var all []Entity
	for _, id := range s.called(in.Name, in.Lang) {
		e, ok := s.Questions.Names.Entity(id)
		if !ok || e.Kind == "person" || e.Kind == "place" || in.Kind != "" && e.Kind != in.Kind {
			continue
		}
		all = append(all, Entity{ID: id, Name: s.Questions.Names.Name(id, in.Lang), Kind: e.Kind, Of: e.Of, From: e.From, Until: e.Until})
	}
	out := part(&asked, all, &in.Paging, "/parties", values())
	if out.Link != "" {
		out.Link = "<" + prefix + "/parties?" + values("name", in.Name, "kind", in.Kind, "lang", in.Lang, "cursor", out.Body.Next).Encode() + `>; rel="next"`
	}
	return out, nil
}

// called returns the ids that a name means, likeliest first, and after them those
// whose name in a language has it as a part; all where it is "".
func (s *Server) called(name, lang string) []string {
	ids := s.Questions.Names.Lookup(name)
	likely := len(ids)
	for id, text := range s.Questions.Names.Names(lang) {
		if strings.Contains(strings.ToLower(text), strings.ToLower(name)) && !slices.Contains(ids[:likely], id) {
			ids = append(ids, id)
		}
	}
	if name == "" {
		ids = slices.Clone(s.Questions.Names.IDs())
		likely = 0
	}
	slices.SortFunc(ids[likely:], func(a, b string) int {
		return cmp.Or(strings.Compare(gazetteer.State(a), gazetteer.State(b)), strings.Compare(a, b))
	})
	return ids
}

// Version is what answers, and how much it knows.
type Version struct {
	Program  string        `json:"program"`
	Doctrine string        `json:"doctrine"`
	Today    string        `json:"today" doc:"The day that is asked about where a question names none."`
	Latest   string        `json:"latest" doc:"The instant of the last record, RFC 3339; “” of an empty ledger."`
	Holds    ledger.Counts `json:"holds"`
}

// version tells what answers, and how much it knows.
func (s *Server) version(ctx context.Context, _ *struct{}) (*Single[Version], error) {
	latest, err := s.Ledger.Latest(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := s.Ledger.Count(ctx)
	if err != nil {
		return nil, err
	}
	v := Version{Program: s.Version, Doctrine: s.Questions.Doctrine.Name, Today: edtf.Day(ask.Today(s.Questions.Now())).String(), Holds: counts}
	if !latest.IsZero() {
		v.Latest = ask.Instant(latest)
	}
	return &Single[Version]{v}, nil
}

// compareInput asks for a standing by each doctrine.
type compareInput struct {
	On    string `query:"on" maxLength:"40" doc:"The day in the world that is asked about, EDTF. Today where it is left out."`
	Known string `query:"known" maxLength:"40" doc:"As known at the end of this day (UTC), or at this instant (RFC 3339). The last record where it is left out."`
	Of    string `query:"of" required:"true" minLength:"1" maxLength:"200" example:"AFG.TALIBAN" doc:"The party: an id or a name."`
	By    string `query:"by" required:"true" minLength:"1" maxLength:"200" example:"CHN" doc:"Whose standing towards it."`
}

// compare gives the standing of one party towards another by each doctrine, from
// the same acts.
func (s *Server) compare(ctx context.Context, in *compareInput) (*Single[[]answers.Status], error) {
	asked, err := s.readQuestion(ctx, &Asking{On: in.On, Known: in.Known})
	if err != nil {
		return nil, err
	}
	of, by, err := asked.Parties("of", in.Of, "by", in.By)
	if err != nil {
		return nil, err
	}
	rows, err := s.Questions.EachDoctrine(ctx, asked.Question(of, by))
	return &Single[[]answers.Status]{Body: rows}, err
}
