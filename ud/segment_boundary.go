package ud

// boundary weighs whether a sentence ends with the pieces i to last, a stop or
// abbreviation and what closes behind it, when more text follows.
func (s *splitter) boundary(i, last int, nest nesting) bool {
	e := s.evidence(boundaries, s.scan.pieces[last].end)
	rule := s.byRule(i, last)
	if s.scan.pieces[i].short != notShort {
		s.weighShort(e, i, last, rule)
	} else {
		s.weighStop(e, i, last, nest, rule)
	}
	return e.decide(rule)
}

// weighStop gathers what speaks for a boundary behind a stop.
func (s *splitter) weighStop(e *evidence, i, last int, nest nesting, rule bool) {
	stop, closing := s.stopName(i), s.closing(i, last)
	before, next := s.neighbour(i-1), s.neighbour(last+1)
	shape := s.shape(last + 1)
	e.add("bias", "", "")
	if rule {
		e.add("rule", stop, "")
	} else {
		e.add("rule not", stop, "")
	}
	e.add("stop", stop, closing)
	e.add("next", stop, shape)
	e.add("next2", shape, s.shape(last+2))
	e.add("close", closing, shape)
	e.add("word", shape, next)
	e.add("last", before, "")
	e.add("length", length(before), shape)
	e.add("before", shapeOf(before), shape)
	e.add("nest", s.nestName(nest), shape)
	e.add("size", size(last+1), shape)
	if !s.scan.pieces[last+1].spaced {
		e.add("glued", shape, "")
	}
}

// weighShort gathers what speaks for a boundary behind an abbreviation. There
// are few to learn from, so there is little to weigh.
func (s *splitter) weighShort(e *evidence, i, last int, rule bool) {
	class, short, shape := s.stopName(i), s.form(i), s.shape(last+1)
	if rule {
		e.add("short rule", class, "")
	} else {
		e.add("short rule not", class, "")
	}
	e.add("short", short, "")
	e.add("short next", short, shape)
	e.add("short class", class, shape)
	e.add("short prior", class, shapeOf(s.neighbour(i-1)))
	e.add("short close", class, s.closing(i, last))
}

// byRule is the answer where nothing was learned. What starts with a small
// letter or goes on with the sentence does not start one. An abbreviation ends
// one only before a word that has a capital for no other reason.
func (s *splitter) byRule(i, last int) bool {
	switch s.scan.pieces[i].short {
	case notShort:
		first := last + 1
		if s.looksOpen(first) && s.have(first+1) {
			first++ // what stands behind the quotation mark or dash
		}
		p := &s.scan.pieces[first]
		return p.kind == word && !lowerAt(s.scan.text, p.start) || p.kind != word && s.looksOpen(first)
	case initial:
		return s.starts(last+1) && (last > i || shapeOf(s.neighbour(i-1)) == "a")
	}
	return s.starts(last + 1)
}

// starts reports whether the word at index i, or behind the quotation mark
// there, is capitalised as the first of a sentence: it is one that the
// language writes small elsewhere.
func (s *splitter) starts(i int) bool {
	if s.have(i+1) && s.scan.pieces[i].kind != word && s.looksOpen(i) {
		i++
	}
	p := &s.scan.pieces[i]
	if p.kind != word || p.end-p.start > maxKey || !upperAt(s.scan.text, p.start) {
		return false
	}
	var buf [2 * maxKey]byte
	return s.scan.starters[string(fold(buf[:0], s.form(i)))]
}

// looksOpen reports whether the mark at index i may start a sentence.
func (s *splitter) looksOpen(i int) bool {
	p := &s.scan.pieces[i]
	return p.kind == quote && p.side != closes || p.side == opens || p.kind == emphasis || p.kind == mark && s.scan.text[p.start] != '%'
}

// stopName names the stop at index i for features.
func (s *splitter) stopName(i int) string {
	p := &s.scan.pieces[i]
	if p.short != notShort {
		return abbreviationNames[p.short]
	}
	switch t := s.form(i); {
	case t == ".", t == "!", t == "?", t == "…":
		return t
	case t[0] == '.':
		return "…"
	}
	return "?!"
}

// closing names what closes between the stop at index i and index last.
func (s *splitter) closing(i, last int) string {
	name := ""
	for k := i + 1; k <= last; k++ {
		switch s.scan.pieces[k].kind {
		case quote:
			return "quote"
		case bracket:
			name = "bracket"
		case emphasis:
			name = "emphasis"
		}
	}
	return name
}

func (s *splitter) nestName(n nesting) string {
	switch {
	case n.brackets > 0:
		return "bracket"
	case n.quoted:
		return "quote"
	}
	return ""
}

// shape names the form of the piece at index i: capitals, figures, mark.
func (s *splitter) shape(i int) string {
	if !s.have(i) {
		return "end"
	}
	p := &s.scan.pieces[i]
	switch p.kind {
	case word:
		switch shape := shapeOf(s.form(i)); {
		case shape != "a" && s.starts(i):
			return "The"
		case p.short == initial:
			return "A."
		case shape == "A": // "À", "I"
			return "Aa"
		default:
			return shape
		}
	case quote, bracket:
		if p.side == closes {
			return ")"
		}
		return "("
	}
	switch c := s.scan.text[p.start]; {
	case p.end-p.start == 1 && (c == ',' || c == ';' || c == ':' || c == '-' || c == '/'):
		return s.form(i)
	case c == '-' || c == 0xE2:
		return "-"
	case p.kind == stop:
		return "."
	case p.kind == emphasis:
		return "*"
	}
	return "#"
}

// shapeOf names the form of a word: "Aa" capitalised, "A" one capital, "AA"
// capitals, "a" small letters, "0" figures, "" none.
func shapeOf(w string) string {
	switch {
	case w == "":
		return ""
	case digitAt(w, 0):
		return "0"
	case !upperAt(w, 0):
		if letterAt(w, 0) {
			return "a"
		}
		return "#"
	}
	_, n := classAt(w, 0)
	switch {
	case len(w) == n:
		return "A"
	case upperAt(w, n):
		return "AA"
	case letterAt(w, n):
		return "Aa"
	}
	return "A'"
}

// length names how long w is, in bytes.
func length(w string) string {
	const names = "0123456"
	n := min(len(w), 6)
	return names[n : n+1]
}

// size names how many pieces a sentence has.
func size(n int) string {
	switch {
	case n <= 2:
		return "2"
	case n <= 4:
		return "4"
	case n <= 8:
		return "8"
	}
	return "more"
}

// form is the piece at index i as written.
func (s *splitter) form(i int) string {
	p := &s.scan.pieces[i]
	return s.scan.text[p.start:p.end]
}

// neighbour is the form of the piece at index i for features: "0" for
// numbers, "" where there is none.
func (s *splitter) neighbour(i int) string {
	if i < 0 || !s.have(i) {
		return ""
	}
	if digitAt(s.scan.text, s.scan.pieces[i].start) {
		return "0"
	}
	return s.form(i)
}

// evidence starts the weighing of a choice at byte at.
func (s *splitter) evidence(k choiceKind, at int) *evidence {
	s.ev = evidence{model: s.models[k], oracle: s.oracle}
	if s.oracle != nil {
		s.ev.choice = &Choice{Kind: choiceNames[k], At: at}
	}
	return &s.ev
}
