package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// idWidth is how many digits of an id are shown.
const idWidth = 8

func short(id ledger.ID) string { return id.String()[:min(idWidth, len(id.String()))] }

// queue lays out what awaits a person.
func (p *page) queue(items []review.Item) {
	if len(items) == 0 {
		fmt.Fprintln(p.out, "nothing awaits a review")
	}
	for n := range items {
		p.claim(&items[n])
		p.paragraph(2, items[n].Why, plain)
		p.quoted(&items[n], 60)
		fmt.Fprintln(p.out)
	}
}

// item lays out an assertion with all that is known of it.
func (p *page) item(i *review.Item) {
	p.claim(i)
	p.paragraph(2, i.Why, plain)
	p.quoted(i, 0)
	for n := range i.Acts {
		a := &i.Acts[n]
		if others := len(a.Reports) - 1; others > 0 {
			p.paragraph(2, fmt.Sprintf("act %s has %s", short(a.ID), plural(others, "other report", "other reports")), dim)
		}
	}
	for _, r := range i.Reviews {
		if r.Decision == ledger.Unsure && !r.Person {
			continue // a reader's doubt, told above
		}
		text := fmt.Sprintf("decision %d, %s: %s by %s", r.Seq, r.Recorded.Format(time.DateOnly), r.Decision, r.By)
		if r.Why != "" {
			text += ": " + r.Why
		}
		p.paragraph(2, text, yellow)
	}
}

// claim writes what an assertion says, in a line.
func (p *page) claim(i *review.Item) {
	a := &i.Assertion
	sign, ink := mark(a.Says.Modality, a.Says.Kind == "state")
	head := p.paint(dim, short(a.ID)) + "  " + p.paint(ink, sign) + " " + or(a.Says.Act, a.Says.State) + "  "
	who := p.parties(&a.Says)
	for n, line := range p.wrap(splitWords(who, 0, len(who), bold), max(p.width-printed(head)-14, 20)) {
		if n == 0 {
			line = head + line + "  " + date(a.Says.Date)
		} else {
			line = strings.Repeat(" ", printed(head)) + line
		}
		fmt.Fprintln(p.out, line)
	}
}

// parties writes who did what to whom.
func (p *page) parties(says *act.Record) string {
	names := func(list []act.RecordParty) string {
		var out []string
		for _, x := range list {
			out = append(out, p.name(x.ID))
		}
		return strings.Join(out, ", ")
	}
	who := or(names(says.Actors), "nobody")
	if len(says.Recipients) > 0 {
		who += " → " + names(says.Recipients)
	}
	if len(says.Over) > 0 {
		who += " over " + names(says.Over)
	}
	return who
}

// quoted writes the quote in the text around it, of which no more than so many
// letters are shown on either side (0 all that there is), and where it stands.
func (p *page) quoted(i *review.Item, around int) {
	before, quote, after := oneLine(i.Context.Before), oneLine(i.Assertion.Says.Quote), oneLine(i.Context.After)
	if around > 0 {
		before, after = lastWords(before, around), firstWords(after, around)
	}
	if quote != "" {
		text := strings.TrimLeft(before+" “"+quote+"” "+after, " ")
		start := strings.Index(text, "“"+quote)
		for _, line := range p.wrap(splitWords(text, start, start+len(quote)+2*len("“"), bold), min(p.width, defaultWidth)-4) {
			fmt.Fprintln(p.out, "    "+line)
		}
	}
	a, d := &i.Assertion, &i.Document
	var about []string
	for _, x := range []string{d.Source, a.Says.Article, d.Title, d.Published, d.Lang, "by " + a.Reader} {
		if x = oneLine(x); x != "" && !slices.Contains(about, x) {
			about = append(about, x)
		}
	}
	if a.Says.AttributedTo != "" {
		about = append(about, "says "+p.name(a.Says.AttributedTo))
	}
	p.paragraph(4, "— "+strings.Join(about, " · "), dim)
}

// outlook writes what decisions would change.
func (p *page) outlook(o *outlook) {
	p.changes("accept", o.Accept)
	p.changes("reject", o.Reject)
}

// changes writes what a decision changes, each standing in a line.
func (p *page) changes(head string, list []review.Change) {
	if len(list) == 0 {
		p.paragraph(2, head+": no standing changes", dim)
		return
	}
	for n := range list {
		p.paragraph(2, head+": "+list[n].Text, valueInk(list[n].After.Value))
	}
}

// receipt writes what was decided.
func (p *page) receipt(r *review.Receipt, changes []review.Change) {
	line := fmt.Sprintf("%s: %s", r.Verb, plural(r.Count, "assertion", "assertions"))
	if r.Number != "" {
		line += ", decision " + r.Number
	}
	if len(r.Undone) > 0 {
		line += ", takes back decision " + strings.Join(r.Undone, ", ")
	}
	if r.Replacement != (ledger.ID{}) {
		line += ", now " + short(r.Replacement)
	}
	if r.Act != (ledger.ID{}) {
		line += ", act " + short(r.Act)
	}
	p.paragraph(0, line, bold)
	for _, note := range r.Notes {
		p.paragraph(2, note, yellow)
	}
	for n := range changes {
		p.paragraph(2, changes[n].Text, valueInk(changes[n].After.Value))
	}
}

// firstWords returns the words at the beginning of text, of so many bytes at
// most, and dots where there are more.
func firstWords(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return text[:max(0, strings.LastIndexByte(text[:most+1], ' '))] + "…"
}

// lastWords is as firstWords, at the end.
func lastWords(text string, most int) string {
	if len(text) <= most {
		return text
	}
	from := len(text) - most - 1
	if n := strings.IndexByte(text[from:], ' '); n >= 0 {
		return "…" + text[from+n+1:]
	}
	return "…"
}
