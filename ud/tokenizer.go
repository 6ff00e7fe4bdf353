package ud

import (
	"io/fs"
	"iter"
	"slices"
	"sync"
)

// Tokenizer cuts the text of a unit into sentences and syntactic words. What
// it knows of a language stands in that language's folder: tokens.toml (words
// and marks, with examples) and tokens.tsv (weights for what the context must
// decide; optional). It is safe for use by several goroutines.
//
// The scanner is our own and passes the text once: most of what a treebank
// asks for (elisions, enclitics, abbreviations, numbers with their units)
// lies inside the words of the Unicode segmentation rules or across them, so
// that those would have to be taken apart again.
type Tokenizer struct {
	rules  *rules
	models models
	oracle func(Choice) bool
	pool   *sync.Pool // of *splitter
}

// OpenTokenizer reads the files tokens.toml and tokens.tsv of a language's
// folder. An error names the file and the line.
func OpenTokenizer(folder fs.FS) (*Tokenizer, error) {
	rules, _, err := compile(folder)
	if err != nil {
		return nil, err
	}
	models, err := readWeights(folder)
	if err != nil {
		return nil, err
	}
	return newTokenizer(rules, models, nil), nil
}

func newTokenizer(r *rules, m models, oracle func(Choice) bool) *Tokenizer {
	t := &Tokenizer{rules: r, models: m, oracle: oracle}
	t.pool = &sync.Pool{New: func() any {
		return &splitter{scan: scanner{rules: t.rules}, models: &t.models, oracle: t.oracle}
	}}
	return t
}

// WithOracle returns a tokeniser that asks oracle about every choice instead
// of its weights. Trainers learn from it, tests look into it.
func (t *Tokenizer) WithOracle(oracle func(Choice) bool) *Tokenizer {
	return newTokenizer(t.rules, t.models, oracle)
}

// Sentences cuts text, which is one unit, into sentences. Offsets are bytes of
// text plus base. Tokens have their Form, Start, End and Multi set, their Head
// is -1. Every byte of text lies in a token, but white space, controls and
// invisible marks between tokens.
func (t *Tokenizer) Sentences(text string, base int) []Sentence {
	return slices.Collect(t.All(text, base))
}

// All is Sentences one by one, for texts that are too long to be held as
// tokens.
func (t *Tokenizer) All(text string, base int) iter.Seq[Sentence] {
	return func(yield func(Sentence) bool) {
		s := t.pool.Get().(*splitter)
		defer t.pool.Put(s)
		defer s.reset("")
		s.reset(text)
		for {
			n, ok := s.next()
			if !ok || !yield(s.sentence(n, base)) {
				return
			}
		}
	}
}

// reset readies the splitter for another text.
func (s *splitter) reset(text string) {
	s.scan = scanner{rules: s.scan.rules, text: text, pieces: s.scan.pieces[:0]}
	s.taken, s.open = 0, nesting{}
	s.ev = evidence{}
}

// sentence makes the first n pieces into a sentence.
func (s *splitter) sentence(n, base int) Sentence {
	words := n
	for i := range n {
		c := s.scan.pieces[i].contraction
		if c == nil {
			continue
		}
		if s.expands(i) { // may fill the queue
			words += len(c.parts) - 1
		} else {
			s.scan.pieces[i].contraction = nil
		}
	}
	pieces := s.scan.pieces[:n]
	tokens := make([]Token, 0, words)
	for i := range pieces {
		p := &pieces[i]
		token := Token{Start: p.start + base, End: p.end + base, Form: s.form(i), Head: -1}
		if c := p.contraction; c != nil {
			tokens = c.expand(tokens, token)
			continue
		}
		if i+int(p.multi) <= n { // else an overlong sentence was cut there
			token.Multi = int(p.multi)
		}
		tokens = append(tokens, token)
	}
	return Sentence{Start: pieces[0].start + base, End: pieces[n-1].end + base, Tokens: tokens}
}
