package web

import (
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

// articlePage is an article with the acts marked where they stand.
type articlePage struct {
	Document ledger.Document
	Places   []ledger.Place
	Stored   bool
	Found    []finding
	Lines    [][]stretch // of the text
}

// finding is one thing that the article says, with what that does to the ledger.
type finding struct {
	Number int
	Says   act.Record
	ID     ledger.ID // of the assertion, zero where it is not stored
	Does   []answers.Difference
}

// Does is the strongest of what a finding does.
func (f *finding) Verdict() string {
	for _, verb := range []string{answers.Contradicts, answers.Adds, answers.Refines, answers.Confirms, answers.Known} {
		for n := range f.Does {
			if f.Does[n].Does == verb {
				return verb
			}
		}
	}
	return ""
}

// article is the page of a document of the ledger: what it added when it came.
func (q *request) article() (*page, error) {
	id, err := q.find(q.PathValue("id"), "document")
	if err != nil {
		return nil, err
	}
	doc, err := q.server.Ledger.Document(q.Context(), id)
	if err != nil {
		return nil, err
	}
	places, err := q.server.Ledger.Places(q.Context(), id)
	if err != nil {
		return nil, err
	}
	assertions, err := q.server.Ledger.AssertionsOf(q.Context(), id)
	if err != nil {
		return nil, err
	}
	said, ids := make([]act.Record, len(assertions)), make([]ledger.ID, len(assertions))
	for n := range assertions {
		said[n], ids[n] = assertions[n].Says, assertions[n].ID
	}
	data, err := q.marked(doc, said, ids, doc.Recorded.Add(-time.Microsecond))
	if err != nil {
		return nil, err
	}
	data.Stored, data.Places = true, places
	title := doc.Title
	if title == "" {
		title = doc.Article
	}
	return &page{name: "article", title: title, data: data, table: findingsTable(id.String(), data.Found), api: q.link("/api/v1/articles/" + id.String())}, nil
}

// marked lays out what an article says, against what the ledger held as known at
// an instant.
func (q *request) marked(doc ledger.Document, said []act.Record, ids []ledger.ID, known time.Time) (*articlePage, error) {
	differences, err := q.desk.Diff(q.Context(), &doc, said, known)
	if err != nil {
		return nil, err
	}
	data := &articlePage{Document: doc}
	for n := range said {
		f := finding{Number: n + 1, Says: said[n]}
		if ids != nil {
			f.ID = ids[n]
		}
		for _, d := range differences {
			if d.Start == said[n].Start && d.End == said[n].End && (d.Kind == said[n].Act || d.Kind == said[n].State) && d.Modality == said[n].Modality {
				f.Does = append(f.Does, d)
			}
		}
		data.Found = append(data.Found, f)
	}
	data.Lines = markUp(doc.Text, data.Found)
	return data, nil
}

func findingsTable(id string, found []finding) *table {
	t := &table{name: "acts-" + id, columns: []string{"number", "kind", "actors", "recipients", "date", "date_text", "modality", "attributed_to", "confidence", "does", "start", "end", "quote"}}
	for n := range found {
		f := &found[n]
		t.row(number(f.Number), f.Kind(), partyList(f.Says.Actors), partyList(f.Says.Recipients), f.Says.Date, f.Says.DateText, f.Says.Modality,
			f.Says.AttributedTo, share(f.Says.Confidence), f.Verdict(), number(f.Says.Start), number(f.Says.End), f.Says.Quote)
	}
	return t
}

// Kind is the kind of act or state of affairs.
func (f *finding) Kind() string {
	if f.Says.State != "" {
		return f.Says.State
	}
	return f.Says.Act
}
