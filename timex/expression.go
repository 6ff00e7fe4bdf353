package timex

import "strings"

// expression is what a rule gives: a number, a name, or a function of named
// arguments: shift(from=doc, n=-n, unit).
type expression struct {
	place
	name  string // of a capture, a symbol or a function
	call  bool
	args  []argument
	minus bool // the number or capture is negated
	num   int  // where name is ""
}

// argument is one named argument; "unit" alone is "unit=unit".
type argument struct {
	name  string
	value *expression
}

// parseExpression reads an expression.
func parseExpression(at place, text string) (*expression, error) {
	p := expressionParser{place: at, text: text}
	e, err := p.expression()
	if err == nil && p.peek() != 0 {
		err = at.failf("%q is left over", p.text)
	}
	return e, err
}

// expressionParser eats text from its front.
type expressionParser struct {
	place
	text  string
	depth int // of calls
}

// peek returns the next byte that is no space, 0 at the end.
func (p *expressionParser) peek() byte {
	p.text = strings.TrimLeft(p.text, " \t")
	if p.text == "" {
		return 0
	}
	return p.text[0]
}

// skip steps over c where it is next.
func (p *expressionParser) skip(c byte) bool {
	if p.peek() == c {
		p.text = p.text[1:]
		return true
	}
	return false
}

// word takes a name or number.
func (p *expressionParser) word() string {
	p.peek()
	n := 0
	for n < len(p.text) && strings.IndexByte(" (),=\t", p.text[n]) < 0 {
		n++
	}
	word := p.text[:n]
	p.text = p.text[n:]
	return word
}

// expression takes a value.
func (p *expressionParser) expression() (*expression, error) {
	e := &expression{place: p.place, minus: p.skip('-')}
	word := p.word()
	if word == "" {
		return nil, p.failf("a name or a number should stand at %q", p.text)
	}
	if n, ok := decimal(word); ok {
		e.num = n
		return e, nil
	}
	e.name = word
	if !p.skip('(') {
		return e, nil
	}
	e.call = true
	if p.depth++; p.depth > maxDepth {
		return nil, p.failf("calls stand in each other more than %d deep", maxDepth)
	}
	defer func() { p.depth-- }()
	for !p.skip(')') {
		if len(e.args) > 0 && !p.skip(',') {
			return nil, p.failf("a comma or parenthesis should stand at %q", p.text)
		}
		a := argument{name: p.word()}
		if p.skip('=') {
			value, err := p.expression()
			if err != nil {
				return nil, err
			}
			a.value = value
		} else {
			a.value = &expression{place: p.place, name: a.name}
		}
		if a.name == "" {
			return nil, p.failf("an argument needs a name at %q", p.text)
		}
		e.args = append(e.args, a)
	}
	return e, nil
}
