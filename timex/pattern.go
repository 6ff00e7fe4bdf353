package timex

import "strings"

// pattern is a pattern as it is written: words, references to lists, ranges,
// definitions and categories, optional parts and alternatives.
type pattern struct {
	place
	kind  patternKind
	parts []*pattern // of a sequence, alternatives, an option
	word  string     // of a word: one atom
	name  string     // of a reference: what it captures as
	ref   string     // of a reference: to what
	glued bool       // no space before it
}

// patternKind tells what a pattern is.
type patternKind uint8

const (
	sequencePattern patternKind = iota
	choicePattern
	optionPattern
	wordPattern
	refPattern
	corePattern // { … }: the expression itself, where the rest is only context
)

// parsePattern reads a pattern.
func parsePattern(at place, text string) (*pattern, error) {
	p := patternParser{place: at, text: text}
	result, err := p.choice("")
	if err == nil && p.next() != 0 {
		err = at.failf("%q closes nothing", p.text[:1])
	}
	return result, err
}

// patternParser eats text from its front.
type patternParser struct {
	place
	text  string
	depth int // of brackets
}

// maxDepth is how deep brackets and calls may stand in each other.
const maxDepth = 30

// next returns the next byte that is no space, 0 at the end.
func (p *patternParser) next() byte {
	p.text = strings.TrimLeft(p.text, " \t")
	if p.text == "" {
		return 0
	}
	return p.text[0]
}

// choice takes sequences parted by "|" up to one of the closing bytes.
func (p *patternParser) choice(closing string) (*pattern, error) {
	all := &pattern{place: p.place, kind: choicePattern}
	for {
		one, err := p.sequence(closing)
		if err != nil {
			return nil, err
		}
		all.parts = append(all.parts, one)
		if p.next() != '|' {
			break
		}
		p.text = p.text[1:]
	}
	if len(all.parts) == 1 {
		return all.parts[0], nil
	}
	return all, nil
}

// sequence takes what stands side by side.
func (p *patternParser) sequence(closing string) (*pattern, error) {
	s := &pattern{place: p.place, kind: sequencePattern}
	for {
		c := p.next()
		if c == 0 || c == '|' || strings.IndexByte(closing, c) >= 0 {
			break
		}
		parts, err := p.item()
		if err != nil {
			return nil, err
		}
		s.parts = append(s.parts, parts...)
	}
	if len(s.parts) == 0 {
		return nil, p.failf("an empty pattern before %q", p.text)
	}
	return s, nil
}

// item takes one element, glued to the one before where "+" stands before it.
func (p *patternParser) item() ([]*pattern, error) {
	glued := false
	if p.text[0] == '+' {
		glued, p.text = true, p.text[1:]
	}
	var parts []*pattern
	var err error
	switch p.next() {
	case '(':
		parts, err = p.group(sequencePattern, ')')
	case '[':
		parts, err = p.group(optionPattern, ']')
	case '{':
		parts, err = p.group(corePattern, '}')
	case '<':
		parts, err = p.reference()
	case '"':
		parts, err = p.quoted()
	default:
		parts, err = p.words()
	}
	if err == nil && glued {
		parts[0].glue()
	}
	return parts, err
}

// glue marks the elements that a pattern can start with as glued.
func (p *pattern) glue() {
	switch p.kind {
	case wordPattern, refPattern:
		p.glued = true
	case choicePattern:
		for _, part := range p.parts {
			part.glue()
		}
	default:
		p.parts[0].glue()
	}
}

// group takes what stands up to the closing byte.
func (p *patternParser) group(kind patternKind, closing byte) ([]*pattern, error) {
	p.text = p.text[1:]
	if p.depth++; p.depth > maxDepth {
		return nil, p.failf("brackets stand in each other more than %d deep", maxDepth)
	}
	inner, err := p.choice(string(closing))
	if err != nil {
		return nil, err
	}
	p.depth--
	if p.next() != closing {
		return nil, p.failf("%q is missing", string(closing))
	}
	p.text = p.text[1:]
	return []*pattern{{place: p.place, kind: kind, parts: []*pattern{inner}}}, nil
}

// reference takes "<name>" or "<capture=name>".
func (p *patternParser) reference() ([]*pattern, error) {
	inner, rest, ok := strings.Cut(p.text[1:], ">")
	if !ok {
		return nil, p.failf("%q is not closed", p.text)
	}
	p.text = rest
	name, ref, named := strings.Cut(inner, "=")
	if !named {
		ref = name
	}
	if name == "" || ref == "" {
		return nil, p.failf("<%s> names nothing", inner)
	}
	return []*pattern{{place: p.place, kind: refPattern, name: name, ref: ref}}, nil
}

// words takes a run of text up to a space or a sign of the pattern language,
// cut into atoms as the text to be read will be.
func (p *patternParser) words() ([]*pattern, error) {
	n := 0
	for n < len(p.text) && strings.IndexByte(" \t|()[]{}<>+", p.text[n]) < 0 {
		n++
	}
	if n == 0 {
		return nil, p.failf("a word should stand before %q", p.text)
	}
	text := p.text[:n]
	p.text = p.text[n:]
	return p.atoms(text), nil
}

// quoted takes signs of the pattern language as words: "(".
func (p *patternParser) quoted() ([]*pattern, error) {
	text, rest, ok := strings.Cut(p.text[1:], `"`)
	if !ok || text == "" {
		return nil, p.failf("%q is not closed", p.text)
	}
	p.text = rest
	return p.atoms(text), nil
}

// atoms returns the patterns of the words of a text.
func (p *patternParser) atoms(text string) []*pattern {
	if form, capital := strings.CutSuffix(text, "!"); capital && form != "" {
		return []*pattern{{place: p.place, kind: wordPattern, word: strings.ToLower(form) + "!"}}
	}
	var parts []*pattern
	for _, atom := range splitAtoms(text) {
		parts = append(parts, &pattern{place: p.place, kind: wordPattern, word: atom})
	}
	return parts
}
