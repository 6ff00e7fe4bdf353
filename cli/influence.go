package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/influence"
)

type influenceCommand struct {
	deskFlags
	From    string `placeholder:"DATE" help:"The first day; that of the earliest act by default."`
	To      string `placeholder:"DATE" help:"The last day; today by default."`
	Weights string `placeholder:"FILE" help:"Weights and half-lives of your own, as in influence/weights.toml."`
	Compare bool   `help:"Beside it the net cooperation on Goldstein's scale."`
	Of      string `arg:"" help:"The country: an id or a name in any language."`
}

// Run tells whose dealings with a country the ledger shows, and when the lead
// changed.
func (c *influenceCommand) Run(ctx context.Context, s *Streams) error {
	return c.ask(ctx, s, func(desk *answers.Desk, known time.Time) (any, func(*page), error) {
		q := answers.Question{Known: known}
		if err := resolve(desk, &q, c.Of, "", ""); err != nil {
			return nil, nil, err
		}
		var err error
		if q.On, err = answers.ParseDay(c.To); err != nil {
			return nil, nil, fmt.Errorf("--to: %w", err)
		}
		from, err := answers.ParseFirstDay(c.From)
		if err != nil {
			return nil, nil, fmt.Errorf("--from: %w", err)
		}
		o, err := c.options()
		if err != nil {
			return nil, nil, err
		}
		r, err := desk.Influence(ctx, q, from, o)
		return r, func(p *page) { p.influence(r) }, err
	})
}

// options reads what the figures are made with.
func (c *influenceCommand) options() (o influence.Options, err error) {
	o.Compare = c.Compare
	if c.Weights == "" {
		return o, nil
	}
	text, err := os.ReadFile(c.Weights)
	if err != nil {
		return o, err
	}
	o.Weights, err = influence.ReadWeights(c.Weights, string(text))
	return o, err
}

func (p *page) influence(r *influence.Result) {
	p.heading("Who deals with "+p.name(r.Country), strings.Join([]string{r.Country, r.From.String() + " to " + r.To.String(), "weights " + r.Weights}, " · "))
	if len(r.Powers) == 0 {
		fmt.Fprintln(p.out, "no act that binds is known")
	} else {
		p.shares(r)
		p.leads(r)
	}
	p.opinions(r)
	p.paragraph(0, r.Method, dim)
}

// shares writes the shares on the last day, with their bands.
func (p *page) shares(r *influence.Result) {
	last := r.Series[len(r.Series)-1]
	fmt.Fprintln(p.out, p.paint(bold, "Shares on "+last.Date.String())+p.paint(dim, "  (in brackets: 90 % of the shares as the weights are varied)"))
	for _, x := range last.Powers {
		if x.Share < .005 {
			continue
		}
		line := fmt.Sprintf("  %s %s %3.0f %%  [%.0f–%.0f]", pad(cut(p.name(x.Power), 24), 24), pad(strings.Repeat("█", int(x.Share*30+.5)), 30), 100*x.Share, 100*x.Low, 100*x.High)
		if x.Goldstein != nil {
			line += fmt.Sprintf("  Goldstein %+.1f", *x.Goldstein)
		}
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintln(p.out)
}

// leads writes who led when, and the acts that moved the lead.
func (p *page) leads(r *influence.Result) {
	fmt.Fprintln(p.out, p.paint(bold, "Who led"))
	for _, l := range r.Leads {
		sure := "as the weights go"
		if l.Sure {
			sure = "whatever the weights"
		}
		if l.Power == "" {
			sure = "no evidence"
		}
		fmt.Fprintf(p.out, "  %s – %s  %s %3.0f %%  %s\n", l.From, l.To, pad(cut(p.name(l.Power), 24), 24), 100*l.Share, p.paint(dim, sure))
	}
	fmt.Fprintln(p.out)
	for _, c := range r.Changes {
		fmt.Fprintf(p.out, "%s  %s → %s\n", p.paint(bold, c.Date.String()), p.name(c.From), p.name(c.To))
		for _, m := range c.Acts {
			p.paragraph(4, fmt.Sprintf("%+.1f %s: %s, %s → %s", m.Effect, p.name(m.Power), m.Kind, p.name(m.Actor), p.name(m.Recipient)), plain)
			p.paragraph(6, "“"+oneLine(m.Quote)+"” — "+m.Article+" "+m.Published, dim)
		}
	}
	if len(r.Changes) > 0 {
		fmt.Fprintln(p.out)
	}
}

// opinions writes who is said to hold influence, which is nobody's figure.
func (p *page) opinions(r *influence.Result) {
	if len(r.Opinions) == 0 {
		return
	}
	fmt.Fprintln(p.out, p.paint(bold, "Opinions, no part of the figures"))
	for _, o := range r.Opinions {
		p.paragraph(2, p.name(o.Power)+", since "+or(o.Since, "no day given")+", says "+or(o.Says, "the article"), plain)
		p.paragraph(4, "“"+oneLine(o.Quote)+"” — "+o.Article+" "+o.Published, dim)
	}
	fmt.Fprintln(p.out)
}
