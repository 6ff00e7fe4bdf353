package timex

// variants spells a pattern out into all the sequences that it can match.
func (c *compiler) variants(p *pattern) ([]sequence, error) {
	var all []sequence
	var err error
	switch p.kind {
	case sequencePattern:
		all = []sequence{{}}
		for _, part := range p.parts {
			var more []sequence
			if more, err = c.variants(part); err != nil {
				return nil, err
			}
			if len(all)*len(more) > maxVariants {
				return nil, p.failf("the pattern can match in more than %d ways", maxVariants)
			}
			all = join(all, more)
		}
	case choicePattern:
		all, err = c.choices(p)
	case optionPattern:
		all, err = c.variants(p.parts[0])
		all = append(all, sequence{})
	case corePattern:
		all, err = c.variants(p.parts[0])
		for i := range all {
			all[i].hasCore, all[i].from, all[i].to = true, 0, len(all[i].terms)
		}
	case wordPattern:
		all = []sequence{{terms: c.terms(p.word, p.glued)}}
	case refPattern:
		all, err = c.reference(p)
	}
	if err == nil && len(all) > maxVariants {
		err = p.failf("the pattern can match in more than %d ways", maxVariants)
	}
	return all, err
}

// join puts each of b behind each of a.
func join(a, b []sequence) []sequence {
	if len(b) == 1 && len(a) == 1 && len(a[0].terms) == 0 {
		return b
	}
	all := make([]sequence, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			all = append(all, x.then(y))
		}
	}
	return all
}

// then returns x followed by y.
func (x sequence) then(y sequence) sequence {
	z := sequence{from: x.from, to: x.to, hasCore: x.hasCore}
	n := len(x.terms)
	z.terms = append(append(z.terms, x.terms...), y.terms...)
	z.captures = append(z.captures, x.captures...)
	for _, cp := range y.captures {
		if cp.term >= 0 {
			cp.term += n
		}
		z.captures = append(z.captures, cp)
	}
	if y.hasCore {
		z.hasCore, z.from, z.to = true, y.from+n, y.to+n
	}
	return z
}

// word returns the term of one word.
func (c *compiler) word(form string, glued bool) term {
	if len(form) > 1 && form[len(form)-1] == '!' {
		return term{classTerm, c.set([]string{form}), glued}
	}
	if n, ok := decimal(form); ok {
		return term{rangeTerm, c.exactly(n), glued}
	}
	return term{wordTerm, c.g.lex.intern(form), glued}
}

// exactly returns the range of one number.
func (c *compiler) exactly(n int) int32 {
	for id, r := range c.g.ranges {
		if r.min == n && r.max == n {
			return int32(id)
		}
	}
	c.g.ranges = append(c.g.ranges, numberRange{min: n, max: n})
	return int32(len(c.g.ranges) - 1)
}

// terms returns the terms of one word, or of the words that it stands for.
func (c *compiler) terms(form string, glued bool) []term {
	id, known := c.g.lex.index[form]
	if !known || len(c.g.lex.words[id].expand) == 0 {
		return []term{c.word(form, glued)}
	}
	var all []term
	for i, word := range c.g.lex.words[id].expand {
		all = append(all, term{wordTerm, word, glued && i == 0})
	}
	return all
}

// plain reports whether a form is one word that a list can hold.
func (c *compiler) plain(form string) bool {
	t := c.terms(form, false)
	return len(t) == 1 && t[0].kind != rangeTerm
}

// choices spells out alternatives; those that are single words become one term.
func (c *compiler) choices(p *pattern) ([]sequence, error) {
	var forms, glued []string
	var all []sequence
	for _, part := range p.parts {
		one := part
		if one.kind == sequencePattern && len(one.parts) == 1 {
			one = one.parts[0]
		}
		switch {
		case one.kind == wordPattern && !c.plain(one.word):
			all = append(all, sequence{terms: c.terms(one.word, one.glued)})
		case one.kind == wordPattern && one.glued:
			glued = append(glued, one.word)
		case one.kind == wordPattern:
			forms = append(forms, one.word)
		default:
			more, err := c.variants(part)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	for i, words := range [][]string{forms, glued} {
		switch {
		case len(words) == 1:
			all = append(all, sequence{terms: []term{c.word(words[0], i == 1)}})
		case len(words) > 1:
			all = append(all, sequence{terms: []term{{classTerm, c.set(words), i == 1}}})
		}
	}
	return all, nil
}

// reference spells out what a name stands for.
func (c *compiler) reference(p *pattern) ([]sequence, error) {
	if d, ok := c.defs[p.ref]; ok {
		if c.open[p.ref] {
			return nil, p.failf("the definition of %s needs itself", p.ref)
		}
		c.open[p.ref] = true
		all, err := c.variants(d.parsed)
		delete(c.open, p.ref)
		for i := range all {
			if p.name != p.ref { // "<from=dom>": what the definition captures goes by that name here
				for j := range all[i].captures {
					all[i].captures[j].name = p.name
				}
			}
		}
		if p.glued {
			for i := range all {
				if len(all[i].terms) > 0 {
					all[i].terms[0].glued = true
				}
			}
		}
		return all, err
	}
	one := func(kind termKind, id int32) []sequence {
		return []sequence{{terms: []term{{kind, id, p.glued}}, captures: []capture{{name: p.name, kind: kind, class: id}}}}
	}
	if id, ok := c.ranges[p.ref]; ok {
		return one(rangeTerm, id), nil
	}
	if id, ok := c.categories[p.ref]; ok {
		return one(categoryTerm, id), nil
	}
	if p.ref == "number" {
		return one(numberTerm, 0), nil
	}
	id, ok := c.classes[p.ref]
	if !ok {
		return nil, p.failf("<%s> is no list of words, number, definition or category of rules", p.ref)
	}
	all := one(classTerm, id)
	for _, ph := range c.phrases[p.ref] {
		s := sequence{captures: []capture{{name: p.name, term: -1, value: ph.value}}}
		for i, w := range ph.words {
			s.terms = append(s.terms, c.terms(w, p.glued && i == 0)...)
		}
		all = append(all, s)
	}
	return all, nil
}
