package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
)

// nthOnly returns entries that speak of distinct acts, and calls with before each.
func nthOnly(count int, before func(n int) error) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for n := range count {
			e := entry(fmt.Sprintf("a%d.txt", n), "2000-01-01", reader, says{"visit", fmt.Sprintf("S%d", n), "USA", "2000-01-01", ""})
			if !yield(e, before(n)) {
				return
			}
		}
	}
}

// indexed fails a test where a ledger has not all its indexes.
func indexed(t *testing.T, l *Ledger) {
	t.Helper()
	for _, x := range l.indexes {
		if _, err := l.writer.ExecContext(t.Context(), x.create); err == nil {
			t.Errorf("%s was not there", x.name)
		}
	}
}

func TestLoadThatIsBrokenOffIsWholeAndIndexed(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, broken := open(t, address), errors.New("broken off")
		n, err := l.Load(t.Context(), nthOnly(3*batch, func(n int) error {
			if n > 2*batch {
				return broken
			}
			return nil
		}))
		if n != 2*batch || !errors.Is(err, broken) {
			t.Fatalf("loaded %d, %v", n, err)
		}
		indexed(t, l)
		clean(t, l)
		if c := must(l.Count(t.Context()))(t); c.Documents != n || c.Acts != n {
			t.Errorf("%+v, want %d", c, n)
		}
	})
}

func TestLoadRefusesWhatItHasLoaded(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		n, err := l.Load(t.Context(), func(yield func(Entry, error) bool) {
			for range 2 {
				for e, err := range nthOnly(batch, func(int) error { return nil }) {
					if !yield(e, err) {
						return
					}
				}
			}
		})
		if n != batch || err == nil {
			t.Errorf("loaded %d, %v", n, err)
		}
		clean(t, l)
	})
}

func TestWhoWritesWhileALoadIsUnderWayIndexesFirst(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, other := open(t, address), open(t, address)
		twice := entry(fmt.Sprintf("a%d.txt", 4*batch-1), "2000-01-01", reader, says{"visit", fmt.Sprintf("S%d", 4*batch-1), "USA", "2000-01-01", ""})
		n, err := l.Load(t.Context(), nthOnly(4*batch, func(n int) error {
			if n != 3*batch {
				return nil
			}
			_, err := other.Add(t.Context(), twice)
			return err
		}))
		if n != 3*batch || err == nil {
			t.Errorf("loaded %d, %v: want an error, for one was known by then", n, err)
		}
		indexed(t, l)
		clean(t, l)
	})
}

// helpLoad loads without end, telling how many entries it has been given.
func helpLoad(ctx context.Context, address string) error {
	l, err := Open(ctx, address, Options{Batch: batch})
	if err != nil {
		return err
	}
	_, err = l.Load(ctx, nthOnly(1<<30, func(n int) error {
		if n%batch == 0 {
			fmt.Println(n / batch)
		}
		return nil
	}))
	return err
}

func TestLoadThatIsKilledLeavesWholeTransactions(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		cmd, lines := start(t, "load", address)
		for lines.Scan() && lines.Text() != "4" { // three batches were made ready, one at least is recorded
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil {
			t.Error("it ended before it was killed")
		}
		reading, err := Open(t.Context(), address, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		before := must(reading.Count(t.Context()))(t)
		if before.Documents == 0 || before.Documents%batch != 0 || before.Acts != before.Documents {
			t.Errorf("%+v: want whole batches of %d", before, batch)
		}
		if acts := must(reading.Acts(t.Context(), Query{Of: "S1", By: "USA"}))(t); len(acts) != 1 {
			t.Errorf("%d acts", len(acts))
		}
		if err := reading.Close(); err != nil {
			t.Error(err)
		}
		l := open(t, address)
		indexed(t, l)
		clean(t, l)
		if after := must(l.Count(t.Context()))(t); after.Documents < before.Documents {
			t.Errorf("%+v, before %+v", after, before)
		}
	})
}
