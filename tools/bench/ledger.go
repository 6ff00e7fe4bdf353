package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/ledger/pgtest"
	"github.com/credence-project/credence/standing"
)

// ledgerOptions say which ledgers are made and measured.
type ledgerOptions struct {
	sizes  string // numbers of acts, such as "1000000 10000000"
	stores string // "sqlite postgres"
	skew   float64
	folder string // for their files; those of SQLite stay in it, and are used again

	readers   int           // of the pages at once; -1: no page is measured
	reading   time.Duration // how long they read
	onlyPages bool
}

// How much each ledger is asked.
const (
	statusQuestions  = 1000
	historyQuestions = 200
	openQuestions    = 20 // status without the other party, of everybody; and those asked first of all
	added            = 2000
	patience         = 3 * time.Minute // for the questions of one sort
)

// figures are what was measured, by what it is of.
type figures struct {
	store string
	acts  int
	what  []string // in the order of measuring
	times map[string][]time.Duration
}

// measureLedgers makes a ledger of every size in every store, asks it, adds to
// it, and prints how long that took and how it grew.
func measureLedgers(ctx context.Context, o ledgerOptions) error {
	var sizes []int
	for _, s := range strings.Fields(o.sizes) {
		n, err := strconv.Atoi(s)
		if err != nil || n < actsAnArticle {
			return fmt.Errorf("-acts: %q is no number of acts: %w", s, err)
		}
		sizes = append(sizes, n)
	}
	folder := o.folder
	if folder == "" {
		temporary, err := os.MkdirTemp("", "bench")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temporary)
		folder = temporary
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	folder, err := filepath.Abs(folder) // the server runs in another folder
	if err != nil {
		return err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return err
	}
	for _, store := range strings.Fields(o.stores) {
		var all []*figures
		for _, size := range sizes {
			b := &ledgerBench{o: o, names: names, figures: &figures{store: store, acts: size, times: map[string][]time.Duration{}}}
			if err := b.run(ctx, store, folder); err != nil {
				return fmt.Errorf("%s, %d acts: %w", store, size, err)
			}
			all = append(all, b.figures)
		}
		growth(all)
	}
	return nil
}

// ledgerBench measures one ledger.
type ledgerBench struct {
	*figures
	o     ledgerOptions
	names *gazetteer.Directory
	desk  answers.Desk
	l     *ledger.Ledger
}

// run makes a ledger in a store and measures it.
func (b *ledgerBench) run(ctx context.Context, store, folder string) (err error) {
	fmt.Printf("\n%s, %d acts\n", store, b.acts)
	switch store {
	case "sqlite":
		file := filepath.Join(folder, fmt.Sprintf("%d-%g.db", b.acts, b.o.skew))
		return b.measure(ctx, file, folder, func() error { return forget(file) })
	case "postgres":
		if err := os.Chmod(folder, 0o755); err != nil { // the server runs as another user
			return err
		}
		c, err := pgtest.Start(ctx, pgtest.Options{Dir: folder, Set: []string{"shared_buffers=2GB", "max_wal_size=8GB"}})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.Stop()) }()
		_, root, _ := strings.Cut(c.Address(), "host=")
		return b.measure(ctx, c.Address(), root, func() error { return errors.Join(c.Halt(), forget(root), c.Run(ctx)) })
	}
	return fmt.Errorf("there is no store %q: there are sqlite and postgres", store)
}

// forget has the system drop what it has in memory of the files in a folder, so
// that they are read from the disk next.
func forget(folder string) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		if out, err := exec.Command("dd", "if="+file, "iflag=nocache", "count=0").CombinedOutput(); err != nil {
			return fmt.Errorf("dd: %w: %s", err, out)
		}
		return nil
	})
}

// measure fills a ledger and measures it. cold drops it from memory.
func (b *ledgerBench) measure(ctx context.Context, address, folder string, cold func() error) (err error) {
	if b.l, err = ledger.Open(ctx, address, ledger.Options{}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.l.Close()) }()
	if err := b.load(ctx, folder); err != nil {
		return err
	}
	doctrine, err := standing.Load("default")
	if err != nil {
		return err
	}
	b.desk = answers.Desk{Ledger: b.l, Doctrine: doctrine, Names: b.names}
	if b.o.readers >= 0 {
		if err := b.pages(ctx, b.o.readers, b.o.reading); err != nil {
			return err
		}
	}
	if b.o.onlyPages {
		return nil
	}
	if err := b.ask(ctx); err != nil {
		return err
	}
	if err := b.add(ctx); err != nil {
		return err
	}
	if err := errors.Join(b.l.Close(), cold()); err != nil {
		return err
	}
	if b.l, err = ledger.Open(ctx, address, ledger.Options{}); err != nil {
		return err
	}
	b.desk.Ledger = b.l
	return b.askCold(ctx)
}

// load fills the ledger, unless it is there already.
func (b *ledgerBench) load(ctx context.Context, folder string) error {
	for _, err := range b.l.Documents(ctx) {
		if err == nil {
			fmt.Println("  it is there already")
		}
		return err
	}
	w, err := newWorld(1, b.names, b.o.skew)
	if err != nil {
		return err
	}
	start := time.Now()
	count, err := b.l.Load(ctx, w.articles("a", b.acts/actsAnArticle))
	if err != nil {
		return err
	}
	took := time.Since(start)
	fmt.Printf("  loaded %d articles in %v (%.0f acts a second, with the making of them), %.2f GB\n",
		count, took.Round(time.Second/10), float64(b.acts)/took.Seconds(), float64(size(folder))/1e9)
	b.note("load", took)
	return nil
}

