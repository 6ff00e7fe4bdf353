package review

import (
	"context"
	"errors"
	"fmt"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Edits say what an assertion should have said. What is nil or "" stays.
type Edits struct {
	Kind         string    // of the act or the state of affairs
	Actors       *[]string // ids; none of an empty list
	Recipients   *[]string
	Over         *[]string
	Date         *string // EDTF, "" not known
	Effect       *string // EDTF
	Modality     string
	AttributedTo *string // an id, "" the document itself
}

// corrected returns an assertion as a person would have it.
func (b *Board) corrected(a ledger.Assertion, e Edits, by string) (ledger.Assertion, error) {
	s := &a.Says
	if e.Kind != "" {
		kind := b.kinds[e.Kind]
		if kind == nil {
			return a, fmt.Errorf("no act or state of affairs is called %q", e.Kind)
		}
		s.Kind, s.Act, s.State = "", kind.Name, ""
		if kind.State {
			s.Kind, s.Act, s.State = "state", "", kind.Name
		}
		s.Plover, s.PloverMode, s.Cameo = kind.Plover, kind.Mode, kind.Cameo
	}
	known := append(append(append([]act.RecordParty{}, s.Actors...), s.Recipients...), s.Over...)
	for _, x := range []struct {
		to  *[]string
		set *[]act.RecordParty
	}{{e.Actors, &s.Actors}, {e.Recipients, &s.Recipients}, {e.Over, &s.Over}} {
		if x.to == nil {
			continue
		}
		list, err := b.parties(*x.to, known)
		if err != nil {
			return a, err
		}
		*x.set = list
	}
	if e.Date != nil && *e.Date != s.Date {
		s.Date, s.DateText = *e.Date, ""
	}
	if e.Effect != nil {
		a.Effect = *e.Effect
	}
	for _, date := range []string{s.Date, a.Effect} {
		if _, err := edtf.Parse(date); date != "" && err != nil {
			return a, fmt.Errorf("%q is no date: write 2025-07-03, or another date of EDTF", date)
		}
	}
	if e.Modality != "" {
		if _, ok := act.ParseModality(e.Modality); !ok {
			return a, fmt.Errorf("%q is no modality: there are asserted, negated, future, hypothetical", e.Modality)
		}
		s.Modality = e.Modality
	}
	if e.AttributedTo != nil {
		if *e.AttributedTo != "" {
			if _, err := b.parties([]string{*e.AttributedTo}, nil); err != nil {
				return a, err
			}
		}
		s.AttributedTo = *e.AttributedTo
	}
	a.Reader, s.Confidence = readerOf(by), 1
	was := a.ID
	if a.ID = ledger.AssertionID(&a); a.ID == was {
		return a, errors.New("it says so already: nothing is corrected")
	}
	return a, nil
}

// parties returns ids as parties, in the words that the assertion had for them.
func (b *Board) parties(ids []string, known []act.RecordParty) ([]act.RecordParty, error) {
	list := []act.RecordParty{}
	for _, id := range ids {
		if _, ok := b.names.Entity(id); !ok {
			return nil, fmt.Errorf("%q is no state, regime or organisation that Credence knows", id)
		}
		p := act.RecordParty{ID: id}
		for _, k := range known {
			if k.ID == id {
				p = k
				break
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// correct records what an assertion should have said, as an assertion of the
// same document that a person wrote, and that it takes the other's place.
func (b *Board) correct(ctx context.Context, d *Decision) (Receipt, error) {
	receipt := Receipt{Verb: Correct}
	a, err := b.ledger.Assertion(ctx, d.Assertions[0])
	if err != nil {
		return receipt, err
	}
	made, err := b.corrected(a, d.Edits, d.By)
	if err != nil {
		return receipt, err
	}
	if err := b.overrules(ctx, &receipt, a.ID); err != nil {
		return receipt, err
	}
	r, err := b.ledger.Correct(ctx, a.ID, made, d.By, d.Why)
	if err != nil {
		return receipt, err
	}
	receipt.Replacement = r.Replacement
	receipt.recorded(r)
	return receipt, nil
}
