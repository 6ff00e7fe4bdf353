package ledger

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
)

const reader = "credence 0.1"

func TestWhatIsAddedComesBack(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", ""})
		e.Document.Byline = "Ada"
		e.Document.Text += "«\x00» – and more, with 'quotes' and ? marks"
		a := &e.Assertions[0]
		a.Effect = "2025-07-04"
		a.Says.DateText, a.Says.AttributedTo, a.Says.Claims = "Thursday", "RUS", []string{"first"}
		a.Says.Plover, a.Says.PloverMode, a.Says.Cameo = "SUPPORT", "x", "054"
		a.Says.Mentions = []act.RecordSpan{{Start: 1, End: 2, Quote: "U"}}
		added := must(l.Add(ctx, e))(t)[0]
		if want := (Added{Document: added.Document, New: true, Assertions: 1, Acts: 1}); added != want {
			t.Fatalf("added %+v, want %+v", added, want)
		}

		d := must(l.Document(ctx, added.Document))(t)
		e.Document.ID, e.Document.Recorded = added.Document, d.Recorded
		if d != e.Document || d.Recorded.IsZero() {
			t.Errorf("document %+v, want %+v", d, e.Document)
		}
		list := must(l.AssertionsOf(ctx, d.ID))(t)
		want := *a
		want.Document, want.Recorded, want.ID = d.ID, d.Recorded, list[0].ID
		want.Says.Article, want.Says.Title, want.Says.Published, want.Says.Lang = d.Article, d.Title, d.Published, d.Lang
		if len(list) != 1 || !reflect.DeepEqual(list[0], want) {
			t.Errorf("assertions %+v, want %+v", list, want)
		}
		if one := must(l.Assertion(ctx, want.ID))(t); !reflect.DeepEqual(one, want) {
			t.Errorf("assertion %+v", one)
		}

		acts := must(l.Acts(ctx, Query{Of: "AFG", By: "RUS"}))(t)
		report := Report{Assertion: want.ID, Document: d.ID, Source: d.Source, Article: d.Article, Title: d.Title,
			Published: d.Published, Lang: d.Lang, Fingerprint: Fingerprint(d.Text), Reader: reader, Date: "2025-07-03",
			Effect: "2025-07-04", AttributedTo: "RUS", Quote: want.Says.Quote, Echo: Echo(want.Says.Quote), End: want.Says.End, Confidence: .9, Recorded: d.Recorded, seq: 1}
		expected := Act{ID: actID("recognize-government", Dyad{"RUS", "AFG.TALIBAN", ""}, want.ID, 0),
			Kind: "recognize-government", Actor: "RUS", Recipient: "AFG.TALIBAN", Reports: []Report{report}}
		if len(acts) != 1 || !reflect.DeepEqual(acts[0], expected) {
			t.Errorf("acts %+v\nwant %+v", acts, expected)
		}
		if one := must(l.Act(ctx, expected.ID, time.Time{}))(t); !reflect.DeepEqual(one, expected) {
			t.Errorf("act %+v", one)
		}
		if _, err := l.Act(ctx, expected.ID, d.Recorded.Add(-time.Second)); !errors.Is(err, ErrNotFound) {
			t.Errorf("the act before it was known: %v", err)
		}
		sources := must(l.Sources(ctx))(t)
		if want := []Source{{"example.org", 1, 1, "2025-07-07", "2025-07-07"}}; !slices.Equal(sources, want) {
			t.Errorf("sources %+v, want %+v", sources, want)
		}
		clean(t, l)
	})
}

