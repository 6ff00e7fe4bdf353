package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// desk is a ledger of one document, which is read again and again.
type desk struct {
	*Ledger
	t     *testing.T
	entry Entry
}

// onDesks runs a test on each store, with a document that tells of a visit.
func onDesks(t *testing.T, test func(*desk)) {
	onStores(t, func(t *testing.T, address string) {
		d := &desk{open(t, address), t, entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})}
		d.entry.Document.Text += "Later on, much else was told."
		d.read(reader, d.entry.Assertions...)
		test(d)
		clean(t, d.Ledger)
	})
}

// read adds the document as a reader reads it.
func (d *desk) read(reader string, found ...Assertion) Added {
	d.t.Helper()
	e := Entry{Document: d.entry.Document, Reader: reader}
	for _, a := range found {
		a.Reader = reader
		e.Assertions = append(e.Assertions, a)
	}
	return must(d.Add(d.t.Context(), e))(d.t)[0]
}

// said is what was found first.
func (d *desk) said() Assertion { return d.entry.Assertions[0] }

// variant is the same, found in other words of the sentence.
func (d *desk) variant(change func(*Assertion)) Assertion {
	a := d.said()
	a.Says.Quote, a.Says.Start = a.Says.Quote[1:], a.Says.Start+1
	if change != nil {
		change(&a)
	}
	return a
}

// id returns the id of an assertion of the document.
func (d *desk) id(a Assertion) ID {
	a.Document = DocumentID(&d.entry.Document)
	return AssertionID(&a)
}

// decide records a review of Ada's.
func (d *desk) decide(a Assertion, decision Decision) Review {
	d.t.Helper()
	return must(d.Decide(d.t.Context(), Review{Assertion: d.id(a), Decision: decision, By: "Ada", Why: "a test"}))(d.t)[0]
}

func (d *desk) undo(r Review) Review {
	d.t.Helper()
	return must(d.Decide(d.t.Context(), Review{Decision: Undo, Undoes: r.Seq, By: "Bob", Why: "no"}))(d.t)[0]
}

// counts fails the test where the reports that count are not some: each is told
// by its date, day of the month only, and where its quote begins.
func (d *desk) counts(step string, want ...string) {
	d.t.Helper()
	d.countedAt(step, time.Time{}, want...)
}

