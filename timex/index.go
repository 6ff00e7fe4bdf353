package timex

import "fmt"

// category is a set of rules that patterns can refer to by one name.
type category struct {
	name  string
	nodes []node // a trie over terms; nodes[0] is the root
	find  bool   // its matches are expressions
}

// node is a place inside the patterns of a category.
type node struct {
	edges  []edge
	byWord map[int32][]int32 // edges that a word can take, where there are many
	others []int32           // edges that take no word, where byWord is set
	leaves []leaf
}

// edge takes one term to another node.
type edge struct {
	term
	to int32
}

// leaf is the end of a pattern.
type leaf struct {
	rule     *rule
	captures []capture
	from, to int // terms of the expression itself
}

// manyEdges is from how many edges on a node keeps an index of words.
const manyEdges = 6

// finish makes the tries fast: which categories can start with which word,
// which edges a word can take. It refuses what could not end or would be tried
// at every word.
func (c *compiler) finish() error {
	for _, name := range c.find {
		id, ok := c.categories[name]
		if !ok {
			return fmt.Errorf("find %s: there is no such category of rules", name)
		}
		c.g.categories[id].find = true
		c.g.found |= 1 << id
	}
	weak := c.weakWords
	weak[0] = true
	for _, w := range c.weak {
		for _, form := range splitAtoms(w) {
			weak[c.g.lex.intern(form)] = true
		}
	}
	for id := range c.g.lex.words {
		w := &c.g.lex.words[id]
		w.trigger = !weak[int32(id)] && len(w.expand) == 0 && w.number < 0
		for _, in := range w.classes {
			c.weakClasses[in.class] = c.weakClasses[in.class] || weak[int32(id)]
		}
	}
	for id := range c.g.categories {
		if err := c.firsts(int32(id), map[int32]bool{}); err != nil {
			return err
		}
	}
	for again := true; again; { // a category is as weak as those that it is made of
		again = false
		for i := range c.g.categories {
			r := c.blind(&c.g.categories[i], 0)
			if r == nil || c.weakCategories[int32(i)] {
				continue
			}
			if c.g.categories[i].find {
				return r.failf("rule %s can match without a word that tells of time: all its words are weak", r.name)
			}
			c.weakCategories[int32(i)], again = true, true
		}
	}
	for i := range c.g.categories {
		for j := range c.g.categories[i].nodes {
			c.hash(&c.g.categories[i].nodes[j])
		}
	}
	c.g.lex.alias()
	return nil
}

// firsts marks the words that a category can start with.
func (c *compiler) firsts(id int32, open map[int32]bool) error {
	if open[id] {
		return fmt.Errorf("category %s can start with itself", c.g.categories[id].name)
	}
	open[id] = true
	defer delete(open, id)
	for _, e := range c.g.categories[id].nodes[0].edges {
		if e.kind == categoryTerm {
			if err := c.firsts(e.id, open); err != nil {
				return err
			}
		}
		c.mark(e.term, id)
	}
	return nil
}

// mark notes that a category can start with a term.
func (c *compiler) mark(t term, id int32) {
	bit := uint64(1) << id
	lex := &c.g.lex
	switch t.kind {
	case wordTerm:
		lex.words[t.id].starts |= bit
	case classTerm:
		for w := range lex.words {
			if lex.in(int32(w), t.id) != nil {
				lex.words[w].starts |= bit
			}
		}
	case rangeTerm:
		c.g.digits |= bit
	case numberTerm:
		c.g.digits |= bit
		for w := range lex.words {
			if lex.words[w].number >= 0 {
				lex.words[w].starts |= bit
			}
		}
	case categoryTerm:
		other := uint64(1) << t.id
		for w := range lex.words {
			if lex.words[w].starts&other != 0 {
				lex.words[w].starts |= bit
			}
		}
		if c.g.digits&other != 0 {
			c.g.digits |= bit
		}
	}
}

// blind returns a rule that weak words alone could match from a node on, nil
// where there is none.
func (c *compiler) blind(cat *category, at int32) *rule {
	n := &cat.nodes[at]
	if len(n.leaves) > 0 {
		return n.leaves[0].rule
	}
	for _, e := range n.edges {
		if !c.weakTerm(e.term) {
			continue
		}
		if r := c.blind(cat, e.to); r != nil {
			return r
		}
	}
	return nil
}

// weakTerm reports whether a term can take a word that triggers nothing.
func (c *compiler) weakTerm(t term) bool {
	switch t.kind {
	case wordTerm:
		return c.weakWords[t.id]
	case classTerm:
		return c.weakClasses[t.id]
	case categoryTerm:
		return c.weakCategories[t.id]
	case numberTerm:
		return true
	}
	return false
}

// hash indexes the edges of a node by word where there are many.
func (c *compiler) hash(n *node) {
	if len(n.edges) < manyEdges {
		return
	}
	n.byWord = map[int32][]int32{}
	lex := &c.g.lex
	for i, e := range n.edges {
		switch e.kind {
		case wordTerm:
			n.byWord[e.id] = append(n.byWord[e.id], int32(i))
		case classTerm:
			for w := range lex.words {
				if lex.in(int32(w), e.id) != nil {
					n.byWord[int32(w)] = append(n.byWord[int32(w)], int32(i))
				}
			}
		default:
			n.others = append(n.others, int32(i))
		}
	}
}
