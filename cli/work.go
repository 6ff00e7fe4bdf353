package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/queue"
	"github.com/credence-project/credence/readers"
)

// natsFlags are the flags of every command that uses a queue.
type natsFlags struct {
	NATS        string `name:"nats" env:"CREDENCE_NATS" default:"nats://127.0.0.1:4222" placeholder:"URL" help:"The NATS server, several with commas (CREDENCE_NATS sets it; ${default} otherwise)."`
	Credentials string `name:"nats-creds" env:"CREDENCE_NATS_CREDS" placeholder:"FILE" help:"A file of credentials for it."`
	Name        string `name:"queue" default:"credence" help:"The queue's name, where one server has several (${default})."`
}

// open connects to the queue.
func (f *natsFlags) open(ctx context.Context, log *slog.Logger) (*queue.Queue, error) {
	return queue.Open(ctx, queue.Options{URL: f.NATS, Credentials: f.Credentials, Name: f.Name, Log: log})
}

type workCommand struct {
	ledgerFlag
	natsFlags
	Embed     string        `placeholder:"DIR" help:"Run a NATS server inside, which keeps its queues in this folder and listens where --nats says."`
	Jobs      int           `short:"j" help:"Articles read at once; as many as there are cores by default."`
	AckWait   time.Duration `default:"1m" help:"How long a worker may be silent about an article before another gets it (${default}); the same for all."`
	Metrics   string        `placeholder:"HOST:PORT" help:"Serve /metrics (Prometheus), /healthz and /readyz there."`
	LogFormat string        `enum:"text,json,none" default:"text" help:"How what happens is logged to standard error: ${enum} (${default})."`
}

// Run reads the articles that wait in the queue and keeps what they say in the ledger, until the
// program is stopped. Those in hand are done first.
func (c *workCommand) Run(ctx context.Context, s *Streams) (err error) {
	log := (&serveCommand{LogFormat: c.LogFormat}).log(s)
	if c.Jobs <= 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	if c.Embed != "" {
		done, err := c.embed()
		if err != nil {
			return err
		}
		defer done()
	}
	l, err := c.ledgerFlag.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	q, err := queue.Open(ctx, queue.Options{URL: c.NATS, Credentials: c.Credentials, Name: c.Name, Wait: c.AckWait, Log: log})
	if err != nil {
		return err
	}
	defer q.Close()
	m := newWorkMetrics(q)
	done, err := serveMetrics(ctx, c.Metrics, m.registry, func(ctx context.Context) error { return reachable(ctx, l) }, log)
	if err != nil {
		return err
	}
	defer done()
	log.InfoContext(ctx, "working", "queue", c.Name, "jobs", c.Jobs)
	k := keeper{ledger: l, reading: make(chan struct{}, c.Jobs)}
	return q.Work(ctx, queue.Worker{
		Jobs:  inHand * c.Jobs,
		Do:    k.keep,
		Ready: func(ctx context.Context) error { return reachable(ctx, l) },
		Done: func(o queue.Outcome) {
			m.note(o)
			if o.Reason != nil {
				log.ErrorContext(ctx, "an article was put aside", "reason", o.Reason)
			}
		},
	})
}

// embed starts the NATS server inside, where --nats says that it is.
func (c *workCommand) embed() (stop func(), err error) {
	address, err := hostOf(c.NATS)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Embed, 0o700); err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(c.Embed)
	if err != nil {
		return nil, err
	}
	server, err := queue.Serve(folder, address)
	if err != nil {
		return nil, err
	}
	c.NATS = server.URL()
	return server.Stop, nil
}

// inHand is how many articles a worker has in hand for each that it reads: the others are on their
// way into the ledger, which is waiting for a disk.
const inHand = 8

// keeper reads articles and keeps what they say.
type keeper struct {
	pool    readers.Pool
	ledger  *ledger.Ledger
	reading chan struct{} // as many as may be read at once
}