func TestKnownDocumentsAddNothing(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "AFG", "2025-07-03", ""})
		first := must(l.Add(ctx, e))(t)[0]
		before := must(l.Count(ctx))(t)
		again := must(l.Add(ctx, e, e))(t)
		if want := (Added{Document: first.Document}); again[0] != want || again[1] != want {
			t.Errorf("added again: %+v", again)
		}
		if after := must(l.Count(ctx))(t); after != before {
			t.Errorf("counts %+v, before %+v", after, before)
		}
		e.Document.Article, e.Document.Source = "copy.txt", "other.org"
		must(l.Add(ctx, e, e))(t)
		places := must(l.Places(ctx, first.Document))(t)
		if len(places) != 2 || places[0].Article != "a.txt" || places[1].Article != "copy.txt" || places[1].Source != "other.org" {
			t.Errorf("places %+v", places)
		}
	})
}

func TestManyEntriesAreAddedAtOnce(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		var list []Entry
		for n := range 150 { // more events than PostgreSQL locks one by one
			list = append(list, nth(n))
		}
		added := must(l.Add(t.Context(), list...))(t)
		if added[0].Acts != 2 || added[1].Acts != 1 || added[1].Joined != 1 {
			t.Errorf("added %+v and %+v", added[0], added[1])
		}
		whole(t, l, nil)
	})
}

func TestEntriesAreAddedWholeOrNotAtAll(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		good := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "AFG", "2025-07-03", ""})
		for name, change := range map[string]func(*Entry){
			"kind":      func(e *Entry) { e.Assertions[0].Says.Act = "frown" },
			"state":     func(e *Entry) { e.Assertions[0].Says.Kind = "state" },
			"modality":  func(e *Entry) { e.Assertions[0].Says.Modality = "maybe" },
			"date":      func(e *Entry) { e.Assertions[0].Says.Date = "yesterday" },
			"published": func(e *Entry) { e.Document.Published = "yesterday" },
			"quote":     func(e *Entry) { e.Assertions[0].Says.End++ },
			"reader":    func(e *Entry) { e.Assertions[0].Reader = "" },
			"NUL":       func(e *Entry) { e.Document.Title = "a\x00b" },
			"UTF-8":     func(e *Entry) { e.Document.Text = "\xff" },
		} {
			bad := entry("b.txt", "2025-07-07", reader, says{"visit", "RUS", "PRK", "2025-07-03", ""})
			change(&bad)
			_, err := l.Add(ctx, good, bad)
			var typed *Error
			if !errors.As(err, &typed) || typed.Ledger == "" || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: error %v", name, err)
			}
		}
		if c := must(l.Count(ctx))(t); c != (Counts{}) {
			t.Errorf("something was added: %+v", c)
		}
	})
}

func TestAnotherVersionSupersedes(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		meet, visit := says{"meet", "RUS", "USA", "2025-07-03", ""}, says{"visit", "RUS", "USA", "2025-07-03", ""}
		both := entry("a.txt", "2025-07-07", reader, meet, visit)
		document := must(l.Add(ctx, both))(t)[0].Document
		person := both
		person.Assertions = []Assertion{{Reader: "person Ada", Says: both.Assertions[0].Says}}
		person.Reader, person.Assertions[0].Says.Act = "", "condemn"
		must(l.Add(ctx, person))(t)
		kinds := func() (list []string) {
			for _, a := range must(l.Acts(ctx, Query{}))(t) {
				list = append(list, a.Kind)
			}
			return list
		}

		one := both
		one.Reader, one.Assertions = "credence 0.2", nil
		one.Assertions = append(one.Assertions, both.Assertions[0])
		one.Assertions[0].Reader = one.Reader
		if added := must(l.Add(ctx, one))(t)[0]; added.Superseded != 1 || added.Assertions != 0 {
			t.Errorf("added %+v", added)
		}
		if got := kinds(); !slices.Equal(got, []string{"meet", "condemn"}) {
			t.Errorf("acts %v", got)
		}
		if again := must(l.Add(ctx, one))(t)[0]; again != (Added{Document: document}) {
			t.Errorf("added again %+v", again)
		}
		both.Reader = "credence 0.3"
		for n := range both.Assertions {
			both.Assertions[n].Reader = both.Reader
		}
		must(l.Add(ctx, both))(t)
		if got := kinds(); !slices.Equal(got, []string{"meet", "visit", "condemn"}) {
			t.Errorf("acts when found again %v", got)
		}

		visitID := must(l.AssertionsOf(ctx, document))(t)[1].ID
		must(l.Decide(ctx, Review{Assertion: visitID, Decision: Accept, By: "Ada", Why: "I saw it"}))(t)
		one.Reader, one.Assertions = "credence 0.4", nil
		must(l.Add(ctx, one))(t)
		if got := kinds(); !slices.Equal(got, []string{"visit", "condemn"}) {
			t.Errorf("acts after a decision %v", got)
		}
		clean(t, l)
	})
}

