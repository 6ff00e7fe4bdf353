package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/credence-project/credence/exchange"
	"github.com/credence-project/credence/ledger"
)

type importCommand struct {
	ledgerFlag
	Published string `placeholder:"DATE" help:"The day of this edition of a table (EDTF), where the table does not tell."`
	Events    string `placeholder:"FILE" help:"Of gdelt-mentions: the file of the events that they are of."`
	Quiet     bool   `short:"q" help:"Tell only of what is refused, and the sum."`
	Kind      string `arg:"" help:"What the file is: ${imports}."`
	File      string `arg:"" help:"The file, in gzip or zip or not, or - for standard input."`
}

// importBatch is how many rows are added at once: all of a batch or none.
const importBatch = 200

// Run adds the rows of a file, and tells which were refused, and why.
func (c *importCommand) Run(ctx context.Context, s *Streams) error {
	importer, err := exchange.New(exchange.Options{Stdin: s.In, Beside: c.Events, Published: c.Published})
	if err != nil {
		return err
	}
	in, err := importer.Open(ctx, c.Kind, c.File)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // it was read only
	l, err := c.open(ctx)
	if err != nil {
		return err
	}
	if err := errors.Join(c.rows(ctx, s, l, in), l.Close()); err != nil {
		return err
	}
	sum := in.Summary()
	if _, onTerminal := terminal(s.Out); onTerminal {
		_, err = fmt.Fprintln(s.Out, sum)
	} else {
		err = json.NewEncoder(s.Out).Encode(sum)
	}
	if err == nil && sum.Taken == 0 && sum.Refused > 0 {
		return errReported
	}
	return err
}

// rows adds the rows in batches.
func (c *importCommand) rows(ctx context.Context, s *Streams, l *ledger.Ledger, in *exchange.Reading) error {
	var batch []ledger.Entry
	flush := func() error {
		_, err := l.Add(ctx, batch...)
		batch = batch[:0]
		return err
	}
	for row, err := range in.Rows() {
		if err != nil {
			return errors.Join(flush(), err)
		}
		c.tell(s, &row)
		if row.Refused == "" {
			batch = append(batch, row.Entry)
		}
		if len(batch) == importBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// tell prints why a row was refused, or what was noted about it.
func (c *importCommand) tell(s *Streams, row *exchange.Row) {
	place := fmt.Sprintf("%s:%d", c.File, row.Line)
	if row.File != "" { // a file in an archive
		place = fmt.Sprintf("%s:%s:%d", c.File, row.File, row.Line)
	}
	switch {
	case row.Refused != "":
		fmt.Fprintf(s.Err, "credence: %s: refused: %s\n", place, oneLine(row.Refused))
	case row.Flagged && !c.Quiet:
		fmt.Fprintf(s.Err, "credence: %s: doubtful: %s\n", place, oneLine(strings.Join(row.Notes, "; ")))
	}
}
