package ledger

import (
	"slices"
	"testing"
)

func TestWhatWasTurnedDownIsHeldBackWhenReadAgain(t *testing.T) {
	for _, again := range []string{reader, "credence 0.2", "other 1.0"} {
		onDesks(t, func(d *desk) {
			anew := d.variant(nil)
			rejected := d.decide(d.said(), Reject)
			if added := d.read(again, anew); added.Assertions != 1 || added.Held != 1 || added.Superseded != 0 {
				d.t.Errorf("added %+v", added)
			}
			d.counts("read anew")
			d.waits("read anew", anew)
			held := must(d.Reviews(d.t.Context(), d.id(anew)))(d.t)
			if len(held) != 1 || held[0].Decision != Supersede || held[0].Follows != rejected.Seq || held[0].Person ||
				held[0].By != again || held[0].Why != "Ada decided (reject) about the same words: a test" {
				d.t.Errorf("held by %+v", held)
			}
			if added := d.read(again, anew); added != (Added{Document: added.Document}) {
				d.t.Errorf("added again %+v", added)
			}

			d.decide(anew, Unsure)
			d.counts("unsure of it")
			d.waits("unsure of it")
			accepted := d.decide(anew, Accept)
			d.counts("accepted", "visit 03 1 accept")
			d.undo(accepted)
			d.counts("undone")

			undone := d.undo(rejected)
			want := []string{"visit 03 1 unsure"}
			if again != "credence 0.2" { // which no longer finds the first
				want = []string{"visit 03 0", "visit 03 1 unsure"}
			}
			d.counts("the rejection undone", want...)
			d.countedAt("as known before", accepted.Recorded, "visit 03 1 accept")
			d.undo(undone)
			d.counts("that undone")
			d.decide(d.said(), Accept)
			d.counts("the first accepted after all", "visit 03 0 accept", "visit 03 1 unsure")
			d.decide(d.said(), Reject)
			d.counts("rejected again")
		})
	}
}

func TestWhatWasCorrectedIsHeldBackWhenReadAgain(t *testing.T) {
	onDesks(t, func(d *desk) {
		right := d.said()
		right.Says.Date = "2025-07-04"
		corrected := must(d.Correct(d.t.Context(), d.id(d.said()), right, "Ada", "misread"))(d.t)
		d.counts("corrected", "visit 04 0")
		if added := d.read("credence 0.2", d.variant(nil)); added.Held != 1 {
			d.t.Errorf("added %+v", added)
		}
		d.counts("read anew", "visit 04 0")
		if added := d.read("credence 0.3", right); added.Assertions != 0 {
			d.t.Errorf("what a person wrote was added again: %+v", added)
		}
		d.counts("read right", "visit 04 0")
		d.read("credence 0.4", d.variant(nil))
		d.undo(corrected)
		d.counts("undone", "visit 03 1")
	})
}

func TestOtherStatementsAreNotHeldBack(t *testing.T) {
	onDesks(t, func(d *desk) {
		d.decide(d.said(), Reject)
		end := len(d.entry.Document.Text)
		for name, change := range map[string]func(*Assertion){
			"kind":      func(a *Assertion) { a.Says.Act = "meet" },
			"recipient": func(a *Assertion) { a.Says.Recipients[0].ID = "FRA" },
			"modality":  func(a *Assertion) { a.Says.Modality = "future" },
			"words":     func(a *Assertion) { a.Says.Quote, a.Says.Start, a.Says.End = "told.", end-5, end },
			"person":    nil,
		} {
			a := d.variant(nil)
			a.Says.Recipients = slices.Clone(a.Says.Recipients)
			by := "credence 0.2"
			if change != nil {
				change(&a)
			} else {
				by = "person Bob"
			}
			if added := d.read(by, a); added.Held != 0 || added.Assertions != 1 {
				d.t.Errorf("another %s: added %+v", name, added)
			}
		}
	})
}

func TestWhatIsFoundAgainIsHeldBackToo(t *testing.T) {
	onDesks(t, func(d *desk) {
		anew := d.variant(nil)
		d.read("credence 0.2", anew)
		d.counts("read by another version", "visit 03 1")
		rejected := d.decide(anew, Reject)
		d.read("credence 0.3", d.said())
		d.counts("the first is found again")
		d.waits("the first is found again", d.said())
		d.read("credence 0.4", d.said())
		d.counts("and again")
		d.undo(rejected)
		d.counts("undone", "visit 03 0")
		d.read("credence 0.5")
		d.counts("nothing is found")
	})
}

func TestRowsOfTablesAreHeldBack(t *testing.T) {
	onDesks(t, func(d *desk) {
		row := func(date string) Assertion {
			a := d.said()
			a.Says.Date, a.Says.Quote, a.Says.Start, a.Says.End = date, "", 0, 0
			return a
		}
		d.entry.Document.Text, d.entry.Document.Article = "", "row 1"
		d.read("import 1", row("2025-07-05"))
		d.counts("read", "visit 03 0", "visit 05 0")
		d.decide(row("2025-07-05"), Reject)
		d.read("import 2", row("2025-07-06"))
		d.counts("read anew", "visit 03 0")
	})
}
