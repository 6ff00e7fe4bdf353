package answers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// onset is the beginning of what a claim says, or one act of the kind.
type onset struct {
	by        string
	days      edtf.Span // one of which it is; First is MinDay where no source tells since when
	date      string    // EDTF, "" where no source tells
	dates     []string  // what sources give, where they disagree
	last      edtf.Day  // until when it lasts, as far as is known by the day of the question
	until     string    // EDTF of the end
	contested bool      // sources disagree whether it came to be so
	doubtful  bool      // sources disagree whether it is still so
	implied   bool      // it follows from dealings, nobody declared it
	rule      string
	pro, con  []Evidence
}

// undated reports whether no source tells since when.
func (o *onset) undated() bool { return o.days.First == edtf.MinDay }

// eraOn returns the rule that a day lies in, nil where in none.
func (j *judge) eraOn(day edtf.Day) *standing.Reign {
	for n := len(j.eras) - 1; n >= 0; n-- {
		if j.eras[n].Days.Holds(day) {
			return &j.eras[n]
		}
	}
	return nil
}

// line returns the standing of a party towards the object.
func (j *judge) line(by string) (*standing.Line, error) {
	if l := j.lines[by]; l != nil {
		return l, nil
	}
	acts, err := j.actsOf(by)
	if err != nil {
		return nil, err
	}
	j.lines[by] = standing.Derive(j.Doctrine, j.Names, acts, by, j.claim.of)
	return j.lines[by], nil
}

// on returns the standing that the topic is about on a day.
func (j *judge) on(by string, day edtf.Day) (standing.Standing, error) {
	l, err := j.line(by)
	if err != nil {
		return standing.Standing{}, err
	}
	return l.OnOver(j.topic.Aspect, j.claim.over, day), nil
}

// answer tells by a standing whether it is so: standing.Yes, No, Contested or
// Unknown.
func (j *judge) answer(s *standing.Standing) string {
	v := s.Told()
	switch {
	case v == standing.Contested:
		return standing.Contested
	case slices.Contains(j.topic.Holds, v):
		return standing.Yes
	case slices.Contains(j.topic.Fails, v):
		return standing.No
	}
	return standing.Unknown
}

// onsets returns when a party came to do what the claim says, oldest first, up to
// the day of the question.
func (j *judge) onsets(by string) ([]onset, error) {
	if j.topic.Aspect == "" || j.topic.Act {
		return j.deeds(by)
	}
	return j.beginnings(by)
}

// beginnings returns the beginnings of a standing.
func (j *judge) beginnings(by string) ([]onset, error) {
	l, err := j.line(by)
	if err != nil {
		return nil, err
	}
	first := l.First()
	if first == 0 || first > j.q.On {
		return nil, nil
	}
	var all []onset
	lasts, was := false, false // the last of all is still so; it was otherwise just before
	for _, p := range l.Periods(j.topic.Aspect, j.claim.over, max(first-1, edtf.MinDay), j.q.On) {
		if lasts && j.byRule() && j.eraOn(p.First) != j.eraOn(all[len(all)-1].last) {
			lasts, was = false, true
			if j.topic.Undoes {
				was = false // what ends with a regime was not undone
			}
		}
		switch a := j.answer(&p.Standing); {
		case a == standing.No:
			switch n := len(all) - 1; {
			case lasts && all[n].implied && p.Since == "": // a denial: what was implied never was
				all = all[:n]
			case lasts:
				all[n].until = p.Since
			}
			lasts, was = false, true
		case a == standing.Unknown:
		case lasts:
			o := &all[len(all)-1]
			o.last = p.Last
			if o.doubtful = a == standing.Contested; !o.doubtful {
				o.contested = false
			}
			o.pro, o.con = joinEvidence(o.pro, evidences(p.Evidence)), joinEvidence(o.con, evidences(p.Dissent))
		case j.topic.Undoes && (!was || j.boundary(p.First)):
		default:
			all, lasts = append(all, j.beginning(by, &p)), true
		}
	}
	return all, nil
}

// byRule reports whether the claim is about one rule of its object at a time: the
// recognition of a government ends with it, a listing does not.
func (j *judge) byRule() bool {
	return j.topic.Aspect == standing.Recognised && len(j.eras) > 0 && j.Doctrine.GovernmentEnds != nil
}

// boundary reports whether a rule of the object ended the day before.
func (j *judge) boundary(day edtf.Day) bool {
	return slices.ContainsFunc(j.eras, func(e standing.Reign) bool { return e.Days.Last+1 == day })
}

