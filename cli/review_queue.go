package cli

import (
	"context"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

type reviewQueueCommand struct {
	Limit int `default:"20" placeholder:"N" help:"At most so many (${default})."`
}

// Run prints what awaits a person.
func (c *reviewQueueCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, toRead(), func(d *reviewDesk) error {
		items, err := d.Queue(ctx, c.Limit)
		if err != nil {
			return err
		}
		if d.table {
			d.page.queue(items)
			return nil
		}
		list := []queued{}
		for n := range items {
			list = append(list, newQueued(&items[n]))
		}
		return writeJSON(d.page.out, list)
	})
}

type reviewShowCommand struct {
	ID string `arg:"" help:"The id of an assertion, which may be abbreviated."`
}

// Run prints an assertion as a session would show it.
func (c *reviewShowCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, toRead(), func(d *reviewDesk) error {
		id, err := d.FindAssertion(ctx, c.ID)
		if err != nil {
			return err
		}
		item, err := d.Item(ctx, id)
		if err != nil {
			return err
		}
		would, err := d.outlook(ctx, id)
		if err != nil {
			return err
		}
		if d.table {
			d.page.item(&item)
			d.page.outlook(would)
			return nil
		}
		q := newQueued(&item)
		q.Would = would
		return writeJSON(d.page.out, q)
	})
}

// outlook is what decisions about an assertion would change.
type outlook struct {
	Accept []review.Change `json:"accept"`
	Reject []review.Change `json:"reject"`
}

// outlook previews the decisions that need no more to be told.
func (d *reviewDesk) outlook(ctx context.Context, id ledger.ID) (*outlook, error) {
	var o outlook
	for verb, list := range map[review.Verb]*[]review.Change{review.Accept: &o.Accept, review.Reject: &o.Reject} {
		changes, err := d.Preview(ctx, review.Decision{Verb: verb, Assertions: []ledger.ID{id}, By: d.by})
		if err != nil {
			return nil, err
		}
		*list = append([]review.Change{}, changes...)
	}
	return &o, nil
}

// queued is an item of the queue as programs get it: what is known of it, then
// what it says, as `credence read` has it.
type queued struct {
	Assertion ledger.ID      `json:"assertion"`
	Document  ledger.ID      `json:"document"`
	Source    string         `json:"source"`
	Acts      []ledger.ID    `json:"acts"`
	Priority  float64        `json:"priority"`
	Why       string         `json:"why"`
	Reader    string         `json:"reader"`
	Reviews   []reviewed     `json:"reviews"`
	Context   review.Context `json:"context"`
	Would     *outlook       `json:"would,omitempty"`
	Says      act.Record     `json:"says"`
}

// reviewed is a review as programs get it.
type reviewed struct {
	Number      int64           `json:"number"`
	Decision    ledger.Decision `json:"decision"`
	By          string          `json:"by"`
	Person      bool            `json:"person"` // who decided is no reader
	Why         string          `json:"why"`
	Replacement ledger.ID       `json:"replacement,omitzero"`
	Undoes      int64           `json:"undoes,omitempty"`
	Recorded    time.Time       `json:"recorded"`
}

func newQueued(i *review.Item) queued {
	a := &i.Assertion
	q := queued{
		Assertion: a.ID, Document: a.Document, Source: i.Document.Source, Acts: []ledger.ID{}, Priority: float64(int(i.Priority*1000+.5)) / 1000,
		Why: i.Why, Reader: a.Reader, Reviews: []reviewed{}, Context: i.Context, Says: a.Says,
	}
	for n := range i.Acts {
		q.Acts = append(q.Acts, i.Acts[n].ID)
	}
	for _, r := range i.Reviews {
		q.Reviews = append(q.Reviews, reviewed{r.Seq, r.Decision, r.By, r.Person, r.Why, r.Replacement, r.Undoes, r.Recorded})
	}
	return q
}
