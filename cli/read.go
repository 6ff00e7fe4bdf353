package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/readers"
)

type readCommand struct {
	Format  string `enum:"auto,table,jsonl" default:"auto" help:"${enum}: a table on a terminal, JSON Lines otherwise."`
	Lang    string `help:"Read every article in this language instead of detecting it."`
	Explain bool   `help:"Tell for each act which words, tree, pattern and rules gave it."`
	Act     string `placeholder:"N|NAME" help:"Only the act of this number in the table, or the acts of this name."`
	secondFlags
	Jobs  int      `short:"j" help:"Articles read at once; as many as there are cores by default."`
	Paths []string `arg:"" name:"file" help:"Article files (.txt .md .html .xml .jsonl .warc, .gz and .zip of them), folders, or - for JSON Lines on standard input."`
}

// reading is one article with what it says.
type reading struct {
	article    *article.Article
	assertions []act.Assertion
	coder      *act.Coder // nil where our reader does not know the language
	second     *second    // nil without a second reader
}

// articles finds the articles of every path in turn.
func (c *readCommand) articles(ctx context.Context, s *Streams) (iter.Seq2[article.Pending, error], error) {
	reader, err := article.New(article.Options{Lang: c.Lang, Stdin: s.In})
	if err != nil {
		return nil, err
	}
	return func(yield func(article.Pending, error) bool) {
		for _, path := range c.Paths {
			for found, err := range reader.Find(ctx, path) {
				if !yield(found, err) {
					return
				}
			}
		}
	}, nil
}

func (c *readCommand) Run(ctx context.Context, s *Streams) error {
	if c.Jobs <= 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	if err := c.checkLang(); err != nil {
		return err
	}
	articles, err := c.articles(ctx, s)
	if err != nil {
		return err
	}
	acts, err := newSelection(c.Act)
	if err != nil {
		return err
	}
	second, err := c.second()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(s.Out, 1<<16)
	print := c.printer(out, s)
	meter := newMeter(s)
	failed := false
	complain := func(line any) error {
		meter.clear()
		err := out.Flush()
		fmt.Fprintln(s.Err, "credence:", line)
		return err
	}
	for r, err := range readAll(ctx, articles, c.Jobs, second) {
		if err != nil && ctx.Err() == nil {
			failed = failed || !errors.Is(err, readers.ErrNotRead)
			if err := complain(err); err != nil {
				return err
			}
		}
		if line, lost := r.complaint(); line != "" && ctx.Err() == nil {
			failed = failed || lost
			if err := complain(line); err != nil {
				return err
			}
		}
		if err != nil && len(r.assertions) == 0 {
			continue
		}
		if r, numbers, ok := acts.of(r); ok {
			if err := print(r, numbers); err != nil {
				return err
			}
		}
		meter.add()
	}
	meter.clear()
	if err := errors.Join(out.Flush(), ctx.Err()); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return acts.missing()
}

// checkLang refuses a language that there is no folder for.
func (c *readCommand) checkLang() error {
	if c.Lang == "" {
		return nil
	}
	_, err := lang.Open(c.Lang)
	return err
}

// readAll reads articles on n goroutines, in their order; a second reader, where
// there is one, reads them too. With an error, the reading has the article where
// there was one.
func readAll(ctx context.Context, articles iter.Seq2[article.Pending, error], n int, second *secondReader) iter.Seq2[reading, error] {
	var pool readers.Pool
	if second != nil {
		n = max(n, second.jobs)
	}
	return inOrder(ctx, articles, n, func() func(article.Pending) (reading, error) {
		first := func(a *article.Article) (reading, error) {
			found, err := pool.Read(ctx, a)
			coder, _ := pool.Coder(a.Lang) // whose error is that of reading
			return reading{article: a, assertions: found, coder: coder}, err
		}
		return func(found article.Pending) (reading, error) {
			a, err := found()
			if err != nil {
				return reading{}, err
			}
			r, err := first(a)
			if second != nil && (err == nil || errors.Is(err, readers.ErrNotRead)) {
				second.beside(ctx, &r, err)
			}
			return r, err
		}
	})
}

// printer returns what writes one reading, its acts numbered, in the format
// asked for.
func (c *readCommand) printer(out *bufio.Writer, s *Streams) func(reading, []int) error {
	_, onTerminal := terminal(s.Out)
	switch {
	case c.Explain:
		return (&explainer{screen: newScreen(s.Out), out: out}).print
	case c.Format == "table" || c.Format == "auto" && onTerminal:
		return (&tablePrinter{screen: newScreen(s.Out), out: out}).print
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return func(r reading, _ []int) error {
		for n := range r.assertions {
			if err := encoder.Encode(r.record(n)); err != nil {
				return err
			}
		}
		return nil
	}
}
