// Package words describes the words of a sentence in the numbers that the
// classifiers of package ud work on: hashes of the normalised form and of its
// ends, its shape, and what the lexicon knows of it.
//
// Normalising makes typography indifferent: case, curly and straight
// apostrophes, kinds of quotes and dashes. Non-goal: to split text into words.
package words

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// MaxSuffix is the longest suffix, in runes, that a Word has a hash of.
const MaxSuffix = 5

// Word is a word as the classifiers see it.
type Word struct {
	Form  string
	Low   []byte            // normalised lower case
	Key   uint64            // hash of Low
	Word  uint64            // hash of Low with all digits alike
	Pre   [3]uint64         // hashes of the first 1, 2, 3 runes of Low
	Suf   [MaxSuffix]uint64 // hashes of the last 1 … 5 runes; of the whole where it is shorter
	Shape Shape
	Amb   Entry // what the lexicon knows of the form, 0 for unknown

	UPOS  uint8  // index in Tags
	Feats uint16 // index among the model's feature bundles
	Lemma uint64 // hash of the lemma
}

// Shape tells capitals, digits and punctuation apart.
type Shape uint8

// The shapes of words. Hyphen is added to one of the others.
const (
	Lower Shape = iota
	Capital
	AllCaps
	Letter // a single capital letter
	Mixed
	Number
	Alnum
	Punct
	Other
	Hyphen Shape = 16
)

// Sentence is scratch space for the words of a sentence; it is reused from one
// sentence to the next.
type Sentence struct {
	Words []Word
	Mode  Mode
	buf   []byte
	quote bool
}

// Mode is how a sentence uses capitals.
type Mode uint8

// The modes: most words start with a capital letter, or have no other.
const (
	Plain Mode = iota
	TitleCase
	UpperCase
)

// Reset empties the sentence.
func (s *Sentence) Reset() { s.Words, s.buf, s.quote = s.Words[:0], s.buf[:0], false }

// Add appends the word with this form, all but what the lexicon knows of it.
func (s *Sentence) Add(form string) {
	var w Word
	w.Form = form
	from := len(s.buf)
	s.buf = s.normalise(s.buf, form)
	w.Low = s.buf[from:len(s.buf):len(s.buf)]
	w.Key = Hash(w.Low)
	w.Word = foldDigits(w.Key, w.Low)
	w.Shape = shapeOf(form)
	ends(&w)
	s.Words = append(s.Words, w)
}

// Finish is called once all words are there: it finds the mode.
func (s *Sentence) Finish() {
	long, capital, upper := 0, 0, 0
	for i := range s.Words {
		w := &s.Words[i]
		if len(w.Low) < 4 {
			continue
		}
		switch w.Shape &^ Hyphen {
		case Lower, Mixed:
			long++
		case Capital:
			long++
			capital++
		case AllCaps:
			long++
			upper++
		}
	}
	s.Mode = Plain
	switch {
	case long >= 2 && upper*5 >= long*4:
		s.Mode = UpperCase
	case long >= 3 && (capital+upper)*5 >= long*4:
		s.Mode = TitleCase
	}
}

// normalise appends form in lower case, with one kind of apostrophe, of dash
// and of opening and closing quotes.
func (s *Sentence) normalise(to []byte, form string) []byte {
	for i := 0; i < len(form); {
		c := form[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				to = append(to, c+'a'-'A')
			case c == '"':
				if s.quote = !s.quote; s.quote {
					to = append(to, "«"...)
				} else {
					to = append(to, "»"...)
				}
			default:
				to = append(to, c)
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(form[i:])
		i += n
		switch r {
		case '’', '‘', 'ʼ':
			to = append(to, '\'')
		case '“', '„':
			to = append(to, "«"...)
		case '”':
			to = append(to, "»"...)
		case '–', '—', '―':
			to = append(to, "–"...)
		case '…':
			to = append(to, "..."...)
		case '\u00a0', '\u202f', '\u2009':
			to = append(to, ' ')
		case '\u00ad', '\u200b', '\u2011':
			if r == '\u2011' {
				to = append(to, '-')
			}
		default:
			to = utf8.AppendRune(to, unicode.ToLower(r))
		}
	}
	return to
}

// ends fills the hashes of prefixes and suffixes.
func ends(w *Word) {
	h, n := uint64(1), 0
	for i := 0; i < len(w.Low) && n < len(w.Pre); {
		h = step(h, w.Low[i])
		if i++; i == len(w.Low) || utf8.RuneStart(w.Low[i]) {
			w.Pre[n] = finish(h)
			n++
		}
	}
	for ; n > 0 && n < len(w.Pre); n++ {
		w.Pre[n] = w.Pre[n-1]
	}
	h, n = uint64(2), 0
	for i := len(w.Low) - 1; i >= 0 && n < MaxSuffix; i-- {
		c := w.Low[i]
		if c >= '0' && c <= '9' {
			c = '0'
		}
		h = step(h, c)
		if utf8.RuneStart(c) {
			w.Suf[n] = finish(h)
			n++
		}
	}
	for ; n > 0 && n < MaxSuffix; n++ {
		w.Suf[n] = w.Suf[n-1] + 1
	}
}

func shapeOf(form string) Shape {
	var upper, lower, digit, other, punct, hyphen int
	first := rune(-1)
	for i, r := range form {
		if i == 0 {
			first = r
		}
		switch {
		case r >= 'a' && r <= 'z':
			lower++
		case r >= 'A' && r <= 'Z':
			upper++
		case r >= '0' && r <= '9':
			digit++
		case r == '-':
			hyphen++
		case r == '\'' || r == '’' || r == '.':
			punct++
		case r < utf8.RuneSelf:
			punct++
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			lower++
		case unicode.IsPunct(r):
			punct++
		default:
			other++
		}
	}
	sh := Other
	switch {
	case digit > 0 && upper+lower == 0:
		sh = Number
	case digit > 0:
		sh = Alnum
	case upper+lower == 0 && punct+hyphen > 0:
		return Punct
	case upper == 0 && lower > 0:
		sh = Lower
	case upper == 1 && lower == 0:
		sh = Letter
	case lower == 0 && upper > 1:
		sh = AllCaps
	case unicode.IsUpper(first) && (upper == 1 || hyphen > 0):
		sh = Capital
	case upper > 0:
		sh = Mixed
	}
	if hyphen > 0 && upper+lower+digit > 0 {
		sh |= Hyphen
	}
	return sh
}

// Hash is the hash of a normalised form or of a lemma.
func Hash[T string | []byte](b T) uint64 {
	h := uint64(3)
	for i := 0; i < len(b); i++ {
		h = step(h, b[i])
	}
	return finish(h)
}

func foldDigits(key uint64, low []byte) uint64 {
	for _, c := range low {
		if c >= '0' && c <= '9' {
			h := uint64(4)
			for _, c := range low {
				if c >= '0' && c <= '9' {
					c = '0'
				}
				h = step(h, c)
			}
			return finish(h)
		}
	}
	return key
}

func step(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 0x100000001B3 }

func finish(h uint64) uint64 {
	hi, lo := bits.Mul64(h^0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93)
	return hi ^ lo
}
