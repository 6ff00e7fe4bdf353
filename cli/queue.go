package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/queue"
)

type queueCommand struct {
	natsFlags

	State  queueStateCommand  `cmd:"" default:"1" help:"How many articles wait, are in hand, were put aside, and how old they are."`
	Put    queuePutCommand    `cmd:"" help:"Put articles into the queue, for those who work: credence work."`
	Dead   queueDeadCommand   `cmd:"" help:"What was put aside because it cannot be done, and why."`
	Replay queueReplayCommand `cmd:"" help:"Put what was put aside into the queue again."`
}

// with opens the queue and has do use it.
func (c *queueCommand) with(ctx context.Context, s *Streams, do func(*queue.Queue) error) error {
	q, err := c.open(ctx, slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		return err
	}
	defer q.Close()
	return do(q)
}

type queueStateCommand struct {
	Watch  time.Duration `placeholder:"INTERVAL" help:"Tell it again and again, and how many articles were done in between."`
	Format string        `enum:"auto,table,json" default:"auto" help:"${enum}: a table on a terminal, JSON otherwise."`
}

// Run tells how the queue stands.
func (c *queueStateCommand) Run(ctx context.Context, s *Streams, parent *queueCommand) error {
	return parent.with(ctx, s, func(q *queue.Queue) error {
		var before *queue.State
		for {
			now, err := q.State(ctx)
			if err != nil {
				return err
			}
			if err := c.tell(s, now, before); err != nil || c.Watch <= 0 {
				return err
			}
			before = &now
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(c.Watch):
			}
		}
	})
}

// tell prints how the queue stands; before is how it stood an interval ago, nil unknown.
func (c *queueStateCommand) tell(s *Streams, now queue.State, before *queue.State) error {
	rate := ""
	if before != nil {
		left := func(x *queue.State) int { return int(x.Put) - int(x.Waiting) - x.InHand }
		rate = fmt.Sprintf("%.1f a second", float64(left(&now)-left(before))/c.Watch.Seconds())
	}
	if _, onTerminal := terminal(s.Out); c.Format == "json" || c.Format == "auto" && !onTerminal {
		return writeJSON(s.Out, struct {
			queue.State
			Seconds float64 `json:"age_seconds"`
			Rate    string  `json:"rate,omitempty"`
		}{now, now.Age.Seconds(), rate})
	}
	lines := []string{
		"waiting    " + plural(int(now.Waiting), "article", "articles"),
		fmt.Sprintf("in hand    %d, %d of them not for the first time", now.InHand, now.Again),
		fmt.Sprintf("put aside  %d", now.Dead),
	}
	if now.Age > 0 {
		lines = append(lines, "oldest     "+now.Age.Round(time.Second).String())
	}
	if rate != "" {
		lines = append(lines, "done       "+rate)
	}
	if now.Reason != "" {
		lines = append(lines, "last reason "+shortened(oneLine(now.Reason), 100))
	}
	_, err := fmt.Fprintln(s.Out, strings.Join(lines, "\n"))
	return err
}

// shortened cuts text after so many bytes, between two letters.
func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

type queuePutCommand struct {
	Lang  string   `help:"Take every article for one in this language instead of detecting it."`
	Jobs  int      `short:"j" help:"Articles taken apart at once; as many as there are cores by default."`
	Paths []string `arg:"" name:"file" help:"Article files, archives or folders, as for credence add, or - for JSON Lines on standard input."`
}

// Run puts articles into the queue. Where it is full, it waits.
func (c *queuePutCommand) Run(ctx context.Context, s *Streams, parent *queueCommand) error {
	read := readCommand{Lang: c.Lang, Paths: c.Paths}
	if err := read.checkLang(); err != nil {
		return err
	}
	found, err := read.articles(ctx, s)
	if err != nil {
		return err
	}
	if c.Jobs <= 0 {
		c.Jobs = runtime.GOMAXPROCS(0)
	}
	return parent.with(ctx, s, func(q *queue.Queue) error {
		put, known, failed := 0, 0, false
		for was, err := range inOrder(ctx, found, c.Jobs, func() func(article.Pending) (bool, error) {
			return func(p article.Pending) (bool, error) {
				a, err := p()
				if err != nil {
					return false, err
				}
				return q.Put(ctx, a)
			}
		}) {
			switch {
			case err != nil && ctx.Err() != nil:
			case err != nil:
				failed = true
				fmt.Fprintln(s.Err, "credence:", err)
			case was:
				known++
			default:
				put++
			}
		}
		fmt.Fprintf(s.Out, "%s put in, %d known already\n", plural(put, "article", "articles"), known)
		if failed && ctx.Err() == nil {
			return errReported
		}
		return ctx.Err()
	})
}

type queueDeadCommand struct {
	Most int `default:"100" help:"So many at most (${default})."`
}

// Run lists what was put aside, a JSON object a line.
func (c *queueDeadCommand) Run(ctx context.Context, s *Streams, parent *queueCommand) error {
	return parent.with(ctx, s, func(q *queue.Queue) error {
		letters, err := q.Dead(ctx, max(1, c.Most))
		if err != nil {
			return err
		}
		_, onTerminal := terminal(s.Out)
		for _, l := range letters {
			if onTerminal {
				_, err = fmt.Fprintf(s.Out, "%d  %s: %s (%s)\n", l.Number, oneLine(l.Article), oneLine(l.Reason), l.When.Format(time.RFC3339))
			} else {
				err = json.NewEncoder(s.Out).Encode(l)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

type queueReplayCommand struct {
	Numbers []uint64 `arg:"" optional:"" name:"number" help:"By which credence queue dead tells them; all where there are none."`
}

// Run puts what was put aside in again.
func (c *queueReplayCommand) Run(ctx context.Context, s *Streams, parent *queueCommand) error {
	return parent.with(ctx, s, func(q *queue.Queue) error {
		n, err := q.Replay(ctx, c.Numbers...)
		if n > 0 || err == nil {
			fmt.Fprintf(s.Out, "%s put in again\n", plural(n, "article", "articles"))
		}
		return err
	})
}

// hostOf returns the host and port of the only server that an address names.
func hostOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.Contains(address, ",") {
		return "", errors.New("--embed: --nats must name one server, such as nats://127.0.0.1:4222")
	}
	if u.Port() == "" {
		return net.JoinHostPort(u.Hostname(), "4222"), nil
	}
	return u.Host, nil
}
