package ledger

import (
	"errors"
	"slices"
	"testing"
)

// doubtedIn returns how many assertions of a document are doubted as withdrawn, and of how many.
func doubtedIn(t *testing.T, l *Ledger, id ID) (doubted, all int) {
	t.Helper()
	for _, a := range must(l.AssertionsOf(t.Context(), id))(t) {
		all++
		if slices.ContainsFunc(standingDoubts(must(l.Reviews(t.Context(), a.ID))(t)), Review.withdraws) {
			doubted++
		}
	}
	return doubted, all
}

func TestWhatALaterVersionDoesNotSayIsDoubted(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		const reader = "credence 0.1"
		visit, opened, signed := says{"visit", "FRA", "ESP", "2025-07-03", ""}, says{"open-embassy", "RUS", "USA", "2025-07-04", ""}, says{"sign-agreement", "ITA", "PRT", "2025-07-05", ""}
		denied := says{"open-embassy", "RUS", "USA", "2025-07-04", "negated"}
		later := visit
		later.date = "2025-07-02" // corrected, and still told
		versions := []Entry{
			entry("a", "2025-07-07", reader, visit, opened, signed), entry("a", "2025-07-07", reader, signed, later, opened), entry("a", "2025-07-07", reader, visit, denied),
		}
		var ids []ID
		for _, e := range versions {
			ids = append(ids, must(l.Add(ctx, e))(t)[0].Document)
		}
		expect := func(step string, w, want Withdrawn, doubted ...int) {
			t.Helper()
			if w != want {
				t.Errorf("%s: %+v, want %+v", step, w, want)
			}
			for n, want := range doubted {
				if got, _ := doubtedIn(t, l, ids[n]); got != want {
					t.Errorf("%s: %d assertions of version %d are doubted, want %d", step, got, n+1, want)
				}
			}
		}
		acts := len(must(l.Acts(ctx, Query{}))(t))
		expect("moved about", must(l.Withdraw(ctx, ids[:1], ids[1], reader))(t), Withdrawn{}, 0, 0, 0)
		expect("left out, of all versions", must(l.Withdraw(ctx, []ID{ids[1], ids[0]}, ids[2], reader))(t), Withdrawn{Gone: 4}, 2, 2, 0)
		before := must(l.Latest(ctx))(t)
		expect("noted twice", must(l.Withdraw(ctx, []ID{ids[1], ids[0]}, ids[2], "credence 0.2"))(t), Withdrawn{}, 2, 2, 0)
		if got := len(must(l.Acts(ctx, Query{}))(t)); got != acts {
			t.Errorf("%d acts count, %d before", got, acts)
		}
		must(l.Add(ctx, versions[0]))(t)
		expect("the first read again changes nothing", Withdrawn{}, Withdrawn{}, 2, 2, 0)
		if after := must(l.Latest(ctx))(t); !after.Equal(before) {
			t.Errorf("recorded at %v after %v", after, before)
		}
		expect("published again", must(l.Withdraw(ctx, []ID{ids[2], ids[1], ids[0]}, ids[0], reader))(t), Withdrawn{Gone: 1, Again: 2}, 0, 2, 1)
		expect("and gone again", must(l.Withdraw(ctx, []ID{ids[0]}, ids[2], reader))(t), Withdrawn{Gone: 2, Again: 1}, 2, 2, 0)
		expect("one that nobody knows", must(l.Withdraw(ctx, []ID{{1}, ids[0]}, ids[2], reader))(t), Withdrawn{Missing: 1}, 2, 2, 0)
		if _, err := l.Withdraw(ctx, ids[:1], ID{1}, reader); !errors.Is(err, ErrNotFound) {
			t.Error(err)
		}
		if _, err := l.Withdraw(ctx, ids[:1], ids[1], ""); err == nil {
			t.Error("nobody withdraws")
		}
		clean(t, l)
	})
}

func TestWhatIsWithdrawnAwaitsAPerson(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		first := entry("a", "2025-07-07", "credence 0.1", says{"visit", "FRA", "ESP", "2025-07-03", ""})
		one := must(l.Add(ctx, first))(t)[0].Document
		two := must(l.Add(ctx, entry("a", "2025-07-08", "credence 0.1")))(t)[0].Document
		must(l.Withdraw(ctx, []ID{one}, two, "credence 0.1"))(t)
		waits := must(l.Unreviewed(ctx, 0, 10))(t)
		if len(waits) != 1 || waits[0].Document != one {
			t.Fatalf("%+v", waits)
		}
		must(l.Decide(ctx, Review{Assertion: waits[0].ID, Decision: Reject, By: "Ada", Why: "they took it back"}))(t)
		if acts := must(l.Acts(ctx, Query{}))(t); len(acts) > 0 {
			t.Errorf("%+v counts", acts)
		}
		if w := must(l.Withdraw(ctx, []ID{one}, two, "credence 0.1"))(t); w != (Withdrawn{}) {
			t.Errorf("%+v", w)
		}
	})
}
