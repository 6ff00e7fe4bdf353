// Package timex finds time expressions in parsed sentences and gives the dates
// they mean, as EDTF (ISO 8601-2) and as TIMEX3 values (ISO 24617-1).
//
//	g, err := timex.Open(folder)                    // a language's folder
//	r := g.NewReader("2025-07-07")                  // the document's date
//	for _, x := range r.Read(&sentence) { … }       // in text order: anchors move along
//
// What is a time expression, and what it means, stands in the language's folder
// times/*.rules: words, patterns over them, and examples that the tests
// execute. The file SYNTAX.md of this package describes how rules are written.
//
// Non-goals: which act happened then.
package timex

import (
	"strings"

	"github.com/credence-project/credence/edtf"
)

// Expression is one time expression.
type Expression struct {
	Start, End  int       // bytes of the text
	First, Last int       // indices of its tokens in the sentence, inclusive
	Text        string    // as written, its words joined by single spaces where there were any
	Type        Type      // what it denotes
	EDTF        string    // "2025-07-03", "2021/..", "199X"; "P9D", "PXM" for durations and sets, "XXXX-WXX-1" for every Monday; "" where nothing can be derived
	Date        edtf.Date // EDTF as a date, zero where that is none
	Extent      edtf.Date // the stretch of time of a duration that has a known place: "depuis trois ans" is 2022/.. ; else zero
	Value       string    // TIMEX3 value: "2025-07-03", "1999-05-19T14:00", "P9D", "PRESENT_REF", …
	Rule        string    // the rule that found it
	Relation    Relation  // how it was resolved
	Anchor      string    // the EDTF date that it was resolved against, "" for absolute expressions
}

// Later reports whether the expression means the evening or night of the day that it was
// counted from, which lies ahead of whoever writes then: "tonight".
func (x *Expression) Later() bool {
	return x.Relation == FromDocument && x.EDTF == x.Anchor && (strings.HasSuffix(x.Value, "TNI") || strings.HasSuffix(x.Value, "TEV"))
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

// Relation tells how an expression came to its date.
type Relation string

// The relations. All but Absolute and Unresolved go with an Anchor.
const (
	Unresolved   Relation = ""           // no date, or none needed
	Absolute     Relation = "as written" // the text tells the year
	FromDocument Relation = "counted from the document's date"
	FromPrevious Relation = "counted from the date before it in the text"
	LatestBefore Relation = "the latest such date up to the anchor"
	NextAfter    Relation = "the first such date from the anchor on"
	Nearest      Relation = "the nearest such date to the anchor"
	ByWeekday    Relation = "the year in which the weekday fits, nearest to the anchor"
)
