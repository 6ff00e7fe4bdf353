package watch

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/credence-project/credence/ask"
)

// Options say who is told of what. Questions, Ledger, State and Words must be there.
type Options struct {
	Questions *ask.Reader
	Ledger    Ledger
	Hooks     []Hook
	State     string // the file in which is kept what each was last told
	Words     Words
	Version   string        // of the program
	Every     time.Duration // how often the ledger is looked at; 0: 10 s
	Timeout   time.Duration // of one try; 0: 15 s
	Retry     time.Duration // after the first failure, twice as long after each; 0: 1 s
	Log       *slog.Logger  // nil slog.Default
}

// Watcher tells hooks when answers change: today's, as known now. Of what is
// recorded while a hook cannot be reached it is told the outcome.
type Watcher struct {
	Options
	client *http.Client
	state  *state
}

// longestRetry is the longest pause between two tries.
const longestRetry = 5 * time.Minute

// NewWatcher returns a watcher. Its error is that of the file of what was delivered.
func NewWatcher(o Options) (*Watcher, error) {
	set := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	set(&o.Every, 10*time.Second)
	set(&o.Timeout, 15*time.Second)
	set(&o.Retry, time.Second)
	if o.Log == nil {
		o.Log = slog.Default()
	}
	last, err := openState(o.State)
	if err != nil {
		return nil, err
	}
	return &Watcher{o, newClient(o.Timeout, nil), last}, nil
}

// Run tells hooks until the context ends. Each is told by a goroutine of its own,
// so that none waits for another.
func (w *Watcher) Run(ctx context.Context) {
	var group sync.WaitGroup
	wake := make([]chan struct{}, len(w.Hooks))
	for n := range w.Hooks {
		wake[n] = make(chan struct{}, 1)
		group.Go(func() { w.serve(ctx, &w.Hooks[n], wake[n]) })
	}
	w.poll(ctx, func() {
		for _, c := range wake {
			select {
			case c <- struct{}{}:
			default: // it is awake, and will look once more
			}
		}
	})
	group.Wait()
}

// poll calls moved at first, and when something was recorded or a day began.
func (w *Watcher) poll(ctx context.Context, moved func()) {
	ticker := time.NewTicker(w.Every)
	defer ticker.Stop()
	var last time.Time
	day := ""
	for {
		latest, err := w.Ledger.Latest(ctx)
		today := ask.Today(w.Questions.Now()).String()
		switch {
		case err != nil && ctx.Err() == nil:
			w.Log.ErrorContext(ctx, "watching: the ledger cannot be asked", "error", err)
		case err == nil && (day != today || !latest.Equal(last)):
			last, day = latest, today
			moved()
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// serve tells one hook whenever it is woken, again and again where it fails.
func (w *Watcher) serve(ctx context.Context, h *Hook, wake <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		}
		for pause := w.Retry; ; pause = min(2*pause, longestRetry) {
			err := w.look(ctx, h)
			if err == nil || ctx.Err() != nil {
				break
			}
			w.Log.WarnContext(ctx, "watching: not delivered", "question", h.Question.String(), "host", h.host(), "again_in", pause, "error", err)
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
			}
		}
	}
}

// look tells a hook what changed since it was last told, where anything did. One
// that was never told begins with what the answer is.
func (w *Watcher) look(ctx context.Context, h *Hook) error {
	latest, err := w.Ledger.Latest(ctx)
	if err != nil {
		return err
	}
	asked, err := w.Questions.Read(ctx, ask.Text{On: h.Question.On, Known: ask.Instant(latest), Doctrine: h.Question.Doctrine})
	if err != nil {
		return err
	}
	now, reports := delivered{On: asked.On.String(), Known: latest}, newReports()
	if !latest.IsZero() {
		asked.Desk.Ledger = brief{asked.Desk.Ledger, reports}
		if now.Answer, err = h.Question.answer(ctx, &asked); err != nil {
			return err
		}
	}
	before, told := w.state.of(h)
	if !told {
		return w.state.set(h, now)
	}
	changes := differ(before.Answer, now.Answer)
	if len(changes) == 0 {
		return nil
	}
	m := w.message(h, asked.Doctrine.Name, before, now, changes)
	if err := reports.fill(ctx, w.Questions.Ledger, m.facts()); err != nil {
		return err
	}
	if err := w.send(ctx, h, &m); err != nil {
		return err
	}
	if err := w.state.set(h, now); err != nil {
		return errors.Join(errors.New("delivered, and may be delivered again"), err)
	}
	w.Log.InfoContext(ctx, "watching: delivered", "question", m.Question, "host", h.host(), "id", m.ID, "changes", len(changes))
	return nil
}
