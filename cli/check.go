package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/readers"
)

type checkCommand struct {
	ledgerFlag
	Doctrine string `default:"default" placeholder:"NAME" help:"What follows from which act: ${doctrines}, or a file that ends in .toml."`
	Known    string `placeholder:"DATE" help:"As known to the ledger at the end of this day, or at this instant (RFC 3339)."`
	Format   string `enum:"auto,table,json" default:"auto" help:"${enum}: a table on a terminal, JSON otherwise."`
	Lang     string `placeholder:"CODE" help:"The language of the sentence, and of the verdict’s words; by default the sentence’s is found out, and the words are English."`
	On       string `placeholder:"DATE" help:"The day on which it is to be so; today by default."`
	Sentence string `arg:"" help:"A claim or a question: \"Russia is the first country to recognise the Taliban\"."`
}

// Help tells the exit statuses.
func (checkCommand) Help() string {
	return "Exit status: 0 true, or a question answered; 3 false; 4 not so simple; 5 cannot tell; 1 an error; 2 usage. " +
		"The verdict is on what the ledger holds: it knows of no act that was never added."
}

// Run checks a sentence against the ledger.
func (c *checkCommand) Run(ctx context.Context, s *Streams) (err error) {
	flags := deskFlags{ledgerFlag: c.ledgerFlag, Doctrine: c.Doctrine, Known: c.Known, Format: c.Format}
	desk, known, done, err := flags.desk(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	on, err := answers.ParseDay(c.On)
	if err != nil {
		return fmt.Errorf("--on: %w", err)
	}
	published := c.On
	if published == "" {
		published = time.Now().Format(time.DateOnly)
	}
	claim := answers.Claim{Sentence: strings.TrimSpace(c.Sentence), Lang: c.Lang, On: on, Known: known}
	if claim.Says, err = new(readers.Pool).Claim(ctx, c.Sentence, c.Lang, published); err != nil {
		return err
	}
	v, err := desk.Check(ctx, claim)
	if err != nil {
		return err
	}
	if flags.asTable(s) {
		p := newPage(s, desk.Names, c.Lang)
		p.words = c.Lang
		p.verdict(v)
		err = p.out.Flush()
	} else {
		err = writeJSON(s.Out, v)
	}
	if err != nil {
		return err
	}
	return answered(v.Verdict)
}

// verdict writes a verdict, the frame that was assumed, and what speaks for and
// against.
func (p *page) verdict(v *answers.Verdict) {
	head := strings.ToUpper(p.label(v.Verdict))
	line := p.paint(valueInk(v.Verdict), head)
	if p.colour {
		line = p.paint(bold, line)
	}
	fmt.Fprintf(p.out, "%s  %s\n", line, p.paint(dim, p.label("quoted", "text", oneLine(v.Sentence))))
	p.paragraph(0, v.Why, bold)
	p.paragraph(0, p.label("frame", "text", v.Frame.Text), dim)
	p.counted(v)
	p.side(p.label("for"), v.For)
	p.side(p.label("against"), v.Against)
	for n := range v.Caveats {
		c := &v.Caveats[n]
		fmt.Fprintln(p.out)
		p.paragraph(0, p.but(c), bold)
		p.paragraph(2, c.Text, plain)
		p.evidence(4, c.Evidence, 3)
	}
}

// but returns what heads a caveat.
func (p *page) but(c *answers.Caveat) string {
	key := "but"
	switch {
	case c.Frame != "" && c.Verdict != "":
		key = "but.both"
	case c.Frame != "":
		key = "but.frame"
	case c.Verdict != "":
		key = "but.verdict"
	}
	return p.label(key, "frame", c.Frame, "verdict", p.label(c.Verdict))
}

// counted lists who does what was counted or compared.
func (p *page) counted(v *answers.Verdict) {
	if len(v.Parties) == 0 {
		return
	}
	var names []string
	for _, x := range v.Parties {
		name := p.name(x.ID)
		if x.Since != "" {
			name += " (" + x.Since + ")"
		}
		if x.Value != "yes" {
			name += " [" + p.label(x.Value) + "]"
		}
		names = append(names, name)
	}
	p.paragraph(2, strings.Join(names, " · "), plain)
}

// side writes the reports on one side.
func (p *page) side(label string, list []answers.Evidence) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(p.out)
	p.paragraph(0, label, bold)
	p.evidence(2, list, 5)
}
