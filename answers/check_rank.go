package answers

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// ranked judges that those who are named were the first, the last or the only ones
// to do something.
func (j *judge) ranked() (*finding, error) {
	if j.claim.Among != "" && j.group == nil {
		return &finding{verdict: Unclear, why: fmt.Sprintf("the claim is restricted to “%s”, and who belongs to that is not known here", j.claim.Among), era: j.frameEra()}, nil
	}
	for _, by := range j.claim.by {
		if j.group != nil && j.group.members[by].IsZero() {
			return &finding{verdict: False, why: fmt.Sprintf("%s does not belong to the countries of %s", j.name(by), j.group.Name), era: j.frameEra()}, nil
		}
	}
	if j.claim.Modality == act.Negated.String() {
		return &finding{verdict: Unclear, why: "who was first, last or alone not to do something cannot be told from what a ledger holds", era: j.frameEra()}, nil
	}
	if j.has("only") && !j.has("first") && !j.has("last") {
		return j.only()
	}
	return j.extreme(j.has("last"))
}

// frameEra returns the rule of the object that a comparison is about: that of the
// claim's date, else that of the day of the question.
func (j *judge) frameEra() *era {
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
func (j *judge) enter(frame *era, last bool) (*field, error) {
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
				if !claimed && o.days.Last < frame.days.First {
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
func (j *judge) eraOf(o *onset) *era {
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
	if err := j.order(f, x, last); err != nil {
		return nil, err
	}
	if len(x.before) > 0 && !last {
		f.caveats = append(f.caveats, j.caveat("counted from the first rule of the same regime on, others come before", x.before, False))
	}
	if len(x.joined) > 0 {
		before := slices.DeleteFunc(slices.Clone(x.joined), func(o onset) bool { return last || o.days.First > x.claimed[0].days.Last })
		if len(before) > 0 {
			f.caveats = append(f.caveats, j.caveat("of all that belong, or once belonged, to "+j.group.Name+" others come before, at a time when they did not", before, False))
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
				f.verdict, f.why = False, p.why+": it did not belong to "+j.group.Name+" then"
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
		if err := j.order(in, x, false); err != nil {
			return err
		}
		f.caveats = append(f.caveats, Caveat{Text: in.why, Frame: j.eraWords(e), Verdict: in.verdict, Evidence: joinEvidence(in.pro, in.con)})
		if in.verdict == False {
			f.verdict = False
		}
	}
	return nil
}

// order judges who was first, or last, by the days.
func (j *judge) order(f *finding, x *field, last bool) error {
	claim := x.claimed[0]
	for n := range x.claimed {
		c := &x.claimed[n]
		f.pro, f.con = joinEvidence(f.pro, c.pro), joinEvidence(f.con, c.con)
		if c.contested {
			f.verdict, f.why = Mixed, fmt.Sprintf("sources disagree whether %s %s", j.name(c.by), j.act(j.words.Did, f.era))
			return nil
		}
		claim.days = edtf.Span{First: max(claim.days.First, c.days.First), Last: max(claim.days.Last, c.days.Last)}
	}
	if last { // the same, looked at from the end
		claim.days = edtf.Span{First: x.claimed[0].days.First, Last: x.claimed[0].days.Last}
	}
	if claim.undated() {
		f.verdict, f.why = Unclear, fmt.Sprintf("%s %s, but no source tells since when", j.name(claim.by), j.act(j.words.Did, f.era))
		f.parties = parties(append(slices.Clone(x.claimed), x.others...))
		return nil
	}
	var ahead, tied, doubted, undated []onset
	for _, o := range x.others {
		precedes, meets := o.days.Last < claim.days.First, o.days.Overlaps(claim.days)
		if last {
			precedes = o.days.First > claim.days.Last
		}
		switch {
		case !precedes && !meets:
		case o.contested:
			doubted = append(doubted, o)
		case precedes:
			ahead = append(ahead, o)
		case o.undated():
			undated = append(undated, o)
		default:
			tied = append(tied, o)
		}
	}
	f.parties = parties(slices.Concat(ahead, x.claimed, tied))
	for _, o := range slices.Concat(ahead, tied, doubted) {
		f.con = joinEvidence(f.con, o.pro)
	}
	rank := "first"
	if last {
		rank = "last"
	}
	if j.claim.Rank > 1 {
		j.nth(f, x, ahead, slices.Concat(tied, doubted, undated))
		return nil
	}
	did := fmt.Sprintf("%s%s", j.act(j.words.Did, f.era), onWords(&x.claimed[0]))
	who := j.namesOf(x.claimed)
	switch {
	case len(ahead) > 0 && !last && !x.claimed[0].implied && !slices.ContainsFunc(ahead, func(o onset) bool { return !o.implied }):
		f.verdict, f.why = Mixed, fmt.Sprintf("%s expressly %s, the first to say so; from dealings, which nobody in the ledger says were not meant so, the doctrine implies it earlier of %s", who, did, j.tell(ahead))
	case len(ahead) > 0 && last:
		f.verdict, f.why = False, fmt.Sprintf("%s %s, and after that %s", who, did, j.tell(ahead))
	case len(ahead) > 0:
		f.verdict, f.why = False, fmt.Sprintf("%s %s, and before that %s", who, did, j.tell(ahead))
	case len(tied) > 0 && slices.ContainsFunc(tied, func(o onset) bool { return o.days != claim.days || o.days.First != o.days.Last }):
		f.verdict, f.why = Mixed, fmt.Sprintf("%s %s, and the sources do not tell whether that was before %s", who, did, j.tell(tied))
	case len(tied) > 0:
		f.verdict, f.why = Mixed, fmt.Sprintf("%s %s, %s on the same day: joint %s, as no source here gives the hour", who, did, j.namesOf(tied), rank)
	case len(doubted) > 0:
		f.verdict, f.why = Mixed, fmt.Sprintf("%s %s; whether %s did so earlier, sources disagree", who, did, j.namesOf(doubted))
	default:
		f.verdict, f.why = True, fmt.Sprintf("%s %s, and no source in the ledger tells of %s%s", who, did, map[bool]string{false: "anybody before that", true: "anybody after that"}[last], j.amongWords())
	}
	if len(x.claimed) > 1 && f.verdict == True {
		j.unequal(f, x.claimed)
	}
	if !j.dated.IsZero() && f.verdict == True && !j.dated.Bounds().Overlaps(x.claimed[0].days) {
		f.verdict, f.why = Mixed, "the rank is right, the date is not: "+f.why
	}
	if len(undated) > 0 && !last {
		f.caveats = append(f.caveats, j.caveat("of these no source tells since when", undated, ""))
	}
	return nil
}

// nth judges that those who are named came second, third, …: after so many, or
// with those whose place is not clear, and of whom no one is between them.
func (j *judge) nth(f *finding, x *field, ahead, unclear []onset) {
	place := len(ahead) + 1
	f.why = fmt.Sprintf("%s %s%s", j.namesOf(x.claimed), j.act(j.words.Did, f.era), onWords(&x.claimed[0]))
	if len(ahead) > 0 {
		f.why += ", after " + j.tell(ahead)
	}
	switch want := j.claim.Rank; {
	case place > want:
		f.verdict = False
	case place+len(unclear) < want:
		f.verdict, f.why = False, f.why+": as far as the ledger knows, nobody else came before"
	case len(unclear) > 0:
		f.verdict, f.why = Mixed, f.why+"; not to be ordered by what sources say: "+j.tell(unclear)
	default:
		f.verdict = True
	}
}

// unequal refines the verdict on several that are said to be first together, of
// whom one came later.
func (j *judge) unequal(f *finding, claimed []onset) {
	for n := range claimed {
		if claimed[n].days.First > claimed[0].days.Last || claimed[n].days.Last < claimed[0].days.First {
			f.verdict, f.why = Mixed, "not on one day: "+j.tell(claimed)
			return
		}
	}
}

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
		f.verdict, f.why = False, fmt.Sprintf("%s; but so does, or did, %s", f.why, j.tell(others))
	case len(doubted) > 0:
		f.verdict, f.why = Mixed, fmt.Sprintf("%s; whether %s too, sources disagree", f.why, j.namesOf(doubted))
	default:
		f.why += ", and no source in the ledger tells of anybody else" + j.amongWords()
	}
	if len(x.before) > 0 {
		f.caveats = append(f.caveats, j.caveat("under the earlier rule of the same regime there were others", x.before, False))
	}
	return f, j.impliedBefore(f, x)
}
