package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/credence-project/credence/ledger"
)

type backupCommand struct {
	ledgerFlag
	File string `arg:"" help:"The file to write: a ledger by itself, in SQLite, whatever store it is of. It must not be there."`
}

// Run copies the ledger, as it is at one instant, into a file. Others may write meanwhile. The file
// is there once it is whole.
func (c *backupCommand) Run(ctx context.Context, s *Streams) error {
	if _, err := os.Lstat(c.File); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = fmt.Errorf("%s is there already", c.File)
		}
		return err
	}
	folder, err := os.MkdirTemp(filepath.Dir(c.File), ".backup-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	half := filepath.Join(folder, "ledger.db")
	count, err := copyLedger(ctx, c.Ledger, half)
	if err != nil {
		return err
	}
	if err := os.Rename(half, c.File); err != nil {
		return err
	}
	return tellCopied(s, c.File, count)
}

type restoreCommand struct {
	ledgerFlag
	File string `arg:"" help:"A backup, or any ledger in a file."`
}

// Run copies a backup into a ledger that holds nothing, all of it or nothing.
func (c *restoreCommand) Run(ctx context.Context, s *Streams) error {
	count, err := copyLedger(ctx, c.File, c.Ledger)
	if err != nil {
		return err
	}
	return tellCopied(s, "the ledger", count)
}

// copyLedger copies a ledger that is there into one that is empty, or not there yet.
func copyLedger(ctx context.Context, from, into string) (count ledger.Counts, err error) {
	l, err := openLedger(ctx, from, ledger.Options{ReadOnly: true})
	if err != nil {
		return count, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	to, err := ledger.Open(ctx, into, ledger.Options{})
	if err != nil {
		return count, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	return l.CopyTo(ctx, to)
}

// tellCopied tells what was copied.
func tellCopied(s *Streams, into string, count ledger.Counts) error {
	_, err := fmt.Fprintf(s.Out, "%s: %s, %s, %s, %s\n", into, plural(count.Documents, "document", "documents"),
		plural(count.Assertions, "assertion", "assertions"), plural(count.Acts, "act", "acts"), plural(count.Reviews, "review", "reviews"))
	return err
}
