package answers

import (
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Evidence is one report in an answer.
type Evidence struct {
	Assertion  ledger.ID `json:"assertion"`
	Act        ledger.ID `json:"act"`
	Kind       string    `json:"kind"` // the act's
	Article    string    `json:"article"`
	Source     string    `json:"source,omitempty"`
	Title      string    `json:"title,omitempty"`
	Published  string    `json:"published"`
	Lang       string    `json:"lang,omitempty"`
	Quote      string    `json:"quote"`
	Date       string    `json:"date"` // EDTF, of the act
	Modality   string    `json:"modality"`
	SaidBy     string    `json:"attributed_to,omitempty"`
	Tells      string    `json:"tells,omitempty"` // the value that it tells
	Rule       string    `json:"rule,omitempty"`
	Decision   string    `json:"decision,omitempty"` // a person's
	Confidence float64   `json:"confidence"`

	report *ledger.Report // until it is filled in
}

// evidence writes a report out.
func evidence(a *ledger.Act, p *ledger.Report) Evidence {
	e := Evidence{
		Assertion: p.Assertion, Act: a.ID, Kind: a.Kind, Published: p.Published, Date: p.Date, Modality: p.Modality.String(),
		SaidBy: p.AttributedTo, Decision: string(p.Decision), Confidence: p.Confidence, report: p,
	}
	e.fill()
	return e
}

// fill writes out what of a report may have come later.
func (e *Evidence) fill() { e.Fill(e.report) }

// Fill writes out what is left out of the report while it is brief.
func (e *Evidence) Fill(p *ledger.Report) {
	e.Article, e.Source, e.Title, e.Lang, e.Quote = p.Article, p.Source, p.Title, p.Lang, p.Quote
}

// mostShown is how many reports of one side an answer shows; of two states that
// deal with each other daily there are thousands.
const mostShown = 20

// evidences writes the evidence of a standing out, each report once, the first
// of them where there are many.
func evidences(list []standing.Evidence) []Evidence {
	out := []Evidence{}
	seen := map[ledger.ID]bool{}
	for _, e := range list {
		if seen[e.Report.Assertion] {
			continue
		}
		if seen[e.Report.Assertion] = true; len(out) == mostShown {
			break
		}
		x := evidence(e.Act, e.Report)
		x.Tells, x.Rule = e.Value, e.Rule
		out = append(out, x)
	}
	return out
}

// voices counts the independent sources among evidence: copies of one text are
// one voice.
func voices(list []standing.Evidence) int {
	reports := make([]*ledger.Report, len(list))
	for n := range list {
		reports[n] = list[n].Report
	}
	return len(ledger.Independent(reports))
}
