package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
	"github.com/credence-project/credence/web"
)

type serveCommand struct {
	ledgerFlag
	watchFlag
	Doctrine string `default:"default" placeholder:"NAME" help:"What follows from which act, where an address does not say: ${doctrines}, or a file that ends in .toml."`
	Listen   string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (${default})."`
}

// Run serves the ledger's pages until the program is stopped.
func (c *serveCommand) Run(ctx context.Context, s *Streams) (err error) {
	doctrine, err := standing.Load(c.Doctrine)
	if err != nil {
		return err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return err
	}
	l, err := ledger.Open(ctx, c.Ledger, ledger.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	o := web.Options{Ledger: l, Doctrine: doctrine, Names: names, Readers: new(readers.Pool), Version: Version}
	done, err := c.beside(ctx, &o)
	if err != nil {
		return err
	}
	defer done()
	pages, err := web.New(o)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "credence: http://%s\n", listener.Addr())
	server := &http.Server{Handler: pages, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace/2)
		defer cancel()
		stopped <- server.Shutdown(last)
	})
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
