package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/exchange"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

type exportCommand struct {
	ledgerFlag
	Of       string   `placeholder:"NAME" help:"Only acts in which this state, regime or organisation has a part."`
	By       string   `placeholder:"NAME" help:"Only acts in which this one has a part; with --of those between the two, in either direction."`
	Kinds    []string `placeholder:"KIND,…" help:"Only these acts or states of affairs: recognize-state,meet."`
	From     string   `placeholder:"DATE" help:"Only what may lie on this day or later; what has no date, by its publication."`
	To       string   `placeholder:"DATE" help:"Only what may lie on this day or earlier."`
	Known    string   `placeholder:"DATE" help:"As known to the ledger at the end of this day, or at this instant (RFC 3339)."`
	Modality []string `placeholder:"M,…" help:"Only what is asserted, negated, future or hypothetical. gdelt, icews and plover have what is asserted where neither this nor --all is given."`
	All      bool     `help:"Every assertion with its decision: what was rejected, corrected or superseded, and what awaits a person."`
	Texts    bool     `help:"Of jsonl: with the texts of the documents, so that an import gives them the same ids."`
	Lang     string   `default:"en" placeholder:"CODE" help:"The language of the names of parties."`
	Kind     string   `arg:"" help:"The layout: ${exports}."`
}

// Run writes what the ledger holds to standard output.
func (c *exportCommand) Run(ctx context.Context, s *Streams) (err error) {
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return err
	}
	selection, err := c.selection(names)
	if err != nil {
		return err
	}
	l, err := c.openToRead(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	exporter, err := exchange.NewExporter(l, exchange.ExportOptions{Lang: c.Lang, Texts: c.Texts, Directory: names})
	if err != nil {
		return err
	}
	done, err := exporter.Export(ctx, s.Out, c.Kind, selection)
	if done.Left > 0 {
		fmt.Fprintf(s.Err, "credence: export %s: %d of the ledger's reports or acts left out: %s\n", c.Kind, done.Left, done.Why)
	}
	return err
}

// selection returns what the flags choose.
func (c *exportCommand) selection(names *gazetteer.Directory) (s ledger.Selection, err error) {
	desk := &answers.Desk{Names: names}
	for _, party := range []struct {
		flag, name string
		id         *string
	}{{"--of", c.Of, &s.Of}, {"--by", c.By, &s.By}} {
		if party.name == "" {
			continue
		}
		if *party.id, err = desk.Resolve(party.name); err != nil {
			return s, fmt.Errorf("%s: %w", party.flag, err)
		}
	}
	if s.Kinds, err = kindsOf(c.Kinds); err != nil {
		return s, err
	}
	for _, m := range c.Modality {
		modality, known := act.ParseModality(m)
		if !known {
			return s, fmt.Errorf("--modality: %q is none of asserted, negated, future, hypothetical", m)
		}
		s.Modalities = append(s.Modalities, modality)
	}
	if s.From, s.To, err = c.days(); err != nil {
		return s, err
	}
	s.Known, err = parseKnown(c.Known)
	s.Everything = c.All
	return s, err
}

// kindsOf checks the names of kinds.
func kindsOf(list []string) ([]string, error) {
	if len(list) == 0 {
		return nil, nil
	}
	ontology, err := act.LoadOntology()
	for _, kind := range list {
		if err == nil && ontology[kind] == nil {
			err = fmt.Errorf("--kinds: %q is no act and no state of affairs", kind)
		}
	}
	return list, err
}

// days returns the first and the last day that are asked for, 0 where open.
func (c *exportCommand) days() (from, to edtf.Day, err error) {
	first, err := spanOf("--from", c.From)
	if err != nil {
		return 0, 0, err
	}
	last, err := spanOf("--to", c.To)
	if err == nil && first.First != 0 && last.Last != 0 && last.Last < first.First {
		err = fmt.Errorf("--from %s is after --to %s", c.From, c.To)
	}
	return first.First, last.Last, err
}

// spanOf returns the days of a date (EDTF), none of "".
func spanOf(flag, text string) (edtf.Span, error) {
	if strings.TrimSpace(text) == "" {
		return edtf.Span{}, nil
	}
	d, err := edtf.Parse(text)
	if err != nil {
		return edtf.Span{}, fmt.Errorf("%s: %w", flag, err)
	}
	return d.Bounds(), nil
}
