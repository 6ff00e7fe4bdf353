package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/fetch"
	"github.com/credence-project/credence/follow"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/queue"
)

type followCommand struct {
	ledgerFlag
	NATS        string        `name:"nats" placeholder:"URL" help:"Put the articles into the queue of this NATS server, for credence work, instead of reading them here."`
	Credentials string        `name:"nats-creds" env:"CREDENCE_NATS_CREDS" placeholder:"FILE" help:"A file of credentials for it."`
	Queue       string        `name:"queue" default:"credence" help:"The queue's name, where one server has several (${default})."`
	Feeds       []string      `sep:"none" placeholder:"FILE" help:"A list of feeds: OPML, or an address a line. May be given several times."`
	OPML        bool          `name:"opml" help:"Print the list of feeds as OPML, and do nothing else."`
	Once        bool          `help:"Visit every feed once, and end."`
	Every       time.Duration `default:"10m" help:"How often a feed is visited (${default}); one that fails less and less often."`
	State       string        `placeholder:"FILE" help:"What was seen is kept there; in the ledger's file with .follow behind it by default."`
	Jobs        int           `short:"j" default:"8" help:"Feeds in hand at once (${default}); a host is asked by one at a time."`
	Delay       time.Duration `default:"1s" help:"Between two requests to a host (${default}), half as much again by chance."`
	Timeout     time.Duration `default:"30s" help:"How long a request may take (${default})."`
	MaxSize     int64         `default:"8388608" placeholder:"BYTES" help:"How long a feed or page may be, unpacked (${default})."`
	Contact     string        `placeholder:"URL" help:"Told to servers, so that they can tell you what they do not like."`
	Allow       []string      `placeholder:"CIDR" help:"Addresses to go to though they are not of the public internet, such as 10.1.0.0/16."`
	Lang        string        `help:"Take every article for one in this language instead of detecting it."`
	Metrics     string        `placeholder:"HOST:PORT" help:"Serve /metrics (Prometheus), /healthz and /readyz there."`
	LogFormat   string        `enum:"text,json,none" default:"text" help:"How what happens is logged to standard error: ${enum} (${default})."`
	URLs        []string      `arg:"" optional:"" name:"url" help:"Feeds: RSS, Atom or JSON Feed."`
}

// Run follows feeds until the program is stopped, or once. What is in hand is kept first.
func (c *followCommand) Run(ctx context.Context, s *Streams) (err error) {
	feeds, err := c.list()
	if err != nil {
		return err
	}
	if c.OPML {
		return follow.WriteOPML(s.Out, "Credence", feeds)
	}
	log := (&serveCommand{LogFormat: c.LogFormat}).log(s)
	m := newFollowMetrics()
	o, err := c.options(m, feeds, log)
	if err != nil {
		return err
	}
	sink, err := c.sink(ctx, m, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sink.close()) }()
	if o.State, err = follow.OpenState(ctx, c.stateFile()); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.State.Close()) }()
	o.Keep = sink.keep
	follower, err := follow.New(*o)
	if err != nil {
		return err
	}
	stop, err := serveMetrics(ctx, c.Metrics, m.registry, sink.ready, log)
	if err != nil {
		return err
	}
	defer stop()
	if !c.Once {
		log.InfoContext(ctx, "following", "feeds", len(feeds), "every", c.Every)
		return follower.Run(ctx, c.Every)
	}
	if err := errors.Join(follower.Once(ctx), sink.lost()); err != nil && ctx.Err() == nil {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			fmt.Fprintln(s.Err, "credence:", line)
		}
		return errReported
	}
	return nil
}

// list returns the feeds that the command line names.
func (c *followCommand) list() (feeds []follow.Feed, err error) {
	for _, file := range c.Feeds {
		list, err := follow.ReadFeeds(file)
		if err != nil {
			return nil, err
		}
		feeds = append(feeds, list...)
	}
	for _, address := range c.URLs {
		feed, err := follow.NewFeed(address)
		if err != nil {
			return nil, err
		}
		feeds = append(feeds, feed)
	}
	if len(feeds) == 0 {
		return nil, errors.New("which feeds? Name their addresses, or a file of them with --feeds")
	}
	return follow.Distinct(feeds), nil
}

