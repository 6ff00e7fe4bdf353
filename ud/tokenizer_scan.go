package ud

import "unicode/utf8"

// kind tells what a piece is for the splitter.
type kind uint8

const (
	word     kind = iota // letters, digits and what is written like them
	stop                 // full stop, question and exclamation marks, ellipsis
	bracket              // one bracket
	quote                // one quotation mark
	emphasis             // Markdown's * ** _ __
	mark                 // all other punctuation and symbols
)

// side tells which way a bracket or quotation mark looks.
type side uint8

const (
	either side = iota // '"' and, in some languages, others
	opens
	closes
)

// piece is a stretch of the text that became one token, before contractions
// are expanded.
type piece struct {
	start, end  int
	kind        kind
	side        side
	short       abbreviation
	spaced      bool  // white space stands before it
	breaks      bool  // a sentence starts here whatever stands before: blank line, list item
	multi       uint8 // ≥ 2: the first of so many pieces that make one multiword token
	contraction *contraction
}

// maxPiece bounds the bytes of one piece, so that no step of the scanner
// looks further than that.
const maxPiece = 1024

// scanner cuts a text into pieces, a few at a time.
type scanner struct {
	*rules
	text   string
	pos    int
	spaced bool    // white space was just passed
	breaks bool    // and it breaks the sentence
	single bool    // an opening ' waits for its fellow
	pieces []piece // cut and not yet taken
}

// more cuts at least one piece off the text; it returns false at its end.
func (s *scanner) more() bool {
	s.skip()
	if s.pos >= len(s.text) {
		return false
	}
	switch c, n := classAt(s.text, s.pos); {
	case c == letter || c == digit:
		s.pos = s.word(s.pos)
	case c == rubbish:
		s.pos = s.garbage(s.pos, n)
	default:
		s.pos = s.punctuation(s.pos)
	}
	return true
}

// push adds the piece text[start:end].
func (s *scanner) push(start, end int, k kind) *piece {
	s.pieces = append(s.pieces, piece{start: start, end: end, kind: k, spaced: s.spaced, breaks: s.breaks})
	s.spaced, s.breaks = false, false
	return &s.pieces[len(s.pieces)-1]
}

// skip passes white space. A blank line breaks the sentence, and so does a
// line that starts like the item of a list.
func (s *scanner) skip() {
	lines := 0
	start := s.pos
	for s.pos < len(s.text) {
		c := s.text[s.pos]
		if c >= utf8.RuneSelf {
			class, n := classAt(s.text, s.pos)
			if class != space {
				break
			}
			s.pos += n
			continue
		}
		if asciiClass[c] != space {
			break
		}
		if c == '\n' {
			lines++
		}
		s.pos++
	}
	if s.pos > start || start == 0 {
		s.spaced = true
	}
	if lines > 1 || lines == 1 && s.itemAt(s.pos) {
		s.breaks = true
		s.single = false
	}
}

// itemAt reports whether an item of a list starts at byte i, which follows a
// line break: a bullet or a number, then a space.
func (s *scanner) itemAt(i int) bool {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch r {
	case '-', '*', '+', '•', '–', '—', '·', '‣', '◦', '▪', '■', '►', '→':
		i += n
	default:
		from := i
		for i < from+3 && digitAt(s.text, i) {
			i++
		}
		if i == from || i >= len(s.text) || s.text[i] != '.' && s.text[i] != ')' {
			return false
		}
		i++
	}
	if i >= len(s.text) {
		return false
	}
	c, _ := classAt(s.text, i)
	return c == space
}

// garbage takes a run of bytes that are no text as one piece.
func (s *scanner) garbage(i, n int) int {
	start := i
	for i += n; i < len(s.text) && i-start < maxPiece; i += n {
		var c class
		if c, n = classAt(s.text, i); c != rubbish {
			break
		}
	}
	s.push(start, i, mark)
	return i
}
