package ud

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/internal/modelfile"
	"github.com/credence-project/credence/ud/nn"
)

// Model is what is known of a language: how its text splits into words, and
// how its words are tagged, reduced to lemmas and joined into trees. It is not
// changed by use and may be shared between goroutines.
type Model struct {
	tokens  *Tokenizer
	aside   *Aside // nil none
	network *nn.Model
}

// Open reads a language's folder: tokens.toml, model.bin and, where the language
// has one, dictionary.bin. A damaged model, or one of another version, or one
// trained with another dictionary, is an error.
func Open(fsys fs.FS) (*Model, error) {
	tokens, err := OpenTokenizer(fsys)
	if err != nil {
		return nil, err
	}
	m, err := OpenModel(fsys)
	if err != nil {
		return nil, err
	}
	m.tokens = tokens
	if m.aside, err = openAside(fsys); err != nil {
		return nil, err
	}
	return m, nil
}

// OpenModel reads model.bin, and dictionary.bin where there is one. The parsers
// of such a model annotate sentences whose words are given; their Parse finds none.
func OpenModel(fsys fs.FS) (*Model, error) {
	data, err := fs.ReadFile(fsys, "model.bin")
	if err != nil {
		return nil, fmt.Errorf("read the language model: %w", err)
	}
	var dict *dictionary.Dictionary
	switch file, err := fs.ReadFile(fsys, "dictionary.bin"); {
	case errors.Is(err, fs.ErrNotExist): // a language can do without
	case err != nil:
		return nil, fmt.Errorf("read the dictionary: %w", err)
	default:
		if dict, err = dictionary.Open(file); err != nil {
			return nil, err
		}
	}
	return readModel(data, dict)
}

func readModel(data []byte, dict *dictionary.Dictionary) (*Model, error) {
	file, err := modelfile.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("read the language model: %w", err)
	}
	section, err := file.Section("network")
	if err != nil {
		return nil, fmt.Errorf("read the language model: %w", err)
	}
	m, err := nn.Open(section, dict)
	if err != nil {
		return nil, fmt.Errorf("read the language model: %w", err)
	}
	return &Model{network: m}, nil
}

// Parser turns text into trees. It has scratch space of its own: one goroutine
// uses it at a time, and what it returns is the caller's.
type Parser struct {
	model *Model
	a     *nn.Annotator
}

// NewParser returns a parser.
func (m *Model) NewParser() *Parser {
	return &Parser{model: m, a: m.network.New()}
}

// Parse splits the text of one unit (a paragraph, a title) into sentences and
// words and annotates them. Its first byte has the offset base.
func (p *Parser) Parse(text string, base int) []Sentence {
	if p.model.tokens == nil {
		return nil
	}
	sentences := p.model.tokens.Sentences(text, base)
	for i := range sentences {
		p.annotate(&sentences[i])
	}
	return sentences
}

// annotate is Annotate, with the bare words of time set aside and the stand-ins of
// words that parsers do not know in their places.
func (p *Parser) annotate(s *Sentence) {
	var buf [8]int
	out := buf[:0]
	if p.model.aside != nil {
		words := p.model.aside.swap(s)
		defer func() { swapBack(s, words) }()
		out = p.model.aside.marked(out, s)
	}
	if len(out) == 0 {
		p.Annotate(s)
		return
	}
	rest := without(s, out)
	p.Annotate(&rest)
	p.model.aside.restore(s, &rest, out)
}

// Annotate fills the lemma, part of speech, features, head and relation of
// every word of s, from its form alone.
func (p *Parser) Annotate(s *Sentence) {
	p.a.Reset()
	for i := range s.Tokens {
		p.a.Add(s.Tokens[i].Form)
	}
	p.a.Run()
	for i := range s.Tokens {
		t := &s.Tokens[i]
		var feats string
		t.Lemma, t.UPOS, feats, t.Rel, t.Head = p.a.Word(i)
		t.Feats = Feats(feats)
	}
}