// options returns how feeds are followed, without what is kept.
func (c *followCommand) options(m *followMetrics, feeds []follow.Feed, log *slog.Logger) (*follow.Options, error) {
	if err := (&readCommand{Lang: c.Lang}).checkLang(); err != nil {
		return nil, err
	}
	if c.Every < time.Second || c.Delay <= 0 || c.Timeout <= 0 || c.MaxSize <= 0 {
		return nil, errors.New("--every must be a second at least, and --delay, --timeout and --max-size more than nothing")
	}
	reader, err := article.New(article.Options{Lang: c.Lang, Limit: int(min(c.MaxSize, 1<<30))})
	if err != nil {
		return nil, err
	}
	guard := fetch.Guard{}
	for _, text := range c.Allow {
		p, err := netip.ParsePrefix(text)
		if a, bare := netip.ParseAddr(text); err != nil && bare == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("--allow: %q is no range of addresses, such as 10.1.0.0/16", text)
		}
		guard.Allow = append(guard.Allow, p.Masked())
	}
	agent := "Credence/" + Version
	if c.Contact != "" {
		agent += " (+" + c.Contact + ")"
	}
	client, err := fetch.New(fetch.Options{Agent: agent, Guard: guard, Most: c.MaxSize, Timeout: c.Timeout, Delay: c.Delay, Seen: m.answer})
	if err != nil {
		return nil, fmt.Errorf("--contact: %w", err)
	}
	return &follow.Options{Feeds: feeds, Get: client.Get, Articles: reader, Jobs: c.Jobs, Log: log, Seen: m.happened}, nil
}

// stateFile is where what was seen is kept.
func (c *followCommand) stateFile() string {
	switch {
	case c.State != "":
		return c.State
	case c.NATS != "" || strings.Contains(c.Ledger, "://"):
		return "credence.follow"
	}
	return c.Ledger + ".follow"
}

// sink is where articles go.
type sink struct {
	put   func(ctx context.Context, a *article.Article) error
	ready func(ctx context.Context) error
	close func() error
	log   *slog.Logger
	m     *followMetrics
}

// sink opens where articles go: the queue, or the ledger.
func (c *followCommand) sink(ctx context.Context, m *followMetrics, log *slog.Logger) (*sink, error) {
	if c.NATS != "" {
		q, err := queue.Open(ctx, queue.Options{URL: c.NATS, Credentials: c.Credentials, Name: c.Queue, Log: log})
		if err != nil {
			return nil, err
		}
		return &sink{
			put: func(ctx context.Context, a *article.Article) error {
				_, err := q.Put(ctx, a)
				return err
			},
			ready: func(ctx context.Context) error {
				_, err := q.State(ctx)
				return err
			},
			close: func() error { q.Close(); return nil }, log: log, m: m,
		}, nil
	}
	l, err := ledger.Open(ctx, c.Ledger, ledger.Options{})
	if err != nil {
		return nil, err
	}
	k := keeper{ledger: l, reading: make(chan struct{}, runtime.GOMAXPROCS(0))}
	return &sink{
		put: func(ctx context.Context, a *article.Article) error {
			err := k.keep(ctx, a)
			if errors.Is(err, ledger.ErrNotFound) { // an earlier version is in another ledger, or could not be read
				log.WarnContext(ctx, "an article is kept, but not compared with what it was", "article", a.ID, "error", err)
				err = nil
			}
			return err
		},
		ready: func(ctx context.Context) error { return reachable(ctx, l) },
		close: l.Close, log: log, m: m,
	}, nil
}

// keep hands an article on, and returns by what name it is known. What cannot be read, and never
// will, is told and passed over, so that it does not stand in the way of what comes behind.
func (s *sink) keep(ctx context.Context, a *article.Article) (string, error) {
	err := s.put(ctx, a)
	if errors.Is(err, queue.ErrHopeless) && ctx.Err() == nil {
		s.m.hopeless.Inc()
		s.log.ErrorContext(ctx, "an article cannot be read", "article", a.ID, "error", oneLine(err.Error()))
		s.m.lost.Add(1)
		err = nil
	}
	if err != nil {
		return "", err
	}
	return versionOf(a).String(), nil
}

// lost is the error of articles that were passed over.
func (s *sink) lost() error {
	if n := s.m.lost.Load(); n > 0 {
		return fmt.Errorf("%s could not be read: the log tells which", plural(int(n), "article", "articles"))
	}
	return nil
}
