package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/credence-project/credence/account"
)

// accountsFlag is the flag of every command that uses the file of accounts.
type accountsFlag struct {
	ledgerFlag
	Accounts string `env:"CREDENCE_ACCOUNTS" placeholder:"FILE" help:"The file of accounts (CREDENCE_ACCOUNTS sets it; beside the ledger otherwise, as credence.accounts.json)."`
}

// file returns where the accounts stand: beside a ledger that is a file, under its
// name; else here.
func (f *accountsFlag) file() string {
	switch {
	case f.Accounts != "":
		return f.Accounts
	case strings.Contains(f.Ledger, "://"):
		return "credence.accounts.json"
	}
	return strings.TrimSuffix(f.Ledger, filepath.Ext(f.Ledger)) + ".accounts.json"
}

func (f *accountsFlag) open() (*account.Store, error) { return account.Open(f.file()) }

type userCommand struct {
	accountsFlag

	Add      userAddCommand      `cmd:"" help:"Make an account; the password is asked for, or read from standard input."`
	List     userListCommand     `cmd:"" help:"Who has an account, in which role."`
	Remove   userRemoveCommand   `cmd:"" help:"Take an account away; sessions end at once."`
	Role     userRoleCommand     `cmd:"" help:"Give a user another role."`
	Password userPasswordCommand `cmd:"" help:"Give a user another password; sessions end at once."`
}

type userAddCommand struct {
	Role string `default:"reader" enum:"reader,reviewer,admin" help:"${enum}: a reader sees, a reviewer decides and stores articles, an admin reverts sources (${default})."`
	Name string `arg:"" help:"The name, which stands beside what the user decides."`
}

// Run makes an account.
func (c *userAddCommand) Run(s *Streams, u *userCommand) error {
	store, err := u.open()
	if err != nil {
		return err
	}
	password, err := askPassword(s, c.Name)
	if err != nil {
		return err
	}
	if err := store.Add(c.Name, account.Role(c.Role), password); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Err, "credence: %s is %s, in %s\n", c.Name, c.Role, store.Path())
	return err
}

type userListCommand struct{}

// Run prints names and roles.
func (c *userListCommand) Run(s *Streams, u *userCommand) error {
	store, err := u.open()
	if err != nil {
		return err
	}
	users, err := store.Users()
	if err != nil {
		return err
	}
	for _, x := range users {
		if _, err := fmt.Fprintf(s.Out, "%s\t%s\n", x.Name, x.Role); err != nil {
			return err
		}
	}
	return nil
}

type userRemoveCommand struct {
	Name string `arg:"" help:"The name."`
}

// Run takes an account away.
func (c *userRemoveCommand) Run(u *userCommand) error {
	store, err := u.open()
	if err != nil {
		return err
	}
	return store.Remove(c.Name)
}

type userRoleCommand struct {
	Name string `arg:"" help:"The name."`
	Role string `arg:"" enum:"reader,reviewer,admin" help:"${enum}."`
}

// Run gives a user another role.
func (c *userRoleCommand) Run(u *userCommand) error {
	store, err := u.open()
	if err != nil {
		return err
	}
	return store.SetRole(c.Name, account.Role(c.Role))
}

type userPasswordCommand struct {
	Name string `arg:"" help:"The name."`
}

// Run gives a user another password.
func (c *userPasswordCommand) Run(s *Streams, u *userCommand) error {
	store, err := u.open()
	if err != nil {
		return err
	}
	password, err := askPassword(s, c.Name)
	if err != nil {
		return err
	}
	return store.SetPassword(c.Name, password)
}

// askPassword asks for a password twice at a terminal, without showing it, or
// reads the first line of standard input.
func askPassword(s *Streams, name string) (string, error) {
	in, typed := inputTerminal(s.In)
	if !typed {
		line, err := bufio.NewReader(io.LimitReader(s.In, 1<<12)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var given [2]string
	for n, prompt := range []string{"Password of " + name + ": ", "Once more: "} {
		fmt.Fprint(s.Err, prompt)
		text, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(s.Err)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		given[n] = string(text)
	}
	if given[0] != given[1] {
		return "", errors.New("the two passwords differ")
	}
	return given[0], nil
}
