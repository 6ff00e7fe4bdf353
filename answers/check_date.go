package answers

import (
	"errors"

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
			f.verdict, f.why = False, j.tell("date.not-yet", by, f.era, "day", j.words.date(day.String()))
		case standing.Contested:
			f.verdict, f.why = Mixed, j.say("disagree")
		default:
			f.verdict, f.why = Unclear, j.tell("nothing.did", by, f.era)
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
	told := j.told(o)
	switch {
	case o.contested:
		f.verdict, f.why = Mixed, j.say("date.contested", "told", told)
	case o.undated():
		f.verdict, f.why = Mixed, j.tell("date.none", o.by, f.era)
	case days.Contains(o.days):
		f.verdict, f.why = True, j.say("told.rule", "told", told, "rule", j.ruleWords(o.rule))
	case len(o.dates) > 0 && days.Overlaps(o.days):
		f.verdict, f.why = Mixed, j.say("date.different", "days", j.words.dates(o.dates))
	case days.Overlaps(o.days):
		f.verdict, f.why = Mixed, j.say("date.inexact", "told", told)
	default:
		f.verdict, f.why = Mixed, j.say("date.other", "date", j.words.date(j.dated.String()), "told", told)
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
	told := func(key string) string { return j.tell(key, by, f.era, "since", j.sinceWords(o)) }
	switch {
	case o.undated():
		f.verdict, f.why = Unclear, told("since.none")
	case days.Contains(o.days):
		f.verdict, f.why = True, told("since.so")
	case days.Overlaps(o.days):
		f.verdict, f.why = Mixed, told("since.inexact")
	case o.days.Last < days.First:
		f.verdict, f.why = Mixed, told("since.longer")
	default:
		f.verdict, f.why = False, told("since.only")
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
			Text: j.told(o), Frame: j.eraWords(j.eraOf(o)), Evidence: o.pro,
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
	told := func(key string) string {
		return j.tell(key, by, f.era, "day", j.words.date(day.String()), "since", j.words.since(s.Since))
	}
	switch j.answer(&s) {
	case standing.No:
		f.verdict, f.why = True, told("had.not")
	case standing.Yes:
		f.pro, f.con = f.con, f.pro
		if f.verdict, f.why = False, told("had"); s.Since != "" {
			f.why = told("had.since")
		}
	case standing.Contested:
		f.verdict, f.why = Mixed, told("disagree.had")
	default:
		f.verdict, f.why = Unclear, told("nothing.had")
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
