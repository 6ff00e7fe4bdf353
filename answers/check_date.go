package answers

import (
	"errors"
	"fmt"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/standing"
)

// plainDated judges that it began on a day, or in a month or year.
func (j *judge) plainDated(by string) (*finding, error) {
	all, err := j.onsets(by)
	if err != nil {
		return nil, err
	}
	days, day := j.dated.Bounds(), j.day()
	f := &finding{era: j.eraOn(day)}
	o := nearest(all, days)
	if o == nil {
		s, err := j.on(by, day)
		if err != nil {
			return nil, err
		}
		f.pro, f.con = evidences(s.Dissent), evidences(s.Evidence)
		switch j.answer(&s) {
		case standing.No:
			f.verdict, f.why = False, fmt.Sprintf("%s had not %s by %s", j.name(by), j.act(j.words.Done, f.era), day)
		case standing.Contested:
			f.verdict, f.why = Mixed, "sources disagree"
		default:
			f.verdict, f.why = Unclear, fmt.Sprintf("the ledger has no evidence that %s %s", j.name(by), j.act(j.words.Did, f.era))
			if err := j.announced(f, by); err != nil {
				return nil, err
			}
		}
		return f, errors.Join(j.near(f, by), j.implied(f, by, day))
	}
	f.era, f.mode = j.eraOf(o), j.mode(o.rule)
	j.compare(f, o, days)
	return f, nil
}

// compare judges a date of a claim by an onset.
func (j *judge) compare(f *finding, o *onset, days edtf.Span) {
	f.pro, f.con = o.pro, o.con
	told := fmt.Sprintf("%s %s%s", j.name(o.by), j.act(j.words.Did, j.eraOf(o)), onWords(o))
	switch {
	case o.contested:
		f.verdict, f.why = Mixed, told+", but sources disagree whether it did"
	case o.undated():
		f.verdict, f.why = Mixed, fmt.Sprintf("%s %s, but no source tells when", j.name(o.by), j.act(j.words.Did, f.era))
	case days.Contains(o.days):
		f.verdict, f.why = True, told+j.ruleWords(o.rule)
	case len(o.dates) > 0 && days.Overlaps(o.days):
		f.verdict, f.why = Mixed, fmt.Sprintf("sources give different days: %s", list(o.dates))
	case days.Overlaps(o.days):
		f.verdict, f.why = Mixed, told+": no source is as exact as the claim"
	default:
		f.verdict, f.why = Mixed, fmt.Sprintf("it was at another time than %s: %s", j.dated, told)
	}
}

// plainSince judges that it has lasted since a time.
func (j *judge) plainSince(by string) (*finding, error) {
	s, err := j.on(by, j.q.On)
	if err != nil {
		return nil, err
	}
	all, err := j.onsets(by)
	if err != nil {
		return nil, err
	}
	o := holding(all, j.q.On)
	if j.answer(&s) != standing.Yes || o == nil {
		return j.plainStanding(by)
	}
	start := j.dated
	if start.IsInterval() && !start.Start().IsZero() {
		start = start.Start()
	}
	days := start.Bounds()
	f := &finding{era: j.eraOn(j.q.On), pro: o.pro, con: o.con, mode: j.mode(o.rule)}
	told := fmt.Sprintf("%s %s", j.name(by), j.act(j.words.Is, f.era))
	switch {
	case o.undated():
		f.verdict, f.why = Unclear, told+", but no source tells since when"
	case days.Contains(o.days):
		f.verdict, f.why = True, told+sinceWords(o)
	case days.Overlaps(o.days):
		f.verdict, f.why = Mixed, told+sinceWords(o)+": the sources do not allow to tell it closer"
	case o.days.Last < days.First:
		f.verdict, f.why = Mixed, told+sinceWords(o)+", which is longer than the claim has it"
	default:
		f.verdict, f.why = False, told+" only"+sinceWords(o)
		f.pro, f.con = nil, o.pro
		j.earlier(f, all, o)
	}
	return f, nil
}

// earlier adds what was so under an earlier rule, or before it ended once.
func (j *judge) earlier(f *finding, all []onset, now *onset) {
	for n := range all {
		o := &all[n]
		if o == now || o.contested || o.days.Last >= now.days.First {
			continue
		}
		f.caveats = append(f.caveats, Caveat{
			Text: fmt.Sprintf("%s %s%s", j.name(o.by), j.act(j.words.Did, j.eraOf(o)), onWords(o)), Frame: j.eraWords(j.eraOf(o)), Evidence: o.pro,
		})
	}
}

// deniedDated judges that something was not so at a time.
func (j *judge) deniedDated(by string, day edtf.Day) (*finding, error) {
	s, err := j.on(by, day)
	if err != nil {
		return nil, err
	}
	f := &finding{era: j.eraOn(day), pro: evidences(s.Evidence), con: evidences(s.Dissent), mode: j.mode(s.Rule)}
	claim := fmt.Sprintf("%s had %s", j.name(by), j.act(j.words.Done, f.era))
	switch j.answer(&s) {
	case standing.No:
		f.verdict, f.why = True, fmt.Sprintf("on %s it was not so that %s", day, claim)
	case standing.Yes:
		f.pro, f.con = f.con, f.pro
		f.verdict, f.why = False, fmt.Sprintf("on %s %s%s", day, claim, dateWords(", since ", s.Since))
	case standing.Contested:
		f.verdict, f.why = Mixed, "sources disagree whether "+claim
	default:
		f.verdict, f.why = Unclear, fmt.Sprintf("the ledger has no evidence whether on %s %s", day, claim)
	}
	return f, nil
}

// holding returns the onset of what lasts on a day, nil where nothing does.
func holding(all []onset, day edtf.Day) *onset {
	for n := len(all) - 1; n >= 0; n-- {
		if o := &all[n]; o.days.Last <= day && o.last >= day {
			return o
		}
	}
	return nil
}

// nearest returns the onset closest to some days: of two that touch them a dated
// one, nil where there is none at all.
func nearest(all []onset, days edtf.Span) *onset {
	var best *onset
	for n := range all {
		o := &all[n]
		if best == nil || gap(o.days, days) < gap(best.days, days) || best.undated() && !o.undated() {
			best = o
		}
	}
	return best
}

// gap returns the days between two runs of days, 0 where they meet.
func gap(a, b edtf.Span) edtf.Day { return max(a.First-b.Last, b.First-a.Last, 0) }
