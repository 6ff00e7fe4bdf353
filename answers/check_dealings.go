package answers

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/standing"
)

// impliedBefore adds those who dealt with the object in a way that can imply
// recognition, though it does not count as such here: earlier than those who
// recognised it.
func (j *judge) impliedBefore(f *finding, x *field) error {
	if j.topic.Aspect != standing.Recognised || j.topic.Undoes || len(x.claimed) == 0 {
		return nil
	}
	by, err := j.others()
	if err != nil {
		return err
	}
	var found []onset
	for id := range by {
		if slices.Contains(j.claim.by, id) || !j.comparable(id) || slices.ContainsFunc(x.others, func(o onset) bool { return o.by == id }) {
			continue
		}
		deals, err := j.dealings(id)
		if err != nil {
			return err
		}
		for _, o := range deals {
			if o.days.First <= x.claimed[0].days.Last && (f.era == nil || f.era.Days.Overlaps(o.days)) {
				found = append(found, o)
				break
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortFunc(found, func(a, b onset) int { return cmp.Or(cmp.Compare(a.days.Last, b.days.Last), cmp.Compare(a.by, b.by)) })
	c := j.caveat("dealings.earlier", found, False)
	var who []string
	for _, o := range found {
		who = append(who, j.name(o.by).text+j.when(&o))
		denial, err := j.denial(o.by)
		if err != nil {
			return err
		}
		c.Evidence = joinEvidence(c.Evidence, denial)
	}
	c.Text = j.say("dealings.earlier", "who", strings.Join(who, j.say("list.comma")))
	c.Frame = j.say("frame.implied")
	f.caveats = append(f.caveats, c)
	return nil
}

// implied adds to a finding that a party does not recognise another what it did
// that can imply recognition.
func (j *judge) implied(f *finding, by string, day edtf.Day) error {
	if j.topic.Aspect != standing.Recognised || j.topic.Undoes {
		return nil
	}
	deals, err := j.dealings(by)
	if err != nil {
		return err
	}
	for _, o := range deals {
		if !o.undated() && o.days.First > day || f.era != nil && !f.era.Days.Overlaps(o.days) {
			continue
		}
		f.caveats = append(f.caveats, Caveat{
			Text:  j.say("dealings", "by", j.name(o.by), "when", j.when(&o)),
			Frame: j.say("frame.implied"), Evidence: o.pro,
		})
		return nil
	}
	return nil
}

// dealings returns the acts of a party from which the doctrine implies
// recognition of the object, unless it is denied.
func (j *judge) dealings(by string) ([]onset, error) {
	acts, err := j.actsOf(by)
	if err != nil {
		return nil, err
	}
	var all []onset
	for n := range j.Doctrine.Rules {
		r := &j.Doctrine.Rules[n]
		if r.Aspect != standing.Recognised || r.Strength != "implied" || r.Then != standing.Yes {
			continue
		}
		for k := range acts {
			a := &acts[k]
			between := same(a.Actor, by) && same(a.Recipient, j.claim.of) || r.Whose == "both" && same(a.Recipient, by) && same(a.Actor, j.claim.of)
			if !between || !slices.Contains(r.Acts, a.Kind) {
				continue
			}
			if o, ok := j.deed(a, by); ok && (o.undated() || o.days.First <= j.q.On) {
				all = append(all, o)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b onset) int { return cmp.Compare(a.days.First, b.days.First) })
	return all, nil
}

// denial returns what a party is reported to deny of the claim's kind.
func (j *judge) denial(by string) ([]Evidence, error) { return j.reports(by, act.Negated) }
