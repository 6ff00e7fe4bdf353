package cli

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"github.com/credence-project/credence/act"
)

// tablePrinter writes readings for people: an article's title, and under it
// its acts in the order of the text, two lines or so each.
type tablePrinter struct {
	screen
	out *bufio.Writer
}

// Widths of the table's columns. Those of the date and the kind grow with the
// article's longest.
const (
	numberWidth  = 3
	dateWidth    = 10 // "2025-07-03"
	kindWidth    = 21 // "recognize-sovereignty"
	leastParties = 26 // narrower, the parties go to a line of their own
	leastQuote   = 56 // narrower, the quote goes to a line of its own
	quoteLines   = 2  // that a quote takes at most, above the speaker
)

// columnSet is how one article's table is laid out.
type columnSet struct {
	date, kind, parties int // widths
	below               int // where the lines under an act start
	beside              bool
}

func (p *tablePrinter) print(r reading, numbers []int) error {
	p.heading(r)
	c := p.layOut(r)
	for n := range r.assertions {
		p.entry(r, &r.assertions[n], numbers[n], c)
		p.disagreement(r, n, c)
	}
	return p.out.WriteByte('\n')
}

// heading writes the article's title, and where and when it stood.
func (p *tablePrinter) heading(r reading) {
	a := r.article
	if a.Title != "" {
		for _, line := range p.wrap(splitWords(a.Title, 0, len(a.Title), bold), p.width) {
			fmt.Fprintln(p.out, line)
		}
	}
	var about []string
	for _, s := range []string{a.ID, a.Byline, a.Published, a.Lang, count(r.assertions)} {
		if s = oneLine(s); s != "" {
			about = append(about, s)
		}
	}
	line := strings.Join(about, " · ")
	for _, line := range p.wrap(splitWords(line, 0, len(line), dim), p.width) {
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintln(p.out, p.paint(dim, strings.Repeat("─", min(p.width, defaultWidth))))
}

// layOut fits the columns to the article's acts and to the screen.
func (p *tablePrinter) layOut(r reading) columnSet {
	c := columnSet{date: dateWidth, kind: kindWidth}
	for n := range r.assertions {
		a := &r.assertions[n]
		c.date = max(c.date, columns(date(a.Date)))
		c.kind = max(c.kind, columns(a.Kind.Name))
		c.parties = max(c.parties, columns(r.parties(a)+claims(a)))
	}
	c.below = numberWidth + 2 + c.date + 2
	head := c.below + markWidth + 1 + c.kind + 2
	c.parties = min(c.parties, 56)
	c.beside = p.width-head-c.parties-2 >= leastQuote
	if !c.beside {
		c.parties = p.width - head
	}
	return c
}

// entry writes one act.
func (p *tablePrinter) entry(r reading, a *act.Assertion, number int, c columnSet) {
	sign, i := mark(a.Modality.String(), a.Kind.State)
	head := p.paint(dim, fmt.Sprintf("%*s", numberWidth, strconv.Itoa(number))) + "  " +
		pad(date(a.Date), c.date) + "  " + p.paint(i, pad(sign, markWidth)) + " "
	parties := r.parties(a) + claims(a)
	who := splitWords(parties, 0, len(parties)-len(claims(a)), bold)
	quote := p.quote(r, a, c)
	switch {
	case c.beside:
		p.sideBySide(head+pad(a.Kind.Name, c.kind), p.wrap(who, c.parties), c.parties, quote)
		return
	case c.parties >= leastParties:
		lines := p.wrap(who, c.parties)
		fmt.Fprintf(p.out, "%s%s  %s\n", head, pad(a.Kind.Name, c.kind), lines[0])
		p.indented(c.below+markWidth+1+c.kind+2, lines[1:])
	default:
		fmt.Fprintf(p.out, "%s%s\n", head, a.Kind.Name)
		p.indented(c.below, p.wrap(who, p.width-c.below))
	}
	p.indented(c.below, quote)
}

// disagreement writes who reads an act otherwise, and whether only a second reader
// says so.
func (p *tablePrinter) disagreement(r reading, n int, c columnSet) {
	text := r.disagreement(n)
	if text == "" {
		return
	}
	if text = "! " + text; r.note(n).second {
		text = "! says the " + r.second.by + " alone: " + r.disagreement(n)
	}
	p.indented(c.below, p.wrap(splitWords(text, 0, len(text), yellow), min(p.width-c.below, defaultWidth)))
}

// sideBySide writes an act with its parties and its quote beside each other.
func (p *tablePrinter) sideBySide(head string, who []string, width int, quote []string) {
	indent := strings.Repeat(" ", printed(head))
	for n := range max(len(who), len(quote)) {
		left, right := "", ""
		if n < len(who) {
			left = who[n]
		}
		if n < len(quote) {
			right = strings.Repeat(" ", width-printed(left)+2) + quote[n]
		}
		fmt.Fprintf(p.out, "%s  %s%s\n", head, left, right)
		head = indent
	}
}

func (p *tablePrinter) indented(by int, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(p.out, "%s%s\n", strings.Repeat(" ", by), line)
	}
}

// quote lays out the words that say so, the word that evoked the act in bold,
// and who says so where it is not the article.
func (p *tablePrinter) quote(r reading, a *act.Assertion, c columnSet) []string {
	width := p.width - c.below
	if c.beside {
		width = p.width - c.below - markWidth - 1 - c.kind - 2 - c.parties - 2
	}
	width = min(width, defaultWidth)
	words := splitWords(a.Quote, a.Trace.Trigger.Start-a.Start, a.Trace.Trigger.End-a.Start, bold)
	if len(words) == 0 {
		return nil
	}
	keep := 0
	for n := range words {
		if words[n].ink == bold {
			keep = n
			break
		}
	}
	words = shorten(words, keep, quoteLines*width-8)
	words[0].text = "“" + words[0].text
	words[len(words)-1].text += "”"
	if a.AttributedTo != "" {
		by := "— says " + r.name(a.AttributedTo)
		words = append(words, splitWords(by, 0, len(by), dim)...)
	}
	return p.wrap(words, width)
}

// claims writes what is claimed of an act: " · first".
func claims(a *act.Assertion) string {
	if len(a.Claims) == 0 {
		return ""
	}
	return " · " + strings.Join(a.Claims, ", ")
}
