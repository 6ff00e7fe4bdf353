package web

import (
	"cmp"

	"github.com/credence-project/credence/review"
)

// WhyHere tells why an item has its place in the queue.
func (v *view) WhyHere(r review.Reason) string {
	c := &r.Change
	pairs := []any{"by", v.Name(c.By), "of", v.Name(c.Of), "aspect", v.T("aspect." + string(c.Aspect)), "value", v.locale.known("value."+c.Before.Value, c.Before.Value)}
	switch r.Kind {
	case review.Alone:
		return v.T("review.why.alone", "what", v.T("review.standing", pairs...))
	case review.Past:
		return v.T("review.why.past", "what", v.T("review.standing", pairs...), "time", v.Date(cmp.Or(c.From, "..")+"/"+c.To))
	case review.Contested:
		return v.T("review.why.contested", "what", v.T("review.subject", pairs...))
	case review.Again:
		return v.T("review.why.again", "who", r.By, "decision", v.T("decision."+string(r.Verdict)))
	}
	return v.T("review.why.weight", "what", v.locale.known("review.weighs."+r.Weighs, r.Weighs))
}
