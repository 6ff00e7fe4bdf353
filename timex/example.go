package timex

import "strings"

// Example is a text with the time expressions in it that a rule promises.
type Example struct {
	File    string
	Line    int
	Rule    string
	DocDate string
	Tense   string // "past", "future", "present" or "", standing in for a parser's word on the verb
	Text    string
	Want    []Wanted // in text order; none for a near miss
}

// Wanted is one expression of an example.
type Wanted struct {
	Start, End  int    // bytes of Text
	EDTF, Value string // Value "" where the example does not tell it
}

// parseExample reads "DOCDATE [TENSE] | text with [expressions] | EDTF (VALUE); …".
func parseExample(at place, rule, text string) (Example, error) {
	parts := strings.Split(text, "|")
	if len(parts) < 2 || len(parts) > 3 {
		return Example{}, at.failf("DATE TENSE | text with [expressions] | EDTF (VALUE); …")
	}
	e := Example{File: at.file, Line: at.line, Rule: rule}
	for _, word := range strings.Fields(parts[0]) {
		switch word {
		case "past", "present", "future":
			e.Tense = word
		case "-":
		default:
			e.DocDate = word
		}
	}
	e.Text, e.Want = brackets(strings.TrimSpace(parts[1]))
	var values []string
	if len(parts) == 3 {
		values = strings.Split(parts[2], ";")
	}
	if len(values) != len(e.Want) {
		return e, at.failf("%d expressions in brackets, %d dates", len(e.Want), len(values))
	}
	for i, v := range values {
		date, value, _ := strings.Cut(strings.TrimSpace(v), "(")
		e.Want[i].EDTF = strings.TrimSpace(date)
		if e.Want[i].EDTF == "-" {
			e.Want[i].EDTF = ""
		}
		e.Want[i].Value = strings.TrimSuffix(strings.TrimSpace(value), ")")
	}
	return e, nil
}

// brackets takes the brackets out of a text and tells what stood in them.
func brackets(text string) (string, []Wanted) {
	var b strings.Builder
	var spans []Wanted
	for _, c := range text {
		switch c {
		case '[':
			spans = append(spans, Wanted{Start: b.Len()})
		case ']':
			if len(spans) > 0 {
				spans[len(spans)-1].End = b.Len()
			}
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), spans
}
