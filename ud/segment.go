package ud

import "slices"

// lookahead is how many pieces after the current one a decision may read.
const lookahead = 8

// longestSentence bounds the pieces of a sentence, and so the cost of parsing
// it; longer ones are cut at the best place.
const longestSentence = 250

// splitter groups the pieces of a text into sentences.
type splitter struct {
	scan   scanner
	models *models
	oracle func(Choice) bool // nil unless somebody learns
	taken  int               // pieces at the front of the queue that the last sentence took
	open   nesting
	ev     evidence
}

// nesting is what is open at some piece.
type nesting struct {
	quoted   bool // inside quotation marks
	brackets int  // of this sentence
}

// next takes the pieces of the next sentence off the text; ok is false at its
// end. They are s.scan.pieces[:n], valid until the next call.
func (s *splitter) next() (n int, ok bool) {
	s.scan.pieces = s.scan.pieces[:copy(s.scan.pieces, s.scan.pieces[s.taken:])]
	s.taken = 0
	if !s.have(0) {
		return 0, false
	}
	s.open.brackets = 0
	n = s.end()
	s.taken = n
	return n, true
}

// have reports whether the text has a piece at index i of the queue, and
// fills the queue up to the lookahead behind it.
func (s *splitter) have(i int) bool {
	for len(s.scan.pieces) <= i+lookahead && s.scan.more() {
	}
	return i < len(s.scan.pieces)
}

// end finds how many pieces make the sentence at the front of the queue.
func (s *splitter) end() int {
	for i := 0; ; i++ {
		if !s.have(i) {
			return i
		}
		p := &s.scan.pieces[i]
		switch {
		case i > 0 && p.breaks:
			s.open.quoted = false
			return i
		case i == longestSentence:
			return s.cut(i)
		case p.kind == quote || p.kind == bracket:
			s.open = s.after(i, s.open)
		case p.kind == stop || p.short != notShort:
			if last, nest, ends := s.endsAt(i); ends {
				s.open = nest
				if s.dropsStop(i, last) {
					last++
				}
				return last + 1
			}
		}
	}
}

// dropsStop makes the full stop of the abbreviation at index i a piece of its
// own when the sentence ends with it, as treebanks do ("oil, gas, etc."). It
// stays with capitals ("the U.S.") and inside brackets ("(X Inc.)").
func (s *splitter) dropsStop(i, last int) bool {
	p := s.scan.pieces[i]
	capitals := upperAt(s.scan.text, p.start) && lettered(s.scan.text[p.start:p.end-1]) == acronym
	if p.short == notShort || capitals || s.closing(i, last) == "bracket" {
		return false
	}
	s.scan.pieces = slices.Insert(s.scan.pieces, i+1, piece{start: p.end - 1, end: p.end, kind: stop})
	s.scan.pieces[i].end--
	s.scan.pieces[i].short = notShort
	return true
}

// after is what is open behind the quotation mark or bracket at index i, when
// nest is open before it.
func (s *splitter) after(i int, nest nesting) nesting {
	p := &s.scan.pieces[i]
	switch side := s.looks(i, nest); {
	case p.kind == quote:
		nest.quoted = side == opens
	case side == opens:
		nest.brackets++
	case nest.brackets > 0:
		nest.brackets--
	}
	return nest
}

// looks tells which way the quotation mark or bracket at index i looks. A mark
// that has no direction takes it from the white space around it, else from
// what is open.
func (s *splitter) looks(i int, nest nesting) side {
	p := &s.scan.pieces[i]
	if p.side != either {
		return p.side
	}
	left := p.spaced || i == 0 || s.scan.pieces[i-1].side == opens
	right := i+1 >= len(s.scan.pieces) || s.scan.pieces[i+1].spaced || s.tail(i+1)
	switch {
	case left && !right:
		return opens
	case right && !left:
		return closes
	case nest.quoted:
		return closes
	}
	return opens
}

// tail reports whether the piece at index i is punctuation that leans on what
// stands before it.
func (s *splitter) tail(i int) bool {
	p := &s.scan.pieces[i]
	switch p.kind {
	case stop:
		return true
	case bracket:
		return p.side == closes
	case mark:
		c := s.scan.text[p.start]
		return c == ',' || c == ';' || c == ':'
	}
	return false
}

// endsAt decides whether the sentence ends with the stop or abbreviation at
// index i and the marks that close behind it. It returns the index of the
// last of them and what is open then.
func (s *splitter) endsAt(i int) (last int, nest nesting, ends bool) {
	last, nest = s.closers(i)
	if !s.have(last+1) || s.scan.pieces[last+1].breaks {
		return last, nest, true
	}
	next := &s.scan.pieces[last+1]
	if s.tail(last+1) || !next.spaced && next.kind != word && next.side != opens && next.kind != quote {
		return last, nest, false
	}
	if s.numbersItem(i) {
		return last, nest, false
	}
	if p := &s.scan.pieces[i]; last == i && (p.short == shortTitle || p.short == initial && next.short == initial) {
		return last, nest, false
	}
	return last, nest, s.boundary(i, last, nest)
}

// numbersItem reports whether the stop at index i follows the number of an
// item of a list ("1. The parties agree").
func (s *splitter) numbersItem(i int) bool {
	if i != 1 || s.scan.pieces[1].spaced {
		return false
	}
	p := &s.scan.pieces[0]
	return (p.breaks || p.start == 0) && p.end-p.start <= 3 && digitAt(s.scan.text, p.start)
}

// closers passes the marks behind the stop at index i that close what it
// stands in: more stops, brackets, quotation marks, emphasis.
func (s *splitter) closers(i int) (int, nesting) {
	nest, last := s.open, i
	for s.have(last + 1) {
		p := &s.scan.pieces[last+1]
		if p.breaks {
			break
		}
		switch p.kind {
		case stop:
		case quote:
			if s.looks(last+1, nest) != closes {
				return last, nest
			}
		case bracket:
			if p.side != closes || nest.brackets == 0 {
				return last, nest
			}
		case emphasis:
			if p.spaced || s.have(last+2) && !s.scan.pieces[last+2].spaced {
				return last, nest
			}
		default:
			return last, nest
		}
		if p.kind != stop && p.kind != emphasis {
			nest = s.after(last+1, nest)
		}
		last++
	}
	return last, nest
}

// cut finds the best place to cut before index n: after a semicolon or colon,
// else a comma or dash, else a space, in the latter half.
func (s *splitter) cut(n int) int {
	best, rank := n, 0
	for i := n / 2; i < n; i++ {
		p := &s.scan.pieces[i]
		r := 0
		switch {
		case p.multi > 0 || i > 0 && s.scan.pieces[i-1].multi > 2:
			continue
		case p.kind == mark:
			switch s.scan.text[p.start] {
			case ';', ':':
				r = 3
			case ',', '-', 0xE2: // dashes
				r = 2
			}
		case s.scan.pieces[i+1].spaced:
			r = 1
		}
		if r > 0 && r >= rank {
			best, rank = i+1, r
		}
	}
	return best
}
