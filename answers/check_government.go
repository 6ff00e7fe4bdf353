package answers

import (
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// sittingGovernment is a state's id where its government is meant.
const sittingGovernment = "sitting government"

// refusals returns what denied by the day that a party recognises the government of
// a state: the standing towards a state says nothing of its government.
func (j *judge) refusals(by string) ([]Evidence, error) {
	if j.objectKind() != sittingGovernment {
		return nil, nil
	}
	denials, err := j.reports(by, act.Negated)
	return slices.DeleteFunc(denials, func(e Evidence) bool { return publishedBy(&e) > j.day() }), err
}

// publishedBy returns the last day on which a report may have been published, the
// first of all where that is not known.
func publishedBy(e *Evidence) edtf.Day {
	d, err := edtf.Parse(e.Published)
	if err != nil {
		return edtf.MinDay
	}
	return d.Bounds().Last
}

// plainGovernment judges that a party recognises the government of a state of
// which a source says that it does not: by what was done and denied of the
// government alone.
func (j *judge) plainGovernment(by string, denials []Evidence) (*finding, error) {
	acts, err := j.actsOf(by)
	if err != nil {
		return nil, err
	}
	acts = slices.DeleteFunc(slices.Clone(acts), func(a ledger.Act) bool { return a.Recipient != j.claim.of }) // not a rival's
	all := j.done(acts, by)
	f := &finding{verdict: False, con: denials, why: j.say("government.denied", "by", j.name(by), "of", j.name(j.claim.of))}
	if len(all) > 0 {
		o := &all[len(all)-1]
		f.verdict, f.pro = Mixed, o.pro
		f.why = j.say("government.contested", "by", j.name(by), "when", j.when(o))
		if !o.contested && !o.undated() && !slices.ContainsFunc(denials, func(e Evidence) bool { return publishedBy(&e) >= o.days.First }) {
			f.verdict, f.why = True, j.say("government.after", "by", j.name(by), "when", j.when(o))
		}
	}
	s, err := j.on(by, j.day())
	if err == nil && j.answer(&s) == standing.Yes {
		f.caveats = append(f.caveats, Caveat{Text: j.say("government.state", "by", j.name(by), "rule", j.ruleWords(s.Rule)), Frame: j.say("frame.state"), Evidence: evidences(s.Evidence)})
	}
	return f, err
}
