package answers

import (
	"cmp"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/standing"
)

// ranked judges that those who are named were the first, the last or the only ones
// to do something.
func (j *judge) ranked() (*finding, error) {
	if j.claim.Among != "" && j.group == nil {
		return &finding{verdict: Unclear, why: j.say("group.unknown", "among", j.claim.Among), era: j.frameEra()}, nil
	}
	for _, by := range j.claim.by {
		if j.group != nil && j.group.members[by].IsZero() {
			return &finding{verdict: False, why: j.say("group.outside", "by", j.name(by), "group", j.groupName()), era: j.frameEra()}, nil
		}
	}
	if j.claim.Modality == act.Negated.String() {
		return &finding{verdict: Unclear, why: j.say("rank.negated"), era: j.frameEra()}, nil
	}
	if j.has("only") && !j.has("first") && !j.has("last") {
		return j.only()
	}
	return j.extreme(j.has("last"))
}

// frameEra returns the rule of the object that a comparison is about: that of the
// claim's date, else that of the day of the question.
func (j *judge) frameEra() *standing.Reign {
	if !j.dated.IsZero() {
		if e := j.eraOn(min(j.q.On, j.dated.Bounds().Last)); e != nil {
			return e
		}
	}
	return j.eraOn(j.day())
}

// field is those who did what a claim says, each with the first time (or the
// last) in a frame, the claimed ones apart.
type field struct {
	claimed, others []onset
	before          []onset // before the frame: under an earlier rule
	joined          []onset // of a group: by those who did not belong to it then
}

// enter sorts everybody's onsets for a comparison in a rule of the object, nil all
// times.
func (j *judge) enter(frame *standing.Reign, last bool) (*field, error) {
	by, err := j.others()
	if err != nil {
		return nil, err
	}
	ids := slices.Clone(j.claim.by)
	for id := range by {
		if !slices.Contains(ids, id) && j.comparable(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids[len(j.claim.by):])
	f := &field{}
	for _, id := range ids {
		all, err := j.onsets(id)
		if err != nil {
			return nil, err
		}
		claimed := slices.Contains(j.claim.by, id)
		var best *onset
		for n := range all {
			o := &all[n]
			switch {
			case frame != nil && j.eraOf(o) != frame:
				if !claimed && o.days.Last < frame.Days.First {
					f.before = append(f.before, *o)
				}
			case j.group != nil && !j.group.holds(id, min(o.days.Last, j.q.On)):
				if !claimed && !j.group.members[id].IsZero() {
					f.joined = append(f.joined, *o)
				}
			case best == nil, last && o.days.First > best.days.First, !last && o.days.First < best.days.First && !o.contested, best.contested && !o.contested:
				best = o
			}
		}
		switch {
		case best == nil:
		case claimed:
			f.claimed = append(f.claimed, *best)
		default:
			f.others = append(f.others, *best)
		}
	}
	for _, list := range [][]onset{f.others, f.before, f.joined} {
		slices.SortStableFunc(list, func(a, b onset) int {
			return cmp.Or(cmp.Compare(a.days.Last, b.days.Last), cmp.Compare(a.by, b.by))
		})
	}
	return f, nil
}

// eraOf returns the rule of the object in which an onset falls.
func (j *judge) eraOf(o *onset) *standing.Reign {
	if o.undated() {
		return j.eraOn(o.last)
	}
	if e := j.eraOn(o.days.Last); e != nil {
		return e
	}
	return j.eraOn(o.days.First)
}

// comparable reports whether a party is one of those that claims compare: states
// with states and governments, organisations with organisations.
func (j *judge) comparable(id string) bool {
	if j.group != nil {
		return !j.group.members[id].IsZero()
	}
	sort := func(id string) string {
		e, _ := j.Names.Entity(id)
		if e.Kind == "organization" || e.Kind == "movement" || e.Kind == "person" || e.Kind == "place" {
			return e.Kind
		}
		return "state"
	}
	return len(j.claim.by) == 0 && sort(id) == "state" || len(j.claim.by) > 0 && sort(id) == sort(j.claim.by[0])
}

// extreme judges that those who are named were the first, or the last.
func (j *judge) extreme(last bool) (*finding, error) {
	frame := j.frameEra()
	x, err := j.enter(frame, last)
	if err != nil {
		return nil, err
	}
	f := &finding{era: frame}
	if len(x.claimed) < len(j.claim.by) {
		return j.absent(f, x, last)
	}
	f.mode = j.mode(x.claimed[0].rule)
	j.order(f, x, last)
	if len(x.before) > 0 && !last {
		f.caveats = append(f.caveats, j.caveat("rank.earlier", x.before, False))
	}
	if len(x.joined) > 0 {
		before := slices.DeleteFunc(slices.Clone(x.joined), func(o onset) bool { return last || o.days.First > x.claimed[0].days.Last })
		if len(before) > 0 {
			f.caveats = append(f.caveats, j.caveat("rank.joined", before, False, "group", j.groupName()))
		}
	}
	if last {
		return f, nil
	}
	return f, j.impliedBefore(f, x)
}

// absent judges a rank of those who did not do it in the frame.
func (j *judge) absent(f *finding, x *field, last bool) (*finding, error) {
	for _, by := range j.claim.by {
		if slices.ContainsFunc(x.claimed, func(o onset) bool { return o.by == by }) {
			continue
		}
		p, err := j.plain(by)
		if err != nil {
			return nil, err
		}
		f.pro, f.con, f.caveats, f.why, f.verdict = p.pro, p.con, p.caveats, p.why, p.verdict
		if p.verdict == True {
			f.verdict = Unclear
			if j.group != nil {
				f.verdict, f.why = False, j.say("rank.not-then", "why", p.why, "group", j.groupName())
			}
		}
		if p.verdict == Mixed && len(j.eras) > 1 && !last {
			return f, j.otherRule(f, by)
		}
		if len(x.others) > 0 && p.verdict == Unclear {
			f.parties = parties(x.others)
		}
		return f, nil
	}
	return f, nil
}

// otherRule tells under which earlier rule of the object a claim of being first
// holds.
func (j *judge) otherRule(f *finding, by string) error {
	for n := range j.eras {
		e := &j.eras[n]
		if e == f.era {
			continue
		}
		x, err := j.enter(e, false)
		if err != nil || len(x.claimed) < len(j.claim.by) {
			if err != nil {
				return err
			}
			continue
		}
		in := &finding{era: e}
		j.order(in, x, false)
		f.caveats = append(f.caveats, Caveat{Text: in.why, Frame: j.eraWords(e), Verdict: in.verdict, Evidence: joinEvidence(in.pro, in.con)})
		if in.verdict == False {
			f.verdict = False
		}
	}
	return nil
}
