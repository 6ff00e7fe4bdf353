package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// ledgerFlag is the flag of every command that uses a ledger.
type ledgerFlag struct {
	Ledger string `env:"CREDENCE_LEDGER" default:"credence.db" placeholder:"L" help:"The ledger: a file, or postgres://… (CREDENCE_LEDGER sets it; ${default} otherwise)."`
}

// open opens the ledger for writing, and makes it where there is none.
func (f *ledgerFlag) open(ctx context.Context) (*ledger.Ledger, error) {
	return ledger.Open(ctx, f.Ledger, ledger.Options{})
}

// openToRead opens a ledger that must be there.
func (f *ledgerFlag) openToRead(ctx context.Context) (*ledger.Ledger, error) {
	return openLedger(ctx, f.Ledger, ledger.Options{ReadOnly: true})
}

// openLedger opens a ledger that must be there. One of an older version is first
// brought up to date, though nothing else will be written to it.
func openLedger(ctx context.Context, name string, o ledger.Options) (*ledger.Ledger, error) {
	o.MustExist = true
	l, err := ledger.Open(ctx, name, o)
	if !errors.Is(err, ledger.ErrOlder) {
		return l, err
	}
	l, err = ledger.Open(ctx, name, ledger.Options{MustExist: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ledger.ErrOlder, err)
	}
	if err := l.Close(); err != nil {
		return nil, err
	}
	return ledger.Open(ctx, name, o)
}

// deskFlags are the flags of every command that asks a ledger.
type deskFlags struct {
	ledgerFlag
	Doctrine string `default:"default" placeholder:"NAME" help:"What follows from which act: ${doctrines}, or a file that ends in .toml."`
	Known    string `placeholder:"DATE" help:"As known to the ledger at the end of this day, or at this instant (RFC 3339)."`
	Format   string `enum:"auto,table,json" default:"auto" help:"${enum}: a table on a terminal, JSON otherwise."`
	Lang     string `default:"" placeholder:"CODE" help:"The language of names in tables and, of why, of all that is told."`
}

// ask opens the desk, has do answer a question of it, and prints the answer: as
// JSON, or laid out on a page by the function that do returns.
func (f *deskFlags) ask(ctx context.Context, s *Streams, do func(d *answers.Desk, known time.Time) (answer any, layOut func(*page), err error)) (err error) {
	desk, known, done, err := f.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	answer, layOut, err := do(desk, known)
	if err != nil {
		return err
	}
	if !f.asTable(s) {
		return writeJSON(s.Out, answer)
	}
	p := newPage(s, desk.Names, f.Lang)
	layOut(p)
	return p.out.Flush()
}

// desk opens what a command asks. The caller calls done.
func (f *deskFlags) desk(ctx context.Context) (d *answers.Desk, known time.Time, done func() error, err error) {
	if known, err = parseKnown(f.Known); err != nil {
		return nil, known, nil, err
	}
	doctrine, err := standing.Load(f.Doctrine)
	if err != nil {
		return nil, known, nil, err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return nil, known, nil, err
	}
	l, err := f.openToRead(ctx)
	if err != nil {
		return nil, known, nil, err
	}
	return &answers.Desk{Ledger: l, Doctrine: doctrine, Names: names}, known, l.Close, nil
}

// parseKnown reads the instant as known at which a question is asked: the end of
// a day (UTC), or an instant.
func parseKnown(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := ask.Known(text)
	if err != nil {
		return time.Time{}, fmt.Errorf("--known: %w", err)
	}
	return t, nil
}

// asTable reports whether an answer goes to a person.
func (f *deskFlags) asTable(s *Streams) bool {
	_, onTerminal := terminal(s.Out)
	return f.Format == "table" || f.Format == "auto" && onTerminal
}

// writeJSON writes an answer for programs.
func writeJSON(w io.Writer, answer any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(answer)
}
