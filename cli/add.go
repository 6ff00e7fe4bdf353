package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
)

type addCommand struct {
	ledgerFlag
	Format string `enum:"auto,table,jsonl" default:"auto" help:"${enum}: a line an article for people on a terminal, JSON Lines otherwise."`
	secondFlags
	Lang  string   `help:"Read every article in this language instead of detecting it."`
	Jobs  int      `short:"j" help:"Articles read at once; as many as there are cores by default."`
	Paths []string `arg:"" name:"file" help:"Article files (.txt .md .html .xml .jsonl .warc, .gz and .zip of them), folders, or - for JSON Lines on standard input."`
}

// added is what adding one article came to, as it is printed.
type added struct {
	Article    string    `json:"article"`
	Document   ledger.ID `json:"document"`
	New        bool      `json:"new"`
	Assertions int       `json:"assertions"` // new ones
	Acts       int       `json:"acts"`       // new ones
	Joined     int       `json:"joined"`     // reports of acts that were known
	Superseded int       `json:"superseded"`
	Held       int       `json:"held"`             // new ones about words that a person rejected or corrected
	Second     int       `json:"second,omitempty"` // new ones of a second reader, which await a person
	Note       string    `json:"note,omitempty"`
}

// Run reads articles and adds each to the ledger as soon as it is read. What is
// printed as added is in the ledger, whatever happens next.
func (c *addCommand) Run(ctx context.Context, s *Streams) error {
	read := readCommand{Lang: c.Lang, Paths: c.Paths}
	if err := read.checkLang(); err != nil {
		return err
	}
	articles, err := read.articles(ctx, s)
	if err != nil {
		return err
	}
	if c.Jobs <= 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	second, err := c.second()
	if err != nil {
		return err
	}
	failed, err := c.addAll(ctx, s, readAll(ctx, articles, c.Jobs, second))
	if err == nil && failed {
		err = errReported
	}
	return err
}

// addAll adds readings one by one. The ledger is opened for the first, so that
// none is made for nothing.
func (c *addCommand) addAll(ctx context.Context, s *Streams, readings iter.Seq2[reading, error]) (failed bool, err error) {
	var l *ledger.Ledger
	defer func() {
		if l != nil {
			err = errors.Join(err, l.Close())
		}
	}()
	for r, unread := range readings {
		if ctx.Err() != nil {
			break
		}
		if unread != nil && (r.article == nil || !errors.Is(unread, readers.ErrNotRead)) {
			fmt.Fprintln(s.Err, "credence:", unread)
			failed = true
			continue
		}
		if line, lost := r.complaint(); line != "" {
			failed = failed || lost
			fmt.Fprintln(s.Err, "credence:", line)
		}
		if l == nil {
			if l, err = c.open(ctx); err != nil {
				return failed, err
			}
		}
		if err := c.add(ctx, s, l, r, unread); err != nil {
			return failed, err
		}
	}
	return failed, ctx.Err()
}

// add adds one article, one that could not be read for its language without
// acts, and tells so.
func (c *addCommand) add(ctx context.Context, s *Streams, l *ledger.Ledger, r reading, unread error) error {
	done, err := l.Add(ctx, entries(r)...)
	if err != nil {
		return fmt.Errorf("%s: %w", r.article.ID, err)
	}
	a := added{
		Article: r.article.ID, Document: done[0].Document, New: done[0].New, Assertions: done[0].Assertions,
		Acts: done[0].Acts, Joined: done[0].Joined, Superseded: done[0].Superseded, Held: done[0].Held,
	}
	if unread != nil {
		a.Note = unread.Error()
	}
	if len(done) > 1 {
		a.Second, a.Superseded = done[1].Second, a.Superseded+done[1].Superseded
	}
	if _, onTerminal := terminal(s.Out); c.Format == "table" || c.Format == "auto" && onTerminal {
		_, err = fmt.Fprintln(s.Out, a.line())
		return err
	}
	e := json.NewEncoder(s.Out)
	e.SetEscapeHTML(false)
	return e.Encode(a)
}

// line tells what was added on one line.
func (a *added) line() string {
	head, waiting := oneLine(a.Article)+": ", ""
	if a.Second > 0 {
		waiting = ", " + plural(a.Second, "assertion", "assertions") + " of the second reader for review"
	}
	switch {
	case a.Note != "":
		return head + "kept, its acts not read (" + oneLine(a.Note) + ")" + waiting
	case !a.New && a.Assertions == 0 && a.Superseded == 0:
		return head + "known already" + waiting
	}
	text := head + plural(a.Assertions, "new assertion", "new assertions") + ", " + plural(a.Acts, "new act", "new acts")
	if a.Joined > 0 {
		text += ", " + plural(a.Joined, "further report", "further reports") + " of known ones"
	}
	if a.Superseded > 0 {
		text += ", " + plural(a.Superseded, "assertion", "assertions") + " superseded"
	}
	if a.Held > 0 {
		text += ", " + plural(a.Held, "assertion", "assertions") + " held back by a person's decision"
	}
	return text + waiting
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