// size returns how many bytes the files in a folder have.
func size(folder string) (bytes int64) {
	_ = filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if i, err := d.Info(); err == nil {
				bytes += i.Size()
			}
		}
		return nil // a file that has gone meanwhile is none
	})
	return bytes
}

// note adds a measurement.
func (f *figures) note(what string, took time.Duration) {
	if f.times[what] == nil {
		f.what = append(f.what, what)
	}
	f.times[what] = append(f.times[what], took)
}

// status asks for the standing of two states on some day.
func (b *ledgerBench) status(ctx context.Context, w *world, x, y int) error {
	_, err := b.desk.Status(ctx, answers.Question{Of: w.states[x], By: w.states[y], On: w.day(w.since[x])})
	return err
}

// askCold asks when nothing of the ledger is in memory.
func (b *ledgerBench) askCold(ctx context.Context) error {
	w, err := newWorld(4, b.names, b.o.skew)
	if err != nil {
		return err
	}
	const what = "status, first ones, from the disk"
	for range openQuestions {
		x, y := w.uniform()
		start := time.Now()
		if err := b.status(ctx, w, x, y); err != nil {
			return err
		}
		b.note(what, time.Since(start))
	}
	b.print(what)
	return nil
}

// ask asks what people ask most, everything twice: what was asked once is in
// memory when it is asked again.
func (b *ledgerBench) ask(ctx context.Context) error {
	var w *world
	acts, most := 0, 0
	status := func(parties func(*world) (int, int)) func() error {
		return func() error {
			x, y := parties(w)
			return b.status(ctx, w, x, y)
		}
	}
	history := func(parties func(*world) (int, int)) func() error {
		return func() error {
			x, y := parties(w)
			h, err := b.desk.History(ctx, answers.Question{Of: w.states[x], By: w.states[y], On: w.today}, answers.LastTold)
			if err == nil {
				acts, most = acts+len(h.Acts), max(most, len(h.Acts))
			}
			return err
		}
	}
	everybody := func() error {
		_, err := b.desk.Status(ctx, answers.Question{Of: w.states[w.draw(w.weights)], On: w.today})
		return err
	}
	fmt.Printf("  %-36s %6s %9s %9s %9s %9s   ms\n", "", "asked", "median", "p90", "p99", "most")
	for seed, q := range []struct {
		what  string
		count int
		ask   func() error
	}{
		{"status, any two states", statusQuestions, status((*world).uniform)},
		{"status, as often as they act", statusQuestions, status((*world).pair)},
		{"history, any two states", historyQuestions, history((*world).uniform)},
		{"history, as often as they act", historyQuestions, history((*world).pair)},
		{"status, of everybody", openQuestions, everybody},
	} {
		for _, what := range []string{q.what, q.what + ", again"} {
			var err error
			if w, err = newWorld(uint64(100+seed), b.names, b.o.skew); err != nil {
				return err
			}
			acts, most = 0, 0
			for n, began := 0, time.Now(); n < q.count && time.Since(began) < patience; n++ {
				start := time.Now()
				if err := q.ask(); err != nil {
					return err
				}
				b.note(what, time.Since(start))
			}
			b.print(what)
		}
		if acts > 0 {
			fmt.Printf("  %-36s %d acts a question, at most %d\n", "", acts/len(b.times[q.what]), most)
		}
	}
	return nil
}

// add adds articles to what is there, each in a transaction of its own that is
// on the disk before the next.
func (b *ledgerBench) add(ctx context.Context) error {
	w, err := newWorld(3, b.names, b.o.skew)
	if err != nil {
		return err
	}
	var total time.Duration
	var sum ledger.Added
	for e := range w.articles(fmt.Sprintf("added %d-", time.Now().Unix()), added) {
		start := time.Now()
		told, err := b.l.Add(ctx, e)
		if err != nil {
			return err
		}
		took := time.Since(start)
		b.note("add an article", took)
		total += took
		sum.Acts, sum.Joined = sum.Acts+told[0].Acts, sum.Joined+told[0].Joined
	}
	b.print("add an article")
	fmt.Printf("  %-36s %.0f articles a minute; %d new acts, %d assertions that joined known ones\n", "",
		added/total.Minutes(), sum.Acts, sum.Joined)
	return nil
}

// print prints the times of one sort.
func (f *figures) print(what string) {
	list := f.times[what]
	fmt.Printf("  %-36s %6d %9.2f %9.2f %9.2f %9.2f\n", what, len(list), ms(at(list, .5)), ms(at(list, .9)), ms(at(list, .99)), ms(at(list, 1)))
}

// at returns the time within which a share of the times lie.
func at(list []time.Duration, share float64) time.Duration {
	list = slices.Sorted(slices.Values(list))
	return list[max(0, int(float64(len(list))*share+.5)-1)]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// growth prints how the times grew from one size to the next.
func growth(all []*figures) {
	for n := 1; n < len(all); n++ {
		a, b := all[n-1], all[n]
		fmt.Printf("\n%s, from %d acts to %d (%.1f times as many)\n", b.store, a.acts, b.acts, float64(b.acts)/float64(a.acts))
		fmt.Printf("  %-36s %9s %9s   times as long\n", "", "median", "p99")
		for _, what := range b.what {
			if x, y := a.times[what], b.times[what]; len(x) > 0 {
				fmt.Printf("  %-36s %9.1f %9.1f\n", what, ms(at(y, .5))/ms(at(x, .5)), ms(at(y, .99))/ms(at(x, .99)))
			}
		}
	}
}
