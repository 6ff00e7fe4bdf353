package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/credence-project/credence/ledger"
)

type sourcesCommand struct {
	ledgerFlag
	Format string `enum:"auto,table,json" default:"auto" help:"${enum}: a table on a terminal, JSON otherwise."`
}

// Run lists who published what the ledger holds.
func (c *sourcesCommand) Run(ctx context.Context, s *Streams) (err error) {
	l, err := c.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	list, err := l.Sources(ctx)
	if err != nil {
		return err
	}
	if flags := (deskFlags{Format: c.Format}); !flags.asTable(s) {
		if list == nil {
			list = []ledger.Source{}
		}
		return writeJSON(s.Out, list)
	}
	p := newPage(s, nil, "")
	fmt.Fprintln(p.out, p.paint(dim, pad("source", 34)+"  documents  assertions  first       last"))
	for _, x := range list {
		fmt.Fprintf(p.out, "%s  %9d  %10d  %s  %s\n", pad(cut(or(oneLine(x.Name), "not named"), 34), 34), x.Documents, x.Assertions, pad(date(x.First), 10), pad(date(x.Last), 10))
	}
	return p.out.Flush()
}
