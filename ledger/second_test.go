package ledger

import (
	"strings"
	"testing"
	"time"
)

var colleague = SecondReader("model 1")

// bySecond is what a second reader says.
func bySecond(a Assertion) Assertion {
	a.Reader, a.Says.Confidence = colleague, .2
	return a
}

func TestSecondReaderCountsOnlyWhileAPersonAccepts(t *testing.T) {
	onDesks(t, func(d *desk) {
		other := bySecond(d.variant(func(a *Assertion) { a.Says.Date = "2025-07-04" }))
		before := d.now()
		added := d.read(colleague, other)
		if added.Assertions != 1 || added.Second != 1 || added.Superseded != 0 {
			d.t.Errorf("added %+v", added)
		}
		d.counts("what it says awaits a person", "visit 03 0")
		unsure := d.decide(other, Unsure)
		d.counts("who looked and decided nothing changes nothing", "visit 03 0")
		accepted := d.decide(other, Accept)
		d.counts("accepted, it counts", "visit 03 0", "visit 04 1 accept")
		d.countedAt("as known before", before, "visit 03 0")
		d.undo(accepted)
		d.undo(unsure)
		d.counts("undone, it does not", "visit 03 0")
		d.decide(other, Reject)
		d.counts("rejected, it does not", "visit 03 0")
	})
}

func TestSecondReaderStandsInForNobody(t *testing.T) {
	onDesks(t, func(d *desk) {
		same := d.variant(nil)
		d.read(colleague, bySecond(same))
		d.counts("what it says does not count", "visit 03 0")
		if got := Doubting(must(d.Reviews(d.t.Context(), d.id(bySecond(same))))(d.t)); len(got) != 1 || got[0] != (Doubt{colleague, whyUnsaid}) {
			d.t.Errorf("doubts %+v", got)
		}
		d.read("credence 0.2", d.said(), same)
		d.counts("what the reader finds in the same words does", "visit 03 0", "visit 03 1")
	})
}

func TestSecondReaderDrawsNoReportToItsAct(t *testing.T) {
	for _, accept := range []bool{false, true} {
		onStores(t, func(t *testing.T, address string) {
			l, ctx := open(t, address), t.Context()
			e := entry("a.txt", "2025-07-07", colleague, says{"visit", "RUS", "USA", "2025-07-03", ""})
			must(l.Add(ctx, e))(t)
			if accept {
				a := e.Assertions[0]
				a.Document = DocumentID(&e.Document)
				must(l.Decide(ctx, Review{Assertion: AssertionID(&a), Decision: Accept, By: "Ada"}))(t)
			}
			added := must(l.Add(ctx, entry("b.txt", "2025-07-07", reader, says{"visit", "RUS", "USA", "2025-07-03", ""})))(t)[0]
			if joined := added.Joined == 1; joined != accept {
				t.Errorf("accepted %v: %+v", accept, added)
			}
			if acts := must(l.Acts(ctx, Query{Of: "USA", By: "RUS"}))(t); len(acts) != 1 {
				t.Errorf("accepted %v: acts %+v", accept, acts)
			}
			clean(t, l)
		})
	}
}

func TestDoubtsAreKeptOnceAndTakeNothingOut(t *testing.T) {
	onDesks(t, func(d *desk) {
		said, e := d.said(), d.entry
		e.Doubts = map[int][]Doubt{0: {{colleague, "does not find it"}}}
		for range 2 {
			must(d.Add(d.t.Context(), e))(d.t)
		}
		d.counts("doubted, it still counts", "visit 03 0")
		reviews := must(d.Reviews(d.t.Context(), d.id(said)))(d.t)
		if len(reviews) != 1 || reviews[0].Person || reviews[0].By != colleague || reviews[0].Decision != Unsure {
			d.t.Errorf("reviews %+v", reviews)
		}
		waiting := must(d.Unreviewed(d.t.Context(), 0, 10))(d.t)
		if len(waiting) != 1 {
			d.t.Errorf("waiting %+v", waiting)
		}
		d.decide(said, Accept)
		if waiting := must(d.Unreviewed(d.t.Context(), 0, 10))(d.t); len(waiting) != 0 {
			d.t.Errorf("waiting after the decision %+v", waiting)
		}
	})
}

func TestSecondReaderTakesBackWhatItNoLongerSays(t *testing.T) {
	onDesks(t, func(d *desk) {
		other := bySecond(d.variant(nil))
		d.read(colleague, other)
		if added := d.read(colleague); added.Superseded != 1 {
			d.t.Errorf("%+v", added)
		}
		if waiting := must(d.Unreviewed(d.t.Context(), 0, 10))(d.t); len(waiting) != 1 || waiting[0].Reader != reader {
			d.t.Errorf("waiting %+v", waiting)
		}
		d.read(colleague, other)
		if waiting := must(d.Unreviewed(d.t.Context(), 0, 10))(d.t); len(waiting) != 2 {
			d.t.Errorf("waiting when it says so again %+v", waiting)
		}
		d.counts("what the reader says stays", "visit 03 0")
	})
}

func TestWhatIsDoubtedIsNotLoaded(t *testing.T) {
	onStores(t, func(t *testing.T, address string) {
		l := open(t, address)
		_, err := l.Load(t.Context(), func(yield func(Entry, error) bool) {
			yield(entry("a.txt", "2025-07-07", colleague, says{"visit", "RUS", "USA", "2025-07-03", ""}), nil)
		})
		if err == nil || !strings.Contains(err.Error(), "not loaded") {
			t.Errorf("%v", err)
		}
	})
}

// now returns an instant after all that was recorded.
func (d *desk) now() time.Time {
	d.t.Helper()
	return must(d.latest(d.t.Context()))(d.t)
}
