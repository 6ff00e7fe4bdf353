// Package linear puts the parts of a language's model together: the lexicon,
// the tagger, the lemmatiser and the parser, all of them linear classifiers
// and tables. It reads and writes them as sections of a model file.
//
// Non-goal: text; a sentence comes as words and leaves as numbers of tags,
// bundles and relations, which package ud turns into names.
package linear

import (
	"fmt"
	"strings"

	"github.com/credence-project/credence/ud/internal/dep"
	"github.com/credence-project/credence/ud/internal/lemma"
	"github.com/credence-project/credence/ud/internal/modelfile"
	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/tag"
	"github.com/credence-project/credence/ud/internal/words"
)

// Model is all that was learned of a language. It is not changed by use.
type Model struct {
	Feats   []string // bundles of features: "", "Number=Plur", …
	Rels    []string // relations
	Lexicon words.Map
	Tags    *tag.Model
	Lemmas  *lemma.Model
	Parser  *dep.Model
}

// Read reads the model from a file's sections and checks that its parts fit.
func Read(f *modelfile.File) (*Model, error) {
	r := reader{file: f}
	m := &Model{Tags: &tag.Model{}, Parser: &dep.Model{}}
	m.Feats = r.lines("feats")
	m.Rels = r.lines("rels")
	m.Lexicon = r.table("lexicon")
	m.Tags.First = r.weights("tag1", tag.TagLanes)
	m.Tags.Second = r.weights("tag2", tag.TagLanes)
	m.Tags.Feats = r.weights("tagfeats", tag.FeatsLanes)
	bundles := r.section("bundles")
	m.Parser.Moves = r.weights("moves", dep.MoveLanes)
	m.Parser.Rels = r.weights("relw", dep.RelLanes)
	m.Parser.Names = len(m.Rels)
	known, ends, rules, lemmas := r.section("lknown"), r.section("lends"), r.section("lrules"), r.section("lemmas")
	if r.err != nil {
		return nil, r.err
	}
	var err error
	if m.Lemmas, err = lemma.NewModel(known, ends, rules, lemmas); err != nil {
		return nil, err
	}
	if err := unpackBundles(bundles, m.Tags); err != nil {
		return nil, err
	}
	if err := m.Tags.Check(len(m.Feats)); err != nil {
		return nil, err
	}
	return m, m.Parser.Check()
}

// reader reads sections until the first error.
type reader struct {
	file *modelfile.File
	err  error
}

func (r *reader) section(name string) []byte {
	if r.err != nil {
		return nil
	}
	var data []byte
	data, r.err = r.file.Section(name)
	return data
}

func (r *reader) lines(name string) []string {
	return strings.Split(string(r.section(name)), "\n")
}

func (r *reader) table(name string) words.Map {
	data := r.section(name)
	if r.err != nil {
		return words.Map{}
	}
	m, err := words.NewMap(data)
	if err != nil {
		r.err = fmt.Errorf("section %s: %w", name, err)
	}
	return m
}

func (r *reader) weights(name string, lanes int) *perceptron.Table {
	data := r.section(name)
	if r.err != nil {
		return nil
	}
	t, err := perceptron.NewTable(data, lanes)
	if err != nil {
		r.err = fmt.Errorf("section %s: %w", name, err)
	}
	return t
}

// Parts is what training gives: the parts of a model before they are read.
type Parts struct {
	Feats, Rels []string
	Lexicon     []byte
	Tags        *tag.Learned
	Lemmas      *lemma.Learned
	Parser      *dep.Learned
}

// Encode returns the bytes of a model file.
func (p *Parts) Encode() ([]byte, error) {
	return modelfile.Encode([]modelfile.Section{
		{Name: "feats", Data: []byte(strings.Join(p.Feats, "\n"))},
		{Name: "rels", Data: []byte(strings.Join(p.Rels, "\n"))},
		{Name: "bundles", Data: packBundles(p.Tags)},
		{Name: "lrules", Data: p.Lemmas.Rules},
		{Name: "lemmas", Data: p.Lemmas.Lemmas},
		{Name: "lknown", Data: p.Lemmas.Known},
		{Name: "lends", Data: p.Lemmas.Endings},
		{Name: "lexicon", Data: p.Lexicon},
		{Name: "tag1", Data: p.Tags.First.Quantise()},
		{Name: "tag2", Data: p.Tags.Second.Quantise()},
		{Name: "tagfeats", Data: p.Tags.Feats.Quantise()},
		{Name: "moves", Data: p.Parser.Moves.Quantise()},
		{Name: "relw", Data: p.Parser.Rels.Quantise()},
	})
}

// packBundles writes, for each part of speech, the number of its bundles and
// their numbers, two bytes each.
func packBundles(l *tag.Learned) []byte {
	var out []byte
	for _, list := range l.Bundles {
		out = append(out, byte(len(list)))
		for _, b := range list {
			out = append(out, byte(b), byte(b>>8))
		}
	}
	return out
}

func unpackBundles(data []byte, m *tag.Model) error {
	for t := range m.Bundles {
		if len(data) < 1 || len(data) < 1+2*int(data[0]) {
			return fmt.Errorf("%w: the list of feature bundles is cut short", modelfile.ErrDamaged)
		}
		for k := range int(data[0]) {
			m.Bundles[t] = append(m.Bundles[t], uint16(data[1+2*k])|uint16(data[2+2*k])<<8)
		}
		data = data[1+2*int(data[0]):]
	}
	return nil
}

// Annotator annotates sentences, one after the other, for one goroutine.
type Annotator struct {
	model  *Model
	tagger *tag.Tagger
	parser *dep.Parser
	s      words.Sentence
	lemmas []string
}

// New returns an annotator.
func (m *Model) New() *Annotator {
	return &Annotator{model: m, tagger: tag.New(m.Tags), parser: dep.New(m.Parser)}
}

// Reset begins a new sentence.
func (a *Annotator) Reset() { a.s.Reset() }

// Add appends a word to it.
func (a *Annotator) Add(form string) { a.s.Add(form) }

// Run annotates the sentence.
func (a *Annotator) Run() {
	a.s.Finish()
	a.lemmas = a.lemmas[:0]
	for i := range a.s.Words {
		w := &a.s.Words[i]
		if e, ok := a.model.Lexicon.Get(w.Key); ok {
			w.Amb = words.Entry(e)
		}
	}
	a.tagger.Tag(&a.s)
	for i := range a.s.Words {
		w := &a.s.Words[i]
		l := a.model.Lemmas.Lemma(w, a.s.Mode)
		w.Lemma = words.Hash(l)
		a.lemmas = append(a.lemmas, l)
	}
	a.parser.Parse(&a.s)
}

// Word returns the annotation of word i: its lemma, the names of its part of
// speech, features and relation, and the index of its head, -1 for the root.
func (a *Annotator) Word(i int) (lemma, upos, feats, rel string, head int) {
	w := &a.s.Words[i]
	return a.lemmas[i], words.Tags[w.UPOS], a.model.Feats[w.Feats], a.model.Rels[a.parser.Rel(i)], a.parser.Head(i)
}
