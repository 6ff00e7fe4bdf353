package timex

import (
	"fmt"
	"slices"
	"strings"
)

// Bounds on what a pattern may grow to.
const (
	maxTerms    = 24   // terms of one sequence
	maxVariants = 6000 // sequences of one pattern
	maxNames    = 64   // categories
)

// term is what one edge of the index takes.
type term struct {
	kind  termKind
	id    int32 // of the word, class, range or category
	glued bool  // no space before it
}

// termKind tells what a term takes.
type termKind uint8

const (
	wordTerm termKind = iota
	classTerm
	rangeTerm
	numberTerm
	categoryTerm
)

// sequence is one way to match a pattern.
type sequence struct {
	terms    []term
	captures []capture
	from, to int // terms of the expression itself, where hasCore
	hasCore  bool
}

// capture says where the value of a name comes from.
type capture struct {
	name  string
	term  int // index of the term, -1 for a constant
	kind  termKind
	class int32    // of a word: the list that gives its value
	value constant // of a constant
}

// compiler turns sources into a grammar.
type compiler struct {
	*source
	g          *Grammar
	lists      map[string]*wordList
	phrases    map[string][]phrase // list: its entries of several atoms
	defs       map[string]*definition
	ranges     map[string]int32
	categories map[string]int32
	classes    map[string]int32
	open       map[string]bool // definitions being expanded

	weakWords      map[int32]bool // that trigger nothing
	weakClasses    map[int32]bool // that hold such a word
	weakCategories map[int32]bool // that can match such words alone
}

// phrase is an entry of a list that has several atoms.
type phrase struct {
	words []string
	value constant
}

// compile builds the grammar.
func compile(s *source) (*Grammar, error) {
	c := &compiler{
		source: s, g: newGrammar(), lists: map[string]*wordList{}, phrases: map[string][]phrase{}, defs: map[string]*definition{},
		ranges: map[string]int32{}, categories: map[string]int32{}, classes: map[string]int32{}, open: map[string]bool{},
		weakWords: map[int32]bool{}, weakClasses: map[int32]bool{}, weakCategories: map[int32]bool{},
	}
	for _, step := range []func() error{c.names, c.fill, c.tenseLists, c.expansions, c.index, c.finish} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c.g, nil
}

// names gives every name to one thing.
func (c *compiler) names() error {
	taken := map[string]place{}
	claim := func(name string, at place) error {
		if other, ok := taken[name]; ok {
			return at.failf("the name %q is taken at %s:%d", name, other.file, other.line)
		}
		if name == "" || name == "number" && at.file != "" && c.lists["number"] != nil {
			return at.failf("a name is missing")
		}
		taken[name] = at
		return nil
	}
	for _, l := range c.words {
		if err := claim(l.name, l.place); err != nil {
			return err
		}
		c.lists[l.name] = l
		c.classes[l.name] = c.g.newClass()
	}
	for _, r := range c.source.ranges {
		if err := claim(r.name, r.place); err != nil {
			return err
		}
		c.ranges[r.name] = int32(len(c.g.ranges))
		c.g.ranges = append(c.g.ranges, *r)
	}
	for _, d := range c.defines {
		if err := claim(d.name, d.place); err != nil {
			return err
		}
		c.defs[d.name] = d
		var err error
		if d.parsed, err = parsePattern(d.place, d.pattern); err != nil {
			return err
		}
	}
	for _, r := range c.rules {
		if _, ok := c.categories[r.category]; ok {
			continue
		}
		if err := claim(r.category, r.place); err != nil {
			return err
		}
		c.categories[r.category] = int32(len(c.g.categories))
		c.g.categories = append(c.g.categories, category{name: r.category})
	}
	if len(c.categories) > maxNames {
		return fmt.Errorf("more than %d categories of rules", maxNames)
	}
	return nil
}

// index puts the patterns of all rules into the tries of their categories.
func (c *compiler) index() error {
	for _, r := range c.rules {
		if len(r.patterns) == 0 || r.gives == nil {
			return r.failf("rule %s: a rule has a match and a gives", r.name)
		}
		if len(r.examples) == 0 {
			return r.failf("rule %s: a rule has an example", r.name)
		}
		for i := range r.guards {
			if err := c.guard(&r.guards[i]); err != nil {
				return err
			}
		}
		if err := c.indexRule(r); err != nil {
			return err
		}
		c.g.examples = append(c.g.examples, r.examples...)
	}
	return nil
}

// indexRule puts the patterns of one rule into the trie of its category.
func (c *compiler) indexRule(r *rule) error {
	names := map[string]bool{}
	r.names = names
	for _, p := range r.patterns {
		parsed, err := parsePattern(p.place, p.text)
		if err != nil {
			return err
		}
		sequences, err := c.variants(parsed)
		if err != nil {
			return err
		}
		for _, s := range sequences {
			if len(s.terms) > maxTerms {
				return p.failf("rule %s can match more than %d words", r.name, maxTerms)
			}
			for _, cp := range s.captures {
				names[cp.name] = true
			}
			if s.hasCore && (s.to <= s.from || !slices.Contains(c.find, r.category)) {
				return p.failf("rule %s: braces need a content, and a category that is looked for", r.name)
			}
			c.insert(r, s)
		}
	}
	for _, e := range []*expression{r.gives, r.value, r.extent} {
		if err := c.checkExpression(e, names); err != nil {
			return err
		}
	}
	return nil
}

// insert puts one sequence into the trie of its rule's category.
func (c *compiler) insert(r *rule, s sequence) {
	cat := &c.g.categories[c.categories[r.category]]
	at := int32(0)
	if len(cat.nodes) == 0 {
		cat.nodes = append(cat.nodes, node{})
	}
	for _, t := range s.terms {
		next := int32(-1)
		for _, e := range cat.nodes[at].edges {
			if e.term == t {
				next = e.to
			}
		}
		if next < 0 {
			next = int32(len(cat.nodes))
			cat.nodes = append(cat.nodes, node{})
			cat.nodes[at].edges = append(cat.nodes[at].edges, edge{t, next})
		}
		at = next
	}
	l := leaf{rule: r, captures: s.captures, from: 0, to: len(s.terms)}
	if s.hasCore {
		l.from, l.to = s.from, s.to
	}
	cat.nodes[at].leaves = append(cat.nodes[at].leaves, l)
}

// set returns the class of exactly these words.
func (c *compiler) set(forms []string) int32 {
	forms = slices.Clone(forms)
	slices.Sort(forms)
	forms = slices.Compact(forms)
	key := "=" + strings.Join(forms, " ")
	if id, ok := c.classes[key]; ok {
		return id
	}
	id := c.g.newClass()
	c.classes[key] = id
	for _, f := range forms {
		form, capital := strings.CutSuffix(f, "!")
		w := &c.g.lex.words[c.g.lex.intern(form)]
		w.classes = append(w.classes, membership{class: id, capital: capital && form != ""})
	}
	return id
}