func TestReviews(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})
		document := must(l.Add(ctx, e))(t)[0].Document
		wrong := must(l.AssertionsOf(ctx, document))(t)[0]
		kinds := func(known time.Time) (list []string) {
			for _, a := range must(l.Acts(ctx, Query{Of: "RUS", Known: known}))(t) {
				list = append(list, a.Kind+" "+string(a.Reports[0].Decision))
			}
			return list
		}
		expect := func(step string, want ...string) {
			t.Helper()
			if got := kinds(time.Time{}); !slices.Equal(got, want) {
				t.Errorf("%s: %q, want %q", step, got, want)
			}
		}
		decide := func(r Review) Review {
			t.Helper()
			r.Assertion, r.By, r.Why = wrong.ID, "Ada", "a test"
			return must(l.Decide(ctx, r))(t)[0]
		}
		decide(Review{Decision: Unsure})
		expect("unsure", "visit unsure")
		rejected := decide(Review{Decision: Reject})
		expect("rejected")
		undone := decide(Review{Decision: Undo, Undoes: rejected.Seq})
		expect("undone", "visit unsure")
		decide(Review{Decision: Undo, Undoes: undone.Seq})
		expect("undo undone")
		accepted := decide(Review{Decision: Accept})
		expect("accepted", "visit accept")

		e.Reader, e.Assertions[0].Reader, e.Assertions[0].Says.Act = "", "person Ada", "meet"
		must(l.Add(ctx, e))(t)
		right := must(l.AssertionsOf(ctx, document))(t)[1]
		corrected := decide(Review{Decision: Correct, Replacement: right.ID})
		expect("corrected", "meet ")
		decide(Review{Decision: Undo, Undoes: corrected.Seq})
		expect("correction undone", "visit accept")
		if got := kinds(accepted.Recorded); !slices.Equal(got, []string{"visit accept"}) {
			t.Errorf("as known at the acceptance: %q", got)
		}
		if got := kinds(rejected.Recorded); len(got) != 0 {
			t.Errorf("as known at the rejection: %q", got)
		}
		if list := must(l.Reviews(ctx, wrong.ID))(t); len(list) != 7 || list[5].Replacement != right.ID {
			t.Errorf("reviews %+v", list)
		}
		clean(t, l)
	})
}

func TestReviewsOfNothingAreRefused(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		e := entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})
		id := must(l.AssertionsOf(ctx, must(l.Add(ctx, e))(t)[0].Document))(t)[0].ID
		for _, r := range []Review{
			{Assertion: hash("no such"), Decision: Accept, By: "Ada"},
			{Assertion: id, Decision: Undo, Undoes: 99, By: "Ada"},
			{Assertion: id, Decision: Undo, By: "Ada"},
			{Assertion: id, Decision: Correct, By: "Ada"},
			{Assertion: id, Decision: Correct, Replacement: id, By: "Ada"},
			{Assertion: id, Decision: Accept, Replacement: id, By: "Ada"},
			{Assertion: id, Decision: Supersede, By: "Ada"},
			{Assertion: id, Decision: "like", By: "Ada"},
			{Assertion: id, Decision: Accept},
			{Assertion: id, Decision: Accept, By: ByRule},
		} {
			if _, err := l.Decide(ctx, r); err == nil {
				t.Errorf("%+v was recorded", r)
			}
		}
		if c := must(l.Count(ctx))(t); c.Reviews != 0 {
			t.Errorf("counts %+v", c)
		}
	})
}

