package ledger

import (
	"fmt"
	"strings"
)

// Why rules judge, and what later readings find, as the ledger keeps it: in English,
// with {places} for what differs.
const (
	whyFirst    = "the first report"
	whySameDate = "the same date"
	whySameYear = "the same year, as far as is told"
	whyPart     = "one date is part of the other"
	whyOverlap  = "the dates overlap"
	whyNear     = "the dates differ by {n} days"
	whyDisagree = "the dates disagree by {n} days about what is done once"
	whyTogether = "both {modality}, without a date"
	whyPlanned  = "a plan, and its date afterwards"
	whyUndated  = "told without a date after it was done"
	whyGone     = "not found when read again"
	whyBack     = "found when read again"
	whyHeld     = "{who} decided ({decision}) about the same words"
	whyHeldAs   = whyHeld + ": {why}"
	whyUnsaid   = "no other reader says so" // of what comes without a doubt from a second reader
)

// Reasons returns the reasons that the ledger itself gives for what it judges, for
// those who put them into other words.
func Reasons() []string {
	return []string{
		whyFirst, whySameDate, whySameYear, whyPart, whyOverlap, whyNear, whyDisagree, whyTogether,
		whyPlanned, whyUndated, whyGone, whyBack, whyHeld, whyHeldAs, whyUnsaid,
	}
}

// reason fills in a reason: pairs of a place's name and what stands there.
func reason(text string, pairs ...any) string {
	if len(pairs) == 2 { // often asked, of reports that are compared
		return strings.Replace(text, fmt.Sprintf("{%v}", pairs[0]), fmt.Sprint(pairs[1]), 1)
	}
	var list []string
	for n := 0; n+1 < len(pairs); n += 2 {
		list = append(list, fmt.Sprintf("{%v}", pairs[n]), fmt.Sprint(pairs[n+1]))
	}
	return strings.NewReplacer(list...).Replace(text)
}
