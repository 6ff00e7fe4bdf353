package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/standing"
	"github.com/credence-project/credence/web"
)

type serveCommand struct {
	accountsFlag
	watchFlag
	Doctrine   string `default:"default" placeholder:"NAME" help:"What follows from which act, where an address does not say: ${doctrines}, or a file that ends in .toml."`
	Listen     string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (${default}). Where others can reach it, accounts are wanted: credence user add."`
	TLSCert    string `name:"tls-cert" placeholder:"FILE" help:"Serve HTTPS with this certificate (PEM)."`
	TLSKey     string `name:"tls-key" placeholder:"FILE" help:"The certificate's key (PEM)."`
	TrustProxy bool   `help:"Believe the proxy in front of who asks: X-Forwarded-For, X-Forwarded-Proto, X-Request-Id. Accounts are wanted."`
	LogFormat  string `enum:"text,json,none" default:"text" help:"How requests are logged to standard error: ${enum} (${default})."`
}

// Run serves the ledger's pages until the program is stopped.
func (c *serveCommand) Run(ctx context.Context, s *Streams) (err error) {
	accounts, local, err := c.admission()
	if err != nil {
		return err
	}
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
	o := web.Options{
		Ledger: l, Doctrine: doctrine, Names: names, Readers: new(readers.Pool), Version: Version, Log: c.log(s),
		Accounts: accounts, Owner: cmp.Or((&reviewCommand{By: os.Getenv("CREDENCE_REVIEWER")}).reviewer(), "somebody"),
		Local: local && !c.TrustProxy, TrustProxy: c.TrustProxy,
	}
	done, err := c.beside(ctx, &o)
	if err != nil {
		return err
	}
	defer done()
	pages, err := web.New(o)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		pages.Keep(ctx)
	}()
	defer func() { stop(); <-kept }() // before the ledger is closed
	return c.serve(ctx, s, pages)
}

// admission returns the accounts by which people are let in, nil where whoever
// comes may do everything, and whether only this machine can come. It is an error
// where others can come and there are no accounts.
func (c *serveCommand) admission() (accounts *account.Store, local bool, err error) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, false, errors.New("--tls-cert and --tls-key go together")
	}
	if local, err = loopback(c.Listen); err != nil {
		return nil, false, err
	}
	switch _, err := os.Stat(c.file()); {
	case errors.Is(err, fs.ErrNotExist) && c.Accounts != "":
		return nil, local, fmt.Errorf("there are no accounts in %s: make one with credence user add", c.file())
	case errors.Is(err, fs.ErrNotExist) && !local:
		return nil, local, fmt.Errorf("others can reach %s, and there are no accounts: make one with credence user add, or listen on 127.0.0.1", c.Listen)
	case errors.Is(err, fs.ErrNotExist) && c.TrustProxy:
		return nil, local, errors.New("others can come through a proxy, and there are no accounts: make one with credence user add")
	case errors.Is(err, fs.ErrNotExist):
		return nil, local, nil
	}
	if accounts, err = c.open(); err != nil {
		return nil, local, err
	}
	users, err := accounts.Users()
	if err == nil && len(users) == 0 {
		err = fmt.Errorf("there are no accounts in %s: make one with credence user add", c.file())
	}
	return accounts, local, err
}

// loopback reports whether only this machine can reach an address.
func loopback(address string) (bool, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false, fmt.Errorf("--listen: %q is no host and port, such as 127.0.0.1:8080", address)
	}
	if host == "localhost" {
		return true, nil
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback(), nil
}

// log returns where requests and failures are logged.
func (c *serveCommand) log(s *Streams) *slog.Logger {
	switch c.LogFormat {
	case "json":
		return slog.New(slog.NewJSONHandler(s.Err, nil))
	case "none":
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(s.Err, nil))
}

// serve answers requests until the program is stopped; those that were begun are
// ended first.
func (c *serveCommand) serve(ctx context.Context, s *Streams, pages http.Handler) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return err
	}
	scheme := "http"
	if c.TLSCert != "" {
		scheme = "https"
	}
	fmt.Fprintf(s.Err, "credence: %s://%s\n", scheme, listener.Addr())
	server := &http.Server{
		Handler: pages, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(c.log(s).Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 90 * time.Second, IdleTimeout: 2 * time.Minute,
	}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), serveGrace-grace)
		defer cancel()
		err := server.Shutdown(last)
		if errors.Is(err, context.DeadlineExceeded) {
			err = server.Close() // what takes longer is cut off
		}
		stopped <- err
	})
	if c.TLSCert != "" {
		err = server.ServeTLS(listener, c.TLSCert, c.TLSKey)
	} else {
		err = server.Serve(listener)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
