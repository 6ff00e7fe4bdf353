package cli

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// whyFlag is the flag of decisions that want a reason.
type whyFlag struct {
	Why string `required:"" placeholder:"TEXT" help:"The reason."`
}

// perhapsWhyFlag is the flag of decisions that may do without a reason.
type perhapsWhyFlag struct {
	Why string `placeholder:"TEXT" help:"The reason, if there is one to tell."`
}

type reviewAcceptCommand struct {
	perhapsWhyFlag
	IDs []string `arg:"" name:"id" help:"Assertions; ids may be abbreviated."`
}

// Run accepts assertions, all at once.
func (c *reviewAcceptCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.decide(ctx, s, review.Decision{Verb: review.Accept, Why: c.Why}, c.IDs)
}

type reviewRejectCommand struct {
	whyFlag
	IDs []string `arg:"" name:"id" help:"Assertions; ids may be abbreviated."`
}

// Run rejects assertions, all at once.
func (c *reviewRejectCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.decide(ctx, s, review.Decision{Verb: review.Reject, Why: c.Why}, c.IDs)
}

type reviewUnsureCommand struct {
	perhapsWhyFlag
	IDs []string `arg:"" name:"id" help:"Assertions; ids may be abbreviated."`
}

// Run leaves assertions open.
func (c *reviewUnsureCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.decide(ctx, s, review.Decision{Verb: review.Unsure, Why: c.Why}, c.IDs)
}

type reviewCorrectCommand struct {
	whyFlag
	Act          string  `placeholder:"KIND" help:"The act or state of affairs that it tells."`
	Actors       *string `placeholder:"A,B" help:"Who did it: names or ids; nobody where empty."`
	Recipients   *string `placeholder:"C" help:"To whom."`
	Over         *string `placeholder:"D" help:"The territory that it is about."`
	Date         *string `placeholder:"DATE" help:"When (EDTF); not known where empty."`
	Effect       *string `placeholder:"DATE" help:"The day on which it takes effect (EDTF)."`
	Modality     string  `placeholder:"M" help:"asserted, negated, future or hypothetical."`
	AttributedTo *string `placeholder:"X" help:"On whose word; the document's where empty."`
	ID           string  `arg:"" name:"id" help:"The assertion; its id may be abbreviated."`
}

// Run puts another assertion in the place of one.
func (c *reviewCorrectCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		edits := review.Edits{Kind: c.Act, Date: c.Date, Effect: c.Effect, Modality: c.Modality}
		for text, list := range map[*string]**[]string{c.Actors: &edits.Actors, c.Recipients: &edits.Recipients, c.Over: &edits.Over} {
			if text == nil {
				continue
			}
			ids, err := d.parties(*text)
			if err != nil {
				return err
			}
			*list = &ids
		}
		if c.AttributedTo != nil {
			ids, err := d.parties(*c.AttributedTo)
			if err != nil {
				return err
			}
			who := strings.Join(ids, ",")
			edits.AttributedTo = &who
		}
		ids, err := d.assertions(ctx, []string{c.ID})
		if err != nil {
			return err
		}
		return d.decide(ctx, review.Decision{Verb: review.Correct, Assertions: ids, Edits: edits, Why: c.Why})
	})
}

// parties returns the ids of parties' names with commas between them.
func (d *reviewDesk) parties(text string) ([]string, error) {
	desk := answers.Desk{Names: d.names}
	ids := []string{}
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		id, err := desk.Resolve(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

type reviewMergeCommand struct {
	whyFlag
	Into string `arg:"" name:"act" help:"The act that stays; its id may be abbreviated."`
	From string `arg:"" name:"other" help:"The act whose reports go to it."`
}

// Run makes one act of two.
func (c *reviewMergeCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		into, err := d.FindAct(ctx, c.Into)
		if err != nil {
			return err
		}
		from, err := d.FindAct(ctx, c.From)
		if err != nil {
			return err
		}
		return d.decide(ctx, review.Decision{Verb: review.Merge, Acts: []ledger.ID{into, from}, Why: c.Why})
	})
}

type reviewSplitCommand struct {
	whyFlag
	Act string   `arg:"" help:"The act; its id may be abbreviated."`
	IDs []string `arg:"" name:"id" help:"The assertions that speak of another event."`
}

// Run makes two acts of one.
func (c *reviewSplitCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		from, err := d.FindAct(ctx, c.Act)
		if err != nil {
			return err
		}
		ids, err := d.assertions(ctx, c.IDs)
		if err != nil {
			return err
		}
		return d.decide(ctx, review.Decision{Verb: review.Split, Acts: []ledger.ID{from}, Assertions: ids, Why: c.Why})
	})
}

type reviewUndoCommand struct {
	whyFlag
	Number string `arg:"" optional:"" help:"The decision's number; your last without one."`
}

// Run takes a decision back.
func (c *reviewUndoCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		receipt, err := d.Undo(ctx, c.Number, d.by, c.Why)
		if err != nil {
			return err
		}
		return d.tell(&receipt, nil)
	})
}

type reviewRevertCommand struct {
	whyFlag
	Source string `required:"" placeholder:"S" help:"Who published it, as credence sources has it."`
}

// Run rejects what a source said.
func (c *reviewRevertCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, ledger.Options{}, func(d *reviewDesk) error {
		receipt, err := d.Revert(ctx, c.Source, d.by, c.Why)
		if err != nil {
			return err
		}
		return d.tell(&receipt, nil)
	})
}

// decide records a decision about assertions.
func (c *reviewCommand) decide(ctx context.Context, s *Streams, decision review.Decision, ids []string) error {
	return c.at(ctx, s, ledger.Options{}, func(d *reviewDesk) (err error) {
		if decision.Assertions, err = d.assertions(ctx, ids); err != nil {
			return err
		}
		return d.decide(ctx, decision)
	})
}

// decide records a decision, and tells what it changed.
func (d *reviewDesk) decide(ctx context.Context, decision review.Decision) error {
	decision.By = d.by
	changes, err := d.Preview(ctx, decision)
	if err != nil {
		return err
	}
	receipt, err := d.Decide(ctx, decision)
	if err != nil {
		return err
	}
	return d.tell(&receipt, changes)
}

// tell prints a receipt.
func (d *reviewDesk) tell(r *review.Receipt, changes []review.Change) error {
	if d.table {
		d.page.receipt(r, changes)
		return nil
	}
	e := json.NewEncoder(d.page.out)
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		*review.Receipt
		By      string          `json:"by"`
		Changes []review.Change `json:"changes,omitempty"`
	}{r, d.by, changes})
}
