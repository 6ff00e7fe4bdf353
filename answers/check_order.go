package answers

import (
	"slices"

	"github.com/credence-project/credence/edtf"
)

// order judges who was first, or last, by the days.
func (j *judge) order(f *finding, x *field, last bool) {
	days, all := j.claimedDays(f, x, last)
	if !all {
		return
	}
	p := x.places(days, last)
	f.parties = parties(slices.Concat(p.ahead, x.claimed, p.tied))
	for _, o := range slices.Concat(p.ahead, p.tied, p.doubted) {
		f.con = joinEvidence(f.con, o.pro)
	}
	if j.claim.Rank > 1 {
		j.nth(f, x, p.ahead, slices.Concat(p.tied, p.doubted, p.undated))
		return
	}
	j.foremost(f, x, p, days, last)
	if len(x.claimed) > 1 && f.verdict == True {
		j.unequal(f, x.claimed)
	}
	if !j.dated.IsZero() && f.verdict == True && !j.dated.Bounds().Overlaps(x.claimed[0].days) {
		f.verdict, f.why = Mixed, j.say("rank.date", "why", f.why)
	}
	if len(p.undated) > 0 && !last {
		f.caveats = append(f.caveats, j.caveat("rank.undated", p.undated, ""))
	}
}

// claimedDays returns the days by which those who are named had all done it, of a
// last rank those of the first of them; false, with the verdict, where sources
// disagree whether one did, or none tells when.
func (j *judge) claimedDays(f *finding, x *field, last bool) (edtf.Span, bool) {
	days := x.claimed[0].days
	for n := range x.claimed {
		c := &x.claimed[n]
		f.pro, f.con = joinEvidence(f.pro, c.pro), joinEvidence(f.con, c.con)
		if c.contested {
			f.verdict, f.why = Mixed, j.tell("disagree.did", c.by, f.era)
			return days, false
		}
		if !last {
			days = edtf.Span{First: max(days.First, c.days.First), Last: max(days.Last, c.days.Last)}
		}
	}
	if days.First > edtf.MinDay {
		return days, true
	}
	f.verdict, f.why = Unclear, j.tell("rank.no-date", x.claimed[0].by, f.era)
	f.parties = parties(append(slices.Clone(x.claimed), x.others...))
	return days, false
}

// places is where others stand by those who are named.
type places struct {
	ahead   []onset // before them; of a last rank, after
	tied    []onset // on days that may be the same
	doubted []onset // on either, but sources disagree whether they did it
	undated []onset
}

// places sorts the others by the days of those who are named.
func (x *field) places(days edtf.Span, last bool) places {
	var p places
	for _, o := range x.others {
		precedes := o.days.Last < days.First
		if last {
			precedes = o.days.First > days.Last
		}
		switch {
		case !precedes && !o.days.Overlaps(days):
		case o.contested:
			p.doubted = append(p.doubted, o)
		case precedes:
			p.ahead = append(p.ahead, o)
		case o.undated():
			p.undated = append(p.undated, o)
		default:
			p.tied = append(p.tied, o)
		}
	}
	return p
}

// foremost judges that those who are named were the first, or the last.
func (j *judge) foremost(f *finding, x *field, p places, days edtf.Span, last bool) {
	rank := "first"
	if last {
		rank = "last"
	}
	by := j.namesOf(x.claimed)
	told := j.toldIn(&x.claimed[0], by, f.era)
	express := func(o onset) bool { return !o.implied }
	unsure := func(o onset) bool { return o.days != days || o.days.First != o.days.Last }
	switch {
	case len(p.ahead) > 0 && !last && express(x.claimed[0]) && !slices.ContainsFunc(p.ahead, express):
		f.verdict, f.why = Mixed, j.tell("rank.express", by, f.era, "when", j.when(&x.claimed[0]), "who", j.who(p.ahead))
	case len(p.ahead) > 0:
		f.verdict, f.why = False, j.say(rank+".others", "told", told, "who", j.who(p.ahead))
	case slices.ContainsFunc(p.tied, unsure):
		f.verdict, f.why = Mixed, j.say("rank.unclear", "told", told, "who", j.who(p.tied))
	case len(p.tied) > 0:
		f.verdict, f.why = Mixed, j.say(rank+".joint", "told", told, "who", j.namesOf(p.tied))
	case len(p.doubted) > 0:
		f.verdict, f.why = Mixed, j.say("rank.contested", "told", told, "who", j.namesOf(p.doubted))
	default:
		f.verdict, f.why = True, j.say(rank, "told", told, "among", j.amongWords())
	}
}

// nth judges that those who are named came second, third, …: after so many, or
// with those whose place is not clear, and of whom no one is between them.
func (j *judge) nth(f *finding, x *field, ahead, unclear []onset) {
	place := len(ahead) + 1
	f.why = j.toldIn(&x.claimed[0], j.namesOf(x.claimed), f.era)
	if len(ahead) > 0 {
		f.why = j.say("nth.after", "told", f.why, "who", j.who(ahead))
	}
	switch want := j.claim.Rank; {
	case place > want:
		f.verdict = False
	case place+len(unclear) < want:
		f.verdict, f.why = False, j.say("nth.less", "why", f.why)
	case len(unclear) > 0:
		f.verdict, f.why = Mixed, j.say("nth.unclear", "why", f.why, "who", j.who(unclear))
	default:
		f.verdict = True
	}
}

// unequal refines the verdict on several that are said to be first together, of
// whom one came later.
func (j *judge) unequal(f *finding, claimed []onset) {
	for n := range claimed {
		if claimed[n].days.First > claimed[0].days.Last || claimed[n].days.Last < claimed[0].days.First {
			f.verdict, f.why = Mixed, j.say("first.apart", "who", j.who(claimed))
			return
		}
	}
}
