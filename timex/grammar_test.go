package timex

import (
	"fmt"
	"io/fs"
	"testing"
	"unicode"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// parse reads sentences: with the language's model, or where it has none word
// by word.
func parse(folder fs.FS) func(string) []ud.Sentence {
	if model, err := ud.Open(folder); err == nil {
		p := model.NewParser()
		return func(text string) []ud.Sentence { return p.Parse(text, 0) }
	}
	return plainWords
}

// plainWords cuts a text into words without tags or trees, at full stops.
func plainWords(text string) []ud.Sentence {
	var all []ud.Sentence
	s := ud.Sentence{}
	start := -1
	flush := func(end int) {
		if start >= 0 {
			s.Tokens = append(s.Tokens, ud.Token{Start: start, End: end, Form: text[start:end], Head: -1})
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			flush(i)
		case unicode.IsPunct(r) && r != '\'' && r != '’' && r != '-':
			flush(i)
			start = i
			flush(i + len(string(r)))
			if r == '.' && len(s.Tokens) > 1 && (i+1 == len(text) || text[i+1] == ' ') {
				s.End = i + 1
				all, s = append(all, s), ud.Sentence{Start: i + 1}
			}
		default:
			if start < 0 {
				start = i
			}
		}
	}
	flush(len(text))
	if len(s.Tokens) > 0 {
		s.End = len(text)
		all = append(all, s)
	}
	return all
}

// read returns what a reader finds in a text.
func read(g *Grammar, parse func(string) []ud.Sentence, docDate string, given tense, text string) []Expression {
	r := g.NewReader(docDate)
	r.given = given
	var all []Expression
	sentences := parse(text)
	for i := range sentences {
		all = append(all, r.Read(&sentences[i])...)
	}
	return all
}

// fails says in what an example is not fulfilled, "" where it is.
func (x *Example) fails(got []Expression) string {
	if len(got) != len(x.Want) {
		return fmt.Sprintf("%d expressions, want %d: %s", len(got), len(x.Want), show(got))
	}
	for i, w := range x.Want {
		g := got[i]
		if g.Start != w.Start || g.End != w.End {
			return fmt.Sprintf("found %q, want %q", x.Text[g.Start:g.End], x.Text[w.Start:w.End])
		}
		if g.EDTF != w.EDTF || w.Value != "" && g.Value != w.Value {
			return fmt.Sprintf("%q is %q (%s) by %s, want %q (%s)", x.Text[w.Start:w.End], g.EDTF, g.Value, g.Rule, w.EDTF, w.Value)
		}
	}
	return ""
}

func show(all []Expression) string {
	text := ""
	for _, x := range all {
		text += fmt.Sprintf(" [%s] %s (%s) by %s;", x.Text, x.EDTF, x.Value, x.Rule)
	}
	return text
}

var tenseNames = map[string]tense{"past": past, "present": present, "future": future}

func TestExamplesOfTheRules(t *testing.T) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		g, err := Open(folder)
		if err != nil {
			t.Fatal(err)
		}
		if len(g.Examples()) < 50 {
			t.Errorf("%s: only %d examples", code, len(g.Examples()))
		}
		parse := parse(folder)
		for _, x := range g.Examples() {
			if reason := x.fails(read(g, parse, x.DocDate, tenseNames[x.Tense], x.Text)); reason != "" {
				t.Errorf("%s/%s:%d (%s): %s\n\t%s", code, x.File, x.Line, x.Rule, reason, x.Text)
			}
		}
	}
}
