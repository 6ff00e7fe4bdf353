package cli

import (
	"context"
	"os/user"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
	"github.com/credence-project/credence/standing"
)

type reviewCommand struct {
	ledgerFlag
	Doctrine string `default:"default" placeholder:"NAME" help:"What follows from which act: ${doctrines}, or a file that ends in .toml."`
	By       string `env:"CREDENCE_REVIEWER" placeholder:"NAME" help:"Who decides (CREDENCE_REVIEWER sets it; the name of the system's user otherwise)."`
	Format   string `enum:"auto,table,json" default:"auto" help:"${enum}: a table on a terminal, JSON otherwise."`
	Lang     string `default:"" placeholder:"CODE" help:"The language of parties' names."`

	Session   reviewSessionCommand   `cmd:"" default:"withargs" hidden:"" help:"One assertion after the other, one key a decision; the queue where there is no terminal."`
	Queue     reviewQueueCommand     `cmd:"" help:"What awaits a person: the least certain of most consequence first."`
	Show      reviewShowCommand      `cmd:"" help:"An assertion with its context, what was decided about it, and what a decision would change."`
	Accept    reviewAcceptCommand    `cmd:"" help:"The document says so."`
	Reject    reviewRejectCommand    `cmd:"" help:"The document does not say so."`
	Correct   reviewCorrectCommand   `cmd:"" help:"The document says something else."`
	Unsure    reviewUnsureCommand    `cmd:"" help:"Looked at and left open."`
	Merge     reviewMergeCommand     `cmd:"" help:"Two acts are one event."`
	Split     reviewSplitCommand     `cmd:"" help:"Some reports of an act speak of another event."`
	Undo      reviewUndoCommand      `cmd:"" help:"Take back a decision: your last, or the one of a number."`
	Agreement reviewAgreementCommand `cmd:"" help:"How often people agreed with the reader, by kind of act and by confidence."`
	Revert    reviewRevertCommand    `cmd:"" help:"Reject all that a source said and nobody has decided about."`
}

// desk is what a review works at.
type reviewDesk struct {
	*review.Board
	ledger *ledger.Ledger
	names  *gazetteer.Directory
	by     string
	page   *page
	table  bool // for people, not for programs
}

// at opens the ledger, which must be there, and does something at it.
func (c *reviewCommand) at(ctx context.Context, s *Streams, o ledger.Options, do func(*reviewDesk) error) (err error) {
	doctrine, err := standing.Load(c.Doctrine)
	if err != nil {
		return err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return err
	}
	l, err := openLedger(ctx, c.Ledger, o)
	if err != nil {
		return err
	}
	defer func() {
		if closed := l.Close(); err == nil {
			err = closed
		}
	}()
	board, err := review.New(l, doctrine, names, review.Options{Lang: c.Lang})
	if err != nil {
		return err
	}
	_, onTerminal := terminal(s.Out)
	desk := &reviewDesk{Board: board, ledger: l, names: names, by: c.reviewer(), page: newPage(s, names, c.Lang)}
	desk.table = c.Format == "table" || c.Format == "auto" && onTerminal
	if err := do(desk); err != nil {
		return err
	}
	return desk.page.out.Flush()
}

// toRead is how a ledger is opened that is only looked at.
func toRead() ledger.Options { return ledger.Options{ReadOnly: true} }

// reviewer returns who decides, "" where that is not known.
func (c *reviewCommand) reviewer() string {
	if c.By != "" {
		return c.By
	}
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return or(u.Name, u.Username)
}

// assertions returns the ids that abbreviations mean.
func (d *reviewDesk) assertions(ctx context.Context, texts []string) ([]ledger.ID, error) {
	var list []ledger.ID
	for _, text := range texts {
		id, err := d.FindAssertion(ctx, text)
		if err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, nil
}
