package ledger

import (
	"errors"
	"reflect"
	"slices"
	"testing"
)

// everything returns what a ledger holds, as others see it.
func everything(t *testing.T, l *Ledger) (list []any) {
	t.Helper()
	ctx := t.Context()
	for d, err := range l.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d, must(l.Places(ctx, d.ID))(t))
		for _, a := range must(l.AssertionsOf(ctx, d.ID))(t) {
			list = append(list, a, must(l.Reviews(ctx, a.ID))(t), must(l.Judgements(ctx, a.ID))(t))
		}
	}
	for a, err := range l.All(ctx, Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return append(list, must(l.Count(ctx))(t), must(l.Latest(ctx))(t))
}

func TestCopiesHoldTheSameInEitherStore(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""}, says{"meet", "CHN", "AFG.TALIBAN", "2025-07-04", ""})
		e.Document.Text += "«\x00» – and more"
		must(l.Add(ctx, e))(t)
		must(l.Add(ctx, entry("b.txt", "2025-07-08", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""})))(t)
		first := must(l.AssertionsOf(ctx, must(l.Acts(ctx, Query{Of: "AFG", By: "RUS"}))(t)[0].Reports[0].Document))(t)[0]
		must(l.Decide(ctx, Review{Assertion: first.ID, Decision: Reject, By: "Ada", Why: "no"}))(t)
		want := everything(t, l)
		for _, s := range stores {
			to := open(t, s.address(t))
			count := must(l.CopyTo(ctx, to))(t)
			if count != must(l.Count(ctx))(t) || count.Reviews != 1 {
				t.Errorf("%s: copied %+v", s.name, count)
			}
			if got := everything(t, to); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: the copy holds\n%v\nwant\n%v", s.name, got, want)
			}
			clean(t, to)
			if _, err := l.CopyTo(ctx, to); !errors.Is(err, errNotEmpty) {
				t.Errorf("%s: copied into what is not empty: %v", s.name, err)
			}
			// What is added to a copy is numbered behind what it holds.
			must(to.Add(ctx, entry("c.txt", "2025-07-09", reader, says{"recognize-government", "CHN", "AFG.TALIBAN", "2025-07-05", ""})))(t)
			clean(t, to)
		}
	})
}

func TestCopiesOfNothingAreEmpty(t *testing.T) {
	l, to := open(t, stores[0].address(t)), open(t, stores[0].address(t))
	if count := must(l.CopyTo(t.Context(), to))(t); count != (Counts{}) || !slices.Equal(everything(t, to), everything(t, l)) {
		t.Errorf("copied %+v", count)
	}
}
