package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
)

type historyCommand struct {
	deskFlags
	On   string `placeholder:"DATE" help:"The last day told of; today by default."`
	Last int    `placeholder:"N" default:"${last}" help:"Tell the last N acts (${default} unless told; 0 for all)."`
	A    string `arg:"" help:"A state, regime or organisation."`
	B    string `arg:"" help:"Another."`
}

// Run tells what became of the standing of two parties towards each other.
func (c *historyCommand) Run(ctx context.Context, s *Streams) error {
	return c.ask(ctx, s, func(desk *answers.Desk, known time.Time) (any, func(*page), error) {
		q := answers.Question{Known: known}
		if err := resolve(desk, &q, c.A, c.B, c.On); err != nil {
			return nil, nil, err
		}
		h, err := desk.History(ctx, q, c.Last)
		return h, func(p *page) { p.history(h) }, err
	})
}

func (p *page) history(h *answers.History) {
	p.heading(p.name(h.A)+" ↔ "+p.name(h.B), strings.Join([]string{h.A + " and " + h.B, "as known on " + h.Known, "doctrine " + h.Doctrine}, " · "))
	if len(h.Acts) == 0 {
		fmt.Fprintln(p.out, "no act between the two is known")
		return
	}
	if h.Earlier > 0 {
		fmt.Fprintln(p.out, p.paint(dim, plural(h.Earlier, "act", "acts")+" before these: --last 0 tells all, --on "+h.From+" those up to there"))
	}
	for _, d := range h.Directions {
		if len(d.Lines) == 0 {
			continue
		}
		fmt.Fprintln(p.out, p.paint(bold, p.name(d.By)+" → "+p.name(d.Of)))
		for n := range d.Lines {
			p.line(&d.Lines[n])
		}
		fmt.Fprintln(p.out)
	}
	p.timeline(h.Acts)
}

// line writes the periods of one aspect, one below the other.
func (p *page) line(l *answers.Line) {
	label := l.Aspect
	if l.Over != "" {
		label += " over " + p.name(l.Over)
	}
	for n := range l.Periods {
		x := &l.Periods[n]
		from := x.From
		if n == 0 {
			from = "…"
		}
		if n > 0 && within(x.From, x.Since) {
			from = x.Since
		}
		to := x.To
		if n == len(l.Periods)-1 {
			to = "…"
		}
		fmt.Fprintf(p.out, "  %s  %s – %s  %s  %s\n", pad(label, 12), pad(from, 10), pad(to, 10), p.paint(valueInk(x.Value), pad(bar(x.Value)+" "+x.Value, 13)), p.paint(dim, cut(x.Rule, max(10, p.width-56))))
		label = ""
	}
}

// within reports whether a day is one of those that a date can mean: then the
// date tells no less, and pretends no more.
func within(day, date string) bool {
	d, err := edtf.Parse(date)
	x, err2 := edtf.Parse(day)
	return err == nil && err2 == nil && !d.IsInterval() && d.Contains(x)
}

// bar draws a value: what holds is full, what does not is empty.
func bar(value string) string {
	switch value {
	case "yes", "ambassador":
		return "█"
	case "embassy", "charge":
		return "▓"
	case "consulate":
		return "▒"
	case "contested":
		return "▚"
	case "no", "none":
		return "○"
	}
	return "·"
}

// timeline writes acts by their days, the newest last.
func (p *page) timeline(acts []answers.Event) {
	year := ""
	for n := range acts {
		e := &acts[n]
		if y := e.Date; len(y) >= 4 && y[:4] != year {
			year = y[:4]
			fmt.Fprintln(p.out, p.paint(dim, "── "+year+" "+strings.Repeat("─", max(0, min(p.width, defaultWidth)-8))))
		}
		p.event(e)
	}
}

// event writes one act: its day, what was done, who to whom, and the words.
func (p *page) event(e *answers.Event) {
	sign, i := mark(e.Modality, e.State)
	who := p.name(e.Actor)
	if e.Recipient != "" {
		who += " → " + p.name(e.Recipient)
	}
	if e.Over != "" {
		who += " over " + p.name(e.Over)
	}
	sources := plural(e.Sources, "source", "sources")
	if len(e.Dates) > 1 {
		sources += "; they give " + strings.Join(e.Dates, ", ")
	}
	fmt.Fprintf(p.out, "  %s  %s %s%s%s\n", pad(date(e.Date), dateWidth), p.paint(i, pad(sign, markWidth)), pad(e.Kind, kindWidth), p.beside(who+"  "+sources), p.paint(bold, who)+"  "+p.paint(dim, sources))
	p.evidence(dateWidth+4, e.Reports, 2)
}

// beside returns what parts a day, a mark and a kind of act from text: two spaces
// or, where the text does not fit beside them, a new line.
func (p *page) beside(text string) string {
	if 2+dateWidth+2+markWidth+1+kindWidth+2+columns(text) <= p.width {
		return "  "
	}
	return "\n" + strings.Repeat(" ", dateWidth+4)
}
