package ledger

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// Whatever is recorded, in whatever order: the acts of a kind between two states are
// what they were before, or they were touched; and then they are as they are known
// at the instant of that.
func TestWhatIsNotTouchedStaysAsItWas(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		random := rand.New(rand.NewPCG(7, 7))
		states, kinds := []string{"RUS", "USA", "CHN", "FRA"}, []string{"visit", "meet", "recognize-state"}
		pick := func(list []string) string { return list[random.IntN(len(list))] }
		if list, m := since(t, l, Mark{}); len(list) != 0 || !m.At.IsZero() {
			t.Fatalf("an empty ledger: %v %v", list, m)
		}
		must(l.Add(ctx, entry("0", "2025-01-01", reader, says{"visit", "RUS", "USA", "2024-05-01", ""}, says{"meet", "CHN", "FRA", "2024", ""})))(t)
		_, mark := since(t, l, Mark{})
		before := byTouch(t, l, Query{})
		for n := range 120 {
			action := drawAction(t, l, random, pick, states, kinds, n)
			if random.IntN(3) == 0 { // several at once
				action += ", " + drawAction(t, l, random, pick, states, kinds, n+1000)
			}
			list, now := since(t, l, mark)
			if want := must(l.Latest(ctx))(t); !now.At.Equal(want) {
				t.Fatalf("%s: a mark at %s, want %s", action, now.At, want)
			}
			after, hit := byTouch(t, l, Query{}), map[Touch]Touch{}
			for _, one := range list {
				hit[Touch{Kind: one.Kind, Actor: one.Actor, Recipient: one.Recipient}] = one
			}
			for _, all := range []map[Touch][]Act{before, after} {
				for key := range all {
					one, touched := hit[key]
					if !touched && !reflect.DeepEqual(before[key], after[key]) {
						t.Fatalf("%s: %v is not touched\n%+v\n%+v", action, key, before[key], after[key])
					}
					if touched && !reflect.DeepEqual(byTouch(t, l, Query{Known: one.At})[key], after[key]) {
						t.Fatalf("%s: %v is touched at %s, and is not so as known then", action, key, one.At)
					}
				}
			}
			mark, before = now, after
		}
		if list, again := since(t, l, mark); len(list) != 0 || again != mark {
			t.Errorf("nothing was recorded, and touched: %v", list)
		}
	})
}

func since(t *testing.T, l *Ledger, m Mark) ([]Touch, Mark) {
	t.Helper()
	list, now, err := l.Since(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	return list, now
}

// byTouch returns the acts that a query chooses, by what can be touched.
func byTouch(t *testing.T, l *Ledger, q Query) map[Touch][]Act {
	t.Helper()
	found := map[Touch][]Act{}
	for _, a := range must(l.Acts(t.Context(), q))(t) {
		key := Touch{Kind: a.Kind, Actor: a.Actor, Recipient: a.Recipient}
		found[key] = append(found[key], a)
	}
	return found
}

// drawAction has something recorded, and tells what. What is refused is no matter.
func drawAction(t *testing.T, l *Ledger, random *rand.Rand, pick func([]string) string, states, kinds []string, n int) string {
	t.Helper()
	ctx := t.Context()
	draw := func() says { return says{pick(kinds), pick(states), pick(states), "2024-05-01", ""} }
	acts := must(l.Acts(ctx, Query{}))(t)
	var all []ID
	for d, err := range l.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range must(l.AssertionsOf(ctx, d.ID))(t) {
			all = append(all, a.ID)
		}
	}
	about := all[random.IntN(len(all))]
	switch random.IntN(6) {
	case 0, 1:
		e := entry(fmt.Sprint(random.IntN(12)), "2025-01-01", reader, draw())
		if random.IntN(2) == 0 { // a document that is read anew, by another version
			e.Assertions[0].Reader, e.Reader = fmt.Sprint("credence 0.", 2+n), fmt.Sprint("credence 0.", 2+n)
		}
		_, err := l.Add(ctx, e)
		return fmt.Sprint("add ", err)
	case 2:
		decision := []Decision{Accept, Reject, Unsure}[random.IntN(3)]
		_, err := l.Decide(ctx, Review{Assertion: about, Decision: decision, By: "Ada"})
		return fmt.Sprint(decision, " ", about, err)
	case 3:
		reviews := must(l.Reviews(ctx, about))(t)
		if len(reviews) == 0 {
			return "nothing to undo"
		}
		_, err := l.Decide(ctx, Review{Assertion: about, Decision: Undo, Undoes: reviews[random.IntN(len(reviews))].Seq, By: "Ada"})
		return fmt.Sprint("undo ", about, err)
	case 4:
		a := must(l.Assertion(ctx, about))(t)
		a.Says = record(draw(), a.Says.Quote, a.Says.Start)
		a.Says.End = a.Says.Start + len(a.Says.Quote)
		_, err := l.Correct(ctx, about, a, "Ada", "otherwise")
		return fmt.Sprint("correct ", about, err)
	}
	if len(acts) == 0 {
		return "no acts"
	}
	act := acts[random.IntN(len(acts))]
	_, err := l.Judge(ctx, Judgement{Assertion: act.Reports[0].Assertion, Act: acts[random.IntN(len(acts))].ID, Belongs: random.IntN(2) == 0, Score: 1, By: "Ada", Why: "so"})
	return fmt.Sprint("judge ", err)
}

// A writer that began before another and ends after it is not overlooked.
func TestWritersThatHaveBegunAreWaitedFor(t *testing.T) {
	l, ctx := open(t, postgresAddress(t)), t.Context()
	must(l.Add(ctx, entry("a", "2025-01-01", reader, says{"visit", "RUS", "USA", "2024-05-01", ""})))(t)
	_, mark := since(t, l, Mark{})
	begun, goOn, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- l.write(ctx, "test", []int64{1}, func(t *tx) error {
			close(begun)
			<-goOn
			_, err := t.review(ctx, 1, 0, Review{Decision: Reject, Person: true, By: "Ada"})
			return err
		})
	}()
	<-begun
	must(l.Add(ctx, entry("b", "2025-01-01", reader, says{"meet", "CHN", "FRA", "2024", ""})))(t)
	found := make(chan []Touch, 1)
	go func() {
		list, _, err := l.Since(ctx, mark)
		if err != nil {
			t.Error(err)
		}
		found <- list
	}()
	select {
	case list := <-found:
		t.Errorf("it did not wait: %v", list)
		close(goOn)
	case <-time.After(200 * time.Millisecond):
		close(goOn)
		if list := <-found; len(list) != 2 {
			t.Errorf("touched: %v, want both", list)
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
