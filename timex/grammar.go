package timex

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/credence-project/credence/edtf"
)

// Grammar is the compiled rules of a language. It is read only: any number of
// goroutines may use it, each with readers of its own.
type Grammar struct {
	lex        lexicon
	classCount int32
	ranges     []numberRange
	categories []category
	found      uint64 // categories that are looked for
	digits     uint64 // categories that can start with digits
	tenses     tenseWords
	functions  map[string]function
	examples   []Example
}

// newGrammar returns a grammar without rules.
func newGrammar() *Grammar {
	g := &Grammar{lex: lexicon{index: map[string]int32{}, pairs: map[[2]int32]int32{}}, functions: functions()}
	g.lex.words = []word{{number: -1}}
	return g
}

// newClass returns a class that is not taken yet.
func (g *Grammar) newClass() int32 {
	g.classCount++
	return g.classCount
}

// Open compiles the rules of a language's folder: all files times/*.rules. An
// error tells file and line. Where there are none, nothing is ever found.
func Open(language fs.FS) (*Grammar, error) {
	files, err := fs.Glob(language, "times/*.rules")
	if err != nil {
		return nil, fmt.Errorf("list rules of time expressions: %w", err)
	}
	var s source
	for _, file := range files {
		text, err := fs.ReadFile(language, file)
		if err != nil {
			return nil, fmt.Errorf("read rules of time expressions: %w", err)
		}
		if err := s.read(path.Clean(file), string(text)); err != nil {
			return nil, fmt.Errorf("rules of time expressions: %w", err)
		}
	}
	g, err := compile(&s)
	if err != nil {
		return nil, fmt.Errorf("compile rules of time expressions: %w", err)
	}
	return g, nil
}

// Examples returns the examples that the rules carry, for tests.
func (g *Grammar) Examples() []Example { return g.examples }

// NewReader returns a reader for one document, published on docDate: an EDTF
// day, month or year, or "" where that is not known.
func (g *Grammar) NewReader(docDate string) *Reader {
	r := &Reader{g: g}
	r.matcher.g = g
	r.SetAnchor(docDate)
	return r
}

// errNoDate tells that an anchor is not usable.
var errNoDate = errors.New("no date")

// anchorDate reads an anchor; an interval stands for its start.
func anchorDate(text string) (edtf.Date, error) {
	if text == "" {
		return edtf.Date{}, errNoDate
	}
	d, err := edtf.Parse(text)
	if err != nil {
		return edtf.Date{}, err
	}
	return d.Start(), nil
}
