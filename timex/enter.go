package timex

import (
	"fmt"
	"strings"
)

// fill puts the words of the lists into the lexicon.
func (c *compiler) fill() error {
	for _, l := range c.words {
		for _, e := range l.entries {
			if err := c.enter(l, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// enter puts one word into the lexicon.
func (c *compiler) enter(l *wordList, e wordEntry) error {
	form, capital := strings.CutSuffix(e.form, "!")
	value, err := parseConstant(e.value)
	if err != nil {
		return e.failf("%v", err)
	}
	atoms := splitAtoms(form)
	if len(atoms) == 0 {
		return e.failf("%q is no word", e.form)
	}
	switch {
	case l.name == numberName && len(atoms) > 1:
		first, last := c.g.lex.intern(atoms[0]), c.g.lex.intern(atoms[len(atoms)-1])
		c.g.lex.pairs[[2]int32{first, last}] = int32(value.num)
	case len(atoms) > 1:
		c.phrases[l.name] = append(c.phrases[l.name], phrase{atoms, value})
	default:
		id := c.g.lex.intern(atoms[0])
		w := &c.g.lex.words[id]
		if c.g.lex.in(id, c.classes[l.name]) != nil {
			return e.failf("%q stands twice in %q", e.form, l.name)
		}
		w.classes = append(w.classes, membership{c.classes[l.name], capital, value})
		switch l.name {
		case numberName:
			w.number, w.times = int32(value.num), strings.HasPrefix(e.value, "x")
		case startName:
			w.number, w.opens = int32(value.num), true
		case linkName:
			w.link = true
		}
	}
	return nil
}

// Names of lists that mean something to the package itself.
const (
	numberName = "number-word"  // parts of numbers in words; "x100" multiplies
	startName  = "number-start" // parts that only come first: "a"
	linkName   = "number-link"  // what may stand between them
)

// parseConstant reads a number, a multiplier ("x100") or a symbol.
func parseConstant(text string) (constant, error) {
	digits := strings.TrimPrefix(text, "x")
	if n, ok := decimal(digits); ok {
		return constant{num: n}, nil
	}
	if !isSymbol(text) {
		return constant{}, fmt.Errorf("%q is neither a number nor a symbol that is known", text)
	}
	return constant{symbol: text}, nil
}

// tenseLists notes the lists that tell of tense.
func (c *compiler) tenseLists() error {
	c.g.tenses = tenseWords{
		form: c.classes["future-form"], modal: c.classes["modal-form"], perfect: c.classes["perfect-form"],
		ahead: c.classes["ahead-verb"], going: c.classes["going-verb"], recent: c.classes["recent-verb"],
		planned: c.classes["planned-word"], ending: c.classes["future-ending"], wish: c.classes["conditional-ending"], past: c.classes["past-form"], active: c.classes["active-participle"],
	}
	return nil
}

// expansions tells the lexicon of forms that stand for several words, and of
// words too frequent to try the rules for.
func (c *compiler) expansions() error {
	for _, e := range c.expand {
		id := c.g.lex.intern(strings.ToLower(e.form))
		for _, w := range splitAtoms(e.words) {
			word := c.g.lex.intern(w)
			c.g.lex.words[id].expand = append(c.g.lex.words[id].expand, word)
		}
	}
	return nil
}