// keep reads an article and keeps what it says. It may be called again for one that is kept.
func (k *keeper) keep(ctx context.Context, a *article.Article) error {
	k.reading <- struct{}{}
	found, err := k.pool.Read(ctx, a)
	<-k.reading
	if err != nil && !errors.Is(err, readers.ErrNotRead) {
		if ctx.Err() != nil {
			return err
		}
		return fmt.Errorf("%w: %w", queue.ErrHopeless, err)
	}
	coder, _ := k.pool.Coder(a.Lang) // whose error is that of reading
	if _, err := k.ledger.Add(ctx, entries(reading{article: a, assertions: found, coder: coder})...); err != nil {
		return fmt.Errorf("%s: %w", a.ID, err)
	}
	return withdraw(ctx, k.ledger, a)
}

// versionOf is by what name a version of an article is known: its document's id.
func versionOf(a *article.Article) ledger.ID {
	d := readers.Document(a)
	return ledger.DocumentID(&d)
}

// withdraw notes what an article does not say any more that its earlier versions said.
func withdraw(ctx context.Context, l *ledger.Ledger, a *article.Article) error {
	var earlier []ledger.ID
	for _, text := range a.Revises {
		var id ledger.ID
		if err := id.UnmarshalText([]byte(text)); err != nil {
			return fmt.Errorf("%w: %s revises what nobody knows: %w", queue.ErrHopeless, a.ID, err)
		}
		earlier = append(earlier, id)
	}
	if len(earlier) == 0 {
		return nil
	}
	w, err := l.Withdraw(ctx, earlier, versionOf(a), ourName())
	if err == nil && w.Missing > 0 { // they may wait in the queue yet
		err = fmt.Errorf("%s: %w", plural(w.Missing, "earlier version", "earlier versions"), ledger.ErrNotFound)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", a.ID, err)
	}
	return nil
}

// reachable reports whether the ledger answers.
func reachable(ctx context.Context, l *ledger.Ledger) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if _, err := l.Act(ctx, ledger.ID{}, time.Time{}); !errors.Is(err, ledger.ErrNotFound) {
		return err
	}
	return nil
}

// workMetrics is what Prometheus is told of a worker.
type workMetrics struct {
	registry *prometheus.Registry
	over     *prometheus.CounterVec
	took     prometheus.Histogram
	again    prometheus.Counter
}

func newWorkMetrics(q *queue.Queue) *workMetrics {
	m := &workMetrics{
		registry: prometheus.NewRegistry(),
		over:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "credence_work_articles_total", Help: "Articles that are over, by what became of them."}, []string{"outcome"}),
		took:     prometheus.NewHistogram(prometheus.HistogramOpts{Name: "credence_work_seconds", Help: "Time from taking an article to its being over.", Buckets: prometheus.ExponentialBuckets(.001, 4, 9)}),
		again:    prometheus.NewCounter(prometheus.CounterOpts{Name: "credence_work_again_total", Help: "Articles that another worker had in hand before."}),
	}
	state := func(name, help string, of func(queue.State) float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			s, err := q.State(ctx)
			if err != nil {
				return -1
			}
			return of(s)
		}))
	}
	m.registry.MustRegister(m.over, m.took, m.again)
	state("credence_queue_waiting", "Articles that nobody has in hand; -1 where the queue does not answer.", func(s queue.State) float64 { return float64(s.Waiting) })
	state("credence_queue_dead", "Articles put aside.", func(s queue.State) float64 { return float64(s.Dead) })
	state("credence_queue_age_seconds", "Age of the oldest article that is not over.", func(s queue.State) float64 { return s.Age.Seconds() })
	return m
}

// note takes an outcome in.
func (m *workMetrics) note(o queue.Outcome) {
	outcome := "done"
	if o.Reason != nil {
		outcome = "aside"
	}
	m.over.WithLabelValues(outcome).Inc()
	m.took.Observe(o.Took.Seconds())
	if o.Tries > 1 {
		m.again.Inc()
	}
}
