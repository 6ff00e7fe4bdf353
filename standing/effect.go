package standing

import (
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// effect is what an act tells of one aspect: that it changed to a value, or that
// it had the value at a time.
type effect struct {
	rule      *Rule
	act       *ledger.Act
	place     int // among the effects of a telling
	value     string
	before    string // "" where nothing is told of the days before
	strength  strength
	change    bool      // the value begins with it; else it was only found to hold
	span      edtf.Span // the days one of which is that of the change; the one day of a finding
	until     edtf.Span // of a state of affairs that is known to have ended
	date      string    // EDTF, as the sources give it
	dates     []string  // where they disagree: what else they give
	undated   bool      // a finding whose day is only that of the report
	seat      bool      // it concerns a government only as that of its state
	contested bool      // the sources disagree whether it was done
	reports   []*ledger.Report
	dissent   []*ledger.Report
}

// at returns the day by which the effect is there.
func (e *effect) at() edtf.Day { return e.span.Last }

// effects returns what an act tells by a rule of the standing of by towards a
// party.
func (x *deriver) effects(a *ledger.Act, r *Rule) []effect {
	v := x.weigh(a)
	if a.State || !r.said[act.Asserted] {
		return x.findings(a, r, v)
	}
	if len(v.asserted) == 0 || v.denied {
		return nil
	}
	base := effect{rule: r, act: a, value: r.Then, before: r.Before, strength: r.strength, contested: v.contested, dissent: v.against()}
	dated := readDates(v.asserted)
	if dated == nil { // that it was done is known, when is not
		return x.undatedChanges(base, v.asserted)
	}
	base.change, base.span, base.date, base.dates, base.reports = true, dated.span, dated.date, dated.others, v.asserted
	return []effect{base}
}

// undatedChanges returns a finding for each report of an act that no source
// dates.
func (x *deriver) undatedChanges(base effect, reports []*ledger.Report) []effect {
	var all []effect
	base.before, base.undated = "", true
	for _, p := range reports {
		base.span, base.reports = one(Reported(p)), []*ledger.Report{p}
		all = append(all, base)
	}
	return all
}

// findings returns what the reports of a state of affairs, of a denial or of a
// plan tell: that a value held.
func (x *deriver) findings(a *ledger.Act, r *Rule, v verdict) []effect {
	var all []effect
	for m := act.Asserted; m <= act.Hypothetical; m++ {
		if !r.said[m] || m == act.Negated && v.overruled || m == act.Asserted && v.denied {
			continue
		}
		for _, p := range v.by(m) {
			e := effect{rule: r, act: a, value: r.Then, before: r.Before, strength: r.strength, reports: []*ledger.Report{p}, contested: v.contested && m == act.Asserted}
			if m == act.Negated && v.contested {
				continue // the effect of what was asserted is contested already
			}
			e.found(p, a.State && m == act.Asserted)
			all = append(all, e)
		}
	}
	return all
}

// found sets the days of a finding: those of a state of affairs run as its date
// says; a denial or a plan holds from the day that it is dated to, and where that
// lies ahead or is not given, on the day of the report.
func (e *effect) found(p *ledger.Report, state bool) {
	told := Reported(p)
	d, err := edtf.Parse(p.Date)
	if err != nil || !state && d.Bounds().First > told {
		e.span, e.undated = one(told), true
		return
	}
	days := d.Bounds()
	e.date = p.Date
	if !state {
		e.span = one(days.First)
		return
	}
	e.change = d.IsInterval()
	switch {
	case d.IsInterval() && !d.Start().IsZero():
		e.span, e.date = d.Start().Bounds(), d.Start().String()
		if end := d.End(); !end.IsZero() {
			e.until = end.Bounds()
		}
	case d.IsInterval() && !d.End().IsZero():
		e.span, e.change, e.until = one(d.End().Bounds().First), false, d.End().Bounds()
	default:
		e.span = one(min(days.Last, max(told, days.First)))
	}
}

// Reported returns the day on which a report was published or, where that is
// not known, recorded.
func Reported(p *ledger.Report) edtf.Day {
	if d, err := edtf.Parse(p.Published); err == nil {
		return d.Bounds().Last
	}
	t := p.Recorded.UTC()
	return edtf.DayOf(t.Year(), int(t.Month()), t.Day())
}

func one(d edtf.Day) edtf.Span { return edtf.Span{First: d, Last: d} }

// verdict is how the reports of an act weigh against each other.
type verdict struct {
	asserted, negated, planned []*ledger.Report
	contested                  bool // as many words for it as against it
	denied                     bool // the words against it weigh more
	overruled                  bool // the words for it weigh more
}

// weigh sorts the reports of an act. Where some assert and others deny it, the
// word of a person who reviewed them counts most, then that of the state whose
// act it is; otherwise it is contested.
func (x *deriver) weigh(a *ledger.Act) verdict {
	var v verdict
	for n := range a.Reports {
		p := &a.Reports[n]
		if p.Decision != ledger.Accept && p.Confidence < x.doctrine.LeastConfidence {
			continue
		}
		switch p.Modality {
		case act.Asserted:
			v.asserted = append(v.asserted, p)
		case act.Negated:
			v.negated = append(v.negated, p)
		default:
			v.planned = append(v.planned, p)
		}
	}
	if len(v.asserted) == 0 || len(v.negated) == 0 {
		return v
	}
	switch yes, no := word(v.asserted, x.by), word(v.negated, x.by); {
	case yes > no:
		v.overruled = true
	case no > yes:
		v.denied = true
	default:
		v.contested = true
	}
	return v
}

// by returns the reports in one modality.
func (v *verdict) by(m act.Modality) []*ledger.Report {
	switch m {
	case act.Asserted:
		return v.asserted
	case act.Negated:
		return v.negated
	}
	var some []*ledger.Report
	for _, p := range v.planned {
		if p.Modality == m {
			some = append(some, p)
		}
	}
	return some
}

// against returns the reports that do not say that the act was done.
func (v *verdict) against() []*ledger.Report {
	return append(v.negated[:len(v.negated):len(v.negated)], v.planned...)
}

// Weight is what a report's word on an act of a party counts: 2 accepted by a
// person, 1 the party's own or its state's, 0 another's, be it of a rival in the
// same state.
func Weight(p *ledger.Report, by string) int {
	switch {
	case p.Decision == ledger.Accept:
		return 2
	case p.AttributedTo != "" && (p.AttributedTo == by || p.AttributedTo == state(by)):
		return 1
	}
	return 0
}

// word returns the weight of the best word among reports.
func word(reports []*ledger.Report, by string) int {
	best := 0
	for _, p := range reports {
		best = max(best, Weight(p, by))
	}
	return best
}
