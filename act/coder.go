package act

import (
	"fmt"
	"io/fs"
	"sync"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/valency"
)

// Coder is everything that reading one language takes. It is read only, and
// shared by the readers that it makes.
type Coder struct {
	ontology      Ontology
	lexicon       *Lexicon
	modals        *Modals
	claims        *Claims
	repeats       *Repeats
	grammar       *valency.Grammar
	by, of        valency.Preps
	with          valency.Preps
	in, on, to    valency.Preps
	from, against valency.Preps
	names         *gazetteer.Gazetteer
	discourse     *discourse.Lexicon
	times         *timex.Grammar
	model         *ud.Model
	weights       *Weights // nil: the rules' confidence stands
	parties       *Weights // nil: whom the rules chose stands
}

// Open loads a language's folder (package lang). Errors name the file and,
// where there is one, the line.
func Open(language fs.FS) (*Coder, error) {
	c := new(Coder)
	if err := together(
		func() (err error) { c.names, err = gazetteer.Open(language); return }, // takes longest
		func() (err error) { c.model, err = ud.Open(language); return },
		func() error { return c.openPatterns(language) },
		func() (err error) { c.times, err = timex.Open(language); return },
		func() (err error) { c.modals, err = loadModals(language); return },
		func() (err error) { c.claims, err = loadClaims(language); return },
		func() (err error) { c.repeats, err = loadRepeats(language); return },
		func() (err error) { c.discourse, err = discourse.Open(language); return },
		func() (err error) { c.weights, err = loadWeights(language, "trust.bin"); return },
		func() (err error) { c.parties, err = loadWeights(language, "parties.bin"); return },
	); err != nil {
		return nil, fmt.Errorf("act: %w", err)
	}
	c.by, _ = c.grammar.Class("by")
	c.with, _ = c.grammar.Class("with")
	c.of, _ = c.grammar.Class("of")
	c.in, _ = c.grammar.Class("in")
	c.to, _ = c.grammar.Class("to")
	c.against, _ = c.grammar.Class("against")
	c.on, _ = c.grammar.Class("on")
	c.from, _ = c.grammar.Class("from")
	return c, nil
}

// openPatterns loads the patterns and what they are written with.
func (c *Coder) openPatterns(language fs.FS) (err error) {
	if c.ontology, err = LoadOntology(); err != nil {
		return err
	}
	if c.grammar, err = valency.Open(language); err != nil {
		return err
	}
	c.lexicon, err = compileLexicon(language, c.ontology, c.grammar)
	return err
}

// together calls all functions at the same time and returns the first error in
// their order.
func together(calls ...func() error) error {
	errs := make([]error, len(calls))
	var wait sync.WaitGroup
	for i, call := range calls {
		wait.Go(func() { errs[i] = call() })
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Examples returns the examples of the language's pattern files.
func (c *Coder) Examples() []Example { return c.lexicon.Examples }

// Names returns the gazetteer that the coder reads names with.
func (c *Coder) Names() *gazetteer.Gazetteer { return c.names }

// NewReader returns a reader for one goroutine.
func (c *Coder) NewReader() *Reader {
	return &Reader{coder: c, parser: c.model.NewParser(), steps: make([]int, 0, 64)}
}

// Parse returns the sentences of a text, for showing their trees.
func (c *Coder) Parse(text string) []ud.Sentence { return c.model.NewParser().Parse(text, 0) }
