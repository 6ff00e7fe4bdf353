package exchange

import (
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// exportedAct is an assertion as `credence read` prints it, with what the ledger
// knows of it beside: `credence import acts` takes it.
type exportedAct struct {
	act.Record
	Effect   string   `json:"effect,omitempty"`
	Source   string   `json:"source,omitempty"`
	URL      string   `json:"url,omitempty"`
	Byline   string   `json:"byline,omitempty"`
	Text     string   `json:"text,omitempty"` // of the document, in the first line of a reading
	Reader   string   `json:"reader"`
	ID       string   `json:"id"`
	Document string   `json:"document"`
	ActIDs   []string `json:"act_ids"`
	Sources  []int    `json:"sources"` // independent ones, of each of the acts
	Recorded string   `json:"recorded"`
	Counts   *bool    `json:"counts,omitempty"` // false of what counts in no answer
	Decision string   `json:"decision,omitempty"`
	By       string   `json:"decided_by,omitempty"`
}

// jsonl writes an assertion a line, in the order of recording.
func (e *export) jsonl() error {
	var last ledger.ID
	return e.eachAssertion(func(s *ledger.Stated) error {
		line := exportedAct{
			Record: s.Says, Effect: s.Effect, Source: s.Report.Source, URL: s.URL, Byline: s.Byline, Reader: s.Reader,
			ID: s.Assertion.ID.String(), Document: s.Assertion.Document.String(), Recorded: instant(s.Assertion.Recorded),
			ActIDs: []string{}, Sources: []int{}, Decision: string(s.Report.Decision), By: s.Report.By,
		}
		for n := range s.Acts {
			line.ActIDs = append(line.ActIDs, s.Acts[n].ID.String())
			line.Sources = append(line.Sources, s.Acts[n].Sources[s.Report.Modality])
		}
		if s.Report.Out {
			line.Counts = new(false)
		}
		if e.options.Texts && last != s.Assertion.Document {
			d, err := e.from.Document(e.ctx, s.Assertion.Document)
			if err != nil {
				return err
			}
			line.Text = d.Text
		}
		last = s.Assertion.Document
		return e.line(line)
	})
}
