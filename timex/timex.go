// Package timex finds time expressions in parsed sentences and gives the dates
// they mean, as EDTF (ISO 8601-2) and as TIMEX3 values (ISO 24617-1).
//
//	g, err := timex.Open(folder)                    // a language's folder
//	r := g.NewReader("2025-07-07")                  // the document's date
//	for _, x := range r.Read(&sentence) { … }       // in text order: anchors move along
//
// Non-goals: which act happened then.
package timex

// Expression is one time expression.
type Expression struct {
	Start, End  int    // bytes of the text
	First, Last int    // indices of its tokens in the sentence, inclusive
	Text        string // as written
	Type        Type
	EDTF        string // "2025-07-03", "2021/..", "199X", "P9D" for durations and sets, "" where nothing can be derived
	Value       string // TIMEX3 value: "2025-07-03", "1999-05-19T14:00", "P9D", "PRESENT_REF", …
	Rule        string // the rule that found it
	Anchor      string // the EDTF date that it was resolved against, "" for absolute expressions
}

// Type is the TIMEX3 type of an expression.
type Type string

// The TIMEX3 types.
const (
	Date     Type = "DATE"
	Time     Type = "TIME"
	Duration Type = "DURATION"
	Set      Type = "SET"
)
