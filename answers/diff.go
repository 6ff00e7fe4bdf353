package answers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// What an assertion does to what is known.
const (
	Adds        = "adds"        // nothing of the kind was known
	Confirms    = "confirms"    // another source says the same
	Refines     = "refines"     // it gives a day where none, or a coarser one, was known
	Contradicts = "contradicts" // it denies what is asserted, or asserts what is denied
	Known       = "known"       // this very document has said so
)

// Change is how the standing of one party towards another would change.
type Change struct {
	By     string `json:"by"`
	Of     string `json:"of"`
	Aspect string `json:"aspect"`
	Over   string `json:"over,omitempty"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Difference is what one assertion of an article does to what the ledger holds.
type Difference struct {
	Does      string     `json:"does"`
	Kind      string     `json:"kind"`
	Actor     string     `json:"actor"`
	Recipient string     `json:"recipient"`
	Over      string     `json:"over,omitempty"`
	Date      string     `json:"date"`
	Modality  string     `json:"modality"`
	Quote     string     `json:"quote"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Against   []Evidence `json:"against"` // what it confirms, refines or contradicts
	Changes   []Change   `json:"changes"` // the standings that would change, on the day of publication
}

// Diff compares what a document says with what the ledger holds, or held as known
// at an instant, without storing it.
func (d *Desk) Diff(ctx context.Context, doc *ledger.Document, said []act.Record, known time.Time) ([]Difference, error) {
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	out := []Difference{}
	for n := range said {
		r := &said[n]
		kind := kinds[r.Act+r.State]
		if kind == nil {
			return nil, fmt.Errorf("no act or state of affairs is called %q", r.Act+r.State)
		}
		for _, pair := range ledger.Dyads(kind, r) {
			x, err := d.difference(ctx, doc, kind, r, pair, known)
			if err != nil {
				return nil, err
			}
			out = append(out, *x)
		}
	}
	return out, nil
}

func (d *Desk) difference(ctx context.Context, doc *ledger.Document, kind *act.Kind, r *act.Record, pair ledger.Dyad, known time.Time) (*Difference, error) {
	x := &Difference{
		Does: Adds, Kind: kind.Name, Actor: pair.Actor, Recipient: pair.Recipient, Over: pair.Over, Date: r.Date, Modality: r.Modality,
		Quote: r.Quote, Start: r.Start, End: r.End, Against: []Evidence{}, Changes: []Change{},
	}
	acts, err := d.acts(ctx, Question{Of: pair.Recipient, By: pair.Actor, Known: known})
	if err != nil {
		return nil, err
	}
	modality, _ := act.ParseModality(r.Modality)
	report := ledger.Report{
		Document: ledger.DocumentID(doc), Article: doc.Article, Published: doc.Published, Lang: doc.Lang, Date: r.Date, Modality: modality,
		AttributedTo: r.AttributedTo, Quote: r.Quote, Echo: ledger.Echo(r.Quote), Start: r.Start, End: r.End, Confidence: r.Confidence, Recorded: doc.Recorded,
	}
	after := slices.Clone(acts)
	if n := sameAct(acts, kind.Name, pair, &report); n >= 0 {
		x.compare(&acts[n], &report)
		after[n].Reports = append(slices.Clone(after[n].Reports), report)
	} else {
		after = append(after, ledger.Act{Kind: kind.Name, State: kind.State, Actor: pair.Actor, Recipient: pair.Recipient, Over: pair.Over, Reports: []ledger.Report{report}})
	}
	if x.Does != Known {
		contested := false
		if x.Changes, contested = d.changes(acts, after, pair, d.publishedOr(doc)); contested {
			x.Does = Contradicts
		}
	}
	return x, nil
}

// publishedOr returns the day on which a document was published, today where
// that is not known.
func (d *Desk) publishedOr(doc *ledger.Document) edtf.Day {
	if p, err := edtf.Parse(doc.Published); err == nil {
		return p.Bounds().Last
	}
	return d.day(0)
}

// sameAct returns the act among acts of which a report of a dyad's act can be one
// more, -1 where there is none. What is told without a day goes with what was
// said in the same modality.
func sameAct(acts []ledger.Act, kind string, pair ledger.Dyad, p *ledger.Report) int {
	best := -1
	for n := range acts {
		a := &acts[n]
		if a.Kind != kind || a.Actor != pair.Actor || a.Recipient != pair.Recipient || a.Over != pair.Over {
			continue
		}
		for m := range a.Reports {
			switch q := &a.Reports[m]; {
			case q.Date == p.Date && (p.Date != "" || q.Modality == p.Modality):
				return n
			case q.Date == "" || p.Date == "":
				if q.Modality == p.Modality {
					best = n
				}
			case overlap(q.Date, p.Date):
				best = n
			}
		}
	}
	return best
}

func overlap(a, b string) bool {
	x, err := edtf.Parse(a)
	y, err2 := edtf.Parse(b)
	return err == nil && err2 == nil && x.Overlaps(y)
}

// compare sets what a report does to an act that is known.
func (x *Difference) compare(a *ledger.Act, p *ledger.Report) {
	var same, opposite []Evidence
	finer := p.Date != ""
	for n := range a.Reports {
		q := &a.Reports[n]
		switch {
		case q.Document == p.Document && q.Quote == p.Quote && q.Modality == p.Modality:
			x.Does, x.Against = Known, []Evidence{evidence(a, q)}
			return
		case q.Modality == p.Modality:
			same = append(same, evidence(a, q))
			finer = finer && (q.Date == "" || q.Date != p.Date && contains(q.Date, p.Date))
		case q.Modality == act.Asserted && p.Modality == act.Negated, q.Modality == act.Negated && p.Modality == act.Asserted:
			opposite = append(opposite, evidence(a, q))
		}
	}
	switch {
	case len(opposite) > 0:
		x.Does, x.Against = Contradicts, opposite
	case len(same) > 0 && finer:
		x.Does, x.Against = Refines, same
	case len(same) > 0:
		x.Does, x.Against = Confirms, same
	}
}

func contains(a, b string) bool {
	x, err := edtf.Parse(a)
	y, err2 := edtf.Parse(b)
	return err == nil && err2 == nil && x.Contains(y)
}

// changes tells which standings between two parties differ before and after an
// act is taken in, and whether one of them becomes contested.
func (d *Desk) changes(before, after []ledger.Act, pair ledger.Dyad, day edtf.Day) (out []Change, contested bool) {
	out = []Change{}
	if pair.Actor == "" || pair.Recipient == "" {
		return out, false
	}
	for _, p := range [][2]string{{pair.Actor, pair.Recipient}, {pair.Recipient, pair.Actor}} {
		was := standing.Derive(d.Doctrine, d.Names, before, p[0], p[1])
		is := standing.Derive(d.Doctrine, d.Names, after, p[0], p[1])
		for _, a := range is.Told() {
			over := ""
			if a == standing.Sovereignty {
				over = pair.Over
			}
			if x, y := was.OnOver(a, over, day), is.OnOver(a, over, day); x.Value != y.Value {
				out = append(out, Change{By: p[0], Of: p[1], Aspect: string(a), Over: over, Before: x.Value, After: y.Value})
				contested = contested || y.Value == standing.Contested
			}
		}
	}
	return out, contested
}
