package answers

import "slices"

// only judges that nobody else does, or did, what those who are named do.
func (j *judge) only() (*finding, error) {
	by := j.claim.by[0]
	f, err := j.plain(by)
	if err != nil {
		return nil, err
	}
	lasting := j.topic.Aspect != "" && !j.topic.Act
	if f.verdict != True {
		return f, nil
	}
	frame := j.frameEra()
	x, err := j.enter(frame, false)
	if err != nil {
		return nil, err
	}
	var others, doubted []onset
	for _, o := range x.others {
		switch now := !lasting || o.last >= j.day() && o.days.Last <= j.day(); {
		case !now:
		case o.doubtful:
			doubted = append(doubted, o)
		default:
			others = append(others, o)
		}
	}
	for _, o := range x.joined { // today's members count
		if j.group.holds(o.by, j.day()) && lasting && o.last >= j.day() {
			others = append(others, o)
		}
	}
	f.parties = parties(append(slices.Clone(x.claimed), others...))
	for _, o := range append(slices.Clone(others), doubted...) {
		f.con = joinEvidence(f.con, o.pro)
	}
	if len(j.claim.by) > 1 {
		for _, other := range j.claim.by[1:] {
			p, err := j.plain(other)
			if err != nil {
				return nil, err
			}
			if f.pro = joinEvidence(f.pro, p.pro); p.verdict != True {
				f.verdict, f.why = p.verdict, p.why
				return f, nil
			}
		}
	}
	switch {
	case len(others) > 0:
		f.verdict, f.why = False, j.say("only.others", "why", f.why, "who", j.who(others))
	case len(doubted) > 0:
		f.verdict, f.why = Mixed, j.say("only.contested", "why", f.why, "who", j.namesOf(doubted))
	default:
		f.why = j.say("only", "why", f.why, "among", j.amongWords())
	}
	if len(x.before) > 0 {
		f.caveats = append(f.caveats, j.caveat("only.earlier", x.before, False))
	}
	return f, j.impliedBefore(f, x)
}
