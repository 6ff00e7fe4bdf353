package ud

import "strings"

// contraction is a written word that stands for several syntactic words.
type contraction struct {
	name      string
	parts     []string
	cuts      []int    // where the parts join to the written word: byte lengths of the parts; else nil
	titled    []string // parts for a capitalised word
	upper     []string // parts for a word in capitals
	undecided bool     // also a word of its own: the context decides
}

func newContraction(word string, parts []string) *contraction {
	c := &contraction{name: word, parts: parts}
	if strings.Join(parts, "") == word {
		for _, p := range parts {
			c.cuts = append(c.cuts, len(p))
		}
	}
	c.titled = append([]string{titled(parts[0])}, parts[1:]...)
	c.upper = append([]string{strings.ToUpper(parts[0])}, parts[1:]...)
	return c
}

// forms are the parts as the word's capitals ask: "Du" is "De" + "le".
func (c *contraction) forms(written string) []string {
	switch {
	case !upperAt(written, 0):
		return c.parts
	case len(written) > 1 && upperAt(written, len(written)-1):
		return c.upper
	}
	return c.titled
}

// expand appends the words that the token, written as one, stands for.
func (c *contraction) expand(tokens []Token, token Token) []Token {
	parts := c.forms(token.Form)
	token.Multi = len(parts)
	for _, part := range parts {
		token.Form = part
		tokens = append(tokens, token)
		token.Multi = 0
	}
	return tokens
}

// expands decides whether the piece at index i, which may be a contraction, is one.
func (s *splitter) expands(i int) bool {
	c := s.scan.pieces[i].contraction
	if !c.undecided {
		return true
	}
	e := s.evidence(contractions, s.scan.pieces[i].start)
	word := s.form(i)
	before, after := s.neighbour(i-1), s.neighbour(i+1)
	before2, after2 := s.neighbour(i-2), s.neighbour(i+2)
	e.add("w", c.name, "")
	e.add("p", c.name, before)
	e.add("n", c.name, after)
	e.add("q", c.name, before2)
	e.add("m", c.name, after2)
	e.add("pp", before2, before)
	e.add("nn", after, after2)
	e.add("pn", before, after)
	e.add("p4", c.name, ending(before, 4))
	e.add("p3", c.name, ending(before, 3))
	e.add("p2", c.name, ending(before, 2))
	e.add("n4", c.name, ending(after, 4))
	e.add("n3", c.name, ending(after, 3))
	e.add("n2", c.name, ending(after, 2))
	e.add("p3n3", ending(before, 3), ending(after, 3))
	e.add("p2n2", ending(before, 2), ending(after, 2))
	e.add("q3", ending(before2, 3), ending(before, 3))
	e.add("qp2", before2, ending(before, 2))
	e.add("m3", ending(after, 3), ending(after2, 3))
	e.add("s", shapeOf(word), shapeOf(before))
	e.add("t", c.name, shapeOf(after))
	near, was := s.functionWord(i - 2)
	e.add("k", near+was, before)
	e.add("k1", c.name, near+was)
	e.add("k2", was, before)
	e.add("k3", near+was, ending(before, 2))
	e.add("r", before2, s.neighbour(i-3))
	e.add("r3", c.name, s.neighbour(i-3))
	return e.decide(true)
}

// functionWord is the nearest short word at index i or a few before it, and
// what was decided about it.
func (s *splitter) functionWord(i int) (form, was string) {
	for k := i; k >= 0 && k > i-8; k-- {
		p := &s.scan.pieces[k]
		if p.kind != word || p.end-p.start > 4 {
			continue
		}
		if p.contraction != nil {
			was = "+"
		}
		return s.form(k), was
	}
	return "", ""
}

// ending is the last n characters of word, all of it where it is shorter.
func ending(word string, n int) string {
	at := len(word)
	for ; n > 0 && at > 0; n-- {
		at--
		for at > 0 && word[at]&0xC0 == 0x80 {
			at--
		}
	}
	return word[at:]
}
