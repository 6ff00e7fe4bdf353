package answers

import (
	"errors"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/standing"
)

// finding is what a judge found.
type finding struct {
	verdict  string
	why      string
	count    *int
	parties  []Party
	pro, con []Evidence
	caveats  []Caveat
	era      *standing.Reign // the rule that was assumed, nil all times
	mode     string
}

// invert makes the finding on a claim one on its contrary.
func (f *finding) invert() {
	f.verdict = contrary(f.verdict)
	for n := range f.caveats {
		f.caveats[n].Verdict = contrary(f.caveats[n].Verdict)
	}
	f.pro, f.con = f.con, f.pro
}

// contrary returns the verdict on the contrary of a claim.
func contrary(verdict string) string {
	switch verdict {
	case True:
		return False
	case False:
		return True
	}
	return verdict
}

// plain judges that a party does, or did, what the claim says.
func (j *judge) plain(by string) (*finding, error) {
	if j.topic.Aspect == "" || j.topic.Act {
		return j.plainAct(by)
	}
	denials, err := j.refusals(by)
	if err != nil {
		return nil, err
	}
	switch {
	case len(denials) > 0:
		return j.plainGovernment(by, denials)
	case j.since():
		return j.plainSince(by)
	case j.has("still"):
		return j.still(by)
	case !j.dated.IsZero() && !j.kind.State && !j.claim.Present:
		return j.plainDated(by)
	}
	return j.plainStanding(by)
}

// plainStanding judges by the standing on the day.
func (j *judge) plainStanding(by string) (*finding, error) {
	day := j.day()
	s, err := j.on(by, day)
	if err != nil {
		return nil, err
	}
	all, err := j.onsets(by)
	if err != nil {
		return nil, err
	}
	f := &finding{era: j.eraOn(day), pro: evidences(s.Evidence), con: evidences(s.Dissent), mode: j.mode(s.Rule)}
	now := holding(all, day)
	switch j.answer(&s) {
	case standing.Yes:
		f.verdict, f.why = True, j.tell("is", by, f.era, "since", j.sinceWords(now), "rule", j.ruleWords(s.Rule))
		if len(f.con) > 0 {
			f.caveats = append(f.caveats, Caveat{Text: j.say("outweighed"), Evidence: f.con})
		}
		return f, nil
	case standing.Contested:
		f.verdict, f.why = Mixed, j.tell("disagree.is", by, f.era)
	case standing.No:
		f.verdict, f.why = False, j.tell("is.not", by, f.era, "day", j.words.date(day.String()))
		f.pro, f.con = f.con, f.pro
		j.past(f, all, day)
	default:
		f.verdict, f.why = Unclear, j.tell("nothing.is", by, f.era, "day", j.words.date(day.String()))
		j.past(f, all, day)
		if err := j.announced(f, by); err != nil {
			return nil, err
		}
	}
	return f, errors.Join(j.near(f, by), j.implied(f, by, day))
}

// near adds to a finding that an act was not done, or is not known, what was done
// instead and is easily taken for it.
func (j *judge) near(f *finding, by string) error {
	if len(j.topic.Near) == 0 || f.verdict == True {
		return nil
	}
	acts, err := j.actsOf(by)
	if err != nil {
		return err
	}
	for n := len(acts) - 1; n >= 0; n-- {
		a := &acts[n]
		if !slices.Contains(j.topic.Near, a.Kind) || !same(a.Actor, by) || !same(a.Recipient, j.claim.of) {
			continue
		}
		if o, ok := j.deed(a, by); ok && (o.undated() || o.days.First <= j.day()) {
			f.caveats = append(f.caveats, Caveat{Text: j.say("near", "near", j.say(j.topic.Why), "by", j.name(by), "kind", j.kindName(a.Kind), "when", j.when(&o)), Evidence: o.pro})
			return nil
		}
	}
	return nil
}

// past tells in a finding that it is not so, or that nothing is known, what was so
// before the day: then a claim that is not about the present is not simply wrong.
func (j *judge) past(f *finding, all []onset, day edtf.Day) {
	for n := len(all) - 1; n >= 0; n-- {
		o := &all[n]
		if o.days.Last > day || o.contested {
			continue
		}
		was := j.eraOf(o)
		text := j.toldIn(o, o.by, was)
		if was == f.era && o.until != "" {
			text = j.say("no-longer", "told", text, "date", j.words.date(o.until))
		}
		f.caveats = append(f.caveats, Caveat{Text: text, Frame: j.eraWords(was), Verdict: True, Evidence: o.pro})
		f.pro = joinEvidence(f.pro, o.pro)
		if !j.claim.Present || f.era != nil && was != f.era && j.byRule() {
			f.verdict = Mixed
		}
		f.why = j.say("why.told", "why", f.why, "told", text)
		return
	}
}

// announced adds what was only planned or demanded to a finding that nothing is
// known.
func (j *judge) announced(f *finding, by string) error {
	planned, err := j.reports(by, act.Future, act.Hypothetical)
	if err == nil && len(planned) > 0 {
		f.caveats = append(f.caveats, Caveat{Text: j.say("announced"), Evidence: planned})
	}
	return err
}

// still judges that it was so and is so.
func (j *judge) still(by string) (*finding, error) {
	f, err := j.plainStanding(by)
	if err != nil || f.verdict != Mixed {
		return f, err
	}
	s, err := j.on(by, j.day())
	if err == nil && j.answer(&s) == standing.No {
		f.verdict = False // it was so once: that is what "still" denies
	}
	return f, err
}

