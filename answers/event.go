package answers

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Event is an act with every report of it.
type Event struct {
	Act       ledger.ID  `json:"act"`
	Kind      string     `json:"kind"`
	State     bool       `json:"state,omitempty"` // a state of affairs
	Actor     string     `json:"actor"`
	Recipient string     `json:"recipient"`
	Over      string     `json:"over,omitempty"`
	Date      string     `json:"date"`            // EDTF, the finest that a source gives
	Dates     []string   `json:"dates,omitempty"` // all that sources give, where they disagree
	Modality  string     `json:"modality"`        // asserted where any source asserts it; contested where others deny it
	Sources   int        `json:"sources"`         // independent ones
	Reports   []Evidence `json:"reports"`
}

// events writes acts out in the order of their days; those without a day stand
// where they were reported.
func events(acts []ledger.Act) []Event {
	out := []Event{}
	for n := range acts {
		out = append(out, event(&acts[n]))
	}
	slices.SortStableFunc(out, func(a, b Event) int { return cmp.Compare(a.day(), b.day()) })
	return out
}

func event(a *ledger.Act) Event {
	e := Event{Act: a.ID, Kind: a.Kind, State: a.State, Actor: a.Actor, Recipient: a.Recipient, Over: a.Over, Reports: []Evidence{}}
	var reports []*ledger.Report
	said := map[string]int{}
	for n := range a.Reports {
		p := &a.Reports[n]
		reports = append(reports, p)
		said[p.Modality.String()]++
		e.Reports = append(e.Reports, evidence(a, p))
		e.readDate(p.Date)
	}
	e.Sources = len(ledger.Independent(reports))
	e.Modality = overall(said)
	if len(e.Dates) < 2 {
		e.Dates = nil
	}
	return e
}

// readDate takes the date of one more report in.
func (e *Event) readDate(date string) {
	if date == "" || slices.Contains(e.Dates, date) {
		return
	}
	d, err := edtf.Parse(date)
	if err != nil {
		return
	}
	for n, known := range e.Dates {
		k, err := edtf.Parse(known)
		switch {
		case err != nil:
		case k.Contains(d):
			e.Dates[n] = date
			e.Date = e.Dates[0]
			return
		case d.Contains(k):
			return
		}
	}
	e.Dates = append(e.Dates, date)
	e.Date = e.Dates[0]
}

// BothSaid is the modality of an act that some assert and others deny.
const BothSaid = "contested"

// overall returns the modality of an act from those of its reports.
func overall(said map[string]int) string {
	if said["asserted"] > 0 && said["negated"] > 0 {
		return BothSaid
	}
	for _, m := range []string{"asserted", "negated", "future", "hypothetical"} {
		if said[m] > 0 {
			return m
		}
	}
	return ""
}

// day returns the day by which an event is ordered.
func (e *Event) day() edtf.Day {
	if d, err := edtf.Parse(e.Date); err == nil {
		days := d.Bounds()
		if days.First == edtf.MinDay { // only its end is known
			return days.Last
		}
		return days.First
	}
	var day edtf.Day
	for n := range e.Reports {
		if d, err := edtf.Parse(e.Reports[n].Published); err == nil && (day == 0 || d.Bounds().First < day) {
			day = d.Bounds().First
		}
	}
	return day
}
