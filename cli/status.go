package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
)

type statusCommand struct {
	deskFlags
	On       string `placeholder:"DATE" help:"The day in the world that is asked about; today by default."`
	By       string `placeholder:"NAME" help:"Whose standing; everybody's of whom anything is known by default."`
	ExitCode bool   `short:"e" help:"With --by: exit with 0 for recognised, 3 not, 4 contested, 5 unknown."`
	Of       string `arg:"" help:"A state, regime or organisation: an id (AFG.TALIBAN) or a name in any language."`
}

// Run tells who recognises a party on a day, and at what level relations are.
func (c *statusCommand) Run(ctx context.Context, s *Streams) error {
	if c.ExitCode && c.By == "" {
		return errors.New("--exit-code: name whose standing it is with --by")
	}
	var rows []answers.Status
	err := c.ask(ctx, s, func(desk *answers.Desk, known time.Time) (any, func(*page), error) {
		q := answers.Question{Known: known}
		if err := resolve(desk, &q, c.Of, c.By, c.On); err != nil {
			return nil, nil, err
		}
		var err error
		if rows, err = desk.Status(ctx, q); rows == nil {
			rows = []answers.Status{}
		}
		return rows, func(p *page) {
			if c.By != "" {
				p.standing(&rows[0])
			} else {
				p.standings(rows, q)
			}
		}, err
	})
	if err != nil || !c.ExitCode {
		return err
	}
	return answered(rows[0].Recognised)
}

// resolve reads the parties and the day of a question.
func resolve(desk *answers.Desk, q *answers.Question, of, by, on string) (err error) {
	if q.Of, err = desk.Resolve(of); err != nil {
		return err
	}
	if by != "" {
		if q.By, err = desk.Resolve(by); err != nil {
			return err
		}
	}
	if q.Of == q.By {
		return fmt.Errorf("%s has no standing towards itself: name two parties", q.Of)
	}
	if q.On, err = answers.ParseDay(on); err != nil {
		return fmt.Errorf("--on: %w", err)
	}
	return nil
}

// standings writes a row for each party.
func (p *page) standings(rows []answers.Status, q answers.Question) {
	on := edtf.Day(q.On).String()
	about := p.name(q.Of) + " · " + q.Of
	if len(rows) == 0 {
		p.heading(about, "no evidence of anybody's standing towards it")
		return
	}
	title := "Who recognises " + p.name(q.Of)
	if e, ok := p.names.Entity(q.Of); ok && e.Kind == "organization" {
		title = "How others stand to " + p.name(q.Of)
	}
	p.heading(title, strings.Join([]string{q.Of, "on " + or(on, rows[0].On), "as known on " + rows[0].Known, "doctrine " + rows[0].Doctrine}, " · "))
	p.sort(rows)
	width := 12
	for n := range rows {
		width = max(width, columns(p.name(rows[n].By)))
	}
	width = min(width, 34)
	fmt.Fprintln(p.out, p.paint(dim, pad("", 2)+pad("", width)+"  recognised  since       relations   sources  besides"))
	for n := range rows {
		r := &rows[n]
		fmt.Fprintf(p.out, "  %s  %s  %s  %s  %7d  %s\n", pad(cut(p.name(r.By), width), width), p.paint(valueInk(r.Recognised), pad(r.Recognised, 10)),
			pad(date(r.Since), 10), p.paint(valueInk(r.Relations), pad(r.Relations, 10)), r.Sources, p.besides(r))
	}
	p.tally(rows)
}

// besides writes what is known beside recognition and relations: "member", "not
// listed"; and that some source says otherwise.
func (p *page) besides(r *answers.Status) string {
	var parts []string
	if len(r.Dissent) > 0 && r.Recognised != "contested" {
		parts = append(parts, plural(len(r.Dissent), "report", "reports")+" otherwise")
	}
	for n := range r.Aspects {
		a := &r.Aspects[n]
		if a.Aspect == "relations" || a.Value == "unknown" {
			continue
		}
		text := aspectWords(a)
		if a.Over != "" {
			text += " over " + p.name(a.Over)
		}
		if a.Since != "" {
			text += " since " + date(a.Since)
		}
		parts = append(parts, text)
	}
	return p.paint(dim, strings.Join(parts, "; "))
}