// plainAct judges by the acts of the kind, and by the standing where there are
// none.
func (j *judge) plainAct(by string) (*finding, error) {
	all, err := j.onsets(by)
	if err != nil {
		return nil, err
	}
	f := &finding{era: j.eraOn(j.day())}
	if len(all) == 0 {
		return f, j.noAct(f, by)
	}
	if j.dated.IsZero() {
		o := &all[len(all)-1]
		for n := range all {
			if !all[n].contested && (o.contested || !all[n].undated()) {
				o = &all[n]
			}
		}
		f.era, f.pro, f.con = j.eraOf(o), o.pro, o.con
		if f.era = j.eraOn(o.days.Last); o.undated() {
			f.era = j.eraOn(j.day())
		}
		told := j.toldIn(o, by, f.era)
		if f.verdict, f.why = True, told; o.contested {
			f.verdict, f.why = Mixed, j.say("disagree.told", "told", told)
		}
		return f, j.reversed(f, by)
	}
	days := j.dated.Bounds()
	o := nearest(all, days)
	f.era = j.eraOf(o)
	j.compare(f, o, days)
	if gap(o.days, days) > yearApart && j.topic.Aspect == "" {
		f.verdict = Unclear // what recurs may have been done then too
		f.why = j.say("date.not-then", "date", j.words.date(j.dated.String()), "told", j.toldIn(o, by, f.era))
	}
	return f, nil
}

// yearApart is how many days may lie between the date of a claim and that of an
// act for the claim to be about that act.
const yearApart = 366

// reversed adds that what was done has been undone since.
func (j *judge) reversed(f *finding, by string) error {
	if j.topic.Aspect == "" {
		return nil
	}
	s, err := j.on(by, j.q.On)
	if err == nil && j.answer(&s) == standing.No {
		f.caveats = append(f.caveats, Caveat{Text: j.say("reversed", "day", j.words.date(j.q.On.String()), "value", named(j.words.Values, s.Value, s.Value), "since", j.words.since(s.Since)), Evidence: evidences(s.Evidence)})
	}
	return err
}

// noAct judges that something was done of which there is no report that counts.
func (j *judge) noAct(f *finding, by string) error {
	f.verdict, f.why = Unclear, j.tell("nothing.did", by, f.era)
	denials, err := j.reports(by, act.Negated)
	if err != nil {
		return err
	}
	if len(denials) > 0 {
		f.verdict, f.why, f.con = False, j.tell("denied", by, f.era), denials
		return j.announced(f, by)
	}
	if j.topic.Aspect != "" {
		s, err := j.on(by, j.day())
		if err != nil {
			return err
		}
		switch j.answer(&s) {
		case standing.No:
			f.verdict, f.con = False, evidences(s.Evidence)
			f.why = j.tell("denied.standing", by, f.era, "day", j.words.date(j.day().String()), "value", named(j.words.Values, s.Value, s.Value))
		case standing.Yes:
			f.pro = evidences(s.Evidence)
			f.why = j.say("standing.agrees", "why", f.why)
		}
	}
	return j.announced(f, by)
}

// denied judges that a party does not, or did not, do what the claim denies.
func (j *judge) denied(by string) (*finding, error) {
	day := j.day()
	if j.topic.Aspect != "" && !j.topic.Act && !j.dated.IsZero() && !j.since() {
		return j.deniedDated(by, day)
	}
	f, err := j.plain(by)
	if err == nil {
		f.invert()
	}
	return f, err
}

// never judges that a party has not done something in any era.
func (j *judge) never(by string) (*finding, error) {
	all, err := j.onsets(by)
	if err != nil {
		return nil, err
	}
	f := &finding{}
	for n := range all {
		o := &all[n]
		told := j.toldIn(o, by, j.eraOf(o))
		f.con = joinEvidence(f.con, o.pro)
		f.pro = joinEvidence(f.pro, o.con)
		switch {
		case !o.contested:
			f.verdict, f.why = False, told
		case f.verdict == "":
			f.verdict, f.why = Mixed, j.say("disagree.told", "told", told)
		}
	}
	if f.verdict != "" {
		return f, nil
	}
	if f.pro, err = j.reports(by, act.Negated); err != nil {
		return nil, err
	}
	no := len(f.pro) > 0
	if j.topic.Aspect != "" {
		s, err := j.on(by, j.q.On)
		if err != nil {
			return nil, err
		}
		if j.answer(&s) == standing.No {
			no = true
			f.pro = joinEvidence(f.pro, evidences(s.Evidence))
		}
	}
	f.verdict, f.why = True, j.tell("never", by, nil)
	if !no {
		f.verdict, f.why = Unclear, j.tell("never.nothing", by, nil)
	}
	return f, j.implied(f, by, j.q.On)
}

// ahead judges a claim about what is to come, or might.
func (j *judge) ahead() (*finding, error) {
	by := j.claim.by[0]
	f, err := j.plain(by)
	if err != nil {
		return nil, err
	}
	planned, err := j.reports(by, act.Future, act.Hypothetical)
	if err != nil {
		return nil, err
	}
	if f.verdict == True {
		f.verdict, f.why = Mixed, j.say("ahead.no-longer", "why", f.why)
		return f, nil
	}
	f.verdict, f.why, f.caveats = Unclear, j.say("ahead"), nil
	f.pro, f.con = planned, nil
	return f, nil
}
