package influence

import (
	"bytes"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Result is who had a hold on a country when, as far as the ledger shows.
type Result struct {
	Country   string    `json:"country"`
	From      edtf.Date `json:"from"`
	To        edtf.Date `json:"to"`
	Powers    []string  `json:"powers"` // all that have a share on some day, the largest over the span first
	Series    []Point   `json:"series"`
	Leads     []Lead    `json:"leads"`
	Changes   []Change  `json:"changes"`
	Opinions  []Opinion `json:"opinions"` // beside the figures, never in them
	Counts    Counts    `json:"counts"`
	Weights   string    `json:"weights"` // the file that gave them
	Draws     int       `json:"draws"`
	Seed      uint64    `json:"seed"`
	Method    string    `json:"method"`
	Goldstein string    `json:"goldstein,omitempty"` // source of the comparison, with Options.Compare
}

// Point is the shares on one day: the first of a month, or a day on which the
// lead changes.
type Point struct {
	Date   edtf.Date `json:"date"`
	Powers []Share   `json:"powers"` // the largest first; those without evidence are left out
}

// Share is what one power has on one day.
type Share struct {
	Power     string   `json:"power"`
	Share     float64  `json:"share"` // of the sum of all positive scores: 0 to 1
	Score     float64  `json:"score"` // below 0 where breaches outweigh ties
	Low       float64  `json:"low"`   // 5th percentile of the share when the weights are varied
	High      float64  `json:"high"`  // 95th
	Goldstein *float64 `json:"goldstein,omitempty"`
}

// Lead is a run of days on which one power has the largest share.
type Lead struct {
	Power   string    `json:"power"`
	From    edtf.Date `json:"from"`
	To      edtf.Date `json:"to"`
	Share   float64   `json:"share"`   // mean over its days
	Support float64   `json:"support"` // part of the draws in which it leads alone, mean over its points
	Sure    bool      `json:"sure"`    // support is at least 0.95
}

// Change is a day on which the lead passes from one power to another. "" is
// nobody: there is no evidence.
type Change struct {
	Date edtf.Date `json:"date"`
	From string    `json:"from"`
	To   string    `json:"to"`
	Acts []Mover   `json:"acts"` // that moved it most
}

// Mover is an act that helped to change the lead: it gave to the new leader, or
// ended or aged to the old one's loss.
type Mover struct {
	Act       ledger.ID `json:"act"`
	Kind      string    `json:"kind"`
	Actor     string    `json:"actor"`
	Recipient string    `json:"recipient"`
	Power     string    `json:"power"`   // whose score it moved
	Effect    float64   `json:"effect"`  // on that score, since the last change or for a year
	Date      string    `json:"date"`    // EDTF, as reported
	Counted   edtf.Date `json:"counted"` // the day from which it counts
	Assertion ledger.ID `json:"assertion"`
	Article   string    `json:"article"`
	Title     string    `json:"title"`
	Published string    `json:"published"`
	Quote     string    `json:"quote"`

	report *ledger.Report // until its words are filled in
}

// Opinion is what somebody says of who has influence. It is evidence of what is
// said, and of nothing else.
type Opinion struct {
	Power     string    `json:"power"`
	Since     string    `json:"since"` // EDTF
	Says      string    `json:"says"`  // the party on whose word it stands, else the source, else the article
	Modality  string    `json:"modality"`
	Quote     string    `json:"quote"`
	Article   string    `json:"article"`
	Title     string    `json:"title"`
	Published string    `json:"published"`
	Act       ledger.ID `json:"act"`
	Assertion ledger.ID `json:"assertion"`

	report *ledger.Report // until its words are filled in
}

// Fill fills in the words of what is shown, where the acts were brief: fill adds
// them to reports (Ledger.Fill).
func (r *Result) Fill(fill func(...*ledger.Report) error) error {
	var reports []*ledger.Report
	r.eachShown(func(m *Mover) { reports = append(reports, m.report) }, func(o *Opinion) { reports = append(reports, o.report) })
	slices.SortFunc(reports, func(a, b *ledger.Report) int { return bytes.Compare(a.Assertion[:], b.Assertion[:]) })
	if err := fill(slices.Compact(reports)...); err != nil {
		return err
	}
	r.eachShown(func(m *Mover) { m.fill(); m.report = nil }, func(o *Opinion) { o.fill(); o.report = nil })
	r.sortOpinions()
	return nil
}

// eachShown calls do and tell for what rests on reports.
func (r *Result) eachShown(do func(*Mover), tell func(*Opinion)) {
	for n := range r.Changes {
		for k := range r.Changes[n].Acts {
			do(&r.Changes[n].Acts[k])
		}
	}
	for n := range r.Opinions {
		tell(&r.Opinions[n])
	}
}

// Beside counts acts that were not weighed because nothing is weighed of their
// kinds, so that they need not be read.
func (r *Result) Beside(list []ledger.Tally) {
	for _, t := range list {
		if _, _, _, foreign := others(t.Actor, t.Recipient, r.Country); foreign {
			r.Counts.NoWeight += t.Acts
		}
	}
}

// Counts tells what was done with the acts that name the country and another party.
type Counts struct {
	Weighed    int `json:"weighed"`
	Undated    int `json:"undated"`     // of those weighed: they count from their publication
	NoDay      int `json:"no_day"`      // neither dated nor published on a known day
	Contested  int `json:"contested"`   // one report asserts, another denies
	NotDone    int `json:"not_done"`    // denied, planned or possible only
	NoWeight   int `json:"no_weight"`   // of a kind that binds nobody
	WrongParty int `json:"wrong_party"` // of a kind that counts for its actor only, and that was the country
	Opinions   int `json:"opinions"`
}

// others returns the power and the country's party of what stands between
// the country and somebody else; asActor tells that the power is the actor.
func others(actor, recipient, country string) (power, party string, asActor, ok bool) {
	switch own, acted := belongs(actor, country), belongs(recipient, country); {
	case own && !acted && foreign(recipient, country):
		return state(recipient), actor, false, true
	case acted && !own && foreign(actor, country):
		return state(actor), recipient, true, true
	}
	return "", "", false, false
}

// modalities counts the reports that say done and that say not done. What a person
// was unsure of says neither; where a person accepted one side the other is silent.
func modalities(a *ledger.Act) (done, denied []*ledger.Report) {
	accepted := false
	for n := range a.Reports {
		r := &a.Reports[n]
		accepted = accepted || r.Decision == ledger.Accept && r.Modality <= act.Negated
	}
	for n := range a.Reports {
		r := &a.Reports[n]
		switch {
		case r.Decision == ledger.Unsure || accepted && r.Decision != ledger.Accept:
		case r.Modality == act.Asserted:
			done = append(done, r)
		case r.Modality == act.Negated:
			denied = append(denied, r)
		}
	}
	return done, denied
}
