// Package pgtest runs a real PostgreSQL server for tests and measurements: a
// cluster of its own in a folder of its own, reached through a socket there.
//
//	c, err := pgtest.Start(ctx, pgtest.Options{})
//	defer c.Stop()
//	l, err := ledger.Open(ctx, c.Address(), ledger.Options{})
//
// It needs PostgreSQL's programs (`make deps` installs them), but no server that
// runs already, no password and no network. Non-goals: Windows.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// Options say how a cluster is made.
type Options struct {
	Dir    string   // folder in which its files go, the system's for temporary ones where ""
	Unsafe bool     // no fsync: faster, for tests that do not cut the power
	Set    []string // further settings of the server: "shared_buffers=2GB"
}

// Cluster is a running server. Its methods are not for several goroutines.
type Cluster struct {
	bin    string // folder of PostgreSQL's programs
	root   string // everything of ours
	as     *syscall.Credential
	unsafe bool
	set    []string
	server *exec.Cmd
	log    *bytes.Buffer
	ended  chan error
}

// Start makes a cluster and starts its server.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	as, err := credential()
	if err != nil {
		return nil, err
	}
	// A socket's path has at most 107 bytes, so the folder has a short name.
	root, err := os.MkdirTemp(o.Dir, "pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, root: root, as: as, unsafe: o.Unsafe, set: o.Set}
	if err := c.create(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(root))
	}
	if err := c.Run(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(root))
	}
	return c, nil
}

// Address returns the address of the cluster's database.
func (c *Cluster) Address() string {
	return "postgres://credence@/postgres?host=" + c.root
}

// programs returns the folder of the newest PostgreSQL that is installed.
func programs() (string, error) {
	installed, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	slices.SortFunc(installed, func(a, b string) int { return version(a) - version(b) })
	if len(installed) > 0 {
		return filepath.Dir(installed[len(installed)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", fmt.Errorf("PostgreSQL is not installed, run `make deps`: %w", err)
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

// version returns the number in /usr/lib/postgresql/15/bin/initdb, 0 of others.
func version(path string) int {
	n, err := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
	if err != nil {
		return 0
	}
	return n
}

// credential returns whom the server runs as: PostgreSQL refuses root.
func credential() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no user for it, run `make deps`: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// command returns one of PostgreSQL's programs, to be run as the server's user.
func (c *Cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(c.bin, name), args...)
	cmd.Dir = c.root
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	return cmd
}

// data is the folder of the cluster's files.
func (c *Cluster) data() string { return filepath.Join(c.root, "data") }

// create makes the cluster's files.
func (c *Cluster) create(ctx context.Context) error {
	if c.as != nil {
		if err := os.Chown(c.root, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return err
		}
	}
	initdb := c.command(ctx, "initdb", "--pgdata", c.data(), "--username", "credence", "--auth", "trust",
		"--encoding", "UTF8", "--locale", "C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

// patience is how long a server may take to start or to stop.
const patience = 60 * time.Second

// Run starts the server, after Kill or Halt again, and waits until it answers.
func (c *Cluster) Run(ctx context.Context) error {
	args := []string{"-D", c.data(), "-k", c.root, "-c", "listen_addresses=", "-c", "max_connections=200"}
	if c.unsafe {
		args = append(args, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
	}
	for _, setting := range c.set {
		args = append(args, "-c", setting)
	}
	c.log = &bytes.Buffer{}
	c.server = c.command(context.WithoutCancel(ctx), "postgres", args...)
	c.server.Stdout, c.server.Stderr = c.log, c.log
	if err := c.server.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	c.ended = make(chan error, 1)
	go func(server *exec.Cmd, ended chan<- error) { ended <- server.Wait() }(c.server, c.ended)
	return c.wait(ctx)
}

// wait returns when the server answers.
func (c *Cluster) wait(ctx context.Context) error {
	for start := time.Now(); time.Since(start) < patience; {
		select {
		case err := <-c.ended:
			c.server = nil
			return fmt.Errorf("postgres ended: %w: %s", err, c.log)
		case <-ctx.Done():
			return errors.Join(ctx.Err(), c.Kill())
		case <-time.After(50 * time.Millisecond):
			if c.command(ctx, "pg_isready", "--quiet", "--host", c.root, "--username", "credence", "--dbname", "postgres").Run() == nil {
				return nil
			}
		}
	}
	return errors.Join(errors.New("postgres does not answer"), c.Kill())
}

// Kill ends the server by kill -9, which takes its other processes with it: it
// must recover from its log when it is run again.
func (c *Cluster) Kill() error { return c.end(syscall.SIGKILL) }

// Halt ends the server in order, but for connections, which it cuts.
func (c *Cluster) Halt() error { return c.end(syscall.SIGINT) }

// end signals the server and waits for its end.
func (c *Cluster) end(signal syscall.Signal) error {
	if c.server == nil {
		return nil
	}
	if err := c.server.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-c.ended:
	case <-time.After(patience):
		return errors.New("postgres does not end")
	}
	c.server = nil
	return nil
}

// Stop ends the server and removes the cluster's files.
func (c *Cluster) Stop() error {
	return errors.Join(c.Halt(), os.RemoveAll(c.root))
}
