package cli

import (
	"context"
	"errors"
	"fmt"
)

type verifyCommand struct {
	ledgerFlag
}

// Run checks the whole ledger and prints each problem on a line.
func (c *verifyCommand) Run(ctx context.Context, s *Streams) error {
	l, err := c.openToRead(ctx)
	if err != nil {
		return err
	}
	problems := 0
	for p, err := range l.Verify(ctx) {
		if err != nil {
			return errors.Join(err, l.Close())
		}
		problems++
		if _, err := fmt.Fprintln(s.Out, oneLine(p.String())); err != nil {
			return errors.Join(err, l.Close())
		}
	}
	count, err := l.Count(ctx)
	if err := errors.Join(err, l.Close()); err != nil {
		return err
	}
	if problems > 0 {
		return fmt.Errorf("%s: %s", c.Ledger, plural(problems, "problem", "problems"))
	}
	_, err = fmt.Fprintf(s.Out, "whole: %s, %s, %s\n", plural(count.Documents, "document", "documents"), plural(count.Assertions, "assertion", "assertions"), plural(count.Acts, "act", "acts"))
	return err
}
