package answers

import (
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/standing"
)

// tally is who does what a claim says on a day, by what is known of each.
type tally struct {
	yes, contested, past []onset // past: who did and does no longer
	no                   int
	denied               []Evidence
}

// tally counts those who do so on the day of the question, within the group that
// the claim is restricted to.
func (j *judge) tally() (*tally, error) {
	by, err := j.others()
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(by))
	for id := range by {
		if j.comparable(id) && (j.group == nil || j.group.holds(id, j.day())) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	t := &tally{}
	lasting := j.topic.Aspect != "" && !j.topic.Act
	frame := j.frameEra()
	for _, id := range ids {
		all, err := j.onsets(id)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(o onset) bool { return frame != nil && j.eraOf(&o) != frame || o.days.Last > j.day() })
		if len(all) == 0 {
			if lasting {
				s, err := j.on(id, j.day())
				if err != nil {
					return nil, err
				}
				if j.answer(&s) == standing.No {
					t.no++
					t.denied = joinEvidence(t.denied, evidences(s.Evidence))
				}
			}
			continue
		}
		o := all[len(all)-1]
		switch {
		case lasting && o.last < j.day():
			t.past = append(t.past, o)
		case o.doubtful:
			t.contested = append(t.contested, o)
		default:
			t.yes = append(t.yes, o)
		}
	}
	return t, nil
}

// fill writes a tally into a finding.
func (t *tally) fill(f *finding) {
	n := len(t.yes)
	f.count, f.parties = &n, append(parties(t.yes), parties(t.contested)...)
	for _, o := range t.yes {
		f.pro = joinEvidence(f.pro, o.pro)
	}
	for _, o := range t.contested {
		f.con = joinEvidence(f.con, append(slices.Clone(o.pro), o.con...))
	}
}

// count judges how many are said to, or tells how many do where that was asked.
func (j *judge) count() (*finding, error) {
	f := &finding{era: j.frameEra()}
	if j.claim.Among != "" && j.group == nil {
		f.verdict, f.why = Unclear, j.say("group.unknown-number", "among", j.claim.Among)
		return f, nil
	}
	t, err := j.tally()
	if err != nil {
		return nil, err
	}
	t.fill(f)
	negated := j.claim.Modality == act.Negated.String()
	if negated {
		f.verdict, f.why = Unclear, j.say("count.denied", "no", j.words.countries(t.no+len(t.past)), "yes", j.words.countries(len(t.yes)))
		return f, nil
	}
	f.why = j.say("count", "countries", j.words.countries(len(t.yes)), "among", j.amongWords())
	if n := len(t.contested); n > 0 {
		f.why = j.say("count.contested", "why", f.why, "n", n)
	}
	if n := len(t.past); n > 0 {
		f.why = j.say("count.past", "why", f.why, "n", n)
		f.caveats = append(f.caveats, j.caveat("count.no-longer", t.past, ""))
	}
	if asked := j.claim.Asked; asked {
		if f.verdict = Answered; len(t.yes)+len(t.contested)+len(t.past)+t.no == 0 {
			f.verdict, f.why = Unclear, j.say("count.nothing")
		}
		if j.claim.Count.Number == 0 {
			return f, nil
		}
	}
	j.bounds(f, t)
	return f, nil
}

// bounds judges a number. What the ledger knows of is the least that there can
// be: it can refute that there are fewer, and not that there are more.
func (j *judge) bounds(f *finding, t *tally) {
	claim, least, most, ever := j.claim.Count, len(t.yes), len(t.yes)+len(t.contested), len(t.yes)+len(t.contested)+len(t.past)
	n := claim.Number
	if least+most == 0 {
		f.verdict = Unclear
		return
	}
	switch claim.Bound {
	case act.MoreThan:
		n++
		fallthrough
	case act.AtLeast:
		f.verdict = within(least >= n, most >= n || ever >= n)
	case act.LessThan:
		n--
		fallthrough
	case act.AtMost:
		f.verdict = True
		if least > n {
			f.verdict = False
		} else if most > n {
			f.verdict = Mixed
		}
	case act.About:
		f.verdict = within(10*least >= 9*n && 10*least <= 11*n, 10*ever >= 9*n && 10*least <= 11*n)
		if 10*least > 11*n {
			f.verdict = False
		}
	default:
		switch {
		case least == n && most == n:
			f.verdict = True
		case least > n:
			f.verdict = False
		default:
			f.verdict = within(false, ever >= n)
		}
	}
	if f.verdict == Unclear {
		f.why = j.say("count.few", "why", f.why)
	}
}

// within returns True, Mixed where it may be so, else Unclear.
func within(is, may bool) string {
	switch {
	case is:
		return True
	case may:
		return Mixed
	}
	return Unclear
}

// nobody judges that no country does something.
func (j *judge) nobody() (*finding, error) {
	f := &finding{era: j.frameEra()}
	if j.claim.Among != "" && j.group == nil {
		f.verdict, f.why = Unclear, j.say("group.unknown", "among", j.claim.Among)
		return f, nil
	}
	t, err := j.tally()
	if err != nil {
		return nil, err
	}
	said, err := j.universal()
	if err != nil {
		return nil, err
	}
	t.fill(f)
	f.pro, f.con = nil, append(f.pro, f.con...)
	f.count = nil
	switch {
	case len(t.yes) > 0:
		f.verdict, f.why = False, j.say("nobody.somebody", "who", j.who(t.yes))
	case len(t.contested) > 0:
		f.verdict, f.why = Mixed, j.say("nobody.contested", "who", j.namesOf(t.contested))
	case len(t.past) > 0 && !j.claim.Present:
		f.verdict, f.why = Mixed, j.say("nobody.past", "who", j.who(t.past))
	case len(said)+t.no+len(t.past) > 0:
		f.verdict, f.why = True, j.say("nobody", "among", j.amongWords())
	default:
		f.verdict, f.why = Unclear, j.say("nobody.nothing")
	}
	f.pro = joinEvidence(said, t.denied)
	if j.claim.Modality != act.Negated.String() {
		f.invert()
	}
	if f.era == nil || len(j.eras) < 2 {
		return f, nil
	}
	x, err := j.enter(f.era, false)
	if err != nil {
		return nil, err
	}
	if len(x.before) > 0 {
		f.caveats = append(f.caveats, j.caveat("nobody.earlier", x.before, False))
		if j.has("never") && f.verdict == True {
			f.verdict, f.why = False, j.say("nobody.somebody", "who", j.who(x.before))
		}
	}
	return f, nil
}

// universal returns the reports that nobody does something.
func (j *judge) universal() ([]Evidence, error) {
	if _, err := j.others(); err != nil {
		return nil, err
	}
	var said []Evidence
	for n := range j.all {
		a := &j.all[n]
		if a.Kind != j.kind.Name || a.Actor != "" || !same(a.Recipient, j.claim.of) {
			continue
		}
		for k := range a.Reports {
			if p := &a.Reports[k]; p.Modality == act.Negated && standing.Reported(p) <= j.day() {
				said = append(said, evidence(a, p))
			}
		}
	}
	return said, nil
}