func (d *desk) countedAt(step string, known time.Time, want ...string) {
	d.t.Helper()
	var got []string
	for _, a := range must(d.Acts(d.t.Context(), Query{Known: known}))(d.t) {
		for _, r := range a.Reports {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %d %s", a.Kind, r.Date[8:], r.Start, r.Decision)))
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		d.t.Errorf("%s: %q counts, want %q", step, got, want)
	}
}

// waits fails the test where other assertions than some await a person.
func (d *desk) waits(step string, want ...Assertion) {
	d.t.Helper()
	var ids, got []ID
	for _, a := range want {
		ids = append(ids, d.id(a))
	}
	for _, a := range must(d.Unreviewed(d.t.Context(), 0, 10))(d.t) {
		got = append(got, a.ID)
	}
	if !slices.Equal(got, ids) {
		d.t.Errorf("%s: %v await a person, want %v", step, got, ids)
	}
}

func TestAPersonMayBeCalledLikeTheReader(t *testing.T) {
	onDesks(t, func(d *desk) {
		ctx := d.t.Context()
		for _, name := range []string{"credence", reader} {
			accepted := must(d.Decide(ctx, Review{Assertion: d.id(d.said()), Decision: Accept, By: name}))(d.t)[0]
			if !accepted.Person {
				d.t.Errorf("recorded %+v", accepted)
			}
			if added := d.read("credence 0.2"); added.Superseded != 0 {
				d.t.Errorf("superseded %+v", added)
			}
			d.counts("accepted by "+name, "visit 03 0 accept")
			d.undo(accepted)
			d.counts("undone")
			d.read("credence 0.3", d.said())
			d.counts("found again", "visit 03 0")
		}
		var by []string
		for r, err := range d.ReviewsBy(ctx, "credence") {
			by = append(by, fmt.Sprint(r.Decision, err))
		}
		if !slices.Equal(by, []string{"accept<nil>"}) {
			d.t.Errorf("reviews by credence %q", by)
		}
	})
}

func TestWhatAPersonPutBackStays(t *testing.T) {
	onDesks(t, func(d *desk) {
		d.read("credence 0.2")
		d.waits("superseded")
		gone := must(d.Reviews(d.t.Context(), d.id(d.said())))(d.t)[0]
		back := d.undo(gone)
		d.waits("put back", d.said())
		d.read("credence 0.3")
		d.counts("put back", "visit 03 0")
		d.undo(back)
		d.counts("that undone")
	})
}

func TestTheQueueFollowsUndos(t *testing.T) {
	onDesks(t, func(d *desk) {
		last := d.decide(d.said(), Accept)
		for n := range 5 {
			if n%2 == 0 {
				d.waits(fmt.Sprint(n, " undos"))
			} else {
				d.waits(fmt.Sprint(n, " undos"), d.said())
			}
			last = d.undo(last)
		}
	})
}

func TestUnsureLeavesWhatWasDecided(t *testing.T) {
	onDesks(t, func(d *desk) {
		d.decide(d.said(), Unsure)
		d.counts("unsure", "visit 03 0 unsure")
		rejected := d.decide(d.said(), Reject)
		d.decide(d.said(), Unsure)
		d.counts("unsure whether it was right to reject it")
		d.undo(rejected)
		d.counts("not rejected", "visit 03 0 unsure")
		d.decide(d.said(), Accept)
		d.decide(d.said(), Unsure)
		d.counts("unsure whether it was right to accept it", "visit 03 0 accept")
	})
}

func TestCorrectIsAllOrNothing(t *testing.T) {
	onDesks(t, func(d *desk) {
		ctx, right := d.t.Context(), d.said()
		right.Says.Date = "2025-07-04"
		before := must(d.Count(ctx))(d.t)
		wrong := right
		wrong.Says.Quote = "not there"
		for name, err := range map[string]error{
			"nobody":  second(d.Correct(ctx, d.id(d.said()), right, "", "misread")),
			"a rule":  second(d.Correct(ctx, d.id(d.said()), right, ByRule, "misread")),
			"itself":  second(d.Correct(ctx, d.id(d.said()), d.said(), "Ada", "misread")),
			"unknown": second(d.Correct(ctx, hash("no such"), right, "Ada", "misread")),
			"words":   second(d.Correct(ctx, d.id(d.said()), wrong, "Ada", "misread")),
		} {
			if err == nil {
				d.t.Errorf("corrected by %s", name)
			}
		}
		if after := must(d.Count(ctx))(d.t); after != before {
			d.t.Errorf("counts %+v, before %+v", after, before)
		}
		r := must(d.Correct(ctx, d.id(d.said()), right, "Ada", "misread"))(d.t)
		a := must(d.Assertion(ctx, r.Replacement))(d.t)
		if a.Reader != "person Ada" || a.Says.Date != "2025-07-04" || a.Recorded != r.Recorded || !r.Person || r.Decision != Correct {
			d.t.Errorf("corrected by %+v to %+v", r, a)
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestCorrectionsOfCorrections(t *testing.T) {
	onDesks(t, func(d *desk) {
		ctx := d.t.Context()
		dated := func(day string) Assertion {
			a := d.said()
			a.Says.Date = "2025-07-" + day
			return a
		}
		correct := func(from, to string) (Review, error) {
			return d.Correct(ctx, d.id(dated(from)), dated(to), "Ada", "a test")
		}
		first := must(correct("03", "04"))(d.t)
		second := must(correct("04", "05"))(d.t)
		d.counts("corrected twice", "visit 05 0")
		_, err := d.Decide(ctx, Review{Decision: Undo, Undoes: first.Seq, By: "Bob"})
		if want := fmt.Sprintf("corrected by Ada: undo decision %d first", second.Seq); err == nil || !strings.Contains(err.Error(), want) {
			d.t.Errorf("the first was undone: %v, want %q", err, want)
		}
		_, err = correct("05", "03")
		if want := fmt.Sprintf("undo decision %d first", first.Seq); err == nil || !strings.Contains(err.Error(), want) {
			d.t.Errorf("corrected in a circle: %v, want %q", err, want)
		}
		accepted := d.decide(dated("03"), Accept)
		d.counts("the first overruled", "visit 03 0 accept")
		d.undo(accepted)
		d.counts("that undone", "visit 05 0")
		d.decide(dated("03"), Reject)
		d.counts("the first rejected")
		d.decide(dated("03"), Accept)
		undone := d.undo(second)
		d.undo(undone)
		d.counts("the second undone, and not", "visit 03 0 accept")
	})
}

func TestCorrectionsPutBackWhatAReaderNoLongerFinds(t *testing.T) {
	onDesks(t, func(d *desk) {
		right := d.variant(func(a *Assertion) { a.Says.Date = "2025-07-04" })
		d.read("credence 0.2", right)
		d.read("credence 0.3", d.said())
		d.counts("read thrice", "visit 03 0")
		corrected := must(d.Correct(d.t.Context(), d.id(d.said()), right, "Ada", "it was right"))(d.t)
		d.counts("corrected", "visit 04 1")
		d.undo(corrected)
		d.counts("undone", "visit 03 0")
	})
}

func TestJudgementsAreUndoneTogether(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l, ctx := open(t, address), t.Context()
		must(l.Add(ctx, entry("a.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""}),
			entry("b.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-05-03", ""})))(t)
		acts := must(l.Acts(ctx, Query{}))(t)
		if err := l.Merge(ctx, acts[1].ID, acts[0].ID, "Ada", "one visit"); err != nil {
			t.Fatal(err)
		}
		var seqs []int64
		for j, err := range l.JudgementsBy(ctx, "") {
			if err != nil || j.By != "Ada" || j.Assertion != acts[1].Reports[0].Assertion {
				t.Fatal(j, err)
			}
			seqs = append(seqs, j.Seq)
		}
		before := must(l.Count(ctx))(t)
		if _, err := l.UndoJudgements(ctx, append(seqs, 99), "Bob", "two"); !errors.Is(err, ErrNotFound) {
			t.Errorf("undone what is not there: %v", err)
		}
		if after := must(l.Count(ctx))(t); len(seqs) != 2 || after != before {
			t.Errorf("counts %+v, before %+v", after, before)
		}
		undone := must(l.UndoJudgements(ctx, seqs, "Bob", "two"))(t)
		if len(undone) != 2 || undone[0].Undoes != seqs[0] || !undone[0].Recorded.Equal(undone[1].Recorded) {
			t.Errorf("undone by %+v", undone)
		}
		if again := must(l.Acts(ctx, Query{}))(t); len(again) != 2 {
			t.Errorf("acts %+v", again)
		}
		mine := 0
		for _, err := range l.JudgementsBy(ctx, "Bob") {
			if mine++; err != nil {
				t.Fatal(err)
			}
		}
		if mine != 2 {
			t.Errorf("%d judgements by Bob", mine)
		}
	})
}

func TestWhatPeopleDecidedIsReadInPages(t *testing.T) {
	onDesks(t, func(d *desk) {
		var list []Review
		for range page + 3 {
			list = append(list, Review{Assertion: d.id(d.said()), Decision: Unsure, By: "Ada"})
		}
		list[1].By = "Bob"
		recorded := must(d.Decide(d.t.Context(), list...))(d.t)
		d.read("credence 0.2") // a review, but no person's
		for by, want := range map[string][]Review{
			"": recorded, "Ada": append(recorded[:1:1], recorded[2:]...), "Bob": recorded[1:2], "Cyd": nil,
		} {
			var got []Review
			for r, err := range d.ReviewsBy(d.t.Context(), by) {
				if err != nil {
					d.t.Fatal(err)
				}
				got = append(got, r)
			}
			if !slices.Equal(got, want) {
				d.t.Errorf("%d reviews by %q, want %d", len(got), by, len(want))
			}
		}
	})
}