func TestMergeSplitUndo(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		must(l.Add(ctx,
			entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""}),
			entry("b.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-05-03", ""}),
			entry("c.txt", "2025-07-08", reader, says{"visit", "RUS", "USA", "2025-07-03", ""}),
			entry("d.txt", "2025-07-08", reader, says{"meet", "RUS", "USA", "2025-07-03", ""})))(t)
		shape := func() (list []string) {
			for _, a := range must(l.Acts(ctx, Query{Kinds: []string{"visit"}}))(t) {
				var names []string
				for _, r := range a.Reports {
					names = append(names, r.Article[:1])
				}
				list = append(list, strings.Join(names, ""))
			}
			return list
		}
		expect := func(step string, want ...string) {
			t.Helper()
			if got := shape(); !slices.Equal(got, want) {
				t.Errorf("%s: %v, want %v", step, got, want)
			}
		}
		expect("linked", "ac", "b")
		acts := must(l.Acts(ctx, Query{}))(t)
		ac, b, meeting := acts[0], acts[1], acts[2]
		if err := l.Merge(ctx, b.ID, ac.ID, "Ada", "one visit"); err != nil {
			t.Fatal(err)
		}
		expect("merged", "abc")
		if err := l.Merge(ctx, ac.ID, meeting.ID, "Ada", "no"); err == nil {
			t.Error("acts of two kinds were merged")
		}
		made := must(l.Split(ctx, ac.ID, []ID{ac.Reports[0].Assertion, b.Reports[0].Assertion}, "Ada", "two visits"))(t)
		expect("split", "c", "ab")
		if _, err := l.Split(ctx, made, []ID{ac.Reports[1].Assertion}, "Ada", "no"); err == nil {
			t.Error("what does not belong was split off")
		}
		list := must(l.Judgements(ctx, made))(t)
		must(l.UndoJudgements(ctx, []int64{list[len(list)-1].Seq}, "Ada", "a mistake"))(t)
		expect("b's link undone", "c", "a")
		must(l.Judge(ctx, Judgement{Assertion: b.Reports[0].Assertion, Act: made, Belongs: true, By: ByRule, Why: "a rule"}))(t)
		must(l.Judge(ctx, Judgement{Assertion: ac.Reports[1].Assertion, Act: ac.ID, Belongs: false, By: "Ada", Why: "no"}))(t)
		must(l.Judge(ctx, Judgement{Assertion: ac.Reports[1].Assertion, Act: ac.ID, Belongs: true, By: ByRule, Why: "a rule"}))(t)
		expect("a rule against a person", "ab")
		clean(t, l)
	})
}

func TestIdsCanBeAbbreviated(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		document := must(l.Add(ctx, entry("a.txt", "", reader, says{"visit", "RUS", "USA", "2025", ""})))(t)[0].Document
		a := must(l.Acts(ctx, Query{}))(t)[0]
		for id, what := range map[ID]string{document: "document", a.ID: "act", a.Reports[0].Assertion: "assertion"} {
			for _, digits := range []int{4, 7, 32} {
				found := must(l.Find(ctx, strings.ToUpper(id.String()[:digits])))(t)
				if !slices.Contains(found, Found{id, what}) {
					t.Errorf("%d digits of %s %s: %v", digits, what, id, found)
				}
			}
		}
		for _, prefix := range []string{"", "abc", "abcg", strings.Repeat("0", 33)} {
			if _, err := l.Find(ctx, prefix); err == nil {
				t.Errorf("%q was looked for", prefix)
			}
		}
	})
}

