package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ud"
)

// explainer tells of every act how it was found: the words, the pattern, the
// parties and the date with what resolved them, the steps of modality, and the
// tree of the sentence.
type explainer struct {
	screen
	out *bufio.Writer
}

func (e *explainer) print(r reading, numbers []int) error {
	for n := range r.assertions {
		a := &r.assertions[n]
		sign, i := mark(a.Modality.String(), a.Kind.State)
		fmt.Fprintf(e.out, "%s %s · %s\n", e.paint(dim, fmt.Sprintf("act %d", numbers[n])), e.paint(dim, fmt.Sprintf("%s:%d-%d", visible(r.article.ID), a.Start, a.End)), date(a.Date))
		fmt.Fprintf(e.out, "%s %s  %s%s\n", e.paint(i, sign), a.Kind.Name, e.paint(bold, visible(r.parties(a))), claims(a))
		e.steps(r, a)
		if text := r.disagreement(n); text != "" {
			e.line("disagrees", text)
		}
		if r.coder != nil {
			e.tree(r, a)
		}
		fmt.Fprintln(e.out)
	}
	return e.out.Flush()
}

// line writes one step, its later lines indented under the first.
func (e *explainer) line(label, text string) {
	const indent = 14
	for _, line := range e.wrap(splitWords(text, 0, 0, plain), min(e.width, defaultWidth)-indent) {
		fmt.Fprintf(e.out, "  %s%s\n", e.paint(dim, pad(label, indent-2)), line)
		label = ""
	}
}

// steps tells how the parts of an act were found.
func (e *explainer) steps(r reading, a *act.Assertion) {
	e.line("quote", "“"+a.Quote+"”")
	for _, m := range a.Mentions {
		e.line("said again", "“"+r.article.Text[m.Start:m.End]+"”")
	}
	t := &a.Trace
	e.line("evoked by", fmt.Sprintf("“%s”, %s", r.article.Text[t.Trigger.Start:t.Trigger.End], t.Pattern))
	for _, role := range roles(a) {
		for _, p := range role.parties {
			e.line(role.name, fmt.Sprintf("%s, %s ← %s (%s)", p.ID, r.name(p.ID), quoted(p.Text), p.How))
		}
	}
	switch {
	case t.TimeRule != "":
		from := ""
		if t.Anchor != "" {
			from = ", counted from " + t.Anchor
		}
		e.line("date", fmt.Sprintf("%s ← “%s” (%s; rule %s%s)", or(a.Date, "none"), a.DateText, a.DateHow, t.TimeRule, from))
	case a.Date != "":
		e.line("date", fmt.Sprintf("%s ← %s", a.Date, a.DateHow))
	default:
		e.line("date", "none: no words give one")
	}
	if r.article.Published != "" {
		e.line("published", fmt.Sprintf("%s (%s)", r.article.Published, r.article.PublishedFrom))
	}
	e.line("modality", fmt.Sprintf("%s ← %s", a.Modality, strings.Join(t.Modality, " ← ")))
	if a.AttributedTo == "" {
		e.line("word of", "the article")
	} else {
		e.line("word of", fmt.Sprintf("%s, %s", a.AttributedTo, r.name(a.AttributedTo)))
	}
	e.line("confidence", fmt.Sprintf("%.2f", a.Confidence))
}

// role is the parties that have one part in an act.
type role struct {
	name    string
	parties []act.Party
}

func roles(a *act.Assertion) []role {
	return []role{{"actor", a.Actors}, {"recipient", a.Recipients}, {"over", a.Over}}
}

func quoted(s string) string {
	if s == "" {
		return "what was said before"
	}
	return "“" + s + "”"
}

// tree draws the sentence of an act: under every word those that depend on it.
func (e *explainer) tree(r reading, a *act.Assertion) {
	base := a.Trace.Sentence.Start
	for _, s := range r.coder.Parse(r.article.Text[base:a.Trace.Sentence.End]) {
		d := drawing{explainer: e, article: r.article, sentence: &s, act: a, base: base, below: make([][]int, len(s.Tokens))}
		for i := range s.Tokens {
			if h := s.Tokens[i].Head; h >= 0 && h < len(s.Tokens) && s.Tokens[i].Rel != "punct" {
				d.below[h] = append(d.below[h], i)
			}
			d.widest = max(d.widest, columns(s.Tokens[i].Form))
		}
		d.widest = min(d.widest, 24)
		fmt.Fprintln(e.out)
		for i := range s.Tokens {
			if s.Tokens[i].Head < 0 {
				d.draw(i, "", "")
			}
		}
	}
}

// drawing is one tree as it is drawn.
type drawing struct {
	*explainer
	article  *article.Article
	sentence *ud.Sentence
	act      *act.Assertion
	base     int     // bytes of the article before the sentence
	below    [][]int // of each token those that depend on it
	widest   int     // form, in columns
}

// deepestBranch is how far a tree is drawn to the right.
const deepestBranch = 30

// draw writes the token i behind its branch, and below it what depends on it.
func (d *drawing) draw(i int, branch, trunk string) {
	t := &d.sentence.Tokens[i]
	form := branch + visible(t.Form)
	about := fmt.Sprintf("%-12s%-7s%s", t.Rel, t.UPOS, visible(t.Lemma))
	line := "      " + pad(form, d.widest+18) + " " + d.paint(dim, about)
	if n := d.note(t); n != "" {
		line += "  " + d.paint(bold, "← "+n)
	}
	fmt.Fprintln(d.out, line)
	if len(trunk) > 3*deepestBranch {
		return
	}
	below := d.below[i]
	for n, c := range below {
		if n == len(below)-1 {
			d.draw(c, trunk+"└─ ", trunk+"   ")
		} else {
			d.draw(c, trunk+"├─ ", trunk+"│  ")
		}
	}
}

// dated reports whether a token heads the words that give the act its date.
func (d *drawing) dated(t *ud.Token) bool {
	text := d.article.Text[d.base:d.act.Trace.Sentence.End]
	start := strings.Index(text, d.act.DateText)
	end := start + len(d.act.DateText)
	within := func(t *ud.Token) bool { return t.Start >= start && t.End <= end }
	return d.act.DateText != "" && start >= 0 && within(t) && (t.Head < 0 || !within(&d.sentence.Tokens[t.Head]))
}

// note tells what part of the act a token is.
func (d *drawing) note(t *ud.Token) string {
	start, end := t.Start+d.base, t.End+d.base
	if s := d.act.Trace.Trigger; start == s.Start && end == s.End {
		return cmp.Or(d.act.Kind.Name, "act")
	}
	if t.UPOS == "DET" || t.UPOS == "ADP" {
		return ""
	}
	if d.dated(t) {
		return "date " + d.act.Date
	}
	for _, r := range roles(d.act) {
		for _, p := range r.parties {
			if p.End > p.Start && start >= p.Start && end <= p.End {
				return r.name + " " + p.ID
			}
		}
	}
	return ""
}
