package cli

import (
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
)

type timesCommand struct{}

func (timesCommand) Run(s *Streams) error {
	type tools struct {
		grammar *timex.Grammar
		parse   timex.Parse
	}
	loaded := map[string]tools{}
	return timex.Annotate(s.In, s.Out, func(code string) (*timex.Grammar, timex.Parse, error) {
		if t, ok := loaded[code]; ok {
			return t.grammar, t.parse, nil
		}
		folder, err := lang.Open(code)
		if err != nil {
			return nil, nil, err
		}
		grammar, err := timex.Open(folder)
		if err != nil {
			return nil, nil, err
		}
		model, err := ud.Open(folder)
		if err != nil {
			return nil, nil, err
		}
		t := tools{grammar, model.NewParser().Parse}
		loaded[code] = t
		return t.grammar, t.parse, nil
	})
}