func TestQueriesChoose(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		must(l.Add(ctx, entry("a.txt", "2025-07-07", reader,
			says{"visit", "RUS", "AFG.TALIBAN", "2025-07-01", ""}, says{"visit", "AFG", "RUS", "2025-07-02", ""},
			says{"seize-power", "AFG.TALIBAN", "AFG", "2021-08-15", ""}, says{"recognize-government", "", "AFG.TALIBAN", "2022", "negated"},
			says{"visit", "CHN", "RUS", "2025-07-02", ""}, says{"proclaim-state", "AFG", "", "1919", ""})))(t)
		for _, c := range []struct {
			q    Query
			want string
		}{
			{Query{}, "123456"},
			{Query{Of: "AFG"}, "12346"},
			{Query{Of: "AFG", By: "RUS"}, "12"},
			{Query{Of: "RUS", By: "AFG"}, "12"},
			{Query{Of: "AFG", By: "RUS", Everyone: true}, "12346"},
			{Query{Of: "AFG", By: "RUS", Everyone: true, Kinds: []string{"visit", "seize-power"}}, "123"},
			{Query{By: "CHN"}, "5"},
			{Query{Of: "AFG", By: "AFG"}, "3"},
			{Query{Of: "FRA"}, ""},
		} {
			got := ""
			for _, a := range must(l.Acts(ctx, c.q))(t) {
				line := strings.Count(mustText(t, l, a)[:a.Reports[0].Start], "\n")
				got += string(rune('1' + line))
			}
			if got != c.want {
				t.Errorf("%+v: acts %s, want %s", c.q, got, c.want)
			}
		}
	})
}

func mustText(t *testing.T, l *Ledger, a Act) string {
	return must(l.Document(t.Context(), a.Reports[0].Document))(t).Text
}

func TestEverythingCanBeGoneThrough(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		var list []Entry
		for n := range 1100 {
			day := time.Date(2020, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			e := entry("a"+day, day, reader, says{"visit", "RUS", "USA", day, ""})
			e.Assertions[0].Says.Confidence = float64(n%100) / 100
			list = append(list, e)
		}
		n, err := l.Load(ctx, func(yield func(Entry, error) bool) {
			for _, e := range list {
				if !yield(e, nil) {
					return
				}
			}
		})
		if n != len(list) || err != nil {
			t.Fatalf("loaded %d, %v", n, err)
		}
		seen := 0
		for a, err := range l.All(ctx, Query{Of: "RUS"}) {
			if err != nil || len(a.Reports) != 1 {
				t.Fatal(a, err)
			}
			if seen++; seen == 3 { // what is added meanwhile plays no part
				must(l.Add(ctx, entry("b", "2025-01-01", reader, says{"visit", "RUS", "USA", "2015", ""})))(t)
			}
		}
		if seen != len(list) {
			t.Errorf("%d acts, want %d", seen, len(list))
		}
		queue := must(l.Unreviewed(ctx, 3, 12))(t)
		if len(queue) != 12 || queue[0].Says.Confidence != 0 || queue[11].Says.Confidence != .01 {
			t.Errorf("queue of %d: %+v", len(queue), queue)
		}
		must(l.Decide(ctx, Review{Assertion: queue[0].ID, Decision: Accept, By: "Ada"}))(t)
		if rest := must(l.Unreviewed(ctx, 3, 1))(t); rest[0].ID == queue[0].ID {
			t.Error("what was reviewed is still in the queue")
		}
		seen = 0
		for _, err := range l.Documents(ctx) {
			if seen++; err != nil {
				t.Fatal(err)
			}
		}
		if seen != len(list)+1 {
			t.Errorf("%d documents", seen)
		}
		clean(t, l)
		if _, err := l.Load(ctx, func(yield func(Entry, error) bool) { yield(list[0], nil) }); err == nil {
			t.Error("a known document was loaded again")
		}
	})
}
