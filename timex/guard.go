package timex

import "strings"

// guard is a condition on the word before or after a match.
type guard struct {
	place
	unless bool   // the condition must not hold
	side   string // "next", "previous" or "itself": the word after or before the match, or its last
	items  []string
	test   wordTest
}

// wordTest is a set of words, lists and parts of speech.
type wordTest struct {
	words, classes, ranges []int32
	tags                   []string
	digits, plural         bool
}

// allowed reports whether the guards of a rule hold around a match.
func (m *matcher) allowed(r *rule, from, to int) bool {
	for i := range r.guards {
		g := &r.guards[i]
		at := to
		switch g.side {
		case "previous":
			at = from - 1
		case "itself":
			at = to - 1
		}
		if m.passes(&g.test, at) == g.unless {
			return false
		}
	}
	return true
}

// passes reports whether the atom at an index, if there is one, passes a test.
func (m *matcher) passes(t *wordTest, at int) bool {
	if at < 0 || at >= len(m.atoms) {
		return false
	}
	a := &m.atoms[at]
	if t.digits && a.num >= 0 {
		return true
	}
	for _, r := range t.ranges {
		if m.g.ranges[r].holds(a) {
			return true
		}
	}
	if a.word != 0 {
		for _, w := range t.words {
			if w == a.word {
				return true
			}
		}
		for _, c := range t.classes {
			if in := m.g.lex.in(a.word, c); in != nil && (!in.capital || a.upper) {
				return true
			}
		}
	}
	if t.plural && m.sentence.Tokens[a.token].Feats.Has("Number", "Plur") {
		return true
	}
	upos := m.sentence.Tokens[a.token].UPOS
	for _, tag := range t.tags {
		if tag == upos {
			return true
		}
	}
	return false
}

// guard compiles what a guard asks of a word.
func (c *compiler) guard(g *guard) error {
	var forms []string
	for _, item := range g.items {
		name, isRef := strings.CutPrefix(item, "<")
		name = strings.TrimSuffix(name, ">")
		id, isClass := c.classes[name]
		switch {
		case isRef && isClass:
			g.test.classes = append(g.test.classes, id)
		case isRef && name == "plural":
			g.test.plural = true
		case isRef && name == "digits":
			g.test.digits = true
		case isRef && c.isRange(name):
			g.test.ranges = append(g.test.ranges, c.ranges[name])
		case isRef:
			return g.failf("there is no list of words %s", item)
		case item == strings.ToUpper(item) && isLetter(rune(item[0])):
			g.test.tags = append(g.test.tags, item)
		default:
			forms = append(forms, splitAtoms(item)...)
		}
	}
	for _, f := range forms {
		g.test.words = append(g.test.words, c.g.lex.intern(f))
	}
	return nil
}

// isRange reports whether a name is that of a number.
func (c *compiler) isRange(name string) bool {
	_, ok := c.ranges[name]
	return ok
}
