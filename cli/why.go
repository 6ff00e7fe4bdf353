package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

type whyCommand struct {
	deskFlags
	On string `placeholder:"DATE" help:"The day in the world that is asked about; today by default."`
	Of string `arg:"" help:"Of whose standing, or the id of an act or an assertion, which may be abbreviated."`
	By string `arg:"" optional:"" help:"Whose standing towards it."`
}

// Run tells what an answer rests on, down to the words.
func (c *whyCommand) Run(ctx context.Context, s *Streams) error {
	return c.ask(ctx, s, func(desk *answers.Desk, known time.Time) (any, func(*page), error) {
		w, err := c.why(ctx, desk, known)
		return w, func(p *page) {
			p.words = c.Lang
			p.why(w)
		}, err
	})
}

func (c *whyCommand) why(ctx context.Context, desk *answers.Desk, known time.Time) (*answers.Why, error) {
	if c.By != "" {
		q := answers.Question{Known: known}
		if err := resolve(desk, &q, c.Of, c.By, c.On); err != nil {
			return nil, err
		}
		return desk.Why(ctx, q)
	}
	if _, err := desk.Resolve(c.Of); err == nil {
		return nil, fmt.Errorf("name the other party too (credence why %s BY), or give the id of an act or an assertion", c.Of)
	}
	return desk.WhyID(ctx, c.Of, known)
}

func (p *page) why(w *answers.Why) {
	if w.Status != nil {
		p.standing(w.Status)
	}
	for n := range w.Acts {
		p.ground(&w.Acts[n])
	}
	if len(w.Acts) == 0 {
		fmt.Fprintln(p.out, p.label("why.nothing"))
	}
}

// ground writes an act with what each source says, and who judged so.
func (p *page) ground(g *answers.Ground) {
	sign, i := mark(g.Modality, g.State)
	if len(g.Passages) == 0 {
		sign, i = "–", dim
	}
	who := p.name(g.Actor)
	if g.Recipient != "" {
		who += " → " + p.name(g.Recipient)
	}
	fmt.Fprintf(p.out, "%s %s  %s  %s  %s\n", p.paint(dim, p.label("why.act", "id", short(g.Act))), date(g.Date), p.paint(i, p.say(sign)), p.say(g.Kind), p.paint(bold, who))
	for n := range g.Passages {
		p.passage(&g.Passages[n])
	}
	switch {
	case len(g.Passages) > 0:
	case len(g.Aside) > 0:
		p.paragraph(4, p.label("why.withdrawn"), yellow)
	default:
		p.paragraph(4, p.label("why.moved"), yellow)
	}
	for n := range g.Aside {
		p.paragraph(4, p.label("why.aside"), yellow)
		p.passage(&g.Aside[n])
	}
	for _, j := range g.Judgements {
		word, why := "why.belongs", j.Why
		if !j.Belongs {
			word = "why.apart"
		}
		if j.By == ledger.ByRule {
			why = p.say(why)
		}
		p.paragraph(4, p.label("why.judged", "what", p.label(word, "id", short(j.Assertion)), "why", why, "who", p.say(j.By), "score", fmt.Sprintf("%.2f", j.Score), "n", j.Number, "day", j.Recorded[:10]), dim)
	}
	fmt.Fprintln(p.out)
}

// passage writes a quote in the text around it.
func (p *page) passage(x *answers.Passage) {
	text := oneLine(x.Before) + " “" + oneLine(x.Quote) + "” " + oneLine(x.After)
	start := len(oneLine(x.Before)) + 1
	for _, line := range p.wrap(splitWords(text, start, start+len(oneLine(x.Quote))+2*len("“"), bold), min(p.width, defaultWidth)-4) {
		fmt.Fprintln(p.out, "    "+line)
	}
	about := []string{"— " + strings.Join(x.Places, ", ")}
	for _, part := range []string{x.Title, x.Published, p.label("why.recorded", "day", x.Recorded[:10]), p.label("why.by", "who", x.Reader)} {
		if part != "" {
			about = append(about, part)
		}
	}
	if x.DateText != "" {
		about = append(about, "“"+x.DateText+"” = "+x.Date)
	}
	if x.SaidBy != "" {
		about = append(about, p.label("says", "by", p.name(x.SaidBy)))
	}
	about = append(about, p.label("why.assertion", "id", short(x.Assertion)))
	p.paragraph(4, strings.Join(about, " · "), dim)
	for _, r := range x.Reviews {
		why := r.Why
		if !r.Person {
			why = p.say(why)
		}
		p.paragraph(4, p.label("why.review", "n", r.Number, "decision", p.say(r.Decision), "who", r.By, "day", r.Recorded[:10], "why", why), yellow)
	}
}