// aspectWords puts one side of a standing, other than recognition and relations,
// into words.
func aspectWords(a *answers.Aspect) string {
	words := map[string]string{"listed": "listed as terrorist", "forces": "forces there", "member": "member", "sovereignty": "sovereignty recognised"}[a.Aspect]
	switch a.Value {
	case "no":
		if a.Aspect == "forces" {
			return "no " + words
		}
		return "not " + words
	case "contested":
		return words + ": contested"
	}
	return words
}

// sort puts those who recognise first, each kind of answer by names.
func (p *page) sort(rows []answers.Status) {
	order := []string{"yes", "contested", "no", "unknown"}
	slices.SortStableFunc(rows, func(a, b answers.Status) int {
		return cmp.Or(slices.Index(order, a.Recognised)-slices.Index(order, b.Recognised), strings.Compare(p.name(a.By), p.name(b.By)))
	})
}

// tally counts the rows by value.
func (p *page) tally(rows []answers.Status) {
	count := map[string]int{}
	for n := range rows {
		count[rows[n].Recognised]++
	}
	var parts []string
	for _, v := range []string{"yes", "no", "contested", "unknown"} {
		if count[v] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", v, count[v]))
		}
	}
	fmt.Fprintln(p.out, p.paint(dim, "  "+strings.Join(parts, " · ")))
}

// cut shortens text to so many columns.
func cut(text string, width int) string {
	if columns(text) <= width {
		return text
	}
	head, _ := cutColumns(text, width-1)
	return head + "…"
}

// standing writes the standing of one party towards another in full.
func (p *page) standing(r *answers.Status) {
	p.heading(p.name(r.By)+" → "+p.name(r.Of), strings.Join([]string{
		p.label("why.towards", "by", r.By, "of", r.Of), p.label("why.on", "day", r.On), p.label("why.known", "day", r.Known), p.label("why.doctrine", "name", p.say(r.Doctrine)),
	}, " · "))
	p.aspect(p.say("recognised"), &answers.Aspect{
		Value: r.Recognised, Since: r.Since, Until: r.Until, Rule: r.Rule, Basis: r.Basis, Dates: r.Dates, Sources: r.Sources, Evidence: r.Evidence, Dissent: r.Dissent,
	})
	for n := range r.Aspects {
		a := &r.Aspects[n]
		label := p.say(a.Aspect)
		if a.Over != "" {
			label = p.label("why.over", "what", label, "place", p.name(a.Over))
		}
		p.aspect(label, a)
	}
}

// aspect writes one side of a standing, with what tells so.
func (p *page) aspect(label string, a *answers.Aspect) {
	line := p.paint(bold, pad(label, 12)) + p.paint(valueInk(a.Value), p.say(a.Value))
	if a.Since != "" {
		line += "  " + p.label("why.since", "day", date(a.Since))
	}
	if a.Until != "" {
		line += "  " + p.label("why.until", "day", date(a.Until))
	}
	if len(a.Dates) > 0 {
		line += "  " + p.label("why.dates", "days", strings.Join(a.Dates, ", "))
	}
	fmt.Fprintln(p.out, line)
	if a.Rule != "" {
		p.paragraph(12, p.say(a.Rule)+" ("+p.say(a.Basis)+")", dim)
	}
	p.evidence(12, a.Evidence, 3)
	if len(a.Dissent) > 0 {
		p.paragraph(12, p.label("why.otherwise"), bold)
		p.evidence(12, a.Dissent, 3)
	}
	fmt.Fprintln(p.out)
}
