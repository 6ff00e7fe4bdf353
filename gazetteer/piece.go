package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
)

// piece is a part of a name or of a text as names are compared: what stands
// between spaces, hyphens and after apostrophes, without dots, with straight
// apostrophes and capitals without accents. "Côte d’Ivoire" and "Côte-d'Ivoire"
// are the pieces "Côte", "d'", "Ivoire" however the tokeniser cuts them;
// "U.S." is "US". A punctuation mark is a piece of its own.
type piece struct {
	hash       uint64 // of the letters
	alt        uint64 // without the apostrophe, or with the hyphen that follows
	fold       uint64 // of the small letters without accents
	lower      uint64 // with a small first letter; of capitalised words only, 0 otherwise
	word       uint64 // of the small letters, without accent on the first: "Etat" is "état", "charge" not "chargé"
	start, end int32  // bytes of the text
	token      int32
	marks      marks
}

// marks tell how a piece stands in its token.
type marks uint8

const (
	first     marks = 1 << iota // begins a token
	last                        // ends a token
	capital                     // begins with a capital
	caps                        // is all capitals
	dashed                      // a hyphen joins it to what follows
	elided                      // ends with an apostrophe
	mark                        // is a punctuation mark
	unwritten                   // stands in no bytes of its own
)

// kind is what a character is to names.
type kind uint8

const (
	letter kind = iota // and digits
	space
	hyphen
	apostrophe
	dot
	accent
	other
)

func kindOf(r rune) kind {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
		return letter
	case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == 0xA0 || r == 0x202F || r == 0x2009 || r == '_':
		return space
	case r == '-' || r == 0x2010 || r == 0x2011 || r == 0x2013 || r == 0xAD:
		return hyphen
	case r == '\'' || r == 0x2019 || r == 0x2018 || r == 0x2BC || r == 0x2BB || r == 0x2BF || r == 0x2BE || r == 0xB4 || r == '`':
		return apostrophe
	case r == '.':
		return dot
	case r < 0x80:
		return other
	case combining(r) || r == 0x200B || r == 0xFEFF:
		return accent
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		return letter
	case unicode.IsSpace(r):
		return space
	}
	return other
}

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

func addRune(h uint64, r rune) uint64 { return (h ^ uint64(r)) * hashPrime }

// splitter cuts text into pieces, which it appends to pieces.
type splitter struct {
	pieces []piece

	h, folded, lowered, plain uint64
	n, upper                  int // letters of the piece at hand, capitals among them
	begin                     int
	big                       bool
}

// word cuts form, which stands at byte offset start of the text. Where written
// is false the bytes of form are not those of the text, and every piece covers
// the length bytes from start.
func (s *splitter) word(form string, start, length, token int, written bool) {
	from := len(s.pieces)
	s.n = 0
	for i, r := range form {
		switch k := kindOf(r); k {
		case letter:
			s.letter(r, i)
		case apostrophe:
			s.apostrophe(i, start, token)
		case hyphen:
			s.flush(i, start, token)
			s.hyphen(from)
		case space:
			s.flush(i, start, token)
		case other:
			s.flush(i, start, token)
			s.punctuation(r, i, start, token)
		case dot, accent: // "U.S." is "US"
		}
	}
	s.flush(len(form), start, token)
	if from == len(s.pieces) {
		return
	}
	s.pieces[from].marks |= first
	s.pieces[len(s.pieces)-1].marks |= last
	if !written {
		for i := from; i < len(s.pieces); i++ {
			s.pieces[i].start, s.pieces[i].end = int32(start), int32(start+length)
			s.pieces[i].marks |= unwritten
		}
	} else {
		s.pieces[len(s.pieces)-1].end = int32(start + length)
	}
}

func (s *splitter) letter(r rune, at int) {
	if s.n == 0 {
		s.h, s.folded, s.lowered, s.plain = hashSeed, hashSeed, hashSeed, hashSeed
		s.begin, s.upper = at, 0
	}
	exact, folded, word := r, r, r
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
	case 'A' <= r && r <= 'Z':
		folded = r + 'a' - 'A'
		word = folded
		s.upper++
	default:
		folded, word = foldRune(r), unicode.ToLower(r)
		if unicode.IsUpper(r) {
			exact = lang.Unaccent(r)
			s.upper++
		}
	}
	lowered := exact
	if s.n == 0 {
		lowered, word = unicode.ToLower(r), folded
		s.big = s.upper > 0
	}
	s.h, s.folded, s.lowered, s.plain = addRune(s.h, exact), addRune(s.folded, folded), addRune(s.lowered, lowered), addRune(s.plain, word)
	s.n++
}

// apostrophe ends a piece and belongs to it; one that begins a word stands alone.
func (s *splitter) apostrophe(at, start, token int) {
	if s.n == 0 {
		s.punctuation('\'', at, start, token)
		return
	}
	bare, bareLow := s.h, s.lowered
	s.h, s.folded, s.lowered, s.plain = addRune(s.h, '\''), addRune(s.folded, '\''), addRune(bareLow, '\''), addRune(s.plain, '\'')
	s.flush(at, start, token)
	p := &s.pieces[len(s.pieces)-1]
	p.alt = bare
	p.marks |= elided
}

// hyphen joins what stands before it to what follows, unless it begins a word.
func (s *splitter) hyphen(from int) {
	if len(s.pieces) == from {
		return
	}
	s.join()
}

func (s *splitter) join() {
	p := &s.pieces[len(s.pieces)-1]
	if p.marks&(elided|mark) == 0 {
		p.alt = addRune(p.hash, '-')
	}
	p.marks |= dashed
}

func (s *splitter) punctuation(r rune, at, start, token int) {
	h := addRune(hashSeed, r)
	s.pieces = append(s.pieces, piece{hash: h, fold: h, word: h, start: int32(start + at), end: int32(start + at + utf8.RuneLen(r)), token: int32(token), marks: mark})
}

// flush ends the piece at hand at byte offset end of the word.
func (s *splitter) flush(end, start, token int) {
	if s.n == 0 {
		return
	}
	p := piece{hash: s.h, fold: s.folded, word: s.plain, start: int32(start + s.begin), end: int32(start + end), token: int32(token)}
	if s.big {
		p.marks |= capital
		p.lower = s.lowered
	}
	if s.upper == s.n {
		p.marks |= caps
	}
	s.pieces = append(s.pieces, p)
	s.n = 0
}
