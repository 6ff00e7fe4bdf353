package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/gazetteer"
)

// page lays answers out for people.
type page struct {
	screen
	out   *bufio.Writer
	names *gazetteer.Directory
	lang  string // of names
	words string // of all else, "" English
}

// newPage returns a page that names parties in a language.
func newPage(s *Streams, names *gazetteer.Directory, lang string) *page {
	return &page{screen: newScreen(s.Out), out: bufio.NewWriter(s.Out), names: names, lang: or(lang, "en")}
}

// name returns what a party is called, with its id where the two differ much:
// "Taliban (AFG.TALIBAN)".
func (p *page) name(id string) string {
	if id == "" {
		return p.say("nobody")
	}
	return p.names.Name(id, p.lang)
}

// heading writes a line that stands out and one that does not, and a rule.
func (p *page) heading(title, about string) {
	for _, line := range p.wrap(splitWords(title, 0, len(title), bold), p.width) {
		fmt.Fprintln(p.out, line)
	}
	for _, line := range p.wrap(splitWords(about, 0, len(about), dim), p.width) {
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintln(p.out, p.paint(dim, strings.Repeat("─", min(p.width, defaultWidth))))
}

// paragraph writes text indented and wrapped.
func (p *page) paragraph(indent int, text string, i ink) {
	for _, line := range p.wrap(splitWords(text, 0, len(text), i), min(p.width, defaultWidth)-indent) {
		fmt.Fprintf(p.out, "%s%s\n", strings.Repeat(" ", indent), line)
	}
}

// evidence writes up to so many reports, a quote each.
func (p *page) evidence(indent int, list []answers.Evidence, most int) {
	for n := range list {
		if n == most {
			p.paragraph(indent, p.further(len(list)-n), dim)
			return
		}
		p.report(indent, &list[n])
	}
}

// label returns what heads a part of an answer, in the page's language.
func (p *page) label(key string, pairs ...any) string { return answers.Label(p.words, key, pairs...) }

// say returns in the page's language what is told in English.
func (p *page) say(english string) string {
	text, _ := answers.Phrase(p.words, english)
	return text
}

// further tells how many more reports there are.
func (p *page) further(n int) string {
	if n == 1 {
		return p.label("reports.one")
	}
	return p.label("reports", "n", n)
}

// report writes one report: the words, and where they stand.
func (p *page) report(indent int, e *answers.Evidence) {
	quote := shorten(splitWords(e.Quote, 0, 0, plain), 0, 2*(min(p.width, defaultWidth)-indent)-8)
	text := ""
	for n := range quote {
		if n > 0 {
			text += " "
		}
		text += quote[n].text
	}
	if text != "" {
		p.paragraph(indent, p.label("quoted", "text", text), plain)
	}
	where := e.Article
	if e.Source != "" && e.Source != e.Article {
		where = e.Source + ", " + where
	}
	about := []string{"— " + where}
	if e.Published != "" {
		about = append(about, e.Published)
	}
	if e.SaidBy != "" {
		about = append(about, p.label("says", "by", p.name(e.SaidBy)))
	}
	if e.Decision != "" {
		about = append(about, p.label("reviewed", "decision", p.label(e.Decision)))
	}
	about = append(about, e.Assertion.String()[:min(8, len(e.Assertion.String()))])
	p.paragraph(indent, strings.Join(about, " · "), dim)
}

// valueInk returns the ink of a value of a standing; the word itself tells the
// same.
func valueInk(value string) ink {
	switch value {
	case "yes", "ambassador", "embassy", "true":
		return green
	case "no", "none", "false":
		return red
	case "contested", "not so simple":
		return yellow
	case "charge", "consulate":
		return cyan
	}
	return dim
}
