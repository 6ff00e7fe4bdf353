package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"runtime"
	"sync"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/pair"
)

type pairsCommand struct {
	Lang string `help:"Read every text in this language instead of detecting it."`
	Jobs int    `short:"j" help:"Lines read at once; as many as there are cores by default."`
	File string `arg:"" optional:"" default:"-" help:"JSON Lines {id, text, source, target}; - or nothing for standard input."`
}

// pairLine is a line of input.
type pairLine struct {
	ID     json.RawMessage `json:"id"`
	Lang   string          `json:"lang"`
	Text   *string         `json:"text"`
	Source *string         `json:"source"`
	Target *string         `json:"target"`
}

// pairAnswer is a line of output.
type pairAnswer struct {
	ID         json.RawMessage `json:"id"`
	Plover     string          `json:"plover"`
	Cameo      string          `json:"cameo"`
	Act        string          `json:"act"` // the kind of act that a pattern finds between the two, "" none
	Confidence float64         `json:"confidence"`
	Second     string          `json:"second"` // the type that is next probable
	Share      float64         `json:"second_confidence"`
}

// numbered is a line as it was read.
type numbered struct {
	n    int
	text []byte
	err  error
}

// fallbackLang is what a text is read in whose language cannot be told: a
// sentence of names.
const fallbackLang = "en"

// Run answers line by line, in their order: a line that asks nothing is told
// with its number, and the others are done.
func (c *pairsCommand) Run(ctx context.Context, s *Streams) error {
	in, name := s.In, "standard input"
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer f.Close() // opened for reading only
		in, name = f, c.File
	}
	if c.Jobs <= 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	desk, err := newPairDesk(c.Lang)
	if err != nil {
		return err
	}
	return answerPairs(ctx, desk, in, name, s, c.Jobs)
}

// answerPairs answers the lines of an input, which errors call by its name.
func answerPairs(ctx context.Context, desk *pairDesk, in io.Reader, name string, s *Streams, jobs int) error {
	out := bufio.NewWriterSize(s.Out, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	failed := false
	for a, err := range inOrder(ctx, eachLine(in), jobs, desk.worker) {
		switch {
		case err == nil:
			if err := enc.Encode(a); err != nil {
				return err
			}
		case ctx.Err() == nil:
			if err := out.Flush(); err != nil {
				return err
			}
			fmt.Fprintf(s.Err, "credence: %s: %v\n", name, err)
			failed = true
		}
	}
	if err := errors.Join(out.Flush(), ctx.Err()); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// eachLine yields the lines of an input that are not empty.
func eachLine(in io.Reader) iter.Seq2[numbered, error] {
	return func(yield func(numbered, error) bool) {
		lines := bufio.NewReaderSize(in, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(lines)
			l := numbered{n: n, text: bytes.TrimSpace(line)}
			switch {
			case errors.Is(err, errLongLine):
				l.err = err
			case err != nil && err != io.EOF:
				yield(l, fmt.Errorf("line %d: %w", n, err))
				return
			}
			if (len(l.text) > 0 || l.err != nil) && !yield(l, nil) {
				return
			}
			if err == io.EOF {
				return
			}
		}
	}
}

// pairDesk loads each language when a text in it first comes by.
type pairDesk struct {
	lang   string // of every text, "" to find it out
	detect func(text string) string
	mu     sync.Mutex
	loaded map[string]*pair.Coder
}

func newPairDesk(code string) (*pairDesk, error) {
	d := &pairDesk{lang: code, loaded: map[string]*pair.Coder{}}
	if code != "" {
		_, err := d.coder(code)
		return d, err
	}
	reader, err := article.New(article.Options{})
	if err != nil {
		return nil, err
	}
	d.detect = reader.Detect
	return d, nil
}

// coder returns the coder of a language.
func (d *pairDesk) coder(code string) (*pair.Coder, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c := d.loaded[code]; c != nil {
		return c, nil
	}
	folder, err := lang.Open(code)
	if err != nil {
		return nil, err
	}
	c, err := pair.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("pairs in language %q are not answered yet", code)
	}
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	d.loaded[code] = c
	return c, nil
}

// worker returns what one goroutine answers lines with.
func (d *pairDesk) worker() func(numbered) (pairAnswer, error) {
	readers := map[string]*pair.Reader{}
	return func(l numbered) (pairAnswer, error) {
		a, err := d.answer(l, readers)
		if err != nil {
			err = fmt.Errorf("line %d: %w", l.n, err)
		}
		return a, err
	}
}

func (d *pairDesk) answer(l numbered, readers map[string]*pair.Reader) (pairAnswer, error) {
	if l.err != nil {
		return pairAnswer{}, l.err
	}
	var q pairLine
	if err := json.Unmarshal(l.text, &q); err != nil {
		return pairAnswer{}, fmt.Errorf("no JSON object {id, text, source, target}: %w", err)
	}
	for _, f := range []struct {
		name  string
		value *string
	}{{"text", q.Text}, {"source", q.Source}, {"target", q.Target}} {
		if f.value == nil {
			return pairAnswer{}, fmt.Errorf("%q is missing", f.name)
		}
	}
	r, err := d.reader(q, readers)
	if err != nil {
		return pairAnswer{}, err
	}
	a := r.Answer(pair.Question{Text: *q.Text, Source: *q.Source, Target: *q.Target})
	out := pairAnswer{ID: q.ID, Plover: a.Type.String(), Cameo: a.Type.Cameo(), Confidence: hundredths(a.Confidence), Second: a.Second.String(), Share: hundredths(a.Shares[a.Second])}
	if out.ID == nil {
		out.ID = json.RawMessage("null")
	}
	if a.Kind != nil {
		out.Act, out.Cameo = a.Kind.Name, a.Kind.Cameo
	}
	return out, nil
}

// reader returns the reader for the language of a question. Where that was
// found out and is not answered in, the fallback stands in: an answer is owed.
func (d *pairDesk) reader(q pairLine, readers map[string]*pair.Reader) (*pair.Reader, error) {
	given := d.lang
	if given == "" {
		given = q.Lang
	}
	code := given
	if code == "" {
		code = d.detect(*q.Text)
	}
	if code == "" {
		code = fallbackLang
	}
	if r := readers[code]; r != nil {
		return r, nil
	}
	c, err := d.coder(code)
	if err != nil && given == "" {
		code = fallbackLang
		if r := readers[code]; r != nil {
			return r, nil
		}
		c, err = d.coder(code)
	}
	if err != nil {
		return nil, err
	}
	readers[code] = c.NewReader()
	return readers[code], nil
}

// hundredths rounds a probability; nothing is certain.
func hundredths(x float64) float64 { return min(math.Round(x*100)/100, .99) }
