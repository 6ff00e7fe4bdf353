// Package pair tells what one party does to another in a text that names both,
// as one of the event types of PLOVER.
//
//	coder, err := pair.Open(folder)      // a language's folder
//	r := coder.NewReader()               // one a goroutine
//	a := r.Answer(pair.Question{Text: "Norway accused Iran of spying.", Source: "Norway", Target: "Iran"})
//	fmt.Println(a.Type, a.Confidence)    // ACCUSE 0.97
//
// It reads the trees and the patterns of package act. Where no pattern holds
// between the two, the words do: those of plover.toml and what was learned
// about words on and near the path between the mentions (pairs.bin). It always
// answers, and says how sure it is. Non-goals: to find who is named, when it
// was done, and whether it was.
package pair

import (
	"fmt"
	"io/fs"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/valency"
)

// Question asks what the source does to the target in a text. Both are given
// as the text names them.
type Question struct {
	Text, Source, Target string
}

// Answer is what the source does to the target.
type Answer struct {
	Type       Type
	Confidence float64        // how probable the type is
	Second     Type           // the type that is next probable
	Kind       *act.Kind      // the act that a pattern finds between the two, nil none
	Shares     [Types]float64 // how probable each type is
}

// Coder is everything that answering in one language takes. It is read only,
// and shared by the readers that it makes.
type Coder struct {
	acts    *act.Coder
	grammar *valency.Grammar
	lexicon *lexicon
	model   *Model
}

// Open loads a language's folder (package lang).
func Open(folder fs.FS) (*Coder, error) {
	c, err := OpenUntaught(folder)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(folder, modelFile)
	if err != nil {
		return nil, fmt.Errorf("pair: %w", err)
	}
	m, err := ReadModel(data)
	if err != nil {
		return nil, fmt.Errorf("pair: %w", err)
	}
	return c.With(m), nil
}

// OpenUntaught loads a language's folder without what was learned, for those
// who learn.
func OpenUntaught(folder fs.FS) (*Coder, error) {
	acts, err := act.Open(folder)
	if err != nil {
		return nil, err
	}
	grammar, err := valency.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("pair: %w", err)
	}
	words, err := openLexicon(folder)
	if err != nil {
		return nil, fmt.Errorf("pair: %w", err)
	}
	return &Coder{acts: acts, grammar: grammar, lexicon: words, model: new(Model)}, nil
}

// With returns a coder that answers by another model.
func (c *Coder) With(m *Model) *Coder {
	other := *c
	other.model = m
	return &other
}

// Entries returns how many entries the language's lexicon has.
func (c *Coder) Entries() int { return c.lexicon.size }

// Reader answers questions one after the other; one goroutine uses it.
type Reader struct {
	coder    *Coder
	acts     *act.Reader
	tree     valency.Tree
	scene    scene
	features []Feature
}

// NewReader returns a reader for one goroutine.
func (c *Coder) NewReader() *Reader {
	return &Reader{coder: c, acts: c.acts.NewReader()}
}

// Features returns what is known of a question. The slice is overwritten by
// the next call.
func (r *Reader) Features(q Question) []Feature {
	return r.describe(r.stage(q))
}

// Answer tells what the source does to the target.
func (r *Reader) Answer(q Question) Answer {
	sc := r.stage(q)
	a := Answer{Shares: r.coder.model.Shares(r.describe(sc))}
	for t := range a.Shares {
		if a.Shares[t] > a.Shares[a.Type] {
			a.Type = Type(t)
		}
	}
	a.Second = (a.Type + 1) % Type(Types)
	for t := range a.Shares {
		if Type(t) != a.Type && a.Shares[t] > a.Shares[a.Second] {
			a.Second = Type(t)
		}
	}
	a.Confidence = a.Shares[a.Type]
	a.Kind = sc.kind(a.Type)
	return a
}

// kind returns the act of a type that a pattern finds between the mentions,
// that which has the source for an actor before others; nil where there is none.
func (sc *scene) kind(of Type) *act.Kind {
	if len(sc.readings) == 0 {
		return nil
	}
	var found *act.Kind
	for _, e := range sc.readings[sc.at].Evoked {
		if t, ok := typeOf(e.Kind); !ok || t != of || e.Modality != act.Asserted {
			continue
		}
		if sc.fills(e.Actors, sc.source) {
			return e.Kind
		}
		if found == nil && contains(sc.path, e.Token) {
			found = e.Kind
		}
	}
	return found
}

// fills reports whether one of the spans meets the phrase.
func (sc *scene) fills(spans []act.Span, p phrase) bool {
	if p.sentence < 0 {
		return false
	}
	tokens := sc.readings[p.sentence].Sentence.Tokens
	whole := span{tokens[p.first].Start, tokens[p.last].End}
	for _, s := range spans {
		if whole.overlaps(span{s.Start, s.End}) {
			return true
		}
	}
	return false
}