// beginning writes a period out as an onset.
func (j *judge) beginning(by string, p *standing.Period) onset {
	o := onset{
		by: by, days: edtf.Span{First: edtf.MinDay, Last: p.First}, date: p.Since, dates: p.Dates, last: p.Last, contested: p.Value == standing.Contested, doubtful: p.Value == standing.Contested,
		rule: p.Rule, implied: j.strength(p.Rule) != "", pro: evidences(p.Evidence), con: evidences(p.Dissent),
	}
	for n, text := range append([]string{p.Since}, p.Dates...) {
		d, err := edtf.Parse(text)
		if err != nil {
			continue
		}
		if d.IsInterval() && !d.Start().IsZero() {
			d = d.Start()
		}
		b := d.Bounds()
		if n == 0 || o.undated() {
			o.days = b
		}
		o.days = edtf.Span{First: min(o.days.First, b.First), Last: max(o.days.Last, b.Last)}
	}
	if p.First > o.days.First && len(o.dates) == 0 {
		o.days.Last = min(o.days.Last, p.First)
	}
	return o
}

// strength returns how firmly a rule of the doctrine tells, "" of an express one.
func (j *judge) strength(rule string) string {
	for n := range j.Doctrine.Rules {
		if r := &j.Doctrine.Rules[n]; r.Name == rule && r.Strength != "express" {
			return r.Strength
		}
	}
	return ""
}

// deeds returns the acts of the claim's kind that a party did towards the
// object, oldest first.
func (j *judge) deeds(by string) ([]onset, error) {
	acts, err := j.actsOf(by)
	if err != nil {
		return nil, err
	}
	return j.done(acts, by), nil
}

// done returns those of some acts that are of the claim's kind and parties and
// that a source says were done.
func (j *judge) done(acts []ledger.Act, by string) []onset {
	var all []onset
	for n := range acts {
		a := &acts[n]
		if a.Kind != j.kind.Name || a.Over != j.claim.over || !j.parties(a, by) {
			continue
		}
		if o, ok := j.deed(a, by); ok && (o.undated() || o.days.First <= j.q.On) {
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(a, b onset) int {
		return cmp.Or(cmp.Compare(a.days.First, b.days.First), cmp.Compare(a.days.Last, b.days.Last))
	})
	return all
}

// parties reports whether an act is between a party and the object.
func (j *judge) parties(a *ledger.Act, by string) bool {
	if same(a.Actor, by) && same(a.Recipient, j.claim.of) {
		return true
	}
	return j.kind.Symmetric && same(a.Recipient, by) && same(a.Actor, j.claim.of)
}

// same reports whether two ids are one party, or a state and a regime of it.
func same(a, b string) bool {
	return a == b || a != "" && b != "" && gazetteer.State(a) == gazetteer.State(b) && strings.Contains(a, ".") != strings.Contains(b, ".")
}

// deed weighs the reports of an act; ok is false where none that counts says that
// it was done, or the word against it weighs more.
func (j *judge) deed(a *ledger.Act, by string) (o onset, ok bool) {
	o = onset{by: by, days: edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}, last: j.q.On, contested: false}
	yes, no := -1, -1
	for n := range a.Reports {
		p := &a.Reports[n]
		if p.Decision != ledger.Accept && p.Confidence < j.Doctrine.LeastConfidence {
			continue
		}
		switch p.Modality {
		case act.Asserted:
			yes = max(yes, standing.Weight(p, by))
			o.pro = append(o.pro, evidence(a, p))
			o.days.Last = min(o.days.Last, standing.Reported(p))
		case act.Negated:
			no = max(no, standing.Weight(p, by))
			o.con = append(o.con, evidence(a, p))
		}
	}
	if yes < 0 || no > yes {
		return o, false
	}
	o.contested = no == yes
	o.doubtful = o.contested
	e := event(a)
	o.date = ""
	for _, p := range o.pro {
		d, err := edtf.Parse(p.Date)
		if err != nil {
			continue
		}
		b := d.Bounds()
		switch {
		case o.undated():
			o.days, o.date = b, p.Date
		case b.Overlaps(o.days):
			if o.days = o.days.Meet(b); o.days == b {
				o.date = p.Date
			}
		default:
			o.days = edtf.Span{First: min(o.days.First, b.First), Last: max(o.days.Last, b.Last)}
			o.dates = e.Dates
		}
	}
	return o, true
}

// reports returns what is reported of the claim's acts by a party in some
// modalities, whatever it is worth.
func (j *judge) reports(by string, modalities ...act.Modality) ([]Evidence, error) {
	acts, err := j.actsOf(by)
	if err != nil {
		return nil, err
	}
	var all []Evidence
	for n := range acts {
		a := &acts[n]
		if a.Kind != j.kind.Name || a.Over != j.claim.over || !j.parties(a, by) && !(a.Actor == "" && same(a.Recipient, j.claim.of)) {
			continue
		}
		for k := range a.Reports {
			if slices.Contains(modalities, a.Reports[k].Modality) {
				all = append(all, evidence(a, &a.Reports[k]))
			}
		}
	}
	return all, nil
}
