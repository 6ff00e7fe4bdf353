package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/readers"
)

type diffCommand struct {
	deskFlags
	Paths []string `arg:"" name:"file" help:"Article files, or - for JSON Lines on standard input."`
}

// articleDiff is what one article does to the ledger.
type articleDiff struct {
	Article     string               `json:"article"`
	Title       string               `json:"title"`
	Published   string               `json:"published"`
	Differences []answers.Difference `json:"differences"`
}

// Run tells what articles add to the ledger, confirm and contradict, and stores
// nothing.
func (c *diffCommand) Run(ctx context.Context, s *Streams) (err error) {
	desk, known, done, err := c.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	articles, err := (&readCommand{Paths: c.Paths}).articles(ctx, s)
	if err != nil {
		return err
	}
	p := newPage(s, desk.Names, c.Lang)
	all := []articleDiff{}
	failed := false
	for r, err := range readAll(ctx, articles, runtime.GOMAXPROCS(0), nil) {
		if err != nil {
			fmt.Fprintln(s.Err, "credence:", err)
			failed = failed || !errors.Is(err, readers.ErrNotRead)
			continue
		}
		x, err := compare(ctx, desk, r, known)
		if err != nil {
			return err
		}
		all = append(all, *x)
		if c.asTable(s) {
			p.diff(x)
		}
	}
	if err := errors.Join(p.out.Flush(), ctx.Err()); err != nil {
		return err
	}
	if !c.asTable(s) {
		if err := writeJSON(s.Out, all); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

func compare(ctx context.Context, desk *answers.Desk, r reading, known time.Time) (*articleDiff, error) {
	doc := readers.Document(r.article)
	found, err := desk.Diff(ctx, &doc, readers.Records(r.article, r.assertions), known)
	return &articleDiff{Article: doc.Article, Title: doc.Title, Published: doc.Published, Differences: found}, err
}

func (p *page) diff(x *articleDiff) {
	p.heading(or(x.Title, x.Article), strings.Join([]string{x.Article, x.Published}, " · "))
	inks := map[string]ink{answers.Adds: green, answers.Contradicts: red, answers.Refines: cyan, answers.Confirms: blue, answers.Known: dim}
	for n := range x.Differences {
		d := &x.Differences[n]
		sign, i := mark(d.Modality, false)
		fmt.Fprintf(p.out, "  %s  %s  %s %s  %s → %s\n", p.paint(inks[d.Does], pad(d.Does, 11)), pad(date(d.Date), dateWidth), p.paint(i, pad(sign, markWidth)), pad(d.Kind, kindWidth), p.name(d.Actor), p.name(d.Recipient))
		p.paragraph(15, "“"+oneLine(d.Quote)+"”", plain)
		if d.Does != answers.Known {
			p.evidence(17, d.Against, 2)
		}
		for _, change := range d.Changes {
			p.paragraph(15, fmt.Sprintf("would change %s towards %s: %s %s → %s", p.name(change.By), p.name(change.Of), change.Aspect, change.Before, change.After), yellow)
		}
	}
	if len(x.Differences) == 0 {
		fmt.Fprintln(p.out, "  no act found")
	}
	fmt.Fprintln(p.out)
}
